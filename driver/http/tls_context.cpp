// Owns: what is trusted: OpenSSL contexts made from trust settings. Never: a connection, a host name.
#include "http/tls_context.h"

#include <fmt/core.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <filesystem>
#include <new>

#include "http/exchange.h"
#include "http/tls_stream.h"

namespace d1odbc {
namespace {

using Kind = HttpFailure::Kind;

// Where systems keep their bundle, for an OpenSSL that was built for another place.
constexpr std::array<const char*, 6> system_bundles = {
    "/etc/ssl/certs/ca-certificates.crt",                 // Debian, Ubuntu, Arch, Alpine
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // Fedora, RHEL
    "/etc/pki/tls/certs/ca-bundle.crt",                   // older RHEL
    "/etc/ssl/ca-bundle.pem",                             // SUSE
    "/etc/ssl/cert.pem",                                  // macOS, Alpine, BSD
    "/usr/local/share/certs/ca-root-nss.crt",             // FreeBSD
};

bool exists(const char* path) {
  std::error_code ignored;
  return path != nullptr && std::filesystem::exists(path, ignored);
}

// OpenSSL's own exit handler must not run while other threads still use it, nor after this module is gone.
void initialise_openssl() {
  OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
  OPENSSL_init_ssl(0, nullptr);
}

void trust_file(SSL_CTX* context, const std::string& ca_file) {
  if (SSL_CTX_load_verify_locations(context, ca_file.c_str(), nullptr) != 1) {
    throw HttpFailure(Kind::Certificate, false,
                      fmt::format("The CAFile '{}' cannot be used: {}. It must be a readable file with certificates in "
                                  "PEM form.",
                                  ca_file, take_tls_error()));
  }
  X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_PARTIAL_CHAIN);
}

void trust_system(SSL_CTX* context) {
  SSL_CTX_set_default_verify_paths(context);  // honours SSL_CERT_FILE and SSL_CERT_DIR
  ERR_clear_error();
  const bool has_own_store = exists(X509_get_default_cert_file()) || exists(X509_get_default_cert_dir());
  if (has_own_store) return;
  for (const char* bundle : system_bundles) {
    if (exists(bundle) && SSL_CTX_load_verify_locations(context, bundle, nullptr) == 1) return;
  }
  ERR_clear_error();
}

int keep_ticket(SSL* ssl, SSL_SESSION* session) {
  return TlsStream::keep_session(ssl, session) ? 1 : 0;  // 1: the reference is ours now
}

}  // namespace

TlsContext make_tls_context(const std::string& ca_file) {
  initialise_openssl();
  ERR_clear_error();
  TlsContext context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
  if (!context) throw std::bad_alloc();
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
  constexpr std::array<unsigned char, 9> http1 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  SSL_CTX_set_alpn_protos(context.get(), http1.data(), static_cast<unsigned>(http1.size()));
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_sess_set_new_cb(context.get(), &keep_ticket);
  if (ca_file.empty()) {
    trust_system(context.get());
  } else {
    trust_file(context.get(), ca_file);
  }
  return context;
}

std::string take_tls_error() {
  const unsigned long code = ERR_get_error();
  const int system_error = ERR_SYSTEM_ERROR(code) ? ERR_GET_REASON(code) : 0;
  ERR_clear_error();
  if (code == 0) return "";
  if (system_error != 0) return std::generic_category().message(system_error);
  const char* reason = ERR_reason_error_string(code);
  return reason != nullptr ? reason : fmt::format("OpenSSL error {:#x}", code);
}

}  // namespace d1odbc
