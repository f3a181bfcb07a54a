#include "ops/demo/schedule.h"

#include "gateway/csv/csv_writer.h"
#include "ledger/calendar/working_days.h"
#include "ledger/values/invariant.h"
#include "ops/demo/names.h"
#include "ops/demo/plain_pounds.h"

#include <algorithm>
#include <span>

namespace almoner::ops::demo {
namespace {

using gateway::AgreementRow;
using gateway::Frequency;
using gateway::PlanLineRow;
using ledger::Date;
using ledger::Money;

constexpr std::int32_t cycle_days = 28;

Date day_of(int year, unsigned month, unsigned day) {
    return Date::from_ymd(year, month, day).value();
}

Date last_payday() {
    return day_of(2026, 9, 21);
}

std::int32_t days(std::size_t count) {
    return static_cast<std::int32_t>(count);
}

class ScheduleMaker {
  public:
    ScheduleMaker(const MadeArea& area, std::uint64_t seed, const ledger::BankHolidays& holidays)
        : area_(area), seed_(seed), holidays_(holidays), free_(shuffled(area, seed)) {}

    std::vector<Event> make() {
        const std::size_t people = area_.people.size();
        change_options(at_least_one(people / 100));
        let_die(at_least_one(people / 100));
        recall(at_least_one(people / 200));
        change_rates(at_least_one(people / 20));
        uplift();
        for (const MadePerson& person : area_.people) pay_contributions(person);
        have_one_come_late();
        std::ranges::stable_sort(events_, {}, &Event::on);
        return std::move(events_);
    }

  private:
    static std::size_t at_least_one(std::size_t count) { return std::max<std::size_t>(count, 1); }

    // Nobody has two of these fates.
    static std::vector<const MadePerson*> shuffled(const MadeArea& area, std::uint64_t seed) {
        std::vector<const MadePerson*> all;
        for (const MadePerson& person : area.people) all.push_back(&person);
        Dice dice(seed, "fates");
        for (std::size_t i = 0; i + 1 < all.size(); ++i) {
            std::swap(all[i], all[i + dice.below(all.size() - i)]);
        }
        return all;
    }

    template <class Predicate>
    std::vector<const MadePerson*> take(std::size_t count, const Predicate& suits) {
        std::vector<const MadePerson*> taken;
        for (const MadePerson*& person : free_) {
            if (taken.size() == count) break;
            if (person == nullptr || !suits(*person)) continue;
            taken.push_back(person);
            person = nullptr;
        }
        if (taken.size() != count) throw ledger::InvariantBroken("too few people for an event");
        return taken;
    }

    [[nodiscard]] Date working(Date day) const {
        return ledger::is_working_day(day, holidays_) ? day
                                                      : ledger::next_working_day(day, holidays_);
    }

    [[nodiscard]] const PlanLineRow& line_of(const MadePerson& person) const {
        return area_.files.plan_lines.at(person.first_line);
    }
    [[nodiscard]] const AgreementRow& agreement_of(const MadePerson& person) const {
        return area_.files.agreements.at(person.first_agreement);
    }
    [[nodiscard]] Dice dice_for(const MadePerson& person, std::string_view what) const {
        return {seed_, std::string(what) + " " + person.person};
    }

    void change_options(std::size_t count);
    void let_die(std::size_t count);
    void recall(std::size_t count);
    void change_rates(std::size_t count);
    void uplift();
    void pay_contributions(const MadePerson& person);
    void have_one_come_late();

    const MadeArea& area_;
    std::uint64_t seed_;
    const ledger::BankHolidays& holidays_;
    std::vector<const MadePerson*> free_;
    std::vector<Event> events_;
};

bool is_simple(const MadePerson& person) {
    return person.situation == Situation::nhs_direct;
}

bool is_direct(const MadePerson& person) {
    return is_simple(person) || person.situation == Situation::council_net ||
           person.situation == Situation::council_arrears;
}

// From the first day of a period in the summer, decided three weeks before, after the first uplift.
void ScheduleMaker::change_options(std::size_t count) {
    for (const MadePerson* const person : take(count, is_simple)) {
        const AgreementRow& agreement = agreement_of(*person);
        Date from = agreement.anchor_date;
        while (from < day_of(2026, 7, 27)) from = from + cycle_days;
        const Money before = line_of(*person).amount;
        events_.push_back({.on = working(from - 24),
                           .kind = EventKind::option_change,
                           .budget = person->budget,
                           .subject = agreement.agreement,
                           .amount = Money::from_pence(before.pence() / 100 * 104),
                           .from = from});
    }
}

void ScheduleMaker::let_die(std::size_t count) {
    for (const MadePerson* const person : take(count, is_direct)) {
        Dice dice = dice_for(*person, "death");
        const Date earliest = std::max(day_of(2026, 4, 20), agreement_of(*person).start + 8);
        const Date told = working(earliest + days(dice.below(120)));
        events_.push_back({.on = told,
                           .kind = EventKind::death,
                           .budget = person->budget,
                           .subject = agreement_of(*person).agreement,
                           .from = told - days(1 + dice.below(5))});
    }
}

void ScheduleMaker::recall(std::size_t count) {
    for (const MadePerson* const person : take(count, is_direct)) {
        Dice dice = dice_for(*person, "recall");
        const Date on = working(day_of(2026, 4, 14) + days(dice.below(100)));
        events_.push_back({.on = on,
                           .kind = EventKind::recall,
                           .budget = person->budget,
                           .subject = agreement_of(*person).agreement,
                           .from = on});
    }
}

// Before the first uplift is proposed or after the second counts; half of them reach back.
void ScheduleMaker::change_rates(std::size_t count) {
    const auto suits = [&](const MadePerson& person) {
        return line_of(person).frequency == Frequency::weekly;
    };
    for (const MadePerson* const person : take(count, suits)) {
        Dice dice = dice_for(*person, "rate");
        const bool is_early = dice.below(2) == 0;
        const Date season = is_early ? day_of(2026, 4, 20) : day_of(2026, 8, 17);
        const Date on = working(season + days(dice.below(15)));
        const Date from =
            dice.below(2) == 0 ? on - days(2 + dice.below(8)) : on + days(dice.below(12));
        const PlanLineRow& line = line_of(*person);
        // Above every uplift or below what was, so that it never says what the line says already.
        const std::int64_t percent =
            dice.below(4) == 0 ? 96 : 106 + static_cast<std::int64_t>(dice.below(7));
        events_.push_back({.on = on,
                           .kind = EventKind::rate_change,
                           .budget = person->budget,
                           .subject = line.plan_line,
                           .amount = Money::from_pence(line.amount.pence() * percent / 100),
                           .from = from});
    }
}

// Both begin inside a period of most people.
void ScheduleMaker::uplift() {
    events_.push_back({.on = working(day_of(2026, 5, 11)),
                       .kind = EventKind::uplift,
                       .subject = "nhs",
                       .number = 360,
                       .from = day_of(2026, 6, 16)});
    events_.push_back({.on = working(day_of(2026, 6, 29)),
                       .kind = EventKind::uplift,
                       .subject = "social-care",
                       .number = 285,
                       .from = day_of(2026, 8, 4)});
}

void ScheduleMaker::pay_contributions(const MadePerson& person) {
    const AgreementRow& agreement = agreement_of(person);
    if (agreement.contribution_basis != gateway::ContributionBasis::gross) return;
    Dice dice = dice_for(person, "contribution");
    for (Date due = agreement.anchor_date; due <= last_payday(); due = due + cycle_days) {
        const bool is_late = dice.below(10) == 0;
        const std::int32_t wait = days(dice.below(6)) + (is_late ? 24 : 5);
        events_.push_back({.on = working(due + wait),
                           .kind = is_late ? EventKind::late_contribution : EventKind::contribution,
                           .budget = person.budget,
                           .subject = agreement.agreement,
                           .amount = agreement.contribution,
                           .from = due});
    }
}

// In a small area the dice may have all of them in time.
void ScheduleMaker::have_one_come_late() {
    constexpr int later = 19;
    Event* in_time = nullptr;
    for (Event& event : events_) {
        if (event.kind == EventKind::late_contribution) return;
        if (event.kind == EventKind::contribution && in_time == nullptr) in_time = &event;
    }
    if (in_time == nullptr) return;
    in_time->kind = EventKind::late_contribution;
    in_time->on = working(in_time->on + later);
}

}  // namespace

std::string_view name_of(EventKind kind) {
    switch (kind) {
        case EventKind::rate_change: return "rate-change";
        case EventKind::uplift: return "uplift";
        case EventKind::contribution: return "contribution";
        case EventKind::late_contribution: return "late-contribution";
        case EventKind::recall: return "recall";
        case EventKind::resume: return "resume";
        case EventKind::death: return "death";
        case EventKind::option_change: return "option-change";
        case EventKind::hand_over: return "hand-over";
        case EventKind::confirm_payee: return "confirm-payee";
    }
    throw ledger::InvariantBroken("an unlisted event");
}

std::vector<Event> make_schedule(const MadeArea& area,
                                 std::uint64_t seed,
                                 const ledger::BankHolidays& holidays) {
    return ScheduleMaker(area, seed, holidays).make();
}

std::string schedule_csv(const std::vector<Event>& events) {
    gateway::CsvWriter csv({"on", "what", "budget", "subject", "amount", "percent", "from"});
    for (const Event& event : events) {
        const bool is_uplift = event.kind == EventKind::uplift;
        csv.row({event.on.iso(),
                 std::string(name_of(event.kind)),
                 event.budget,
                 event.subject,
                 event.amount.is_zero() ? "" : plain_pounds(event.amount),
                 is_uplift ? plain_pounds(Money::from_pence(event.number)) : "",
                 event.from.iso()});
    }
    return csv.bytes();
}

}  // namespace almoner::ops::demo
