#include "scheduler/payroll/leaving_pay.h"

#include "ledger/records/job_ends.h"
#include "rules/payroll/leaving.h"
#include "scheduler/payroll/average_earnings.h"
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/holiday_left.h"
#include "scheduler/payroll/pay_calendar.h"

#include <algorithm>
#include <functional>
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

// Payday by payday, the newest first, without the last period: its slip may be of part of it.
std::vector<Money> wages_before_the_end(const JobRecords& job) {
    std::vector<std::pair<Date, Money>> paid;
    paid.reserve(job.earlier_wages.size() + job.slips.size());
    for (const ledger::OpeningWage& each : job.earlier_wages) {
        paid.emplace_back(each.paid_on, each.gross);
    }
    for (const ledger::PaySlip& each : job.slips) {
        if (each.worked.last < *job.job.end_on) paid.emplace_back(each.paid_on, each.gross);
    }
    std::ranges::stable_sort(paid, std::ranges::greater{}, &std::pair<Date, Money>::first);
    std::vector<Money> wages;
    wages.reserve(paid.size());
    for (const auto& each : paid) wages.push_back(each.second);
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
            return slip.worked.last >= *job_.job.end_on &&
                   std::ranges::any_of(
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
        const auto known = week_at_the_end(book_, job_);
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

Outcome<std::optional<Money>> week_at_the_end(const rules::RateBook& book, const JobRecords& job) {
    if (!job.job.end_on) return std::optional<Money>{};
    const auto by_contract = contract_week(job);
    if (job.job.has_fixed_hours && by_contract) return by_contract;
    const auto wages = wages_before_the_end(job);
    const auto average =
        rules::average_week_at_the_end(book, *job.job.end_on, frequency_of(job.employer), wages);
    if (average.accepted()) return std::optional(average.value());
    if (average.refusal().code == no_rate) return average.refusal();
    return by_contract;
}

bool pays_what_the_end_owes(const JobRecords& job) {
    if (!job.job.end_on) return false;
    const bool is_its_period = job.wanted.closes_period() && job.wanted.days.holds(*job.job.end_on);
    return is_its_period || (is_after_leaving(job) && job.wanted.paid_on >= *job.job.end_on);
}

Outcome<Done> add_leaving_pay(ledger::Database& database,
                              const rules::RateBook& book,
                              const JobRecords& job,
                              std::vector<PayLine>& lines,
                              std::vector<JobFinding>& findings) {
    if (!pays_what_the_end_owes(job)) return Done{};
    const bool is_said = job.wanted.paid_on - *job.job.end_on <= days_it_is_said;
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
