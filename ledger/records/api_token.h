// Tokens that programs show to the API: only their digests are kept, each bound to an actor.
#pragma once

#include "ledger/area/work.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::ledger {

struct ApiToken {
    std::int64_t actor = 0;  // its number; the token says no more than what the actor may do
    std::string sha256{};    // of the token, 64 small hex digits

    friend bool operator==(const ApiToken&, const ApiToken&) = default;
};

[[nodiscard]] std::vector<ApiToken> api_tokens(Database& database);
std::int64_t insert_api_token(Work& work, const ApiToken& token);

}  // namespace almoner::ledger
