// Notes that somebody looks at a person's money, before it is shown to them.
#pragma once

#include "scheduler/commands/command.h"
#include "scheduler/service/command_runner.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// Fields: person (their reference; of several, with commas between), what ("balance", "detail",
// "history", "payees", "case"), purpose. Refused: person-unknown.
[[nodiscard]] ledger::Outcome<Answer> access_note(Asked& asked);

struct LookAt {
    std::string actor;   // their reference
    std::string person;  // likewise; of several, with commas between
    std::string_view what;
    std::string purpose;
};
// The command for a look at this moment; in a simulated area, on the last day of its books.
[[nodiscard]] Command access_command(ledger::Database& reader,
                                     const LookAt& look,
                                     std::int64_t now_ms,
                                     ledger::Date today);

}  // namespace almoner::scheduler
