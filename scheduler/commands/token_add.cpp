#include "scheduler/commands/token_add.h"

#include "ledger/records/actor.h"
#include "ledger/records/api_token.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::Refusal;

constexpr std::size_t digest_digits = 64;

Refusal refusal(const char* code, const char* words, const char* next, const char* field) {
    return {.code = code, .words = words, .next = next, .field = field, .citation = ""};
}

bool is_digest(const std::string& text) {
    return text.size() == digest_digits &&
           text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

Outcome<Answer> token_add(Asked& asked) {
    ledger::Database& database = asked.work.database();
    const Outcome<std::string> ref = asked.fields.need("for");
    if (!ref.accepted()) return ref.refusal();
    const auto actor = ledger::actor_by_ref(database, ref.value(), asked.work.today());
    if (!actor || !actor->active || actor->role == ledger::ActorRole::scheduler) {
        return refusal("user-unknown",
                       "There is no such active user in this area.",
                       "Add the user first with 'almoner user add'.",
                       "for");
    }
    const std::string sha256 = asked.fields.text("sha256");
    if (!is_digest(sha256)) {
        return refusal("token-digest-form",
                       "That is not a SHA-256 in 64 small hex digits.",
                       "Let 'almoner token add' make the token.",
                       "sha256");
    }
    if (ledger::is_api_token(database, sha256)) {
        return refusal(
            "token-known", "This token is known already.", "Make another one.", "sha256");
    }
    const std::int64_t number =
        ledger::insert_api_token(asked.work, {.actor = actor->number, .sha256 = sha256});
    return nlohmann::json{
        {"number", number}, {"for", actor->ref}, {"role", ledger::name_of(actor->role)}}
        .dump();
}

Outcome<Answer> token_end(Asked& asked) {
    const Outcome<std::int64_t> number = asked.fields.number("token");
    if (!number.accepted()) return number.refusal();
    const auto known = ledger::every_api_token(asked.work.database());
    const auto found = std::ranges::find(
        known, number.value(), [](const ledger::DatedApiToken& each) { return each.token.id; });
    if (found == known.end()) {
        return refusal("token-unknown",
                       "There is no token of this number.",
                       "'almoner token list' shows them.",
                       "token");
    }
    if (found->ended_on) {
        return refusal("token-ended",
                       "This token was ended already.",
                       "'almoner token list' shows which still open something.",
                       "token");
    }
    ledger::end_api_token(asked.work, found->token.id);
    return nlohmann::json{{"token", found->token.id}, {"ended", asked.work.today().iso()}}.dump();
}

}  // namespace almoner::scheduler
