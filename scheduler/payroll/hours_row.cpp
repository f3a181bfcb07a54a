#include "scheduler/payroll/hours_row.h"

#include "ledger/records/absence.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/employment_row.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/payroll_rows.h"
#include "scheduler/payroll/usual_hours.h"

#include <algorithm>
#include <map>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::BankHolidays;
using ledger::Date;
using ledger::Employment;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::TimesheetLine;

constexpr std::int64_t minutes_in_an_hour = 60;
constexpr std::int64_t minutes_in_a_day = 24 * minutes_in_an_hour;
constexpr std::size_t most_miles = 100'000;

Outcome<std::int64_t> read_hours(std::string_view cell) {
    // Of a period: beyond a week's hours, which the sheet as a whole is checked for.
    const auto unreadable = refused_in("quantity",
                                       "hours-unreadable",
                                       "These are no hours above zero.",
                                       "Write 7:30 or 7.5; hours are never below zero.");
    const std::size_t colon = cell.find(':');
    if (colon != std::string_view::npos) {
        const auto hours = gateway::read_whole_number(cell.substr(0, colon), 100'000);
        const auto minutes = gateway::read_whole_number(cell.substr(colon + 1), 59);
        if (!hours.accepted() || !minutes.accepted()) return unreadable;
        return static_cast<std::int64_t>(hours.value()) * minutes_in_an_hour +
               static_cast<std::int64_t>(minutes.value());
    }
    const auto hundredths = read_decimal(cell, 2);
    if (!hundredths.accepted() || hundredths.value() < 0 ||
        hundredths.value() * minutes_in_an_hour % 100 != 0) {
        return unreadable;
    }
    return hundredths.value() * minutes_in_an_hour / 100;
}

Outcome<std::int64_t> read_count(std::string_view cell) {
    const auto count = gateway::read_whole_number(cell, most_miles);
    if (!count.accepted()) return count.refusal();
    return static_cast<std::int64_t>(count.value());
}

void read_quantity(RowCells& row, std::string_view column, TimesheetLine& line) {
    const bool is_time = ledger::unit_of_pay_kind(line.kind) == "minutes";
    row.set(column, line.quantity, is_time ? read_hours : read_count);
    if (!row.is_good() || line.quantity > 0) return;
    row.complain(
        column, "quantity-nothing", "What is not above zero is not worked.", "Leave the row out.");
}

// Looks employments and their calendars up once for all rows of a file.
class Jobs {
  public:
    explicit Jobs(ledger::Database& database)
        : database_(database), holidays_(loaded_holidays(database).value_or(BankHolidays{})) {}

    const Employment* find(RowCells& row) {
        std::string ref;
        if (row.need("employment")) row.set("employment", ref, gateway::read_reference);
        if (ref.empty()) return nullptr;
        auto place = known_.find(ref);
        if (place == known_.end()) {
            place = known_.emplace(ref, ledger::employment_by_ref(database_, ref, last_day_of_all))
                        .first;
        }
        if (place->second) return &*place->second;
        row.complain("employment",
                     "employment-unknown",
                     "There is no employment of this reference.",
                     "Look at 'almoner employer show EMPLOYER'.");
        return nullptr;
    }

    // The period that begins on the day of the cell; without one, the one that is open.
    std::optional<EmployerPeriod> period(RowCells& row,
                                         const Employment& job,
                                         std::optional<Date> today) {
        const ledger::Employer employer = employer_of(database_, job);
        if (!row.has("period") && today) return employer_period_open(employer, *today, holidays_);
        Date first;
        if (row.need("period")) row.set_day("period", first);
        if (!row.is_good()) return std::nullopt;
        if (auto found = employer_period_from(employer, first, holidays_)) return found;
        const EmployerPeriod holding = employer_period_holding(employer, first, holidays_);
        row.complain("period",
                     "no-pay-period",
                     "No pay period of this employer begins on that day.",
                     "The one that holds it goes from " + holding.days.first.iso() + " to " +
                         holding.days.last.iso() + ": give its first day.");
        return std::nullopt;
    }

  private:
    ledger::Database& database_;
    BankHolidays holidays_;
    std::map<std::string, std::optional<Employment>> known_{};
};

std::optional<TimesheetLine> read_line(RowCells& row) {
    TimesheetLine line;
    if (row.need("kind")) row.set_name("kind", line.kind, ledger::pay_kinds);
    row.set_day("day", line.day);
    if (!row.need("quantity") || line.kind.empty()) return std::nullopt;
    read_quantity(row, "quantity", line);
    if (!row.is_good()) return std::nullopt;
    return line;
}

bool fits_day(const HoursSheet& sheet, const TimesheetLine& line, RowCells& row) {
    if (!line.day) return true;
    if (!sheet.period.days.holds(*line.day)) {
        row.complain("day",
                     "day-outside-period",
                     "That day is not in the pay period.",
                     "Give a day from " + sheet.period.days.first.iso() + " to " +
                         sheet.period.days.last.iso() + ".");
        return false;
    }
    const Employment& job = sheet.employment;
    if (*line.day < job.start_on || (job.end_on && *line.day > *job.end_on)) {
        row.complain("day",
                     *line.day < job.start_on ? "before-start" : "after-end",
                     "The assistant was not employed on that day.",
                     "Check the day, and the days of the employment.");
        return false;
    }
    return true;
}

// Time by the clock, of one day or of the whole period; nights by the nights that there are.
bool beyond_the_clock(const HoursSheet& sheet) {
    std::map<std::optional<Date>, std::int64_t> minutes;
    std::int64_t all_minutes = 0;
    std::int64_t nights = 0;
    for (const TimesheetLine& each : sheet.lines) {
        const auto unit = ledger::unit_of_pay_kind(each.kind);
        if (unit == "minutes") {
            all_minutes += each.quantity;
            if (each.day) minutes[each.day] += each.quantity;
        }
        if (unit == "nights") nights += each.quantity;
    }
    const std::int64_t days = sheet.period.days.days();
    return all_minutes > days * minutes_in_a_day || nights > days ||
           std::ranges::any_of(minutes,
                               [](const auto& day) { return day.second > minutes_in_a_day; });
}

// A sheet, and what a row of it says: which row of the file said it first.
using SaidRows =
    std::map<std::tuple<std::size_t, std::optional<Date>, std::string, std::int64_t>, std::size_t>;

// A row that was pasted twice would be paid twice.
bool is_said_once(std::size_t sheet, const TimesheetLine& line, RowCells& row, SaidRows& said) {
    const auto [first, is_new] =
        said.try_emplace({sheet, line.day, line.kind, line.quantity}, row.row());
    if (is_new) return true;
    row.complain("quantity",
                 "row-twice",
                 "Row " + std::to_string(first->second) + " says the same.",
                 "If it was worked twice write the sum in one row; else take one of them out.");
    return false;
}

void complain_of_dates(const HoursSheet& sheet, RowCells& row) {
    const Employment& job = sheet.employment;
    if (sheet.period.days.last < job.start_on) {
        row.complain("period",
                     "before-start",
                     "The employment begins on " + job.start_on.iso() + ", behind the period.",
                     "Give a later period.");
    } else if (job.end_on && sheet.period.days.first > *job.end_on) {
        row.complain("period",
                     "after-end",
                     "The employment ended on " + job.end_on->iso() + ", before the period.",
                     "Give an earlier period.");
    }
}

bool in_order(const TimesheetLine& a, const TimesheetLine& b) {
    return std::tie(a.day, a.kind, a.quantity) < std::tie(b.day, b.kind, b.quantity);
}

bool is_same(std::vector<TimesheetLine> a, std::vector<TimesheetLine> b) {
    std::ranges::sort(a, in_order);
    std::ranges::sort(b, in_order);
    return a == b;
}

}  // namespace

void check_sheet(ledger::Database& database, HoursSheet& sheet, RowCells& row) {
    if (sheet.lines.empty()) {
        row.complain("quantity",
                     "sheet-empty",
                     "Nothing was worked by this sheet.",
                     "Give hours, nights or miles.");
        return;
    }
    complain_of_dates(sheet, row);
    if (beyond_the_clock(sheet)) {
        row.complain("quantity",
                     "hours-beyond-the-clock",
                     "The sheet has more than 168 hours a week, 24 a day or a night for each day.",
                     "Correct the hours.");
    }
    const auto known =
        ledger::timesheet_in_force(database, sheet.employment.number, sheet.period.days.first);
    if (!known) return;
    if (is_same(ledger::lines_of_timesheet(database, known->id), sheet.lines)) {
        sheet.known = known->id;
        return;
    }
    row.complain("period",
                 "sheet-exists",
                 "Sheet " + std::to_string(known->id) +
                     " stands for this assistant and period, with other hours.",
                 "Withdraw it first: almoner hours withdraw " + std::to_string(known->id) + ".");
}

HoursReading read_hours_file(ledger::Database& database,
                             const std::string& name,
                             std::string_view bytes) {
    HoursReading reading;
    Jobs jobs(database);
    std::map<std::pair<std::int64_t, Date>, std::size_t> places;
    SaidRows said;
    read_rows(name, bytes, hours_columns, reading.errors, [&](RowCells& row) {
        const Employment* const job = jobs.find(row);
        const auto period = job != nullptr ? jobs.period(row, *job, std::nullopt) : std::nullopt;
        const auto line = read_line(row);
        if (!period || !line) return;
        const auto [place, is_new] =
            places.try_emplace({job->number, period->days.first}, reading.sheets.size());
        if (is_new) {
            reading.sheets.push_back(
                {.row = row.row(), .employment = *job, .period = *period, .lines = {}});
        }
        HoursSheet& sheet = reading.sheets[place->second];
        if (fits_day(sheet, *line, row) && is_said_once(place->second, *line, row, said)) {
            sheet.lines.push_back(*line);
        }
    });
    for (HoursSheet& sheet : reading.sheets) {
        RowCells row(
            name, sheet.row, [](std::string_view) { return std::string_view{}; }, reading.errors);
        check_sheet(database, sheet, row);
    }
    std::ranges::stable_sort(reading.errors, {}, &gateway::AreaFinding::row);
    return reading;
}

HoursReading read_hours_fields(ledger::Database& database, const Fields& fields, Date today) {
    HoursReading reading;
    Jobs jobs(database);
    RowCells row({}, 0, cells_of(fields), reading.errors);
    const Employment* const job = jobs.find(row);
    if (job == nullptr) return reading;
    const auto period = jobs.period(row, *job, today);
    if (!period) return reading;
    HoursSheet sheet{.employment = *job, .period = *period, .lines = {}};
    for (const std::string_view kind : ledger::pay_kinds) {
        if (!row.has(kind)) continue;
        TimesheetLine line{.kind = std::string(kind)};
        read_quantity(row, kind, line);
        sheet.lines.push_back(line);
    }
    if (row.is_good()) check_sheet(database, sheet, row);
    reading.sheets.push_back(std::move(sheet));
    return reading;
}

std::vector<TimesheetLine> usual_lines(ledger::Database& database,
                                       const Employment& employment,
                                       const ledger::Period& days) {
    const std::int64_t minutes =
        usual_minutes(employment, ledger::absences_of(database, employment.number), days);
    if (minutes == 0) return {};
    return {{.day = std::nullopt, .kind = "day", .quantity = minutes}};
}

ledger::Money worth_of_sheet(ledger::Database& database, const ledger::Timesheet& sheet) {
    const auto rates = ledger::rates_of(database, sheet.employment);
    ledger::Money worth;
    for (const TimesheetLine& line : ledger::lines_of_timesheet(database, sheet.id)) {
        const auto rate = ledger::rate_on(rates, line.kind, line.day.value_or(sheet.days.first));
        if (!rate) continue;
        const bool is_time = ledger::unit_of_pay_kind(line.kind) == "minutes";
        const std::int64_t pence = rate->pence() * line.quantity;
        worth += ledger::Money::from_pence(
            is_time ? (pence + minutes_in_an_hour / 2) / minutes_in_an_hour : pence);
    }
    return worth;
}

std::int64_t next_occurrence(ledger::Database& database, std::int64_t employment, Date first_on) {
    std::int64_t last = 0;
    for (const ledger::Timesheet& each : ledger::timesheets_of(database, employment)) {
        if (each.days.first == first_on) last = std::max(last, each.occurrence);
    }
    return last + 1;
}

}  // namespace almoner::scheduler
