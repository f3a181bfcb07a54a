#include "scheduler/payroll/absence_lines.h"

#include "rules/payroll/family_pay.h"
#include "rules/payroll/sick_pay.h"
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

    // The first to the last day of the spells that it links to, one after the other.
    Outcome<std::optional<ledger::Period>> linked_to(const Absence& spell) {
        std::optional<ledger::Period> chain;
        for (const Absence& each : job_.absences) {
            const bool is_before =
                each.kind == "sickness" && each.last_on && *each.last_on < spell.first_on;
            if (!is_before) continue;
            const auto longer = with_next(chain, {each.first_on, *each.last_on});
            if (!longer.accepted()) return longer.refusal();
            chain = longer.value();
        }
        if (!chain) return chain;
        const auto links = rules::spells_link(book_, *chain, {spell.first_on, spell.first_on});
        if (!links.accepted()) return links.refusal();
        if (!links.value()) chain.reset();
        return chain;
    }

  private:
    // A spell that does not link to the chain begins one.
    Outcome<ledger::Period> with_next(const std::optional<ledger::Period>& chain,
                                      const ledger::Period& days) {
        if (!chain) return days;
        const auto links = rules::spells_link(book_, *chain, days);
        if (!links.accepted()) return links.refusal();
        return links.value() ? ledger::Period{chain->first, days.last} : days;
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
            if (!added.accepted()) return added.refusal();
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

    Outcome<ledger::Done> find(std::string_view code) {
        findings_.push_back({.code = std::string(code)});
        return ledger::Done{};
    }

    void add_sum(std::string_view kind, Money amount, std::string_view rule) {
        if (amount <= Money{}) return;
        lines_.push_back(rules::sum_line(std::string(kind), amount, std::string(rule)));
    }

    Outcome<ledger::Done> add_sick_pay(const Absence& absence) {
        const auto weekdays = rules::parse_weekdays(job_.job.weekdays);
        if (!weekdays.accepted()) return find("weekdays-unknown");
        Sickness sickness(book_, job_);
        const auto linked = sickness.linked_to(absence);
        if (!linked.accepted()) return linked.refusal();
        const Date last = absence.last_on ? std::min(*absence.last_on, days().last) : days().last;
        const rules::SickSpell spell{
            .days = {absence.first_on, last},
            .worked = weekdays.value(),
            .linked = linked.value(),
            .earnings = weekly_earnings(
                job_, (linked.value() ? linked.value()->first : absence.first_on) - 1)};
        if (!spell.earnings) return find("earnings-unknown");
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

    Outcome<ledger::Done> add_family_pay(const Absence& absence) {
        constexpr std::array<std::string_view, 6> names{
            "maternity", "adoption", "paternity", "shared-parental", "bereavement", "neonatal"};
        const auto place = std::ranges::find(names, absence.kind) - names.begin();
        const auto kind = rules::all_family_pay_kinds.at(static_cast<std::size_t>(place));
        if (!absence.event_on) return find("event-unknown");
        const bool is_birth =
            kind == rules::FamilyPayKind::maternity || kind == rules::FamilyPayKind::paternity;
        const Date tested = is_birth ? rules::maternity_dates(*absence.event_on).qualifying_week
                                     : *absence.event_on;
        const auto earnings = weekly_earnings(job_, tested + (days_a_week - 1));
        if (!earnings) return find("earnings-unknown");
        // Of neonatal care a person has to look at the hospital's letter.
        const auto allowed = rules::check_family_pay(book_,
                                                     {.kind = kind,
                                                      .employed_since = job_.job.start_on,
                                                      .tested_in_week_of = tested,
                                                      .earnings = *earnings,
                                                      .days_in_care = days_a_week});
        if (!allowed.accepted() && allowed.refusal().code == "payroll-rate-missing") {
            return allowed.refusal();
        }
        if (!allowed.accepted()) return find(allowed.refusal().code);
        const auto most = rules::most_weeks_of_family_pay(book_, kind, absence.first_on);
        if (!most.accepted()) return most.refusal();
        int weeks = most.value();
        if (absence.last_on) {
            const int taken = (*absence.last_on - absence.first_on + days_a_week) / days_a_week;
            weeks = std::min(weeks, taken);
        }
        const auto due = rules::family_pay(
            book_,
            {.kind = kind, .starts_on = absence.first_on, .weeks = weeks, .earnings = *earnings},
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

Outcome<std::vector<PayLine>> lines_of_absences(ledger::Database& database,
                                                const rules::RateBook& book,
                                                const JobRecords& job,
                                                std::vector<JobFinding>& findings) {
    return Absent(database, book, job, findings).all();
}

}  // namespace almoner::scheduler
