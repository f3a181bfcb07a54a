#include "ledger/actors/credential.h"

#include <array>
#include <sodium.h>
#include <stdexcept>

namespace almoner::ledger {

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

bool credential_matches(const std::string& hash, std::string_view credential) {
    return sodium_init() >= 0 &&
           crypto_pwhash_str_verify(hash.c_str(), credential.data(), credential.size()) == 0;
}

}  // namespace almoner::ledger
