// Asks a command's handler as a door would, in a unit of work of its own.
#pragma once

#include "scheduler/commands/command.h"
#include "tests/support/test_area.h"

#include <map>
#include <string>

namespace almoner::tests {

inline const scheduler::Actor asking_maker{
    .number = 1, .ref = "maker", .role = scheduler::Role::maker};
inline const scheduler::Actor asking_checker{
    .number = 2, .ref = "checker", .role = scheduler::Role::checker};

inline ledger::Outcome<std::string> ask(TestArea& area,
                                        scheduler::CommandHandler handler,
                                        const std::map<std::string, std::string>& fields,
                                        const scheduler::Actor& actor = asking_checker) {
    ledger::Stamp stamp = area.next_stamp();
    stamp.actor = actor.number;
    stamp.fields = &fields;
    const scheduler::Surroundings around{};
    return area.writer()
        .run_alone(stamp,
                   [&](ledger::Work& work) -> ledger::Outcome<std::string> {
                       scheduler::Asked asked{work, scheduler::Fields(fields), actor, around};
                       return handler(asked);
                   })
        .outcome;
}

}  // namespace almoner::tests
