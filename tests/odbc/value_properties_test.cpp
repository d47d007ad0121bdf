// Owns: that random values of each type, written by one array insert and read by one SELECT, are as each C type what
// the model of appendix D says. Never: what the model is.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

#include "random_values.h"
#include "test_servers.h"

using model::CType;
using model::Sample;
using model::Stored;
using servers::Connected;

namespace {

constexpr std::size_t value_count = 10'000;
// A manager takes every record of a fetch into a list that it searches from its start.
constexpr std::size_t rowset = 200;
constexpr std::size_t first_values = 1000;
constexpr std::size_t large_text = 610;  // characters of the longest value: 300 bytes as hexadecimal digits
constexpr std::size_t small_text = 12;   // cuts most texts, some numbers, and the fractions of timestamps
constexpr char untouched = '\x5A';

/// The size of a buffer for `characters` of a C type of variable length, else of its value.
std::size_t capacity_of(const CType& c_type, std::size_t characters) {
  if (c_type.size != 0) return c_type.size;
  return characters * (c_type.form == model::Form::Wide ? sizeof(SQLWCHAR) : 2);
}

struct Properties : Connected {
  /// Writes all values and opens a scrollable cursor over them.
  void write(Sample& sample) {
    statement.run("DROP TABLE IF EXISTS properties");
    statement.run(std::string("CREATE TABLE properties (id INTEGER PRIMARY KEY, v ") + sample.declaration + ")");
    application::Statement writer(connection);
    writer.set(SQL_ATTR_PARAMSET_SIZE, sample.stored.size());
    REQUIRE_SUCCESS(
        writer, SQLBindParameter(writer, 1, SQL_PARAM_INPUT, sample.c_type, sample.sql_type, 300, 4,
                                 sample.parameters.data(), static_cast<SQLLEN>(sample.size), sample.lengths.data()));
    servers::reset_counts();
    REQUIRE_SUCCESS(writer, writer.execute("INSERT INTO properties (v) VALUES (?)"));
    CHECK(servers::counts().requests == 1);
    CHECK(writer.row_count() == static_cast<SQLLEN>(sample.stored.size()));
  }

  void open() {
    statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    REQUIRE_SUCCESS(statement, statement.execute("SELECT v FROM properties ORDER BY id"));
  }
};

}  // namespace

namespace {

/// The rows of an open result as one C type, a rowset at a time, compared with the model.
class Reading {
 public:
  Reading(application::Statement& statement, const Sample& sample, const CType& c_type, std::size_t characters)
      : statement_(statement),
        sample_(sample),
        c_type_(c_type),
        capacity_(capacity_of(c_type, characters)),
        memory_(capacity_ * rowset),
        lengths_(rowset),
        status_(rowset) {}

  /// What differs in the first `count` values, "" when nothing does; the first difference only.
  std::string compare(std::size_t count) {
    statement_.set(SQL_ATTR_ROW_ARRAY_SIZE, rowset);
    statement_.set_place(SQL_ATTR_ROW_STATUS_PTR, status_.data());
    REQUIRE_SUCCESS(statement_, SQLBindCol(statement_, 1, c_type_.code, memory_.data(), static_cast<SQLLEN>(capacity_),
                                           lengths_.data()));
    for (std::size_t first = 0; first < count && difference_.empty(); first += rowset) {
      compare_rowset(first);
    }
    REQUIRE_SUCCESS(statement_, SQLFreeStmt(statement_, SQL_UNBIND));
    return difference_;
  }

 private:
  void compare_rowset(std::size_t first) {
    std::ranges::fill(memory_, untouched);
    std::ranges::fill(lengths_, -9);
    const SQLRETURN code = SQLFetchScroll(statement_, SQL_FETCH_ABSOLUTE, static_cast<SQLLEN>(first + 1));
    REQUIRE(code != SQL_INVALID_HANDLE);
    read_states();
    bool any_state = false;
    bool all_errors = true;
    for (std::size_t row = 0; row < rowset && difference_.empty(); ++row) {
      compare_row(first + row, row);
      any_state = any_state || status_[row] != SQL_ROW_SUCCESS;
      all_errors = all_errors && status_[row] == SQL_ROW_ERROR;
    }
    const SQLRETURN wanted = all_errors ? SQL_ERROR : any_state ? SQL_SUCCESS_WITH_INFO : SQL_SUCCESS;
    if (difference_.empty() && code != wanted) difference_ = "the fetch returns " + std::to_string(code);
  }

  /// The SQLSTATE of each row of the rowset, "" for none. Records are sorted by row, and a row has one, so only the
  /// row number of the last is asked for.
  void read_states() {
    states_.assign(rowset, "");
    SQLSMALLINT number = 0;
    SQLLEN last_row = 0;
    for (std::size_t row = 0; row < rowset; ++row) {
      if (status_[row] == SQL_ROW_SUCCESS) continue;
      states_[row] = state_of_record(++number);
      last_row = static_cast<SQLLEN>(row) + 1;
    }
    if (!state_of_record(static_cast<SQLSMALLINT>(number + 1)).empty())
      difference_ = "there are more records than rows";
    SQLLEN told = 0;
    if (number > 0)
      SQLGetDiagField(SQL_HANDLE_STMT, statement_, number, SQL_DIAG_ROW_NUMBER, &told, sizeof told, nullptr);
    if (told != last_row) difference_ = "the last record is of row " + std::to_string(told);
  }

  std::string state_of_record(SQLSMALLINT number) const {
    std::array<SQLCHAR, 64> state{};  // iODBC tells the driver a quarter of it
    const SQLRETURN code = SQLGetDiagField(SQL_HANDLE_STMT, statement_, number, SQL_DIAG_SQLSTATE, state.data(),
                                           static_cast<SQLSMALLINT>(state.size()), nullptr);
    return SQL_SUCCEEDED(code) ? reinterpret_cast<const char*>(state.data()) : "";
  }

  void compare_row(std::size_t index, std::size_t row) {
    const Stored& stored = sample_.stored[index];
    if (std::holds_alternative<std::monostate>(stored)) {
      if (lengths_[row] != SQL_NULL_DATA || status_[row] != SQL_ROW_SUCCESS) differ(index, row, "NULL");
      return;
    }
    const auto wanted = model::expected(stored, sample_.described, c_type_, capacity_);
    if (!wanted) return;
    const bool is_error = !wanted->state.empty() && !wanted->state.starts_with("01");
    const SQLUSMALLINT status = is_error                ? SQL_ROW_ERROR
                                : wanted->state.empty() ? SQL_ROW_SUCCESS
                                                        : SQL_ROW_SUCCESS_WITH_INFO;
    if (status_[row] != status || states_[row] != wanted->state) {
      differ(index, row, "state " + wanted->state);
    } else if (!is_error && lengths_[row] != wanted->length) {
      differ(index, row, "length " + std::to_string(wanted->length));
    } else if (!is_error && memory_at(row, wanted->memory.size()) != wanted->memory) {
      differ(index, row, "memory " + shown(wanted->memory));
    }
  }

  std::string memory_at(std::size_t row, std::size_t size) const {
    std::string memory(memory_.data() + row * capacity_, size);
    model::clear_unused(c_type_, memory);
    return memory;
  }

  static std::string shown(const std::string& bytes) {
    std::string text;
    for (const char byte : bytes) {
      std::array<char, 4> digits{};
      std::snprintf(digits.data(), digits.size(), "%02X", static_cast<unsigned char>(byte));
      text += digits.data();
    }
    return text;
  }

  void differ(std::size_t index, std::size_t row, const std::string& wanted) {
    difference_ = "row " + std::to_string(index + 1) + " of " + sample_.declaration + " as " + c_type_.name + " in " +
                  std::to_string(capacity_) + " bytes: wanted " + wanted + ", got status " +
                  std::to_string(status_[row]) + " state " + states_[row] + " length " + std::to_string(lengths_[row]) +
                  " memory " + shown(memory_at(row, std::min<std::size_t>(capacity_, 64)));
  }

  application::Statement& statement_;
  const Sample& sample_;
  const CType& c_type_;
  std::size_t capacity_;
  std::vector<char> memory_;
  std::vector<SQLLEN> lengths_;
  std::vector<SQLUSMALLINT> status_;
  std::vector<std::string> states_;
  std::string difference_;
};

/// A pair that the table does not have is refused for the first value that is not NULL.
void expect_no_pair(application::Statement& statement, const CType& c_type, SQLLEN row) {
  std::array<char, 64> memory{};
  SQLLEN length = 0;
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, 1);
  statement.set_place(SQL_ATTR_ROW_STATUS_PTR, nullptr);
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, c_type.code, memory.data(), memory.size(), &length));
  EXPECT("ERROR 07006", statement, SQLFetchScroll(statement, SQL_FETCH_ABSOLUTE, row));
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_UNBIND));
}

/// How many values are read as a C type where records come of it: with a manager the first. Of the older names of
/// integers and of intervals with several fields, which share their code with others, the first everywhere.
std::size_t values_as(const CType& c_type) {
  const bool is_older_name = c_type.code == SQL_C_TINYINT || c_type.code == SQL_C_SHORT || c_type.code == SQL_C_LONG;
  const bool is_all =
      application::manager() == application::Manager::None && !is_older_name && c_type.first == c_type.last;
  return is_all ? value_count : first_values;
}

void check(Properties& properties, Sample sample) {
  properties.write(sample);
  properties.open();
  std::size_t first = 0;
  while (std::holds_alternative<std::monostate>(sample.stored[first])) ++first;
  for (const CType& c_type : model::c_types()) {
    CAPTURE(c_type.name);
    if (!model::has_pair(sample.described, c_type)) {
      expect_no_pair(properties.statement, c_type, static_cast<SQLLEN>(first + 1));
      continue;
    }
    const bool is_whole = c_type.size == 0;
    const std::size_t most = values_as(c_type);
    CHECK(Reading(properties.statement, sample, c_type, large_text).compare(is_whole ? value_count : most) == "");
    if (is_whole) CHECK(Reading(properties.statement, sample, c_type, small_text).compare(most) == "");
  }
}

}  // namespace

TEST_CASE_FIXTURE(Properties, "random integers are exact as every C type") {
  check(*this, model::integers(value_count));
}

TEST_CASE_FIXTURE(Properties, "random doubles are exact as every C type") { check(*this, model::doubles(value_count)); }

TEST_CASE_FIXTURE(Properties, "random texts are exact as every C type") { check(*this, model::texts(value_count)); }

TEST_CASE_FIXTURE(Properties, "random blobs are exact as every C type") { check(*this, model::blobs(value_count)); }

TEST_CASE_FIXTURE(Properties, "random dates are exact as every C type") { check(*this, model::dates(value_count)); }

TEST_CASE_FIXTURE(Properties, "random timestamps are exact as every C type") {
  check(*this, model::timestamps(value_count));
}

TEST_CASE_FIXTURE(Properties, "random decimals are exact as every C type") {
  check(*this, model::decimals(value_count));
}

TEST_CASE_FIXTURE(Properties, "random booleans are exact as every C type") {
  check(*this, model::booleans(value_count));
}

TEST_CASE_FIXTURE(Properties, "random GUIDs are exact as every C type") { check(*this, model::guids(value_count)); }
