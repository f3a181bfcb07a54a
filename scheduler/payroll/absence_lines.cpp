#include "scheduler/payroll/absence_lines.h"

#include "scheduler/payroll/average_earnings.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

using ledger::Absence;
using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using rules::PayLine;

constexpr std::int64_t minutes_an_hour = 60;
constexpr std::int32_t days_a_week = 7;

ledger::Refusal unknown(std::string_view code) {
    return {.code = std::string(code),
            .words = "A figure of this absence is not known.",
            .next = "Look at the job's weekdays, its earnings before, and the absence's day.",
            .field = "absence",
            .citation = ""};
}

// Sickness up to a day of a pay period, as the rules read it.
class Sickness {
  public:
    Sickness(const rules::RateBook& book, const JobRecords& job) : book_(book), job_(job) {}

    // Of this spell, up to the day and no further.
    Outcome<Money> paid_until(const Absence& spell, const rules::SickSpell& whole, Date until) {
        if (until < spell.first_on) return Money{};
        rules::SickSpell part = whole;
        part.days.last = std::min(part.days.last, until);
        const auto pay = rules::sick_pay(book_, part);
        if (!pay.accepted()) return pay.refusal();
        return pay.value().total;
    }

    // The spells before it that it links to, one after the other.
    Outcome<std::vector<ledger::Period>> linked_to(const Absence& spell) {
        std::vector<ledger::Period> chain;
        for (const Absence& each : job_.absences) {
            const bool is_before =
                each.kind == "sickness" && each.last_on && *each.last_on < spell.first_on;
            if (!is_before) continue;
            const auto added = add_to(chain, {each.first_on, *each.last_on});
            if (!added.accepted()) return added.refusal();
        }
        if (chain.empty()) return chain;
        const auto links =
            rules::spells_link(book_, chain.back(), {spell.first_on, spell.first_on});
        if (!links.accepted()) return links.refusal();
        if (!links.value()) chain.clear();
        return chain;
    }

  private:
    // A spell that does not link to the chain begins one; one that is too short is none.
    Outcome<ledger::Done> add_to(std::vector<ledger::Period>& chain, const ledger::Period& days) {
        const auto counts = rules::is_long_enough(book_, days);
        if (!counts.accepted()) return counts.refusal();
        if (!counts.value()) return ledger::Done{};
        if (!chain.empty()) {
            const auto links = rules::spells_link(book_, chain.back(), days);
            if (!links.accepted()) return links.refusal();
            if (!links.value()) chain.clear();
        }
        chain.push_back(days);
        return ledger::Done{};
    }

    const rules::RateBook& book_;
    const JobRecords& job_;
};

class Absent {
  public:
    Absent(ledger::Database& database,
           const rules::RateBook& book,
           const JobRecords& job,
           std::vector<JobFinding>& findings)
        : database_(database), book_(book), job_(job), findings_(findings) {}

    Outcome<std::vector<PayLine>> all() {
        for (const Absence& each : job_.absences) {
            if (each.first_on > days().last || (each.last_on && *each.last_on < days().first)) {
                continue;
            }
            const Outcome<ledger::Done> added = add(each);
            if (added.accepted()) continue;
            // The hours are paid all the same.
            find(added.refusal().code);
        }
        return lines_;
    }

  private:
    [[nodiscard]] const ledger::Period& days() const { return job_.wanted.days; }

    Outcome<ledger::Done> add(const Absence& absence) {
        if (absence.kind == "sickness") return add_sick_pay(absence);
        if (absence.kind == "holiday") return add_holiday(absence);
        if (absence.kind == "unpaid" || absence.kind == "jury") return ledger::Done{};
        return add_family_pay(absence);
    }

    ledger::Done find(std::string_view code) {
        findings_.push_back({.code = std::string(code)});
        return {};
    }

    void add_sum(std::string_view kind, Money amount, std::string_view rule) {
        if (amount <= Money{}) return;
        lines_.push_back(rules::sum_line(std::string(kind), amount, std::string(rule)));
    }

    Outcome<ledger::Done> add_sick_pay(const Absence& absence) {
        const auto read = sick_spell(book_, job_, absence, days().last);
        if (!read.accepted()) return read.refusal();
        const rules::SickSpell& spell = read.value();
        Sickness sickness(book_, job_);
        const auto until_now = sickness.paid_until(absence, spell, days().last);
        const auto before = sickness.paid_until(absence, spell, days().first - 1);
        if (!until_now.accepted()) return until_now.refusal();
        if (!before.accepted()) return before.refusal();
        const Money due = until_now.value() - before.value();
        if (due.is_zero()) return find("no-sick-pay");
        add_sum("sick-pay", due, "ssp.weekly");
        return ledger::Done{};
    }

    Outcome<ledger::Done> add_holiday(const Absence& absence) {
        if (!days().holds(absence.first_on) || absence.minutes == 0) return ledger::Done{};
        if (job_.job.holiday == "rolled-up") return find("holiday-is-rolled-up");
        const auto hour = hour_of_holiday(database_, job_);
        if (!hour) return find("earnings-unknown");
        PayLine line = rules::sum_line(
            "holiday",
            hour->mul_div(absence.minutes, minutes_an_hour, ledger::Rounding::nearest_half_up),
            "average-of-52-weeks");
        line.quantity = absence.minutes;
        line.rate = *hour;
        lines_.push_back(std::move(line));
        return ledger::Done{};
    }

    static int weeks_of(const Absence& absence, int most) {
        if (!absence.last_on) return most;
        const int taken = (*absence.last_on - absence.first_on + days_a_week) / days_a_week;
        return std::min(most, taken);
    }
    // In earlier leave for the same child.
    [[nodiscard]] int weeks_before(const Absence& absence, int most) const {
        int weeks = 0;
        for (const Absence& each : job_.absences) {
            const bool is_same = each.kind == absence.kind && each.event_on == absence.event_on;
            if (is_same && each.first_on < absence.first_on) weeks += weeks_of(each, most);
        }
        return std::min(weeks, most);
    }

    Outcome<ledger::Done> add_family_pay(const Absence& absence) {
        constexpr std::array<std::string_view, 6> names{
            "maternity", "adoption", "paternity", "shared-parental", "bereavement", "neonatal"};
        const auto place = std::ranges::find(names, absence.kind) - names.begin();
        const auto kind = rules::all_family_pay_kinds.at(static_cast<std::size_t>(place));
        const auto facts = family_pay_facts(job_, absence, kind);
        if (!facts.accepted()) return facts.refusal();
        const rules::WeeklyEarnings& earnings = facts.value().earnings;
        const auto allowed = rules::check_family_pay(book_, facts.value());
        if (!allowed.accepted()) return allowed.refusal();
        const auto most = rules::most_weeks_of_family_pay(book_, kind, absence.first_on);
        if (!most.accepted()) return most.refusal();
        const int before = weeks_before(absence, most.value());
        const int weeks = std::min(weeks_of(absence, most.value()), most.value() - before);
        if (weeks <= 0) return find("family-pay-used-up");
        const auto due = rules::family_pay(book_,
                                           {.kind = kind,
                                            .starts_on = absence.first_on,
                                            .weeks = weeks,
                                            .earnings = earnings,
                                            .weeks_before = before},
                                           days());
        if (!due.accepted()) return due.refusal();
        add_sum(absence.kind, due.value(), "family.weekly");
        return ledger::Done{};
    }

    ledger::Database& database_;
    const rules::RateBook& book_;
    const JobRecords& job_;
    std::vector<JobFinding>& findings_;
    std::vector<PayLine> lines_;
};

}  // namespace

Outcome<rules::SickSpell> sick_spell(const rules::RateBook& book,
                                     const JobRecords& job,
                                     const Absence& absence,
                                     Date until) {
    const auto weekdays = rules::parse_weekdays(job.job.weekdays);
    const bool has_days = weekdays.accepted() && std::ranges::count(weekdays.value(), true) != 0;
    if (!has_days) return unknown("weekdays-unknown");
    const auto linked = Sickness(book, job).linked_to(absence);
    if (!linked.accepted()) return linked.refusal();
    const std::vector<ledger::Period>& chain = linked.value();
    const Date first = chain.empty() ? absence.first_on : chain.front().first;
    rules::SickSpell spell{
        .days = {absence.first_on, absence.last_on ? std::min(*absence.last_on, until) : until},
        .worked = weekdays.value(),
        .earnings = weekly_earnings(job, first - 1),
        .linked_spells = chain};
    if (!chain.empty()) spell.linked = ledger::Period{first, chain.back().last};
    if (!spell.earnings) return unknown("earnings-unknown");
    return spell;
}

Outcome<rules::FamilyPayFacts> family_pay_facts(const JobRecords& job,
                                                const Absence& absence,
                                                rules::FamilyPayKind kind) {
    if (!absence.event_on) return unknown("event-unknown");
    // Shared parental leave is taken to follow a birth.
    const bool is_birth = kind == rules::FamilyPayKind::maternity ||
                          kind == rules::FamilyPayKind::paternity ||
                          kind == rules::FamilyPayKind::shared_parental;
    const rules::MaternityDates dates = rules::maternity_dates(*absence.event_on);
    const Date tested = is_birth ? dates.qualifying_week : dates.due_week;
    const auto earnings = weekly_earnings(job, tested + (days_a_week - 1));
    if (!earnings) return unknown("earnings-unknown");
    // Of neonatal care a person has to look at the hospital's letter.
    return rules::FamilyPayFacts{.kind = kind,
                                 .employed_since = job.job.start_on,
                                 .tested_in_week_of = tested,
                                 .earnings = *earnings,
                                 .days_in_care = days_a_week};
}

Outcome<std::vector<PayLine>> lines_of_absences(ledger::Database& database,
                                                const rules::RateBook& book,
                                                const JobRecords& job,
                                                std::vector<JobFinding>& findings) {
    return Absent(database, book, job, findings).all();
}

}  // namespace almoner::scheduler
