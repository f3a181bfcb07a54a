#include "scheduler/reduction/offset_book.h"

#include "rules/engine/evaluate.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/decision_facts.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using rules::CaseState;

const ledger::Query offset_cases{"SELECT id FROM reduction_case WHERE kind = 'offset' ORDER BY id"};

// The first finding that stands in the way.
std::string why_not(const rules::Evaluation& evaluation) {
    for (const rules::Finding& each : evaluation.findings) {
        if (each.effect > rules::Effect::warn) {
            return std::string(each.rule) + ": " + each.words;
        }
    }
    return {};
}

bool may_bear(const CaseStanding& standing, const OffsetPlace& place, Date today) {
    if (!may_take_effect(standing, today)) return false;
    const Date from = std::max(standing.decision->effect_on, *standing.notice->matures_on);
    return place.period_first >= from;
}

}  // namespace

OffsetBook::OffsetBook(ledger::Database& database, Date today)
    : database_(database), today_(today) {
    std::vector<std::int64_t> ids;
    {
        ledger::Rows rows = database.select(offset_cases);
        while (rows.next()) ids.push_back(rows.integer(0));
    }
    if (ids.empty()) return;
    for (const std::int64_t id : ids) {
        Open open{.standing =
                      standing_of(database, ledger::case_by_id(database, id).value(), today)};
        if (!open.standing.decision) continue;
        open.amount = open.standing.decision->amount;
        for (const auto& each : ledger::recoveries_of_case(database, id)) {
            open.amount -= each.amount;
        }
        cases_.push_back(std::move(open));
    }
    for (const ledger::PeriodOffset& each : ledger::offsets_standing(database)) {
        const auto open = std::ranges::find_if(cases_, [&](const Open& known) {
            return known.standing.opened.id == each.reduction_case;
        });
        if (open == cases_.end()) continue;
        open->taken[{each.agreement, each.plan_line, each.period_first}] += each.amount;
    }
}

// Out of the balance that was told, all cases of the budget have used this much.
Money OffsetBook::applied_before(const OffsetPlace& place, Date told_on) const {
    Money applied;
    for (const Open& each : cases_) {
        if (each.standing.budget.number != place.budget) continue;
        for (const auto& [period, amount] : each.taken) {
            const Date first = std::get<2>(period);
            if (told_on <= first && first < place.period_first) applied += amount;
        }
    }
    return applied;
}

std::optional<OffsetTaken> OffsetBook::take_one(Open& open,
                                                const OffsetPlace& place,
                                                std::vector<OffsetRefused>& refused) const {
    const Period period{place.agreement, place.plan_line, place.period_first};
    const auto before = open.taken.find(period);
    const bool stood = before != open.taken.end();
    if (stood) open.taken.erase(before);
    // Once a case has come to its end, only what it took already is taken again.
    if (open.standing.state != CaseState::applying && !stood) return std::nullopt;
    Money left = open.amount;
    for (const auto& [where, amount] : open.taken) left -= amount;
    if (left <= Money{} || place.due <= Money{} || !may_bear(open.standing, place, today_)) {
        return std::nullopt;
    }
    const auto told = free_balance_of(database_, place.budget, today_);
    const Money applied = told ? applied_before(place, told->from_on) : Money{};
    Money amount = std::min(place.due, left);
    // What is not free would be missed before the next payment.
    if (told) amount = std::min(amount, std::max(told->amount - applied, Money{}));
    const rules::Facts facts =
        facts_to_offset(database_,
                        open.standing,
                        {.due = place.due, .amount = amount, .left = left, .applied = applied},
                        today_);
    const rules::Evaluation evaluation =
        rules::evaluate(rules::Event::offset, facts, policy_in_force(database_, today_), today_);
    if (!evaluation.allows() || amount.is_zero()) {
        refused.push_back(
            {open.standing.opened.id,
             amount.is_zero() ? "Nothing of the balance is free." : why_not(evaluation)});
        return std::nullopt;
    }
    open.taken[period] = amount;
    return OffsetTaken{.offset = {.reduction_case = open.standing.opened.id,
                                  .plan_line = place.plan_line,
                                  .body = place.body,
                                  .stream = place.stream,
                                  .due = place.due,
                                  .amount = amount},
                       .person = open.standing.budget.person,
                       .policy = evaluation.policy_version,
                       .effect = std::string(name_of_value(evaluation.worst())),
                       .asked = static_cast<std::int64_t>(evaluation.asked.size()),
                       .details = details_of(evaluation, facts)};
}

std::vector<OffsetTaken> OffsetBook::take(const OffsetPlace& place,
                                          std::vector<OffsetRefused>& refused) {
    std::vector<OffsetTaken> all;
    OffsetPlace rest = place;
    for (Open& each : cases_) {
        if (each.standing.decision->plan_line != place.plan_line) continue;
        auto taken = take_one(each, rest, refused);
        if (!taken) continue;
        rest.due -= taken->offset.amount;
        all.push_back(*std::move(taken));
    }
    return all;
}

Money OffsetBook::taken_off(std::int64_t payment, std::int64_t plan_line) {
    Money sum;
    if (none()) return sum;
    for (const ledger::PeriodOffset& each : ledger::offsets_of_payment(database_, payment)) {
        if (each.plan_line == plan_line) sum += each.amount;
    }
    return sum;
}

}  // namespace almoner::scheduler
