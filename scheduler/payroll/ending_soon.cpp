#include "scheduler/payroll/ending_soon.h"

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "scheduler/payroll/scheme_needed.h"

#include <string>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;

bool goes_on(const std::optional<Date>& end_on, Date today) {
    return !end_on || *end_on >= today;
}

JobCommand task(std::string kind, std::string subject, Date due_on, std::string words) {
    return {.name = "task open",
            .fields = {{"kind", std::move(kind)},
                       {"subject", std::move(subject)},
                       {"due", due_on.iso()},
                       {"owner", "payroll"},
                       {"words", std::move(words)}}};
}

}  // namespace

JobFindings look_for_ending_papers(ledger::Database& database, Date today) {
    JobFindings found;
    const Date soon = today + days_before_papers_end;
    for (const ledger::Employment& job : ledger::employments_on(database, today)) {
        const auto until = job.right_to_work_until;
        if (!until || *until > soon || !goes_on(job.end_on, today)) continue;
        found.commands.push_back(
            task("right-to-work-ends",
                 "employment:" + job.ref,
                 *until,
                 "The right to work that " + job.ref + " rests on ends on " + until->iso() +
                     ": look at new papers, then 'almoner employment change'."));
    }
    for (const ledger::Employer& employer : ledger::employers_on(database, today)) {
        const auto until = employer.insured_until;
        if (!until || *until > soon || !goes_on(employer.end_on, today)) continue;
        found.commands.push_back(task("insurance-ends",
                                      "employer:" + employer.ref,
                                      *until,
                                      "The employer's liability insurance of " + employer.ref +
                                          " ends on " + until->iso() +
                                          ": have it renewed, then 'almoner employer change'."));
    }
    for (const ledger::Employer& employer : ledger::employers_on(database, today)) {
        const auto since = scheme_needed_since(database, employer);
        if (!since) continue;
        found.commands.push_back(
            task("scheme-needed",
                 "employer:" + employer.ref,
                 today,
                 "HMRC has to be told of what " + employer.ref + " paid from " + since->iso() +
                     " on, and it has no PAYE scheme: register it, then 'almoner employer change "
                     "--hmrc asked'."));
    }
    found.words = std::to_string(found.commands.size()) + " papers of payroll end soon";
    return found;
}

}  // namespace almoner::scheduler
