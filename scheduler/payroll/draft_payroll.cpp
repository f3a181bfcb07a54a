#include "scheduler/payroll/draft_payroll.h"

#include "scheduler/facts/ask_rules.h"
#include "scheduler/payment_run/run_facts.h"
#include "scheduler/payroll/family_question.h"
#include "scheduler/payroll/make_slip.h"
#include "scheduler/payroll/pay_calendar.h"
#include "scheduler/payroll/run_checks.h"

#include <algorithm>
#include <map>
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
constexpr std::int64_t periods_around = 6;

std::optional<EmployerPeriod> period_paid_on(const Employer& employer,
                                             Date payday,
                                             const ledger::BankHolidays& holidays) {
    const std::int64_t near = employer_period_holding(employer, payday, holidays).index;
    for (std::int64_t index = near - periods_around; index <= near + periods_around; ++index) {
        const EmployerPeriod period = employer_period(employer, index, holidays);
        if (period.regular_payday == payday) return period;
    }
    return std::nullopt;
}

// What no run makes good.
bool is_for_a_correction(const JobFinding& finding) {
    return finding.code == "hours-of-paid-days" || finding.code == "absence-of-a-paid-period";
}

class Drafting {
  public:
    Drafting(const Asked& asked,
             const rules::RateBook& book,
             const PayrollRun& wanted,
             const ledger::BankHolidays& holidays)
        : database_(asked.work.database()),
          book_(book),
          wanted_(wanted),
          holidays_(holidays),
          checks_(asked) {}

    Outcome<PayrollDraft> cycle() {
        for (const Employer& employer : ledger::employers_on(database_, wanted_.payday)) {
            const bool is_wanted =
                employer.service == wanted_.service && employer.frequency == wanted_.frequency;
            if (!is_wanted) continue;
            const auto period = period_paid_on(employer, wanted_.payday, holidays_);
            if (!period || (employer.end_on && *employer.end_on < period->days.first)) continue;
            ++draft_.employers;
            const auto jobs =
                ledger::employments_of_employer(database_, employer.number, wanted_.payday);
            for (const Employment& job : jobs) {
                const auto added =
                    add(employer,
                        job,
                        {.kind = "cycle", .paid_on = wanted_.payday, .days = period->days});
                if (!added.accepted()) return added.refusal();
            }
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
        const auto added = add(*employer, job, wanted_of_job(*employer, job, without));
        if (!added.accepted()) return added.refusal();
        return std::move(draft_);
    }

  private:
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
        const auto under_way = ledger::run_under_way(database_, records.job.number);
        if (under_way.value_or(wanted_.id) == wanted_.id) return false;
        hold_out({.code = "run-under-way"});
        return true;
    }

    // What the rules forbid is not paid, whoever allowed it when the job began. A correction is of
    // wages that were.
    bool is_forbidden(const JobRecords& records) {
        if (records.wanted.without != 0) return false;
        if (!policy_) policy_ = policy_in_force(database_, wanted_.payday);
        const EmploymentRow row{.employment = records.job,
                                .lines = ledger::paid_from(database_, records.job),
                                .budget = records.employer.budget};
        const auto reasons = against_wages(database_, *policy_, row, records.wanted.paid_on);
        for (const std::string& each : reasons) {
            draft_.held_out.push_back({records.job.number, {.code = each}});
        }
        return !reasons.empty();
    }

    Outcome<ledger::Done> add(const Employer& employer,
                              const Employment& job,
                              const PaydayWanted& wanted) {
        const JobRecords records = job_on_payday(database_, employer, job, wanted);
        if (is_left_out(records) || is_forbidden(records)) return ledger::Done{};
        Money& allowance = allowance_of(employer, wanted);
        auto made = make_slip(database_, book_, records, allowance);
        if (!made.accepted()) return made.refusal();
        for (const JobFinding& each : made.value().findings) {
            draft_.held_out.push_back({job.number, each});
        }
        if (!made.value().slip) return ledger::Done{};
        DraftSlip slip = *made.value().slip;
        checks_.add(records, slip);
        draft_.slips.push_back(std::move(slip));
        return ledger::Done{};
    }

    // Used in the year before this slip, those of this run counted.
    Money& allowance_of(const Employer& employer, const PaydayWanted& wanted) {
        const auto known = allowances_.find(employer.number);
        if (known != allowances_.end()) return known->second;
        const std::int64_t year = rules::TaxYear::of(wanted.paid_on).first_year();
        Money used = ledger::allowance_used(database_, employer.number, year);
        const auto opening = ledger::opening_allowance_of(database_, employer.number, year);
        if (opening) used += opening->used;
        if (wanted.without != 0) {
            used -= ledger::pay_slip_by_id(database_, wanted.without)->allowance;
        }
        return allowances_.emplace(employer.number, used).first->second;
    }

    ledger::Database& database_;
    const rules::RateBook& book_;
    const PayrollRun& wanted_;
    const ledger::BankHolidays& holidays_;
    RunChecks checks_;
    std::map<std::int64_t, Money> allowances_;
    std::optional<rules::Policy> policy_{};
    PayrollDraft draft_;
};

DraftSlip stored_slip(ledger::Database& database, const ledger::PaySlip& slip) {
    DraftSlip stored{.slip = slip,
                     .lines = ledger::lines_of_slip(database, slip.id),
                     .orders = ledger::orders_of_slip(database, slip.id),
                     .splits = ledger::splits_of_slip(database, slip.id)};
    stored.slip.id = stored.slip.seq = stored.slip.run = 0;
    for (ledger::PaySlipLine& each : stored.lines) each.slip = 0;
    for (ledger::PaySlipOrder& each : stored.orders) each.slip = 0;
    for (ledger::PaySlipSplit& each : stored.splits) each.slip = 0;
    stored.recoveries = ledger::recoveries_of_slip(database, slip.id);
    for (ledger::SlipRecovery& each : stored.recoveries) each.slip = 0;
    return stored;
}

void write_slip(ledger::Work& work, std::int64_t run, DraftSlip slip) {
    slip.slip.run = run;
    const std::int64_t id = ledger::insert_pay_slip(work, slip.slip);
    for (ledger::PaySlipLine& each : slip.lines) {
        each.slip = id;
        ledger::insert_pay_slip_line(work, each);
    }
    for (ledger::PaySlipOrder& each : slip.orders) {
        each.slip = id;
        ledger::insert_pay_slip_order(work, each);
    }
    for (ledger::PaySlipSplit& each : slip.splits) {
        each.slip = id;
        ledger::insert_pay_slip_split(work, each);
    }
    for (ledger::SlipRecovery& each : slip.recoveries) {
        each.slip = id;
        ledger::insert_slip_recovery(work, each);
    }
    for (const JobFinding& each : slip.findings) {
        ledger::insert_pay_finding(work,
                                   {.run = run,
                                    .slip = id,
                                    .employment = slip.slip.employment,
                                    .code = each.code,
                                    .amount = each.amount,
                                    .other = each.other});
    }
}

}  // namespace

Money DraftSlip::cost() const {
    Money sum;
    for (const ledger::PaySlipSplit& each : splits) sum += each.total();
    return sum;
}

CountAndTotal PayrollDraft::sum() const {
    CountAndTotal all{.count = static_cast<std::int64_t>(slips.size())};
    for (const DraftSlip& each : slips) all.total += each.cost();
    return all;
}

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
    if (!job) {
        return ledger::Refusal{.code = "nobody-employed",
                               .words = "There is no such job on this day.",
                               .next = "Take its reference from 'almoner payroll employers'.",
                               .field = "job",
                               .citation = ""};
    }
    return drafting.of_job(*job, without);
}

void write_draft(ledger::Work& work, std::int64_t run, const PayrollDraft& draft) {
    for (const DraftSlip& each : draft.slips) write_slip(work, run, each);
    for (const HeldOut& each : draft.held_out) {
        ledger::insert_pay_finding(work,
                                   {.run = run,
                                    .employment = each.employment,
                                    .code = each.finding.code,
                                    .amount = each.finding.amount,
                                    .other = each.finding.other});
    }
}

PayrollDraft stored_draft(ledger::Database& database, std::int64_t run) {
    PayrollDraft stored;
    std::map<std::int64_t, std::size_t> places;
    for (const ledger::PaySlip& each : ledger::slips_of_run(database, run)) {
        places[each.id] = stored.slips.size();
        stored.slips.push_back(stored_slip(database, each));
    }
    for (const ledger::PayFinding& each : ledger::findings_of_payroll_run(database, run)) {
        const JobFinding finding{each.code, each.amount, each.other};
        if (each.slip == 0) {
            stored.held_out.push_back({each.employment, finding});
        } else {
            stored.slips[places.at(each.slip)].findings.push_back(finding);
        }
    }
    return stored;
}

}  // namespace almoner::scheduler
