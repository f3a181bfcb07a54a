#include "api/cli/payroll_employers.h"

#include "ledger/records/in_force.h"

namespace almoner::api {

ledger::Outcome<std::vector<ledger::Employer>> employers_wanted(const Call& call,
                                                                Reading& reading) {
    const auto wanted = call.fields.find("employer");
    const bool is_one = wanted != call.fields.end();
    auto all = ledger::employers_on(*reading.database, ledger::last_day_of_all);
    std::erase_if(all, [&](const ledger::Employer& each) {
        const bool is_other = is_one && each.ref != wanted->second;
        return is_other || !reading.scope.sees_person(ledger::holder_of(*reading.database, each));
    });
    if (!is_one || !all.empty()) return all;
    return ledger::Refusal{.code = "employer-unknown",
                           .words = "There is no employer of this reference.",
                           .next = "Look at 'almoner payroll employers'.",
                           .field = "employer",
                           .citation = {}};
}

}  // namespace almoner::api
