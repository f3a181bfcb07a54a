// Moves a bank line from suspense on to where it belongs, in one unit of work.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/suspense.h"
#include "ledger/values/kinds.h"
#include "ledger/values/outcome.h"
#include "scheduler/option_change/hand_over.h"
#include "scheduler/payroll/hmrc_refund.h"
#include "scheduler/reconciliation/bank_line.h"
#include "scheduler/reconciliation/destination.h"

#include <cstdint>

namespace almoner::scheduler {

// What somebody says that a line is. As the destination needs it: a payment, a file, whose money it
// is, a budget, a recharge, or the other line; the rest is 0.
struct LineExplained {
    ledger::SuspenseItem item;
    const Destination* to = nullptr;
    std::int64_t payment = 0;
    std::int64_t submission = 0;
    std::int32_t body = 0;
    ledger::Stream stream = ledger::Stream::unassigned;
    std::int32_t budget = 0;
    // Of a hand-over: the other option, from which it came or to which it went.
    ledger::Option other_option = ledger::Option::none;
    std::int64_t other_item = 0;
    std::int64_t recharge = 0;
};

[[nodiscard]] ledger::Money size_of(const ledger::SuspenseItem& item);  // in and out alike
// What such a line says, where it is a hand-over: its client account is one side.
[[nodiscard]] HandOver hand_over_of(const LineExplained& line);
[[nodiscard]] HmrcRefund refund_of(const LineExplained& line);  // where it is one of HMRC's
[[nodiscard]] LineWay way_of(const ledger::SuspenseItem& item);
[[nodiscard]] LinePlace place_of(ledger::Database& database,
                                 const ledger::SuspenseItem& item,
                                 ledger::Date today);

// Refused: line-explained, destination-not-for-it, nothing-owed, other-line-differs,
// more-than-is-left, recharge-not-approved.
[[nodiscard]] ledger::Outcome<ledger::Done> may_explain(ledger::Work& work,
                                                        const LineExplained& line);
// Posts it. Refused as may_explain(), and with line-does-not-fit where the payment or the file says
// something else.
[[nodiscard]] ledger::Outcome<ledger::Done> explain(ledger::Work& work,
                                                    const LineExplained& line,
                                                    std::int64_t proposal);

// Reverses everything that the item's explanation posted: the line is unexplained again. Refused:
// line-not-explained, explanation-built-on.
[[nodiscard]] ledger::Outcome<ledger::Done> undo_explanation(ledger::Work& work,
                                                             std::int64_t item,
                                                             std::int64_t proposal);

}  // namespace almoner::scheduler
