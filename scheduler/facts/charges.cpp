#include "scheduler/facts/charges.h"

#include "ledger/records/assessment.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"
#include "ledger/values/invariant.h"
#include "scheduler/facts/assess_facts.h"
#include "scheduler/facts/begins.h"
#include "scheduler/payment_run/free_of_charge.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Date;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::PlanLine;

constexpr std::int64_t weeks_a_year = 52;

std::int64_t periods_of(ledger::Frequency frequency) {
    switch (frequency) {
        case ledger::Frequency::four_weekly: return 13;
        case ledger::Frequency::monthly: return 12;
        case ledger::Frequency::one_off: return 1;
    }
    throw ledger::InvariantBroken("unlisted frequency");
}

Money in_a_year(Money weekly) {
    return weekly.mul_div(weeks_a_year, 1, ledger::Rounding::down);
}

template <class Record>
bool is_on(const Record& record, Date on) {
    return record.start_on <= on && (!record.end_on || on <= *record.end_on);
}

// A line of its budget, and the days on which nobody contributes to it: section 117 after-care, and
// families with a benefit of section 17A(5) (CTB-01).
struct ChargedLine {
    PlanLine line;
    std::vector<ledger::Period> free{};

    [[nodiscard]] bool bears_on(ledger::Option option, Date on) const {
        return line.stream == ledger::Stream::social_care && line.option == option &&
               is_on(line, on) && std::ranges::none_of(free, [on](const ledger::Period& each) {
                   return each.holds(on);
               });
    }
};

// An agreement with the lines of its budget.
struct Charger {
    std::vector<Agreement> versions;
    std::vector<ChargedLine> lines;
    bool always = false;  // also where no line of social care is known
};

const Agreement& version_on(const std::vector<Agreement>& versions, Date on) {
    const auto last = std::find_if(versions.rbegin(), versions.rend(), [&](const Agreement& each) {
        return each.from_on <= on;
    });
    return last == versions.rend() ? versions.front() : *last;
}

// A contribution is taken of social care alone (rules/entitlement/due.h).
Money charged_on(const Charger& charger, Date on) {
    const Agreement& agreement = version_on(charger.versions, on);
    const bool has_line = std::ranges::any_of(charger.lines, [&](const ChargedLine& each) {
        return each.bears_on(agreement.option, on);
    });
    if (!pays(agreement) || !is_on(agreement, on) || (!has_line && !charger.always)) return {};
    return agreement.contribution.mul_div(
        periods_of(agreement.frequency), 1, ledger::Rounding::down);
}

Money charged_on(const std::vector<Charger>& all, Date on) {
    Money sum;
    for (const Charger& each : all) sum += charged_on(each, on);
    return sum;
}

std::vector<Charger> chargers_of(ledger::Database& database, std::int64_t person) {
    std::vector<Charger> all;
    for (const ledger::Budget& budget : ledger::budgets_of(database, person, last_day_of_all)) {
        std::vector<ChargedLine> lines;
        for (PlanLine& each : ledger::plan_lines_of(database, budget.number, last_day_of_all)) {
            auto free = FreeOfCharge(database, each.number).days_of(each.number);
            lines.push_back({.line = std::move(each), .free = std::move(free)});
        }
        for (const Agreement& each :
             ledger::agreements_of(database, budget.number, last_day_of_all)) {
            all.push_back(
                {.versions = ledger::agreement_versions(database, each.number), .lines = lines});
        }
    }
    return all;
}

// A new version of a line is free of charge when the line is.
void put_line(const ChargedLine& added, std::vector<Charger>& all) {
    for (Charger& each : all) {
        if (each.versions.front().budget != added.line.budget) continue;
        const auto known = std::ranges::find_if(each.lines, [&](const ChargedLine& one) {
            return added.line.number != 0 && one.line.number == added.line.number;
        });
        if (known == each.lines.end()) {
            each.lines.push_back(added);
        } else {
            known->line = added.line;
        }
    }
}

void put_agreement(const Agreement& agreement, std::vector<Charger>& all) {
    const auto known = std::ranges::find_if(all, [&](const Charger& each) {
        return agreement.number != 0 && each.versions.front().number == agreement.number;
    });
    if (known == all.end()) {
        all.push_back({.versions = {agreement}, .lines = {}, .always = true});
    } else {
        known->versions.push_back(agreement);
        known->always = true;
    }
}

// As they would be.
std::vector<Charger> chargers_after(std::vector<Charger> all, const Charging& charging) {
    if (charging.line != nullptr) {
        ChargedLine added{.line = *charging.line};
        if (charging.line_is_free) added.free = {{charging.line->start_on, last_day_of_all}};
        put_line(added, all);
        for (Agreement each : charging.ending) {
            each.from_on = charging.line->start_on;
            each.end_on = charging.line->start_on - 1;
            const auto known = std::ranges::find_if(all, [&](const Charger& one) {
                return one.versions.front().number == each.number;
            });
            if (known != all.end()) known->versions.push_back(each);
        }
    }
    if (charging.with != nullptr) put_agreement(*charging.with, all);
    return all;
}

// The days from `first` on on which a charge may become another one.
class DaysOfChange {
  public:
    explicit DaysOfChange(Date first) : days_{first}, first_(first) {}

    void see(const Agreement& each) {
        see(each.from_on);
        see(each.start_on);
        if (each.end_on) see(*each.end_on + 1);
    }
    void see(const ChargedLine& each) {
        see(each.line.start_on);
        if (each.line.end_on) see(*each.line.end_on + 1);
        for (const ledger::Period& free : each.free) {
            see(free.first);
            if (free.last < last_day_of_all) see(free.last + 1);
        }
    }
    [[nodiscard]] std::vector<Date> taken() && { return std::move(days_); }

  private:
    void see(Date day) {
        if (day > first_) days_.push_back(day);
    }

    std::vector<Date> days_;
    Date first_;
};

std::vector<Date> days_of_change(const std::vector<Charger>& all, Date first) {
    DaysOfChange days(first);
    for (const Charger& charger : all) {
        for (const Agreement& each : charger.versions) days.see(each);
        for (const ChargedLine& each : charger.lines) days.see(each);
    }
    return std::move(days).taken();
}

// What was charged on the last of these days on which anything was: what ends and goes on under
// another agreement or line charges nobody more.
Money last_charged(const std::vector<Charger>& all, Date on) {
    Money last;
    Date newest;
    for (const Date day : days_of_change(all, Date{})) {
        if (day > on || day < newest) continue;
        const Money charged = charged_on(all, day);
        if (charged.is_zero()) continue;
        last = charged;
        newest = day;
    }
    return last;
}

std::vector<ledger::Assessment> assessments_of_person(ledger::Database& database,
                                                      const std::vector<Charger>& all) {
    std::vector<ledger::Assessment> found;
    for (const Charger& each : all) {
        const auto of_one = ledger::assessments_of(database, each.versions.front().number);
        found.insert(found.end(), of_one.begin(), of_one.end());
    }
    std::ranges::sort(found, {}, &ledger::Assessment::id);
    return found;
}

// What was recorded last counts from its own day on, whatever was recorded before it.
const ledger::Assessment* assessment_on(const std::vector<ledger::Assessment>& all, Date on) {
    const auto last = std::find_if(
        all.rbegin(), all.rend(), [&](const auto& each) { return each.from_on <= on; });
    return last == all.rend() ? nullptr : &*last;
}

bool was_declined(ledger::Database& database, const ledger::Assessment& assessment) {
    const auto text = ledger::private_text(database, assessment.workings_private);
    return text && means_kept(*text, ledger::Frequency::four_weekly).declined;
}

struct Charge {
    Money before{};
    Money after{};
    Money assessed{};
    bool is_assessed = false;
    bool declined = false;

    [[nodiscard]] Money beyond() const { return declined ? Money{} : after - assessed; }
    [[nodiscard]] bool rises() const { return after > before; }
};

Charge without_change() {
    return {.is_assessed = true};
}

// A rise that goes furthest beyond what was assessed; else as it stands on the first day.
bool is_worse(const Charge& one, const Charge& than) {
    if (one.rises() != than.rises()) return one.rises();
    if (one.rises() && one.is_assessed != than.is_assessed) return !one.is_assessed;
    return one.beyond() > than.beyond();
}

// On each day from the first on on which something changes.
std::vector<Charge> charges_of(ledger::Database& database, const Charging& charging) {
    if (charging.with == nullptr && charging.line == nullptr) return {without_change()};
    const std::vector<Charger> before = chargers_of(database, charging.person);
    const std::vector<Charger> after = chargers_after(before, charging);
    const auto assessments = assessments_of_person(database, before);
    const Date first = charging.with != nullptr
                           ? std::max(charging.with->from_on, charging.with->start_on)
                           : charging.line->start_on;
    std::vector<Date> days = days_of_change(before, first);
    const std::vector<Date> more = days_of_change(after, first);
    days.insert(days.end(), more.begin(), more.end());
    for (const auto& each : assessments) {
        if (each.from_on > first) days.push_back(each.from_on);
    }
    std::vector<Charge> charges;
    charges.reserve(days.size());
    for (const Date on : days) {
        Charge charge{.before = charged_on(before, on), .after = charged_on(after, on)};
        if (charging.means != nullptr) {
            charge.is_assessed = true;
            charge.assessed = in_a_year(charging.means->weekly);
            charge.declined = charging.means->declined;
        } else if (const auto* const last = assessment_on(assessments, on)) {
            charge.is_assessed = true;
            charge.assessed = in_a_year(last->weekly);
            charge.declined = was_declined(database, *last);
        } else {
            charge.before = std::max(charge.before, last_charged(before, on));
        }
        charges.push_back(charge);
    }
    return charges;
}

}  // namespace

void take_charges(ledger::Database& database,
                  const Charging& charging,
                  rules::ContributionFacts& facts) {
    const std::vector<Charge> all = charges_of(database, charging);
    // The first of those that are as bad as it gets.
    const Charge& charge = *std::ranges::min_element(all, is_worse);
    facts.charged_before_in_a_year = charge.before;
    facts.charged_in_a_year = charge.after;
    facts.assessed_in_a_year = charge.assessed;
    facts.is_assessed = charge.is_assessed;
    facts.over_limit_declined = charge.declined;
}

bool is_within_assessment(ledger::Database& database, const Charging& charging) {
    if (charging.with != nullptr && charging.with->contribution.is_zero()) return true;
    return std::ranges::none_of(charges_of(database, charging), [](const Charge& each) {
        return each.rises() && each.is_assessed && each.beyond() > Money{};
    });
}

Money others_in_a_year(ledger::Database& database, std::int64_t person, const Agreement& but_this) {
    std::vector<Charger> others = chargers_of(database, person);
    std::erase_if(others, [&](const Charger& each) {
        return each.versions.front().number == but_this.number;
    });
    Money most;
    for (const Date on : days_of_change(others, std::max(but_this.from_on, but_this.start_on))) {
        most = std::max(most, charged_on(others, on));
    }
    return most;
}

std::optional<Money> left_for_a_period(Money weekly, Money others, ledger::Frequency frequency) {
    const Money left = in_a_year(weekly) - others;
    if (left < Money{}) return std::nullopt;
    return left.mul_div(1, periods_of(frequency), ledger::Rounding::down);
}

}  // namespace almoner::scheduler
