// The commands around a job: it takes its lease, it notes that it was done, it opens tasks.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Field: job. Refused: job-unknown, job-runs-already (another holds its lease).
[[nodiscard]] ledger::Outcome<Answer> job_run(Asked& asked);

// Fields: job, holder (the key of "job run"), words, refused (the code of what was refused: the
// lease goes back and the job stays due).
[[nodiscard]] ledger::Outcome<Answer> job_done(Asked& asked);

// Fields: kind, subject, due, owner, words. One open task for each kind and subject: the same again
// changes nothing, and other words take its place, due when it was.
[[nodiscard]] ledger::Outcome<Answer> task_open(Asked& asked);

// Fields: kind, subject, cause. What the task asked for has come about by itself.
[[nodiscard]] ledger::Outcome<Answer> task_settled(Asked& asked);

}  // namespace almoner::scheduler
