#include "scheduler/payroll/payroll_people.h"

#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using ledger::Outcome;

constexpr std::string_view emergency_code_unless_set = "1257L";

}  // namespace

Outcome<ledger::Employer> employer_asked_for(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("employer");
    if (!ref.accepted()) return ref.refusal();
    const auto known = ledger::employer_by_ref(asked.work.database(), ref.value(), last_day_of_all);
    if (known) return *known;
    return refused_in("employer",
                      "employer-unknown",
                      "There is no employer of this reference.",
                      "Look at 'almoner payroll employers', or add it first.");
}

Outcome<ledger::Assistant> assistant_asked_for(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("assistant");
    if (!ref.accepted()) return ref.refusal();
    const auto known =
        ledger::assistant_by_ref(asked.work.database(), ref.value(), last_day_of_all);
    if (known) return *known;
    return refused_in("assistant",
                      "assistant-unknown",
                      "There is no assistant of this reference.",
                      "Add them with 'almoner assistant add'.");
}

Outcome<ledger::Employment> employment_asked_for(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("employment");
    if (!ref.accepted()) return ref.refusal();
    const auto known =
        ledger::employment_by_ref(asked.work.database(), ref.value(), last_day_of_all);
    if (known) return *known;
    return refused_in("employment",
                      "employment-unknown",
                      "There is no employment of this reference.",
                      "Look at 'almoner employer show EMPLOYER'.");
}

Outcome<ledger::Employment> job_named(const Asked& asked, const std::string& field) {
    const auto job =
        ledger::employment_by_ref(asked.work.database(), asked.fields.text(field), last_day_of_all);
    if (job) return *job;
    return refused_in(field,
                      "job-unknown",
                      "There is no job of this reference.",
                      "Look at 'almoner employer show EMPLOYER'.");
}

Outcome<std::vector<ledger::Employer>> employers_of_service(const Asked& asked) {
    ledger::Database& database = asked.work.database();
    const auto service = ledger::organisation_by_ref(database,
                                                     ledger::OrganisationKind::support_service,
                                                     asked.fields.text("service"),
                                                     last_day_of_all);
    if (!service) {
        return refused_in("service",
                          "service-unknown",
                          "There is no support service of this reference.",
                          "Take it from the file of organisations.");
    }
    std::vector<ledger::Employer> all = ledger::employers_on(database, last_day_of_all);
    std::erase_if(all,
                  [&](const ledger::Employer& each) { return each.service != service->number; });
    return all;
}

ledger::Employer employer_of(ledger::Database& database, const ledger::Employment& employment) {
    const auto employer = ledger::employer_numbered(database, employment.employer, last_day_of_all);
    if (!employer) throw ledger::InvariantBroken("an employment without an employer");
    return *employer;
}

std::int64_t holder_of(ledger::Database& database, const ledger::Employment& employment) {
    return ledger::holder_of(database, employer_of(database, employment));
}

std::int64_t assistant_person(ledger::Database& database, const ledger::Employment& employment) {
    const auto assistant =
        ledger::assistant_numbered(database, employment.assistant, last_day_of_all);
    if (!assistant) throw ledger::InvariantBroken("an employment without an assistant");
    return assistant->person;
}

std::string emergency_code(const Surroundings& around) {
    return around.setting("payroll-emergency-code", emergency_code_unless_set);
}

Outcome<ledger::Date> change_day(const Asked& asked, ledger::Date last) {
    FieldReading in(asked.fields);
    const ledger::Date from = in.date_or("from", asked.work.today());
    if (in.accepted() && from < last) {
        in.refuse("later-change",
                  "A change from " + last.iso() + " is recorded already.",
                  "Give that day or a later one.",
                  "from");
    }
    if (!in.accepted()) return in.refusal();
    return from;
}

}  // namespace almoner::scheduler
