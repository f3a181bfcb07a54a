#include "scheduler/reconciliation/explain.h"

#include "ledger/posting/commissioner_money.h"
#include "ledger/posting/contribution.h"
#include "ledger/posting/keys.h"
#include "ledger/posting/partner.h"
#include "ledger/posting/payment.h"
#include "ledger/posting/surplus.h"
#include "ledger/posting/takeover.h"
#include "ledger/posting/unexplained.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/recharge.h"
#include "ledger/records/record_table.h"
#include "ledger/records/submission.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/reconciliation/line_poster.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Event;
using ledger::Outcome;
using ledger::Share;
using ledger::Shares;
using ledger::SuspenseItem;
using ledger::SuspenseState;

const ledger::Query payments_of_submission{
    "SELECT id FROM payment WHERE submission = $1 ORDER BY id"};

ledger::BankAccount account_of(ledger::Work& work, const SuspenseItem& item) {
    const auto account =
        ledger::bank_account_numbered(work.database(), item.bank_account, work.today());
    if (!account) throw ledger::InvariantBroken("a bank line without its bank account");
    return *account;
}

template <class Happened>
ledger::Posting at_account(std::int32_t bank_account, const Shares& shares) {
    return post(Happened{bank_account, shares});
}

struct MoneyEvent {
    Event event{};
    ledger::Posting (*posting)(std::int32_t, const Shares&);
};
constexpr std::array money_events{
    MoneyEvent{Event::bank_topped_up, at_account<ledger::BankToppedUp>},
    MoneyEvent{Event::bank_interest, at_account<ledger::BankInterest>},
    MoneyEvent{Event::bank_charged, at_account<ledger::BankCharged>},
    MoneyEvent{Event::bank_money_taken_out, at_account<ledger::BankMoneyTakenOut>},
    MoneyEvent{Event::contribution_received, at_account<ledger::ContributionReceived>},
    MoneyEvent{Event::reclaim_received, at_account<ledger::ReclaimReceived>},
    MoneyEvent{Event::recharge_received, at_account<ledger::RechargeReceived>}};

class Explaining {
  public:
    Explaining(ledger::Work& work, const LineExplained& line, std::int64_t proposal)
        : work_(work),
          line_(line),
          proposal_(proposal),
          account_(static_cast<std::int32_t>(line.item.bank_account)),
          owner_(static_cast<std::int32_t>(account_of(work, line.item).owner)),
          detail_{.effective = line.item.booked_on, .settled = line.item.booked_on} {}

    // Why it can't be that; empty when it was posted.
    WhyNot post_all() {
        leave_suspense(line_.item);
        switch (line_.to->needs) {
            case DestinationNeeds::payment: return on_payments({line_.payment});
            case DestinationNeeds::file: return on_payments(payments_of_file());
            case DestinationNeeds::money: work_.post(money_posting(), detail_); break;
            case DestinationNeeds::budget: post_for_budget(); break;
            case DestinationNeeds::recharge: pay_recharge(); break;
            case DestinationNeeds::nothing: work_.post(client_posting(), detail_); break;
            case DestinationNeeds::line: take_other_line(); break;
        }
        note(line_.item);
        return {};
    }

  private:
    ledger::UnassignedLine unassigned(const SuspenseItem& item) const {
        return {.bank_account = account_, .owner = owner_, .amount = size_of(item)};
    }

    void leave_suspense(const SuspenseItem& item) {
        const bool in = way_of(item) == LineWay::in;
        const ledger::TransferDetail detail{.effective = item.booked_on, .settled = item.booked_on};
        work_.post(in ? post(ledger::LineInExplained{unassigned(item)})
                      : post(ledger::LineOutExplained{unassigned(item)}),
                   detail);
        work_.move_state(ledger::Entity::suspense_item,
                         {item.id, item.id},
                         SuspenseState::open,
                         SuspenseState::explained,
                         "explained");
    }

    void note(const SuspenseItem& item) {
        work_.records().insert(ledger::line_match_table,
                               item.line,
                               line_.to->name,
                               0,
                               0,
                               size_of(item),
                               std::string_view{},
                               std::nullopt);
    }

    std::vector<std::int64_t> payments_of_file() {
        std::vector<std::int64_t> ids;
        ledger::Rows rows = work_.database().select(payments_of_submission, line_.submission);
        while (rows.next()) ids.push_back(rows.integer(0));
        return ids;
    }

    WhyNot on_payments(const std::vector<std::int64_t>& ids) {
        PaymentsInHand payments(work_, ids);
        LinePoster poster(work_, payments);
        const BankLine line{
            .id = line_.item.line,
            .bank_account = line_.item.bank_account,
            .owner = owner_,
            .is_client_account =
                place_of(work_.database(), line_.item, work_.today()) == LinePlace::client,
            .booked_on = line_.item.booked_on,
            .amount = line_.item.amount,
            .payment = line_.payment,
            .reason = {.code = line_.item.return_reason}};
        const WhyNot why = posted_by(poster, line);
        if (why.empty()) payments.close();
        return why;
    }

    WhyNot posted_by(LinePoster& poster, const BankLine& line) {
        if (line_.to->needs == DestinationNeeds::file) {
            const auto file = ledger::submission_by_id(work_.database(), line_.submission);
            return file ? poster.left_within_total(line, *file) : WhyNot("there is no such file");
        }
        if (line_.to->event == Event::payment_returned) return poster.came_back(line);
        if (line_.to->event == Event::client_receipt) return poster.received(line);
        if (line_.to->event == Event::client_receipt_returned) return poster.sent_back(line);
        return poster.left(line);
    }

    ledger::Posting money_posting() const {
        const Shares shares{Share{line_.stream, line_.body, size_of(line_.item)}};
        const auto* const made =
            std::ranges::find(money_events, line_.to->event, &MoneyEvent::event);
        if (made == money_events.end()) {
            throw ledger::InvariantBroken("a destination without its posting");
        }
        return made->posting(account_, shares);
    }

    void post_for_budget() {
        if (line_.to->event == Event::option_money_moved) {
            hand_over(work_, hand_over_of(line_));
        } else if (line_.to->event == Event::hmrc_refunded) {
            take_refund(work_, refund_of(line_), proposal_);
        } else {
            work_.post(budget_posting(), detail_);
        }
    }

    ledger::Posting budget_posting() const {
        const ledger::Holding holding{line_.budget, ledger::Option::managed_account, account_};
        const Shares shares{Share{ledger::Stream::person, line_.body, size_of(line_.item)}};
        return line_.to->event == Event::own_money_paid_in
                   ? post(ledger::OwnMoneyPaidIn{holding, shares})
                   : post(ledger::ContributionArrived{holding, shares});
    }

    ledger::Posting client_posting() const {
        return line_.to->event == Event::client_account_charged
                   ? post(ledger::ClientAccountCharged{unassigned(line_.item)})
                   : post(ledger::ClientAccountMadeGood{unassigned(line_.item)});
    }

    // What was promised for it settles, and its line meets it.
    void pay_recharge() {
        const auto recharge = ledger::recharge_by_id(work_.database(), line_.recharge);
        const auto payment = ledger::payment_of_recharge(work_.database(), line_.recharge);
        if (!recharge) throw ledger::InvariantBroken("a recharge that was there before");
        work_.books().settle(payment.transfer, line_.item.booked_on);
        const Shares shares{Share{
            recharge->stream, static_cast<std::int32_t>(recharge->partner), recharge->amount}};
        work_.post(post(ledger::PaymentOnStatement{account_, shares}), detail_);
    }

    void take_other_line() {
        const auto other = ledger::suspense_item_by_id(work_.database(), line_.other_item);
        if (!other) throw ledger::InvariantBroken("another line that was there before");
        leave_suspense(*other);
        note(*other);
    }

    ledger::Work& work_;
    const LineExplained& line_;
    std::int64_t proposal_;
    std::int32_t account_;
    std::int32_t owner_;
    ledger::TransferDetail detail_;
};

}  // namespace

Outcome<Done> explain(ledger::Work& work, const LineExplained& line, std::int64_t proposal) {
    Outcome<Done> allowed = may_explain(work, line);
    if (!allowed.accepted()) return allowed;
    work.posts_facts("a bank line was explained", line.item.owner);
    const std::int64_t first = work.books().next_transfer();
    const WhyNot why = Explaining(work, line, proposal).post_all();
    if (!why.empty()) {
        return refused("line-does-not-fit",
                       "It can't be that: " + std::string(why) + ".",
                       "Choose another destination, or look at the payment with 'almoner payment "
                       "show'.",
                       "to");
    }
    ledger::Explanation explanation{.item = line.item.id,
                                    .destination = std::string(line.to->name),
                                    .proposal = proposal,
                                    .transfers = {first, work.books().next_transfer() - 1}};
    ledger::insert_explanation(work, explanation);
    if (line.other_item != 0) {
        explanation.item = line.other_item;
        ledger::insert_explanation(work, explanation);
    }
    return Done{};
}

}  // namespace almoner::scheduler
