// Owns: the text of a request's head. Never: sends it; shows a header's value in a text.
#pragma once

#include <string>

#include "http/exchange.h"

namespace d1odbc {

/// Request line and headers, up to and with the empty line. Host, Connection and Content-Length are written here;
/// Accept and Accept-Encoding too, unless the caller has its own. Holds the Authorization header: never trace it.
/// Throws OdbcError HY024, without the value, for a header that holds CR, LF, NUL or another control character, that is
/// written here, or whose name is no token; and for a method or target with a blank or a control character.
[[nodiscard]] std::string request_head(const Url& endpoint, const HttpRequest& request);

}  // namespace d1odbc
