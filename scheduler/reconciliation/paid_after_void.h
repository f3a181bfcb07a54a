// The tasks for a person where a payment that was rejected or recalled settles after all.
#pragma once

#include "ledger/area/work.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

inline constexpr std::string_view paid_after_void = "paid-after-void";
inline constexpr std::string_view paid_twice = "paid-twice";

// `others` went out in its place: a task of its own, due the next day, while a recall may still be
// in time.
void tell_paid_after_void(ledger::Work& work,
                          std::int64_t payment,
                          const std::vector<std::int64_t>& others);

}  // namespace almoner::scheduler
