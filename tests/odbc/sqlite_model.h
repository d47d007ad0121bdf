// Owns: local SQLite as the model of what D1 should answer, and the same question asked through the driver. Never: says
// what is right by itself.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "odbc_application.h"

namespace model {

struct Blob {
  std::string bytes;
};

/// A value by its storage class: NULL, INTEGER, REAL, TEXT, BLOB.
using Stored = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

/// The value as a SQL literal, for messages and for texts. Reals have the 17 digits that tell them apart.
[[nodiscard]] std::string literal(const Stored& value);

/// What quote() gave, with reals bit for bit: versions of SQLite write their digits differently.
[[nodiscard]] std::string canonical(const std::string& quoted);

/// A result: cells as text ("NULL" for NULL), or "refused" when the statement was.
struct Answer {
  bool refused = false;
  std::string error;  // why, for messages
  std::vector<std::vector<std::string>> rows;
};

/// A SQLite in memory.
class Sqlite {
 public:
  Sqlite();

  /// Runs one statement with natively bound values, `values[n-1]` for ?n.
  [[nodiscard]] Answer ask(const std::string& sql, const std::vector<Stored>& values = {});

  /// The same, and fails the test when it is refused.
  Answer run(const std::string& sql, const std::vector<Stored>& values = {});

  /// The cells of the row as SQLite stores them.
  [[nodiscard]] std::vector<Stored> values_of(const std::string& sql, const std::vector<Stored>& values);

 private:
  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database_{nullptr, sqlite3_close};
};

/// Values bound as parameters of a statement, each as the C and SQL type of its storage class.
class Bound {
 public:
  /// Fails the test when a bind does not succeed. Must live until the statement was executed.
  Bound(const application::Statement& statement, const std::vector<Stored>& values);

 private:
  std::vector<application::Parameter> parameters_;
};

/// The same question through the driver.
[[nodiscard]] Answer ask(application::Statement& statement, const std::string& sql,
                         const std::vector<Stored>& values = {});

}  // namespace model
