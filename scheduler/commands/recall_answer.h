// What a camt.029 does to the payments that we asked to have back.
#pragma once

#include "ledger/area/work.h"
#include "scheduler/commands/command.h"

#include <string_view>

namespace almoner::scheduler {

[[nodiscard]] bool is_recall_answer(std::string_view file);

// A recall that is confirmed voids the payment: due again. One that is refused leaves it sent. What
// nobody asked for, and what has left or ended by now, is only counted: the statement says the
// rest.
[[nodiscard]] ledger::Outcome<Answer> import_recall_answer(ledger::Work& work,
                                                           std::string_view file);

}  // namespace almoner::scheduler
