// What a notice of kind decision says was decided; the other kinds say it by themselves.
#pragma once

#include "ledger/records/notice.h"

#include <string>

namespace almoner::scheduler {

// The reasons of such a notice begin with it, on a line of its own.
[[nodiscard]] std::string with_decision(const std::string& decided, const std::string& reasons);
// Empty where the kind says it, and of a notice that was drafted before this was asked for.
[[nodiscard]] std::string decided_in(const ledger::Notice& notice);
// Without it.
[[nodiscard]] std::string reasons_in(const ledger::Notice& notice);

}  // namespace almoner::scheduler
