#include "rules/payroll/sick_pay.h"

#include "rules/payroll/tax_year.h"

#include <algorithm>
#include <map>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Period;
using ledger::Refusal;

constexpr std::int64_t whole_bp = 10'000;
constexpr std::int64_t hundredths = 100;                                   // of a penny
constexpr std::int64_t decimals = WeeklyEarnings::per_penny / hundredths;  // of earnings in one

struct Terms {
    Money weekly{};
    std::int32_t share_bp = 0;  // of earnings; 0: no such limit
    int waiting_days = 0;
    int shortest_spell = 0;
    bool needs_earnings = false;
    int most_weeks = 0;
};

Outcome<Terms> terms_on(const RateBook& book, Date day) {
    RatesOnDay rates(book, day);
    const Terms terms{.weekly = rates.money("ssp.weekly"),
                      .share_bp = rates.bp("ssp.earnings_share"),
                      .waiting_days = rates.bp("ssp.waiting_days"),
                      .shortest_spell = rates.bp("ssp.shortest_spell_days"),
                      .needs_earnings = rates.yes("ssp.needs_lower_earnings_limit"),
                      .most_weeks = rates.bp("ssp.most_weeks")};
    return rates.complete(terms);
}

bool works_on(const Weekdays& worked, Date day) {
    return worked.at(day.iso_weekday() % 7);
}

int days_worked(const Weekdays& worked, const Period& period) {
    int days = 0;
    for (Date day = period.first; day <= period.last; day = day + 1) {
        days += works_on(worked, day) ? 1 : 0;
    }
    return days;
}

int days_a_week(const Weekdays& worked) {
    return static_cast<int>(std::ranges::count(worked, true));
}

Refusal refuse(std::string code, std::string words, std::string next, std::string field) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), ""};
}

std::optional<Refusal> fault_of(const SickSpell& spell) {
    if (spell.days.last < spell.days.first) {
        return refuse("period-turned-round",
                      "The sickness ends before it begins.",
                      "Correct the first or the last day.",
                      "sick_end");
    }
    if (days_a_week(spell.worked) == 0) {
        return refuse("weekdays-none",
                      "No working day is given.",
                      "Give the agreed working days of a week: 1|2|3|4|5, with 0 for Sunday.",
                      "weekdays_worked");
    }
    if (!spell.linked) return std::nullopt;
    if (spell.linked->last < spell.linked->first) {
        return refuse("period-turned-round",
                      "The earlier sickness ends before it begins.",
                      "Correct its first or last day.",
                      "linked_end");
    }
    if (spell.linked->last >= spell.days.first) {
        return refuse("linked-spell-later",
                      "The earlier sickness is not over when this one begins.",
                      "Give one spell from its first to its last day, or correct the days.",
                      "linked_end");
    }
    return std::nullopt;
}

// Goes through the days of a spell and pays them.
class SpellPayer {
  public:
    SpellPayer(const RateBook& book, const SickSpell& spell, const Terms& at_start)
        : book_(book), spell_(spell), at_start_(at_start), a_week_(days_a_week(spell.worked)) {}

    Outcome<SickPay> pay() {
        if (auto refusal = look_back()) return *std::move(refusal);
        for (Date day = spell_.days.first; day <= spell_.days.last; day = day + 1) {
            if (!works_on(spell_.worked, day)) continue;
            if (auto refusal = pay_day(day)) return *std::move(refusal);
        }
        for (const auto& [ends_on, week] : weeks_) {
            const Money amount = Money::from_pence((week.worth + hundredths - 1) / hundredths);
            answer_.weeks.push_back({ends_on, week.days, amount});
            answer_.total += amount;
        }
        if (answer_.weeks.empty()) answer_.nothing_because = reason();
        return std::move(answer_);
    }

  private:
    struct Week {
        int days = 0;
        std::int64_t worth = 0;  // hundredths of a penny
    };

    // Why nothing was paid.
    [[nodiscard]] NoSickPay reason() const {
        if (reason_) return *reason_;
        return answer_.waiting_days > 0 ? NoSickPay::only_waiting_days : NoSickPay::no_working_days;
    }

    // What the earlier spell has used up; and whether this one is long enough, and paid enough.
    std::optional<Refusal> look_back() {
        waiting_left_ = at_start_.waiting_days;
        days_left_ = at_start_.most_weeks * a_week_;
        if (spell_.linked) {
            const auto waited = waiting_days_on(spell_.linked->first);
            if (!waited.accepted()) return waited.refusal();
            const int before = days_of_linked();
            waiting_left_ = std::max(waiting_left_ - before, 0);
            paid_before_ = std::max(before - static_cast<int>(waited.value()), 0);
            days_left_ = std::max(days_left_ - paid_before_, 0);
            if (days_left_ == 0) reason_ = NoSickPay::all_paid_before;
        }
        if (!at_start_.needs_earnings || !spell_.earnings) return std::nullopt;
        RatesOnDay rates(book_, spell_.days.first);
        const auto limit = rates.complete(rates.money("ni.lel.weekly"));
        if (!limit.accepted()) return limit.refusal();
        earns_enough_ = *spell_.earnings >= WeeklyEarnings::from(limit.value());
        return std::nullopt;
    }

    [[nodiscard]] int days_of_linked() const {
        if (spell_.linked_spells.empty()) return days_worked(spell_.worked, *spell_.linked);
        int days = 0;
        for (const Period& each : spell_.linked_spells) days += days_worked(spell_.worked, each);
        return days;
    }

    // The waiting days of an earlier spell; its rate is not asked for.
    [[nodiscard]] Outcome<std::int64_t> waiting_days_on(Date day) const {
        RatesOnDay rates(book_, day);
        return rates.complete(rates.number("ssp.waiting_days"));
    }

    std::optional<Refusal> pay_day(Date day) {
        const auto terms = terms_of(day);
        if (!terms.accepted()) return terms.refusal();
        const Terms& now = terms.value();
        if (spell_.days.days() < now.shortest_spell) {
            reason_ = NoSickPay::spell_too_short;
            return std::nullopt;
        }
        if (now.needs_earnings && !earns_enough_) {
            reason_ = NoSickPay::earnings_too_low;
            return std::nullopt;
        }
        if (now.waiting_days > 0 && waiting_left_ > 0) {
            --waiting_left_;
            ++answer_.waiting_days;
            return std::nullopt;
        }
        if (days_left_ == 0) return std::nullopt;
        --days_left_;
        return add(day, now);
    }

    std::optional<Refusal> add(Date day, const Terms& now) {
        if (now.share_bp == 0) flat_rate_stays_ = true;
        std::int64_t weekly = now.weekly.pence() * hundredths * whole_bp;
        if (now.share_bp != 0 && !flat_rate_stays_ && !was_paid_before_the_change()) {
            if (!spell_.earnings) {
                return refuse("earnings-missing",
                              "From 6 April 2026 sick pay depends on average weekly earnings.",
                              "Fill in awe: see 'almoner payroll earnings --help'.",
                              "awe");
            }
            weekly = std::min(weekly, spell_.earnings->decimals() * now.share_bp / decimals);
        }
        Week& week = weeks_[day + static_cast<std::int32_t>(6 - day.iso_weekday() % 7)];
        ++week.days;
        week.worth += weekly / (whole_bp * a_week_);
        return std::nullopt;
    }

    // By an earlier spell that this one continues: the flat rate was theirs already.
    [[nodiscard]] bool was_paid_before_the_change() const {
        return at_start_.share_bp == 0 && paid_before_ > 0 && earns_enough_;
    }

    Outcome<Terms> terms_of(Date day) {
        const TaxYear year = TaxYear::of(day);
        if (year == TaxYear::of(spell_.days.first)) return at_start_;
        const auto known = later_.find(year);
        if (known != later_.end()) return known->second;
        auto terms = terms_on(book_, day);
        if (terms.accepted()) later_.emplace(year, terms.value());
        return terms;
    }

    const RateBook& book_;
    const SickSpell& spell_;
    const Terms& at_start_;
    int a_week_ = 5;
    std::map<TaxYear, Terms> later_;
    SickPay answer_;
    std::map<Date, Week> weeks_;
    std::optional<NoSickPay> reason_;
    int waiting_left_ = 0;
    int days_left_ = 0;
    int paid_before_ = 0;
    bool earns_enough_ = true;
    bool flat_rate_stays_ = false;
};

}  // namespace

Outcome<Weekdays> parse_weekdays(std::string_view text) {
    Weekdays worked{};
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = i % 2 == 0;
        if (digit && text[i] >= '0' && text[i] <= '6') {
            worked.at(static_cast<std::size_t>(text[i] - '0')) = true;
            continue;
        }
        if (!digit && text[i] == '|' && i + 1 < text.size()) continue;
        return refuse("weekdays-unreadable",
                      "These are not days of the week.",
                      "Write their numbers with a bar between them: 1|2|3|4|5, with 0 for Sunday.",
                      "weekdays_worked");
    }
    return worked;
}

Outcome<SickPay> sick_pay(const RateBook& book, const SickSpell& spell) {
    if (auto fault = fault_of(spell)) return *std::move(fault);
    const auto terms = terms_on(book, spell.days.first);
    if (!terms.accepted()) return terms.refusal();
    return SpellPayer(book, spell, terms.value()).pay();
}

Outcome<bool> is_long_enough(const RateBook& book, const Period& spell) {
    RatesOnDay rates(book, spell.first);
    const std::int64_t shortest = rates.bp("ssp.shortest_spell_days");
    return rates.complete(spell.days() >= shortest);
}

Outcome<bool> spells_link(const RateBook& book, const Period& earlier, const Period& later) {
    RatesOnDay rates(book, later.first);
    const std::int64_t most = rates.number("ssp.linking_days");
    return rates.complete(later.first - earlier.last - 1 <= most);
}

}  // namespace almoner::rules
