#include "scheduler/service/command_runner.h"

#include "ledger/records/actor.h"
#include "scheduler/commands/init.h"
#include "scheduler/commands/text_check.h"
#include "scheduler/jobs/job.h"
#include "scheduler/service/group.h"

#include <algorithm>
#include <optional>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::Refusal;

const ledger::Query last_booked{"SELECT booked FROM journal ORDER BY seq DESC LIMIT 1"};
const ledger::Query any_actor{"SELECT 1 FROM actor LIMIT 1"};

Refusal not_allowed(std::string_view command) {
    return {.code = "not-allowed",
            .words = "Your role may not do '" + std::string(command) + "'.",
            .next = "Ask somebody whose role allows it; 'almoner user list' shows who.",
            .field = "as",
            .citation = ""};
}

// A door of another version may ask for what this one does not know: that must not stop the writer.
Refusal unknown_command() {
    return {
        .code = "command-unknown",
        .words = "This almoner has no such command.",
        .next = "'almoner --help' lists them; the program and the server must be the same version.",
        .field = "command",
        .citation = ""};
}

Role role_of(const ledger::Actor& actor) {
    switch (actor.role) {
        case ledger::ActorRole::maker: return Role::maker;
        case ledger::ActorRole::checker: return Role::checker;
        case ledger::ActorRole::viewer: return Role::viewer;
        case ledger::ActorRole::scheduler: return Role::scheduler;
    }
    return Role::viewer;
}

// What somebody must be able to do before there is anybody to sign it.
bool begins_an_area(std::string_view command) {
    return command == "init" || command == "user add";
}

// The actor as the records know it now; nobody while the area is begun and has no actors at all.
Outcome<Actor> actor_for(ledger::Database& database, const Command& command) {
    if (const auto known = ledger::actor_by_ref(database, command.actor, command.today)) {
        if (known->active) {
            return Actor{.number = known->number,
                         .ref = known->ref,
                         .role = role_of(*known),
                         .approve_limit = known->approve_limit};
        }
    } else if (command.actor.empty() && begins_an_area(command.name) &&
               !database.select(any_actor).next()) {
        return Actor{.number = 0, .ref = "", .role = Role::checker};
    } else if (command.actor == scheduler_ref) {
        // Ours alone: no door lets anyone in as a user that is not in the records.
        return Actor{.number = 0, .ref = command.actor, .role = Role::scheduler};
    }
    const bool has_users = database.select(any_actor).next();
    return Refusal{.code = "actor-unknown",
                   .words = has_users ? "There is no such active user in this area."
                                      : "This area has no users yet.",
                   .next = has_users ? "Give your user with --as; 'almoner user list' shows them."
                                     : "Add a checker first, with 'almoner user add'.",
                   .field = "as",
                   .citation = ""};
}

CommandResult refused(Refusal refusal) {
    CommandResult result;
    result.outcome = std::move(refusal);
    return result;
}

bool time_went_back(ledger::Database& database, ledger::Date today) {
    ledger::Rows rows = database.select(last_booked);
    return rows.next() && today < rows.date(0);
}

ledger::Stamp stamp_of(const Command& command, const Actor& actor, bool moves_money) {
    return {.command = command.name,
            .key = command.key,
            .actor = actor.number,
            .at_ms = command.at_ms,
            .today = command.today,
            .fields = &command.fields,
            .dry_run = command.dry_run,
            .moves_money = moves_money};
}

}  // namespace

CommandResult dispatch(ledger::AreaWriter& writer,
                       const Surroundings& around,
                       const Command& command) {
    const CommandEntry* const entry = find_command(command.name);
    if (entry == nullptr) return refused(unknown_command());
    const auto text = check_text(command.fields);
    if (!text.accepted()) return refused(text.refusal());
    const Outcome<Actor> actor = actor_for(writer.database(), command);
    if (!actor.accepted()) return refused(actor.refusal());
    if (std::find(entry->who.begin(), entry->who.end(), actor.value().role) == entry->who.end()) {
        return refused(not_allowed(command.name));
    }
    if (time_went_back(writer.database(), command.today)) {
        return refused({.code = "clock-went-back",
                        .words = "The books were last written on a later day than " +
                                 command.today.words() + ".",
                        .next = "Set this machine's clock right, or give a later --as-of.",
                        .field = "as-of",
                        .citation = ""});
    }
    // Read anew, so that a setting counts from the next command on, also in a server that runs.
    Surroundings now = around;
    for (auto& [name, value] : area_settings(writer.database())) now.settings[name] = value;
    return writer.run(stamp_of(command, actor.value(), entry->moves_money),
                      [&](ledger::Work& work) {
                          Asked asked{.work = work,
                                      .fields = Fields(command.fields),
                                      .actor = actor.value(),
                                      .around = now};
                          return entry->handler(asked);
                      });
}

CommandResult DirectRunner::run(const Command& command) {
    return in_group(writer_, [&] { return dispatch(writer_, around_, command); });
}

}  // namespace almoner::scheduler
