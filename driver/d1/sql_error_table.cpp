// Owns: the SQL error texts of D1 with their SQLSTATEs: one table (d1-api 10, 6, 8). Never: searches it.
#include "d1/sql_error_table.h"

#include <array>

namespace d1odbc {

namespace {

constexpr FailureFacts sql(State state, std::string_view hint = {}) { return {state, Trouble::Final, hint}; }

constexpr std::string_view transaction_hint =
    "D1 has no transactions over several requests. With Transactions=deferred and autocommit off, the driver sends all "
    "writes as one transaction at SQLEndTran.";
constexpr std::string_view variables_hint =
    "D1 takes at most 100 parameters in a statement: send fewer, or pass a list as one JSON text through json_each(?).";
constexpr std::string_view columns_hint = "D1 returns at most 100 columns: select fewer.";
constexpr std::string_view like_hint = "D1 takes patterns of at most 50 bytes: use instr(), or a shorter pattern.";
constexpr std::string_view compound_hint =
    "D1 takes at most 5 terms: use VALUES with several rows, or json_each(?), instead of UNION.";
constexpr std::string_view depth_hint =
    "D1 takes expressions of at most 100 levels: use IN (…) or split the statement.";
constexpr std::string_view refused_hint =
    "D1 does not allow this (ATTACH, TEMP tables, some PRAGMAs, names that begin with _cf_), or the token may only "
    "read.";
constexpr std::string_view function_hint = "D1 does not allow this function.";
constexpr std::string_view value_size_hint = "D1 takes values and rows of about 2 MB: store the data in smaller parts.";
constexpr std::string_view statement_size_hint =
    "D1 takes statements of at most 100,000 bytes: bind values as parameters.";
constexpr std::string_view empty_hint = "The text holds nothing but blanks and comments.";

constexpr bool also_from_triggers = true;

constexpr std::array table{
    // constraints
    SqlErrorRow{"UNIQUE constraint failed", "", "CONSTRAINT", sql(State::IntegrityConstraint)},
    SqlErrorRow{"PRIMARY KEY must be unique", "", "CONSTRAINT", sql(State::IntegrityConstraint)},
    SqlErrorRow{"NOT NULL constraint failed", "", "CONSTRAINT", sql(State::IntegrityConstraint)},
    SqlErrorRow{"CHECK constraint failed", "", "CONSTRAINT", sql(State::IntegrityConstraint)},
    SqlErrorRow{"FOREIGN KEY constraint failed", "", "CONSTRAINT", sql(State::IntegrityConstraint), also_from_triggers},
    SqlErrorRow{"constraint failed", "", "CONSTRAINT", sql(State::IntegrityConstraint)},  // of a virtual table
    SqlErrorRow{"cannot store ", " column ", "CONSTRAINT", sql(State::InvalidCharacterValue)},
    // objects that are missing or already there
    SqlErrorRow{"no such table: ", "", "ERROR", sql(State::TableNotFound)},
    SqlErrorRow{"no such view: ", "", "ERROR", sql(State::TableNotFound)},
    SqlErrorRow{"no such trigger: ", "", "ERROR", sql(State::TableNotFound)},
    SqlErrorRow{"no such index: ", "", "ERROR", sql(State::IndexNotFound)},
    SqlErrorRow{"no such column: ", "", "ERROR", sql(State::ColumnNotFound)},
    SqlErrorRow{"table ", " has no column named ", "ERROR", sql(State::ColumnNotFound)},
    SqlErrorRow{"table ", " already exists", "ERROR", sql(State::TableExists)},
    SqlErrorRow{"view ", " already exists", "ERROR", sql(State::TableExists)},
    SqlErrorRow{"trigger ", " already exists", "ERROR", sql(State::TableExists)},
    SqlErrorRow{"index ", " already exists", "ERROR", sql(State::IndexExists)},
    SqlErrorRow{"there is already a table named ", "", "ERROR", sql(State::TableExists)},
    SqlErrorRow{"there is already another table or index with this name", "", "ERROR", sql(State::TableExists)},
    SqlErrorRow{"there is already an index named ", "", "ERROR", sql(State::IndexExists)},
    SqlErrorRow{"duplicate column name: ", "", "ERROR", sql(State::ColumnExists)},
    // syntax and names
    SqlErrorRow{"near \"", "\": syntax error", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"incomplete input", "", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"unrecognized token: ", "", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"ambiguous column name: ", "", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"no such function: ", "", "ERROR", sql(State::SyntaxOrAccess, function_hint)},
    SqlErrorRow{"wrong number of arguments to function ", "", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"unknown datatype for ", "", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"SQL code did not contain a statement", "", "", sql(State::SyntaxOrAccess, empty_hint)},
    SqlErrorRow{"No SQL statements detected", "", "", sql(State::SyntaxOrAccess, empty_hint)},
    // values and their number
    SqlErrorRow{"Wrong number of parameter bindings", "", "", sql(State::CountFieldIncorrect)},
    SqlErrorRow{"table ", " values were supplied", "ERROR", sql(State::InsertValueListMismatch)},
    SqlErrorRow{"datatype mismatch", "", "MISMATCH", sql(State::InvalidCharacterValue)},
    SqlErrorRow{"string or blob too big", "", "TOOBIG", sql(State::StringTooLong, value_size_hint)},
    SqlErrorRow{"integer overflow", "", "ERROR", sql(State::NumericOutOfRange)},
    SqlErrorRow{"malformed JSON", "", "ERROR", sql(State::GeneralError)},
    SqlErrorRow{"bad JSON path: ", "", "ERROR", sql(State::GeneralError)},
    // what D1 does not allow
    SqlErrorRow{"not authorized to use function: ", "", "", sql(State::SyntaxOrAccess, function_hint)},
    SqlErrorRow{"not authorized", "", "", sql(State::SyntaxOrAccess, refused_hint)},
    SqlErrorRow{"access to ", " is prohibited", "AUTH", sql(State::SyntaxOrAccess, refused_hint)},
    SqlErrorRow{"cannot VACUUM", "", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"object name reserved for internal use: ", "", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"To execute a transaction, please use", "", "", sql(State::NotImplemented, transaction_hint)},
    // limits (d1-api 6)
    SqlErrorRow{"statement too long", "", "TOOBIG", sql(State::SyntaxOrAccess, statement_size_hint)},
    SqlErrorRow{"too many SQL variables", "", "ERROR", sql(State::SyntaxOrAccess, variables_hint)},
    SqlErrorRow{"variable number must be between", "", "ERROR", sql(State::SyntaxOrAccess, variables_hint)},
    SqlErrorRow{"too many columns in result set", "", "ERROR", sql(State::SyntaxOrAccess, columns_hint)},
    SqlErrorRow{"too many columns on ", "", "ERROR", sql(State::SyntaxOrAccess, "D1 tables have at most 100 columns.")},
    SqlErrorRow{"LIKE or GLOB pattern too complex", "", "ERROR", sql(State::SyntaxOrAccess, like_hint)},
    SqlErrorRow{"too many terms in compound SELECT", "", "ERROR", sql(State::SyntaxOrAccess, compound_hint)},
    SqlErrorRow{"Expression tree is too large", "", "ERROR", sql(State::SyntaxOrAccess, depth_hint)},
    // ALTER, generated columns, views
    SqlErrorRow{"Cannot add a ", "", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"cannot INSERT into generated column ", "", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"cannot UPDATE generated column ", "", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"cannot modify ", " because it is a view", "ERROR", sql(State::SyntaxOrAccess)},
    SqlErrorRow{"use DROP ", " to delete ", "ERROR", sql(State::SyntaxOrAccess)},
    // texts that begin with a number; last, since they are found anywhere
    SqlErrorRow{"", " values for ", "ERROR", sql(State::InsertValueListMismatch)},
};

}  // namespace

std::span<const SqlErrorRow> sql_error_table() noexcept { return table; }

}  // namespace d1odbc
