#include "api/http/token_table.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <stdexcept>
#include <utility>

namespace almoner::api {

TokenHash hash_of_token(std::string_view token) {
    TokenHash hash{};
    unsigned int size = 0;
    if (EVP_Digest(token.data(), token.size(), hash.data(), &size, EVP_sha256(), nullptr) != 1 ||
        size != hash.size()) {
        throw std::runtime_error("SHA-256 is not available");
    }
    return hash;
}

void TokenTable::add(const TokenHash& hash, Caller caller) {
    entries_.push_back({hash, std::move(caller)});
}

std::optional<Caller> TokenTable::find(std::string_view token) const {
    const TokenHash hash = hash_of_token(token);
    const Entry* found = nullptr;
    for (const Entry& entry : entries_) {
        if (CRYPTO_memcmp(entry.hash.data(), hash.data(), hash.size()) == 0) found = &entry;
    }
    if (found == nullptr) return std::nullopt;
    return found->caller;
}

}  // namespace almoner::api
