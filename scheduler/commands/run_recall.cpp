#include "gateway/payment_file.h"
#include "ledger/calendar/working_days.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/submission.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payment_run/run_facts.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Outcome;
using ledger::PaymentRecord;
using ledger::PaymentState;

constexpr std::string_view returned_funds =
    "Open a returned-funds case: ask the payee, through the paying bank, to send the money back.";

Outcome<Done> in_time(Asked& asked, const PaymentRecord& payment) {
    const auto submission = ledger::submission_by_id(asked.work.database(), payment.submission);
    if (!submission) throw ledger::InvariantBroken("a sent payment without its submission");
    const auto profile = gateway::file_profile_named(submission->profile);
    if (profile == gateway::FileProfile::faster_payments) {
        return refused("recall-not-possible",
                       "A Faster Payment arrives within minutes and can't be recalled.",
                       returned_funds,
                       "payment");
    }
    const Date proposed_on = std::max(payment.entry_on, submission->entry_on);
    const auto holidays = holidays_for(asked.work.database(), {proposed_on, proposed_on});
    if (!holidays.accepted()) return holidays.refusal();
    const Date entry_on = ledger::working_day_on_or_before(proposed_on, holidays.value());
    const ledger::BacsHours hours = hours_of(asked.around);
    const ledger::BacsCycle cycle = ledger::bacs_cycle_for(entry_on, holidays.value());
    if (ledger::can_still_be_recalled(cycle, london_now(asked.work.stamp()), hours)) return Done{};
    return refused("recall-too-late",
                   "A recall was possible until " + ledger::clock_words(hours.recall_until) +
                       " on " + cycle.processing_on.words() + ".",
                   returned_funds,
                   "payment");
}

ledger::Refusal not_sent(const PaymentRecord& payment) {
    const bool before = payment.state == PaymentState::proposed ||
                        payment.state == PaymentState::held ||
                        payment.state == PaymentState::approved;
    return refused("payment-not-sent",
                   "This payment is " + std::string(name_of(payment.state)) +
                       ", so there is nothing to recall.",
                   before ? "Cancel its run with 'almoner run cancel'."
                          : "Look at its events with 'almoner run show'.",
                   "payment");
}

Answer moved(ledger::Work& work, const PaymentRecord& payment, PaymentState to) {
    move_payments(work, {payment.id, payment.id}, payment.state, to);
    return nlohmann::json{{"payment", ledger::payment_ref(payment.id)},
                          {"state", name_of(to)},
                          {"next", next_expected(to, payment.entry_on)}}
        .dump();
}

Outcome<PaymentRecord> recalled_payment(Asked& asked) {
    Outcome<PaymentRecord> payment = payment_asked_for(asked);
    if (!payment.accepted() || payment.value().state == PaymentState::recall_asked) return payment;
    return refused("recall-not-asked",
                   "Nobody has asked for a recall of this payment.",
                   "Look at its events with 'almoner run show'.",
                   "payment");
}

}  // namespace

Outcome<Answer> run_recall(Asked& asked) {
    const Outcome<PaymentRecord> payment = payment_asked_for(asked);
    if (!payment.accepted()) return payment.refusal();
    if (payment.value().state != PaymentState::sent) return not_sent(payment.value());
    const Outcome<Done> possible = in_time(asked, payment.value());
    if (!possible.accepted()) return possible.refusal();
    return moved(asked.work, payment.value(), PaymentState::recall_asked);
}

Outcome<Answer> run_recall_confirmed(Asked& asked) {
    const Outcome<PaymentRecord> payment = recalled_payment(asked);
    if (!payment.accepted()) return payment.refusal();
    asked.work.posts_facts("the bank confirmed a recall", "finance");
    release_payment(asked.work, payment.value());
    return moved(asked.work, payment.value(), PaymentState::recalled);
}

Outcome<Answer> run_recall_refused(Asked& asked) {
    const Outcome<PaymentRecord> payment = recalled_payment(asked);
    if (!payment.accepted()) return payment.refusal();
    return moved(asked.work, payment.value(), PaymentState::sent);
}

}  // namespace almoner::scheduler
