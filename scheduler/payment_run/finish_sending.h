// The second half of sending: what was intended goes into the outbox, once, also after a crash.
#pragma once

#include "gateway/outbox/outbox.h"
#include "ledger/records/submission.h"
#include "ledger/storage/database.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/command.h"
#include "scheduler/payment_run/file_days.h"

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
    bool by_scheduler = false;  // whoever asked for the first one
};
using RunNext = std::function<ledger::Outcome<Answer>(const NextCommand&)>;

// For every run whose files are perhaps not in the outbox: takes the bytes that were planned, or
// rebuilds them, compares the hash, writes what is not there, and runs "run sent" for each file
// once it is there. The door calls it after "run send" has committed and at every start. A file
// that is there with the same hash is only noted. One that is not there and can't keep its days any
// more is not written: "run not-sent" takes it back, and its run waits to be sent again or
// cancelled. Returns how many runs it finished. Throws SendingBroken, and std::system_error where
// the outbox can't be written.
[[nodiscard]] ledger::Outcome<int> finish_sending(ledger::Database& database,
                                                  gateway::Outbox& outbox,
                                                  const WritingMoment& moment,
                                                  const RunNext& run_next);

}  // namespace almoner::scheduler
