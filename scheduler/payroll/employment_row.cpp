#include "scheduler/payroll/employment_row.h"

#include "ledger/records/assistant.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/plan_line.h"
#include "rules/payroll/national_insurance.h"
#include "rules/payroll/sick_pay.h"
#include "rules/payroll/student_loan.h"
#include "rules/payroll/tax_code.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/payroll_rows.h"

#include <algorithm>
#include <cctype>

namespace almoner::scheduler {
namespace {

using ledger::Employment;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::PaidFrom;

constexpr std::size_t longest_payroll_id = 35;  // as HMRC takes it
constexpr std::int64_t minutes_in_an_hour = 60;
constexpr std::int64_t minutes_in_a_week = 168 * minutes_in_an_hour;
constexpr std::size_t most_weight = 1'000'000;

// More than this for an hour, a night or a mile is a slip of the pen (constructed).
constexpr ledger::Money most_of_a_rate = ledger::Money::from_pence(1'000'00);

void read_ref(RowCells& row, ledger::Database& database, Employment& job) {
    if (!row.need("employment") || job.number != 0) return;
    row.set("employment", job.ref, gateway::read_reference);
    if (!job.ref.empty() && ledger::employment_by_ref(database, job.ref, last_day_of_all)) {
        row.complain("employment",
                     "employment-exists",
                     "There is an employment of this reference already.",
                     "Choose another reference, or use 'almoner employment change'.");
    }
}

void read_employer_of(RowCells& row, ledger::Database& database, EmploymentRow& read) {
    std::string ref;
    if (read.employment.number != 0) {
        const auto known =
            ledger::employer_numbered(database, read.employment.employer, last_day_of_all);
        if (known) read.budget = known->budget;
        return;
    }
    if (row.need("employer")) row.set("employer", ref, gateway::read_reference);
    if (ref.empty()) return;
    const auto employer = ledger::employer_by_ref(database, ref, last_day_of_all);
    if (employer) {
        read.employment.employer = employer->number;
        read.budget = employer->budget;
        return;
    }
    row.complain("employer",
                 "employer-unknown",
                 "There is no employer of this reference.",
                 "Look at 'almoner payroll employers', or add it first.");
}

void read_assistant_of(RowCells& row, ledger::Database& database, Employment& job) {
    std::string ref;
    if (job.number != 0) return;
    if (row.need("assistant")) row.set("assistant", ref, gateway::read_reference);
    if (ref.empty()) return;
    const auto assistant = ledger::assistant_by_ref(database, ref, last_day_of_all);
    if (!assistant) {
        row.complain("assistant",
                     "assistant-unknown",
                     "There is no assistant of this reference.",
                     "Add them with 'almoner assistant add'.");
        return;
    }
    job.assistant = assistant->number;
    for (const Employment& other :
         ledger::employments_of_assistant(database, assistant->number, last_day_of_all)) {
        if (other.employer != job.employer || other.end_on) continue;
        row.complain("assistant",
                     "employed-already",
                     "This assistant works for this employer already, as " + other.ref + ".",
                     "Change that employment, or end it first.");
        return;
    }
}

// "L-1=2" or "L-1". A weight of 0 is none that can be read.
PaidFrom read_part(ledger::Database& database, std::string_view part, std::int64_t budget) {
    PaidFrom line;
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos) {
        const auto weight = gateway::read_whole_number(part.substr(equals + 1), most_weight);
        line.weight = weight.accepted() ? static_cast<std::int64_t>(weight.value()) : 0;
        part = part.substr(0, equals);
    }
    const auto known = ledger::plan_line_by_ref(database, gateway::trimmed(part), last_day_of_all);
    if (known && (budget == 0 || known->budget == budget)) line.plan_line = known->number;
    return line;
}

bool may_be_added(RowCells& row, const std::vector<PaidFrom>& lines, const PaidFrom& line) {
    const bool is_twice =
        std::ranges::find(lines, line.plan_line, &PaidFrom::plan_line) != lines.end();
    if (line.plan_line == 0 || is_twice) {
        row.complain("plan_lines",
                     "plan-line-unknown",
                     "Each part is a plan line of the employer's budget, named once.",
                     "Write L-0009, or L-0009=2|L-0010=1 for two in proportion.");
    } else if (line.weight == 0) {
        row.complain("plan_lines",
                     "weight-unreadable",
                     "A weight is a whole number above zero.",
                     "Write L-0009=2|L-0010=1.");
    } else {
        return true;
    }
    return false;
}

// "L-1=2|L-2=1": in proportion; "L-1" alone takes all.
void read_plan_lines(RowCells& row, ledger::Database& database, EmploymentRow& read) {
    if (read.employment.number == 0 && !row.need("plan_lines")) return;
    if (!row.has("plan_lines")) return;
    read.lines.clear();
    std::string_view rest = row.text("plan_lines");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        const PaidFrom line = read_part(database, rest.substr(0, end), read.budget);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!may_be_added(row, read.lines, line)) return;
        read.lines.push_back(line);
    }
    std::ranges::sort(read.lines, {}, &PaidFrom::plan_line);
}

void read_starter(RowCells& row, Employment& job, const std::string& emergency_code) {
    row.set_day("start_on", job.start_on);
    if (job.number == 0) (void)row.need("start_on");
    row.set_name("starter", job.starter, ledger::starter_declarations);
    row.set_day("previous_left_on", job.previous_left_on);
    row.set_money("previous_pay", job.previous_pay);
    row.set_money("previous_tax", job.previous_tax);
    row.set("tax_code", job.tax_code, read_tax_code);
    row.set("tax_basis", job.tax_basis, read_tax_basis);
    if (job.starter == "P45") {
        for (const char* const column : {"previous_left_on", "tax_code"}) {
            if (job.number == 0) (void)row.need(column);
        }
        return;
    }
    const bool has_previous = job.previous_pay != ledger::Money{} ||
                              job.previous_tax != ledger::Money{} || job.previous_left_on;
    if (has_previous) {
        row.complain("starter",
                     "previous-without-p45",
                     "Pay and tax of an earlier job come from a P45.",
                     "Write P45 under starter, or leave the earlier job out.");
    }
    if (job.tax_code.empty()) {
        const StarterCode given = starter_code(job.starter, emergency_code);
        job.tax_code = given.code;
        job.tax_basis = given.basis;
    }
}

void read_tax(RowCells& row, Employment& job) {
    row.set("ni_letter", job.ni_letter, [](std::string_view cell) -> Outcome<std::string> {
        const auto category = rules::ni_category(cell);
        if (!category.accepted()) return category.refusal();
        return std::string(1, category.value().letter);
    });
    row.set("loans", job.loans, [](std::string_view cell) -> Outcome<std::string> {
        if (cell == "none") return std::string{};
        const auto loans = rules::parse_loans(cell);
        if (!loans.accepted()) return loans.refusal();
        return std::string(cell);
    });
}

void read_week(RowCells& row, Employment& job) {
    row.set("weekly_hours", job.weekly_minutes, read_weekly_hours);
    row.set("weekdays", job.weekdays, [](std::string_view cell) -> Outcome<std::string> {
        const auto days = rules::parse_weekdays(cell);
        if (!days.accepted()) return days.refusal();
        return std::string(cell);
    });
    row.set_yes("fixed_hours", job.has_fixed_hours);
    if (job.has_fixed_hours && (job.weekly_minutes == 0 || job.weekdays.empty())) {
        row.complain("fixed_hours",
                     "fixed-hours-unknown",
                     "Fixed hours need the hours of a week and the days on which they are worked.",
                     "Give weekly_hours and weekdays, or leave fixed_hours out.");
    }
    row.set_name("holiday", job.holiday, ledger::holiday_kinds);
    if (job.has_fixed_hours && job.holiday == "rolled-up") {
        row.complain("holiday",
                     "rolled-up-for-fixed-hours",
                     "Holiday pay is only rolled up for irregular hours.",
                     "Write regular, or leave fixed_hours out.");
    }
    row.set_day("leave_year_on", job.leave_year_on);
    if (job.number == 0 && !row.has("leave_year_on")) job.leave_year_on = job.start_on;
}

void read_pension_state(RowCells& row, Employment& job) {
    const std::string before = job.pension;
    row.set_name("pension", job.pension, ledger::pension_states);
    row.set_day("pension_since", job.pension_since);
    row.set_day("pension_told_on", job.pension_told_on);
    if (job.pension != "postponed") job.pension_postponed_until.reset();
    row.set_day("pension_postponed_until", job.pension_postponed_until);
    if (job.pension != before && !row.has("pension_since")) {
        row.complain("pension_since",
                     "pension-day-missing",
                     "It is not said since when the pension is so.",
                     "Give the day.");
    }
    if ((job.pension == "postponed") != job.pension_postponed_until.has_value()) {
        row.complain("pension_postponed_until",
                     "postponement-unclear",
                     "A postponement has a day of its next assessment, and nothing else has one.",
                     "Give that day with postponed, or leave it out.");
    }
}

void read_circumstances(RowCells& row, Employment& job) {
    row.set_name("relation", job.relation, ledger::family_relations);
    row.set_yes("lives_with_holder", job.lives_with_holder);
    row.set_day("right_to_work_on", job.right_to_work_on);
    row.set_day("right_to_work_until", job.right_to_work_until);
    row.set_number("right_to_work_evidence", job.right_to_work_evidence);
    if (job.right_to_work_until && !job.right_to_work_on) {
        row.complain("right_to_work_on",
                     "right-to-work-not-looked-at",
                     "It is not said when the papers were looked at.",
                     "Give that day.");
    }
}

// The first message that tells HMRC of a job's pay tells it, and none after that.
void read_payroll_id_before(RowCells& row, ledger::Database& database, EmploymentRow& read) {
    row.set_words("payroll_id_before", read.payroll_id_before, longest_payroll_id);
    if (read.payroll_id_before.empty() || read.employment.number == 0) return;
    const auto slips = ledger::slips_that_count(database, read.employment.number);
    const bool was_told = std::ranges::any_of(slips, [&](const ledger::PaySlip& each) {
        return ledger::as_told(database, each.id).has_value();
    });
    if (!was_told) return;
    row.complain("payroll_id_before",
                 "payroll-id-told",
                 "HMRC was told of pay of this job under its number here already.",
                 "Leave it out, and settle the two numbers with HMRC's employer helpline.");
}

// Of one that is known the day that is left out stays; "none" as its first day takes it back.
void read_apprenticeship(RowCells& row, ledger::Database& database, EmploymentRow& read) {
    if (!row.has("apprentice_from") && !row.has("apprentice_until")) return;
    const std::int64_t job = read.employment.number;
    const auto known = job == 0 ? std::nullopt : ledger::apprenticeship_of(database, job);
    ledger::Apprenticeship told = known.value_or(ledger::Apprenticeship{});
    if (row.text("apprentice_from") == "none" && known) {
        told.is_withdrawn = true;
        read.apprenticeship = told;
        return;
    }
    told.is_withdrawn = false;
    if (!known) (void)row.need("apprentice_from");
    row.set_day("apprentice_from", told.first_on);
    row.set_day("apprentice_until", told.last_on);
    if (row.is_good() && told.last_on && *told.last_on < told.first_on) {
        row.complain("apprentice_until",
                     "before-start",
                     "The apprenticeship began on " + told.first_on.iso() + ".",
                     "Correct the day.");
    }
    read.apprenticeship = told;
}

}  // namespace

StarterCode starter_code(std::string_view declaration, const std::string& emergency_code) {
    if (declaration == "A") return {emergency_code, "C"};
    if (declaration == "B") return {emergency_code, "N"};
    if (declaration == "C") return {"BR", "C"};
    return {"0T", "N"};
}

Outcome<std::int64_t> read_weekly_hours(std::string_view cell) {
    const auto unreadable = [] {
        return refused_in(
            "weekly_hours", "hours-unreadable", "These are no hours.", "Write 16, 16.5 or 16:30.");
    };
    std::int64_t minutes = 0;
    if (const std::size_t colon = cell.find(':'); colon != std::string_view::npos) {
        const auto hours = gateway::read_whole_number(cell.substr(0, colon), 10'000);
        const auto rest = gateway::read_whole_number(cell.substr(colon + 1), 59);
        if (!hours.accepted() || !rest.accepted() || cell.size() != colon + 3) return unreadable();
        minutes = static_cast<std::int64_t>(hours.value()) * minutes_in_an_hour +
                  static_cast<std::int64_t>(rest.value());
    } else {
        const auto hundredths = read_decimal(cell, 2);
        // Whole minutes: 16.33 hours is no number of them.
        if (!hundredths.accepted() || hundredths.value() < 0 ||
            hundredths.value() * minutes_in_an_hour % 100 != 0) {
            return unreadable();
        }
        minutes = hundredths.value() * minutes_in_an_hour / 100;
    }
    if (minutes <= minutes_in_a_week) return minutes;
    return refused_in(
        "weekly_hours", "hours-in-a-week", "A week has 168 hours.", "Correct the hours.");
}

Outcome<std::string> read_tax_code(std::string_view cell) {
    const auto code = rules::parse_tax_code(cell);
    if (!code.accepted()) return code.refusal();
    std::string text;
    for (const char c : gateway::trimmed(cell)) {
        if (c != ' ') text += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return text;
}

Outcome<std::string> read_tax_basis(std::string_view cell) {
    const auto basis = rules::parse_tax_basis(cell);
    if (!basis.accepted()) return basis.refusal();
    return std::string(basis.value() == rules::TaxBasis::cumulative ? "C" : "N");
}

void insert_employment_row(ledger::Work& work, const EmploymentRow& row, std::int64_t actor) {
    const std::int64_t number = ledger::insert_employment(work, row.employment, row.lines);
    if (row.apprenticeship) {
        ledger::Apprenticeship told = *row.apprenticeship;
        told.employment = number;
        told.recorded_by = actor;
        ledger::insert_apprenticeship(work, told);
    }
    if (row.payroll_id_before.empty()) return;
    ledger::insert_payroll_id_before(
        work, {.employment = number, .payroll_id = row.payroll_id_before, .recorded_by = actor});
}

EmploymentRow read_employment(RowCells& row,
                              ledger::Database& database,
                              const Employment& known,
                              const std::string& emergency_code) {
    EmploymentRow read{.employment = known};
    if (known.number != 0) read.lines = ledger::paid_from(database, known);
    read_ref(row, database, read.employment);
    read_employer_of(row, database, read);
    read_assistant_of(row, database, read.employment);
    read_starter(row, read.employment, emergency_code);
    read_tax(row, read.employment);
    read_week(row, read.employment);
    read_circumstances(row, read.employment);
    read_pension_state(row, read.employment);
    read_plan_lines(row, database, read);
    read_apprenticeship(row, database, read);
    read_payroll_id_before(row, database, read);
    return read;
}

void read_rate(RowCells& cells, ledger::EmploymentRate& rate, ledger::Date start_on) {
    if (cells.need("kind")) cells.set_name("kind", rate.kind, ledger::pay_kinds);
    if (cells.need("rate")) cells.set_money("rate", rate.rate);
    cells.set_day("from", rate.from_on);
    if (!cells.is_good()) return;
    if (rate.rate == ledger::Money{}) {
        cells.complain("rate", "rate-nothing", "A rate is above zero.", "Correct the rate.");
    } else if (rate.rate > most_of_a_rate) {
        cells.complain("rate",
                       "rate-too-high",
                       "More than 1,000 pounds for an hour, a night or a mile is a slip.",
                       "Write it in pounds: 12.71.");
    } else if (rate.from_on < start_on) {
        cells.complain("from",
                       "before-start",
                       "The employment began on " + start_on.iso() + ".",
                       "Give that day or a later one.");
    }
}

}  // namespace almoner::scheduler
