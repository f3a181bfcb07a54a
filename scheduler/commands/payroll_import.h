// almoner payroll import: takes a payroll over from another bureau.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: file:NAME for each file of the folder (scheduler/payroll/take_over.h). Every error at
// once, and with any nothing is loaded; once the area pays, a second person imports the same files.
// Answers {"files": {name: {"new", "known"}}, "sums"}. Refused: payroll-import-no-files,
// payroll-import-has-errors, needs-checker.
[[nodiscard]] ledger::Outcome<Answer> payroll_import(Asked& asked);

}  // namespace almoner::scheduler
