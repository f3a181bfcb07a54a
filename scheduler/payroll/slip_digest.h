// A slip in one line of hexadecimal: what two people have seen is what is put in its place.
#pragma once

#include "scheduler/payroll/draft_payroll.h"

#include <string>

namespace almoner::scheduler {

// Of every figure, line, order, part and sum given back. Findings are none of it.
[[nodiscard]] std::string digest_of_slip(const DraftSlip& slip);

}  // namespace almoner::scheduler
