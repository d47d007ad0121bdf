// Owns: tests of error/sqlstate. Never: which call gives which state.
#include "error/sqlstate.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace d1odbc;

namespace {

constexpr State all_states[] = {
#define D1ODBC_STATE(name, odbc3, odbc2, meaning) State::name,
    D1ODBC_SQLSTATES(D1ODBC_STATE)
#undef D1ODBC_STATE
};

}  // namespace

TEST_CASE("every SQLSTATE has five characters in both versions and a meaning, and none comes twice") {
  std::set<std::string_view> seen;
  for (const State state : all_states) {
    const StateFacts& facts = facts_of(state);
    CAPTURE(facts.code);
    CHECK(facts.code.size() == 5);
    CHECK(facts.odbc2_code.size() == 5);
    CHECK_FALSE(facts.meaning.empty());
    CHECK(seen.insert(facts.code).second);
  }
}

TEST_CASE("an ODBC 2 application sees the codes of the reference's table of mappings") {
  struct Row {
    State state;
    std::string_view odbc3, odbc2;
  };
  const Row rows[] = {
      {State::CursorOperationConflict, "01001", "01001"},
      {State::NotACursorSpecification, "07005", "24000"},
      {State::InvalidDescriptorIndex, "07009", "S1002"},
      {State::InvalidDatetimeFormat, "22007", "22008"},
      {State::InvalidCharacterValue, "22018", "22005"},
      {State::SyntaxOrAccess, "42000", "37000"},
      {State::TableExists, "42S01", "S0001"},
      {State::TableNotFound, "42S02", "S0002"},
      {State::IndexExists, "42S11", "S0011"},
      {State::IndexNotFound, "42S12", "S0012"},
      {State::ColumnExists, "42S21", "S0021"},
      {State::ColumnNotFound, "42S22", "S0022"},
      {State::GeneralError, "HY000", "S1000"},
      {State::MemoryAllocation, "HY001", "S1001"},
      {State::InvalidCType, "HY003", "S1003"},
      {State::OperationCanceled, "HY008", "S1008"},
      {State::InvalidNullPointer, "HY009", "S1009"},
      {State::FunctionSequence, "HY010", "S1010"},
      {State::StatementNotPrepared, "HY007", "S1010"},
      {State::ServerDeclinedCancel, "HY018", "70100"},
      {State::NonCharacterDataInPieces, "HY019", "22003"},
      {State::InvalidAttributeValue, "HY024", "S1009"},
      {State::InvalidBufferLength, "HY090", "S1090"},
      {State::InvalidAttribute, "HY092", "S1092"},
      {State::FetchTypeOutOfRange, "HY106", "S1106"},
      {State::NotImplemented, "HYC00", "S1C00"},
      {State::Timeout, "HYT00", "S1T00"},
      // Not in the table of mappings: ODBC 2 knew the state under the same code.
      {State::DuplicateCursorName, "3C000", "3C000"},
      {State::CommunicationLinkFailure, "08S01", "08S01"},
      {State::NumericOutOfRange, "22003", "22003"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.odbc3);
    CHECK(facts_of(row.state).code == row.odbc3);
    CHECK(facts_of(row.state).odbc2_code == row.odbc2);
  }
}

TEST_CASE("only class 01 is a warning") {
  CHECK(is_warning(State::GeneralWarning));
  CHECK(is_warning(State::StringTruncated));
  CHECK(is_warning(State::FractionalTruncation));
  CHECK_FALSE(is_warning(State::CountFieldIncorrect));
  CHECK_FALSE(is_warning(State::StringTooLong));
  CHECK_FALSE(is_warning(State::FunctionNotSupported));
}
