#include "rules/payroll/family_pay.h"

#include <algorithm>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Period;
using ledger::Refusal;

constexpr std::int64_t whole_bp = 10'000;
constexpr WeeklyEarnings most_earnings = WeeklyEarnings::from(Money::from_pence(10'000'000));
constexpr int weeks_of_shared_leave = 37;  // 39 less the two that a mother must take

struct KindName {
    FamilyPayKind kind = FamilyPayKind::maternity;
    std::string_view name;
};

constexpr std::array kind_names = {KindName{FamilyPayKind::maternity, "maternity"},
                                   KindName{FamilyPayKind::adoption, "adoption"},
                                   KindName{FamilyPayKind::paternity, "paternity"},
                                   KindName{FamilyPayKind::shared_parental, "shared_parental"},
                                   KindName{FamilyPayKind::bereavement, "bereavement"},
                                   KindName{FamilyPayKind::neonatal, "neonatal"}};

Refusal refuse(std::string code, std::string words, std::string next, std::string field) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), ""};
}

Date sunday_of(Date day) {
    return day - static_cast<std::int32_t>(day.iso_weekday() % 7);
}

Date first_sunday_of_april(int year) {
    return sunday_of(*Date::from_ymd(year, 4, 7));
}

// The year whose flat rate a week of leave has.
TaxYear rate_year(Date week_starts_on) {
    const int year = week_starts_on.year();
    return TaxYear::starting_in(week_starts_on < first_sunday_of_april(year) ? year - 1 : year);
}

bool begins_at_higher_rate(FamilyPayKind kind) {
    return kind == FamilyPayKind::maternity || kind == FamilyPayKind::adoption;
}

struct Terms {
    std::int32_t share_bp = 0;
    int higher_weeks = 0;
    int most_weeks = 0;
};

int most_weeks_of(RatesOnDay& rates, FamilyPayKind kind) {
    switch (kind) {
        case FamilyPayKind::maternity:
        case FamilyPayKind::adoption: return rates.bp("family.maternity_weeks");
        case FamilyPayKind::paternity: return rates.bp("family.paternity_weeks");
        case FamilyPayKind::bereavement: return rates.bp("family.bereavement_weeks");
        case FamilyPayKind::neonatal: return rates.bp("family.neonatal_weeks");
        case FamilyPayKind::shared_parental: break;
    }
    return weeks_of_shared_leave;
}

Refusal not_yet() {
    return refuse("neonatal-not-yet",
                  "Neonatal care pay began on 6 April 2025.",
                  "Check the days; before that there is none to pay.",
                  "kind");
}

bool is_before_neonatal_pay(const RateBook& book, FamilyPayKind kind, Date day) {
    const RateFigure* const begun = book.find("family.neonatal", day);
    return kind == FamilyPayKind::neonatal && (begun == nullptr || begun->value == 0);
}

Outcome<Terms> terms_of(const RateBook& book, const FamilyLeave& leave) {
    if (is_before_neonatal_pay(book, leave.kind, leave.starts_on)) return not_yet();
    RatesOnDay rates(book, leave.starts_on);
    const Terms terms{
        .share_bp = rates.bp("family.share"),
        .higher_weeks = begins_at_higher_rate(leave.kind) ? rates.bp("family.higher_weeks") : 0,
        .most_weeks = most_weeks_of(rates, leave.kind)};
    const auto complete = rates.complete(terms);
    if (!complete.accepted()) return complete.refusal();
    if (leave.weeks < 1 || leave.weeks + leave.weeks_before > terms.most_weeks) {
        return refuse(
            "family-pay-weeks",
            "There are from 1 to " + std::to_string(terms.most_weeks) + " weeks of this pay.",
            "Correct the number of weeks.",
            "weeks");
    }
    if (leave.earnings > most_earnings) {
        return refuse("earnings-too-high",
                      "The average week is above £100,000.",
                      "Check that the figure is for one week.",
                      "awe");
    }
    return terms;
}

}  // namespace

std::string_view name_of(FamilyPayKind kind) {
    return kind_names.at(static_cast<std::size_t>(kind)).name;
}

std::optional<FamilyPayKind> family_pay_kind(std::string_view name) {
    const auto* const found = std::ranges::find(kind_names, name, &KindName::name);
    if (found == kind_names.end()) return std::nullopt;
    return found->kind;
}

Outcome<int> most_weeks_of_family_pay(const RateBook& book, FamilyPayKind kind, Date starts_on) {
    if (is_before_neonatal_pay(book, kind, starts_on)) return not_yet();
    RatesOnDay rates(book, starts_on);
    const int weeks = most_weeks_of(rates, kind);
    return rates.complete(weeks);
}

Outcome<Money> flat_weekly_rate(const RateBook& book, TaxYear year) {
    RatesOnDay rates(book, year.days().first);
    return rates.complete(rates.money("family.weekly"));
}

Period paid_days(const FamilyLeave& leave) {
    return {leave.starts_on, leave.starts_on + leave.weeks * 7 - 1};
}

Outcome<Money> family_pay(const RateBook& book, const FamilyLeave& leave, const Period& period) {
    if (period.last < period.first) {
        return refuse("period-turned-round",
                      "The period ends before it begins.",
                      "Correct its first or last day.",
                      "period_end");
    }
    const auto terms = terms_of(book, leave);
    if (!terms.accepted()) return terms.refusal();
    const std::int64_t share = leave.earnings.decimals() * terms.value().share_bp;
    std::int64_t sevenths = 0;  // of a week, in 1/10,000 of the seventh decimal
    for (int week = 0; week < leave.weeks; ++week) {
        const Date begins = leave.starts_on + week * 7;
        const Date from = std::max(begins, period.first);
        const Date until = std::min(begins + 6, period.last);
        if (until < from) continue;
        std::int64_t weekly = share;
        if (week + leave.weeks_before >= terms.value().higher_weeks) {
            const auto flat = flat_weekly_rate(book, rate_year(begins));
            if (!flat.accepted()) return flat.refusal();
            weekly = std::min(weekly, WeeklyEarnings::from(flat.value()).decimals() * whole_bp);
        }
        sevenths += weekly * (until - from + 1);
    }
    const std::int64_t decimals = sevenths / (7 * whole_bp);
    return Money::from_pence((decimals + WeeklyEarnings::per_penny - 1) /
                             WeeklyEarnings::per_penny);
}

MaternityDates maternity_dates(Date due_on) {
    const Date week = sunday_of(due_on);
    return {week, week - 15 * 7, week - 11 * 7, week - 4 * 7};
}

Outcome<ledger::Done> check_family_pay(const RateBook& book, const FamilyPayFacts& facts) {
    if (is_before_neonatal_pay(book, facts.kind, facts.tested_in_week_of)) return not_yet();
    RatesOnDay rates(book, facts.tested_in_week_of);
    const std::int64_t service_weeks = rates.number("family.service_weeks");
    const Money least = rates.money("family.least_earnings");
    const bool neonatal = facts.kind == FamilyPayKind::neonatal;
    const std::int64_t least_care = neonatal ? rates.number("family.neonatal_least_days") : 0;
    const std::int64_t latest = neonatal ? rates.number("family.neonatal_born_within_days") : 0;
    const auto complete = rates.complete(ledger::Done{});
    if (!complete.accepted()) return complete.refusal();
    if (facts.days_in_care < least_care) {
        return refuse("neonatal-care-too-short",
                      "The baby was in neonatal care for less than " + std::to_string(least_care) +
                          " days in a row.",
                      "Other leave may be open: look at maternity, paternity or parental leave.",
                      "days_in_care");
    }
    if (facts.born_days_before_care > latest) {
        return refuse(
            "neonatal-care-too-late",
            "The care began more than " + std::to_string(latest) + " days after the birth.",
            "Other leave may be open: look at parental leave.",
            "born_days_before_care");
    }
    const Date week_ends = sunday_of(facts.tested_in_week_of) + 6;
    if (week_ends - facts.employed_since + 1 < service_weeks * 7) {
        return refuse("service-too-short",
                      "By " + week_ends.words() + " there are not " +
                          std::to_string(service_weeks) + " weeks of service.",
                      "Tell the person in writing why (for maternity with form SMP1), and that a "
                      "benefit may be open to them.",
                      "employed_since");
    }
    if (facts.earnings < WeeklyEarnings::from(least)) {
        return refuse("earnings-too-low",
                      "Average weekly earnings are below the lower earnings limit.",
                      "Tell the person in writing why (for maternity with form SMP1), and that a "
                      "benefit may be open to them.",
                      "earnings");
    }
    return ledger::Done{};
}

}  // namespace almoner::rules
