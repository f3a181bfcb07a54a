#include "gateway/outbox/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace almoner::gateway {
namespace {

void must(int done) {
    if (done != 1) throw std::runtime_error("OpenSSL can't compute SHA-256");
}

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    if (context_ == nullptr) throw std::bad_alloc();
    must(EVP_DigestInit_ex(context_, EVP_sha256(), nullptr));
}

Sha256::~Sha256() {
    EVP_MD_CTX_free(context_);
}

void Sha256::add(std::string_view bytes) {
    must(EVP_DigestUpdate(context_, bytes.data(), bytes.size()));
}

std::string Sha256::hex() && {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    must(EVP_DigestFinal_ex(context_, digest.data(), &size));
    std::string text;
    text.reserve(std::size_t{2} * size);
    for (unsigned int i = 0; i < size; ++i) {
        constexpr std::string_view digits = "0123456789abcdef";
        text.push_back(digits[digest[i] >> 4U]);
        text.push_back(digits[digest[i] & 0x0FU]);
    }
    return text;
}

std::string sha256_hex(std::string_view bytes) {
    Sha256 sha;
    sha.add(bytes);
    return std::move(sha).hex();
}

}  // namespace almoner::gateway
