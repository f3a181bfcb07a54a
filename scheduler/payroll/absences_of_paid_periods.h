// Absences that were recorded or changed behind the slip that paid their days: what it paid no
// longer fits them.
#pragma once

#include "scheduler/payroll/job_on_payday.h"

#include <vector>

namespace almoner::scheduler {

// A finding for each earlier slip that closed a period: its sum is the slip's number. Nothing is
// made up for by a later slip; the correction of that one does it.
void find_absences_of_paid_periods(const JobRecords& job, std::vector<JobFinding>& findings);

}  // namespace almoner::scheduler
