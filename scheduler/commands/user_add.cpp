#include "scheduler/commands/user_add.h"

#include "gateway/csv/cells.h"
#include "ledger/records/actor.h"
#include "ledger/records/in_force.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::ActorRole;
using ledger::Outcome;
using ledger::Query;
using ledger::Refusal;

const Query any_actor{"SELECT 1 FROM actor LIMIT 1"};

constexpr std::string_view hash_mark = "$argon2id$";

constexpr std::size_t longest_name = 140;

Refusal refused(std::string code, std::string words, std::string next, std::string field) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = std::move(field),
            .citation = {}};
}

Refusal in_field(Refusal refusal, std::string field) {
    refusal.field = std::move(field);
    return refusal;
}

Outcome<ActorRole> role_of(const Fields& fields) {
    const Outcome<std::string> text = fields.need("role");
    if (!text.accepted()) return text.refusal();
    const auto role = ledger::actor_role_named(text.value());
    if (role && *role != ActorRole::scheduler) return *role;
    return refused("user-role", "There is no such role.", "Say maker, checker or viewer.", "role");
}

Outcome<std::string> credential_of(const Fields& fields) {
    Outcome<std::string> hash = fields.need("credential_hash");
    if (!hash.accepted() || hash.value().starts_with(hash_mark)) return hash;
    return refused("credential-not-hashed",
                   "The credential did not come as a hash.",
                   "Hash it where it is typed in; a secret is never sent on.",
                   "credential_hash");
}

// Everything about a new user that can be read from the fields alone.
Outcome<ledger::Actor> wanted(const Fields& fields) {
    const Outcome<std::string> ref = gateway::read_reference(fields.text("ref"));
    if (!ref.accepted()) return in_field(ref.refusal(), "ref");
    const Outcome<std::string> name = gateway::read_text(fields.text("name"), longest_name);
    if (!name.accepted()) return in_field(name.refusal(), "name");
    const Outcome<ActorRole> role = role_of(fields);
    if (!role.accepted()) return role.refusal();
    const Outcome<std::string> hash = credential_of(fields);
    if (!hash.accepted()) return hash.refusal();
    ledger::Actor actor{.ref = ref.value(),
                        .name = name.value(),
                        .role = role.value(),
                        .credential_hash = hash.value()};
    if (!fields.has("approve_limit")) return actor;
    const auto limit = fields.money("approve_limit");
    if (!limit.accepted()) return limit.refusal();
    if (limit.value() < ledger::Money{}) {
        return refused("limit-below-zero",
                       "A limit can't be below zero.",
                       "Leave it out for no limit.",
                       "approve_limit");
    }
    actor.approve_limit = limit.value();
    return actor;
}

Outcome<ledger::Done> may_add(const Asked& asked, const ledger::Actor& actor) {
    ledger::Database& database = asked.work.database();
    if (!database.select(any_actor).next()) {
        if (actor.role == ActorRole::checker) return ledger::Done{};
        return refused("first-user-must-be-checker",
                       "Only a checker can add the other users.",
                       "Add a checker first.",
                       "role");
    }
    if (asked.actor.role != Role::checker) {
        return refused("only-a-checker", "Only a checker adds users.", "Ask a checker.", "");
    }
    if (ledger::actor_by_ref(database, actor.ref, ledger::last_day_of_all)) {
        return refused("user-exists",
                       "There is a user of this name already, or was.",
                       "Choose another name: what somebody did keeps their name.",
                       "ref");
    }
    return ledger::Done{};
}

}  // namespace

Outcome<Answer> user_add(Asked& asked) {
    Outcome<ledger::Actor> actor = wanted(asked.fields);
    if (!actor.accepted()) return actor.refusal();
    const auto allowed = may_add(asked, actor.value());
    if (!allowed.accepted()) return allowed.refusal();
    ledger::Actor added = std::move(actor).value();
    added.from_on = asked.work.today();
    const nlohmann::json answer{{"user", added.ref}, {"role", name_of(added.role)}};
    ledger::insert_actor(asked.work, std::move(added));
    return answer.dump();
}

Outcome<Answer> user_end(Asked& asked) {
    const Outcome<std::string> user = asked.fields.need("ref");
    if (!user.accepted()) return user.refusal();
    auto actor = ledger::actor_by_ref(asked.work.database(), user.value(), asked.work.today());
    if (!actor || !actor->active) {
        return refused("user-unknown", "There is no such user.", "Check the name.", "ref");
    }
    if (actor->number == asked.actor.number) {
        return refused(
            "user-is-oneself", "Nobody ends their own use.", "Another checker can do it.", "ref");
    }
    actor->active = false;
    actor->from_on = asked.work.today();
    ledger::insert_actor(asked.work, std::move(*actor));
    return nlohmann::json{{"user", user.value()}, {"ended", asked.work.today().iso()}}.dump();
}

}  // namespace almoner::scheduler
