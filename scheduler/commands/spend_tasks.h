// The tasks that spending leaves to people.
#pragma once

#include "ledger/area/work.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// One task for each budget says how many lines wait to be confirmed; none wait, none stands.
void tell_what_waits(ledger::Work& work, std::int64_t budget);

// "spend:12": what the rules ask about one line.
[[nodiscard]] std::string spend_ref(std::int64_t spend);
inline constexpr std::string_view spend_question_task = "spend-question";

}  // namespace almoner::scheduler
