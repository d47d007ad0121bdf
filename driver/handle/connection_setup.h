// Owns: what a connection's settings mean for its client, trace and types. Never: opens connections.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string_view>

#include "config/settings.h"
#include "d1/client.h"
#include "execute/lossless.h"
#include "log/trace.h"
#include "value/column_type.h"

namespace d1odbc {

/// Whether the application called an ANSI or a wide function to connect: it decides how text columns are described.
enum class TextKind { Narrow, Wide };

/// Whether a text is a UUID: what D1 calls a database by in its paths.
[[nodiscard]] bool is_uuid(std::string_view text);

/// Where requests go and with what. Throws HY024 for an endpoint or proxy that cannot be used.
[[nodiscard]] ClientSettings client_settings(const Settings& settings);

/// The trace the settings ask for, its secrets hidden; off when they ask for none. Throws HY000 when it cannot be
/// opened.
[[nodiscard]] Trace open_trace(const Settings& settings);

[[nodiscard]] TypeOptions type_options(const Settings& settings, TextKind text);

[[nodiscard]] Lossless lossless_reading(const Settings& settings);

/// Throws what SQLDriverConnect answers when the settings do not suffice for a completion mode: 08001 with the names
/// that are missing, IM008 where a dialog was asked for, HY110 for an unknown mode.
void require_complete(const Settings& settings, SQLUSMALLINT completion);

}  // namespace d1odbc
