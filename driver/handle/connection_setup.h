// Owns: what a connection's settings mean: its client, session, time to log in, trace and types. Never: keeps them.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "config/settings.h"
#include "d1/client.h"
#include "execute/lossless.h"
#include "execute/session.h"
#include "handle/connection_link.h"
#include "log/trace.h"
#include "value/column_type.h"

namespace d1odbc {

/// Whether the application called an ANSI or a wide function to connect: it decides how text columns are described.
enum class TextKind { Narrow, Wide };

/// Whether a text is a UUID: what D1 calls a database by in its paths.
[[nodiscard]] bool is_uuid(std::string_view text);

/// The time that one login has over all its requests together.
class LoginTime {
 public:
  /// Runs from here on. `limit` zero: without limit. `silence`: SQL_ATTR_CONNECTION_TIMEOUT.
  LoginTime(std::chrono::seconds limit, std::chrono::seconds silence);

  /// For the next request.
  [[nodiscard]] Deadlines left() const;

 private:
  std::chrono::seconds limit_;
  std::chrono::seconds silence_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Where requests go and with what. Throws HY024 for an endpoint or proxy that cannot be used.
[[nodiscard]] ClientSettings client_settings(const Settings& settings);

/// A client without a database, whose requests are noted in `link`. Throws as client_settings, and 28000 for a token
/// that cannot be sent.
[[nodiscard]] Client watched_client(const Settings& settings, const std::shared_ptr<ConnectionLink>& link);

/// The session of one database, its schema loaded: one request for a UUID, two for a name. Throws what Client throws:
/// 08004 when there is no such database.
[[nodiscard]] std::shared_ptr<Session> open_session(const Client& client, const std::string& database,
                                                    const Settings& settings, TextKind text, const LoginTime& time);

/// The trace the settings ask for, its secrets hidden; off when they ask for none. Throws HY000 when it cannot be
/// opened.
[[nodiscard]] Trace open_trace(const Settings& settings);

[[nodiscard]] TypeOptions type_options(const Settings& settings, TextKind text);

[[nodiscard]] Lossless lossless_reading(const Settings& settings);

/// Throws what SQLDriverConnect answers when the settings do not suffice for a completion mode: 08001 with the names
/// that are missing, IM008 where a dialog was asked for, HY110 for an unknown mode.
void require_complete(const Settings& settings, SQLUSMALLINT completion);

}  // namespace d1odbc
