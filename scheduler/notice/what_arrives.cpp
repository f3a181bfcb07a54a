#include "scheduler/notice/what_arrives.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/reduction_case.h"
#include "rules/entitlement/due.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/notice/told_sum.h"
#include "scheduler/payment_run/terms.h"

#include <algorithm>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Date;
using ledger::Money;
using ledger::Notice;
using ledger::PlanLine;
using rules::EntitlementTerms;

// Some ten years of four-weekly payments.
constexpr std::size_t most_payments = 130;

bool is_told_per(const Notice& notice, const PlanLine& line) {
    return notice.kind == "offset" ||
           period_told(notice.workings) == words_of(per_of(line.frequency));
}

// The case's, else the only one that it can be.
std::optional<PlanLine> line_of(ledger::Database& database, const Notice& notice, Date from) {
    if (const auto opened = ledger::find_case(database, notice.case_number)) {
        const auto decision = ledger::decision_of_case(database, opened->id);
        if (!decision) return std::nullopt;
        return ledger::plan_line_numbered(database, decision->plan_line, from);
    }
    std::optional<PlanLine> only;
    for (PlanLine& each : ledger::plan_lines_of(database, notice.budget, from)) {
        const bool is_over = each.end_on && *each.end_on < from;
        if (is_over || each.frequency == ledger::PlanFrequency::one_off) continue;
        if (only) return std::nullopt;
        only = std::move(each);
    }
    return only && is_told_per(notice, *only) ? only : std::nullopt;
}

bool pays(const Agreement& agreement, const PlanLine& line, Date from) {
    const bool is_live =
        agreement.status == AgreementStatus::active || agreement.status == AgreementStatus::held;
    return is_live && agreement.option == line.option &&
           agreement.frequency != ledger::Frequency::one_off &&
           !(agreement.end_on && *agreement.end_on < from);
}

std::optional<Agreement> payer_of(ledger::Database& database, const PlanLine& line, Date from) {
    std::optional<Agreement> only;
    for (Agreement& each : ledger::agreements_of(database, line.budget, from)) {
        if (!pays(each, line, from)) continue;
        if (only) return std::nullopt;
        only = std::move(each);
    }
    return only;
}

// The line is worth so much less from the day on.
EntitlementTerms lowered(EntitlementTerms terms, std::int64_t line, Date from, Money less) {
    for (rules::PlanLine& each : terms.lines) {
        if (each.plan_line != line) continue;
        const auto now = rules::rate_on(each.rates, from);
        if (!now) continue;
        std::erase_if(each.rates, [&](const rules::Rate& rate) { return rate.from_on >= from; });
        if (!each.rates.empty() &&
            (!each.rates.back().until_on || *each.rates.back().until_on >= from)) {
            each.rates.back().until_on = from + -1;
        }
        rules::Rate after = *now;
        after.from_on = from;
        after.amount = std::max(now->amount - less, Money{});
        each.rates.push_back(after);
    }
    return terms;
}

Money net_of_line(const rules::DueForPeriod& due, std::int64_t line) {
    Money net;
    for (const rules::DuePart& part : due.parts) {
        if (part.plan_line == line) net += part.net;
    }
    return net;
}

class Looker {
  public:
    Looker(const Notice& notice, const PlanLine& line, EntitlementTerms terms, Date from)
        : line_(line.number), from_(from), left_(*notice.amount), terms_(std::move(terms)) {
        found_.is_kept = notice.kind == "offset";
        found_.ends = !found_.is_kept;
        if (!found_.is_kept) lowered_ = lowered(terms_, line_, from, *notice.amount);
    }

    // Whether another one is to be looked at.
    bool look_at(const ledger::PaymentDate& date) {
        return found_.is_kept ? keep_of(date) : lower(date);
    }
    WhatArrives found() && { return std::move(found_); }

  private:
    bool lower(const ledger::PaymentDate& date) {
        const Date entry = date.dates.entry_on;
        const Money before = rules::due_for_period(terms_, date.period).net;
        const Money after = rules::due_for_period(lowered_, date.period).net;
        if (entry < from_ || before == after) return true;
        found_.payments.push_back(
            {.first = entry, .last = entry, .before = before, .after = after});
        found_.afterwards = after;
        return date.period.covered.first < from_;
    }

    // An offset takes nothing off a period that began before its notice matured.
    bool keep_of(const ledger::PaymentDate& date) {
        if (date.period.covered.first < from_) return true;
        const rules::DueForPeriod due = rules::due_for_period(terms_, date.period);
        const Money kept = std::min(net_of_line(due, line_), left_);
        if (kept <= Money{}) return true;
        left_ -= kept;
        found_.afterwards = due.net;
        add({.first = date.dates.entry_on,
             .last = date.dates.entry_on,
             .before = due.net,
             .after = due.net - kept});
        found_.ends = left_.is_zero();
        return !found_.ends;
    }

    void add(const Arrivals& next) {
        const bool is_alike = !found_.payments.empty() &&
                              found_.payments.back().before == next.before &&
                              found_.payments.back().after == next.after;
        if (!is_alike) {
            found_.payments.push_back(next);
            return;
        }
        found_.payments.back().last = next.last;
        ++found_.payments.back().count;
    }

    std::int64_t line_;
    Date from_;
    Money left_;
    EntitlementTerms terms_;
    EntitlementTerms lowered_{};
    WhatArrives found_{};
};

// To the budget's end at most.
void look_through(std::vector<ledger::PaymentDate> dates,
                  std::optional<Date> ends_on,
                  Looker& looker) {
    for (ledger::PaymentDate& date : dates) {
        ledger::Period& covered = date.period.covered;
        if (ends_on && *ends_on < covered.first) return;
        if (ends_on) covered.last = std::min(covered.last, *ends_on);
        if (!looker.look_at(date)) return;
    }
}

}  // namespace

std::optional<WhatArrives> what_arrives(ledger::Database& database,
                                        const Notice& notice,
                                        Date from,
                                        Date today) {
    const bool is_of_payments = notice.kind == "reduction" || notice.kind == "offset";
    if (!notice.amount || !is_of_payments) return std::nullopt;
    const auto line = line_of(database, notice, from);
    const auto payer = line ? payer_of(database, *line, from) : std::nullopt;
    const auto budget = ledger::budget_numbered(database, notice.budget, from);
    if (!payer || !budget) return std::nullopt;
    EntitlementTerms terms = terms_alone(database, *payer, *budget);
    const ledger::Schedule schedule = schedule_of(*payer);
    if (!rules::check_terms(terms).accepted() || !ledger::check_schedule(schedule).accepted()) {
        return std::nullopt;
    }
    const auto holidays = loaded_holidays(database).value_or(ledger::BankHolidays{});
    Looker looker(notice, *line, std::move(terms), from);
    look_through(
        ledger::next_dates(schedule, today, most_payments, holidays), budget->end_on, looker);
    WhatArrives found = std::move(looker).found();
    found.frequency = payer->frequency;
    return found.payments.empty() ? std::nullopt : std::optional(std::move(found));
}

}  // namespace almoner::scheduler
