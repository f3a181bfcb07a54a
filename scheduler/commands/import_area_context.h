// What every part of an import shares, and the one decision about a row: new, same or different.
#pragma once

#include "scheduler/commands/import_area_known.h"
#include "scheduler/commands/import_area_report.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

namespace almoner::scheduler {

struct ImportContext {
    ledger::Work& work;
    std::int64_t importer = 0;
    std::int64_t proposed_by = 0;  // who asked for it before, where the importer confirms it
    ledger::Date from{};           // the day from which a changed row counts
    bool apply = false;
    const gateway::AreaFiles& rows;
    KnownArea known;
    ImportReport report{};
    std::unordered_map<std::string, std::int64_t> person_of_budget{};  // by the budget's reference

    // Whether the record is to be written: it is new, or it differs and may be applied. `entry` is
    // what the books have.
    template <class Record>
    bool decide(gateway::AreaFile file,
                const typename Known<Record>::Entry& entry,
                Changes changes) {
        FileCount& count = report.count(file);
        if (!entry.stored) {
            ++count.added;
            return true;
        }
        if (changes.none()) {
            ++count.same;
            return false;
        }
        if (entry.later) {
            changes.forbid("A later change is already recorded. Change it by hand.");
        }
        const bool applied = apply && changes.may_be_applied();
        ++(applied ? count.changed : count.different);
        for (const Change& change : changes.found()) {
            report.differences.push_back({file, entry.record.ref, change});
        }
        return applied;
    }

    // The day from which a new row counts: from its own start where that is earlier.
    [[nodiscard]] ledger::Date begins(ledger::Date start) const { return std::min(from, start); }
};

}  // namespace almoner::scheduler
