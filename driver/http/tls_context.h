// Owns: what is trusted: OpenSSL contexts made from trust settings. Never: a connection, a host name.
#pragma once

#include <openssl/types.h>

#include <memory>
#include <string>

struct ssl_session_st;  // SSL_SESSION, which <openssl/types.h> leaves out

namespace d1odbc {

using TlsContext = std::shared_ptr<SSL_CTX>;
using TlsSession = std::shared_ptr<ssl_session_st>;

/// Makes a client context: TLS 1.2 or newer, peer verified, ALPN http/1.1, trusting the certificates in `ca_file` (PEM)
/// and nothing else, or the system's store when it is "". A certificate in `ca_file` is trusted even when it is not
/// self-signed. New session tickets go to the TlsStream of the connection that got them.
/// Throws HttpFailure Certificate when the file cannot be used or the system has no store.
[[nodiscard]] TlsContext make_tls_context(const std::string& ca_file);

/// The oldest entry of this thread's OpenSSL error queue in words, and empties the queue; "" when there is none.
[[nodiscard]] std::string take_tls_error();

}  // namespace d1odbc
