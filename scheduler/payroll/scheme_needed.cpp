#include "scheduler/payroll/scheme_needed.h"

#include "ledger/records/in_force.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Employment;
using ledger::Money;
using ledger::PaySlip;

bool is_owed_to_hmrc(const PaySlip& slip) {
    const Money none;
    return slip.at_lel != none || slip.tax != none || slip.ni_employee != none ||
           slip.ni_employer != none || slip.loan != none || slip.postgraduate != none;
}

// As the starter's declaration says (C), or by the records of a second employer.
bool has_another_job(ledger::Database& database, const Employment& job, Date on) {
    if (job.starter == "C") return true;
    const auto all = ledger::employments_of_assistant(database, job.assistant, on);
    return std::ranges::any_of(all, [&](const Employment& each) {
        const bool is_on = each.start_on <= on && (!each.end_on || on <= *each.end_on);
        return is_on && each.employer != job.employer;
    });
}

}  // namespace

bool needs_scheme(ledger::Database& database, const Employment& job, const PaySlip& slip) {
    return is_owed_to_hmrc(slip) || has_another_job(database, job, slip.paid_on);
}

std::optional<Date> scheme_needed_since(ledger::Database& database,
                                        const ledger::Employer& employer) {
    std::optional<Date> since;
    if (employer.hmrc != "none-needed") return since;
    for (const Employment& job :
         ledger::employments_of_employer(database, employer.number, ledger::last_day_of_all)) {
        for (const PaySlip& slip : ledger::slips_that_count(database, job.number)) {
            const bool is_earlier = !since || slip.paid_on < *since;
            if (is_earlier && needs_scheme(database, job, slip)) since = slip.paid_on;
        }
    }
    return since;
}

}  // namespace almoner::scheduler
