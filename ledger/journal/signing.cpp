#include "ledger/journal/signing.h"

#include "ledger/journal/sha256.h"
#include "ledger/values/invariant.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <limits>

namespace almoner::ledger {
namespace {

using Memory = std::unique_ptr<BIO, decltype(&BIO_free_all)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using Key = std::shared_ptr<EVP_PKEY>;

constexpr std::size_t signature_size = 64;
constexpr std::size_t id_size = 16;

void must(bool done) {
    if (!done) throw InvariantBroken("Ed25519 is not to be had from OpenSSL");
}

const unsigned char* raw(std::string_view octets) {
    return reinterpret_cast<const unsigned char*>(octets.data());  // NOLINT: as OpenSSL takes them
}

std::string text_in(BIO* memory) {
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory, &text);
    must(size > 0);
    return {text, static_cast<std::size_t>(size)};
}

Memory reading(std::string_view pem) {
    if (pem.size() > std::numeric_limits<int>::max()) return {nullptr, &BIO_free_all};
    return {BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free_all};
}

// A key file without a password: nobody is asked for one.
int no_password(char* /*to*/, int /*size*/, int /*writing*/, void* /*data*/) {
    return -1;
}

Key ed25519_or_none(EVP_PKEY* key) {
    Key owned(key, &EVP_PKEY_free);
    if (key == nullptr || EVP_PKEY_get_base_id(key) != EVP_PKEY_ED25519) return nullptr;
    return owned;
}

}  // namespace

std::optional<PublicKey> PublicKey::from_pem(std::string_view pem) {
    const Memory memory = reading(pem);
    if (!memory) return std::nullopt;
    Key key = ed25519_or_none(PEM_read_bio_PUBKEY(memory.get(), nullptr, &no_password, nullptr));
    if (!key) return std::nullopt;
    return PublicKey(std::move(key));
}

std::string PublicKey::pem() const {
    const Memory memory(BIO_new(BIO_s_mem()), &BIO_free_all);
    must(memory != nullptr && PEM_write_bio_PUBKEY(memory.get(), key_.get()) == 1);
    return text_in(memory.get());
}

std::string PublicKey::id() const {
    std::array<unsigned char, 32> octets{};
    std::size_t size = octets.size();
    must(EVP_PKEY_get_raw_public_key(key_.get(), octets.data(), &size) == 1);
    std::string text;
    for (const unsigned char octet : octets) text += static_cast<char>(octet);
    return sha256_hex(text).substr(0, id_size);
}

bool PublicKey::verifies(std::string_view octets, std::string_view signature) const {
    if (signature.size() != signature_size) return false;
    const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    must(context != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1);
    return EVP_DigestVerify(
               context.get(), raw(signature), signature.size(), raw(octets), octets.size()) == 1;
}

SigningKey SigningKey::make() {
    Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), &EVP_PKEY_free);
    must(key != nullptr);
    return SigningKey(std::move(key));
}

std::optional<SigningKey> SigningKey::from_pem(std::string_view pem) {
    const Memory memory = reading(pem);
    if (!memory) return std::nullopt;
    Key key =
        ed25519_or_none(PEM_read_bio_PrivateKey(memory.get(), nullptr, &no_password, nullptr));
    if (!key) return std::nullopt;
    return SigningKey(std::move(key));
}

std::string SigningKey::pem() const {
    const Memory memory(BIO_new(BIO_s_secmem()), &BIO_free_all);
    must(memory != nullptr &&
         PEM_write_bio_PKCS8PrivateKey(
             memory.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return text_in(memory.get());
}

PublicKey SigningKey::public_half() const {
    std::array<unsigned char, 32> octets{};
    std::size_t size = octets.size();
    must(EVP_PKEY_get_raw_public_key(key_.get(), octets.data(), &size) == 1);
    Key half(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets.data(), size),
             &EVP_PKEY_free);
    must(half != nullptr);
    return PublicKey(std::move(half));
}

std::string SigningKey::sign(std::string_view octets) const {
    const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    must(context != nullptr &&
         EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1);
    std::array<unsigned char, signature_size> made{};
    std::size_t size = made.size();
    must(EVP_DigestSign(context.get(), made.data(), &size, raw(octets), octets.size()) == 1 &&
         size == made.size());
    std::string signature;
    for (const unsigned char octet : made) signature += static_cast<char>(octet);
    return signature;
}

}  // namespace almoner::ledger
