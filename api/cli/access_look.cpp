#include "api/cli/access_look.h"

#include "scheduler/commands/access_note.h"

namespace almoner::api {

ledger::Outcome<ledger::Done> note_look(const Program& program,
                                        const Call& call,
                                        Reading& reading,
                                        const std::string& person,
                                        ledger::Look look) {
    const auto what = ledger::access_to_note(reading.scope, look);
    if (!what) return ledger::Done{};
    const auto command = scheduler::access_command(
        *reading.database,
        {.actor = call.as, .person = person, .what = *what, .purpose = reading.scope.purpose},
        program.clock(),
        reading.today);
    Call note;
    note.words = command.name;
    note.fields = command.fields;
    note.data = call.data;
    note.store = call.store;
    note.as = call.as;
    note.credential = call.credential;
    note.key = command.key;
    // Only a simulated area takes a day, and only there the books go by another clock.
    if (command.today != reading.today) note.as_of = command.today.iso();
    const ledger::CommandResult result = ask_at_door(program, note);
    if (!result.outcome.accepted()) return result.outcome.refusal();
    return ledger::Done{};
}

}  // namespace almoner::api
