// The last day of a job: recorded, put right, taken back.
#include "ledger/records/absence.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/in_force.h"
#include "ledger/records/job_ends.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_paper.h"
#include "ledger/records/task.h"
#include "scheduler/commands/employer.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/hmrc/rti_of_slips.h"
#include "scheduler/payroll/leaving_changed.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/program_rates.h"
#include "scheduler/payroll/row_cells.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Employment;
using ledger::Outcome;
using nlohmann::json;

constexpr std::string_view end_changed_task = "job-end-changed";
constexpr std::int32_t days_to_look = 14;

// They hang on the contract; pay of parents goes on behind it.
constexpr std::array<std::string_view, 3> ends_with_the_job{"sickness", "unpaid", "jury"};

bool ends_with_job(const ledger::Absence& absence) {
    return std::ranges::find(ends_with_the_job, absence.kind) != ends_with_the_job.end();
}

// Those that last beyond the last day, in order.
std::vector<ledger::Absence> absences_beyond(ledger::Database& database,
                                             const Employment& job,
                                             Date end_on) {
    std::vector<ledger::Absence> all = ledger::absences_of(database, job.number);
    std::erase_if(all, [&](const ledger::Absence& each) {
        const bool hangs_on_it = ends_with_job(each) || each.kind == "holiday";
        return !hangs_on_it || (each.last_on && *each.last_on <= end_on);
    });
    return all;
}

void check_absences(RowCells& cells, const std::vector<ledger::Absence>& beyond, Date end_on) {
    for (const ledger::Absence& each : beyond) {
        if (ends_with_job(each) && each.first_on <= end_on) continue;
        cells.complain("on",
                       "absence-beyond-the-end",
                       "Absence " + std::to_string(each.number) + " lies behind the last day.",
                       "Change or withdraw it first with 'almoner absence change'.");
        return;
    }
}

void close_absences(Asked& asked, std::vector<ledger::Absence> beyond, Date end_on) {
    for (ledger::Absence& each : beyond) {
        each.last_on = end_on;
        each.recorded_on = asked.work.today();
        each.recorded_by = asked.actor.number;
        ledger::insert_absence(asked.work, each);
    }
}

// What an approved run pays is posted as it was approved.
Outcome<Done> no_run_is_under_way(ledger::Database& database, const Employment& job) {
    if (!job.end_on || !ledger::run_under_way(database, job.number)) return Done{};
    return refused_in("employment",
                      "run-under-way",
                      "A run that is approved has a slip of this job.",
                      "Post it with 'almoner payroll post' or give it up with 'almoner payroll "
                      "cancel', then put the last day right.");
}

bool hmrc_was_told(ledger::Database& database, const Employment& job) {
    const auto filings = ledger::filings_of_employer(database, job.employer);
    return std::ranges::any_of(filings, [&](const ledger::HmrcFiling& each) {
        return each.kind == "fps" &&
               ledger::last_step_of_filing(database, each.id).state != "rejected" &&
               was_end_told(database, each.id, job.number);
    });
}

bool has_p45(ledger::Database& database, const Employment& job) {
    return ledger::newest_payroll_paper(
               database, {.kind = "p45", .employer = job.employer, .employment = job.number})
        .has_value();
}

// The slips that count of days from the earlier of both ends on, by number.
std::vector<std::int64_t> slips_to_look_at(ledger::Database& database,
                                           const Employment& before,
                                           const Employment& after) {
    const Date from = std::min(*before.end_on, after.end_on.value_or(*before.end_on));
    std::vector<std::int64_t> slips;
    for (const ledger::PaySlip& each : ledger::slips_that_count(database, before.number)) {
        if (each.worked.last >= from) slips.push_back(each.id);
    }
    return slips;
}

// Those that were cut short at a day on which the job did not end.
std::vector<std::int64_t> absences_to_look_at(ledger::Database& database,
                                              const Employment& before,
                                              const Employment& after) {
    std::vector<std::int64_t> numbers;
    if (after.end_on && *after.end_on <= *before.end_on) return numbers;
    for (const ledger::Absence& each : ledger::absences_of(database, before.number)) {
        const bool hangs_on_it = ends_with_job(each) || each.kind == "holiday";
        if (hangs_on_it && each.last_on == before.end_on) numbers.push_back(each.number);
    }
    return numbers;
}

std::string named(const std::vector<std::int64_t>& numbers) {
    std::string all;
    for (const std::int64_t each : numbers) {
        if (!all.empty()) all += ", ";
        all += std::to_string(each);
    }
    return all;
}

// What hangs on the day that stood before: in the answer, and as a task where somebody has to act.
class Hanging {
  public:
    Hanging(ledger::Database& database, const Employment& before, const Employment& after)
        : slips_(slips_to_look_at(database, before, after)),
          absences_(absences_to_look_at(database, before, after)),
          was_told_(before.end_on != after.end_on && hmrc_was_told(database, before)),
          has_p45_(before.end_on != after.end_on && has_p45(database, before)) {}

    void add_to(json& answer) const {
        if (!slips_.empty()) answer["slips_to_look_at"] = slips_;
        if (!absences_.empty()) answer["absences_to_look_at"] = absences_;
        if (was_told_) answer["hmrc_was_told"] = true;
        if (has_p45_) answer["p45_was_made"] = true;
    }
    [[nodiscard]] std::string words() const {
        std::string all;
        if (!slips_.empty()) {
            all += " Look at slip " + named(slips_) +
                   ", and correct what is wrong with 'almoner payroll correct'.";
        }
        if (!absences_.empty()) {
            all += " Absence " + named(absences_) +
                   " was cut short at that day: change it with 'almoner absence change' if it went "
                   "on.";
        }
        if (was_told_) {
            all +=
                " HMRC was told the earlier record of it: the day is kept right in the records and "
                "not told "
                "again by itself (from memory, not verified).";
        }
        if (has_p45_) {
            all +=
                " A P45 with the earlier record was made: no second one is given, so write to the "
                "assistant which day is right (from memory, not verified).";
        }
        return all;
    }

  private:
    std::vector<std::int64_t> slips_;
    std::vector<std::int64_t> absences_;
    bool was_told_;
    bool has_p45_;
};

std::string end_of(const Employment& job) {
    return job.end_on->words() + " (" + job.end_reason + ")";
}

void tell(Asked& asked, const Employment& before, const Employment& after, json& answer) {
    const auto book = rates_of_program(asked.around);
    if (book.accepted()) tell_changed_leaving_pay(asked.work, book.value(), before.number);
    const Hanging hanging(asked.work.database(), before, after);
    hanging.add_to(answer);
    const std::string subject = "employment:" + before.ref;
    (void)close_tasks(asked.work, end_changed_task, subject, "looked at anew");
    const std::string words = hanging.words();
    if (words.empty()) return;
    const std::string now =
        after.end_on
            ? "The end of the job was put right: " + end_of(after) + ", and not " + end_of(before)
            : "The job goes on: it was recorded that it ended on " + before.end_on->words();
    ledger::insert_task(asked.work,
                        {.kind = end_changed_task,
                         .subject = subject,
                         .due_on = asked.work.today() + days_to_look,
                         .owner = "payroll",
                         .words = now + "." + words});
}

void store_end(Asked& asked, Employment& job) {
    const auto lines = ledger::paid_from(asked.work.database(), job);
    // Known from the day that follows it, and where that is past, from today.
    job.from_on = std::max(job.from_on, asked.work.today());
    ledger::insert_employment(asked.work, job, lines);
}

Employment read_end(RowCells& cells, Employment job) {
    const Employment before = job;
    if (cells.need("on")) cells.set_day("on", job.end_on);
    if (cells.need("reason")) cells.set_name("reason", job.end_reason, ledger::end_reasons);
    if (job.end_on && *job.end_on < job.start_on) {
        cells.complain("on",
                       "before-start",
                       "The employment began on " + job.start_on.iso() + ".",
                       "Correct the day.");
    }
    if (cells.is_good() && job == before) {
        cells.complain("on",
                       "nothing-to-change",
                       "The employment ended on that day and for that reason already.",
                       "Nothing needs to be done.");
    }
    return job;
}

Outcome<Done> can_go_on(ledger::Database& database, const Employment& job) {
    if (!job.end_on) {
        return refused_in(
            "employment", "job-goes-on", "The job has no last day.", "Nothing needs to be done.");
    }
    if (hmrc_was_told(database, job) || has_p45(database, job)) {
        return refused_in("employment",
                          "end-was-told",
                          "HMRC was told that this job ended, or its P45 was made.",
                          "Add a new employment from the day after its last.");
    }
    return no_run_is_under_way(database, job);
}

}  // namespace

Outcome<Answer> employment_end(Asked& asked) {
    const Outcome<Employment> known = employment_asked_for(asked);
    if (!known.accepted()) return known.refusal();
    const Employment& before = known.value();
    const Outcome<Done> is_open = no_run_is_under_way(asked.work.database(), before);
    if (!is_open.accepted()) return is_open.refusal();
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    Employment job = read_end(cells, before);
    std::vector<ledger::Absence> beyond;
    if (job.end_on) beyond = absences_beyond(asked.work.database(), job, *job.end_on);
    if (cells.is_good()) check_absences(cells, beyond, *job.end_on);
    if (!errors.empty()) return refusal_of(errors);
    close_absences(asked, std::move(beyond), *job.end_on);
    store_end(asked, job);
    json answer{{"employment", job.ref}, {"end_on", job.end_on->iso()}, {"reason", job.end_reason}};
    if (before.end_on) {
        answer["before"] = before.end_on->iso();
        tell(asked, before, job, answer);
    }
    return answer.dump();
}

Outcome<Answer> employment_go_on(Asked& asked) {
    const Outcome<Employment> known = employment_asked_for(asked);
    if (!known.accepted()) return known.refusal();
    const Employment& before = known.value();
    const Outcome<Done> can = can_go_on(asked.work.database(), before);
    if (!can.accepted()) return can.refusal();
    Employment job = before;
    job.end_on.reset();
    job.end_reason.clear();
    store_end(asked, job);
    json answer{{"employment", job.ref}, {"before", before.end_on->iso()}};
    json decided = json::array();
    for (const auto& each : ledger::leaving_decisions_of(asked.work.database(), job.number)) {
        const bool is_named = std::ranges::find(decided, json(each.part)) != decided.end();
        if (!is_named) decided.push_back(each.part);
    }
    if (!decided.empty()) answer["decided_before"] = decided;
    tell(asked, before, job, answer);
    return answer.dump();
}

}  // namespace almoner::scheduler
