// Owns: the rows. Every template holds only functions that D1 permits (no ceiling, log10, power, sqlite_version) and
// that SQLite 3.40 has too. Never: ODBC functions that D1's SQL cannot express: SOUNDEX, DIFFERENCE.
#include "sql/scalar_functions.h"

#include <sql.h>
#include <sqlext.h>

#include <array>

namespace d1odbc {
namespace {

using enum CallForm;
using enum FunctionGroup;

// --- building blocks -------------------------------------------------------------------------------------------------

#define D1ODBC_FIELD(format, argument) "CAST(strftime('" format "', " argument ") AS INTEGER)"
// A time alone means today's (appendix E, TIMESTAMPADD; appendix D, "time to timestamp"); SQLite would put 2000-01-01
// before it.
#define D1ODBC_IS_TIME(argument) "substr(" argument ", 3, 1) = ':'"
#define D1ODBC_MOMENT(argument) "iif(" D1ODBC_IS_TIME(argument) ", date('now') || ' ' || (" argument "), " argument ")"
// A timestamp as text, with a fraction only where there is one: 3 digits are all that D1 keeps.
#define D1ODBC_TIMESTAMP(arguments) "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', " arguments "), '0'), '.')"
// substr('', NULL) is NULL and zeroblob(NULL) is not: without it a NULL count would give an empty text.
#define D1ODBC_REPEATED(piece, count) "(replace(hex(zeroblob(" count ")), '00', " piece ") || substr('', " count "))"
// A count may be bound as text, which SQLite sorts behind every number: `+ 0` makes it one.
#define D1ODBC_AT_LEAST(least, argument) "max(" least ", (" argument ") + 0)"
#define D1ODBC_POWER_OF_TEN "CAST(pow(10, -($2)) AS INTEGER)"
// 10^308 is the largest power of REAL: beyond it, infinity times 0 would make NULL of a 0.
#define D1ODBC_REAL_POWER_OF_TEN "pow(10, min(308, -($2)))"

// SQLite rounds every number to REAL and takes negative places for 0; ODBC keeps integers integers. Integers are
// rounded by whole numbers, half away from zero: beyond 2^53 REAL would lose digits. 10^19 is no integer any more.
constexpr std::string_view round_template =
    "CASE WHEN typeof($1) = 'integer' AND ($2) + 0 >= -18 THEN CASE WHEN ($2) + 0 >= 0 THEN ($1) ELSE "
    "(($1) / " D1ODBC_POWER_OF_TEN " + 2 * (($1) % " D1ODBC_POWER_OF_TEN ") / " D1ODBC_POWER_OF_TEN
    ") * " D1ODBC_POWER_OF_TEN " END WHEN ($2) + 0 < 0 THEN round(($1) / " D1ODBC_REAL_POWER_OF_TEN
    ") * " D1ODBC_REAL_POWER_OF_TEN " ELSE round($1, $2) END";

// Rounded, and one unit of the last place back where that went away from zero. x * 100 would not do: 1.15 * 100 is
// below 115 in binary.
constexpr std::string_view truncate_template =
    "CASE WHEN typeof($1) = 'integer' AND ($2) + 0 >= -18 THEN CASE WHEN ($2) + 0 >= 0 THEN ($1) ELSE "
    "($1) / " D1ODBC_POWER_OF_TEN " * " D1ODBC_POWER_OF_TEN
    " END WHEN ($2) + 0 < 0 THEN "
    "trunc(($1) / " D1ODBC_REAL_POWER_OF_TEN ") * " D1ODBC_REAL_POWER_OF_TEN
    " WHEN abs(round($1, $2)) > abs($1) THEN round(round($1, $2) - sign($1) * pow(10, -($2)), $2) "
    "ELSE round($1, $2) END";

// Characters before the first one count for the length but are none, as in SQL-92; SQLite would count a negative start
// from the end, and a negative length backwards.
constexpr std::string_view substring_template =
    "substr($1, " D1ODBC_AT_LEAST("1", "$2") ", max(0, ($3) + min(0, ($2) - 1)))";
constexpr std::string_view insert_template =
    "(substr($1, 1, max(0, ($2) - 1)) || ($4) || substr($1, max(1, ($2) + " D1ODBC_AT_LEAST("0", "$3") ")))";

#define D1ODBC_SEARCHED "substr($2, " D1ODBC_AT_LEAST("1", "$3") ")"
constexpr std::string_view locate_template = "CASE instr(" D1ODBC_SEARCHED
                                             ", $1) WHEN 0 THEN 0 ELSE "
                                             "instr(" D1ODBC_SEARCHED ", $1) + " D1ODBC_AT_LEAST("1", "$3") " - 1 END";

// A random() of SQLite takes no seed. With one, the value is the third after it in the sequence of Park and Miller
// (2^31 - 1, factor 48271): the same seed, the same value.
#define D1ODBC_NEXT_RANDOM(previous) "(48271 * " previous " % 2147483647)"
constexpr std::string_view seeded_random_template =
    "(" D1ODBC_NEXT_RANDOM(D1ODBC_NEXT_RANDOM(D1ODBC_NEXT_RANDOM("(abs(($1) % 2147483646) + 1)"))) " / 2147483647.0)";

// Days are counted from a text that SQLite gives for Sunday as 0.
constexpr std::string_view day_name_template =
    "CASE strftime('%w', $1) WHEN '0' THEN 'Sunday' WHEN '1' THEN 'Monday' WHEN '2' THEN 'Tuesday' WHEN '3' THEN "
    "'Wednesday' WHEN '4' THEN 'Thursday' WHEN '5' THEN 'Friday' WHEN '6' THEN 'Saturday' END";

constexpr std::string_view month_name_template =
    "CASE strftime('%m', $1) WHEN '01' THEN 'January' WHEN '02' THEN 'February' WHEN '03' THEN 'March' WHEN '04' THEN "
    "'April' WHEN '05' THEN 'May' WHEN '06' THEN 'June' WHEN '07' THEN 'July' WHEN '08' THEN 'August' WHEN '09' THEN "
    "'September' WHEN '10' THEN 'October' WHEN '11' THEN 'November' WHEN '12' THEN 'December' END";

// The ISO week: the only count with ODBC's range of 1 to 53. It belongs to the year of its Thursday.
constexpr std::string_view week_template =
    "((CAST(strftime('%j', $1, '-3 days', 'weekday 4') AS INTEGER) - 1) / 7 + 1)";

// --- functions -------------------------------------------------------------------------------------------------------

constexpr std::array functions = std::to_array<ScalarFunction>({
    // clang-format off
    {"ASCII",             String,   SQL_FN_STR_ASCII,             Arguments, 1, "unicode($1)"},
    {"BIT_LENGTH",        String,   SQL_FN_STR_BIT_LENGTH,        Arguments, 1, "(length(CAST($1 AS BLOB)) * 8)"},
    {"CHAR",              String,   SQL_FN_STR_CHAR,              Arguments, 1, "CASE WHEN ($1) IS NOT NULL THEN char($1) END"},
    {"CHAR_LENGTH",       String,   SQL_FN_STR_CHAR_LENGTH,       Arguments, 1, "length($1)"},
    {"CHARACTER_LENGTH",  String,   SQL_FN_STR_CHARACTER_LENGTH,  Arguments, 1, "length($1)"},
    {"CONCAT",            String,   SQL_FN_STR_CONCAT,            Arguments, 2, "(($1) || ($2))"},
    {"INSERT",            String,   SQL_FN_STR_INSERT,            Arguments, 4, insert_template},
    {"LCASE",             String,   SQL_FN_STR_LCASE,             Arguments, 1, "lower($1)"},
    {"LEFT",              String,   SQL_FN_STR_LEFT,              Arguments, 2, "substr($1, 1, $2)"},
    {"LENGTH",            String,   SQL_FN_STR_LENGTH,            Arguments, 1, "length(rtrim($1))"},
    {"LOCATE",            String,   SQL_FN_STR_LOCATE_2,          Arguments, 2, "instr($2, $1)"},
    {"LOCATE",            String,   SQL_FN_STR_LOCATE,            Arguments, 3, locate_template},
    {"LTRIM",             String,   SQL_FN_STR_LTRIM,             Arguments, 1, "ltrim($1)"},
    {"OCTET_LENGTH",      String,   SQL_FN_STR_OCTET_LENGTH,      Arguments, 1, "length(CAST($1 AS BLOB))"},
    {"POSITION",          String,   SQL_FN_STR_POSITION,          Position,  2, "instr($2, $1)"},
    {"REPEAT",            String,   SQL_FN_STR_REPEAT,            Arguments, 2, D1ODBC_REPEATED("$1", "$2")},
    {"REPLACE",           String,   SQL_FN_STR_REPLACE,           Arguments, 3, "replace($1, $2, $3)"},
    // From the end, with a length: substr(s, -0) would be the whole text.
    {"RIGHT",             String,   SQL_FN_STR_RIGHT,             Arguments, 2, "substr($1, -" D1ODBC_AT_LEAST("0", "$2") ", " D1ODBC_AT_LEAST("0", "$2") ")"},
    {"RTRIM",             String,   SQL_FN_STR_RTRIM,             Arguments, 1, "rtrim($1)"},
    {"SPACE",             String,   SQL_FN_STR_SPACE,             Arguments, 1, D1ODBC_REPEATED("' '", "$1")},
    {"SUBSTRING",         String,   SQL_FN_STR_SUBSTRING,         Arguments, 3, substring_template},
    {"SUBSTRING",         String,   0,                            Arguments, 2, "substr($1, " D1ODBC_AT_LEAST("1", "$2") ")"},
    {"UCASE",             String,   SQL_FN_STR_UCASE,             Arguments, 1, "upper($1)"},

    {"ABS",               Numeric,  SQL_FN_NUM_ABS,               Arguments, 1, "abs($1)"},
    {"ACOS",              Numeric,  SQL_FN_NUM_ACOS,              Arguments, 1, "acos($1)"},
    {"ASIN",              Numeric,  SQL_FN_NUM_ASIN,              Arguments, 1, "asin($1)"},
    {"ATAN",              Numeric,  SQL_FN_NUM_ATAN,              Arguments, 1, "atan($1)"},
    // The first argument is y and the second x, as every DBMS has it: the reference's wording says the opposite.
    {"ATAN2",             Numeric,  SQL_FN_NUM_ATAN2,             Arguments, 2, "atan2($1, $2)"},
    {"CEILING",           Numeric,  SQL_FN_NUM_CEILING,           Arguments, 1, "ceil($1)"},
    {"COS",               Numeric,  SQL_FN_NUM_COS,               Arguments, 1, "cos($1)"},
    {"COT",               Numeric,  SQL_FN_NUM_COT,               Arguments, 1, "(1.0 / tan($1))"},
    {"DEGREES",           Numeric,  SQL_FN_NUM_DEGREES,           Arguments, 1, "degrees($1)"},
    {"EXP",               Numeric,  SQL_FN_NUM_EXP,               Arguments, 1, "exp($1)"},
    {"FLOOR",             Numeric,  SQL_FN_NUM_FLOOR,             Arguments, 1, "floor($1)"},
    // SQLite's log() is the decimal logarithm, ODBC's the natural one.
    {"LOG",               Numeric,  SQL_FN_NUM_LOG,               Arguments, 1, "ln($1)"},
    {"LOG10",             Numeric,  SQL_FN_NUM_LOG10,             Arguments, 1, "log($1)"},
    // mod() would go through REAL and lose digits beyond 2^53.
    {"MOD",               Numeric,  SQL_FN_NUM_MOD,               Arguments, 2, "(($1) % ($2))"},
    {"PI",                Numeric,  SQL_FN_NUM_PI,                OptionalBrackets, 0, "pi()"},
    {"POWER",             Numeric,  SQL_FN_NUM_POWER,             Arguments, 2, "pow($1, $2)"},
    {"RADIANS",           Numeric,  SQL_FN_NUM_RADIANS,           Arguments, 1, "radians($1)"},
    // 53 random bits over 2^53.
    {"RAND",              Numeric,  SQL_FN_NUM_RAND,              OptionalBrackets, 0, "((random() & 9007199254740991) / 9007199254740992.0)"},
    {"RAND",              Numeric,  0,                            Arguments, 1, seeded_random_template},
    {"ROUND",             Numeric,  SQL_FN_NUM_ROUND,             Arguments, 2, round_template},
    {"SIGN",              Numeric,  SQL_FN_NUM_SIGN,              Arguments, 1, "sign($1)"},
    {"SIN",               Numeric,  SQL_FN_NUM_SIN,               Arguments, 1, "sin($1)"},
    {"SQRT",              Numeric,  SQL_FN_NUM_SQRT,              Arguments, 1, "sqrt($1)"},
    {"TAN",               Numeric,  SQL_FN_NUM_TAN,               Arguments, 1, "tan($1)"},
    {"TRUNCATE",          Numeric,  SQL_FN_NUM_TRUNCATE,          Arguments, 2, truncate_template},

    // D1's clock is UTC and has no other local time.
    {"CURRENT_DATE",      TimeDate, SQL_FN_TD_CURRENT_DATE,       OptionalBrackets, 0, "date('now')"},
    {"CURRENT_TIME",      TimeDate, SQL_FN_TD_CURRENT_TIME,       OptionalBrackets, 0, "time('now')"},
    {"CURRENT_TIME",      TimeDate, 0,                            Arguments, 1, "substr(strftime('%H:%M:%f', 'now'), 1, 8 + (($1) > 0) + ($1))"},
    {"CURRENT_TIMESTAMP", TimeDate, SQL_FN_TD_CURRENT_TIMESTAMP,  OptionalBrackets, 0, "datetime('now')"},
    {"CURRENT_TIMESTAMP", TimeDate, 0,                            Arguments, 1, "substr(strftime('%Y-%m-%d %H:%M:%f', 'now'), 1, 19 + (($1) > 0) + ($1))"},
    {"CURDATE",           TimeDate, SQL_FN_TD_CURDATE,            OptionalBrackets, 0, "date('now')"},
    {"CURTIME",           TimeDate, SQL_FN_TD_CURTIME,            OptionalBrackets, 0, "time('now')"},
    {"NOW",               TimeDate, SQL_FN_TD_NOW,                OptionalBrackets, 0, "datetime('now')"},
    {"DAYNAME",           TimeDate, SQL_FN_TD_DAYNAME,            Arguments, 1, day_name_template},
    {"DAYOFMONTH",        TimeDate, SQL_FN_TD_DAYOFMONTH,         Arguments, 1, D1ODBC_FIELD("%d", "$1")},
    {"DAYOFWEEK",         TimeDate, SQL_FN_TD_DAYOFWEEK,          Arguments, 1, "(" D1ODBC_FIELD("%w", "$1") " + 1)"},
    {"DAYOFYEAR",         TimeDate, SQL_FN_TD_DAYOFYEAR,          Arguments, 1, D1ODBC_FIELD("%j", "$1")},
    {"EXTRACT",           TimeDate, SQL_FN_TD_EXTRACT,            FieldFrom, 1, ""},
    {"HOUR",              TimeDate, SQL_FN_TD_HOUR,               Arguments, 1, D1ODBC_FIELD("%H", "$1")},
    {"MINUTE",            TimeDate, SQL_FN_TD_MINUTE,             Arguments, 1, D1ODBC_FIELD("%M", "$1")},
    {"MONTH",             TimeDate, SQL_FN_TD_MONTH,              Arguments, 1, D1ODBC_FIELD("%m", "$1")},
    {"MONTHNAME",         TimeDate, SQL_FN_TD_MONTHNAME,          Arguments, 1, month_name_template},
    {"QUARTER",           TimeDate, SQL_FN_TD_QUARTER,            Arguments, 1, "((" D1ODBC_FIELD("%m", "$1") " + 2) / 3)"},
    {"SECOND",            TimeDate, SQL_FN_TD_SECOND,             Arguments, 1, D1ODBC_FIELD("%S", "$1")},
    {"TIMESTAMPADD",      TimeDate, SQL_FN_TD_TIMESTAMPADD,       AddInterval, 2, ""},
    {"TIMESTAMPDIFF",     TimeDate, SQL_FN_TD_TIMESTAMPDIFF,      SubtractInterval, 2, ""},
    {"WEEK",              TimeDate, SQL_FN_TD_WEEK,               Arguments, 1, week_template},
    {"YEAR",              TimeDate, SQL_FN_TD_YEAR,               Arguments, 1, D1ODBC_FIELD("%Y", "$1")},

    {"DATABASE",          System,   SQL_FN_SYS_DBNAME,            DatabaseName, 0, ""},
    {"USER",              System,   SQL_FN_SYS_USERNAME,          UserName, 0, ""},
    {"IFNULL",            System,   SQL_FN_SYS_IFNULL,            Arguments, 2, "ifnull($1, $2)"},

    {"CONVERT",           Convert,  SQL_FN_CVT_CONVERT,           CommaType, 1, ""},
    {"CAST",              Convert,  SQL_FN_CVT_CAST,              AsType, 1, "CAST($1)"},
    // clang-format on
});

// --- intervals -------------------------------------------------------------------------------------------------------

#define D1ODBC_ADD_SECONDS(unit) D1ODBC_TIMESTAMP(D1ODBC_MOMENT("$2") ", CAST($1 AS INTEGER) || ' " unit "'")
// Whole milliseconds between the timestamps, then whole intervals towards zero.
#define D1ODBC_ELAPSED(milliseconds)                                            \
  "(CAST(round((julianday(" D1ODBC_MOMENT("$2") ") - julianday(" D1ODBC_MOMENT( \
      "$1") ")) * 86400000) AS INTEGER) / " milliseconds ")"

// The 31st of a month plus one month is the last day of the next: SQLite would go on into the month after it, so the
// smaller of that and of the target month's last day is taken.
#define D1ODBC_ADD_MONTHS(factor) \
  "min(" D1ODBC_TIMESTAMP(D1ODBC_MOMENT("$2") ", (CAST($1 AS INTEGER) * " factor ") || ' months'") ", " \
  "date(" D1ODBC_MOMENT("$2") ", 'start of month', (CAST($1 AS INTEGER) * " factor " + 1) || ' months', " \
  "'-1 day') || ' ' || rtrim(rtrim(strftime('%H:%M:%f', $2), '0'), '.'))"

#define D1ODBC_MONTH_COUNT(argument) \
  "(strftime('%Y', " D1ODBC_MOMENT(argument) ") * 12 + strftime('%m', " D1ODBC_MOMENT(argument) "))"
#define D1ODBC_REST_OF_MONTH(argument) "strftime('%d %H:%M:%f', " D1ODBC_MOMENT(argument) ")"
#define D1ODBC_DAY_NUMBER(argument) "julianday(" D1ODBC_MOMENT(argument) ")"
// Whole months: the difference of the months, less one that is not full, in either direction.
#define D1ODBC_MONTHS_BETWEEN(divisor) \
  "((" D1ODBC_MONTH_COUNT("$2") " - " D1ODBC_MONTH_COUNT("$1")                                                  \
  " - (" D1ODBC_DAY_NUMBER("$2") " > " D1ODBC_DAY_NUMBER("$1") " AND " D1ODBC_REST_OF_MONTH("$2") " < " D1ODBC_REST_OF_MONTH("$1") ")"      \
  " + (" D1ODBC_DAY_NUMBER("$2") " < " D1ODBC_DAY_NUMBER("$1") " AND " D1ODBC_REST_OF_MONTH("$2") " > " D1ODBC_REST_OF_MONTH("$1") ")) / "  \
  divisor ")"

// SQL_TSI_FRAC_SECOND is not here: ODBC counts it in billionths of a second, D1 knows thousandths.
constexpr std::array intervals = std::to_array<TimestampInterval>({
    {"SQL_TSI_SECOND", SQL_FN_TSI_SECOND, D1ODBC_ADD_SECONDS("seconds"), D1ODBC_ELAPSED("1000")},
    {"SQL_TSI_MINUTE", SQL_FN_TSI_MINUTE, D1ODBC_ADD_SECONDS("minutes"), D1ODBC_ELAPSED("60000")},
    {"SQL_TSI_HOUR", SQL_FN_TSI_HOUR, D1ODBC_ADD_SECONDS("hours"), D1ODBC_ELAPSED("3600000")},
    {"SQL_TSI_DAY", SQL_FN_TSI_DAY, D1ODBC_ADD_SECONDS("days"), D1ODBC_ELAPSED("86400000")},
    {"SQL_TSI_WEEK", SQL_FN_TSI_WEEK, D1ODBC_TIMESTAMP(D1ODBC_MOMENT("$2") ", (CAST($1 AS INTEGER) * 7) || ' days'"),
     D1ODBC_ELAPSED("604800000")},
    {"SQL_TSI_MONTH", SQL_FN_TSI_MONTH, D1ODBC_ADD_MONTHS("1"), D1ODBC_MONTHS_BETWEEN("1")},
    {"SQL_TSI_QUARTER", SQL_FN_TSI_QUARTER, D1ODBC_ADD_MONTHS("3"), D1ODBC_MONTHS_BETWEEN("3")},
    {"SQL_TSI_YEAR", SQL_FN_TSI_YEAR, D1ODBC_ADD_MONTHS("12"), D1ODBC_MONTHS_BETWEEN("12")},
});

constexpr std::array extract_fields = std::to_array<ExtractField>({
    {"YEAR", D1ODBC_FIELD("%Y", "$1")},
    {"MONTH", D1ODBC_FIELD("%m", "$1")},
    {"DAY", D1ODBC_FIELD("%d", "$1")},
    {"HOUR", D1ODBC_FIELD("%H", "$1")},
    {"MINUTE", D1ODBC_FIELD("%M", "$1")},
    {"SECOND", "CAST(strftime('%f', $1) AS REAL)"},  // the only field with a fraction
});

// --- conversions -----------------------------------------------------------------------------------------------------

constexpr std::string_view to_integer = "CAST($1 AS INTEGER)";
constexpr std::string_view to_real = "CAST($1 AS REAL)";
constexpr std::string_view to_numeric = "CAST($1 AS NUMERIC)";
constexpr std::string_view to_text = "CAST($1 AS TEXT)";
constexpr std::string_view to_blob = "CAST($1 AS BLOB)";
// A time has no date to take: NULL, as for everything that is no date.
constexpr std::string_view to_date = "CASE WHEN NOT " D1ODBC_IS_TIME("$1") " THEN date($1) END";
constexpr std::string_view to_time = "time($1)";
constexpr std::string_view to_timestamp = D1ODBC_TIMESTAMP(D1ODBC_MOMENT("$1"));

constexpr std::array conversions = std::to_array<ConversionTarget>({
    {"SQL_BIGINT", SQL_CVT_BIGINT, to_integer},
    {"SQL_INTEGER", SQL_CVT_INTEGER, to_integer},
    {"SQL_SMALLINT", SQL_CVT_SMALLINT, to_integer},
    {"SQL_TINYINT", SQL_CVT_TINYINT, to_integer},
    {"SQL_BIT", SQL_CVT_BIT, "(CAST($1 AS NUMERIC) <> 0)"},
    {"SQL_DECIMAL", SQL_CVT_DECIMAL, to_numeric},
    {"SQL_NUMERIC", SQL_CVT_NUMERIC, to_numeric},
    {"SQL_DOUBLE", SQL_CVT_DOUBLE, to_real},
    {"SQL_FLOAT", SQL_CVT_FLOAT, to_real},
    {"SQL_REAL", SQL_CVT_REAL, to_real},
    {"SQL_CHAR", SQL_CVT_CHAR, to_text},
    {"SQL_VARCHAR", SQL_CVT_VARCHAR, to_text},
    {"SQL_LONGVARCHAR", SQL_CVT_LONGVARCHAR, to_text},
    {"SQL_WCHAR", SQL_CVT_WCHAR, to_text},
    {"SQL_WVARCHAR", SQL_CVT_WVARCHAR, to_text},
    {"SQL_WLONGVARCHAR", SQL_CVT_WLONGVARCHAR, to_text},
    {"SQL_GUID", SQL_CVT_GUID, to_text},
    {"SQL_BINARY", SQL_CVT_BINARY, to_blob},
    {"SQL_VARBINARY", SQL_CVT_VARBINARY, to_blob},
    {"SQL_LONGVARBINARY", SQL_CVT_LONGVARBINARY, to_blob},
    {"SQL_DATE", SQL_CVT_DATE, to_date},
    {"SQL_TYPE_DATE", 0, to_date},
    {"SQL_TIME", SQL_CVT_TIME, to_time},
    {"SQL_TYPE_TIME", 0, to_time},
    {"SQL_TIMESTAMP", SQL_CVT_TIMESTAMP, to_timestamp},
    {"SQL_TYPE_TIMESTAMP", 0, to_timestamp},
});

}  // namespace

std::span<const ScalarFunction> all_scalar_functions() noexcept { return functions; }
std::span<const TimestampInterval> all_intervals() noexcept { return intervals; }
std::span<const ExtractField> all_extract_fields() noexcept { return extract_fields; }
std::span<const ConversionTarget> all_conversions() noexcept { return conversions; }

std::uint32_t function_bits(FunctionGroup group) noexcept {
  std::uint32_t bits = 0;
  for (const ScalarFunction& function : functions) {
    if (function.group == group) bits |= function.bit;
  }
  return bits;
}

}  // namespace d1odbc
