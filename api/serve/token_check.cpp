#include "api/serve/token_check.h"

#include "api/http/token_table.h"
#include "ledger/calendar/london.h"
#include "ledger/records/actor.h"
#include "ledger/records/api_token.h"

#include <chrono>

namespace almoner::api {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

TokenHash hash_in(std::string_view hex) {
    TokenHash hash{};
    for (std::size_t at = 0; at < hash.size(); ++at) {
        const std::size_t high = digits.find(hex.at(2 * at));
        const std::size_t low = digits.find(hex.at(2 * at + 1));
        hash[at] = static_cast<std::uint8_t>(high * digits.size() + low);
    }
    return hash;
}

std::vector<Audience> audiences_of(ledger::ActorRole role) {
    switch (role) {
        case ledger::ActorRole::maker: return {Audience::viewer, Audience::maker};
        case ledger::ActorRole::checker: return {Audience::viewer, Audience::checker};
        case ledger::ActorRole::viewer: return {Audience::viewer};
        case ledger::ActorRole::scheduler: return {};
    }
    return {};
}

}  // namespace

AudienceOf tokens_of(const Store& store, const Clock& clock) {
    return [&store, &clock](std::string_view token) -> std::optional<Caller> {
        const auto database = store.open_reader();
        const ledger::Date today = today_in_london(clock);
        TokenTable table;
        for (const ledger::ApiToken& each : ledger::api_tokens(*database)) {
            const auto actor = ledger::actor_numbered(*database, each.actor, today);
            if (!actor || !actor->active) continue;
            table.add(hash_in(each.sha256), {actor->ref, audiences_of(actor->role)});
        }
        return table.find(token);
    };
}

ledger::Date today_in_london(const Clock& clock) {
    return ledger::london_civil(std::chrono::sys_seconds(std::chrono::seconds(clock() / 1000))).on;
}

}  // namespace almoner::api
