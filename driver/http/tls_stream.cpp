// Owns: one TLS session as bytes in, bytes out. Never: a socket, a wait.
#include "http/tls_stream.h"

#include <fmt/core.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <new>
#include <utility>

#include "http/address.h"
#include "http/exchange.h"

namespace d1odbc {
namespace {

using Kind = HttpFailure::Kind;

// What the user can do about a certificate that is not trusted.
struct Advice {
  int verify_result;
  std::string_view text;
};
constexpr std::string_view name_the_ca =
    " If a company's proxy or a test server signs its own certificates, name the file with its CA certificate in "
    "CAFile.";
constexpr std::string_view check_clock = " Check this computer's date and time, or renew the server's certificate.";
constexpr Advice advices[] = {
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, name_the_ca},
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, name_the_ca},
    {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, name_the_ca},
    {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, name_the_ca},
    {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, name_the_ca},
    {X509_V_ERR_CERT_HAS_EXPIRED, check_clock},
    {X509_V_ERR_CERT_NOT_YET_VALID, check_clock},
};

std::string_view advice_for(long verify_result) {
  const auto* found = std::ranges::find(advices, verify_result, &Advice::verify_result);
  return found != std::end(advices) ? found->text : "";
}

std::string certificate_text(const std::string& host, long verify_result) {
  if (verify_result == X509_V_ERR_HOSTNAME_MISMATCH || verify_result == X509_V_ERR_IP_ADDRESS_MISMATCH) {
    return fmt::format("The certificate the server showed is not for {}: {}.", host,
                       X509_verify_cert_error_string(verify_result));
  }
  return fmt::format("The certificate of {} is not trusted: {}.{}", host, X509_verify_cert_error_string(verify_result),
                     advice_for(verify_result));
}

std::string_view handshake_advice(int reason) {
  switch (reason) {
    case SSL_R_WRONG_VERSION_NUMBER:
      return " The server does not speak TLS on this port.";
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
      return " The server offers neither TLS 1.2 nor TLS 1.3.";
    default:
      return "";
  }
}

}  // namespace

TlsStream::TlsStream(TlsContext context, std::string host, const TlsSession& resume)
    : context_(std::move(context)), host_(std::move(host)), ssl_(SSL_new(context_.get()), &SSL_free) {
  if (!ssl_) throw std::bad_alloc();
  from_network_ = BIO_new(BIO_s_mem());
  to_network_ = BIO_new(BIO_s_mem());
  if (from_network_ == nullptr || to_network_ == nullptr) {
    BIO_free(from_network_);
    BIO_free(to_network_);
    throw std::bad_alloc();
  }
  BIO_set_mem_eof_return(from_network_, -1);  // empty means "wait", not "ended"
  SSL_set_bio(ssl_.get(), from_network_, to_network_);
  SSL_set_app_data(ssl_.get(), this);
  SSL_set_connect_state(ssl_.get());
  expect_host();
  if (resume) SSL_set_session(ssl_.get(), resume.get());
  ERR_clear_error();
}

TlsStream::~TlsStream() {
  // Nothing is sent, but the session counts as properly ended: else OpenSSL would forbid resuming it (SSL_free).
  SSL_set_shutdown(ssl_.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

void TlsStream::expect_host() {
  X509_VERIFY_PARAM* parameters = SSL_get0_param(ssl_.get());
  const auto address = parse_address(host_);
  if (address) {
    if (X509_VERIFY_PARAM_set1_ip(parameters, address->bytes.data(), address->length) != 1) throw std::bad_alloc();
    return;
  }
  std::string name = host_;
  if (name.ends_with('.')) name.pop_back();  // the root's dot is in no certificate
  X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (X509_VERIFY_PARAM_set1_host(parameters, name.c_str(), name.size()) != 1) throw std::bad_alloc();
  if (SSL_set_tlsext_host_name(ssl_.get(), name.c_str()) != 1) throw std::bad_alloc();
}

void TlsStream::feed(std::string_view wire) {
  std::size_t taken = 0;
  if (!wire.empty() && BIO_write_ex(from_network_, wire.data(), wire.size(), &taken) != 1) throw std::bad_alloc();
}

std::string_view TlsStream::output() {
  char* data = nullptr;
  const long length = BIO_get_mem_data(to_network_, &data);
  return length > 0 ? std::string_view(data, static_cast<std::size_t>(length)) : std::string_view();
}

void TlsStream::output_sent() { (void)BIO_reset(to_network_); }

bool TlsStream::handshake() {
  ERR_clear_error();
  const int result = SSL_do_handshake(ssl_.get());
  if (result == 1) return true;
  const int ssl_error = SSL_get_error(ssl_.get(), result);
  if (ssl_error == SSL_ERROR_WANT_READ || ssl_error == SSL_ERROR_WANT_WRITE) return false;
  fail_handshake(ssl_error);
}

void TlsStream::fail_handshake(int ssl_error) {
  const int reason = ERR_GET_REASON(ERR_peek_error());
  std::string problem = take_tls_error();
  if (problem.empty()) problem = fmt::format("OpenSSL says {}", ssl_error);
  const long verify_result = SSL_get_verify_result(ssl_.get());
  if (verify_result != X509_V_OK) throw HttpFailure(Kind::Certificate, false, certificate_text(host_, verify_result));
  throw HttpFailure(Kind::Tls, false,
                    fmt::format("The TLS handshake with {} failed: {}.{}", host_, problem, handshake_advice(reason)));
}

void TlsStream::encrypt(std::string_view text) {
  ERR_clear_error();
  std::size_t taken = 0;
  if (text.empty()) return;
  if (SSL_write_ex(ssl_.get(), text.data(), text.size(), &taken) == 1) return;
  throw HttpFailure(Kind::Lost, false, fmt::format("TLS cannot send to {}: {}.", host_, take_tls_error()));
}

TlsStream::Read TlsStream::decrypt(std::span<char> buffer, std::size_t& count) {
  count = 0;
  ERR_clear_error();
  const int result = SSL_read_ex(ssl_.get(), buffer.data(), buffer.size(), &count);
  if (result == 1) return Read::Bytes;
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
      return Read::NeedMore;
    case SSL_ERROR_ZERO_RETURN:
      return Read::Closed;
    default:
      break;
  }
  throw HttpFailure(Kind::Lost, false, fmt::format("TLS cannot read what {} sent: {}.", host_, take_tls_error()));
}

TlsSession TlsStream::take_session() { return std::exchange(session_, nullptr); }

bool TlsStream::resumed() const { return SSL_session_reused(ssl_.get()) == 1; }

bool TlsStream::keep_session(SSL* ssl, SSL_SESSION* session) {
  auto* stream = static_cast<TlsStream*>(SSL_get_app_data(ssl));
  if (stream == nullptr) return false;
  try {
    stream->session_ = TlsSession(session, &SSL_SESSION_free);
    return true;
  } catch (const std::bad_alloc&) {
    return true;  // shared_ptr has freed the session
  }
}

}  // namespace d1odbc
