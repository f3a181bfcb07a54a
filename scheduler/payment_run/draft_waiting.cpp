// Money that stands set aside and that no period set aside: it is paid out by the run, once.
#include "ledger/posting/keys.h"
#include "ledger/records/in_force.h"
#include "scheduler/option_change/waiting_money.h"
#include "scheduler/payment_run/draft_case.h"

#include <algorithm>
#include <tuple>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Date;
using ledger::PlanLine;
using ledger::Share;
using ledger::Shares;
using ledger::WaitingMoney;

int rank_of(const Agreement& agreement, Date today) {
    if (agreement.end_on && *agreement.end_on < today) return 0;
    switch (agreement.status) {
        case AgreementStatus::active: return 3;
        case AgreementStatus::held: return 2;
        case AgreementStatus::draft: return 1;
        case AgreementStatus::ended: return 0;
    }
    return 0;
}

// Of several, the money goes the way of the one that is in use, and of those of the newest.
auto order_of(const Agreement& agreement, Date today) {
    const bool recurs = agreement.frequency != ledger::Frequency::one_off;
    return std::tuple(rank_of(agreement, today), recurs, agreement.start_on, agreement.number);
}

// The newest line of the same money; 0 where the plan has none.
std::int64_t line_of(const ledger::Payable& payable, ledger::Option option, const Share& share) {
    std::int64_t number = 0;
    for (const PlanLine& line : payable.plan_versions) {
        const bool same =
            line.option == option && line.stream == share.stream && line.body == share.body;
        if (same) number = std::max(number, line.number);
    }
    return number;
}

// The day on which it came there, within the agreement.
Date due_on(const WaitingMoney& waiting, const Agreement& agreement) {
    const Date began = std::max(waiting.since, agreement.start_on);
    return agreement.end_on ? std::min(began, *agreement.end_on) : began;
}

}  // namespace

bool DraftBuilder::pays_what_waits(const Case& at) const {
    return std::ranges::none_of(siblings_.of_budget(at.agreement.budget), [&](const auto* other) {
        return other->option == at.agreement.option &&
               order_of(*other, scope_.today) > order_of(at.agreement, scope_.today);
    });
}

// No more than what no other payment will draw.
Shares DraftBuilder::free_of(const WaitingMoney& waiting) const {
    const BalanceOf balance_of = scope_.balance_of ? scope_.balance_of : as_stored(database_);
    const ledger::Holding holding{static_cast<std::int32_t>(waiting.budget), waiting.option, 0};
    const Shares drawn = waiting_shares(database_, waiting.budget, waiting.option);
    Shares free;
    for (Share share : waiting.shares) {
        const ledger::Balance undrawn =
            balance_of(ledger::of_holding(ledger::AccountName::undrawn, holding, share));
        share.amount = std::min(
            share.amount,
            undrawn.posted - undrawn.promised - ledger::amount_of(drawn, share.stream, share.body));
        if (share.amount > ledger::Money{}) free.push_back(share);
    }
    return free;
}

void DraftBuilder::add_waiting(Case& at) {
    const std::tuple holder(at.agreement.budget, at.agreement.option);
    const auto waiting =
        std::ranges::lower_bound(waiting_, holder, {}, [](const WaitingMoney& each) {
            return std::tuple(each.budget, each.option);
        });
    if (waiting == waiting_.end() || std::tuple(waiting->budget, waiting->option) != holder ||
        !pays_what_waits(at)) {
        return;
    }
    const Date due = due_on(*waiting, at.agreement);
    if (due > scope_.until) return;
    Draft draft = draft_of(
        at, ledger::PaymentKind::waiting_money, ledger::working_day_on_or_before(due, holidays_));
    draft.period = {due, due};
    draft.nominal_on = due;
    for (const Share& share : free_of(*waiting)) {
        draft.parts.push_back({.plan_line = line_of(at.payable, at.agreement.option, share),
                               .body = share.body,
                               .stream = share.stream,
                               .gross = share.amount,
                               .net = share.amount});
    }
    if (draft.parts.empty()) return;
    add_up(draft);
    finish(at, std::move(draft), nullptr);
}

bool DraftBuilder::lower_by_corrections(const Case& at, const Earlier& before, Draft& draft) {
    const Family family = family_of(at.earlier, before);
    if (family.front()->kind != ledger::PaymentKind::waiting_money) return true;
    Shares gone;
    for (const DueAgain& each : waiting_due_again(database_, draft.budget, draft.option)) {
        if (each.first == family.front()->id) gone = each.corrected_away;
    }
    for (DraftPart& part : draft.parts) {
        const Share taken{part.stream,
                          part.body,
                          std::min(part.net, ledger::amount_of(gone, part.stream, part.body))};
        part.gross -= taken.amount;
        part.net -= taken.amount;
        gone = ledger::left_after(gone, {taken});
    }
    std::erase_if(draft.parts, [](const DraftPart& part) { return part.net.is_zero(); });
    if (!draft.parts.empty()) return true;
    for (const Earlier* const payment : family) {
        if (payment->state == ledger::PaymentState::held) found_.taken_up.push_back(payment->id);
    }
    return false;
}

}  // namespace almoner::scheduler
