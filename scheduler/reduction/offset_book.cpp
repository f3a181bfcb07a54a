#include "scheduler/reduction/offset_book.h"

#include "rules/engine/evaluate.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/decision_facts.h"

#include <algorithm>
#include <limits>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using rules::CaseState;

const ledger::Query offset_cases{"SELECT id FROM reduction_case WHERE kind = 'offset' ORDER BY id"};

constexpr std::int64_t not_booked_yet = std::numeric_limits<std::int64_t>::max();

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

// What the planned care costs above what the line is worth comes out of what is free.
Money missing_a_week(ledger::Database& database, const ledger::PlanLine& line, Date on) {
    rules::Facts facts;
    take_line(database, line, on, facts);
    ledger::PlanLine planned = line;
    planned.amount = facts.lines.front().planned_cost.value.value_or(line.amount);
    return std::max(a_week_of(worth_in_a_year(planned)) - a_week_of(worth_in_a_year(line)),
                    Money{});
}

// From the day after the figure until the next payment; a started penny in the holder's favour.
Money of_days(Money weekly, Date known_on, Date last) {
    const std::int32_t days = std::max(last - known_on, 0);
    return weekly.mul_div(days, 7, ledger::Rounding::up);
}

// What it had taken may come to nothing later: a payment comes back, and less is free by then.
bool is_closed_too_soon(const CaseStanding& standing) {
    return standing.took_effect && standing.state == CaseState::closed;
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
        Taken& taken = open->taken[{each.agreement, each.plan_line, each.period_first}];
        taken.amount += each.amount;
        taken.stream = each.stream;
        taken.body = each.body;
        taken.counts_on = std::max(each.period_first, each.entry_on);
        taken.seq = std::max(taken.seq, each.seq);
    }
}

// All cases of the budget have used this much of it since: of one funder's money alone where the
// figure is of that. What stands in a period that is still to come is in no figure.
Money OffsetBook::applied_since(const OffsetPlace& place,
                                const FreeBalance& known,
                                bool is_of_funder) const {
    Money applied;
    for (const Open& each : cases_) {
        if (each.standing.budget.number != place.budget) continue;
        for (const auto& [period, taken] : each.taken) {
            if (is_of_funder && (taken.stream != place.stream || taken.body != place.body))
                continue;
            if (taken.counts_on >= known.from_on || taken.seq > known.seq) applied += taken.amount;
        }
    }
    return applied;
}

Money OffsetBook::left_of(const Open& open) {
    Money left = open.amount;
    for (const auto& [period, taken] : open.taken) left -= taken.amount;
    return left;
}

std::vector<OffsetRefused> OffsetBook::stranded() const {
    std::vector<OffsetRefused> all;
    for (const Open& each : cases_) {
        const Money left = left_of(each);
        if (is_closed_too_soon(each.standing) && left > Money{}) {
            all.push_back({.reduction_case = each.standing.opened.id,
                           .words = "It was closed, and " + in_pounds(left) +
                                    " of what it had taken is due to the person again: leave it, "
                                    "or decide a new case.",
                           .looked_at = {}});
            continue;
        }
        const auto& line = each.standing.line;
        const bool has_ended = line && line->end_on && *line->end_on < today_;
        if (!has_ended || each.standing.state != CaseState::applying || left <= Money{}) {
            continue;
        }
        all.push_back({.reduction_case = each.standing.opened.id,
                       .words = "Its plan line ended on " + line->end_on->words() +
                                ": give up the rest, or decide a new case.",
                       .looked_at = {}});
    }
    return all;
}

FreeBounds OffsetBook::free_now(const CaseStanding& standing, const OffsetPlace& place) {
    const auto [known, is_new] =
        bounds_.try_emplace({standing.opened.id, place.stream, place.body});
    if (is_new) {
        known->second = free_bounds(database_, standing, place.stream, place.body, today_);
    }
    FreeBounds now = known->second;
    const Money weekly = missing_a_week(database_, *standing.line, today_);
    if (now.told) {
        now.told->amount -= applied_since(place, *now.told, false);
        now.told->amount -= of_days(weekly, now.told->from_on, place.period_last);
    }
    now.in_books.amount -= applied_since(place, now.in_books, true);
    now.in_books.amount -=
        of_days(weekly, now.knows_spending ? now.in_books.from_on : today_, place.period_last);
    return now;
}

FreeBounds OffsetBook::free_for(const CaseStanding& standing) {
    return free_now(standing,
                    {.budget = standing.budget.number,
                     .body = static_cast<std::int32_t>(standing.line->body),
                     .stream = standing.line->stream});
}

std::optional<OffsetTaken> OffsetBook::take_one(Open& open,
                                                const OffsetPlace& place,
                                                std::vector<OffsetRefused>& refused) {
    const Period period{place.agreement, place.plan_line, place.period_first};
    std::optional<Money> stood;
    if (const auto before = open.taken.find(period); before != open.taken.end()) {
        stood = before->second.amount;
        open.taken.erase(before);
    }
    // Once a case has come to its end, only what it took already is taken again.
    if (open.standing.state != CaseState::applying && !stood) return std::nullopt;
    const Money left = left_of(open);
    if (left <= Money{} || place.due <= Money{} || !may_bear(open.standing, place, today_)) {
        return std::nullopt;
    }
    const FreeBounds free = free_now(open.standing, place);
    Money amount = std::min(place.due, left);
    if (stood) amount = std::min(amount, *stood);
    // What is not free would be missed before the next payment.
    if (const auto least = free.least()) amount = std::min(amount, std::max(*least, Money{}));
    const rules::Facts facts =
        facts_to_offset(database_,
                        open.standing,
                        {.due = place.due, .amount = amount, .left = left, .free = free},
                        today_);
    const rules::Evaluation evaluation =
        rules::evaluate(rules::Event::offset, facts, policy_in_force(database_, today_), today_);
    OffsetTaken taken{.offset = {.reduction_case = open.standing.opened.id,
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
    if (!evaluation.allows() || amount.is_zero()) {
        refused.push_back(
            {.reduction_case = open.standing.opened.id,
             .words = amount.is_zero() ? "Nothing of the balance is free." : why_not(evaluation),
             .looked_at = std::move(taken)});
        return std::nullopt;
    }
    open.taken[period] = {.amount = amount,
                          .stream = place.stream,
                          .body = place.body,
                          .counts_on = place.period_first,
                          .seq = not_booked_yet};
    return taken;
}

std::vector<OffsetTaken> OffsetBook::take(const OffsetPlace& place,
                                          std::vector<OffsetRefused>& refused) {
    std::vector<OffsetTaken> all;
    OffsetPlace rest = place;
    for (std::size_t at = 0; at < cases_.size(); ++at) {
        Open& each = cases_[at];
        if (each.standing.decision->plan_line != place.plan_line) continue;
        const Period period{place.agreement, place.plan_line, place.period_first};
        const auto before = each.taken.find(period);
        since_.push_back(
            {.reduction_case = at,
             .period = period,
             .taken = before == each.taken.end() ? std::nullopt : std::optional(before->second)});
        auto taken = take_one(each, rest, refused);
        if (!taken) continue;
        rest.due -= taken->offset.amount;
        all.push_back(*std::move(taken));
    }
    return all;
}

void OffsetBook::undo() {
    for (auto each = since_.rbegin(); each != since_.rend(); ++each) {
        auto& taken = cases_[each->reduction_case].taken;
        taken.erase(each->period);
        if (each->taken) taken.emplace(each->period, *each->taken);
    }
    since_.clear();
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
