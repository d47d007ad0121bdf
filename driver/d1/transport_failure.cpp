// Owns: what a failed exchange means: SQLSTATE, text, whether it may go again: one table. Never: D1's own errors.
#include "d1/transport_failure.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace d1odbc {

namespace {

using Kind = HttpFailure::Kind;

struct Row {
  Kind kind;
  State before;  // while nothing of the request had left
  State after;
  Trouble trouble_before;
  Trouble trouble_after;
  std::string_view hint;
};

// A handshake that trust ended, a refusing proxy or a wrong address will end the same way the next time.
constexpr std::array rows{
    Row{Kind::Resolve, State::UnableToConnect, State::CommunicationLinkFailure, Trouble::NotSent, Trouble::Transient,
        "Check Endpoint, and that this machine can resolve names."},
    Row{Kind::Connect, State::UnableToConnect, State::CommunicationLinkFailure, Trouble::NotSent, Trouble::Transient,
        ""},
    Row{Kind::Tls, State::UnableToConnect, State::CommunicationLinkFailure, Trouble::NotSent, Trouble::Transient, ""},
    Row{Kind::Certificate, State::UnableToConnect, State::CommunicationLinkFailure, Trouble::Final, Trouble::Unclear,
        "If the endpoint's authority is your own, name its file with CAFile."},
    Row{Kind::Proxy, State::UnableToConnect, State::CommunicationLinkFailure, Trouble::Final, Trouble::Unclear,
        "Check the keyword Proxy with its user and password."},
    Row{Kind::NotLoopback, State::UnableToConnect, State::CommunicationLinkFailure, Trouble::Final, Trouble::Unclear,
        "Use https:// in Endpoint."},
    Row{Kind::ConnectTimeout, State::Timeout, State::Timeout, Trouble::Final, Trouble::Unclear, ""},
    Row{Kind::Timeout, State::Timeout, State::Timeout, Trouble::Final, Trouble::Unclear, ""},
    Row{Kind::Cancelled, State::OperationCanceled, State::OperationCanceled, Trouble::Final, Trouble::Unclear, ""},
    Row{Kind::Lost, State::UnableToConnect, State::CommunicationLinkFailure, Trouble::NotSent, Trouble::Transient, ""},
};

const Row& row_of(Kind kind) noexcept {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.kind == kind; });
  return found != rows.end() ? *found : rows.back();
}

}  // namespace

OdbcError error_of_exchange(const HttpFailure& failure) {
  const Row& row = row_of(failure.kind());
  const State state = failure.request_left() ? row.after : row.before;
  if (row.hint.empty()) return OdbcError{state, "{}", failure.text()};
  return OdbcError{state, "{}{} {}", failure.text(), failure.text().ends_with('.') ? "" : ".", row.hint};
}

Trouble trouble_of_exchange(const HttpFailure& failure) noexcept {
  const Row& row = row_of(failure.kind());
  return failure.request_left() ? row.trouble_after : row.trouble_before;
}

}  // namespace d1odbc
