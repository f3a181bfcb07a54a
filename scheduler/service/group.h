// A group of commands: committed whole, and run again whole where the database took it back for
// another's sake.
#pragma once

#include "ledger/area/area_writer.h"
#include "ledger/storage/conflict.h"

namespace almoner::scheduler {

// `run` gives the commands of the group to the writer and returns their results, which count only
// once this has returned. It may be called several times; nothing of an earlier time is stored.
// After any other failure the group is abandoned and the failure thrown on.
template <class Run>
auto in_group(ledger::AreaWriter& writer, const Run& run) {
    for (int attempt = 1;; ++attempt) {
        try {
            writer.begin_group();
            auto results = run();
            writer.commit_group();
            return results;
        } catch (const ledger::StorageConflict&) {
            writer.abandon_group();
            if (attempt == ledger::most_attempts) throw;
        } catch (...) {
            try {
                writer.abandon_group();
            } catch (...) {  // NOLINT(bugprone-empty-catch): the first failure is the one to tell
            }
            throw;
        }
    }
}

}  // namespace almoner::scheduler
