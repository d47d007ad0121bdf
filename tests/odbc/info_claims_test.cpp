// Owns: what SQLGetInfo claims of SQL, compared with SQL that uses it, on D1's engine: a claim that does not work
// fails, and so does something that works and is not claimed. Never: what the functions give (escapes_test has values).
#include <array>
#include <functional>
#include <span>

#include "test_servers.h"

using servers::Connected;

namespace {

struct Claims : Connected {
  Claims() {
    for (const char* sql : {"DROP VIEW IF EXISTS claim_v", "DROP TABLE IF EXISTS claim_c",
                            "DROP TABLE IF EXISTS claim_b", "DROP TABLE IF EXISTS claim_a"})
      statement.run(sql);
    statement.run("CREATE TABLE claim_a (id INTEGER PRIMARY KEY, x INTEGER, s VARCHAR(20))");
    statement.run("CREATE TABLE claim_b (id INTEGER PRIMARY KEY, y INTEGER)");
    statement.run("INSERT INTO claim_a VALUES (1, 10, 'one'), (2, NULL, 'two'), (3, 30, NULL)");
    statement.run("INSERT INTO claim_b VALUES (1, 10), (2, 20)");
  }

  SQLUINTEGER mask(SQLUSMALLINT type) const {
    SQLUINTEGER bits = 0;
    REQUIRE_SUCCESS(connection, SQLGetInfo(connection, type, &bits, sizeof bits, nullptr));
    return bits;
  }
  SQLUSMALLINT word(SQLUSMALLINT type) const {
    SQLUSMALLINT value = 0;
    REQUIRE_SUCCESS(connection, SQLGetInfo(connection, type, &value, sizeof value, nullptr));
    return value;
  }
  std::string text(SQLUSMALLINT type) const {
    std::array<SQLCHAR, 4000> value{};
    REQUIRE_SUCCESS(connection, SQLGetInfo(connection, type, value.data(), value.size(), nullptr));
    return reinterpret_cast<const char*>(value.data());
  }

  /// Whether a text runs; what it may have made is taken away before.
  bool works(const std::string& sql) {
    statement.close();
    statement.run("DROP VIEW IF EXISTS claim_v");
    statement.run("DROP TABLE IF EXISTS claim_c");
    const bool ran = application::outcome(statement.execute(sql), statement).find("ERROR") == std::string::npos;
    statement.close();
    return ran;
  }
};

/// One bit of a mask, and SQL that works exactly where it is claimed.
struct Claim {
  const char* name;
  SQLUSMALLINT type;
  SQLUINTEGER bit;
  const char* sql;
};

#define CLAIM(type, bit, sql) \
  Claim { #bit, type, bit, sql }

const Claim claims_of_queries[] = {
    CLAIM(SQL_AGGREGATE_FUNCTIONS, SQL_AF_ALL, "SELECT sum(ALL x) FROM claim_a"),
    CLAIM(SQL_AGGREGATE_FUNCTIONS, SQL_AF_AVG, "SELECT avg(x) FROM claim_a"),
    CLAIM(SQL_AGGREGATE_FUNCTIONS, SQL_AF_COUNT, "SELECT count(x), count(*) FROM claim_a"),
    CLAIM(SQL_AGGREGATE_FUNCTIONS, SQL_AF_DISTINCT, "SELECT count(DISTINCT x) FROM claim_a"),
    CLAIM(SQL_AGGREGATE_FUNCTIONS, SQL_AF_MAX, "SELECT max(x) FROM claim_a"),
    CLAIM(SQL_AGGREGATE_FUNCTIONS, SQL_AF_MIN, "SELECT min(x) FROM claim_a"),
    CLAIM(SQL_AGGREGATE_FUNCTIONS, SQL_AF_SUM, "SELECT sum(x) FROM claim_a"),

    CLAIM(SQL_OJ_CAPABILITIES, SQL_OJ_LEFT, "SELECT * FROM {oj claim_a a LEFT OUTER JOIN claim_b b ON a.id = b.id}"),
    CLAIM(SQL_OJ_CAPABILITIES, SQL_OJ_RIGHT, "SELECT * FROM {oj claim_a a RIGHT OUTER JOIN claim_b b ON a.id = b.id}"),
    CLAIM(SQL_OJ_CAPABILITIES, SQL_OJ_FULL, "SELECT * FROM {oj claim_a a FULL OUTER JOIN claim_b b ON a.id = b.id}"),
    CLAIM(SQL_OJ_CAPABILITIES, SQL_OJ_NESTED,
          "SELECT * FROM {oj claim_a a LEFT OUTER JOIN claim_b b ON a.id = b.id LEFT OUTER JOIN claim_b c ON b.id = "
          "c.id}"),
    CLAIM(SQL_OJ_CAPABILITIES, SQL_OJ_NOT_ORDERED,
          "SELECT * FROM {oj claim_a a LEFT OUTER JOIN claim_b b ON b.id = a.id}"),
    CLAIM(
        SQL_OJ_CAPABILITIES, SQL_OJ_INNER,
        "SELECT * FROM {oj claim_a a LEFT OUTER JOIN (claim_b b INNER JOIN claim_b c ON b.id = c.id) ON a.id = b.id}"),
    CLAIM(SQL_OJ_CAPABILITIES, SQL_OJ_ALL_COMPARISON_OPS,
          "SELECT * FROM {oj claim_a a LEFT OUTER JOIN claim_b b ON a.id < b.id}"),

    // What EXCEPT JOIN and INTERSECT JOIN are the reference does not say (SQLite has EXCEPT and INTERSECT of queries).
    CLAIM(SQL_SQL92_RELATIONAL_JOIN_OPERATORS, SQL_SRJO_CORRESPONDING_CLAUSE,
          "SELECT id FROM claim_a UNION CORRESPONDING SELECT id FROM claim_b"),
    CLAIM(SQL_SQL92_RELATIONAL_JOIN_OPERATORS, SQL_SRJO_CROSS_JOIN, "SELECT * FROM claim_a CROSS JOIN claim_b"),
    CLAIM(SQL_SQL92_RELATIONAL_JOIN_OPERATORS, SQL_SRJO_FULL_OUTER_JOIN,
          "SELECT * FROM claim_a a FULL OUTER JOIN claim_b b ON a.id = b.id"),
    CLAIM(SQL_SQL92_RELATIONAL_JOIN_OPERATORS, SQL_SRJO_INNER_JOIN,
          "SELECT * FROM claim_a a INNER JOIN claim_b b ON a.id = b.id"),
    CLAIM(SQL_SQL92_RELATIONAL_JOIN_OPERATORS, SQL_SRJO_LEFT_OUTER_JOIN,
          "SELECT * FROM claim_a a LEFT OUTER JOIN claim_b b ON a.id = b.id"),
    CLAIM(SQL_SQL92_RELATIONAL_JOIN_OPERATORS, SQL_SRJO_NATURAL_JOIN, "SELECT * FROM claim_a NATURAL JOIN claim_b"),
    CLAIM(SQL_SQL92_RELATIONAL_JOIN_OPERATORS, SQL_SRJO_RIGHT_OUTER_JOIN,
          "SELECT * FROM claim_a a RIGHT OUTER JOIN claim_b b ON a.id = b.id"),
    CLAIM(SQL_SQL92_RELATIONAL_JOIN_OPERATORS, SQL_SRJO_UNION_JOIN, "SELECT * FROM claim_a UNION JOIN claim_b"),

    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_BETWEEN, "SELECT 1 FROM claim_a WHERE x BETWEEN 1 AND 20"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_COMPARISON, "SELECT 1 FROM claim_a WHERE x <> 1 AND x >= 2"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_EXISTS, "SELECT 1 FROM claim_a WHERE EXISTS (SELECT 1 FROM claim_b)"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_IN, "SELECT 1 FROM claim_a WHERE x IN (1, 10)"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_ISNOTNULL, "SELECT 1 FROM claim_a WHERE x IS NOT NULL"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_ISNULL, "SELECT 1 FROM claim_a WHERE x IS NULL"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_LIKE, "SELECT 1 FROM claim_a WHERE s LIKE 'o%'"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_MATCH_FULL, "SELECT 1 FROM claim_a WHERE x MATCH FULL (SELECT y FROM claim_b)"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_MATCH_PARTIAL,
          "SELECT 1 FROM claim_a WHERE x MATCH PARTIAL (SELECT y FROM claim_b)"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_MATCH_UNIQUE_FULL,
          "SELECT 1 FROM claim_a WHERE x MATCH UNIQUE FULL (SELECT y FROM claim_b)"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_MATCH_UNIQUE_PARTIAL,
          "SELECT 1 FROM claim_a WHERE x MATCH UNIQUE PARTIAL (SELECT y FROM claim_b)"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_OVERLAPS,
          "SELECT 1 WHERE ('2020-01-01', '2021-01-01') OVERLAPS ('2020', '2022')"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_QUANTIFIED_COMPARISON,
          "SELECT 1 FROM claim_a WHERE x > ANY (SELECT y FROM claim_b)"),
    CLAIM(SQL_SQL92_PREDICATES, SQL_SP_UNIQUE, "SELECT 1 FROM claim_a WHERE UNIQUE (SELECT y FROM claim_b)"),

    CLAIM(SQL_SUBQUERIES, SQL_SQ_CORRELATED_SUBQUERIES,
          "SELECT 1 FROM claim_a a WHERE EXISTS (SELECT 1 FROM claim_b b WHERE b.id = a.id) AND a.x IN (SELECT y FROM "
          "claim_b b WHERE b.id = a.id) AND a.x = (SELECT y FROM claim_b b WHERE b.id = a.id)"),
    CLAIM(SQL_SUBQUERIES, SQL_SQ_COMPARISON, "SELECT 1 FROM claim_a WHERE x = (SELECT max(y) FROM claim_b)"),
    CLAIM(SQL_SUBQUERIES, SQL_SQ_EXISTS, "SELECT 1 FROM claim_a WHERE NOT EXISTS (SELECT 1 FROM claim_b)"),
    CLAIM(SQL_SUBQUERIES, SQL_SQ_IN, "SELECT 1 FROM claim_a WHERE x IN (SELECT y FROM claim_b)"),
    CLAIM(SQL_SUBQUERIES, SQL_SQ_QUANTIFIED, "SELECT 1 FROM claim_a WHERE x >= ALL (SELECT y FROM claim_b)"),

    CLAIM(SQL_SQL92_ROW_VALUE_CONSTRUCTOR, SQL_SRVC_VALUE_EXPRESSION,
          "SELECT 1 FROM claim_a WHERE (id, x) = (1, 5 + 5)"),
    CLAIM(SQL_SQL92_ROW_VALUE_CONSTRUCTOR, SQL_SRVC_NULL, "SELECT 1 FROM claim_a WHERE (id, x) = (1, NULL)"),
    CLAIM(SQL_SQL92_ROW_VALUE_CONSTRUCTOR, SQL_SRVC_DEFAULT, "SELECT 1 FROM claim_a WHERE (id, x) = (1, DEFAULT)"),
    CLAIM(SQL_SQL92_ROW_VALUE_CONSTRUCTOR, SQL_SRVC_ROW_SUBQUERY,
          "SELECT 1 FROM claim_a WHERE (id, x) = (SELECT id, y FROM claim_b)"),

    CLAIM(SQL_SQL92_VALUE_EXPRESSIONS, SQL_SVE_CASE, "SELECT CASE WHEN x = 1 THEN 2 ELSE 3 END FROM claim_a"),
    CLAIM(SQL_SQL92_VALUE_EXPRESSIONS, SQL_SVE_CAST, "SELECT CAST(x AS VARCHAR(5)) FROM claim_a"),
    CLAIM(SQL_SQL92_VALUE_EXPRESSIONS, SQL_SVE_COALESCE, "SELECT COALESCE(x, 1) FROM claim_a"),
    CLAIM(SQL_SQL92_VALUE_EXPRESSIONS, SQL_SVE_NULLIF, "SELECT NULLIF(x, 1) FROM claim_a"),

    CLAIM(SQL_SQL92_DATETIME_FUNCTIONS, SQL_SDF_CURRENT_DATE, "SELECT CURRENT_DATE"),
    CLAIM(SQL_SQL92_DATETIME_FUNCTIONS, SQL_SDF_CURRENT_TIME, "SELECT CURRENT_TIME"),
    CLAIM(SQL_SQL92_DATETIME_FUNCTIONS, SQL_SDF_CURRENT_TIMESTAMP, "SELECT CURRENT_TIMESTAMP"),

    CLAIM(SQL_SQL92_NUMERIC_VALUE_FUNCTIONS, SQL_SNVF_BIT_LENGTH, "SELECT BIT_LENGTH('a')"),
    CLAIM(SQL_SQL92_NUMERIC_VALUE_FUNCTIONS, SQL_SNVF_CHAR_LENGTH, "SELECT CHAR_LENGTH('a')"),
    CLAIM(SQL_SQL92_NUMERIC_VALUE_FUNCTIONS, SQL_SNVF_CHARACTER_LENGTH, "SELECT CHARACTER_LENGTH('a')"),
    CLAIM(SQL_SQL92_NUMERIC_VALUE_FUNCTIONS, SQL_SNVF_EXTRACT, "SELECT EXTRACT(YEAR FROM '2020-01-01')"),
    CLAIM(SQL_SQL92_NUMERIC_VALUE_FUNCTIONS, SQL_SNVF_OCTET_LENGTH, "SELECT OCTET_LENGTH('a')"),
    CLAIM(SQL_SQL92_NUMERIC_VALUE_FUNCTIONS, SQL_SNVF_POSITION, "SELECT POSITION('a' IN 'ba')"),

    CLAIM(SQL_SQL92_STRING_FUNCTIONS, SQL_SSF_CONVERT, "SELECT CONVERT('a' USING latin1)"),
    CLAIM(SQL_SQL92_STRING_FUNCTIONS, SQL_SSF_LOWER, "SELECT LOWER('A')"),
    CLAIM(SQL_SQL92_STRING_FUNCTIONS, SQL_SSF_UPPER, "SELECT UPPER('a')"),
    CLAIM(SQL_SQL92_STRING_FUNCTIONS, SQL_SSF_SUBSTRING, "SELECT SUBSTRING('abc' FROM 2 FOR 1)"),
    CLAIM(SQL_SQL92_STRING_FUNCTIONS, SQL_SSF_TRANSLATE, "SELECT TRANSLATE('a' USING x)"),
    CLAIM(SQL_SQL92_STRING_FUNCTIONS, SQL_SSF_TRIM_BOTH, "SELECT TRIM(BOTH 'a' FROM 'aba')"),
    CLAIM(SQL_SQL92_STRING_FUNCTIONS, SQL_SSF_TRIM_LEADING, "SELECT TRIM(LEADING 'a' FROM 'aba')"),
    CLAIM(SQL_SQL92_STRING_FUNCTIONS, SQL_SSF_TRIM_TRAILING, "SELECT TRIM(TRAILING 'a' FROM 'aba')"),

    CLAIM(SQL_UNION, SQL_U_UNION, "SELECT id FROM claim_a UNION SELECT id FROM claim_b"),
    CLAIM(SQL_UNION, SQL_U_UNION_ALL, "SELECT id FROM claim_a UNION ALL SELECT id FROM claim_b"),

    CLAIM(SQL_DATETIME_LITERALS, SQL_DL_SQL92_DATE, "SELECT DATE '2020-01-01'"),
    CLAIM(SQL_DATETIME_LITERALS, SQL_DL_SQL92_TIME, "SELECT TIME '10:00:00'"),
    CLAIM(SQL_DATETIME_LITERALS, SQL_DL_SQL92_TIMESTAMP, "SELECT TIMESTAMP '2020-01-01 10:00:00'"),
    CLAIM(SQL_DATETIME_LITERALS, SQL_DL_SQL92_INTERVAL_DAY, "SELECT INTERVAL '1' DAY"),
};

const Claim claims_of_definitions[] = {
    CLAIM(SQL_INSERT_STATEMENT, SQL_IS_INSERT_LITERALS, "INSERT INTO claim_b VALUES (77, 1)"),
    CLAIM(SQL_INSERT_STATEMENT, SQL_IS_INSERT_SEARCHED, "INSERT INTO claim_b SELECT id + 100, x FROM claim_a"),
    CLAIM(SQL_INSERT_STATEMENT, SQL_IS_SELECT_INTO, "SELECT id INTO claim_c FROM claim_a"),

    CLAIM(SQL_CREATE_TABLE, SQL_CT_CREATE_TABLE, "CREATE TABLE claim_c (x INTEGER)"),
    CLAIM(SQL_CREATE_TABLE, SQL_CT_TABLE_CONSTRAINT, "CREATE TABLE claim_c (x INTEGER, y INTEGER, UNIQUE (x, y))"),
    CLAIM(SQL_CREATE_TABLE, SQL_CT_CONSTRAINT_NAME_DEFINITION,
          "CREATE TABLE claim_c (x INTEGER CONSTRAINT one UNIQUE, CONSTRAINT two CHECK (x > 0))"),
    CLAIM(SQL_CREATE_TABLE, SQL_CT_COMMIT_PRESERVE, "CREATE TABLE claim_c (x INTEGER) ON COMMIT PRESERVE ROWS"),
    CLAIM(SQL_CREATE_TABLE, SQL_CT_COMMIT_DELETE, "CREATE TABLE claim_c (x INTEGER) ON COMMIT DELETE ROWS"),
    CLAIM(SQL_CREATE_TABLE, SQL_CT_GLOBAL_TEMPORARY, "CREATE GLOBAL TEMPORARY TABLE claim_c (x INTEGER)"),
    CLAIM(SQL_CREATE_TABLE, SQL_CT_LOCAL_TEMPORARY, "CREATE LOCAL TEMPORARY TABLE claim_c (x INTEGER)"),
    CLAIM(SQL_CREATE_TABLE, SQL_CT_COLUMN_CONSTRAINT, "CREATE TABLE claim_c (x INTEGER NOT NULL CHECK (x > 0))"),
    CLAIM(SQL_CREATE_TABLE, SQL_CT_COLUMN_DEFAULT, "CREATE TABLE claim_c (x INTEGER DEFAULT 5)"),
    CLAIM(SQL_CREATE_TABLE, SQL_CT_COLUMN_COLLATION, "CREATE TABLE claim_c (x VARCHAR(5) COLLATE NOCASE)"),

    // SQLite before 3.53 adds and drops no table constraint; which version D1 has is not told.
    CLAIM(SQL_ALTER_TABLE, SQL_AT_ADD_COLUMN_SINGLE,
          "CREATE TABLE claim_c (x INTEGER); ALTER TABLE claim_c ADD COLUMN y INTEGER"),
    CLAIM(SQL_ALTER_TABLE, SQL_AT_ADD_COLUMN_DEFAULT,
          "CREATE TABLE claim_c (x INTEGER); ALTER TABLE claim_c ADD COLUMN y INTEGER DEFAULT 5"),
    CLAIM(SQL_ALTER_TABLE, SQL_AT_ADD_COLUMN_COLLATION,
          "CREATE TABLE claim_c (x INTEGER); ALTER TABLE claim_c ADD COLUMN y VARCHAR(5) COLLATE NOCASE"),
    CLAIM(SQL_ALTER_TABLE, SQL_AT_ADD_CONSTRAINT,
          "CREATE TABLE claim_c (x INTEGER); ALTER TABLE claim_c ADD COLUMN y INTEGER CHECK (y > 0)"),
    CLAIM(SQL_ALTER_TABLE, SQL_AT_CONSTRAINT_NAME_DEFINITION,
          "CREATE TABLE claim_c (x INTEGER); ALTER TABLE claim_c ADD COLUMN y INTEGER CONSTRAINT one CHECK (y > 0)"),
    CLAIM(SQL_ALTER_TABLE, SQL_AT_DROP_COLUMN,
          "CREATE TABLE claim_c (x INTEGER, y INTEGER); ALTER TABLE claim_c DROP COLUMN y"),
    CLAIM(SQL_ALTER_TABLE, SQL_AT_DROP_COLUMN_CASCADE,
          "CREATE TABLE claim_c (x INTEGER, y INTEGER); ALTER TABLE claim_c DROP COLUMN y CASCADE"),
    CLAIM(SQL_ALTER_TABLE, SQL_AT_DROP_COLUMN_RESTRICT,
          "CREATE TABLE claim_c (x INTEGER, y INTEGER); ALTER TABLE claim_c DROP COLUMN y RESTRICT"),
    CLAIM(SQL_ALTER_TABLE, SQL_AT_SET_COLUMN_DEFAULT,
          "CREATE TABLE claim_c (x INTEGER); ALTER TABLE claim_c ALTER COLUMN x SET DEFAULT 5"),
    CLAIM(SQL_ALTER_TABLE, SQL_AT_DROP_COLUMN_DEFAULT,
          "CREATE TABLE claim_c (x INTEGER DEFAULT 5); ALTER TABLE claim_c ALTER COLUMN x DROP DEFAULT"),

    CLAIM(SQL_CREATE_VIEW, SQL_CV_CREATE_VIEW, "CREATE VIEW claim_v AS SELECT x FROM claim_a"),
    CLAIM(SQL_CREATE_VIEW, SQL_CV_CHECK_OPTION, "CREATE VIEW claim_v AS SELECT x FROM claim_a WITH CHECK OPTION"),
    CLAIM(SQL_CREATE_VIEW, SQL_CV_CASCADED, "CREATE VIEW claim_v AS SELECT x FROM claim_a WITH CASCADED CHECK OPTION"),
    CLAIM(SQL_CREATE_VIEW, SQL_CV_LOCAL, "CREATE VIEW claim_v AS SELECT x FROM claim_a WITH LOCAL CHECK OPTION"),

    CLAIM(SQL_DROP_TABLE, SQL_DT_DROP_TABLE, "CREATE TABLE claim_c (x INTEGER); DROP TABLE claim_c"),
    CLAIM(SQL_DROP_TABLE, SQL_DT_CASCADE, "CREATE TABLE claim_c (x INTEGER); DROP TABLE claim_c CASCADE"),
    CLAIM(SQL_DROP_TABLE, SQL_DT_RESTRICT, "CREATE TABLE claim_c (x INTEGER); DROP TABLE claim_c RESTRICT"),
    CLAIM(SQL_DROP_VIEW, SQL_DV_DROP_VIEW, "CREATE VIEW claim_v AS SELECT 1 AS one; DROP VIEW claim_v"),
    CLAIM(SQL_DROP_VIEW, SQL_DV_CASCADE, "CREATE VIEW claim_v AS SELECT 1 AS one; DROP VIEW claim_v CASCADE"),
    CLAIM(SQL_DROP_VIEW, SQL_DV_RESTRICT, "CREATE VIEW claim_v AS SELECT 1 AS one; DROP VIEW claim_v RESTRICT"),

    CLAIM(SQL_DDL_INDEX, SQL_DI_CREATE_INDEX,
          "CREATE TABLE claim_c (x INTEGER); CREATE UNIQUE INDEX claim_i ON claim_c (x)"),
    CLAIM(SQL_DDL_INDEX, SQL_DI_DROP_INDEX,
          "CREATE TABLE claim_c (x INTEGER); CREATE INDEX claim_i ON claim_c (x); DROP INDEX claim_i"),
    CLAIM(SQL_INDEX_KEYWORDS, SQL_IK_ASC, "CREATE TABLE claim_c (x INTEGER); CREATE INDEX claim_i ON claim_c (x ASC)"),
    CLAIM(SQL_INDEX_KEYWORDS, SQL_IK_DESC,
          "CREATE TABLE claim_c (x INTEGER); CREATE INDEX claim_i ON claim_c (x DESC)"),

    CLAIM(SQL_SQL92_FOREIGN_KEY_DELETE_RULE, SQL_SFKD_CASCADE,
          "CREATE TABLE claim_c (x INTEGER REFERENCES claim_a (id) ON DELETE CASCADE)"),
    CLAIM(SQL_SQL92_FOREIGN_KEY_DELETE_RULE, SQL_SFKD_NO_ACTION,
          "CREATE TABLE claim_c (x INTEGER REFERENCES claim_a (id) ON DELETE NO ACTION)"),
    CLAIM(SQL_SQL92_FOREIGN_KEY_DELETE_RULE, SQL_SFKD_SET_DEFAULT,
          "CREATE TABLE claim_c (x INTEGER REFERENCES claim_a (id) ON DELETE SET DEFAULT)"),
    CLAIM(SQL_SQL92_FOREIGN_KEY_DELETE_RULE, SQL_SFKD_SET_NULL,
          "CREATE TABLE claim_c (x INTEGER REFERENCES claim_a (id) ON DELETE SET NULL)"),
    CLAIM(SQL_SQL92_FOREIGN_KEY_UPDATE_RULE, SQL_SFKU_CASCADE,
          "CREATE TABLE claim_c (x INTEGER REFERENCES claim_a (id) ON UPDATE CASCADE)"),
    CLAIM(SQL_SQL92_FOREIGN_KEY_UPDATE_RULE, SQL_SFKU_NO_ACTION,
          "CREATE TABLE claim_c (x INTEGER REFERENCES claim_a (id) ON UPDATE NO ACTION)"),
    CLAIM(SQL_SQL92_FOREIGN_KEY_UPDATE_RULE, SQL_SFKU_SET_DEFAULT,
          "CREATE TABLE claim_c (x INTEGER REFERENCES claim_a (id) ON UPDATE SET DEFAULT)"),
    CLAIM(SQL_SQL92_FOREIGN_KEY_UPDATE_RULE, SQL_SFKU_SET_NULL,
          "CREATE TABLE claim_c (x INTEGER REFERENCES claim_a (id) ON UPDATE SET NULL)"),

    CLAIM(SQL_ALTER_DOMAIN, SQL_AD_ADD_DOMAIN_DEFAULT, "ALTER DOMAIN d SET DEFAULT 5"),
    CLAIM(SQL_CREATE_ASSERTION, SQL_CA_CREATE_ASSERTION, "CREATE ASSERTION a CHECK (1 = 1)"),
    CLAIM(SQL_CREATE_CHARACTER_SET, SQL_CCS_CREATE_CHARACTER_SET, "CREATE CHARACTER SET c GET latin1"),
    CLAIM(SQL_CREATE_COLLATION, SQL_CCOL_CREATE_COLLATION, "CREATE COLLATION c FOR latin1 FROM other"),
    CLAIM(SQL_CREATE_DOMAIN, SQL_CDO_CREATE_DOMAIN, "CREATE DOMAIN d AS INTEGER"),
    CLAIM(SQL_CREATE_SCHEMA, SQL_CS_CREATE_SCHEMA, "CREATE SCHEMA s"),
    CLAIM(SQL_CREATE_TRANSLATION, SQL_CTR_CREATE_TRANSLATION, "CREATE TRANSLATION t FOR a TO b FROM c"),
    CLAIM(SQL_DROP_ASSERTION, SQL_DA_DROP_ASSERTION, "DROP ASSERTION a"),
    CLAIM(SQL_DROP_CHARACTER_SET, SQL_DCS_DROP_CHARACTER_SET, "DROP CHARACTER SET c"),
    CLAIM(SQL_DROP_COLLATION, SQL_DC_DROP_COLLATION, "DROP COLLATION c"),
    CLAIM(SQL_DROP_DOMAIN, SQL_DD_DROP_DOMAIN, "DROP DOMAIN d"),
    CLAIM(SQL_DROP_SCHEMA, SQL_DS_DROP_SCHEMA, "DROP SCHEMA s"),
    CLAIM(SQL_DROP_TRANSLATION, SQL_DTR_DROP_TRANSLATION, "DROP TRANSLATION t"),
    CLAIM(SQL_SQL92_GRANT, SQL_SG_SELECT_TABLE, "GRANT SELECT ON claim_a TO somebody"),
    CLAIM(SQL_SQL92_REVOKE, SQL_SR_SELECT_TABLE, "REVOKE SELECT ON claim_a FROM somebody"),
    CLAIM(SQL_INFO_SCHEMA_VIEWS, SQL_ISV_TABLES, "SELECT * FROM INFORMATION_SCHEMA.TABLES"),
    CLAIM(SQL_BATCH_SUPPORT, SQL_BS_SELECT_EXPLICIT, "SELECT 1; SELECT 2"),
    CLAIM(SQL_BATCH_SUPPORT, SQL_BS_ROW_COUNT_EXPLICIT, "UPDATE claim_a SET x = 1; UPDATE claim_b SET y = 1"),
};

#define CALL(type, bit, call) \
  Claim { #bit, type, bit, "SELECT {fn " call "}" }

const Claim claims_of_functions[] = {
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_ASCII, "ASCII('a')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_BIT_LENGTH, "BIT_LENGTH('a')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_CHAR, "CHAR(65)"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_CHAR_LENGTH, "CHAR_LENGTH('a')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_CHARACTER_LENGTH, "CHARACTER_LENGTH('a')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_CONCAT, "CONCAT('a', 'b')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_DIFFERENCE, "DIFFERENCE('a', 'b')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_INSERT, "INSERT('abc', 1, 1, 'x')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_LCASE, "LCASE('A')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_LEFT, "LEFT('abc', 2)"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_LENGTH, "LENGTH('abc')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_LOCATE, "LOCATE('b', 'abc', 1)"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_LOCATE_2, "LOCATE('b', 'abc')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_LTRIM, "LTRIM(' a')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_OCTET_LENGTH, "OCTET_LENGTH('a')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_POSITION, "POSITION('b' IN 'abc')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_REPEAT, "REPEAT('a', 3)"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_REPLACE, "REPLACE('abc', 'b', 'x')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_RIGHT, "RIGHT('abc', 2)"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_RTRIM, "RTRIM('a ')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_SOUNDEX, "SOUNDEX('abc')"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_SPACE, "SPACE(3)"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_SUBSTRING, "SUBSTRING('abc', 2, 1)"),
    CALL(SQL_STRING_FUNCTIONS, SQL_FN_STR_UCASE, "UCASE('a')"),

    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_ABS, "ABS(-1)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_ACOS, "ACOS(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_ASIN, "ASIN(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_ATAN, "ATAN(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_ATAN2, "ATAN2(0.5, 1)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_CEILING, "CEILING(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_COS, "COS(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_COT, "COT(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_DEGREES, "DEGREES(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_EXP, "EXP(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_FLOOR, "FLOOR(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_LOG, "LOG(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_LOG10, "LOG10(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_MOD, "MOD(5, 3)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_PI, "PI()"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_POWER, "POWER(2, 3)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_RADIANS, "RADIANS(90)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_RAND, "RAND()"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_ROUND, "ROUND(1.25, 1)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_SIGN, "SIGN(-1)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_SIN, "SIN(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_SQRT, "SQRT(4)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_TAN, "TAN(0.5)"),
    CALL(SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_TRUNCATE, "TRUNCATE(1.25, 1)"),

    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_CURRENT_DATE, "CURRENT_DATE()"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_CURRENT_TIME, "CURRENT_TIME()"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_CURRENT_TIMESTAMP, "CURRENT_TIMESTAMP()"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_CURDATE, "CURDATE()"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_CURTIME, "CURTIME()"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_DAYNAME, "DAYNAME('2020-01-01')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_DAYOFMONTH, "DAYOFMONTH('2020-01-01')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_DAYOFWEEK, "DAYOFWEEK('2020-01-01')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_DAYOFYEAR, "DAYOFYEAR('2020-01-01')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_EXTRACT, "EXTRACT(YEAR FROM '2020-01-01')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_HOUR, "HOUR('10:11:12')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_MINUTE, "MINUTE('10:11:12')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_MONTH, "MONTH('2020-01-01')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_MONTHNAME, "MONTHNAME('2020-01-01')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_NOW, "NOW()"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_QUARTER, "QUARTER('2020-01-01')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_SECOND, "SECOND('10:11:12')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_TIMESTAMPADD, "TIMESTAMPADD(SQL_TSI_DAY, 1, '2020-01-01 00:00:00')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_TIMESTAMPDIFF, "TIMESTAMPDIFF(SQL_TSI_DAY, '2020-01-01', '2020-02-01')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_WEEK, "WEEK('2020-01-01')"),
    CALL(SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_YEAR, "YEAR('2020-01-01')"),

    CALL(SQL_SYSTEM_FUNCTIONS, SQL_FN_SYS_DBNAME, "DATABASE()"),
    CALL(SQL_SYSTEM_FUNCTIONS, SQL_FN_SYS_IFNULL, "IFNULL(NULL, 1)"),
    CALL(SQL_SYSTEM_FUNCTIONS, SQL_FN_SYS_USERNAME, "USER()"),

    CALL(SQL_CONVERT_FUNCTIONS, SQL_FN_CVT_CONVERT, "CONVERT('1', SQL_INTEGER)"),
    CALL(SQL_CONVERT_FUNCTIONS, SQL_FN_CVT_CAST, "CAST('1' AS INTEGER)"),

    CALL(SQL_TIMEDATE_ADD_INTERVALS, SQL_FN_TSI_FRAC_SECOND, "TIMESTAMPADD(SQL_TSI_FRAC_SECOND, 1, '2020-01-01')"),
    CALL(SQL_TIMEDATE_ADD_INTERVALS, SQL_FN_TSI_SECOND, "TIMESTAMPADD(SQL_TSI_SECOND, 1, '2020-01-01')"),
    CALL(SQL_TIMEDATE_ADD_INTERVALS, SQL_FN_TSI_MINUTE, "TIMESTAMPADD(SQL_TSI_MINUTE, 1, '2020-01-01')"),
    CALL(SQL_TIMEDATE_ADD_INTERVALS, SQL_FN_TSI_HOUR, "TIMESTAMPADD(SQL_TSI_HOUR, 1, '2020-01-01')"),
    CALL(SQL_TIMEDATE_ADD_INTERVALS, SQL_FN_TSI_DAY, "TIMESTAMPADD(SQL_TSI_DAY, 1, '2020-01-01')"),
    CALL(SQL_TIMEDATE_ADD_INTERVALS, SQL_FN_TSI_WEEK, "TIMESTAMPADD(SQL_TSI_WEEK, 1, '2020-01-01')"),
    CALL(SQL_TIMEDATE_ADD_INTERVALS, SQL_FN_TSI_MONTH, "TIMESTAMPADD(SQL_TSI_MONTH, 1, '2020-01-01')"),
    CALL(SQL_TIMEDATE_ADD_INTERVALS, SQL_FN_TSI_QUARTER, "TIMESTAMPADD(SQL_TSI_QUARTER, 1, '2020-01-01')"),
    CALL(SQL_TIMEDATE_ADD_INTERVALS, SQL_FN_TSI_YEAR, "TIMESTAMPADD(SQL_TSI_YEAR, 1, '2020-01-01')"),
    CALL(SQL_TIMEDATE_DIFF_INTERVALS, SQL_FN_TSI_FRAC_SECOND, "TIMESTAMPDIFF(SQL_TSI_FRAC_SECOND, '2020', '2021')"),
    CALL(SQL_TIMEDATE_DIFF_INTERVALS, SQL_FN_TSI_SECOND, "TIMESTAMPDIFF(SQL_TSI_SECOND, '2020-01-01', '2021-01-01')"),
    CALL(SQL_TIMEDATE_DIFF_INTERVALS, SQL_FN_TSI_MINUTE, "TIMESTAMPDIFF(SQL_TSI_MINUTE, '2020-01-01', '2021-01-01')"),
    CALL(SQL_TIMEDATE_DIFF_INTERVALS, SQL_FN_TSI_HOUR, "TIMESTAMPDIFF(SQL_TSI_HOUR, '2020-01-01', '2021-01-01')"),
    CALL(SQL_TIMEDATE_DIFF_INTERVALS, SQL_FN_TSI_DAY, "TIMESTAMPDIFF(SQL_TSI_DAY, '2020-01-01', '2021-01-01')"),
    CALL(SQL_TIMEDATE_DIFF_INTERVALS, SQL_FN_TSI_WEEK, "TIMESTAMPDIFF(SQL_TSI_WEEK, '2020-01-01', '2021-01-01')"),
    CALL(SQL_TIMEDATE_DIFF_INTERVALS, SQL_FN_TSI_MONTH, "TIMESTAMPDIFF(SQL_TSI_MONTH, '2020-01-01', '2021-01-01')"),
    CALL(SQL_TIMEDATE_DIFF_INTERVALS, SQL_FN_TSI_QUARTER, "TIMESTAMPDIFF(SQL_TSI_QUARTER, '2020-01-01', '2021-01-01')"),
    CALL(SQL_TIMEDATE_DIFF_INTERVALS, SQL_FN_TSI_YEAR, "TIMESTAMPDIFF(SQL_TSI_YEAR, '2020-01-01', '2021-01-01')"),
};

#undef CALL
#undef CLAIM

/// A type that CONVERT reads, with a value of it, or writes, with its bit.
struct Source {
  const char* name;
  SQLUSMALLINT type;
  const char* value;
};
struct Target {
  const char* name;
  SQLUINTEGER bit;
};

const Source sources[] = {
    {"BIGINT", SQL_CONVERT_BIGINT, "5000000000"},
    {"BINARY", SQL_CONVERT_BINARY, "x'3131'"},
    {"BIT", SQL_CONVERT_BIT, "1"},
    {"CHAR", SQL_CONVERT_CHAR, "'11'"},
    {"DATE", SQL_CONVERT_DATE, "{d '2020-02-03'}"},
    {"DECIMAL", SQL_CONVERT_DECIMAL, "1.5"},
    {"DOUBLE", SQL_CONVERT_DOUBLE, "1.5e0"},
    {"FLOAT", SQL_CONVERT_FLOAT, "1.5e0"},
    {"GUID", SQL_CONVERT_GUID, "{guid '00000000-0000-4000-8000-000000000000'}"},
    {"INTEGER", SQL_CONVERT_INTEGER, "5"},
    {"LONGVARBINARY", SQL_CONVERT_LONGVARBINARY, "x'3131'"},
    {"LONGVARCHAR", SQL_CONVERT_LONGVARCHAR, "'11'"},
    {"NUMERIC", SQL_CONVERT_NUMERIC, "1.5"},
    {"REAL", SQL_CONVERT_REAL, "1.5e0"},
    {"SMALLINT", SQL_CONVERT_SMALLINT, "5"},
    {"TIME", SQL_CONVERT_TIME, "{t '10:11:12'}"},
    {"TIMESTAMP", SQL_CONVERT_TIMESTAMP, "{ts '2020-02-03 10:11:12'}"},
    {"TINYINT", SQL_CONVERT_TINYINT, "5"},
    {"VARBINARY", SQL_CONVERT_VARBINARY, "x'3131'"},
    {"VARCHAR", SQL_CONVERT_VARCHAR, "'11'"},
    {"WCHAR", SQL_CONVERT_WCHAR, "'11'"},
    {"WLONGVARCHAR", SQL_CONVERT_WLONGVARCHAR, "'11'"},
    {"WVARCHAR", SQL_CONVERT_WVARCHAR, "'11'"},
};

const Target targets[] = {
    {"SQL_BIGINT", SQL_CVT_BIGINT},
    {"SQL_BINARY", SQL_CVT_BINARY},
    {"SQL_BIT", SQL_CVT_BIT},
    {"SQL_CHAR", SQL_CVT_CHAR},
    {"SQL_DATE", SQL_CVT_DATE},
    {"SQL_DECIMAL", SQL_CVT_DECIMAL},
    {"SQL_DOUBLE", SQL_CVT_DOUBLE},
    {"SQL_FLOAT", SQL_CVT_FLOAT},
    {"SQL_GUID", SQL_CVT_GUID},
    {"SQL_INTEGER", SQL_CVT_INTEGER},
    {"SQL_LONGVARBINARY", SQL_CVT_LONGVARBINARY},
    {"SQL_LONGVARCHAR", SQL_CVT_LONGVARCHAR},
    {"SQL_NUMERIC", SQL_CVT_NUMERIC},
    {"SQL_REAL", SQL_CVT_REAL},
    {"SQL_SMALLINT", SQL_CVT_SMALLINT},
    {"SQL_TIME", SQL_CVT_TIME},
    {"SQL_TIMESTAMP", SQL_CVT_TIMESTAMP},
    {"SQL_TINYINT", SQL_CVT_TINYINT},
    {"SQL_VARBINARY", SQL_CVT_VARBINARY},
    {"SQL_VARCHAR", SQL_CVT_VARCHAR},
    {"SQL_WCHAR", SQL_CVT_WCHAR},
    {"SQL_WLONGVARCHAR", SQL_CVT_WLONGVARCHAR},
    {"SQL_WVARCHAR", SQL_CVT_WVARCHAR},
    {"SQL_INTERVAL_DAY", SQL_CVT_INTERVAL_DAY_TIME},
    {"SQL_INTERVAL_MONTH", SQL_CVT_INTERVAL_YEAR_MONTH},
};

/// "one(1)two(1)…": a list of `count` pieces with their number in place of `#`.
std::string repeated(const std::string& piece, int count, const std::string& between) {
  std::string all;
  for (int number = 1; number <= count; ++number) {
    std::string one = piece;
    for (std::size_t at = 0; (at = one.find('#')) != std::string::npos;) one.replace(at, 1, std::to_string(number));
    all += (number == 1 ? "" : between) + one;
  }
  return all;
}

/// A query of exactly so many bytes.
std::string query_of_length(std::size_t length) {
  const std::string start = "SELECT '";
  return start + std::string(length - start.size() - 1, 'x') + "'";
}

void check(Claims& d1, std::span<const Claim> claims) {
  for (const Claim& claim : claims) {
    CAPTURE(claim.name);
    CAPTURE(claim.sql);
    const bool is_claimed = (d1.mask(claim.type) & claim.bit) == claim.bit;
    CHECK(d1.works(claim.sql) == is_claimed);
  }
}

}  // namespace

TEST_CASE_FIXTURE(Claims, "queries use what is claimed of them, and nothing else works") {
  check(*this, claims_of_queries);
}

TEST_CASE_FIXTURE(Claims, "definitions and changes use what is claimed of them") {
  check(*this, claims_of_definitions);
}

TEST_CASE_FIXTURE(Claims, "every scalar function that is claimed is translated, and no other is") {
  check(*this, claims_of_functions);
}

TEST_CASE_FIXTURE(Claims, "every conversion that is claimed is one that CONVERT writes and the engine runs") {
  for (const Source& source : sources) {
    CAPTURE(source.name);
    const SQLUINTEGER claimed = mask(source.type);
    std::string calls;
    for (const Target& target : targets) {
      if ((claimed & target.bit) == 0) continue;
      calls += (calls.empty() ? "" : ", ") + std::string("{fn CONVERT(") + source.value + ", " + target.name + ")}";
    }
    CHECK_FALSE(calls.empty());
    CHECK(works("SELECT " + calls));
  }
  // What no source claims as a target is not translated.
  for (const Target& target : targets) {
    CAPTURE(target.name);
    SQLUINTEGER claimed = 0;
    for (const Source& source : sources) claimed |= mask(source.type);
    CHECK(works(std::string("SELECT {fn CONVERT('11', ") + target.name + ")}") == ((claimed & target.bit) != 0));
  }
  CHECK(mask(SQL_CONVERT_INTERVAL_DAY_TIME) == 0);
  CHECK(mask(SQL_CONVERT_INTERVAL_YEAR_MONTH) == 0);
}

TEST_CASE_FIXTURE(Claims, "what is told of names is so") {
  CHECK(text(SQL_IDENTIFIER_QUOTE_CHAR) == "\"");
  CHECK(text(SQL_COLUMN_ALIAS) == "Y");
  CHECK(statement.value_of("SELECT alias FROM (SELECT x AS alias FROM claim_a WHERE id = 1)") == "10");
  CHECK(word(SQL_CORRELATION_NAME) == SQL_CN_ANY);
  CHECK(works("SELECT claim_a.x FROM claim_a AS claim_a"));
  CHECK(works("SELECT claim_b.x FROM claim_a AS claim_b"));
  // Found in any case, kept as written, quoted or not.
  CHECK(word(SQL_IDENTIFIER_CASE) == SQL_IC_MIXED);
  CHECK(word(SQL_QUOTED_IDENTIFIER_CASE) == SQL_IC_MIXED);
  REQUIRE(works("CREATE TABLE claim_C (MiXed INTEGER, \"QuOted\" INTEGER)"));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT mixed, \"quoted\" FROM CLAIM_c"));
  statement.close();
  CHECK(statement.value_of("SELECT group_concat(name) FROM pragma_table_info('claim_c')") == "MiXed,QuOted");
}

TEST_CASE_FIXTURE(Claims, "every special character may stand in a quoted name, and in no plain one") {
  for (const char character : text(SQL_SPECIAL_CHARACTERS)) {
    CAPTURE(character);
    const std::string name = std::string("a") + character + (character == '"' ? "\"" : "") + "b";
    CHECK(works("CREATE TABLE claim_c (\"" + name + "\" INTEGER)"));
    // A plain name ends there, or the text is none. (SQLite takes `$` inside a name; quoting such a name does no harm.)
    if (character == '$' || !works("CREATE TABLE claim_c (" + std::string("a") + character + "b INTEGER)")) continue;
    CHECK(statement.value_of("SELECT count(*) FROM pragma_table_info('claim_c') WHERE length(name) = 3") == "0");
  }
}

TEST_CASE_FIXTURE(Claims, "keywords may be names when they are quoted") {
  std::string words = text(SQL_KEYWORDS) + ",";
  std::string columns;
  int count = 0;
  for (std::size_t end = 0; (end = words.find(',')) != std::string::npos; words.erase(0, end + 1), ++count)
    columns += (columns.empty() ? "\"" : ", \"") + words.substr(0, end) + "\" INTEGER";
  CHECK(count > 50);
  CHECK(works("CREATE TABLE claim_c (" + columns + ")"));
}

TEST_CASE_FIXTURE(Claims, "what is told of order, groups and NULL is so") {
  CHECK(text(SQL_EXPRESSIONS_IN_ORDERBY) == "Y");
  CHECK(works("SELECT x FROM claim_a ORDER BY x + 1, length(s)"));
  CHECK(text(SQL_ORDER_BY_COLUMNS_IN_SELECT) == "N");
  CHECK(works("SELECT x FROM claim_a ORDER BY s"));
  CHECK(word(SQL_GROUP_BY) == SQL_GB_NO_RELATION);
  CHECK(works("SELECT x, s FROM claim_a GROUP BY id"));
  CHECK(word(SQL_NULL_COLLATION) == SQL_NC_LOW);
  CHECK(statement.value_of("SELECT id FROM claim_a ORDER BY x ASC") == "2");
  CHECK(statement.value_of("SELECT id FROM claim_a ORDER BY x DESC") == "3");
  CHECK(word(SQL_CONCAT_NULL_BEHAVIOR) == SQL_CB_NULL);
  CHECK(statement.value_of("SELECT 'a' || NULL") == "NULL");
  CHECK(word(SQL_NON_NULLABLE_COLUMNS) == SQL_NNC_NON_NULL);
  CHECK_FALSE(works("CREATE TABLE claim_c (x INTEGER NOT NULL); INSERT INTO claim_c VALUES (NULL)"));
  CHECK(text(SQL_COLLATION_SEQ) == "BINARY");
  CHECK(statement.value_of("SELECT 'a' = 'A'") == "0");
}

TEST_CASE_FIXTURE(Claims, "LIKE's escape character, integrity, procedures and batches are as told") {
  CHECK(text(SQL_LIKE_ESCAPE_CLAUSE) == "Y");
  CHECK(statement.value_of("SELECT 'a%b' LIKE 'a\\%b' {escape '\\'}") == "1");
  CHECK(statement.value_of("SELECT 'axb' LIKE 'a\\%b' {escape '\\'}") == "0");
  CHECK(text(SQL_INTEGRITY) == "Y");
  CHECK(
      works("CREATE TABLE claim_c (x INTEGER PRIMARY KEY REFERENCES claim_a (id), y INTEGER CHECK (y > 0) DEFAULT 5)"));
  CHECK(text(SQL_PROCEDURES) == "N");
  CHECK_FALSE(works("{call something(1)}"));
  CHECK(text(SQL_MULT_RESULT_SETS) == "Y");
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1; SELECT 2"));
  REQUIRE_SUCCESS(statement, SQLMoreResults(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == "2");
  statement.close();
  CHECK(mask(SQL_BATCH_ROW_COUNT) == SQL_BRC_EXPLICIT);
  REQUIRE_SUCCESS(statement, statement.execute("UPDATE claim_a SET x = 1; UPDATE claim_b SET y = 1"));
  CHECK(statement.row_count() == 3);
  REQUIRE_SUCCESS(statement, SQLMoreResults(statement));
  CHECK(statement.row_count() == 2);
}

TEST_CASE_FIXTURE(Claims, "the limits that are told are D1's: so much works, and one more does not") {
  struct Limit {
    const char* name;
    SQLUSMALLINT type;
    std::function<std::string(int)> sql;
  };
  const Limit limits[] = {
      {"SQL_MAX_COLUMNS_IN_SELECT", SQL_MAX_COLUMNS_IN_SELECT,
       [](int count) { return "SELECT " + repeated("# AS c#", count, ", "); }},
      {"SQL_MAX_COLUMNS_IN_TABLE", SQL_MAX_COLUMNS_IN_TABLE,
       [](int count) { return "CREATE TABLE claim_c (" + repeated("c# INTEGER", count, ", ") + ")"; }},
      {"SQL_MAX_COLUMNS_IN_ORDER_BY", SQL_MAX_COLUMNS_IN_ORDER_BY,
       [](int count) { return "SELECT x FROM claim_a ORDER BY " + repeated("x + #", count, ", "); }},
      {"SQL_MAX_COLUMNS_IN_GROUP_BY", SQL_MAX_COLUMNS_IN_GROUP_BY,
       [](int count) { return "SELECT count(*) FROM claim_a GROUP BY " + repeated("x + #", count, ", "); }},
      {"SQL_MAX_COLUMNS_IN_INDEX", SQL_MAX_COLUMNS_IN_INDEX,
       [](int count) {
         return "CREATE TABLE claim_c (x INTEGER); CREATE INDEX claim_i ON claim_c (" + repeated("x + #", count, ", ") +
                ")";
       }},
      {"SQL_MAX_TABLES_IN_SELECT", SQL_MAX_TABLES_IN_SELECT,
       [](int count) { return "SELECT 1 FROM " + repeated("claim_b b#", count, ", ") + " WHERE b1.id = -1"; }},
  };
  for (const Limit& limit : limits) {
    CAPTURE(limit.name);
    const int most = word(limit.type);
    REQUIRE(most > 0);
    CHECK(works(limit.sql(most)));
    CHECK_FALSE(works(limit.sql(most + 1)));
  }
  const SQLUINTEGER longest = mask(SQL_MAX_STATEMENT_LEN);
  CHECK(works(query_of_length(longest)));
  CHECK_FALSE(works(query_of_length(longest + 1)));
}

TEST_CASE_FIXTURE(Claims, "names as long as told can be made") {
  for (const SQLUSMALLINT type : {SQLUSMALLINT{SQL_MAX_COLUMN_NAME_LEN}, SQLUSMALLINT{SQL_MAX_TABLE_NAME_LEN},
                                  SQLUSMALLINT{SQL_MAX_IDENTIFIER_LEN}})
    CHECK(word(type) == 255);
  const std::string name(255, 'n');
  CHECK(works("CREATE TABLE claim_c (" + name + " INTEGER)"));
  statement.run("DROP TABLE IF EXISTS " + name);
  CHECK(works("CREATE TABLE " + name + " (x INTEGER); DROP TABLE " + name));
}

TEST_CASE_FIXTURE(Claims, "the level of ODBC 2 that is claimed has all its functions") {
  const SQLUSMALLINT level_2[] = {SQL_API_SQLBROWSECONNECT, SQL_API_SQLCOLUMNPRIVILEGES, SQL_API_SQLDESCRIBEPARAM,
                                  SQL_API_SQLEXTENDEDFETCH, SQL_API_SQLFOREIGNKEYS,      SQL_API_SQLMORERESULTS,
                                  SQL_API_SQLNATIVESQL,     SQL_API_SQLNUMPARAMS,        SQL_API_SQLPARAMOPTIONS,
                                  SQL_API_SQLPRIMARYKEYS,   SQL_API_SQLPROCEDURECOLUMNS, SQL_API_SQLPROCEDURES,
                                  SQL_API_SQLSETPOS,        SQL_API_SQLSETSCROLLOPTIONS, SQL_API_SQLTABLEPRIVILEGES};
  CHECK(word(SQL_ODBC_API_CONFORMANCE) == SQL_OAC_LEVEL2);
  for (const SQLUSMALLINT id : level_2) {
    CAPTURE(id);
    SQLUSMALLINT supported = SQL_FALSE;
    REQUIRE_SUCCESS(connection, SQLGetFunctions(connection, id, &supported));
    CHECK(supported == SQL_TRUE);
  }
}
