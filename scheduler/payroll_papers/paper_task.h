// What tasks about a paper of payroll are about.
#pragma once

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payroll_paper.h"
#include "ledger/storage/database.h"

#include <string>

namespace almoner::scheduler {

// "employment:J1 paper:12", or "employer:E1 paper:12".
[[nodiscard]] inline std::string paper_task_subject(ledger::Database& database,
                                                    const ledger::PayrollPaper& paper) {
    const std::string number = " paper:" + std::to_string(paper.id);
    const auto job =
        ledger::employment_numbered(database, paper.about.employment, ledger::last_day_of_all);
    if (job) return "employment:" + job->ref + number;
    const auto employer =
        ledger::employer_numbered(database, paper.about.employer, ledger::last_day_of_all);
    return "employer:" + (employer ? employer->ref : std::string{}) + number;
}

}  // namespace almoner::scheduler
