// Owns: one HTTPS exchange with as little around it as there can be: the measure for what a driver adds. Never: HTTP
// beyond finding the end of an answer.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

namespace bench {

/// A kept-alive TLS connection to localhost on which the same bytes are sent again and again.
class BareHttps {
 public:
  /// Connects, with the certificate checked against the PEM file `ca`. Throws std::runtime_error.
  BareHttps(const std::string& port, const std::string& ca);
  ~BareHttps();
  BareHttps(const BareHttps&) = delete;
  BareHttps& operator=(const BareHttps&) = delete;

  /// Sends a whole request and reads the whole answer; returns its bytes as they came.
  const std::string& exchange(const std::string& request);

 private:
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_;
  int socket_ = -1;
  std::string answer_;
};

}  // namespace bench
