#include "ledger/records/absence.h"

#include "ledger/records/in_force.h"
#include "scheduler/commands/pay_terms.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/employment_row.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/row_cells.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Absence;
using ledger::Done;
using ledger::Employment;
using ledger::Outcome;
using nlohmann::json;

// Of these the day that the law counts from has to be known.
constexpr std::array<std::string_view, 6> kinds_of_parents{
    "maternity", "paternity", "adoption", "shared-parental", "bereavement", "neonatal"};

constexpr std::int64_t minutes_a_day = std::int64_t{24} * 60;

bool is_of_parents(const Absence& absence) {
    return std::ranges::find(kinds_of_parents, absence.kind) != kinds_of_parents.end();
}

bool overlap(const Absence& a, const Absence& b) {
    const bool a_ends_before = a.last_on && *a.last_on < b.first_on;
    const bool b_ends_before = b.last_on && *b.last_on < a.first_on;
    return !a_ends_before && !b_ends_before;
}

void check_days(RowCells& cells, const Absence& absence, const Employment& job) {
    if (absence.last_on && *absence.last_on < absence.first_on) {
        cells.complain("to",
                       "absence-turned-round",
                       "The last day is before the first.",
                       "Correct one of the two days.");
    } else if (absence.first_on < job.start_on) {
        cells.complain("from",
                       "before-start",
                       "The employment began on " + job.start_on.iso() + ".",
                       "Correct the day.");
    } else if (job.end_on && (!absence.last_on || *absence.last_on > *job.end_on)) {
        cells.complain("to",
                       "after-end",
                       "The employment ended on " + job.end_on->iso() + ".",
                       "Give that day or an earlier one.");
    }
}

void check_kind(RowCells& cells, const Absence& absence) {
    const bool is_holiday = absence.kind == "holiday";
    if (is_holiday != (absence.minutes > 0) || (is_holiday && !absence.last_on)) {
        cells.complain("hours",
                       "holiday-without-hours",
                       "A holiday has a last day and the hours that are taken; nothing else has.",
                       "Give --to and --hours with a holiday, and no hours with another kind.");
    }
    const std::int64_t days = absence.last_on ? *absence.last_on - absence.first_on + 1 : 0;
    if (is_holiday && absence.minutes > days * minutes_a_day) {
        cells.complain("hours",
                       "hours-beyond-the-clock",
                       "The holiday has more than 24 hours for each of its days.",
                       "Correct the hours or the days.");
    }
    if (is_of_parents(absence) && !absence.event_on) {
        cells.complain("event_on",
                       "event-missing",
                       "It is not said which day the leave hangs on.",
                       "Give the day on which the child is due, was born, matched or lost.");
    }
}

void check_others(RowCells& cells, ledger::Database& database, const Absence& absence) {
    for (const Absence& other : ledger::absences_of(database, absence.employment)) {
        if (other.number == absence.number || !overlap(other, absence)) continue;
        cells.complain("from",
                       "absence-overlaps",
                       "Absence " + std::to_string(other.number) + " holds some of these days.",
                       "Change that one, or withdraw it.");
        return;
    }
}

void read_absence(RowCells& cells, Absence& absence) {
    cells.set_name("kind", absence.kind, ledger::absence_kinds);
    cells.set_day("from", absence.first_on);
    cells.set_day("to", absence.last_on);
    cells.set("hours", absence.minutes, read_weekly_hours);
    cells.set_day("event_on", absence.event_on);
    cells.set_number("evidence", absence.evidence);
}

Outcome<Answer> store(Asked& asked, Absence absence, const Employment& job) {
    if (absence.evidence) {
        const Outcome<Done> known = evidence_numbered(
            asked, *absence.evidence, assistant_person(asked.work.database(), job));
        if (!known.accepted()) return known.refusal();
    }
    absence.recorded_on = asked.work.today();
    absence.recorded_by = asked.actor.number;
    absence.number = ledger::insert_absence(asked.work, absence);
    return json{{"absence", absence.number},
                {"employment", job.ref},
                {"from", absence.first_on.iso()},
                {"to", absence.last_on ? absence.last_on->iso() : ""},
                {"state", absence.is_withdrawn ? "withdrawn" : "recorded"}}
        .dump();
}

}  // namespace

Outcome<Answer> absence_record(Asked& asked) {
    const Outcome<Employment> job = employment_asked_for(asked);
    if (!job.accepted()) return job.refusal();
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    Absence absence{.employment = job.value().number};
    (void)cells.need("kind");
    (void)cells.need("from");
    read_absence(cells, absence);
    if (cells.is_good()) check_days(cells, absence, job.value());
    if (cells.is_good()) check_kind(cells, absence);
    if (cells.is_good()) check_others(cells, asked.work.database(), absence);
    if (!errors.empty()) return refusal_of(errors);
    return store(asked, absence, job.value());
}

Outcome<Answer> absence_change(Asked& asked) {
    const Outcome<std::int64_t> number = asked.fields.number("absence");
    if (!number.accepted()) return number.refusal();
    ledger::Database& database = asked.work.database();
    const auto known = ledger::absence_numbered(database, number.value());
    if (!known || known->is_withdrawn) {
        return refused_in("absence",
                          "absence-unknown",
                          "There is no absence of this number, or it was withdrawn.",
                          "Look at 'almoner absence list EMPLOYMENT'.");
    }
    const auto job =
        ledger::employment_numbered(database, known->employment, ledger::last_day_of_all);
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    Absence absence = *known;
    read_absence(cells, absence);
    cells.set_yes("withdraw", absence.is_withdrawn);
    if (cells.is_good() && absence == *known) {
        cells.complain("absence",
                       "nothing-to-change",
                       "This is what is known of it already.",
                       "Give what is to change.");
    }
    if (cells.is_good() && !absence.is_withdrawn) {
        check_days(cells, absence, *job);
        check_kind(cells, absence);
        check_others(cells, database, absence);
    }
    if (!errors.empty()) return refusal_of(errors);
    return store(asked, absence, *job);
}

}  // namespace almoner::scheduler
