#include "ledger/actors/credential.h"

#include "ledger/values/invariant.h"

#include <array>
#include <sodium.h>
#include <span>
#include <stdexcept>
#include <string>

namespace almoner::ledger {
namespace {

// The form of crypto_pwhash_str: the PHC string format with 32 octets.
constexpr std::size_t hash_size = 32;

const unsigned char* octets_in(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string base64(std::span<const unsigned char> octets) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    std::string text(sodium_base64_ENCODED_LEN(octets.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), octets.data(), octets.size(), variant);
    text.pop_back();  // its zero at the end
    return text;
}

}  // namespace

std::string credential_hash(std::string_view credential) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (sodium_init() < 0 || crypto_pwhash_str(hash.data(),
                                               credential.data(),
                                               credential.size(),
                                               crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                               crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        throw std::runtime_error("not enough memory to hash a credential");
    }
    return hash.data();
}

std::string credential_hash(std::string_view credential, std::string_view salt) {
    if (salt.size() != crypto_pwhash_SALTBYTES) throw InvariantBroken("a salt of 16 octets");
    std::array<unsigned char, hash_size> hash{};
    if (sodium_init() < 0 || crypto_pwhash(hash.data(),
                                           hash.size(),
                                           credential.data(),
                                           credential.size(),
                                           octets_in(salt),
                                           crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                           crypto_pwhash_MEMLIMIT_INTERACTIVE,
                                           crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::runtime_error("not enough memory to hash a credential");
    }
    return "$argon2id$v=19$m=" + std::to_string(crypto_pwhash_MEMLIMIT_INTERACTIVE / 1024) +
           ",t=" + std::to_string(crypto_pwhash_OPSLIMIT_INTERACTIVE) + ",p=1$" +
           base64({octets_in(salt), salt.size()}) + "$" + base64(hash);
}

bool credential_matches(const std::string& hash, std::string_view credential) {
    return sodium_init() >= 0 &&
           crypto_pwhash_str_verify(hash.c_str(), credential.data(), credential.size()) == 0;
}

}  // namespace almoner::ledger
