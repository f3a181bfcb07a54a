#include "scheduler/payroll/fees_due.h"

#include "ledger/posting/keys.h"
#include "ledger/records/in_force.h"
#include "ledger/records/managed_pay_out.h"
#include "ledger/records/organisation.h"
#include "ledger/values/invariant.h"
#include "scheduler/payroll/run_checks.h"
#include "scheduler/spending/post_spend.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::AgreementFee;
using ledger::Date;
using ledger::Money;

constexpr std::int32_t four_weeks = 28;
constexpr std::int64_t four_weeks_a_year = 13;
constexpr std::int64_t months_a_year = 12;
constexpr unsigned last_day_of_any_month = 31;

// The same day so many months on, or the last one of a shorter month.
Date months_after(Date day, int months) {
    const std::chrono::year_month first{std::chrono::year(day.year()),
                                        std::chrono::month(day.month())};
    const std::chrono::year_month then = first + std::chrono::months(months);
    for (unsigned wanted = std::min(day.day(), last_day_of_any_month); wanted > 0; --wanted) {
        const auto found = Date::from_ymd(
            static_cast<int>(then.year()), static_cast<unsigned>(then.month()), wanted);
        if (found) return *found;
    }
    throw ledger::InvariantBroken("a month without days");
}

Date first_of_period(const AgreementFee& fee, std::int32_t number) {
    if (fee.frequency == "monthly") return months_after(fee.from_on, number);
    return fee.from_on + four_weeks * number;
}

ledger::Holding holding_of(const ledger::Agreement& agreement) {
    return {.budget = static_cast<std::int32_t>(agreement.budget), .option = agreement.option};
}

bool is_paid_by_budget(const AgreementFee& fee) {
    return fee.paid_by == "budget";
}

// The last day on which these terms hold.
Date last_day_of(const std::vector<AgreementFee>& all, std::size_t at, Date until) {
    const bool is_last = at + 1 == all.size() || all[at + 1].agreement != all[at].agreement;
    return is_last ? until : std::min(until, all[at + 1].from_on - 1);
}

// The periods that were charged, by agreement.
using Charged = std::map<std::int64_t, std::vector<ledger::Period>>;

Charged periods_charged(ledger::Database& database) {
    Charged all;
    for (const ledger::FeeCharge& each : ledger::every_fee_charge(database)) {
        all[each.agreement].push_back(each.days);
    }
    return all;
}

// No day is charged twice, whichever terms it was charged by.
bool is_charged(const Charged& charged, std::int64_t agreement, const ledger::Period& days) {
    const auto found = charged.find(agreement);
    return found != charged.end() &&
           std::ranges::any_of(found->second, [&](const ledger::Period& each) {
               return each.first <= days.last && days.first <= each.last;
           });
}

// On the period's last day, as the agreement stands on it.
bool is_kept_by(ledger::Database& database,
                const ledger::Agreement& agreement,
                std::int64_t service) {
    const auto keeper = ledger::organisation_numbered(database, service, ledger::last_day_of_all);
    return keeper && agreement.payee == "support-service:" + keeper->ref;
}

// All of the period.
bool is_there_in(const ledger::PlanLine& line, const ledger::Period& days) {
    return line.start_on <= days.first && (!line.end_on || days.last <= *line.end_on);
}

class Gathering {
  public:
    explicit Gathering(ledger::Work& work) : work_(work) {}

    void add(const AgreementFee& fee, const ledger::Period& days) {
        ledger::Database& database = work_.database();
        const auto agreement = ledger::agreement_numbered(database, fee.agreement, days.last);
        if (!agreement) return;
        const bool is_over = agreement->end_on && *agreement->end_on < days.last;
        if (is_over || days.first < agreement->start_on) return;
        if (!is_kept_by(database, *agreement, fee.service)) return;
        auto line = ledger::plan_line_numbered(database, fee.plan_line, days.last);
        FeeDue due{.fee = fee, .agreement = *agreement, .days = days};
        // What the body pays on top takes of no line: the line only says whose money it is.
        const bool needs_line = is_paid_by_budget(fee);
        if (!line && !needs_line) {
            line = ledger::plan_line_numbered(database, fee.plan_line, ledger::last_day_of_all);
        }
        if (line) due.line = *line;
        if (needs_line && (!line || !is_there_in(*line, days))) due.held = "plan-line-ended";
        if (agreement->status != ledger::AgreementStatus::active) due.held = "agreement-not-active";
        if (due.held.empty() && !take(due)) due.held = "fund-short";
        all_.push_back(std::move(due));
    }

    std::vector<FeeDue> all() && { return std::move(all_); }

  private:
    // All of it or nothing; what the body pays takes from no fund.
    [[nodiscard]] bool take(const FeeDue& due) {
        if (!is_paid_by_budget(due.fee)) return true;
        const ledger::Shares shares = shares_of_fee(work_, due);
        std::map<ledger::AccountKey, Money> wanted;
        for (const ledger::Share& each : shares) {
            wanted[ledger::of_holding(
                ledger::AccountName::fund, holding_of(due.agreement), each)] += each.amount;
        }
        const bool is_there = std::ranges::all_of(wanted, [&](const auto& each) {
            const auto known = left_.find(each.first);
            const Money free =
                known == left_.end()
                    ? left_.emplace(each.first, free_fund(work_, each.first)).first->second
                    : known->second;
            return each.second <= free;
        });
        if (!is_there) return false;
        for (const auto& [fund, amount] : wanted) left_.at(fund) -= amount;
        return true;
    }

    ledger::Work& work_;
    std::map<ledger::AccountKey, Money> left_;
    std::vector<FeeDue> all_;
};

}  // namespace

std::vector<ledger::Period> fee_periods(const AgreementFee& fee, Date last) {
    std::vector<ledger::Period> periods;
    if (fee.amount.is_zero()) return periods;
    for (std::int32_t number = 0;; ++number) {
        const ledger::Period days{first_of_period(fee, number),
                                  first_of_period(fee, number + 1) - 1};
        if (days.last > last) return periods;
        periods.push_back(days);
    }
}

Money worth_in_a_year(const AgreementFee& fee) {
    return fee.amount.mul_div(
        fee.frequency == "monthly" ? months_a_year : four_weeks_a_year, 1, ledger::Rounding::down);
}

ledger::Shares shares_of_fee(ledger::Work& work, const FeeDue& due) {
    if (is_paid_by_budget(due.fee)) {
        return ledger::split_by_streams(due.fee.amount,
                                        weights_of(work.database(), due.line, due.days.last));
    }
    return {{due.line.stream, static_cast<std::int32_t>(due.line.body), due.fee.amount}};
}

std::vector<FeeDue> fees_due(ledger::Work& work, std::int64_t service, Date until) {
    work.books().fold();  // the accounts and what was charged are read from the tables
    const Charged charged = periods_charged(work.database());
    const std::vector<AgreementFee> all = ledger::every_agreement_fee(work.database());
    Gathering gathering(work);
    for (std::size_t at = 0; at < all.size(); ++at) {
        const AgreementFee& fee = all[at];
        if (fee.service != service) continue;
        for (const ledger::Period& days : fee_periods(fee, last_day_of(all, at, until))) {
            if (!is_charged(charged, fee.agreement, days)) gathering.add(fee, days);
        }
    }
    return std::move(gathering).all();
}

std::vector<OpenFee> open_fees(ledger::Database& database, std::int64_t service) {
    std::vector<OpenFee> open;
    for (const ledger::FeeCharge& charge : ledger::every_fee_charge(database)) {
        const auto fee = ledger::agreement_fee_by_id(database, charge.fee);
        if (!fee) throw ledger::InvariantBroken("a charge of no fee");
        if (fee->service != service) continue;
        Money left = charge.amount;
        for (const auto& each : ledger::managed_pay_outs(database, "fee", charge.id)) {
            left -= each.counts;
        }
        if (left > Money{}) open.push_back({.charge = charge, .fee = *fee, .open = left});
    }
    return open;
}

}  // namespace almoner::scheduler
