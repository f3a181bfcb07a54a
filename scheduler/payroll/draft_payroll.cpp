#include "scheduler/payroll/draft_payroll.h"

#include "ledger/storage/read_beside.h"
#include "ledger/values/invariant.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/payment_run/run_facts.h"
#include "scheduler/payroll/due_jobs.h"
#include "scheduler/payroll/family_question.h"
#include "scheduler/payroll/make_slip.h"
#include "scheduler/payroll/run_checks.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Employer;
using ledger::Employment;
using ledger::Money;
using ledger::Outcome;
using ledger::PayrollRun;

// A run looks at the calendar around its payday only.
constexpr std::int32_t days_around = 120;
// What was read of their jobs lies in memory while they are reckoned, and while the next are read.
constexpr std::size_t employers_at_once = ledger::worth_reading_beside;

// What no run makes good.
bool is_for_a_correction(const JobFinding& finding) {
    return finding.code == "hours-of-paid-days" || finding.code == "absence-of-a-paid-period";
}

// Employers in portions that are nearly alike, each worth a thread where there are several.
class Portions {
  public:
    explicit Portions(std::span<const DueEmployer> all)
        : left_(all), count_(std::max<std::size_t>(all.size() / employers_at_once, 1)) {}

    // Empty behind the last one.
    std::span<const DueEmployer> next() {
        if (count_ == 0) return {};
        const auto part = left_.first(left_.size() / count_--);
        left_ = left_.subspan(part.size());
        return part;
    }

  private:
    std::span<const DueEmployer> left_;
    std::size_t count_ = 0;
};

class Drafting {
  public:
    Drafting(const Asked& asked,
             const rules::RateBook& book,
             const PayrollRun& wanted,
             const ledger::BankHolidays& holidays)
        : work_(asked.work),
          database_(asked.work.database()),
          rates_(book),
          wanted_(wanted),
          holidays_(holidays),
          checks_(asked) {}

    Outcome<PayrollDraft> cycle() {
        const std::vector<DueEmployer> due = due_employers(database_, wanted_, holidays_);
        draft_.employers = static_cast<std::int64_t>(due.size());
        read_ahead_funds(due);
        Portions portions(due);
        std::optional<DueJobs> now;
        if (!due.empty()) now = jobs_of(database_, portions.next(), wanted_.payday);
        draft_.slips.reserve(due.size());
        while (now) {
            // The jobs of the next employers are read while those of these are reckoned.
            const auto next = portions.next();
            ledger::ReadBeside<DueJobs> beside(
                database_,
                static_cast<std::int64_t>(next.size()),
                [next, payday = wanted_.payday](ledger::Database& other) {
                    return jobs_of(other, next, payday);
                });
            const auto added = add_all(*now);
            if (!added.accepted()) return added.refusal();
            now.reset();
            if (!next.empty()) now = beside.get();
        }
        if (draft_.employers != 0) return std::move(draft_);
        return ledger::Refusal{.code = "payday-unknown",
                               .words = "No employer of this service is paid " + wanted_.frequency +
                                        " on " + wanted_.payday.words() + ".",
                               .next = "Take the payday from 'almoner payroll employers'.",
                               .field = "payday",
                               .citation = ""};
    }

    Outcome<PayrollDraft> of_job(const Employment& job, std::int64_t without) {
        const auto employer = ledger::employer_numbered(database_, job.employer, wanted_.payday);
        if (!employer) return nobody_employed();
        if (wanted_.kind == "leaver" && without == 0 && !job.end_on) {
            return ledger::Refusal{.code = "job-goes-on",
                                   .words = "The job has no last day.",
                                   .next = "Record it first with 'almoner employment end'.",
                                   .field = "job",
                                   .citation = ""};
        }
        ++draft_.employers;
        const auto added =
            add(job_on_payday(database_, *employer, job, wanted_of_job(*employer, job, without)));
        if (!added.accepted()) return added.refusal();
        return std::move(draft_);
    }

  private:
    // What each fund holds is asked once for each plan line.
    void read_ahead_funds(const std::vector<DueEmployer>& due) {
        if (due.empty()) return;
        const auto [first, last] = std::ranges::minmax(
            due, {}, [](const DueEmployer& each) { return each.employer.budget; });
        work_.books().read_ahead_budgets(first.employer.budget, last.employer.budget, due.size());
    }

    Outcome<ledger::Done> add_all(DueJobs& read) {
        for (std::size_t at = 0; at < read.jobs.size(); ++at) {
            const DueEmployer& due = *read.employers[at];
            allowances_.try_emplace(due.employer.number, read.allowances[due.employer.number]);
            const auto added =
                add(job_on_payday(database_,
                                  {.employer = &due.employer, .job = &read.jobs[at]},
                                  {.kind = "cycle", .paid_on = wanted_.payday, .days = due.days},
                                  std::move(read.facts[at])));
            if (!added.accepted()) return added.refusal();
        }
        return ledger::Done{};
    }

    static ledger::Refusal nobody_employed() {
        return {.code = "nobody-employed",
                .words = "There is no such job on this day.",
                .next = "Take its reference from 'almoner payroll employers'.",
                .field = "job",
                .citation = ""};
    }

    // A slip keeps the period that it closed. On a payday of the calendar one job is paid as its
    // cycle would pay it, unless it has been.
    PaydayWanted wanted_of_job(const Employer& employer,
                               const Employment& job,
                               std::int64_t without) {
        PaydayWanted wanted{.kind = wanted_.kind, .paid_on = wanted_.payday, .without = without};
        const Date day = wanted_.kind == "leaver" && job.end_on ? *job.end_on : wanted_.payday;
        wanted.days = employer_period_holding(employer, day, holidays_).days;
        if (without != 0) {
            const ledger::PaySlip old = *ledger::pay_slip_by_id(database_, without);
            wanted.days = old.closes.value_or(wanted.days);
            return wanted;
        }
        const auto by_calendar = period_paid_on(employer, wanted_.payday, holidays_);
        if (wanted_.kind != "off-cycle" || !by_calendar) return wanted;
        PaydayWanted cycle{.kind = "cycle",
                           .paid_on = wanted_.payday,
                           .days = by_calendar->days,
                           .is_of_one_job = true};
        const bool is_closed = is_paid_already(job_on_payday(database_, employer, job, cycle));
        return is_closed ? wanted : cycle;
    }

    // What nobody has to pay, or nobody may, and why.
    bool is_left_out(const JobRecords& records) {
        const auto hold_out = [&](const JobFinding& finding) {
            draft_.held_out.push_back({records.job.number, finding});
        };
        if (records.wanted.without == 0) {
            const auto until = records.taken_over_until;
            if (until && records.wanted.paid_on <= *until) {
                hold_out({.code = "taken-over-already"});
                return true;
            }
            if (is_paid_already(records)) {
                for (const JobFinding& each : records.findings) {
                    if (is_for_a_correction(each)) hold_out(each);
                }
                return true;
            }
        }
        const std::int64_t under_way = records.facts.under_way;
        if (under_way == 0 || under_way == wanted_.id) return false;
        hold_out({.code = "run-under-way"});
        return true;
    }

    // What the rules forbid is not paid, whoever allowed it when the job began. A correction is of
    // wages that were.
    bool is_forbidden(const JobRecords& records) {
        if (records.wanted.without != 0) return false;
        if (!policy_) policy_ = policy_in_force(database_, wanted_.payday);
        const auto reasons = against_wages(database_, *policy_, records);
        for (const std::string& each : reasons) {
            draft_.held_out.push_back({records.job.number, {.code = each}});
        }
        return !reasons.empty();
    }

    Outcome<ledger::Done> add(const JobRecords& records) {
        if (is_left_out(records) || is_forbidden(records)) return ledger::Done{};
        Money& allowance = allowance_of(records.employer, records.wanted);
        auto read = make_slip(database_, rates_, records, allowance);
        if (!read.accepted()) return read.refusal();
        MadeSlip made = std::move(read).value();
        for (const JobFinding& each : made.findings) {
            draft_.held_out.push_back({records.job.number, each});
        }
        if (!made.slip) return ledger::Done{};
        DraftSlip slip = std::move(*made.slip);
        checks_.add(records, slip);
        draft_.slips.push_back(std::move(slip));
        return ledger::Done{};
    }

    // Used in the year before this slip, those of this run counted.
    Money& allowance_of(const Employer& employer, const PaydayWanted& wanted) {
        const auto known = allowances_.find(employer.number);
        if (known != allowances_.end()) return known->second;
        const std::int64_t year = rules::TaxYear::of(wanted.paid_on).first_year();
        Money used = allowances_before(database_, {employer.number}, year)[employer.number];
        if (wanted.without != 0) {
            used -= ledger::pay_slip_by_id(database_, wanted.without)->allowance;
        }
        return allowances_.emplace(employer.number, used).first->second;
    }

    ledger::Work& work_;
    ledger::Database& database_;
    rules::PaydayRates rates_;
    const PayrollRun& wanted_;
    const ledger::BankHolidays& holidays_;
    RunChecks checks_;
    std::map<std::int64_t, Money> allowances_;
    std::optional<rules::Policy> policy_{};
    PayrollDraft draft_;
};

}  // namespace

Outcome<PayrollDraft> draft_payroll(const Asked& asked,
                                    const rules::RateBook& book,
                                    const PayrollRun& wanted,
                                    std::int64_t without) {
    const auto holidays = holidays_for(asked.work.database(),
                                       {wanted.payday - days_around, wanted.payday + days_around});
    if (!holidays.accepted()) return holidays.refusal();
    Drafting drafting(asked, book, wanted, holidays.value());
    if (wanted.employment == 0) return drafting.cycle();
    const auto job =
        ledger::employment_numbered(asked.work.database(), wanted.employment, wanted.payday);
    if (!job) throw ledger::InvariantBroken("a run of a job that is none on its payday");
    return drafting.of_job(*job, without);
}

}  // namespace almoner::scheduler
