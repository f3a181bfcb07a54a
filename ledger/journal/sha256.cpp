#include "ledger/journal/sha256.h"

#include "ledger/values/invariant.h"

#include <openssl/evp.h>

namespace almoner::ledger {
namespace {

void must(int success) {
    if (success != 1) throw InvariantBroken("SHA-256 is not to be had from OpenSSL");
}

// Fetched once: asking OpenSSL for a method by its name costs more than a short digest.
const EVP_MD* method() {
    static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> fetched(
        EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free);
    return fetched.get();
}

}  // namespace

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();

    State() { must(method() != nullptr && context != nullptr ? 1 : 0); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { EVP_MD_CTX_free(context); }
    void start() { must(EVP_DigestInit_ex2(context, method(), nullptr)); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    state_->start();
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view octets) {
    must(EVP_DigestUpdate(state_->context, octets.data(), octets.size()));
}

Digest Sha256::finish() {
    Digest digest{};
    std::array<unsigned char, 32> raw{};
    must(EVP_DigestFinal_ex(state_->context, raw.data(), nullptr));
    for (std::size_t i = 0; i < raw.size(); ++i) digest[i] = static_cast<char>(raw[i]);
    state_->start();
    return digest;
}

Digest sha256(std::string_view octets) {
    thread_local Sha256 hash;  // ready again after every digest
    hash.add(octets);
    return hash.finish();
}

std::string sha256_hex(std::string_view octets) {
    return hex(octets_of(sha256(octets)));
}

std::string hex(std::string_view octets) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(octets.size() * 2);
    for (const char c : octets) {
        const auto value = static_cast<unsigned char>(c);
        text += digits[value >> 4U];
        text += digits[value & 15U];
    }
    return text;
}

}  // namespace almoner::ledger
