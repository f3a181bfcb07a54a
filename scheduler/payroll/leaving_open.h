// What the ends of a budget's jobs make owed and no slip in the books pays yet.
#pragma once

#include "ledger/calendar/date.h"
#include "scheduler/payroll/leaving_pay.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct OpenLeavingPay {
    std::string job{};  // its reference
    LeavingPart part{};
    bool is_reckoned = true;  // else the rates lack what it follows from
};

// Of every job of the budget that has ended, by its employer and its number; without what somebody
// decided is not due. Where the rates have not what one needs, every part that its end may owe,
// without an amount.
[[nodiscard]] std::vector<OpenLeavingPay> open_leaving_pay(ledger::Database& database,
                                                           const rules::RateBook& book,
                                                           std::int64_t budget,
                                                           ledger::Date on);

// Of this job, in words with what to do: its P45 and what HMRC is told of its end lack that pay.
[[nodiscard]] std::optional<ledger::Refusal> leaving_pay_is_open(ledger::Database& database,
                                                                 const rules::RateBook& book,
                                                                 const ledger::Employment& job,
                                                                 ledger::Date on);

}  // namespace almoner::scheduler
