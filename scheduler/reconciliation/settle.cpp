#include "scheduler/reconciliation/settle.h"

#include "ledger/posting/closing.h"
#include "ledger/posting/emergency.h"
#include "ledger/posting/enter.h"
#include "ledger/posting/notional.h"
#include "ledger/posting/payment.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/record_table.h"
#include "ledger/records/returns.h"
#include "ledger/values/invariant.h"
#include "scheduler/ending/ending_standing.h"
#include "scheduler/payment_run/read_ahead.h"
#include "scheduler/reconciliation/paid_in_its_stead.h"
#include "scheduler/reconciliation/paid_worker.h"
#include "scheduler/reconciliation/pay_out_posting.h"
#include "scheduler/reduction/returned_after_reclaim.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::PaymentPart;
using ledger::PaymentRecord;
using ledger::PaymentState;
using ledger::Shares;

const ledger::Query came_back{
    "SELECT COALESCE(SUM(m.amount), 0) FROM line_match m WHERE m.payment = $1 AND m.payment <> 0"
    " AND m.kind = 'return' AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id)"};

const ledger::Query receipt_seen{
    "SELECT 1 FROM line_match m WHERE m.payment = $1 AND m.payment <> 0 AND m.kind = 'receipt'"
    " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id) LIMIT 1"};

// One that still may go out, or waits for somebody.
const ledger::Query run_goes_on{
    "SELECT 1 FROM payment WHERE id BETWEEN $1 AND $2 AND state <> 11 LIMIT 1"};
static_assert(static_cast<int>(PaymentState::cancelled) == 11);
const ledger::Query note_first_transfer{"UPDATE payment SET first_transfer = $2 WHERE id = $1"};

// Within this many ids for each payment asked for, one pass over the range beats single look-ups.
constexpr std::int64_t worth_a_pass = 4;

}  // namespace

PaymentsInHand::PaymentsInHand(ledger::Work& work, const std::vector<std::int64_t>& ids)
    : work_(work) {
    std::vector<std::int64_t> wanted(ids);
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    if (wanted.empty()) return;
    read(wanted);
    read_ahead();
}

void PaymentsInHand::read(const std::vector<std::int64_t>& wanted) {
    const ledger::IdRange range{wanted.front(), wanted.back()};
    const auto count = static_cast<std::int64_t>(wanted.size());
    known_.reserve(wanted.size());
    // Both are in order of ids.
    auto next = wanted.begin();
    const auto take = [&](const PaymentRecord& record) {
        while (next != wanted.end() && *next < record.id) ++next;
        if (next != wanted.end() && *next == record.id) {
            known_.push_back({.record = record, .parts = {}, .state = record.state});
        }
    };
    if (range.last - range.first < worth_a_pass * count) {
        ledger::each_payment(work_.database(), range, take);
        ledger::each_part(work_.database(), range, [&](const PaymentPart& part) {
            if (place_of(part.payment) != nullptr) known_[last_].parts.push_back(part);
        });
        return;
    }
    for (const std::int64_t id : wanted) {
        if (const auto record = ledger::payment_by_id(work_.database(), id)) {
            known_.push_back({.record = *record,
                              .parts = ledger::parts_of(work_.database(), id),
                              .state = record->state});
        }
    }
}

// The transfers that were promised for them, and the accounts that these move between.
void PaymentsInHand::read_ahead() {
    read_ahead_budgets(work_.books(), known_, [](const Known& each) { return each.record.budget; });
    ledger::IdRange promised{0, 0};
    for (const Known& each : known_) {
        const auto transfers = ledger::transfers_of(each.record, each.parts);
        if (transfers.empty()) continue;
        if (promised.first == 0 || transfers.front() < promised.first) {
            promised.first = transfers.front();
        }
        promised.last = std::max(promised.last, transfers.back());
    }
    if (promised.first == 0) return;
    work_.books().read_ahead_transfers(promised.first, promised.last, known_.size());
}

const PaymentsInHand::Known* PaymentsInHand::place_of(std::int64_t id) const {
    for (std::size_t at = last_; at < std::min(last_ + 2, known_.size()); ++at) {
        if (known_[at].record.id != id) continue;
        last_ = at;
        return &known_[at];
    }
    const auto place =
        std::ranges::lower_bound(known_, id, {}, [](const Known& each) { return each.record.id; });
    if (place == known_.end() || place->record.id != id) return nullptr;
    last_ = static_cast<std::size_t>(place - known_.begin());
    return &*place;
}

const PaymentRecord* PaymentsInHand::find(std::int64_t id) const {
    const Known* const place = place_of(id);
    return place == nullptr ? nullptr : &place->record;
}

const PaymentsInHand::Known& PaymentsInHand::in_hand(std::int64_t id) const {
    const Known* const place = place_of(id);
    if (place == nullptr) throw ledger::InvariantBroken("a payment that is not in hand");
    return *place;
}

PaymentsInHand::Known& PaymentsInHand::known(std::int64_t id) {
    (void)in_hand(id);
    return known_[last_];
}

const std::vector<PaymentPart>& PaymentsInHand::parts(std::int64_t id) const {
    return in_hand(id).parts;
}

PaymentState PaymentsInHand::state(std::int64_t id) const {
    return in_hand(id).state;
}

void PaymentsInHand::change_state(Known& payment, PaymentState to) {
    changes_.push_back({.id = payment.record.id, .from = payment.state, .to = to});
    payment.state = to;
}

ledger::TransferDetail PaymentsInHand::detail_of(const Known& payment) {
    return {.effective = payment.record.period.first, .period = payment.record.period};
}

std::int32_t PaymentsInHand::paid_from(const PaymentRecord& payment) {
    for (const auto& [run, account] : run_accounts_) {
        if (run == payment.run) return account;
    }
    const auto run = ledger::run_by_id(work_.database(), payment.run);
    if (!run) throw ledger::InvariantBroken("a payment without its run");
    run_accounts_.emplace_back(payment.run, static_cast<std::int32_t>(run->paid_from));
    return run_accounts_.back().second;
}

ledger::Payment PaymentsInHand::posting_of(const Known& payment) {
    return {.to = {.budget = payment.record.budget,
                   .option = payment.record.option,
                   .client_account = sent_to(payment.record)},
            .from_bank_account = paid_from(payment.record),
            .shares = ledger::shares_of(payment.parts)};
}

// The second transfer of a part is held or in-flight / transit: it tells where the money went.
std::int32_t PaymentsInHand::sent_to(const PaymentRecord& payment) {
    const bool is_to_others =
        payment.option == ledger::Option::notional || is_pay_out(payment.kind);
    if (payment.first_transfer == 0 || is_to_others) return 0;
    return work_.books().leg_of(payment.first_transfer + 1).debit.bank_account;
}

bool PaymentsInHand::was_received(std::int64_t id) {
    return work_.database().select(receipt_seen, id).next();
}

void PaymentsInHand::receive(std::int64_t id, ledger::Date on) {
    Known& payment = known(id);
    ledger::TransferDetail detail = detail_of(payment);
    detail.settled = on;
    const ledger::Payment posting = posting_of(payment);
    work_.post(post(ledger::ClientReceipt{posting.to, posting.shares}), detail);
}

void PaymentsInHand::send_back(std::int64_t id, ledger::Money amount, ledger::Date on) {
    Known& payment = known(id);
    ledger::TransferDetail detail = detail_of(payment);
    detail.settled = on;
    const ledger::Payment posting = posting_of(payment);
    const Shares left =
        ledger::left_after(posting.shares, ledger::sent_back_shares(work_.database(), id));
    const Shares back = ledger::split_by_streams(amount, left);
    work_.post(post(ledger::ClientReceiptReturned{posting.to, back}), detail);
}

void PaymentsInHand::settle(std::int64_t id, ledger::Date settled) {
    Known& payment = known(id);
    if (payment.state == PaymentState::in_file) change_state(payment, PaymentState::sent);
    ledger::settle_all(work_.books(), ledger::transfers_of(payment.record, payment.parts), settled);
    note_paid_worker(payment, settled);
    change_state(payment, PaymentState::settled);
}

// What went straight to a worker is spent as it arrives.
void PaymentsInHand::note_paid_worker(const Known& payment, ledger::Date settled) {
    if (!went_to_worker(work_.database(), payment.record)) return;
    ledger::TransferDetail detail = detail_of(payment);
    detail.settled = settled;
    const ledger::Payment posting = posting_of(payment);
    work_.post(post(ledger::EmergencyPaidWorker{posting.to, posting.shares}), detail);
}

void PaymentsInHand::void_payment(std::int64_t id, PaymentState to) {
    Known& payment = known(id);
    // The bank answers for a file that a crash kept us from noting: it has it.
    if (payment.state == PaymentState::in_file) change_state(payment, PaymentState::sent);
    ledger::release_all(work_.books(), ledger::transfers_of(payment.record, payment.parts));
    change_state(payment, to);
}

// Part by part, as its approval promised it.
std::int64_t PaymentsInHand::reserve_again(const Known& payment) {
    std::int64_t next = payment.record.first_transfer;
    std::int64_t first = 0;
    for (const PaymentPart& part : payment.parts) {
        if (part.net.is_zero()) continue;
        ledger::PaymentPromisedAgain again;
        for (std::int64_t i = 0;
             i < ledger::transfers_of_part(payment.record.kind, payment.record.option);
             ++i) {
            again.legs.push_back(work_.books().leg_of(next++));
        }
        ledger::TransferDetail detail = detail_of(payment);
        detail.plan_line = part.plan_line;
        const std::int64_t given = work_.post(post(again), detail);
        if (first == 0) first = given;
    }
    return first;
}

void PaymentsInHand::promise_again(std::int64_t id) {
    Known& payment = known(id);
    const std::int64_t first = reserve_again(payment);
    work_.records().insert(ledger::payment_promised_again_table,
                           payment.record.id,
                           payment.record.first_transfer,
                           first);
    work_.records().change(note_first_transfer, payment.record.id, first);
    payment.record.first_transfer = first;
}

std::vector<std::int64_t> PaymentsInHand::settle_late(std::int64_t id, ledger::Date settled) {
    Known& payment = known(id);
    if (is_pay_out(payment.record.kind)) return pay_out_settled_late(id, settled);
    const Reissues reissues =
        reissues_of(work_.database(), payment.record, [&](std::int64_t other, PaymentState stored) {
            return find(other) == nullptr ? stored : state(other);
        });
    for (const Reissues::One& reissue : reissues.to_cancel) cancel(reissue);
    ledger::TransferDetail detail = detail_of(payment);
    detail.settled = settled;
    const ledger::Payment posting = posting_of(payment);
    const bool is_notional = payment.record.option == ledger::Option::notional;
    const Shares undrawn = is_notional ? Shares{} : still_set_aside(posting, reissues.paid_twice);
    work_.post(post(ledger::PaymentSettledLate{posting, undrawn}), detail);
    note_paid_worker(payment, settled);
    change_state(payment, PaymentState::settled);
    return reissues.went_out;
}

// It takes up its promise again, and what would pay the same is stopped. What is paid by now is
// asked of the tables, so what this command did so far has to stand there.
std::vector<std::int64_t> PaymentsInHand::pay_out_settled_late(std::int64_t id,
                                                               ledger::Date settled) {
    work_.posts_facts("a voided payment settled", "finance");
    promise_again(id);
    settle(id, settled);
    close();
    const PaymentRecord record = in_hand(id).record;
    for (const Reissues::One& each : stopped_in_its_stead(work_, record)) cancel(each);
    return paid_in_its_stead(work_, record);
}

// What was paid twice was set aside once: the other money that is there is for other payments.
Shares PaymentsInHand::still_set_aside(const ledger::Payment& posting, ledger::Money paid_twice) {
    const ledger::Money taken = std::min(paid_twice, ledger::total_of(posting.shares));
    Shares wanted = posting.shares;
    if (taken > ledger::Money{}) {
        wanted = ledger::left_after(wanted, ledger::split_by_streams(taken, wanted));
    }
    Shares there;
    for (const ledger::Share& share : wanted) {
        const ledger::Balance left = work_.books().balance(
            ledger::of_holding(ledger::AccountName::undrawn, posting.to, share));
        const ledger::Money free = left.posted - left.promised;
        if (free > ledger::Money{}) there.push_back({share.stream, share.body, free});
    }
    return ledger::covered_by(wanted, there);
}

// At once and not with close(): nothing that this command gathered is about a payment in no file.
void PaymentsInHand::cancel(const Reissues::One& reissue) {
    if (reissue.state == PaymentState::approved) {
        const auto record = ledger::payment_by_id(work_.database(), reissue.payment);
        if (!record) throw ledger::InvariantBroken("a payment that is gone");
        ledger::release_all(
            work_.books(),
            ledger::transfers_of(*record, ledger::parts_of(work_.database(), reissue.payment)));
    }
    ledger::move_payments(work_,
                          {reissue.payment, reissue.payment},
                          reissue.state,
                          PaymentState::cancelled,
                          ledger::settled_instead);
    if (find(reissue.payment) != nullptr) known(reissue.payment).state = PaymentState::cancelled;
    const auto run = ledger::run_by_id(work_.database(), reissue.run);
    if (!run ||
        work_.database().select(run_goes_on, run->payments.first, run->payments.last).next()) {
        return;
    }
    work_.move_state(ledger::Entity::payment_run,
                     {run->id, run->id},
                     run->state,
                     ledger::RunState::cancelled,
                     ledger::settled_instead);
}

ledger::Money PaymentsInHand::returned_before(std::int64_t id) {
    ledger::Rows rows = work_.database().select(came_back, id);
    return rows.next() ? rows.money(0) : ledger::Money{};
}

void PaymentsInHand::give_back(std::int64_t id, ledger::Money amount, ledger::Date on) {
    Known& payment = known(id);
    ledger::TransferDetail detail = detail_of(payment);
    detail.settled = on;
    const ledger::Money before = returned_before(id);
    if (is_pay_out(payment.record.kind)) {
        give_back_pay_out(payment, amount, detail);
    } else if (payment.record.option == ledger::Option::notional) {
        const Shares all = ledger::shares_of(payment.parts);
        const Shares earlier = ledger::returned_shares(work_.database(), id);
        const Shares back = ledger::split_by_streams(amount, ledger::left_after(all, earlier));
        const ledger::Holding holding{payment.record.budget, payment.record.option, 0};
        const std::int32_t account = paid_from(payment.record);
        work_.post(post(ledger::SupplierPaymentReturned{holding, account, back}), detail);
        work_.post(post(ledger::ReturnOnStatement{account, back}), detail);
    } else {
        const ledger::Payment posting = posting_of(payment);
        const Shares earlier = ledger::returned_shares(work_.database(), id);
        const Shares back = ledger::shares_of_return({posting, earlier, amount});
        if (went_to_worker(work_.database(), payment.record)) {
            work_.post(post(ledger::EmergencyWorkerReturned{posting.to, back}), detail);
        }
        come_back(payment.record, {posting.to, posting.from_bank_account, back}, detail);
        work_.post(post(ledger::ReturnOnStatement{posting.from_bank_account, back}), detail);
    }
    if (before + amount == payment.record.net) change_state(payment, PaymentState::returned);
}

// What was asked back already lowers what is asked; the rest is due again, unless the budget has
// ended and nothing is.
void PaymentsInHand::come_back(const PaymentRecord& payment,
                               const ledger::Payment& back,
                               const ledger::TransferDetail& detail) {
    const Shares reclaimed = reclaimed_of(work_, back.to, back.shares);
    const Shares rest = ledger::left_after(back.shares, reclaimed);
    const auto part = [&](const Shares& shares) {
        return ledger::PaymentReturned{
            {back.to, back.from_bank_account, shares}, {}, ledger::total_of(shares)};
    };
    if (!reclaimed.empty()) {
        work_.post(post(ledger::ReturnedAfterReclaim{part(reclaimed)}), detail);
        lower_cases(work_, payment, reclaimed, detail.settled);
    }
    if (rest.empty()) return;
    work_.post(post(part(rest)), detail);
    if (closed_as_a_whole(work_.database(), payment.budget)) {
        work_.post(post(ledger::UnapprovedGivenBack{back.to, rest}), detail);
    }
}

void PaymentsInHand::give_back_pay_out(const Known& payment,
                                       ledger::Money amount,
                                       const ledger::TransferDetail& detail) {
    const Shares all = ledger::shares_of(payment.parts);
    const Shares earlier = ledger::returned_shares(work_.database(), payment.record.id);
    const PayOutMoney back{
        .kind = payment.record.kind,
        .budget = payment.record.budget,
        .option = payment.record.option,
        .paid_from = paid_from(payment.record),
        .shares = ledger::split_by_streams(amount, ledger::left_after(all, earlier))};
    work_.post(pay_out_returned(back), detail);
    if (is_from_client_account(payment.record.kind)) return;
    work_.post(post(ledger::ReturnOnStatement{back.paid_from, back.shares}), detail);
}

void PaymentsInHand::on_statement(std::int64_t id, ledger::Date on) {
    Known& payment = known(id);
    // Settling it took it out of what the client account holds.
    if (is_from_client_account(payment.record.kind)) return;
    ledger::TransferDetail detail = detail_of(payment);
    detail.settled = on;
    work_.post(post(ledger::PaymentOnStatement{paid_from(payment.record),
                                               ledger::shares_of(payment.parts)}),
               detail);
}

void PaymentsInHand::close() {
    // One range for neighbours that made the same move; a payment that moved twice keeps its order.
    std::stable_sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) {
        return std::tuple(a.from, a.to, a.id) < std::tuple(b.from, b.to, b.id);
    });
    for (std::size_t i = 0; i < changes_.size();) {
        std::size_t end = i + 1;
        while (end < changes_.size() && changes_[end].from == changes_[i].from &&
               changes_[end].to == changes_[i].to && changes_[end].id == changes_[end - 1].id + 1) {
            ++end;
        }
        ledger::move_payments(
            work_, {changes_[i].id, changes_[end - 1].id}, changes_[i].from, changes_[i].to);
        i = end;
    }
    changes_.clear();
}

}  // namespace almoner::scheduler
