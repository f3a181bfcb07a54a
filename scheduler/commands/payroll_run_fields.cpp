#include "scheduler/commands/payroll_run_fields.h"

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/organisation.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::PayrollRun;

Outcome<PayrollRun> of_cycle(const Asked& asked, PayrollRun run) {
    FieldReading in(asked.fields);
    const std::string service = in.needed("service");
    run.frequency = in.needed("frequency");
    if (!in.accepted()) return in.refusal();
    const auto found = ledger::organisation_by_ref(
        asked.work.database(), ledger::OrganisationKind::support_service, service, run.payday);
    if (!found) {
        return refused_in("service",
                          "service-unknown",
                          "There is no support service of this reference.",
                          "Take it from the file of organisations.");
    }
    if (std::ranges::find(ledger::pay_frequencies, run.frequency) ==
        ledger::pay_frequencies.end()) {
        return refused_in("frequency",
                          "not-in-the-list",
                          "This is none of: weekly, two-weekly, four-weekly, monthly.",
                          "Write one of those.");
    }
    run.service = found->number;
    return run;
}

Outcome<PayrollRun> of_job(const Asked& asked, PayrollRun run) {
    ledger::Database& database = asked.work.database();
    const auto job = ledger::employment_by_ref(database, asked.fields.text("job"), run.payday);
    const auto employer =
        job ? ledger::employer_numbered(database, job->employer, run.payday) : std::nullopt;
    if (!employer) {
        return refused_in("job",
                          "job-unknown",
                          "There is no job of this reference on that day.",
                          "Take it from 'almoner payroll employers'.");
    }
    run.employment = job->number;
    run.service = employer->service;
    run.frequency = employer->frequency;
    run.kind = asked.fields.text("leaver") == "yes" ? "leaver" : "off-cycle";
    return run;
}

}  // namespace

Outcome<PayrollRun> payroll_run_asked_for(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("run");
    if (!ref.accepted()) return ref.refusal();
    const auto run = ledger::find_payroll_run(asked.work.database(), ref.value());
    if (run) return *run;
    return refused_in("run",
                      "payroll-run-unknown",
                      "There is no payroll run of this reference.",
                      "Take it from 'almoner payroll runs'.");
}

Outcome<ledger::PaySlip> pay_slip_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("slip");
    if (!id.accepted()) return id.refusal();
    const auto slip = ledger::pay_slip_by_id(asked.work.database(), id.value());
    if (slip) return *slip;
    return refused_in("slip",
                      "slip-unknown",
                      "There is no slip of this number.",
                      "Take it from 'almoner payroll show RUN'.");
}

Outcome<PayrollRun> run_wanted(const Asked& asked) {
    FieldReading in(asked.fields);
    PayrollRun run{.payday = in.date("payday")};
    if (!in.accepted()) return in.refusal();
    const bool has_job = in.has("job");
    if (has_job == in.has("service")) {
        return refused_in("service",
                          "job-or-service",
                          "A run is of a service's cycle, or of one job.",
                          "Give --service and --frequency, or --job.");
    }
    return has_job ? of_job(asked, std::move(run)) : of_cycle(asked, std::move(run));
}

}  // namespace almoner::scheduler
