#include "scheduler/commands/hours_steps.h"

#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/hours_row.h"
#include "scheduler/payroll/payroll_people.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Employment;
using ledger::Outcome;
using ledger::Timesheet;

Employment job_of(ledger::Database& database, const Timesheet& sheet) {
    const auto job =
        ledger::employment_numbered(database, sheet.employment, ledger::last_day_of_all);
    if (!job) throw ledger::InvariantBroken("a timesheet without an employment");
    return *job;
}

}  // namespace

std::int64_t enter_sheet(Asked& asked,
                         const NewSheet& sheet,
                         std::span<const ledger::TimesheetLine> lines) {
    Timesheet stored{
        .employment = sheet.employment,
        .days = sheet.days,
        .occurrence = next_occurrence(asked.work.database(), sheet.employment, sheet.days.first),
        .source = sheet.source,
        .file_sha256 = sheet.file_sha256,
        .recorded_on = asked.work.today(),
        .recorded_by = asked.actor.number};
    stored.id = ledger::insert_timesheet(asked.work, stored, lines);
    take_sheet_step(asked, stored, {.state = "entered"});
    return stored.id;
}

void take_sheet_step(Asked& asked, const Timesheet& sheet, ledger::TimesheetStep step) {
    ledger::Database& database = asked.work.database();
    step.timesheet = sheet.id;
    step.step =
        static_cast<std::int64_t>(ledger::steps_of_timesheet(database, sheet.id).size()) + 1;
    step.on = asked.work.today();
    step.actor = asked.actor.number;
    ledger::insert_timesheet_step(asked.work, holder_of(database, job_of(database, sheet)), step);
}

Outcome<Timesheet> sheet_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("timesheet");
    if (!id.accepted()) return id.refusal();
    const auto sheet = ledger::timesheet_by_id(asked.work.database(), id.value());
    if (sheet) return *sheet;
    return refused_in("timesheet",
                      "timesheet-unknown",
                      "There is no timesheet of this number.",
                      "Look at 'almoner hours list'.");
}

EmployerPeriod period_of_sheet(ledger::Database& database, const Timesheet& sheet) {
    const ledger::Employer employer = employer_of(database, job_of(database, sheet));
    return employer_period_holding(
        employer, sheet.days.first, loaded_holidays(database).value_or(ledger::BankHolidays{}));
}

Answer sheet_answer(Asked& asked, const Timesheet& sheet) {
    ledger::Database& database = asked.work.database();
    return nlohmann::json{{"timesheet", sheet.id},
                          {"employment", job_of(database, sheet).ref},
                          {"from", sheet.days.first.iso()},
                          {"to", sheet.days.last.iso()},
                          {"cut_off", period_of_sheet(database, sheet).cut_off.iso()},
                          {"state", ledger::timesheet_state(database, sheet.id)}}
        .dump();
}

}  // namespace almoner::scheduler
