// Owns: certificates made at run time for tests. Never: a socket.
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "loopback_server.h"

namespace d1odbc::test {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

constexpr long day = 24L * 60 * 60;

Key make_key() { return {EVP_EC_gen("P-256"), &EVP_PKEY_free}; }

void add_extension(X509* certificate, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  if (extension == nullptr) throw std::runtime_error("extension " + value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Certificate make_certificate(const std::string& name, EVP_PKEY* key, long serial, long from, long until) {
  Certificate certificate(X509_new(), &X509_free);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), from);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), until);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  return certificate;
}

template <class Write>
std::string to_pem(Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), &BIO_free);
  write(memory.get());
  char* data = nullptr;
  const long length = BIO_get_mem_data(memory.get(), &data);
  return {data, static_cast<std::size_t>(length)};
}

std::string write_file(const std::string& text) {
  std::string path = (std::filesystem::temp_directory_path() / "d1odbc-ca-XXXXXX").string();
  const int descriptor = ::mkstemp(path.data());
  if (descriptor < 0) throw std::runtime_error("mkstemp");
  ::close(descriptor);
  std::ofstream(path) << text;
  return path;
}

}  // namespace

Identity make_identity(const std::string& names, Validity validity) {
  const Key ca_key = make_key();
  // Each CA has its own name, else a certificate of one would seem to be signed by another.
  static std::atomic<unsigned> made = 0;
  const Certificate ca = make_certificate("Test CA " + std::to_string(++made), ca_key.get(), 1, -30 * day, 30 * day);
  X509_set_issuer_name(ca.get(), X509_get_subject_name(ca.get()));
  add_extension(ca.get(), NID_basic_constraints, "critical,CA:TRUE");
  X509_sign(ca.get(), ca_key.get(), EVP_sha256());

  const Key key = make_key();
  const long until = validity == Validity::Expired ? -day : 10 * day;
  const Certificate leaf = make_certificate("Test server", key.get(), 2, -10 * day, until);
  X509_set_issuer_name(leaf.get(), X509_get_subject_name(ca.get()));
  add_extension(leaf.get(), NID_subject_alt_name, names);
  X509_sign(leaf.get(), ca_key.get(), EVP_sha256());

  Identity identity;
  identity.certificate_pem = to_pem([&](BIO* out) { PEM_write_bio_X509(out, leaf.get()); });
  identity.key_pem =
      to_pem([&](BIO* out) { PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
  identity.ca_file = write_file(to_pem([&](BIO* out) { PEM_write_bio_X509(out, ca.get()); }));
  identity.file_owner = std::shared_ptr<void>(nullptr, [path = identity.ca_file](void*) { std::remove(path.c_str()); });
  return identity;
}

}  // namespace d1odbc::test
