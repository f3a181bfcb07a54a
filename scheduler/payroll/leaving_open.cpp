#include "scheduler/payroll/leaving_open.h"

#include "ledger/records/in_force.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/pay_calendar.h"

#include <algorithm>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Employer;
using ledger::Employment;
using ledger::last_day_of_all;
using ledger::Outcome;

Outcome<std::vector<LeavingPart>> parts_of(ledger::Database& database,
                                           const rules::RateBook& book,
                                           const Employer& employer,
                                           const Employment& job,
                                           ledger::Date on) {
    const auto holidays = loaded_holidays(database).value_or(ledger::BankHolidays{});
    const PaydayWanted wanted{
        .kind = "leaver",
        .paid_on = std::max(on, *job.end_on),
        .days = employer_period_holding(employer, *job.end_on, holidays).days};
    return leaving_parts(database, book, job_on_payday(database, employer, job, wanted), {});
}

}  // namespace

Outcome<std::vector<OpenLeavingPay>> open_leaving_pay(ledger::Database& database,
                                                      const rules::RateBook& book,
                                                      std::int64_t budget,
                                                      ledger::Date on) {
    std::vector<OpenLeavingPay> open;
    for (const Employer& employer : ledger::employers_on(database, last_day_of_all)) {
        if (employer.budget != budget) continue;
        for (const Employment& job :
             ledger::employments_of_employer(database, employer.number, last_day_of_all)) {
            if (!job.end_on) continue;
            auto parts = parts_of(database, book, employer, job, on);
            if (!parts.accepted()) return parts.refusal();
            for (LeavingPart& each : std::move(parts).value()) {
                open.push_back({.job = job.ref, .part = std::move(each)});
            }
        }
    }
    return open;
}

}  // namespace almoner::scheduler
