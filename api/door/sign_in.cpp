#include "api/door/sign_in.h"

#include "ledger/actors/credential.h"
#include "scheduler/commands/user_add.h"

#include <string>
#include <utility>

namespace almoner::api {
namespace {

ledger::Refusal refuse(std::string code, std::string words, std::string next) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = "as",
            .citation = ""};
}

}  // namespace

ledger::Outcome<ledger::Actor> sign_in(ledger::Database& database,
                                       std::string_view user,
                                       std::string_view credential,
                                       ledger::Date on) {
    auto actor = ledger::actor_by_ref(database, user, on);
    if (!actor || !ledger::credential_matches(actor->credential_hash, credential)) {
        return refuse("not-signed-in",
                      "We can't tell who you are: the user or the credential is wrong.",
                      "Give --as USER and --credential-file FILE.");
    }
    if (actor->active) return *std::move(actor);
    if (scheduler::waits_to_be_confirmed(database, *actor)) {
        return refuse(
            "user-waits",
            "Your use waits until a second person has confirmed it.",
            "Ask a maker or checker who did not add or change you: 'almoner user confirm'.");
    }
    return refuse("user-ended",
                  "Your use of this area was ended on " + actor->from_on.words() + ".",
                  "Ask a checker: who comes back is added under another name.");
}

}  // namespace almoner::api
