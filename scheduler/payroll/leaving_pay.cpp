#include "scheduler/payroll/leaving_pay.h"

#include "ledger/records/job_ends.h"
#include "ledger/records/timesheet.h"
#include "rules/payroll/leaving.h"
#include "scheduler/payroll/average_earnings.h"
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/holiday_left.h"
#include "scheduler/payroll/pay_calendar.h"
#include "scheduler/payroll/sheets_on_payday.h"
#include "scheduler/payroll/usual_hours.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::LeavingDecision;
using ledger::Money;
using ledger::Outcome;
using rules::PayLine;

constexpr std::int64_t minutes_an_hour = 60;
// So long runs say what nobody decided: who is not paid has six months to claim (ERA 1996 s.164;
// memory, not verified).
constexpr std::int32_t days_it_is_said = 184;
constexpr std::string_view no_rate = "payroll-rate-missing";

Money for_minutes(Money rate, std::int64_t minutes) {
    return rate.mul_div(minutes, minutes_an_hour, ledger::Rounding::nearest_half_up);
}

bool is_leaving_line(std::string_view kind) {
    return kind == holiday_left_kind || kind == notice_kind || kind == redundancy_kind;
}

EmployerPeriod period_holding(const JobRecords& job, Date day) {
    return employer_period_holding(job.employer, day, ledger::BankHolidays{});
}

// The last day of what a line of a slip is for.
Date day_of(ledger::Database& database, const ledger::PaySlip& slip, std::int64_t timesheet) {
    const auto sheet = timesheet == 0 ? std::nullopt : ledger::timesheet_by_id(database, timesheet);
    if (sheet) return sheet->days.last;
    return slip.closes ? slip.closes->last : slip.worked.last;
}

// By the payday that each pay period has, whichever slip paid its hours; without the last period,
// of which the job may have lasted a part.
std::map<Date, Money> wages_before_the_end(ledger::Database& database, const JobRecords& job) {
    std::map<Date, Money> wages;
    for (const ledger::OpeningWage& each : job.earlier_wages) wages[each.paid_on] += each.gross;
    for (const ledger::PaySlip& slip : job.slips) {
        if (slip.is_after_leaving || !job.is_earlier(slip)) continue;
        for (const ledger::PaySlipLine& line : ledger::lines_of_slip(database, slip.id)) {
            if (line.counts == "expense" || is_leaving_line(line.kind)) continue;
            const auto period = period_holding(job, day_of(database, slip, line.timesheet));
            if (period.days.last < *job.job.end_on) wages[period.regular_payday] += line.amount;
        }
    }
    return wages;
}

std::optional<Money> contract_week(const JobRecords& job) {
    const auto rate = ledger::rate_on(job.rates, "day", *job.job.end_on);
    if (!rate || job.job.weekly_minutes == 0) return std::nullopt;
    return for_minutes(*rate, job.job.weekly_minutes);
}

class Leaving {
  public:
    Leaving(ledger::Database& database, const rules::RateBook& book, const JobRecords& job)
        : database_(database),
          book_(book),
          job_(job),
          owed_(rules::owed_at_the_end(job.job.end_reason)),
          service_{.began_on = job.job.start_on, .ends_on = *job.job.end_on} {}

    Outcome<std::vector<LeavingPart>> all(const std::vector<PayLine>& lines) {
        add_holiday(lines);
        const auto notice = add_notice();
        if (!notice.accepted()) return notice.refusal();
        const auto redundancy = add_redundancy();
        if (!redundancy.accepted()) return redundancy.refusal();
        return std::move(parts_);
    }

  private:
    [[nodiscard]] const LeavingDecision* decided(std::string_view part) const {
        return ledger::leaving_decision_in(job_.facts.leaving, part);
    }
    static bool is_refused(const LeavingDecision* decision) {
        return decision != nullptr && !decision->is_due;
    }
    static LeavingStanding standing_of(const LeavingDecision* decision) {
        return decision == nullptr ? LeavingStanding::undecided : LeavingStanding::due;
    }

    bool is_on_another_slip(std::string_view kind) {
        return std::ranges::any_of(job_.slips, [&](const ledger::PaySlip& slip) {
            return std::ranges::any_of(
                ledger::lines_of_slip(database_, slip.id),
                [&](const ledger::PaySlipLine& line) { return line.kind == kind; });
        });
    }

    void add_holiday(const std::vector<PayLine>& lines) {
        const LeavingDecision* const decision = decided("holiday");
        if (is_refused(decision)) return;
        const std::int64_t minutes = holiday_left(database_, book_, job_, lines);
        if (minutes == 0) return;
        const Money hour = hour_of_holiday(database_, job_).value_or(Money{});
        parts_.push_back({.part = "holiday",
                          .quantity = minutes,
                          .rate = hour,
                          .amount = for_minutes(hour, minutes),
                          .standing = standing_of(decision)});
    }

    // What a person gave, else what the records know; nothing is no pay.
    Outcome<Money> week(const LeavingDecision* decision) {
        if (decision != nullptr && !decision->week.is_zero()) return decision->week;
        const auto known = week_at_the_end(database_, book_, job_);
        if (!known.accepted()) return known.refusal();
        return known.value().value_or(Money{});
    }

    void add(LeavingPart part) {
        const bool is_known = !part.rate.is_zero();
        if (!is_known && part.standing == LeavingStanding::due) {
            part.standing = LeavingStanding::week_unknown;
        }
        parts_.push_back(std::move(part));
    }

    Outcome<Done> add_notice() {
        const LeavingDecision* const decision = decided("notice");
        const bool is_asked = decision != nullptr ? decision->is_due : owed_.notice;
        if (!is_asked || is_on_another_slip(notice_kind)) return Done{};
        const auto by_law = rules::notice_weeks(book_, service_);
        if (!by_law.accepted()) return by_law.refusal();
        const std::int64_t weeks = decision == nullptr ? by_law.value() : decision->weeks;
        if (weeks == 0) return Done{};
        const auto pay = week(decision);
        if (!pay.accepted()) return pay.refusal();
        add({.part = "notice",
             .quantity = weeks,
             .rate = pay.value(),
             .amount = rules::pay_in_lieu(pay.value(), static_cast<int>(weeks)),
             .standing = standing_of(decision)});
        return Done{};
    }

    Outcome<Done> add_redundancy() {
        const LeavingDecision* const decision = decided("redundancy");
        const bool is_asked = owed_.redundancy && job_.born_on && !is_refused(decision);
        if (!is_asked || is_on_another_slip(redundancy_kind)) return Done{};
        const auto pay = week(decision);
        if (!pay.accepted()) return pay.refusal();
        const auto due = rules::redundancy_pay(book_, service_, *job_.born_on, pay.value());
        if (!due.accepted() && due.refusal().code == no_rate) return due.refusal();
        if (!due.accepted()) return Done{};  // too short a service, or days that can't be
        const auto tax_free = rules::tax_free_at_the_end(book_, service_.ends_on);
        if (!tax_free.accepted()) return tax_free.refusal();
        LeavingPart part{.part = "redundancy",
                         .quantity = due.value().half_weeks,
                         .rate = due.value().week,
                         .amount = due.value().amount,
                         .standing = standing_of(decision)};
        if (part.amount > tax_free.value()) part.standing = LeavingStanding::too_much;
        add(std::move(part));
        return Done{};
    }

    ledger::Database& database_;
    const rules::RateBook& book_;
    const JobRecords& job_;
    rules::OwedAtTheEnd owed_;
    rules::Service service_;
    std::vector<LeavingPart> parts_;
};

// Of which nobody is paid by the calendar any more.
bool is_behind_the_last_period(const JobRecords& job) {
    return job.job.end_on && *job.job.end_on < job.wanted.days.first &&
           period_holding(job, *job.job.end_on).regular_payday < job.wanted.paid_on;
}

// Hours up to the end that no slip pays yet: the slip of the last period is still to come.
bool has_open_hours(const JobRecords& job) {
    const auto waits = [](const JobFinding& each) {
        return each.code == "timesheet-late" || each.code == "hours-not-confirmed";
    };
    if (std::ranges::any_of(job.findings, waits)) return true;
    const ledger::Period days = period_holding(job, *job.job.end_on).days;
    const bool is_paid = std::ranges::any_of(
        job.facts.paid_hours,
        [&](const ledger::PaidHours& each) { return overlap(each.days, days); });
    const bool is_paid_now = std::ranges::any_of(
        job.sheets, [&](const ledger::Timesheet& each) { return overlap(each.days, days); });
    return job.job.has_fixed_hours && !is_paid && !is_paid_now &&
           usual_minutes(job.job, job.absences, days) > 0;
}

PayLine line_of(const LeavingPart& part) {
    PayLine line{.kind = std::string(holiday_left_kind),
                 .quantity = part.quantity,
                 .rate = part.rate,
                 .amount = part.amount,
                 .counts = rules::PayCounts::pay,
                 .rule = "average-of-52-weeks"};
    if (part.part == "notice") {
        line.kind = notice_kind;
        line.rule = "notice.most_weeks";
    }
    if (part.part == "redundancy") {
        line.kind = redundancy_kind;
        line.rule = "redundancy.week_limit";
        line.counts = rules::PayCounts::expense;  // free of tax and National Insurance
    }
    return line;
}

}  // namespace

std::string weeks_of_leaving(std::string_view line_kind, std::int64_t quantity) {
    const bool is_halves = line_kind == redundancy_kind;
    const std::int64_t weeks = is_halves ? quantity / 2 : quantity;
    std::string words = std::to_string(weeks);
    const bool has_half = is_halves && quantity % 2 != 0;
    if (has_half) words += ".5";
    return words + (weeks == 1 && !has_half ? " week" : " weeks");
}

Outcome<std::vector<LeavingPart>> leaving_parts(ledger::Database& database,
                                                const rules::RateBook& book,
                                                const JobRecords& job,
                                                const std::vector<PayLine>& lines) {
    if (!job.job.end_on) return std::vector<LeavingPart>{};
    return Leaving(database, book, job).all(lines);
}

Outcome<std::optional<Money>> week_at_the_end(ledger::Database& database,
                                              const rules::RateBook& book,
                                              const JobRecords& job) {
    if (!job.job.end_on) return std::optional<Money>{};
    const auto by_contract = contract_week(job);
    if (job.job.has_fixed_hours && by_contract) return by_contract;
    const auto by_payday = wages_before_the_end(database, job);
    std::vector<Money> wages;
    wages.reserve(by_payday.size());
    for (const auto& [payday, sum] : by_payday) wages.push_back(sum);
    std::ranges::reverse(wages);  // the newest first
    const auto average =
        rules::average_week_at_the_end(book, *job.job.end_on, frequency_of(job.employer), wages);
    if (average.accepted()) return std::optional(average.value());
    if (average.refusal().code == no_rate) return average.refusal();
    return by_contract;
}

bool pays_what_the_end_owes(const JobRecords& job) {
    if (!job.job.end_on) return false;
    const bool is_its_period = job.wanted.closes_period() && job.wanted.days.holds(*job.job.end_on);
    const bool is_behind_a_slip = is_after_leaving(job) && job.wanted.paid_on >= *job.job.end_on;
    return is_its_period || is_behind_a_slip ||
           (is_behind_the_last_period(job) && !has_open_hours(job));
}

Outcome<Done> add_leaving_pay(ledger::Database& database,
                              const rules::RateBook& book,
                              const JobRecords& job,
                              std::vector<PayLine>& lines,
                              std::vector<JobFinding>& findings) {
    const bool is_said = job.job.end_on && job.wanted.paid_on - *job.job.end_on <= days_it_is_said;
    if (!pays_what_the_end_owes(job)) {
        if (is_said && is_behind_the_last_period(job)) {
            findings.push_back({.code = "last-period-unpaid"});
        }
        return Done{};
    }
    if (!is_said && job.facts.leaving.empty()) return Done{};
    const auto parts = leaving_parts(database, book, job, lines);
    if (!parts.accepted()) return parts.refusal();
    for (const LeavingPart& each : parts.value()) {
        switch (each.standing) {
            case LeavingStanding::due: lines.push_back(line_of(each)); break;
            case LeavingStanding::week_unknown:
                findings.push_back({.code = "leaving-week-unknown", .other = each.quantity});
                break;
            case LeavingStanding::too_much:
                findings.push_back(
                    {.code = "redundancy-above-tax-free", .amount = each.amount.pence()});
                break;
            case LeavingStanding::undecided:
                if (!is_said) break;
                findings.push_back({.code = each.part + "-left",
                                    .amount = each.amount.pence(),
                                    .other = each.quantity});
                break;
        }
    }
    return Done{};
}

}  // namespace almoner::scheduler
