#include "scheduler/commands/payroll_import.h"

#include "scheduler/commands/import_area.h"
#include "scheduler/commands/import_second_person.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/take_over.h"

namespace almoner::scheduler {

ledger::Outcome<Answer> payroll_import(Asked& asked) {
    const gateway::AreaBytes files = import_files(*asked.work.stamp().fields);
    if (files.empty()) {
        return refused_in("folder",
                          "payroll-import-no-files",
                          "There is nothing to import.",
                          "Name a folder with the files of the payroll.");
    }
    const auto has_errors = [](const TakeOver& take_over) {
        return refused_in("folder",
                          "payroll-import-has-errors",
                          all_told(" in the files, and nothing was loaded:", take_over.errors()),
                          "Mend the rows and import the folder again.");
    };
    TakeOver looked(asked);
    looked.look_at(files);
    // Nobody is asked to confirm what would load nothing.
    if (!looked.any_new()) {
        if (!looked.errors().empty()) return has_errors(looked);
        withdraw_import_proposal(asked);
        return looked.answer();
    }
    const auto second = second_person_for(asked);
    if (!second.accepted()) return second.refusal();
    // Whoever looks first with a dry run sees the errors; what waits may write nothing.
    if (second.value().waits) return *second.value().waits;
    TakeOver take_over(asked, second.value().proposed_by);
    take_over.take(files);
    if (!take_over.errors().empty()) return has_errors(take_over);
    if (second.value().confirms) close_import_proposal(asked.work, *second.value().confirms);
    return take_over.answer();
}

}  // namespace almoner::scheduler
