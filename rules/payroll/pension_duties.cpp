#include "rules/payroll/pension_duties.h"

#include <algorithm>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Date;
using ledger::Outcome;
using ledger::Refusal;

Refusal refuse(std::string code, std::string words, std::string next, std::string field) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), ""};
}

Outcome<int> count_on(const RateBook& book, std::string_view item, Date day) {
    RatesOnDay rates(book, day);
    const int count = rates.bp(item);
    return rates.complete(count);
}

PensionAction for_one_outside(WorkerKind kind, bool told) {
    if (kind == WorkerKind::eligible) return PensionAction::enrol;
    if (told || kind == WorkerKind::outside) return PensionAction::nothing;
    return kind == WorkerKind::non_eligible ? PensionAction::tell_may_opt_in
                                            : PensionAction::tell_may_join;
}

}  // namespace

Date months_later(Date day, int months) {
    const int index = day.year() * 12 + static_cast<int>(day.month()) - 1 + months;
    const auto month = static_cast<unsigned>(index % 12) + 1;
    for (unsigned of_month = day.day(); of_month > 28; --of_month) {
        if (const auto later = Date::from_ymd(index / 12, month, of_month)) return *later;
    }
    return *Date::from_ymd(index / 12, month, std::min(day.day(), 28U));
}

Outcome<PensionAction> pension_action(const RateBook& book,
                                      const PensionRecord& record,
                                      WorkerKind kind,
                                      const PensionDay& day) {
    switch (record.status) {
        case PensionStatus::active: return PensionAction::nothing;
        case PensionStatus::not_in: return for_one_outside(kind, day.told);
        case PensionStatus::postponed:
            if (record.postponed_until && day.on < *record.postponed_until) {
                return PensionAction::nothing;
            }
            return for_one_outside(kind, day.told);
        case PensionStatus::opted_out:
        case PensionStatus::ceased: break;
    }
    if (!day.is_reenrolment || kind != WorkerKind::eligible) return PensionAction::nothing;
    const auto months = count_on(book, "pension.recent_opt_out_months", day.on);
    if (!months.accepted()) return months.refusal();
    const bool recent = months_later(record.since, months.value()) > day.on;
    return recent ? PensionAction::may_leave_out : PensionAction::enrol;
}

Outcome<ledger::Done> check_postponement(const RateBook& book,
                                         const ledger::Period& postponed,
                                         bool at_reenrolment) {
    if (postponed.last < postponed.first) {
        return refuse("period-turned-round",
                      "The postponement ends before it begins.",
                      "Correct its first or last day.",
                      "postponed_until");
    }
    if (at_reenrolment) {
        return refuse("postponement-not-now",
                      "Nobody can be postponed at re-enrolment.",
                      "Enrol whoever is eligible on the chosen day.",
                      "postponed_until");
    }
    const auto months = count_on(book, "pension.postponement_months", postponed.first);
    if (!months.accepted()) return months.refusal();
    const Date latest = months_later(postponed.first, months.value()) - 1;
    if (postponed.last <= latest) return ledger::Done{};
    return refuse("postponement-too-long",
                  "Enrolment can be postponed to " + latest.words() + " at the latest.",
                  "Choose that day or an earlier one.",
                  "postponed_until");
}

Outcome<Date> notice_due_by(const RateBook& book, Date from) {
    const auto weeks = count_on(book, "pension.notice_weeks", from);
    if (!weeks.accepted()) return weeks.refusal();
    return from + weeks.value() * 7;
}

Outcome<OptInAnswer> opt_in(const PensionRecord& record, WorkerKind kind) {
    if (kind == WorkerKind::outside) {
        return refuse("pension-age",
                      "The worker is too young or too old for the duties.",
                      "Tell the worker so; a scheme of their own is open to them.",
                      "date_of_birth");
    }
    if (record.status == PensionStatus::active) {
        return refuse("pension-already-in",
                      "The worker is in the scheme already.",
                      "There is nothing to do.",
                      "status");
    }
    return kind == WorkerKind::entitled ? OptInAnswer::join_without_employer
                                        : OptInAnswer::enrol_with_employer;
}

Outcome<ledger::Done> check_opt_out(const RateBook& book,
                                    const PensionRecord& record,
                                    Date told_on,
                                    Date asked_on) {
    if (record.status != PensionStatus::active) {
        return refuse("pension-not-in",
                      "The worker is not in the scheme.",
                      "There is nothing to opt out of.",
                      "status");
    }
    const Date begins = std::max(record.since, told_on);
    if (asked_on < begins) {
        return refuse("opt-out-too-early",
                      "The month for opting out begins on " + begins.words() + ".",
                      "Ask the worker for a notice from that day on.",
                      "asked_on");
    }
    const auto months = count_on(book, "pension.opt_out_months", begins);
    if (!months.accepted()) return months.refusal();
    const Date latest = months_later(begins, months.value()) - 1;
    if (asked_on <= latest) return ledger::Done{};
    return refuse("opt-out-too-late",
                  "The month for opting out ended on " + latest.words() + ".",
                  "Stop the contributions from the next pay; what was paid stays in the scheme.",
                  "asked_on");
}

Outcome<PensionCycle> next_reenrolment(const RateBook& book, Date duties_began_on, Date day) {
    RatesOnDay rates(book, day);
    const int years = std::max(rates.bp("pension.reenrolment_years"), 1);
    const int around = rates.bp("pension.reenrolment_window_months");
    const int declare = rates.bp("pension.declaration_months");
    const auto complete = rates.complete(ledger::Done{});
    if (!complete.accepted()) return complete.refusal();
    PensionCycle cycle;
    for (int months = years * 12; cycle.anniversary == Date{} || cycle.window.last < day;
         months += years * 12) {
        cycle.anniversary = months_later(duties_began_on, months);
        cycle.window = {months_later(cycle.anniversary, -around),
                        months_later(cycle.anniversary, around) - 1};
        cycle.declare_by = months_later(cycle.anniversary, declare) - 1;
    }
    return cycle;
}

}  // namespace almoner::rules
