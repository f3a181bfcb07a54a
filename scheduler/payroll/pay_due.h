// What employers have to pay, to whom and by when: wages, HMRC, pension schemes, orders.
#pragma once

#include "ledger/calendar/bank_holidays.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct PayDue {
    std::string what{};  // "net-pay", "hmrc", "pension", "attachment"
    std::int64_t employer = 0;
    std::int64_t employment = 0;  // of net pay and orders; 0: of all jobs
    std::int64_t slip = 0;        // of net pay and orders
    ledger::Money amount{};
    ledger::Date due_by{};    // a working day
    std::string reference{};  // of HMRC's part: the period behind the accounts office reference
    bool is_managed = false;  // the support service pays it; else the holder

    friend bool operator==(const PayDue&, const PayDue&) = default;
};

// Out of the slips in the books that no other corrects, whatever was paid of them already: what is
// due from the first to the last day, by day, employer and job. What is nil is left out; of HMRC's
// below zero is what it owes the employer.
[[nodiscard]] std::vector<PayDue> pay_due(ledger::Database& database,
                                          const ledger::Period& days,
                                          const ledger::BankHolidays& holidays);

}  // namespace almoner::scheduler
