// Owns: what a text may do while the mirror compiles it, and how much work that may cost. Never: the texts, the schema.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>

namespace d1odbc {

/// How much one call into SQLite may cost before it is stopped.
struct WorkBudget {
  std::uint32_t authorizations;  // names resolved; SQLite writes out all views before it asks for the first
  std::uint32_t progress_calls;  // each stands for `Guard::instructions_per_call` instructions of a program
};

/// In bytes, of one text.
inline constexpr int longest_sql = 1'000'000;

inline constexpr WorkBudget compile_budget{.authorizations = 20'000, .progress_calls = 1'000};
inline constexpr WorkBudget query_budget{.authorizations = 20'000'000, .progress_calls = 100'000};

/// Answers SQLite's questions for one connection: denies what acts on the process or the mirror when it is merely
/// compiled (most pragmas), what reaches outside (ATTACH, load_extension), and what D1 refuses all the same (TEMP).
class Guard {
 public:
  static constexpr int instructions_per_call = 10'000;

  /// Sets the limits, switches and callbacks that make hostile texts harmless. The guard must outlive the connection
  /// and stay where it is.
  void protect(sqlite3& connection) noexcept;

  /// Takes the callbacks away: the loader's own texts need pragmas. Limits and switches stay.
  void release(sqlite3& connection) noexcept;

  /// Begins a call into SQLite: forgets what the last one showed and fills the budget.
  void begin(WorkBudget budget) noexcept;

  /// Whether the text was BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE or PRAGMA: SQLite calls those read-only.
  [[nodiscard]] bool saw_control() const noexcept { return saw_control_; }

  /// The module that a CREATE VIRTUAL TABLE named; "" for other texts.
  [[nodiscard]] const std::string& module() const noexcept { return module_; }

 private:
  [[nodiscard]] int judge(int action, const char* first, const char* second, const char* database);
  static int authorize(void* self, int action, const char* first, const char* second, const char* database,
                       const char* inner) noexcept;
  static int progress(void* self) noexcept;

  WorkBudget left_ = compile_budget;
  bool saw_control_ = false;
  std::string module_;
};

}  // namespace d1odbc
