// Owns: the table of pairs and what a plain value becomes. Never: reads the driver's own table, which it checks.
#include "every_pair.h"

#include <algorithm>

namespace conversions {

namespace {

using std::string_literals::operator""s;

constexpr SQLLEN ample = 200;  // bytes: 36 characters of four bytes fit

/// C types with the same rows. The intervals are told apart by their kind.
enum Family : std::size_t {
  Text,
  Binary,
  Integer,
  Bit,
  Real,
  Numeric,
  Date,
  Time,
  Timestamp,
  Guid,
  Interval,
  Intervals
};

struct CType {
  SQLSMALLINT code;
  Family family;
};
constexpr CType c_types[] = {
    {SQL_C_CHAR, Text},       {SQL_C_WCHAR, Text},          {SQL_C_BINARY, Binary},
    {SQL_C_LONG, Integer},    {SQL_C_SLONG, Integer},       {SQL_C_ULONG, Integer},
    {SQL_C_SHORT, Integer},   {SQL_C_SSHORT, Integer},      {SQL_C_USHORT, Integer},
    {SQL_C_TINYINT, Integer}, {SQL_C_STINYINT, Integer},    {SQL_C_UTINYINT, Integer},
    {SQL_C_SBIGINT, Integer}, {SQL_C_UBIGINT, Integer},     {SQL_C_BIT, Bit},
    {SQL_C_FLOAT, Real},      {SQL_C_DOUBLE, Real},         {SQL_C_NUMERIC, Numeric},
    {SQL_C_DATE, Date},       {SQL_C_TYPE_DATE, Date},      {SQL_C_TIME, Time},
    {SQL_C_TYPE_TIME, Time},  {SQL_C_TIMESTAMP, Timestamp}, {SQL_C_TYPE_TIMESTAMP, Timestamp},
    {SQL_C_GUID, Guid},
};

/// SQL types with the same columns of the tables below, intervals without theirs.
enum Group : std::size_t { Chars, Exact, Approximate, SqlBit, Bytes, SqlDate, SqlTime, SqlTimestamp, SqlGuid, None };

struct SqlType {
  SQLSMALLINT code;
  Group group;
};
constexpr SqlType sql_types[] = {
    {SQL_CHAR, Chars},          {SQL_VARCHAR, Chars},
    {SQL_LONGVARCHAR, Chars},   {SQL_WCHAR, Chars},
    {SQL_WVARCHAR, Chars},      {SQL_WLONGVARCHAR, Chars},
    {SQL_DECIMAL, Exact},       {SQL_NUMERIC, Exact},
    {SQL_TINYINT, Exact},       {SQL_SMALLINT, Exact},
    {SQL_INTEGER, Exact},       {SQL_BIGINT, Exact},
    {SQL_REAL, Approximate},    {SQL_FLOAT, Approximate},
    {SQL_DOUBLE, Approximate},  {SQL_BIT, SqlBit},
    {SQL_BINARY, Bytes},        {SQL_VARBINARY, Bytes},
    {SQL_LONGVARBINARY, Bytes}, {SQL_TYPE_DATE, SqlDate},
    {SQL_TYPE_TIME, SqlTime},   {SQL_TYPE_TIMESTAMP, SqlTimestamp},
    {SQL_GUID, SqlGuid},
};

// The pairs of appendix D, both directions: families down, groups across (character, exact, approximate, BIT, binary,
// date, time, timestamp, GUID). "+": a value comes of it; "c": it comes cut (01S07); "i": 22015.
constexpr std::string_view result_pairs[] = {
    "+++++++++",  // Text
    "+++++++++",  // Binary
    "++++-----",  // Integer
    "++++-----",  // Bit
    "++++-----",  // Real
    "++++-----",  // Numeric
    "+----+-c-",  // Date
    "+-----++-",  // Time
    "+----+++-",  // Timestamp
    "+---+---+",  // Guid; from binary: the driver's own
    "++-------",  // Interval of one field
    "+i-------",  // Intervals of several
};
constexpr std::string_view parameter_pairs[] = {
    "+++++++++",  // Text
    "+++++++++",  // Binary; GUID: the driver's own
    "++++-----",  // Integer
    "++++-----",  // Bit
    "++++-----",  // Real
    "++++-----",  // Numeric
    "+----+-+-",  // Date
    "+-----++-",  // Time
    "+----+++-",  // Timestamp
    "+---+---+",  // Guid; to binary: the driver's own
    "++-------",  // Interval of one field
    "+--------",  // Intervals of several
};

const IntervalKind* interval_of(SQLSMALLINT type) {
  const auto found = std::ranges::find(interval_kinds, type, &IntervalKind::c_type);  // C and SQL codes are the same
  return found == interval_kinds.end() ? nullptr : &*found;
}

Family family_of(SQLSMALLINT c_type) {
  if (const IntervalKind* kind = interval_of(c_type)) return kind->has_one_field ? Interval : Intervals;
  return std::ranges::find(c_types, c_type, &CType::code)->family;
}

Group group_of(SQLSMALLINT sql_type) {
  const auto found = std::ranges::find(sql_types, sql_type, &SqlType::code);
  return found == std::end(sql_types) ? None : found->group;
}

/// The plain value of a C type: 1, the date, the time, the GUID …, as text and as memory.
std::string text_of(SQLSMALLINT c_type) {
  switch (family_of(c_type)) {
    case Date:
      return "1992-12-31";
    case Time:
      return "23:45:55";
    case Timestamp:
      return "1992-12-31 23:45:55";
    case Guid:
      return std::string(guid_text);
    case Interval:
    case Intervals:
      return std::string(interval_of(c_type)->text);
    default:
      return "1";
  }
}

std::string memory_of(SQLSMALLINT c_type) {
  switch (family_of(c_type)) {
    case Text:
      return characters(c_type, "1");
    case Binary:
      return "1";
    case Integer:
      return integer(std::ranges::find(integer_types, c_type, &IntegerType::c_type)->size, 1);
    case Bit:
      return integer(1, 1);
    case Real:
      return c_type == SQL_C_FLOAT ? memory(1.0F) : memory(1.0);
    case Numeric:
      return numeric(false, 1);
    case Date:
      return date(1992, 12, 31);
    case Time:
      return time(23, 45, 55);
    case Timestamp:
      return timestamp(1992, 12, 31, 23, 45, 55);
    case Guid:
      return guid();
    default:
      return memory(interval_structure(*interval_of(c_type)));
  }
}

/// The plain value of a column: as text, as SQL literal, and as its binary form.
std::string column_text(Group group) {
  switch (group) {
    case SqlDate:
      return "1992-12-31";
    case SqlTime:
      return "23:45:55";
    case SqlTimestamp:
      return "1992-12-31 23:45:55";
    case SqlGuid:
      return std::string(guid_text);
    case Approximate:
      return "1.0";
    default:
      return "1";
  }
}

std::string binary_form(SQLSMALLINT sql_type) {
  switch (sql_type) {
    case SQL_BIT:
    case SQL_TINYINT:
      return integer(1, 1);
    case SQL_SMALLINT:
      return integer(2, 1);
    case SQL_INTEGER:
      return integer(4, 1);
    case SQL_BIGINT:
      return integer(8, 1);
    case SQL_REAL:
      return memory(1.0F);
    case SQL_FLOAT:
    case SQL_DOUBLE:
      return memory(1.0);
    case SQL_TYPE_DATE:
      return date(1992, 12, 31);
    case SQL_TYPE_TIME:
      return time(23, 45, 55);
    case SQL_TYPE_TIMESTAMP:
      return timestamp(1992, 12, 31, 23, 45, 55);
    case SQL_GUID:
      return std::string(guid_bytes);
    default:
      return "1";
  }
}

std::string literal_of(SQLSMALLINT c_type, Group group) {
  switch (group) {
    case Chars:
      return "'" + text_of(c_type) + "'";
    case Exact:
    case Approximate:
    case SqlBit:
      return "1";
    case Bytes:
      return family_of(c_type) == Guid ? "x'0123456789abcdef0123456789abcdef'" : "x'31'";
    default:
      return "'" + column_text(group) + "'";
  }
}

ResultRow text_result(SQLSMALLINT c_type, SQLSMALLINT sql_type, const std::string& literal) {
  const Group group = group_of(sql_type);
  const std::string bytes = characters(c_type, group == Bytes ? "31" : column_text(group));
  return {c_type, sql_type, literal, ample, "SUCCESS", bytes, static_cast<SQLLEN>(bytes.size())};
}

/// The memory where a date or time goes into another structure.
std::string converted(SQLSMALLINT c_type, Group group) {
  if (family_of(c_type) != Timestamp) return memory_of(c_type);
  if (group == SqlDate) return timestamp(1992, 12, 31, 0, 0, 0);
  return memory_of(c_type);
}

/// What a parameter stores as text for its plain value.
std::string stored_text(SQLSMALLINT c_type, Group group) {
  if (group == SqlTimestamp && family_of(c_type) == Date) return "1992-12-31 00:00:00";
  if (group == Chars && family_of(c_type) == Real) return "1.0";
  return text_of(c_type);
}

std::string stored_of(SQLSMALLINT c_type, Group group) {
  if (group == SqlTimestamp && family_of(c_type) == Time) return "*";  // today's date
  switch (group) {
    case Exact:
      return family_of(c_type) == Real ? "*" : "1 integer";  // SQL_DECIMAL keeps a real
    case Approximate:
      return "1.0 real";
    case SqlBit:
      return "1 integer";
    case Bytes:
      return family_of(c_type) == Guid ? "X'0123456789ABCDEF0123456789ABCDEF' blob" : "*";
    default:
      return "'" + stored_text(c_type, group) + "' text";
  }
}

bool converts_to_interval(SQLSMALLINT c_type, const IntervalKind& target) {
  const IntervalKind* const source = interval_of(c_type);
  if (source != nullptr) return source->is_year_month() == target.is_year_month();
  const Family family = family_of(c_type);
  if (family == Integer || family == Numeric) return target.has_one_field;
  return family == Text;
}

ParameterRow interval_parameter(SQLSMALLINT c_type, SQLSMALLINT sql_type, const IntervalKind& target) {
  if (!converts_to_interval(c_type, target)) return {c_type, sql_type, memory_of(c_type), 0, "07006"};
  if (family_of(c_type) == Text) {
    const std::string bytes = characters(c_type, target.text);
    return {c_type, sql_type, bytes, static_cast<SQLLEN>(bytes.size()), "SUCCESS", "*"};
  }
  // Between intervals the zero of each type: whether fields are lost depends on the types, and the family's rows say
  // it.
  const IntervalKind* const source = interval_of(c_type);
  if (source == nullptr) return {c_type, sql_type, memory_of(c_type), 0, "SUCCESS", "'1' text"};
  return {c_type, sql_type, std::string(sizeof(SQL_INTERVAL_STRUCT), '\0'), 0, "SUCCESS", "*"};
}

/// Text and binary data say the value of the SQL type, the other C types have their own.
ParameterRow variable_parameter(SQLSMALLINT c_type, SQLSMALLINT sql_type) {
  const Group group = group_of(sql_type);
  const bool is_text = family_of(c_type) == Text;
  const std::string bytes =
      is_text ? characters(c_type, group == Bytes ? "31" : column_text(group)) : binary_form(sql_type);
  const auto length = static_cast<SQLLEN>(bytes.size());
  const bool is_stored_as_text = group == Chars || group >= SqlDate;
  const std::string stored = is_stored_as_text ? "'" + column_text(group) + "' text"
                             : group == Bytes  ? "X'31' blob"s
                                               : stored_of(c_type, group);
  return {c_type, sql_type, bytes, length, "SUCCESS", stored};
}

}  // namespace

std::vector<SQLSMALLINT> every_c_type() {
  std::vector<SQLSMALLINT> codes;
  for (const CType& type : c_types) codes.push_back(type.code);
  for (const IntervalKind& kind : interval_kinds) codes.push_back(kind.c_type);
  return codes;
}

std::vector<SQLSMALLINT> every_sql_type() {
  std::vector<SQLSMALLINT> codes;
  for (const SqlType& type : sql_types) codes.push_back(type.code);
  for (const IntervalKind& kind : interval_kinds) codes.push_back(kind.c_type);
  return codes;
}

ResultRow result_of_pair(SQLSMALLINT c_type, SQLSMALLINT sql_type) {
  const Group group = group_of(sql_type);
  const Family family = family_of(c_type);
  const std::string literal = literal_of(c_type, group);
  const char pair = result_pairs[family][group];
  if (pair == '-') return {c_type, sql_type, literal, whole, "ERROR 07006"};
  if (pair == 'i') return {c_type, sql_type, literal, whole, "ERROR 22015"};
  if (family == Text) return text_result(c_type, sql_type, literal);
  std::string bytes = family == Binary ? binary_form(sql_type) : converted(c_type, group);
  const auto size = static_cast<SQLLEN>(bytes.size());
  const SQLLEN capacity = family == Binary ? ample : whole;
  const char* const outcome = pair == 'c' ? "SUCCESS_WITH_INFO 01S07" : "SUCCESS";
  // A time's timestamp has today's date.
  const bool has_today = family == Timestamp && group == SqlTime;
  return {c_type, sql_type, literal, capacity, outcome, std::move(bytes), size, "", has_today ? std::size_t{6} : 0};
}

ParameterRow parameter_of_pair(SQLSMALLINT c_type, SQLSMALLINT sql_type) {
  if (const IntervalKind* target = interval_of(sql_type)) return interval_parameter(c_type, sql_type, *target);
  const Group group = group_of(sql_type);
  const Family family = family_of(c_type);
  if (parameter_pairs[family][group] == '-') return {c_type, sql_type, memory_of(c_type), 0, "07006"};
  if (family == Text || family == Binary) return variable_parameter(c_type, sql_type);
  if (family == Intervals || family == Interval)
    return {c_type, sql_type, memory_of(c_type), 0, "SUCCESS", group == Exact ? "1 integer" : "*"};
  // A moment becomes a date or a time only when nothing is lost.
  if (family == Timestamp && group == SqlDate)
    return {c_type, sql_type, timestamp(1992, 12, 31, 0, 0, 0), 0, "SUCCESS", "'1992-12-31' text"};
  if (family == Timestamp && group == SqlTime)
    return {c_type, sql_type, memory_of(c_type), 0, "SUCCESS", "'23:45:55' text"};
  return {c_type, sql_type, memory_of(c_type), 0, "SUCCESS", stored_of(c_type, group)};
}

}  // namespace conversions
