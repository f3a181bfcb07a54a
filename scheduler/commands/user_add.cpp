#include "scheduler/commands/user_add.h"

#include "gateway/csv/cells.h"
#include "ledger/records/actor.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment.h"
#include "ledger/values/invariant.h"
#include "scheduler/jobs/job.h"

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
const Query written_by{
    "SELECT j.actor FROM actor a JOIN journal j ON j.seq = a.seq"
    " WHERE a.number = $1 AND a.version = $2"};

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

Refusal unknown_user() {
    return refused("user-unknown",
                   "There is no such active user.",
                   "Check the name: 'almoner user list' shows them.",
                   "ref");
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

Outcome<ledger::Money> limit_of(const Fields& fields) {
    const auto limit = fields.money("approve_limit");
    if (!limit.accepted()) return limit.refusal();
    if (limit.value() >= ledger::Money{}) return limit.value();
    return refused("limit-below-zero",
                   "A limit can't be below zero.",
                   "Leave it out for no limit.",
                   "approve_limit");
}

// Everything about a new user that can be read from the fields alone.
Outcome<ledger::Actor> wanted(const Fields& fields) {
    const Outcome<std::string> ref = gateway::read_reference(fields.text("ref"));
    if (!ref.accepted()) return in_field(ref.refusal(), "ref");
    if (ref.value() == scheduler_ref) {
        return refused(
            "user-name-kept", "The daily jobs act under this name.", "Choose another name.", "ref");
    }
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
    const auto limit = limit_of(fields);
    if (!limit.accepted()) return limit.refusal();
    actor.approve_limit = limit.value();
    return actor;
}

bool acts(ActorRole role) {
    return role == ActorRole::checker || role == ActorRole::maker;
}

// Who acts, or waits to, besides who asks and whom it is about.
std::vector<ledger::Actor> others(const Asked& asked, const ledger::Actor& about) {
    auto actors = ledger::actors_on(asked.work.database(), asked.work.today());
    std::erase_if(actors, [&](const ledger::Actor& actor) {
        const bool counts = actor.active || waits_to_be_confirmed(asked.work.database(), actor);
        return !counts || !acts(actor.role) || actor.number == asked.actor.number ||
               actor.number == about.number;
    });
    return actors;
}

// A second person that one person made alone would be no second person: once the area pays, whoever
// is to act counts when somebody else has confirmed them.
bool needs_confirmation(const Asked& asked, const ledger::Actor& actor) {
    return acts(actor.role) && ledger::is_paying(asked.work.database()) &&
           !others(asked, actor).empty();
}

bool is_above(const std::optional<ledger::Money>& limit,
              const std::optional<ledger::Money>& other) {
    return other && (!limit || *limit > *other);
}

// No checker may approve more, so that nobody else could give anybody more.
bool is_the_highest(const Asked& asked, const std::optional<ledger::Money>& limit) {
    const auto actors = ledger::actors_on(asked.work.database(), asked.work.today());
    return std::ranges::none_of(actors, [&](const ledger::Actor& other) {
        return other.active && other.role == ActorRole::checker &&
               is_above(other.approve_limit, limit);
    });
}

// Whoever ended somebody above them would have made themselves the highest.
bool ended_one_above(const Asked& asked,
                     std::int64_t number,
                     const std::optional<ledger::Money>& limit) {
    ledger::Database& database = asked.work.database();
    const auto actors = ledger::actors_on(database, asked.work.today());
    return std::ranges::any_of(actors, [&](const ledger::Actor& other) {
        if (other.active || other.role != ActorRole::checker ||
            !is_above(other.approve_limit, limit) || waits_to_be_confirmed(database, other)) {
            return false;
        }
        ledger::Rows rows = database.select(written_by, other.number, other.version);
        return rows.next() && rows.integer(0) == number;
    });
}

bool may_give_more(const Asked& asked, const ledger::Actor& actor) {
    return is_the_highest(asked, actor.approve_limit) &&
           !ended_one_above(asked, actor.number, actor.approve_limit);
}

bool is_above_ones_own(const Asked& asked, const ledger::Actor& actor) {
    return actor.role == ActorRole::checker &&
           is_above(actor.approve_limit, asked.actor.approve_limit);
}

Outcome<ledger::Done> within_own_limit(const Asked& asked, const ledger::Actor& actor) {
    if (!is_above_ones_own(asked, actor)) return ledger::Done{};
    if (!is_the_highest(asked, asked.actor.approve_limit)) {
        return refused("limit-above-own",
                       "Nobody gives another a higher limit than their own.",
                       "Give a limit of at most your own, or ask a checker with a higher one.",
                       "approve_limit");
    }
    if (!ended_one_above(asked, asked.actor.number, asked.actor.approve_limit)) {
        return ledger::Done{};
    }
    return refused("ended-one-above",
                   "You ended a user who might approve more than you, and give nobody more.",
                   "Give a limit of at most your own, or ask another checker of your limit, whom "
                   "you may add.",
                   "approve_limit");
}

// Whoever waited for nobody would wait for ever, and could do nothing meanwhile.
Outcome<ledger::Done> can_be_confirmed(const Asked& asked, const ledger::Actor& actor) {
    const bool approves = actor.role == ActorRole::checker;
    const auto all = others(asked, actor);
    const bool somebody_can = std::ranges::any_of(all, [&](const ledger::Actor& other) {
        return other.active && !(approves && is_above(actor.approve_limit, other.approve_limit) &&
                                 !may_give_more(asked, other));
    });
    if (somebody_can) return ledger::Done{};
    return refused("nobody-could-confirm",
                   "No other maker or checker could confirm this user.",
                   "Give a limit that another has too, or have confirmed or end who waits.",
                   approves ? "approve_limit" : "role");
}

// A limit above everybody's is two people's work, whether the area pays or not.
Outcome<bool> has_to_wait(const Asked& asked, const ledger::Actor& actor) {
    if (!needs_confirmation(asked, actor) && !is_above_ones_own(asked, actor)) return false;
    const auto confirmable = can_be_confirmed(asked, actor);
    if (!confirmable.accepted()) return confirmable.refusal();
    return true;
}

// Whoever lowered those above them would be the highest, and could give a limit above their own.
Outcome<ledger::Done> stands_not_above(const Asked& asked, const ledger::Actor& before) {
    if (!is_above_ones_own(asked, before)) return ledger::Done{};
    return refused("user-above-own",
                   "Nobody changes a user who may approve more than they may themselves.",
                   "Ask a checker with a limit as high; who left is ended with 'almoner user end'.",
                   "ref");
}

// Whoever lowered the only other one could make another alone, and put everything back.
Outcome<ledger::Done> leaves_somebody_else(const Asked& asked,
                                           const ledger::Actor& before,
                                           const ledger::Actor& after) {
    const bool acts_no_more = acts(before.role) && !acts(after.role);
    if (!acts_no_more || !ledger::is_paying(asked.work.database()) ||
        !others(asked, after).empty()) {
        return ledger::Done{};
    }
    return refused(
        "last-second-person",
        "Nobody would be left to confirm what you do.",
        "Add another maker or checker first; who leaves is ended with 'almoner user end'.",
        "role");
}

// Who added or changed a user that waits for a second person; nothing where the user does not wait.
std::optional<std::int64_t> made_to_wait_by(ledger::Database& database,
                                            const ledger::Actor& actor) {
    if (!waits_to_be_confirmed(database, actor)) return {};
    ledger::Rows rows = database.select(written_by, actor.number, actor.version);
    if (!rows.next()) return {};
    return rows.integer(0);
}

// The user as the fields want them.
Outcome<ledger::Actor> changed(const Fields& fields, const ledger::Actor& before) {
    ledger::Actor after = before;
    if (fields.has("role")) {
        const Outcome<ActorRole> role = role_of(fields);
        if (!role.accepted()) return role.refusal();
        after.role = role.value();
    }
    if (fields.has("no_limit") && fields.has("approve_limit")) {
        return refused("limit-and-none",
                       "A limit and no limit can't be both.",
                       "Give one of --limit and --no-limit.",
                       "approve_limit");
    }
    if (fields.has("no_limit")) after.approve_limit.reset();
    if (fields.has("approve_limit")) {
        const Outcome<ledger::Money> limit = limit_of(fields);
        if (!limit.accepted()) return limit.refusal();
        after.approve_limit = limit.value();
    }
    if (after != before) return after;
    return refused("nothing-to-change",
                   "The user has this role and this limit already.",
                   "Give another --role or --limit, or --no-limit.",
                   "");
}

// Whether somebody may do more after than before.
bool is_given_more(const ledger::Actor& before, const ledger::Actor& after) {
    if (!acts(after.role)) return false;
    if (!acts(before.role)) return true;
    if (after.role != ActorRole::checker) return false;
    return before.role != ActorRole::checker || is_above(after.approve_limit, before.approve_limit);
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

bool waits_to_be_confirmed(ledger::Database& database, const ledger::Actor& actor) {
    if (actor.active) return false;
    if (actor.version == 1) return true;
    // Whoever is ended keeps the role and the limit that they had.
    const auto versions = ledger::actor_versions(database, actor.number);
    const auto before = std::ranges::find(versions, actor.version - 1, &ledger::Actor::version);
    return before != versions.end() &&
           (before->role != actor.role || before->approve_limit != actor.approve_limit);
}

Outcome<Answer> user_add(Asked& asked) {
    Outcome<ledger::Actor> actor = wanted(asked.fields);
    if (!actor.accepted()) return actor.refusal();
    const auto allowed = may_add(asked, actor.value());
    if (!allowed.accepted()) return allowed.refusal();
    ledger::Actor added = std::move(actor).value();
    added.from_on = asked.work.today();
    const auto waits = has_to_wait(asked, added);
    if (!waits.accepted()) return waits.refusal();
    added.active = !waits.value();
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
    const auto waits_by = actor ? made_to_wait_by(database, *actor) : std::nullopt;
    if (!waits_by) {
        return refused("user-does-not-wait",
                       "No user of this name waits to be confirmed.",
                       "Check the name.",
                       "ref");
    }
    if (*waits_by == asked.actor.number) {
        return refused("own-proposal",
                       "Nobody confirms a user that they added or changed themselves.",
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

Outcome<Answer> user_change(Asked& asked) {
    const Outcome<std::string> user = asked.fields.need("ref");
    if (!user.accepted()) return user.refusal();
    ledger::Database& database = asked.work.database();
    const auto before = ledger::actor_by_ref(database, user.value(), asked.work.today());
    if (!before || !before->active) return unknown_user();
    if (before->number == asked.actor.number) {
        return refused("user-is-oneself",
                       "Nobody changes their own role or limit.",
                       "Another checker can do it.",
                       "ref");
    }
    Outcome<ledger::Actor> wanted_now = changed(asked.fields, *before);
    if (!wanted_now.accepted()) return wanted_now.refusal();
    ledger::Actor after = std::move(wanted_now).value();
    const auto below = stands_not_above(asked, *before);
    if (!below.accepted()) return below.refusal();
    const auto left = leaves_somebody_else(asked, *before, after);
    if (!left.accepted()) return left.refusal();
    if (is_given_more(*before, after)) {
        const auto within = within_own_limit(asked, after);
        if (!within.accepted()) return within.refusal();
        const auto waits = has_to_wait(asked, after);
        if (!waits.accepted()) return waits.refusal();
        after.active = !waits.value();
    }
    after.from_on = asked.work.today();
    nlohmann::json answer{{"user", after.ref},
                          {"role", name_of(after.role)},
                          {"from_on", after.from_on.iso()},
                          {"state", after.active ? "active" : "to-be-confirmed"}};
    if (after.approve_limit) answer["approve_limit"] = after.approve_limit->pence();
    ledger::insert_actor(asked.work, std::move(after));
    return answer.dump();
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
    ledger::Database& database = asked.work.database();
    auto actor = ledger::actor_by_ref(database, user.value(), asked.work.today());
    const bool is_there = actor && (actor->active || waits_to_be_confirmed(database, *actor));
    if (!is_there) return unknown_user();
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
