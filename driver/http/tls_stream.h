// Owns: one TLS session as bytes in, bytes out. Never: a socket, a wait.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "http/tls_context.h"

namespace d1odbc {

/// A TLS client that is given what the network brought and says what to send. It verifies that the peer's certificate
/// is for `host` (a name, or an IP address that must be a subject alternative name).
class TlsStream {
 public:
  /// `resume` may be null. Sends the host in clear (SNI) only when it is a name.
  TlsStream(TlsContext context, std::string host, const TlsSession& resume);
  ~TlsStream();
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;

  /// Bytes from the network.
  void feed(std::string_view wire);

  /// Bytes for the network: send all, then call `output_sent`. The view lives until the next call of another member.
  [[nodiscard]] std::string_view output();
  void output_sent();

  /// Goes on with the handshake; true when it is done. Before waiting for more, the output must be sent.
  /// Throws HttpFailure Certificate with the reason in words, or Tls.
  [[nodiscard]] bool handshake();

  /// Turns text into output. Only after the handshake.
  void encrypt(std::string_view text);

  enum class Read { Bytes, NeedMore, Closed };
  /// Takes what of the fed bytes is text. `Closed` only for a proper close_notify. Throws HttpFailure Lost.
  Read decrypt(std::span<char> buffer, std::size_t& count);

  /// The newest session ticket that was received, once; null when there is none.
  [[nodiscard]] TlsSession take_session();
  [[nodiscard]] bool resumed() const;

  /// For the context's callback: takes over the reference when the stream is one of ours.
  static bool keep_session(SSL* ssl, ssl_session_st* session);

 private:
  void expect_host();
  [[noreturn]] void fail_handshake(int ssl_error);

  TlsContext context_;
  std::string host_;
  std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
  BIO* from_network_ = nullptr;  // owned by ssl_
  BIO* to_network_ = nullptr;    // owned by ssl_
  TlsSession session_;
};

}  // namespace d1odbc
