// When an employer pays HMRC, for which tax months, and under which reference.
#pragma once

#include "ledger/calendar/date.h"
#include "rules/payroll/tax_year.h"

#include <string>

namespace almoner::rules {

struct HmrcPeriod {
    ledger::Period days{};  // paydays in it are paid together: ends on a 5th
    TaxYear year{};
    int last_month = 1;       // its last tax month, 1 to 12
    ledger::Date due_by{};    // the 22nd after it: money that is cleared (electronic payment)
    std::string reference{};  // behind the accounts office reference: "2712" (memory, unverified)

    friend bool operator==(const HmrcPeriod&, const HmrcPeriod&) = default;
};

// Of the payday: its tax month, or its tax quarter (to 5 July, October, January, April). Where the
// 22nd is no working day, the bank's working day before it counts.
[[nodiscard]] HmrcPeriod hmrc_period(ledger::Date paid_on, bool is_quarterly);

// Contributions reach the scheme by the 22nd of the month after the payday (memory, unverified).
[[nodiscard]] ledger::Date pension_due_by(ledger::Date paid_on);

}  // namespace almoner::rules
