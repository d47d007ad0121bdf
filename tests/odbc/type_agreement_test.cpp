// Owns: that SQLDescribeCol, SQLColAttribute, SQLColumns, SQLGetTypeInfo and SQLDescribeParam tell the same of every
// declared type, and what appendix D says. Never: values.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>
#include <vector>

#include "test_servers.h"

using application::Statement;

namespace {

constexpr SQLULEN long_size = 65535;

/// What a declared type is for an ODBC 3 application with narrow characters.
struct Declared {
  std::string text;
  SQLSMALLINT type;
  SQLULEN size;
  SQLSMALLINT digits = 0;
};

// Each keyword of the driver's table, with lengths and without, and what SQLite's affinity rules make of other words.
const std::vector<Declared> declared_types = {
    {"INTEGER", SQL_BIGINT, 19},
    {"integer", SQL_BIGINT, 19},
    {"BIGINT", SQL_BIGINT, 19},
    {"INT8", SQL_BIGINT, 19},
    {"BIG INT", SQL_BIGINT, 19},
    {"LONG", SQL_BIGINT, 19},
    {"BIGSERIAL", SQL_BIGINT, 19},
    {"INT UNSIGNED", SQL_BIGINT, 19},
    {"BIGINT(20)", SQL_BIGINT, 19},
    {"POINTS", SQL_BIGINT, 19},
    {"INT", SQL_INTEGER, 10},
    {"Int(11)", SQL_INTEGER, 10},
    {"INT4", SQL_INTEGER, 10},
    {"MEDIUMINT", SQL_INTEGER, 10},
    {"SMALLINT", SQL_SMALLINT, 5},
    {"INT2", SQL_SMALLINT, 5},
    {"TINYINT", SQL_TINYINT, 3},
    {"TINYINT(1)", SQL_TINYINT, 3},
    {"BOOLEAN", SQL_BIT, 1},
    {"bool", SQL_BIT, 1},
    {"BIT", SQL_BIT, 1},
    {"REAL", SQL_DOUBLE, 15},
    {"DOUBLE", SQL_DOUBLE, 15},
    {"DOUBLE PRECISION", SQL_DOUBLE, 15},
    {"FLOAT", SQL_DOUBLE, 15},
    {"FLOAT(24)", SQL_DOUBLE, 15},
    {"FLOAT4", SQL_DOUBLE, 15},
    {"FLOAT8", SQL_DOUBLE, 15},
    {"FLOATING POINT", SQL_DOUBLE, 15},
    {"DECIMAL", SQL_DOUBLE, 15},
    {"DECIMAL(10,2)", SQL_DECIMAL, 10, 2},
    {"decimal( 12 , 4 )", SQL_DECIMAL, 12, 4},
    {"DEC(5)", SQL_DECIMAL, 5},
    {"DECIMAL(50,3)", SQL_DECIMAL, 38, 3},
    {"NUMERIC", SQL_DOUBLE, 15},
    {"NUMERIC(9,3)", SQL_NUMERIC, 9, 3},
    {"NUMBER(7)", SQL_NUMERIC, 7},
    {"DATE", SQL_TYPE_DATE, 10},
    {"TIME", SQL_TYPE_TIME, 8},
    {"TIME(3)", SQL_TYPE_TIME, 12, 3},
    {"TIMETZ", SQL_TYPE_TIME, 8},
    {"DATETIME", SQL_TYPE_TIMESTAMP, 23, 3},
    {"DATETIME(0)", SQL_TYPE_TIMESTAMP, 19},
    {"DATETIME2(7)", SQL_TYPE_TIMESTAMP, 27, 7},
    {"SMALLDATETIME", SQL_TYPE_TIMESTAMP, 23, 3},
    {"DATETIMEOFFSET", SQL_TYPE_TIMESTAMP, 23, 3},
    {"TIMESTAMP", SQL_TYPE_TIMESTAMP, 23, 3},
    {"timestamp(6)", SQL_TYPE_TIMESTAMP, 26, 6},
    {"TIMESTAMPTZ", SQL_TYPE_TIMESTAMP, 23, 3},
    {"TIMESTAMP WITH TIME ZONE", SQL_TYPE_TIMESTAMP, 23, 3},
    {"CHARACTER VARYING(40)", SQL_VARCHAR, 40},
    {"CHAR VARYING(40)", SQL_VARCHAR, 40},
    {"VARYING CHARACTER(255)", SQL_VARCHAR, 255},
    {"NATIONAL CHARACTER VARYING(40)", SQL_VARCHAR, 40},
    {"NATIONAL CHAR VARYING(40)", SQL_VARCHAR, 40},
    {"NATIONAL VARCHAR(40)", SQL_VARCHAR, 40},
    {"VARCHAR(20)", SQL_VARCHAR, 20},
    {"varchar ( 20 )", SQL_VARCHAR, 20},
    {"VARCHAR", SQL_LONGVARCHAR, long_size},
    {"VARCHAR(0)", SQL_LONGVARCHAR, long_size},
    {"VARCHAR(70000)", SQL_LONGVARCHAR, long_size},
    {"VARCHAR2(30)", SQL_VARCHAR, 30},
    {"NVARCHAR(100)", SQL_VARCHAR, 100},
    {"NVARCHAR2(100)", SQL_VARCHAR, 100},
    {"LONG VARCHAR", SQL_LONGVARCHAR, long_size},
    {"CHAR(10)", SQL_CHAR, 10},
    {"CHAR", SQL_LONGVARCHAR, long_size},
    {"NCHAR(55)", SQL_CHAR, 55},
    {"NATIVE CHARACTER(70)", SQL_CHAR, 70},
    {"BPCHAR(4)", SQL_CHAR, 4},
    {"CHARACTER(20)", SQL_CHAR, 20},
    {"TEXT", SQL_LONGVARCHAR, long_size},
    {"TEXT(50)", SQL_VARCHAR, 50},
    {"NTEXT", SQL_LONGVARCHAR, long_size},
    {"TINYTEXT", SQL_LONGVARCHAR, long_size},
    {"MEDIUMTEXT", SQL_LONGVARCHAR, long_size},
    {"LONGTEXT", SQL_LONGVARCHAR, long_size},
    {"CLOB", SQL_LONGVARCHAR, long_size},
    {"JSON", SQL_LONGVARCHAR, long_size},
    {"XML", SQL_LONGVARCHAR, long_size},
    {"JSONB", SQL_LONGVARBINARY, long_size},
    {"BLOB", SQL_LONGVARBINARY, long_size},
    {"BLOB(16)", SQL_VARBINARY, 16},
    {"BYTEA", SQL_LONGVARBINARY, long_size},
    {"IMAGE", SQL_LONGVARBINARY, long_size},
    {"LONG VARBINARY", SQL_LONGVARBINARY, long_size},
    {"BINARY VARYING(30)", SQL_VARBINARY, 30},
    {"VARBINARY(32)", SQL_VARBINARY, 32},
    {"VARBINARY", SQL_LONGVARBINARY, long_size},
    {"BINARY(16)", SQL_BINARY, 16},
    {"UUID", SQL_GUID, 36},
    {"GUID", SQL_GUID, 36},
    {"UNIQUEIDENTIFIER", SQL_GUID, 36},
    {"MONEY", SQL_LONGVARCHAR, long_size},
    {"STRING(20)", SQL_LONGVARCHAR, long_size},
    {"", SQL_LONGVARCHAR, long_size},
};

const std::vector<Declared> strict_types = {{"INT", SQL_INTEGER, 10},
                                            {"INTEGER", SQL_BIGINT, 19},
                                            {"REAL", SQL_DOUBLE, 15},
                                            {"TEXT", SQL_LONGVARCHAR, long_size},
                                            {"BLOB", SQL_LONGVARBINARY, long_size},
                                            {"ANY", SQL_LONGVARCHAR, long_size}};

bool is_one_of(SQLSMALLINT type, std::initializer_list<SQLSMALLINT> types) {
  return std::find(types.begin(), types.end(), type) != types.end();
}
bool is_wide(SQLSMALLINT type) { return is_one_of(type, {SQL_WCHAR, SQL_WVARCHAR, SQL_WLONGVARCHAR}); }
bool is_text(SQLSMALLINT type) { return is_wide(type) || is_one_of(type, {SQL_CHAR, SQL_VARCHAR, SQL_LONGVARCHAR}); }
bool is_bytes(SQLSMALLINT type) { return is_one_of(type, {SQL_BINARY, SQL_VARBINARY, SQL_LONGVARBINARY}); }
bool is_decimal(SQLSMALLINT type) { return is_one_of(type, {SQL_DECIMAL, SQL_NUMERIC}); }
bool is_time(SQLSMALLINT type) { return is_one_of(type, {SQL_TYPE_TIME, SQL_TYPE_TIMESTAMP}); }
bool is_whole(SQLSMALLINT type) {
  return is_one_of(type, {SQL_BIT, SQL_TINYINT, SQL_SMALLINT, SQL_INTEGER, SQL_BIGINT});
}
bool is_numeric(SQLSMALLINT type) { return is_whole(type) || is_decimal(type) || type == SQL_DOUBLE; }

/// One kind of application.
struct Application {
  std::string name;
  SQLINTEGER version;
  bool wide;
  bool narrow_integers;
};

const std::vector<Application> applications = {
    {"ODBC 3, narrow", SQL_OV_ODBC3, false, false}, {"ODBC 3, wide", SQL_OV_ODBC3, true, false},
    {"ODBC 2, narrow", SQL_OV_ODBC2, false, false}, {"ODBC 2, wide", SQL_OV_ODBC2, true, false},
    {"ODBC 3, 32 bits", SQL_OV_ODBC3, false, true}, {"ODBC 2, wide, 32 bits", SQL_OV_ODBC2, true, true}};

/// The row for this kind of application, with the codes of ODBC 3.
Declared for_application(Declared row, const Application& application) {
  static const std::map<SQLSMALLINT, SQLSMALLINT> wide = {
      {SQL_CHAR, SQL_WCHAR}, {SQL_VARCHAR, SQL_WVARCHAR}, {SQL_LONGVARCHAR, SQL_WLONGVARCHAR}};
  if (application.wide && wide.contains(row.type)) row.type = wide.at(row.type);
  if (application.narrow_integers && row.type == SQL_BIGINT) {
    row.type = SQL_INTEGER;
    row.size = 10;
  }
  return row;
}

SQLSMALLINT shown(SQLSMALLINT type, const Application& application) {
  static const std::map<SQLSMALLINT, SQLSMALLINT> old = {
      {SQL_TYPE_DATE, SQL_DATE}, {SQL_TYPE_TIME, SQL_TIME}, {SQL_TYPE_TIMESTAMP, SQL_TIMESTAMP}};
  return application.version == SQL_OV_ODBC2 && old.contains(type) ? old.at(type) : type;
}

/// Appendix D, "Display Size".
SQLLEN display_size(const Declared& row) {
  static const std::map<SQLSMALLINT, SQLLEN> fixed = {{SQL_BIT, 1},      {SQL_TINYINT, 4}, {SQL_SMALLINT, 6},
                                                      {SQL_INTEGER, 11}, {SQL_BIGINT, 20}, {SQL_DOUBLE, 24}};
  if (fixed.contains(row.type)) return fixed.at(row.type);
  const auto size = static_cast<SQLLEN>(row.size);
  return is_decimal(row.type) ? size + 2 : is_bytes(row.type) ? size * 2 : size;
}

/// Appendix D, "Transfer Octet Length"; a narrow character is UTF-8.
SQLLEN octets(const Declared& row) {
  static const std::map<SQLSMALLINT, SQLLEN> fixed = {
      {SQL_BIT, 1},    {SQL_TINYINT, 1}, {SQL_SMALLINT, 2},  {SQL_INTEGER, 4},   {SQL_BIGINT, 20},
      {SQL_DOUBLE, 8}, {SQL_GUID, 16},   {SQL_TYPE_DATE, 6}, {SQL_TYPE_TIME, 6}, {SQL_TYPE_TIMESTAMP, 16}};
  if (fixed.contains(row.type)) return fixed.at(row.type);
  const auto size = static_cast<SQLLEN>(row.size);
  if (is_wide(row.type)) return size * static_cast<SQLLEN>(sizeof(SQLWCHAR));
  return is_text(row.type) ? size * 4 : is_decimal(row.type) ? size + 2 : size;
}

SQLLEN number(const Statement& statement, SQLUSMALLINT column, SQLUSMALLINT field) {
  CAPTURE(field);
  SQLLEN value = -77;
  REQUIRE_SUCCESS(statement, SQLColAttribute(statement, column, field, nullptr, 0, nullptr, &value));
  return value;
}

std::string text(const Statement& statement, SQLUSMALLINT column, SQLUSMALLINT field) {
  CAPTURE(field);
  std::array<char, 200> value{};
  REQUIRE_SUCCESS(statement, SQLColAttribute(statement, column, field, value.data(),
                                             static_cast<SQLSMALLINT>(value.size()), nullptr, nullptr));
  return value.data();
}

using Rows = std::vector<std::vector<std::string>>;  // NULL is "NULL"

Rows rows_of(Statement& statement) {
  SQLSMALLINT columns = 0;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  Rows rows;
  SQLRETURN code = SQL_SUCCESS;
  while ((code = SQLFetch(statement)) == SQL_SUCCESS) {
    auto& row = rows.emplace_back(1);  // cell 0 is not there: columns are counted from 1
    for (SQLSMALLINT column = 1; column <= columns; ++column) {
      row.push_back(statement.text_at(static_cast<SQLUSMALLINT>(column)).value_or("NULL"));
    }
  }
  EXPECT("NO_DATA", statement, code);
  statement.close();
  return rows;
}

std::string of(SQLLEN number) { return std::to_string(number); }
std::string or_null(bool is_there, SQLLEN number) { return is_there ? of(number) : "NULL"; }

/// A declared type as the driver names it: words in upper case, without arguments.
std::string type_name(const std::string& declared) {
  std::string name;
  for (const char c : declared.substr(0, declared.find('('))) name += static_cast<char>(std::toupper(c));
  while (name.ends_with(' ')) name.pop_back();
  return name;
}

void check_described(const Statement& statement, SQLUSMALLINT column, const Declared& row, const Application& kind) {
  SQLSMALLINT type = 0;
  SQLULEN size = 0;
  SQLSMALLINT digits = 0;
  REQUIRE_SUCCESS(statement, SQLDescribeCol(statement, column, nullptr, 0, nullptr, &type, &size, &digits, nullptr));
  CHECK(type == shown(row.type, kind));
  CHECK(size == row.size);
  CHECK(digits == row.digits);
  CHECK(number(statement, column, SQL_DESC_CONCISE_TYPE) == type);
  CHECK(number(statement, column, SQL_COLUMN_PRECISION) == static_cast<SQLLEN>(size));
  CHECK(number(statement, column, SQL_COLUMN_SCALE) == digits);
  CHECK(number(statement, column, SQL_DESC_DISPLAY_SIZE) == display_size(row));
  CHECK(number(statement, column, SQL_COLUMN_LENGTH) == octets(row));
  CHECK(number(statement, column, SQL_DESC_UNSIGNED) ==
        (is_numeric(row.type) && row.type != SQL_BIT ? SQL_FALSE : SQL_TRUE));
}

/// The fields that came with ODBC 3; iODBC's manager refuses them to applications of ODBC 2.
void check_new_fields(const Statement& statement, SQLUSMALLINT column, const Declared& row) {
  const bool is_datetime = is_time(row.type) || row.type == SQL_TYPE_DATE;
  CHECK(number(statement, column, SQL_DESC_TYPE) == (is_datetime ? SQL_DATETIME : row.type));
  CHECK(number(statement, column, SQL_DESC_OCTET_LENGTH) == octets(row));
  if (is_numeric(row.type)) {
    CHECK(number(statement, column, SQL_DESC_PRECISION) == static_cast<SQLLEN>(row.size));
    CHECK(number(statement, column, SQL_DESC_SCALE) == row.digits);
  } else {
    CHECK(number(statement, column, SQL_DESC_LENGTH) == static_cast<SQLLEN>(row.size));
  }
  if (is_time(row.type)) CHECK(number(statement, column, SQL_DESC_PRECISION) == row.digits);
}

// Columns of the results, counted from 1.
enum TypeInfo {
  TypeName = 1,
  DataType,
  ColumnSize,
  Prefix,
  Suffix,
  CaseSensitive = 8,
  Searchable,
  Unsigned,
  FixedScale,
  Local = 13,
  MinimumScale,
  MaximumScale,
  SqlDataType,
  Subcode,
  Radix
};

/// What SQLGetTypeInfo tells of the column's type, against what SQLColAttribute tells of the column.
void check_type_info(const Statement& statement, SQLUSMALLINT column, const std::vector<std::string>& info,
                     const Declared& row, const Application& kind) {
  const auto or_empty = [&](TypeInfo cell) { return info[cell] == "NULL" ? std::string() : info[cell]; };
  CHECK(of(number(statement, column, SQL_DESC_CASE_SENSITIVE)) == info[CaseSensitive]);
  CHECK(of(number(statement, column, SQL_DESC_SEARCHABLE)) == info[Searchable]);
  CHECK(of(number(statement, column, SQL_DESC_FIXED_PREC_SCALE)) == info[FixedScale]);
  CHECK(info[Unsigned] == or_null(is_numeric(row.type), number(statement, column, SQL_DESC_UNSIGNED)));
  CHECK(info[Radix] == or_null(is_numeric(row.type), 10));
  if (kind.version == SQL_OV_ODBC3) {
    CHECK(text(statement, column, SQL_DESC_LITERAL_PREFIX) == or_empty(Prefix));
    CHECK(text(statement, column, SQL_DESC_LITERAL_SUFFIX) == or_empty(Suffix));
    CHECK(text(statement, column, SQL_DESC_LOCAL_TYPE_NAME) == or_empty(Local));
    CHECK(of(number(statement, column, SQL_DESC_NUM_PREC_RADIX)) == (info[Radix] == "NULL" ? "0" : info[Radix]));
  }
  // The greatest size of the type; a precision is enforced by nobody.
  if (!is_decimal(row.type)) CHECK(std::stoull(info[ColumnSize]) >= row.size);
  if (is_whole(row.type)) CHECK(std::stoull(info[ColumnSize]) == row.size);
  CHECK(info[MinimumScale] == or_null(is_whole(row.type) || is_decimal(row.type) || is_time(row.type), 0));
}

/// The row of SQLColumns, against SQLColAttribute.
void check_catalog(const Statement& statement, SQLUSMALLINT column, const std::vector<std::string>& cells,
                   const Declared& row, const Application& kind) {
  const bool is_counted = is_text(row.type) || is_bytes(row.type);
  const bool has_digits = is_whole(row.type) || is_decimal(row.type) || is_time(row.type);
  CHECK(cells[5] == of(shown(row.type, kind)));
  CHECK(cells[6] == text(statement, column, SQL_DESC_TYPE_NAME));
  CHECK(cells[7] == of(static_cast<SQLLEN>(row.size)));
  CHECK(cells[8] == of(octets(row)));
  CHECK(cells[9] == or_null(has_digits, row.digits));
  CHECK(cells[10] == or_null(is_numeric(row.type), 10));
  CHECK(cells[16] == or_null(is_counted, octets(row)));
  if (kind.version == SQL_OV_ODBC3) CHECK(cells[14] == of(number(statement, column, SQL_DESC_TYPE)));
}

void make_table(Statement& statement, const std::string& name, const std::vector<Declared>& types,
                const std::string& options) {
  std::string columns;
  for (std::size_t index = 0; index < types.size(); ++index) {
    columns += (index == 0 ? "c" : ", c") + std::to_string(index) + " " + types[index].text;
  }
  statement.run("DROP TABLE IF EXISTS " + name);
  statement.run("CREATE TABLE " + name + " (" + columns + ")" + options);
}

/// A parameter that is stored in the column, and one that is compared with it.
void check_parameter(Statement& statement, const std::string& table, std::size_t index, const Declared& row,
                     const Application& kind) {
  const std::string column = "c" + std::to_string(index);
  REQUIRE_SUCCESS(statement, statement.prepare("UPDATE " + table + " SET " + column + " = ? WHERE " + column + " = ?"));
  for (SQLUSMALLINT parameter = 1; parameter <= 2; ++parameter) {
    CAPTURE(parameter);
    SQLSMALLINT type = 0;
    SQLULEN size = 0;
    SQLSMALLINT digits = 0;
    REQUIRE_SUCCESS(statement, SQLDescribeParam(statement, parameter, &type, &size, &digits, nullptr));
    CHECK(type == shown(row.type, kind));
    CHECK(size == row.size);
    CHECK(digits == row.digits);
  }
}

void check_table(const application::Connection& connection, const std::string& name, const std::vector<Declared>& types,
                 const Application& kind) {
  Statement asking(connection);
  std::string table = name;
  REQUIRE_SUCCESS(asking, SQLColumns(asking, nullptr, 0, nullptr, 0, application::narrow(table), SQL_NTS, nullptr, 0));
  const Rows catalog = rows_of(asking);
  REQUIRE(catalog.size() == types.size());
  REQUIRE_SUCCESS(asking, SQLGetTypeInfo(asking, SQL_ALL_TYPES));
  std::map<std::string, std::vector<std::string>> type_info;  // the first row of a type is the closest
  for (const auto& row : rows_of(asking)) type_info.emplace(row[DataType], row);

  Statement statement(connection);
  Statement writing(connection);
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT * FROM " + name));
  for (std::size_t index = 0; index < types.size(); ++index) {
    const Declared row = for_application(types[index], kind);
    CAPTURE(row.text);
    const auto column = static_cast<SQLUSMALLINT>(index + 1);
    check_described(statement, column, row, kind);
    if (kind.version == SQL_OV_ODBC3) check_new_fields(statement, column, row);
    check_catalog(statement, column, catalog[index], row, kind);
    check_parameter(writing, name, index, row, kind);
    if (!row.text.empty()) CHECK(text(statement, column, SQL_DESC_TYPE_NAME) == type_name(row.text));
    const auto info = type_info.find(of(shown(row.type, kind)));
    REQUIRE(info != type_info.end());
    check_type_info(statement, column, info->second, row, kind);
  }
}

}  // namespace

TEST_CASE("every function tells the same of every declared type, and what appendix D says") {
  {
    servers::Connected making;
    make_table(making.statement, "declared_types", declared_types, "");
    make_table(making.statement, "strict_types", strict_types, " STRICT");
  }
  for (const Application& kind : applications) {
    CAPTURE(kind.name);
    application::Environment environment(kind.version);
    application::Connection connection(environment);
    const std::string wide = kind.wide ? ";WideTypes=yes" : ";WideTypes=no";
    const std::string integers = kind.narrow_integers ? ";IntegerType=integer" : "";
    REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string(wide + integers)));
    check_table(connection, "declared_types", declared_types, kind);
    check_table(connection, "strict_types", strict_types, kind);
  }
}

TEST_CASE("with IntegerType=integer no function speaks of SQL_BIGINT, and greater values are refused or whole") {
  application::Environment environment;
  application::Connection connection(environment);
  REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string(";IntegerType=integer")));
  Statement statement(connection);
  REQUIRE_SUCCESS(statement, SQLGetTypeInfo(statement, SQL_BIGINT));
  CHECK(rows_of(statement).empty());
  REQUIRE_SUCCESS(statement, SQLGetTypeInfo(statement, SQL_INTEGER));
  const Rows types = rows_of(statement);
  REQUIRE(types.size() == 3);
  CHECK(types[0][TypeName] == "INT");  // what is called so comes first
  CHECK(types[1][TypeName] == "BIGINT");
  CHECK(types[2][TypeName] == "INTEGER");
  for (const auto& row : types) CHECK(row[ColumnSize] == "10");

  statement.run("DROP TABLE IF EXISTS narrow_integers");
  statement.run("CREATE TABLE narrow_integers (i INTEGER)");
  statement.run("INSERT INTO narrow_integers VALUES (2147483648)");
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT i, i + 1, count(*) FROM narrow_integers"));
  for (SQLUSMALLINT column = 1; column <= 3; ++column) {
    CAPTURE(column);
    SQLSMALLINT type = 0;
    SQLULEN size = 0;
    REQUIRE_SUCCESS(statement, SQLDescribeCol(statement, column, nullptr, 0, nullptr, &type, &size, nullptr, nullptr));
    CHECK(type == SQL_INTEGER);
    CHECK(size == 10);
  }
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  SQLINTEGER small = 77;
  SQLLEN length = -9;
  EXPECT("ERROR 22003", statement, SQLGetData(statement, 1, SQL_C_LONG, &small, 0, &length));
  EXPECT("ERROR 22003", statement, SQLGetData(statement, 2, SQL_C_DEFAULT, &small, sizeof small, &length));
  CHECK(small == 77);
  statement.close();
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 2147483648);
  CHECK(statement.text_at(2) == "2147483649");
  CHECK(statement.integer_at(3) == 1);
}
