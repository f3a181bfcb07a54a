// Whether a bank line may be what somebody says that it is.
#include "ledger/posting/keys.h"
#include "ledger/records/agreement.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment.h"
#include "ledger/records/recharge.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/reconciliation/explain.h"
#include "scheduler/reconciliation/line_poster.h"

#include <algorithm>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Event;
using ledger::Money;
using ledger::Outcome;
using ledger::Share;
using ledger::SuspenseItem;
using ledger::SuspenseState;

// Any version of the agreement that was more than a draft: money arrives late as well.
const ledger::Query managed_at{
    "SELECT 1 FROM agreement a JOIN payee_account p ON p.number = a.payee_account"
    " JOIN organisation o ON o.number = p.organisation"
    " WHERE a.budget = $1 AND a.option = $2 AND a.status <> 'draft' AND o.client_bank_account = $3"
    " LIMIT 1"};
static_assert(static_cast<int>(ledger::AgreementStatus::draft) == 1);
constexpr int managed = static_cast<int>(ledger::Option::managed_account);

ledger::AccountKey owed_at(const LineExplained& line, ledger::AccountName name) {
    const Share share{line.stream, line.body, size_of(line.item)};
    return name == ledger::AccountName::receivable_partner
               ? ledger::at_bank(name, static_cast<std::int32_t>(line.item.bank_account), share)
               : ledger::of_body(name, share);
}

Outcome<Done> is_owed(ledger::Work& work, const LineExplained& line) {
    if (!line.to->receivable) return Done{};
    const Money owed = work.books().balance(owed_at(line, *line.to->receivable)).posted;
    if (size_of(line.item) <= owed) return Done{};
    return refused("nothing-owed",
                   "This is more than what is owed: " + in_pounds(owed) + " by the books.",
                   "Choose the commissioner and stream that it is owed to, or another destination.",
                   "to");
}

// A person's money may come to a client account only where that service manages it.
Outcome<Done> is_managed_there(ledger::Work& work, const LineExplained& line) {
    if (line.to->needs != DestinationNeeds::budget) return Done{};
    if (!work.database().select(managed_at, line.budget, managed, line.item.bank_account).next()) {
        return refused("budget-not-managed-there",
                       "This budget has no managed account at this client account.",
                       "Give the budget whose agreement pays the support service that holds it.",
                       "budget");
    }
    if (line.to->event == Event::option_money_moved) {
        return may_hand_over(work, hand_over_of(line), "to");
    }
    if (line.to->event == Event::hmrc_refunded) return may_take_refund(work, refund_of(line), "to");
    if (line.to->event != Event::contribution_arrived) return Done{};
    const ledger::Holding holding{line.budget,
                                  ledger::Option::managed_account,
                                  static_cast<std::int32_t>(line.item.bank_account)};
    const Share share{ledger::Stream::person, line.body, size_of(line.item)};
    const Money owed = work.books()
                           .balance(ledger::of_holding(
                               ledger::AccountName::receivable_contribution, holding, share))
                           .posted;
    if (size_of(line.item) <= owed) return Done{};
    return refused(
        "nothing-owed",
        "This is more than the contribution that is owed: " + in_pounds(owed) + " by the books.",
        "Choose the budget that it is owed to, or 'own-money' where it is more than "
        "was asked for.",
        "to");
}

Outcome<Done> recharge_fits(ledger::Work& work, const LineExplained& line) {
    if (line.to->needs != DestinationNeeds::recharge) return Done{};
    const auto recharge = ledger::recharge_by_id(work.database(), line.recharge);
    const auto payment = ledger::payment_of_recharge(work.database(), line.recharge);
    if (recharge && payment.state == ledger::RechargePayment::State::approved &&
        payment.bank_account == line.item.bank_account && recharge->amount == size_of(line.item)) {
        return Done{};
    }
    return refused("recharge-not-approved",
                   "No payment of this recharge out of this bank account, and of this amount, was "
                   "approved and waits for its line.",
                   "Look at it with 'almoner recharge list'; 'almoner recharge approve' comes "
                   "before its payment.",
                   "recharge");
}

Outcome<Done> other_line_fits(ledger::Work& work, const LineExplained& line) {
    if (line.to->needs != DestinationNeeds::line) return Done{};
    const auto other = ledger::suspense_item_by_id(work.database(), line.other_item);
    if (other && other->state == SuspenseState::open && other->id != line.item.id &&
        other->bank_account == line.item.bank_account && other->amount == -line.item.amount) {
        return Done{};
    }
    return refused("other-line-differs",
                   "The other line must be unexplained, on the same bank account, and of the same "
                   "amount the other way.",
                   "Look at them with 'almoner statement unexplained'.",
                   "line");
}

// Nobody is asked to confirm what can't be posted.
Outcome<Done> amount_fits(ledger::Database& database, const LineExplained& line) {
    if (line.payment == 0) return Done{};
    const auto payment = ledger::payment_by_id(database, line.payment);
    if (!payment) throw ledger::InvariantBroken("a line explained by a payment that is not there");
    const bool is_whole = line.to->name == "payment" || line.to->name == "client-paid";
    const bool has_left = payment->state == ledger::PaymentState::settled ||
                          payment->state == ledger::PaymentState::returned;
    if (is_whole && has_left && has_line_of_its_own(database, payment->id)) {
        return refused("line-does-not-fit",
                       "It can't be that: " + std::string(second_line) + ".",
                       "Choose another destination, or look at the payment with 'almoner payment "
                       "show'.",
                       "to");
    }
    const Money size = size_of(line.item);
    if (is_whole ? size == payment->net : size <= payment->net) return Done{};
    return refused("line-does-not-fit",
                   "The line is of " + in_pounds(size) + " and the payment of " +
                       in_pounds(payment->net) + ".",
                   "Choose another destination, or look at the payment with 'almoner payment "
                   "show'.",
                   "to");
}

}  // namespace

Money size_of(const SuspenseItem& item) {
    return item.amount < Money{} ? -item.amount : item.amount;
}

HandOver hand_over_of(const LineExplained& line) {
    constexpr auto here = ledger::Option::managed_account;
    const bool in = way_of(line.item) == LineWay::in;
    return {.budget = line.budget,
            .before = in ? line.other_option : here,
            .after = in ? here : line.other_option,
            .client_account = static_cast<std::int32_t>(line.item.bank_account),
            .amount = size_of(line.item),
            .on = line.item.booked_on};
}

HmrcRefund refund_of(const LineExplained& line) {
    return {.budget = line.budget,
            .client_account = static_cast<std::int32_t>(line.item.bank_account),
            .amount = size_of(line.item),
            .on = line.item.booked_on};
}

LineWay way_of(const SuspenseItem& item) {
    return item.amount < Money{} ? LineWay::out : LineWay::in;
}

LinePlace place_of(ledger::Database& database, const SuspenseItem& item, ledger::Date today) {
    const auto organisations = ledger::organisations_on(database, today);
    const bool client = std::ranges::any_of(organisations, [&](const ledger::Organisation& each) {
        return each.client_bank_account == item.bank_account;
    });
    return client ? LinePlace::client : LinePlace::paying;
}

Outcome<Done> may_explain(ledger::Work& work, const LineExplained& line) {
    if (line.item.state != SuspenseState::open) {
        return refused("line-explained",
                       "This line is explained already.",
                       "If that was wrong, undo it with 'almoner statement explain ITEM --undo'.",
                       "item");
    }
    const LineWay way = way_of(line.item);
    const LinePlace place = place_of(work.database(), line.item, work.today());
    if (!may_go(*line.to, way, place)) {
        return refused("destination-not-for-it",
                       "A line like this can't be '" + std::string(line.to->name) + "'.",
                       "It may be: " + destinations_for(way, place) + ".",
                       "to");
    }
    Outcome<Done> fits = amount_fits(work.database(), line);
    if (!fits.accepted()) return fits;
    Outcome<Done> owed = is_owed(work, line);
    if (!owed.accepted()) return owed;
    Outcome<Done> is_managed = is_managed_there(work, line);
    if (!is_managed.accepted()) return is_managed;
    Outcome<Done> is_recharge = recharge_fits(work, line);
    if (!is_recharge.accepted()) return is_recharge;
    return other_line_fits(work, line);
}

}  // namespace almoner::scheduler
