#include "tests/power/life.h"

#include <algorithm>

namespace almoner::tests {
namespace {

using What = Broken::What;

// The journal's hashes go over all that a command did: what is the same up to here did the same.
void check_journal(const std::vector<StoredEntry>& found, const Script& script, std::size_t done) {
    const std::size_t acknowledged = script.entries_before(done);
    if (found.size() < acknowledged) {
        throw Broken(What::acknowledged_lost,
                     "of " + std::to_string(acknowledged) + " acknowledged entries " +
                         std::to_string(found.size()) + " are there");
    }
    if (!script.commits.contains(found.size())) {
        throw Broken(What::half_applied,
                     "a group is there in part: " + std::to_string(found.size()) + " entries");
    }
    if (found.size() > script.journal.size() ||
        !std::equal(found.begin(), found.end(), script.journal.begin())) {
        throw Broken(What::half_applied, "the journal is not what was written");
    }
}

// Given again with its key, the newest acknowledged command says what it said, and changes nothing.
void check_answer(Session& session, const Script& script, std::size_t done) {
    std::size_t step = done;
    while (step > 0 && !script.steps[step - 1].has_commands) --step;
    if (step == 0) return;
    const std::size_t before = session.journal().size();
    const Step& given = script.steps[step - 1];
    const auto again = given.run(session).texts;
    if (again != given.answers && again != given.answers_again) {
        throw Broken(What::half_applied, "another answer than was given: " + again.front());
    }
    if (session.journal().size() != before) {
        throw Broken(What::half_applied, "a command that was acknowledged was applied again");
    }
}

}  // namespace

std::size_t check_what_survived(PowerVfs& vfs,
                                const Disk& disk,
                                const Script& script,
                                std::size_t done,
                                const SessionSettings& settings) {
    vfs.insert(disk, 1);
    try {
        Session session(settings);
        const auto journal = session.journal();
        check_journal(journal, script, done);
        const auto faults = session.faults();
        if (!faults.empty()) throw Broken(What::not_clean, "verify: " + faults.front());
        check_answer(session, script, done);
        return journal.size();
    } catch (const ledger::StorageError& error) {
        throw Broken(What::not_opened, error.what());
    }
}

}  // namespace almoner::tests
