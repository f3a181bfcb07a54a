// Once an area pays, what an import brings in needs two people: the same files, asked for twice.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view import_proposal = "import";

// Where the import stands. One of: may go on (both empty); goes on and closes `confirms`; or waits
// for another person, with the answer to give.
struct SecondPerson {
    std::optional<std::int64_t> confirms{};
    std::int64_t proposed_by = 0;  // of what is confirmed
    std::optional<Answer> waits{};
};

// Refused: needs-checker (the second person of an import is a checker).
[[nodiscard]] ledger::Outcome<SecondPerson> second_person_for(Asked& asked);
void close_import_proposal(ledger::Work& work, std::int64_t proposal);
// Files of which the books have every row: what was asked for with them is open no longer.
void withdraw_import_proposal(Asked& asked);

// 'proposal confirm' of an import: always refused, since it would not show what it confirms.
[[nodiscard]] ledger::Outcome<ledger::Done> import_takes_effect(Asked& asked,
                                                                const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
