#include "api/cli/payroll_holiday_show.h"

#include "api/cli/payroll_employers.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "scheduler/payroll/holiday_balance.h"

#include <utility>

namespace almoner::api {
namespace {

using ledger::Employer;
using ledger::Employment;
using scheduler::hours_and_minutes;

Figures empty_table(ledger::Date day) {
    return {.name = "holiday",
            .title = "Holiday in hours on " + day.words(),
            .columns = {{"employer", "Employer", Kind::text},
                        {"employment", "Employment", Kind::text},
                        {"kind", "Kind", Kind::text},
                        {"year_from", "Leave year from", Kind::date},
                        {"earned", "Earned", Kind::text},
                        {"taken", "Taken", Kind::text},
                        {"booked", "Booked", Kind::text},
                        {"left", "Left", Kind::text}},
            .rows = {},
            .notes = {"Irregular hours earn with each pay period that is paid, regular hours are "
                      "of the whole leave year. Rolled-up holiday is paid with the wages."}};
}

void add_job(Figures& figures,
             Reading& reading,
             const rules::RateBook& book,
             const std::pair<Employer, Employment>& pair) {
    const auto& [employer, job] = pair;
    const auto balance = scheduler::holiday_balance(*reading.database, book, job, reading.day);
    if (!balance.accepted()) {
        figures.notes.push_back(job.ref + ": " + balance.refusal().words + " " +
                                balance.refusal().next);
        return;
    }
    const scheduler::HolidayBalance& known = balance.value();
    const auto cell = [&](std::int64_t minutes) {
        return known.is_kept() ? Cell{hours_and_minutes(minutes)} : Cell{};
    };
    figures.rows.push_back({employer.ref,
                            job.ref,
                            known.kind,
                            known.year.first,
                            cell(known.earned),
                            cell(known.taken),
                            cell(known.booked),
                            cell(known.left())});
}

}  // namespace

int show_holiday_balances(const Program& program, const Call& call, Reading& reading) {
    const auto book = rules::RateBook::parse(program.payroll_rates);
    if (!book.accepted()) return show_refusal(call, book.refusal());
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    const auto employers = employers_wanted(call, reading);
    if (!employers.accepted()) return show_refusal(call, employers.refusal());
    Figures figures = empty_table(reading.day);
    for (const Employer& each : employers.value()) {
        for (const Employment& job : ledger::employments_of_employer(
                 *reading.database, each.number, ledger::last_day_of_all)) {
            if (job.start_on <= reading.day) add_job(figures, reading, book.value(), {each, job});
        }
    }
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
