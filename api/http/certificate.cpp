#include "api/http/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>
#include <unistd.h>

namespace almoner::api {
namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t lifetime = 825 * day;
constexpr std::int64_t renew_before_end = 30 * day;

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* it) const {
        Free(it);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

void must(bool done) {
    if (!done) throw std::runtime_error("the certificate could not be made");
}

void add_extension(X509* certificate, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    must(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

void set_serial(X509* certificate) {
    std::array<unsigned char, 16> random{};
    must(RAND_bytes(random.data(), static_cast<int>(random.size())) == 1);
    random.front() = static_cast<unsigned char>((random.front() & 0x7fU) | 0x40U);
    BIGNUM* number = BN_bin2bn(random.data(), static_cast<int>(random.size()), nullptr);
    const bool done = BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
    BN_free(number);
    must(done);
}

Certificate make_certificate(EVP_PKEY* key, std::int64_t now) {
    Certificate certificate(X509_new());
    must(certificate != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
    set_serial(certificate.get());
    must(ASN1_TIME_set(X509_getm_notBefore(certificate.get()), now - day) != nullptr);
    must(ASN1_TIME_set(X509_getm_notAfter(certificate.get()), now + lifetime) != nullptr);
    must(X509_set_pubkey(certificate.get(), key) == 1);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    constexpr std::array<unsigned char, 10> text{"localhost"};
    must(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text.data(), -1, -1, 0) == 1);
    must(X509_set_issuer_name(certificate.get(), name) == 1);
    add_extension(certificate.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
    add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature");
    add_extension(certificate.get(), NID_ext_key_usage, "serverAuth");
    must(X509_sign(certificate.get(), key, EVP_sha256()) > 0);
    return certificate;
}

std::string pem_of(BIO* memory) {
    char* start = nullptr;
    const long size = BIO_get_mem_data(memory, &start);
    must(size > 0);
    return {start, static_cast<std::size_t>(size)};
}

[[noreturn]] void cannot_write(const std::filesystem::path& path) {
    throw std::runtime_error("can't write " + path.string() + ": " +
                             std::generic_category().message(errno));
}

// Written beside and renamed, so that there is never half a key.
void write_file(const std::filesystem::path& path, const std::string& text, mode_t mode) {
    std::filesystem::path beside = path;
    beside += ".new";
    ::unlink(beside.c_str());
    const int file = ::open(beside.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode);
    if (file < 0) cannot_write(beside);
    const bool written =
        ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(file) == 0;
    const int reason = errno;
    ::close(file);
    errno = reason;
    if (!written || ::rename(beside.c_str(), path.c_str()) != 0) cannot_write(path);
}

// Whether the certificate there can be read and still serves for a while.
bool still_serves(const std::filesystem::path& path, std::int64_t now) {
    const Memory file(BIO_new_file(path.c_str(), "r"));
    if (file == nullptr) return false;
    const Certificate found(PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr));
    time_t until = now + renew_before_end;
    return found != nullptr && X509_cmp_time(X509_get0_notAfter(found.get()), &until) > 0;
}

}  // namespace

TlsFiles self_signed_certificate(const std::filesystem::path& folder, std::int64_t now) {
    TlsFiles files{folder / "certificate.pem", folder / "key.pem"};
    if (std::filesystem::exists(files.key) && still_serves(files.certificate, now)) return files;
    std::error_code trouble;
    std::filesystem::create_directories(folder, trouble);
    if (trouble)
        throw std::runtime_error("can't make " + folder.string() + ": " + trouble.message());
    const Key key(EVP_EC_gen("P-256"));
    must(key != nullptr);
    const Certificate certificate = make_certificate(key.get(), now);
    const Memory key_text(BIO_new(BIO_s_mem()));
    const Memory certificate_text(BIO_new(BIO_s_mem()));
    must(PEM_write_bio_PrivateKey(
             key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
    must(PEM_write_bio_X509(certificate_text.get(), certificate.get()) == 1);
    write_file(files.key, pem_of(key_text.get()), 0600);
    write_file(files.certificate, pem_of(certificate_text.get()), 0644);
    return files;
}

}  // namespace almoner::api
