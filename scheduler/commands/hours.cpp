#include "scheduler/commands/hours.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/hours_steps.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/hours_row.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/sheets_on_payday.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Employment;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::Timesheet;
using ledger::TimesheetLine;
using nlohmann::json;

Answer entered(Asked& asked, std::int64_t id) {
    return sheet_answer(asked, *ledger::timesheet_by_id(asked.work.database(), id));
}

// The last sheet in force before the period.
std::optional<Timesheet> sheet_before(ledger::Database& database,
                                      std::int64_t employment,
                                      ledger::Date first_on) {
    std::optional<Timesheet> last;
    for (const Timesheet& each : ledger::timesheets_of(database, employment)) {
        if (each.days.first >= first_on) break;
        if (ledger::timesheet_state(database, each.id) != "withdrawn") last = each;
    }
    return last;
}

// Days of another period mean nothing: what was worked counts for the whole of this one.
std::vector<TimesheetLine> without_days(const std::vector<TimesheetLine>& lines) {
    std::map<std::string, std::int64_t> sums;
    for (const TimesheetLine& each : lines) sums[each.kind] += each.quantity;
    std::vector<TimesheetLine> all;
    all.reserve(sums.size());
    for (const auto& [kind, quantity] : sums) {
        all.push_back({.day = std::nullopt, .kind = kind, .quantity = quantity});
    }
    return all;
}

bool works_in(const Employment& job, const ledger::Period& days) {
    return job.start_on <= days.last && (!job.end_on || *job.end_on >= days.first);
}

// Hours that a slip has paid, or a run that is approved is about to pay, get no sheet beside it.
bool is_paid_or_under_way(ledger::Database& database,
                          const Employment& job,
                          const ledger::Period& days) {
    return has_paid_hours(database, job.number, days) ||
           ledger::run_under_way(database, job.number).has_value();
}

// Whether a sheet was made of the usual hours.
bool fill_one(Asked& asked, const Employment& job, const EmployerPeriod& period) {
    ledger::Database& database = asked.work.database();
    if (!job.has_fixed_hours || !works_in(job, period.days)) return false;
    if (ledger::timesheet_in_force(database, job.number, period.days.first)) return false;
    if (is_paid_or_under_way(database, job, period.days)) return false;
    const auto lines = usual_lines(database, job, period.days);
    if (lines.empty()) return false;
    const std::int64_t id = enter_sheet(
        asked, {.employment = job.number, .days = period.days, .source = "usual"}, lines);
    take_sheet_step(asked,
                    *ledger::timesheet_by_id(database, id),
                    {.state = "confirmed", .confirmer = "holder", .channel = "standing"});
    return true;
}

std::int64_t fill_employer(Asked& asked, const ledger::Employer& employer, EmployerPeriod period) {
    std::int64_t sheets = 0;
    for (const Employment& job :
         ledger::employments_of_employer(asked.work.database(), employer.number, last_day_of_all)) {
        if (fill_one(asked, job, period)) ++sheets;
    }
    return sheets;
}

// Nothing: the employer has no period that begins so.
std::optional<EmployerPeriod> period_to_fill(const Asked& asked,
                                             const ledger::Employer& employer,
                                             std::optional<ledger::Date> first) {
    const auto holidays = loaded_holidays(asked.work.database()).value_or(ledger::BankHolidays{});
    if (first) return employer_period_from(employer, *first, holidays);
    return employer_period_open(employer, asked.work.today(), holidays);
}

}  // namespace

Outcome<Answer> hours_record(Asked& asked) {
    const HoursReading reading =
        read_hours_fields(asked.work.database(), asked.fields, asked.work.today());
    if (!reading.errors.empty()) return refusal_of(reading.errors);
    const HoursSheet& sheet = reading.sheets.front();
    if (sheet.known != 0) {
        json answer = json::parse(entered(asked, sheet.known));
        answer["as_before"] = true;  // nothing was recorded
        return answer.dump();
    }
    return entered(
        asked,
        enter_sheet(
            asked,
            {.employment = sheet.employment.number, .days = sheet.period.days, .source = "typed"},
            sheet.lines));
}

Outcome<Answer> hours_import(Asked& asked) {
    const Outcome<std::string> file = asked.fields.need("file");
    if (!file.accepted()) return file.refusal();
    const HoursReading reading = read_hours_file(asked.work.database(), "the file", file.value());
    if (!reading.errors.empty()) {
        return refused_in("file",
                          "hours-file-has-errors",
                          all_told(" in the file, and nothing of it was recorded:", reading.errors),
                          "Mend the rows and import the file again.");
    }
    const std::string sha256 = ledger::sha256_hex(file.value());
    std::size_t fresh = 0;
    for (const HoursSheet& sheet : reading.sheets) {
        if (sheet.known != 0) continue;
        (void)enter_sheet(asked,
                          {.employment = sheet.employment.number,
                           .days = sheet.period.days,
                           .source = "file",
                           .file_sha256 = sha256},
                          sheet.lines);
        ++fresh;
    }
    return json{{"file", sha256},
                {"sheets", reading.sheets.size()},
                {"new", fresh},
                {"known", reading.sheets.size() - fresh}}
        .dump();
}

Outcome<Answer> hours_copy(Asked& asked) {
    const Outcome<Employment> job = employment_asked_for(asked);
    if (!job.accepted()) return job.refusal();
    ledger::Database& database = asked.work.database();
    FieldReading in(asked.fields);
    const auto first = in.maybe_date("period");
    if (!in.accepted()) return in.refusal();
    const auto period = period_to_fill(asked, employer_of(database, job.value()), first);
    if (!period) {
        return refused_in("period",
                          "no-pay-period",
                          "No pay period of this employer begins on that day.",
                          "Look at 'almoner hours list'.");
    }
    const auto before = sheet_before(database, job.value().number, period->days.first);
    if (!before) {
        return refused_in("employment",
                          "nothing-to-copy",
                          "There is no earlier sheet of this employment.",
                          "Record the hours with 'almoner hours record'.");
    }
    HoursSheet sheet{.employment = job.value(),
                     .period = *period,
                     .lines = without_days(ledger::lines_of_timesheet(database, before->id))};
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    check_sheet(database, sheet, cells);
    if (!errors.empty()) return refusal_of(errors);
    if (sheet.known != 0) return entered(asked, sheet.known);
    return entered(
        asked,
        enter_sheet(asked,
                    {.employment = job.value().number, .days = period->days, .source = "copied"},
                    sheet.lines));
}

Outcome<Answer> hours_fill(Asked& asked) {
    ledger::Database& database = asked.work.database();
    FieldReading in(asked.fields);
    const auto first = in.maybe_date("period");
    if (!in.accepted()) return in.refusal();
    std::vector<ledger::Employer> employers;
    if (asked.fields.has("employer")) {
        const Outcome<ledger::Employer> employer = employer_asked_for(asked);
        if (!employer.accepted()) return employer.refusal();
        employers.push_back(employer.value());
    } else {
        employers = ledger::employers_on(database, last_day_of_all);
    }
    std::int64_t sheets = 0;
    for (const ledger::Employer& employer : employers) {
        const auto period = period_to_fill(asked, employer, first);
        if (period) sheets += fill_employer(asked, employer, *period);
    }
    return json{{"employers", employers.size()}, {"sheets", sheets}}.dump();
}

}  // namespace almoner::scheduler
