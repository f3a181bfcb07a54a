// What a bank's answer does to payments: they settle, are rejected or recalled, or come back.
#pragma once

#include "ledger/area/work.h"
#include "ledger/posting/payment.h"
#include "ledger/records/payment.h"
#include "scheduler/reconciliation/reissues.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// Payments that a file of the bank names, read once. State changes are gathered and written as few
// ranges as they fall into, when close() is called.
class PaymentsInHand {
  public:
    PaymentsInHand(ledger::Work& work, const std::vector<std::int64_t>& ids);

    // Nothing when there is no such payment.
    [[nodiscard]] const ledger::PaymentRecord* find(std::int64_t id) const;
    [[nodiscard]] const std::vector<ledger::PaymentPart>& parts(std::int64_t id) const;
    // The state with what this command did to it.
    [[nodiscard]] ledger::PaymentState state(std::int64_t id) const;

    void settle(std::int64_t id, ledger::Date settled);
    // Ends the promise: due again. `to` is rejected or recalled.
    void void_payment(std::int64_t id, ledger::PaymentState to);
    // A recall that was asked for is refused.
    void stay_sent(std::int64_t id) { change_state(known(id), ledger::PaymentState::sent); }
    // A payment that was voided settles after all: posted as a fact. What took its place and is in
    // no file yet is cancelled; the others, that went out as well, are the answer.
    [[nodiscard]] std::vector<std::int64_t> settle_late(std::int64_t id, ledger::Date settled);
    // The whole or a part comes back; what came back before is told from the books.
    void give_back(std::int64_t id, ledger::Money amount, ledger::Date on);
    // A client account of ours shows the receipt.
    void receive(std::int64_t id, ledger::Date on);
    // And shows the whole or a part go back; its payer's statement says so for itself.
    void send_back(std::int64_t id, ledger::Money amount, ledger::Date on);
    // What settled it was reversed: it waits for the bank again, with transfers of its own.
    void promise_again(std::int64_t id);
    // transit / bank for what left the account.
    void on_statement(std::int64_t id, ledger::Date on);
    void close();

    [[nodiscard]] std::int32_t paid_from(const ledger::PaymentRecord& payment);
    // The client account of ours that it was sent to; 0: to nobody's that is in these books.
    [[nodiscard]] std::int32_t sent_to(const ledger::PaymentRecord& payment);
    // Its client account's statement has shown the receipt.
    [[nodiscard]] bool was_received(std::int64_t id);
    // What came back of it before now.
    [[nodiscard]] ledger::Money returned_before(std::int64_t id);

  private:
    struct Known {
        ledger::PaymentRecord record;
        std::vector<ledger::PaymentPart> parts;
        ledger::PaymentState state{};
    };
    struct Change {
        std::int64_t id = 0;
        ledger::PaymentState from{};
        ledger::PaymentState to{};
    };
    void read(const std::vector<std::int64_t>& wanted);
    void read_ahead();
    [[nodiscard]] const Known* place_of(std::int64_t id) const;
    [[nodiscard]] const Known& in_hand(std::int64_t id) const;
    [[nodiscard]] Known& known(std::int64_t id);
    void change_state(Known& payment, ledger::PaymentState to);
    void cancel(const Reissues::One& reissue);
    [[nodiscard]] ledger::Shares still_set_aside(const ledger::Payment& posting,
                                                 ledger::Money paid_twice);
    [[nodiscard]] std::vector<std::int64_t> pay_out_settled_late(std::int64_t id,
                                                                 ledger::Date settled);
    void give_back_pay_out(const Known& payment,
                           ledger::Money amount,
                           const ledger::TransferDetail& detail);
    void come_back(const ledger::PaymentRecord& payment,
                   const ledger::Payment& back,
                   const ledger::TransferDetail& detail);
    std::int64_t reserve_again(const Known& payment);
    void note_paid_worker(const Known& payment, ledger::Date settled);
    [[nodiscard]] ledger::Payment posting_of(const Known& payment);
    [[nodiscard]] static ledger::TransferDetail detail_of(const Known& payment);

    ledger::Work& work_;
    std::vector<Known> known_;      // by id
    mutable std::size_t last_ = 0;  // asked about: lines come in the order of their payments
    std::vector<Change> changes_;
    std::vector<std::pair<std::int64_t, std::int32_t>> run_accounts_;
};

}  // namespace almoner::scheduler
