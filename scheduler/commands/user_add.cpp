#include "scheduler/commands/user_add.h"

#include "gateway/csv/cells.h"
#include "ledger/records/actor.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::ActorRole;
using ledger::Outcome;
using ledger::Query;
using ledger::Refusal;

const Query any_actor{"SELECT 1 FROM actor LIMIT 1"};
const Query added_by{
    "SELECT j.actor FROM actor a JOIN journal j ON j.seq = a.seq"
    " WHERE a.number = $1 AND a.version = 1"};

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

bool has_somebody_else(const Asked& asked) {
    const auto actors = ledger::actors_on(asked.work.database(), asked.work.today());
    return std::ranges::any_of(actors, [&](const ledger::Actor& actor) {
        const bool acts = actor.role == ActorRole::checker || actor.role == ActorRole::maker;
        return actor.active && acts && actor.number != asked.actor.number;
    });
}

// A second person that one person made alone would be no second person: once the area pays, whoever
// is to act counts when somebody else has confirmed them.
bool needs_confirmation(const Asked& asked, const ledger::Actor& actor) {
    const bool acts = actor.role == ActorRole::checker || actor.role == ActorRole::maker;
    return acts && ledger::is_paying(asked.work.database()) && has_somebody_else(asked);
}

bool is_above(const std::optional<ledger::Money>& limit,
              const std::optional<ledger::Money>& other) {
    return other && (!limit || *limit > *other);
}

Outcome<ledger::Done> within_own_limit(const Asked& asked, const ledger::Actor& actor) {
    const bool approves = actor.role == ActorRole::checker;
    if (!approves || !is_above(actor.approve_limit, asked.actor.approve_limit)) {
        return ledger::Done{};
    }
    return refused("limit-above-own",
                   "Nobody gives another a higher limit than their own.",
                   "Give a limit of at most your own, or ask a checker with a higher one.",
                   "approve_limit");
}

// Who added a user that waits for a second person; nothing where the user does not wait.
std::optional<std::int64_t> waits_since_added_by(ledger::Database& database,
                                                 const ledger::Actor& actor) {
    if (actor.active || ledger::actor_versions(database, actor.number).size() != 1) return {};
    ledger::Rows rows = database.select(added_by, actor.number);
    if (!rows.next()) return {};
    return rows.integer(0);
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
    return within_own_limit(asked, actor);
}

}  // namespace

Outcome<Answer> user_add(Asked& asked) {
    Outcome<ledger::Actor> actor = wanted(asked.fields);
    if (!actor.accepted()) return actor.refusal();
    const auto allowed = may_add(asked, actor.value());
    if (!allowed.accepted()) return allowed.refusal();
    ledger::Actor added = std::move(actor).value();
    added.from_on = asked.work.today();
    added.active = !needs_confirmation(asked, added);
    const nlohmann::json answer{{"user", added.ref},
                                {"role", name_of(added.role)},
                                {"state", added.active ? "active" : "to-be-confirmed"}};
    ledger::insert_actor(asked.work, std::move(added));
    return answer.dump();
}

Outcome<Answer> user_confirm(Asked& asked) {
    const Outcome<std::string> user = asked.fields.need("ref");
    if (!user.accepted()) return user.refusal();
    ledger::Database& database = asked.work.database();
    auto actor = ledger::actor_by_ref(database, user.value(), asked.work.today());
    const auto adder = actor ? waits_since_added_by(database, *actor) : std::nullopt;
    if (!adder) {
        return refused("user-does-not-wait",
                       "No user of this name waits to be confirmed.",
                       "Check the name.",
                       "ref");
    }
    if (*adder == asked.actor.number) {
        return refused("own-proposal",
                       "Nobody confirms a user that they added themselves.",
                       "Ask another maker or checker.",
                       "as");
    }
    const auto within = within_own_limit(asked, *actor);
    if (!within.accepted()) return within.refusal();
    actor->active = true;
    actor->from_on = asked.work.today();
    ledger::insert_actor(asked.work, std::move(*actor));
    return nlohmann::json{{"user", user.value()}, {"state", "active"}}.dump();
}

Outcome<Answer> user_credential(Asked& asked) {
    const Outcome<std::string> hash = credential_of(asked.fields);
    if (!hash.accepted()) return hash.refusal();
    auto actor =
        ledger::actor_numbered(asked.work.database(), asked.actor.number, asked.work.today());
    if (!actor) throw ledger::InvariantBroken("somebody who signed in and is not there");
    actor->credential_hash = hash.value();
    actor->from_on = asked.work.today();
    const std::string ref = actor->ref;
    ledger::insert_actor(asked.work, std::move(*actor));
    return nlohmann::json{{"user", ref}, {"credential", "changed"}}.dump();
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
