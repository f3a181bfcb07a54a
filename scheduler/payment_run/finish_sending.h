// The second half of sending: what was intended goes into the outbox, once, also after a crash.
#pragma once

#include "gateway/outbox/outbox.h"
#include "ledger/records/submission.h"
#include "ledger/storage/database.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/command.h"

#include <functional>
#include <map>
#include <string>

namespace almoner::scheduler {

// The bytes that the records give are not those that were intended, or another file stands in the
// outbox under that name: nothing more is sent until a person has looked (exit code 5).
struct SendingBroken : ledger::InvariantBroken {
    using ledger::InvariantBroken::InvariantBroken;
};

// A command that the door runs next, under this key.
struct NextCommand {
    std::string name;
    std::string key;
    std::map<std::string, std::string> fields;
};
using RunNext = std::function<ledger::Outcome<Answer>(const NextCommand&)>;

// For every run whose files are perhaps not in the outbox: takes the bytes that were planned, or
// rebuilds them, compares the hash, writes what is not there, then runs "run sent". The door calls
// it after "run send" has committed and at every start. A file that is there with the same hash is
// only noted. Returns how many runs it finished. Throws SendingBroken, and std::system_error where
// the outbox can't be written.
[[nodiscard]] ledger::Outcome<int> finish_sending(ledger::Database& database,
                                                  gateway::Outbox& outbox,
                                                  const RunNext& run_next);

}  // namespace almoner::scheduler
