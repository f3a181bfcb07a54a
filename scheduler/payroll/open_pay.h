// What the slips of managed accounts still owe: to assistants, HMRC, schemes and courts, less what
// is promised or paid of it.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/bank_holidays.h"
#include "ledger/records/payment.h"
#include "ledger/records/slip_pay_out.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace almoner::scheduler {

// By part of a slip; what is nil is left out. Below zero only of HMRC: a refund that is set off.
using OpenParts = std::map<ledger::SlipDebt, ledger::Money>;

struct OpenPay {
    ledger::PaymentKind kind{};
    std::int64_t employer = 0;
    std::int64_t slip = 0;       // of net pay and orders; of the others one of them
    std::int64_t pay_order = 0;  // of an attachment
    std::int64_t budget = 0;
    ledger::Option option = ledger::Option::none;
    std::int64_t client_account = 0;
    ledger::Date due_by{};    // a working day
    ledger::Date ready_on{};  // HMRC: the first day on which nothing more comes to it
    std::string period{};     // HMRC: behind the accounts office reference
    ledger::Money amount{};   // above zero
    std::vector<std::pair<ledger::SlipDebt, ledger::Money>> parts{};
};

// As if the payments of these ids were not there; {0, 0}: all are counted. Folds the books.
[[nodiscard]] OpenParts open_parts(ledger::Work& work, const ledger::IdRange& without);

// What the slips that count owe less what is promised and paid of it, by the same without a plan
// line, whatever of it is owed back: below zero, more is promised and paid than is owed. As the
// tables have it: where a line is posted the books may be overdrawn, and can't be folded.
[[nodiscard]] OpenParts left_by_rows(ledger::Work& work);

// By due day, then as people are paid: wages, orders, HMRC, pension. What HMRC owes an employer is
// set off against the next that it is owed.
[[nodiscard]] std::vector<OpenPay> open_pay(ledger::Work& work,
                                            const ledger::BankHolidays& holidays);

}  // namespace almoner::scheduler
