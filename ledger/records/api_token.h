// Tokens that programs show to the API: only their digests are kept, each bound to an actor.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

extern const RecordTable api_token_end_table;

struct ApiToken {
    std::int64_t id = 0;
    std::int64_t actor = 0;  // its number; the token says no more than what the actor may do
    std::string sha256{};    // of the token, 64 small hex digits

    friend bool operator==(const ApiToken&, const ApiToken&) = default;
};

struct DatedApiToken {
    ApiToken token{};
    Date added_on{};
    std::optional<Date> ended_on{};
};

[[nodiscard]] std::vector<ApiToken> api_tokens(Database& database);  // that were not ended
[[nodiscard]] std::vector<DatedApiToken> every_api_token(Database& database);
// Also one that was ended.
[[nodiscard]] bool is_api_token(Database& database, std::string_view sha256);

// `id` is not looked at. Its id.
std::int64_t insert_api_token(Work& work, const ApiToken& token);
void end_api_token(Work& work, std::int64_t token);

}  // namespace almoner::ledger
