// Proves the tables from the journal: replays every command and names each row that says something
// else.
#pragma once

#include "ledger/journal/journal.h"
#include "ledger/storage/database.h"
#include "ledger/verify/erasures.h"
#include "ledger/verify/fault.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::ledger {

struct VerifyReport {
    std::vector<Fault> faults;  // in the order found
    std::int64_t more_faults = 0;
    std::int64_t commands = 0;
    std::int64_t transfers = 0;
    std::int64_t records = 0;
    JournalHead head;  // what a witness may keep for the next time

    [[nodiscard]] bool clean() const { return faults.empty(); }
};

// Reads one state of the books from a connection of its own; never writes.
//
// What it can't know: a journal whose newest rows were cut off together with all that they did is a
// whole, shorter journal. Only a head that was kept elsewhere (printed on a funder's statement)
// shows it: give it as `witness`. Personal text that was erased with its salt is no longer
// provable; what was erased and is not among `erasures` is a fault. Leases and runs of jobs,
// settings and the access log are not journalled.
[[nodiscard]] VerifyReport verify(Database& reader,
                                  const std::optional<JournalHead>& witness = std::nullopt,
                                  const Erasures& erasures = {});

}  // namespace almoner::ledger
