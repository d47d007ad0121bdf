// Owns: tests of error/diagnostics. Never: how records are read by an application.
#include "error/diagnostics.h"

#include <doctest/doctest.h>

using namespace d1odbc;

namespace {

DiagnosticRecord record(State state, std::int64_t row, std::string text) {
  return {.state = state, .text = std::move(text), .row = row};
}

std::string order_of(const Diagnostics& diagnostics) {
  std::string order;
  for (const DiagnosticRecord& each : diagnostics.records()) order += each.text;
  return order;
}

}  // namespace

TEST_CASE("records are ordered by row first, then transaction failures, errors, warnings") {
  // SQLGetDiagField, "Sequence of Status Records": unknown row (-2), no row (-1), then row by row; in a row by rank.
  Diagnostics diagnostics;
  diagnostics.add(record(State::NumericOutOfRange, 2, "f"));
  diagnostics.add(record(State::StringTruncated, 1, "e"));
  diagnostics.add(record(State::FractionalTruncation, 2, "g"));
  diagnostics.add(record(State::InvalidCharacterValue, 1, "d"));
  diagnostics.add(record(State::GeneralWarning, DiagnosticRecord::no_row, "c"));
  diagnostics.add(record(State::GeneralError, DiagnosticRecord::no_row, "b"));
  diagnostics.add(record(State::GeneralWarning, DiagnosticRecord::unknown_row, "a"));
  diagnostics.add(record(State::TransactionStateUnknown, DiagnosticRecord::no_row, "B"));
  diagnostics.add(record(State::ConstraintRolledBack, 2, "F"));
  CHECK(order_of(diagnostics) == "aBbcdeFfg");
}

TEST_CASE("records of the same rank keep the order in which they came") {
  Diagnostics diagnostics;
  for (const char* text : {"1", "2", "3"}) diagnostics.add(State::StringTruncated, text);
  CHECK(order_of(diagnostics) == "123");
}

TEST_CASE("an error is seen wherever it stands") {
  Diagnostics diagnostics;
  CHECK_FALSE(diagnostics.has_error());
  diagnostics.add(record(State::StringTruncated, 1, "w"));
  CHECK_FALSE(diagnostics.has_error());
  diagnostics.add(record(State::NumericOutOfRange, 2, "e"));
  CHECK(diagnostics.has_error());
}

TEST_CASE("an error of the data source names it as the origin") {
  Diagnostics diagnostics;
  diagnostics.add(OdbcError::from_source(State::TableNotFound, 7500, "no such table: t"));
  diagnostics.add(OdbcError(State::GeneralError, "own"));
  REQUIRE(diagnostics.size() == 2);
  CHECK(diagnostics.records()[0].from_data_source);
  CHECK(diagnostics.records()[0].native_code == 7500);
  CHECK(diagnostics.records()[0].row == DiagnosticRecord::no_row);
  CHECK_FALSE(diagnostics.records()[1].from_data_source);
}

TEST_CASE("dropping the first record of none does nothing") {
  Diagnostics diagnostics;
  diagnostics.drop_first();
  CHECK(diagnostics.empty());
  diagnostics.add(State::GeneralError, "a");
  diagnostics.add(State::GeneralError, "b");
  diagnostics.drop_first();
  CHECK(order_of(diagnostics) == "b");
  diagnostics.clear();
  CHECK(diagnostics.empty());
}
