// Owns: what the driver knows of a SQL text from the text alone. Never: the schema, values, the network.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace d1odbc {

/// What a statement does, by its first keyword (after WITH: by the keyword of its main part).
enum class StatementKind : std::uint8_t {
  Select,
  Values,
  Insert,
  Replace,
  Update,
  Delete,
  Create,
  Drop,
  Alter,
  Begin,
  Commit,
  Rollback,
  Savepoint,
  Release,
  Pragma,
  Explain,
  Attach,
  Detach,
  Vacuum,
  Analyze,
  Reindex,
  Other,
};

/// A parameter marker of the translated text.
struct ParameterMarker {
  std::size_t offset = 0;
  std::size_t length = 0;
  unsigned number = 0;  // ODBC's parameter number, from 1, over the whole text that was prepared
};

/// One statement of a prepared text: escapes translated, no `;` at its end, no comments after its last token.
struct StatementText {
  std::string sql;
  std::vector<ParameterMarker> markers;  // in order of offset
  StatementKind kind = StatementKind::Other;
  bool has_returning = false;  // INSERT/UPDATE/DELETE/REPLACE with a RETURNING clause at its top level

  bool is_reading_pragma = false;  // a pragma in a form that is known only to read

  /// SELECT, VALUES, EXPLAIN, and pragmas that only read: sent again, it does no harm. Unknown words write.
  [[nodiscard]] bool reads_only() const noexcept {
    return kind == StatementKind::Select || kind == StatementKind::Values || kind == StatementKind::Explain ||
           (kind == StatementKind::Pragma && is_reading_pragma);
  }
};

/// A whole prepared text.
struct PreparedText {
  std::vector<StatementText> statements;  // empty statements (only blanks and comments) left out
  unsigned parameter_count = 0;           // the highest parameter number
};

struct ParseOptions {
  bool translate_escapes = true;   // off: SQL_ATTR_NOSCAN
  std::string database_name = {};  // what {fn DATABASE()} gives
  std::string user_name = {};      // what {fn USER()} gives
};

/// Lexes once: translates ODBC escapes, splits at `;` (not inside CREATE TRIGGER … END), numbers the markers.
/// `?` takes the next number after the highest so far, `?NNN` says its own, `:a` `@a` `$a` get one at their first
/// appearance and keep it (names are compared over the whole text). Numbers run over all statements of the text.
/// Escapes may move or repeat a marker; its number stays the one of the user's text.
/// Line ends of CREATE and ALTER become LF outside of strings (D1's own splitter stumbles over CRLF in triggers).
/// Throws OdbcError 42000 for a broken or unknown escape (says which), a marker number of 0 or above 32766; 22007 for a
/// {d}, {t} or {ts} literal that is none, 22018 for such a {guid}; HYC00 for {call} and {interval}, which D1 lacks.
[[nodiscard]] PreparedText prepare_text(std::string_view sql, const ParseOptions& options);

/// SQLNativeSql: the text with its escapes translated and nothing else changed, but that plain `?` become `?N` where a
/// translation had to move or repeat a marker. Throws as prepare_text does.
[[nodiscard]] std::string native_sql(std::string_view sql, const ParseOptions& options = {});

/// How one marker is written for D1.
enum class MarkerForm : std::uint8_t {
  Plain,             // ?N
  Integer,           // +CAST(?N AS INTEGER): the value travels as text (design D3)
  PositiveInfinity,  // 9e999, no parameter
  NegativeInfinity,  // -9e999, no parameter
  NegativeZero,      // -0.0, no parameter: JavaScript on the way writes it as 0
};

/// A statement as D1 receives it.
struct RenderedText {
  std::string sql;
  std::vector<unsigned> parameter_numbers;  // ODBC's number of each D1 parameter, in D1's order
};

/// Writes the text with D1's markers: plain `?` while each parameter is used once and in order, else `?1`, `?2`, …
/// counted from 1 inside this statement. `forms[n-1]` is the form of ODBC's parameter n. Precondition: forms covers
/// every marker.
[[nodiscard]] RenderedText render(const StatementText& statement, const std::vector<MarkerForm>& forms);

}  // namespace d1odbc
