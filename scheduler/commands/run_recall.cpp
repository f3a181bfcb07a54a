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

const ledger::Query asked_for_recall{
    "SELECT actor FROM state_change WHERE entity = $1 AND to_state = $2 AND first_id <= $3"
    " AND last_id >= $3 ORDER BY id DESC LIMIT 1"};
const ledger::Query letter_about{"SELECT 1 FROM evidence WHERE id = $1 AND subject = $2"};

constexpr std::string_view returned_funds =
    "Open a returned-funds case: ask the payee, through the paying bank, to send the money back.";

Outcome<Done> in_time(Asked& asked, const PaymentRecord& payment) {
    const auto submission = ledger::submission_by_id(asked.work.database(), payment.submission);
    if (!submission) throw ledger::InvariantBroken("a sent payment without its submission");
    const auto profile = gateway::file_profile_named(submission->profile);
    if (profile == gateway::FileProfile::other_bank) {
        return refused("recall-not-possible",
                       "This payment went by another bank, which takes no recall from here.",
                       returned_funds,
                       "payment");
    }
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

std::string look_at_it(const PaymentRecord& payment) {
    return "Look at its events with 'almoner payment show " + ledger::payment_ref(payment.id) +
           "'.";
}

ledger::Refusal not_sent(const PaymentRecord& payment) {
    const bool before = payment.state == PaymentState::proposed ||
                        payment.state == PaymentState::held ||
                        payment.state == PaymentState::approved;
    return refused("payment-not-sent",
                   "This payment is " + std::string(name_of(payment.state)) +
                       ", so there is nothing to recall.",
                   before ? "Cancel its run with 'almoner run cancel'." : look_at_it(payment),
                   "payment");
}

Answer moved(ledger::Work& work, const PaymentRecord& payment, PaymentState to) {
    move_payments(work, {payment.id, payment.id}, payment.state, to);
    return nlohmann::json{{"payment", ledger::payment_ref(payment.id)},
                          {"state", name_of(to)},
                          {"next", next_expected(to, payment.entry_on, work.today())}}
        .dump();
}

Outcome<PaymentRecord> recalled_payment(Asked& asked) {
    Outcome<PaymentRecord> payment = payment_asked_for(asked);
    if (!payment.accepted() || payment.value().state == PaymentState::recall_asked) return payment;
    return refused("recall-not-asked",
                   "Nobody has asked for a recall of this payment.",
                   look_at_it(payment.value()),
                   "payment");
}

// What one person alone says of the bank would make a sent payment due again.
Outcome<Done> second_person_saw_it(Asked& asked, const PaymentRecord& payment) {
    ledger::Database& database = asked.work.database();
    ledger::Rows rows = database.select(asked_for_recall,
                                        static_cast<int>(ledger::Entity::payment),
                                        static_cast<int>(PaymentState::recall_asked),
                                        payment.id);
    if (rows.next() && rows.integer(0) == asked.actor.number) {
        return refused("own-recall",
                       "Nobody confirms a recall that they asked for themselves.",
                       "Ask another checker.",
                       "as");
    }
    const std::string subject = "payment:" + ledger::payment_ref(payment.id);
    if (!asked.fields.has("evidence")) {
        return refused("evidence-missing",
                       "This needs what the bank wrote.",
                       "Add it with 'almoner evidence add --subject " + subject +
                           "' and give its number, or import the bank's own answer (camt.029).",
                       "evidence");
    }
    const Outcome<std::int64_t> evidence = asked.fields.number("evidence");
    if (!evidence.accepted()) return evidence.refusal();
    if (database.select(letter_about, evidence.value(), std::string_view(subject)).next()) {
        return Done{};
    }
    return refused("evidence-unknown",
                   "There is no evidence of this number about this payment.",
                   "Give one that was added with --subject " + subject + ".",
                   "evidence");
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
    const Outcome<Done> seen = second_person_saw_it(asked, payment.value());
    if (!seen.accepted()) return seen.refusal();
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
