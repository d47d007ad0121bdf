// Owns: the table of connection attributes: what each is, when it may be set, which values it takes. Never: their
// values of one connection.
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "handle/attribute_rules.h"

namespace d1odbc {

/// What stands behind the pointer that SQLGetConnectAttr gets.
enum class AttributeForm { Word, Length, Pointer, Text };  // SQLUINTEGER, SQLULEN, SQLPOINTER, characters

/// When a connection attribute may be set (ODBC reference, SQLSetConnectAttr, the table in "Comments").
enum class Phase { Either, BeforeConnecting, AfterConnecting };

enum class Access { ReadAndWrite, ReadOnly, WriteOnly };  // what is not allowed is HY092

/// One row: `number` has the id, the name and the rule for numbers; a text says only `form`.
struct ConnectionAttribute {
  NumericAttribute number;
  AttributeForm form = AttributeForm::Word;
  Phase phase = Phase::Either;
  Access access = Access::ReadAndWrite;
  State wrong_phase = State::AttributeCannotBeSetNow;  // what setting it after connecting is, when only before may
  std::string_view why_not = {};                       // HYC00 with this text for every value that is not `applied`
};

/// Every connection attribute of ODBC 3.8.
[[nodiscard]] std::span<const ConnectionAttribute> connection_attributes() noexcept;

/// The row of an attribute, or nullptr.
[[nodiscard]] const ConnectionAttribute* find_connection_attribute(SQLINTEGER id) noexcept;

/// The row of an attribute. Throws HY092 for an unknown one, HYC00 for one of another driver's range.
[[nodiscard]] const ConnectionAttribute& known_connection_attribute(SQLINTEGER id);

/// Throws HYC00 for an attribute, or a value of one, that is ODBC's but not this driver's.
void require_supported(const ConnectionAttribute& attribute, SQLULEN asked);

/// The values of one connection's attributes; copied to come back to them later. Not synchronised.
class ConnectionValues {
 public:
  /// Every attribute at its default.
  ConnectionValues();

  /// The value of a number, length or pointer of the table.
  [[nodiscard]] SQLULEN number(SQLINTEGER id) const;

  /// Whether the application has set it.
  [[nodiscard]] bool was_set(SQLINTEGER id) const;

  void keep(SQLINTEGER id, SQLULEN value);

  /// Statement options for later statements: id and value, each id once, in the order in which they were set.
  [[nodiscard]] const std::vector<std::pair<SQLINTEGER, SQLULEN>>& statement_options() const noexcept {
    return statement_options_;
  }
  void keep_statement_option(SQLINTEGER id, SQLULEN value);

 private:
  struct Kept {
    SQLULEN value = 0;
    bool was_set = false;
  };
  std::vector<Kept> kept_;  // in the order of the table
  std::vector<std::pair<SQLINTEGER, SQLULEN>> statement_options_;
};

/// Whether the attribute is a statement option of ODBC 2, which set on a connection becomes the default of its later
/// statements (appendix G, SQLSetConnectOption mapping).
[[nodiscard]] bool is_statement_option(SQLINTEGER id) noexcept;

/// The value a statement option gets: as check_value. Throws HY024, HYC00, HY092.
[[nodiscard]] SQLULEN check_statement_option(SQLINTEGER id, SQLULEN asked, Diagnostics& diagnostics);

}  // namespace d1odbc
