// What was spent, and what of a budget's money is free: what is read of it.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Refused: budget-unknown.
[[nodiscard]] int list_spends(const Program& program, const Call& call, Reading& reading);
[[nodiscard]] int show_surplus(const Program& program, const Call& call, Reading& reading);
// Of every budget with more free than --weeks of its money, else than the policy's; the most first.
[[nodiscard]] int list_surpluses(const Call& call, Reading& reading);

// Every error of the file at once, then the command.
[[nodiscard]] int import_spends(const Program& program, Call& call);

}  // namespace almoner::api
