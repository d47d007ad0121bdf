// Owns: tests of error/sqlstate. Never: which call gives which state.
#include "error/sqlstate.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>

using namespace d1odbc;

namespace {

constexpr State all_states[] = {
#define D1ODBC_STATE(name, odbc3, odbc2, origin, meaning) State::name,
    D1ODBC_SQLSTATES(D1ODBC_STATE)
#undef D1ODBC_STATE
};

}  // namespace

TEST_CASE("every SQLSTATE has five characters in both versions and a meaning, and no row comes twice") {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const State state : all_states) {
    const StateFacts& facts = facts_of(state);
    CAPTURE(facts.code);
    CHECK(facts.code.size() == 5);
    CHECK(facts.odbc2_code.size() == 5);
    CHECK_FALSE(facts.meaning.empty());
    CHECK(seen.insert({facts.code, facts.odbc2_code}).second);
  }
}

TEST_CASE("an ODBC 2 application sees the codes of the reference's table of mappings") {
  struct Row {
    State state;
    std::string_view odbc3, odbc2;
  };
  const Row rows[] = {
      {State::CursorOperationConflict, "01001", "01S03"},
      {State::NotACursorSpecification, "07005", "24000"},
      {State::InvalidDescriptorIndex, "07009", "S1002"},
      {State::InvalidParameterNumber, "07009", "S1093"},
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
      {State::ReadOnlyCursor, "HY092", "S1009"},
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

TEST_CASE("a state that is not in the table of mappings keeps its class for ODBC 2, or takes S1 for HY") {
  const std::set<std::string_view> mapped = {"01001", "07002", "07005", "07009", "22007", "22018", "42000",
                                             "42S01", "42S02", "42S11", "42S12", "42S21", "42S22", "HY007",
                                             "HY018", "HY019", "HY024", "HY092", "HYT01"};
  for (const State state : all_states) {
    const StateFacts& facts = facts_of(state);
    if (mapped.contains(facts.code)) continue;
    CAPTURE(facts.code);
    const std::string old_code =
        facts.code.starts_with("HY") ? "S1" + std::string(facts.code.substr(2)) : std::string(facts.code);
    CHECK(facts.odbc2_code == old_code);
  }
}

TEST_CASE("the subclasses that ODBC defines are those of SQLGetDiagField's list, and others with S or of ODBC 3.8") {
  const std::set<std::string_view> of_odbc = {
      "01S00", "01S01", "01S02", "01S06", "01S07", "07S01", "08S01", "21S01", "21S02", "25S01", "25S02", "25S03",
      "42S01", "42S02", "42S11", "42S12", "42S21", "42S22", "HY095", "HY097", "HY098", "HY099", "HY100", "HY101",
      "HY105", "HY107", "HY109", "HY110", "HY111", "HYT00", "HYT01", "IM001", "IM002", "IM007", "IM008",
      // not in the list, which says "include"
      "01S08", "01S09", "HY114", "HY115", "HY117", "HY118", "IM009"};
  for (const State state : all_states) {
    const StateFacts& facts = facts_of(state);
    CAPTURE(facts.code);
    CHECK((facts.subclass_origin == StateOrigin::Odbc) == of_odbc.contains(facts.code));
  }
}

TEST_CASE("transaction failures are class 40, 08007 and those of 25S that end a transaction unasked") {
  for (const State state : all_states) {
    const std::string_view code = facts_of(state).code;
    CAPTURE(code);
    const bool expected =
        code == "40001" || code == "40002" || code == "40003" || code == "08007" || code == "25S01" || code == "25S03";
    CHECK(is_transaction_failure(state) == expected);
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
