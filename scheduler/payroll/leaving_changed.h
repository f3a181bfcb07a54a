// What slips in the books paid of a job's end, and is due otherwise by what was decided since.
#pragma once

#include "ledger/area/work.h"
#include "rules/payroll/rate_book.h"
#include "scheduler/payroll/job_on_payday.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::scheduler {

inline constexpr std::string_view leaving_changed_task = "leaving-pay-changed";

struct ChangedLeavingPay {
    std::int64_t slip = 0;
    std::string part{};  // one of ledger::leaving_parts
    ledger::Money paid{};
    ledger::Money due{};

    friend bool operator==(const ChangedLeavingPay&, const ChangedLeavingPay&) = default;
};

// Of slips that count, as a correction of each would pay it. How much holiday is left changes with
// other records: of it, only that a slip paid what is not due. Nothing where nobody decided.
[[nodiscard]] std::vector<ChangedLeavingPay> changed_leaving_pay(ledger::Database& database,
                                                                 const rules::RateBook& book,
                                                                 std::int64_t employment);

// A finding for each, in a run that pays the job later: no later slip makes it good.
void find_changed_leaving_pay(ledger::Database& database,
                              const rules::RateBook& book,
                              const JobRecords& job,
                              std::vector<JobFinding>& findings);

// One task for the job while there is any; none is open once there is none.
void tell_changed_leaving_pay(ledger::Work& work,
                              const rules::RateBook& book,
                              std::int64_t employment);

}  // namespace almoner::scheduler
