#include "scheduler/reconciliation/line_poster.h"

#include "ledger/posting/surplus.h"
#include "ledger/records/pay_out.h"
#include "ledger/records/payee_versions.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/record_table.h"
#include "ledger/records/returns.h"
#include "ledger/records/states.h"
#include "ledger/records/task.h"
#include "scheduler/commands/case_steps.h"
#include "scheduler/ending/ending_standing.h"
#include "scheduler/payroll/overpaid_back.h"
#include "scheduler/reconciliation/paid_after_void.h"
#include "scheduler/reduction/returned_after_reclaim.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaymentRecord;
using ledger::PaymentState;
using ledger::Submission;
using ledger::SubmissionState;

constexpr std::int32_t task_days = 3;  // Bacs asks to act on a return within three working days
constexpr std::string_view finance = "finance";

const ledger::Query payments_of_submission{
    "SELECT id FROM payment WHERE submission = $1 ORDER BY id"};
// A match that was undone counts no more.
const ledger::Query line_of_its_own{
    "SELECT 1 FROM line_match m WHERE m.payment = $1 AND m.payment <> 0 AND m.kind = 'payment'"
    " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id) LIMIT 1"};
const ledger::Query total_is_matched{
    "SELECT 1 FROM line_match m WHERE m.submission = $1 AND m.kind = 'submission'"
    " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id) LIMIT 1"};
const ledger::Query with_lines_of_their_own{
    "SELECT m.payment FROM payment p JOIN line_match m ON m.payment = p.id AND m.payment <> 0"
    " WHERE p.submission = $1 AND m.kind = 'payment'"
    " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id)"};
const ledger::Query reclaim_seen{
    "SELECT 1 FROM line_match m WHERE m.payment = $1 AND m.payment <> 0 AND"
    " m.kind = 'reclaim-receipt' AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id)"
    " LIMIT 1"};
constexpr std::string_view reclaim_receipt = "reclaim-receipt";
// The asking, and the bank's refusal of it.
const ledger::Query recall_so_far{
    "SELECT to_state FROM state_change WHERE entity = $1 AND first_id <= $2 AND last_id >= $2"
    " AND (to_state = $3 OR (from_state = $3 AND to_state = $4)) ORDER BY id DESC LIMIT 1"};
const ledger::Query open_tasks{
    "SELECT id FROM task WHERE kind = $1 AND subject = $2 AND state = $3 ORDER BY id"};

bool waits_for_the_bank(PaymentState state) {
    return state == PaymentState::in_file || state == PaymentState::sent ||
           state == PaymentState::recall_asked;
}

bool was_voided(PaymentState state) {
    return state == PaymentState::rejected || state == PaymentState::recalled;
}

bool has_left(PaymentState state) {
    return state == PaymentState::settled || state == PaymentState::returned;
}

}  // namespace

bool has_line_of_its_own(ledger::Database& database, std::int64_t payment) {
    return database.select(line_of_its_own, payment).next();
}

// What of a file no statement has shown yet.
struct LinePoster::Leaving {
    struct Part {
        std::vector<std::int64_t> payments;  // by number
        Money total;

        void add(const PaymentRecord& payment) {
            payments.push_back(payment.id);
            total += payment.net;
        }
    };
    using ByDay = std::map<ledger::Date, Part>;  // of entry

    Part expected;  // neither rejected nor recalled
    Part all;       // those that were voided as well
    ByDay expected_on;
    ByDay all_on;
};

bool LinePoster::total_was_read(const PaymentRecord& payment) {
    return payment.submission != 0 &&
           work_.database().select(total_is_matched, payment.submission).next();
}

bool LinePoster::is_on_statement(const PaymentRecord& payment) {
    return has_line_of_its_own(work_.database(), payment.id) ||
           (has_left(payments_.state(payment.id)) && total_was_read(payment));
}

LinePoster::Leaving LinePoster::leaving_of(const Submission& submission) {
    std::set<std::int64_t> own_line;
    for (ledger::Rows rows = work_.database().select(with_lines_of_their_own, submission.id);
         rows.next();) {
        own_line.insert(rows.integer(0));
    }
    Leaving leaving;
    for (ledger::Rows rows = work_.database().select(payments_of_submission, submission.id);
         rows.next();) {
        const PaymentRecord* const payment = payments_.find(rows.integer(0));
        if (payment == nullptr || own_line.contains(payment->id)) continue;
        const PaymentState state = payments_.state(payment->id);
        if (!waits_for_the_bank(state) && !has_left(state) && !was_voided(state)) continue;
        leaving.all.add(*payment);
        leaving.all_on[payment->entry_on].add(*payment);
        if (was_voided(state)) continue;
        leaving.expected.add(*payment);
        leaving.expected_on[payment->entry_on].add(*payment);
    }
    return leaving;
}

// A file of several days has one total for each of them. Where the bank debits what it rejected or
// was asked back as well, that left all the same and comes back as a return.
std::vector<std::int64_t> LinePoster::paid_by(const BankLine& line, const Leaving& leaving) {
    const Money amount = -line.amount;
    if (amount == leaving.expected.total) return leaving.expected.payments;
    if (amount == leaving.all.total) return leaving.all.payments;
    for (const Leaving::ByDay* const days : {&leaving.expected_on, &leaving.all_on}) {
        for (const auto& [day, part] : *days) {
            if (amount == part.total && day <= line.booked_on) return part.payments;
        }
    }
    return {};
}

bool LinePoster::is_the_rest(const std::vector<std::int64_t>& paid, const Leaving& leaving) {
    const auto& rest =
        leaving.expected.payments.empty() ? leaving.all.payments : leaving.expected.payments;
    return std::ranges::includes(paid, rest);
}

void LinePoster::settle_if_needed(std::int64_t payment, const BankLine& line) {
    const PaymentState state = payments_.state(payment);
    if (waits_for_the_bank(state)) {
        payments_.settle(payment, line.booked_on);
    } else if (was_voided(state)) {
        tell_paid_after_void(work_, payment, payments_.settle_late(payment, line.booked_on));
    }
}

WhyNot LinePoster::left(const BankLine& line) {
    const PaymentRecord& payment = *payments_.find(line.payment);
    if (payments_.paid_from(payment) != line.bank_account) {
        return "our reference on another account";
    }
    if (-line.amount != payment.net) return "our reference with another amount";
    const PaymentState state = payments_.state(payment.id);
    if (has_left(state) && is_on_statement(payment)) return second_line;
    if (!waits_for_the_bank(state) && !was_voided(state) && !has_left(state)) {
        return "our reference, for a payment that was not sent";
    }
    settle_if_needed(payment.id, line);
    payments_.on_statement(payment.id, line.booked_on);
    note(line, "payment", payment.id, 0, payment.net);
    ++counts.settled;
    return {};
}

WhyNot LinePoster::left_within_total(const BankLine& line, const Submission& submission) {
    if (submission.bank_account != line.bank_account) return "a file of another account";
    if (submission.state == SubmissionState::rejected) return "a file that never was sent";
    if (submission.state < SubmissionState::sent) return "a file that is not noted as sent yet";
    if (submission.state != SubmissionState::sent) {
        return "a second line for a file already matched";
    }
    const Leaving leaving = leaving_of(submission);
    const std::vector<std::int64_t> paid = paid_by(line, leaving);
    if (paid.empty()) return "the total of a file with another amount";
    const bool whole = is_the_rest(paid, leaving);
    for (const std::int64_t id : paid) {
        settle_if_needed(id, line);
        payments_.on_statement(id, line.booked_on);
        if (!whole) note(line, "payment", id, 0, payments_.find(id)->net);
        ++counts.settled;
    }
    if (!whole) return {};
    note(line, "submission", 0, submission.id, -line.amount);
    close_submission(submission);
    return {};
}

void LinePoster::close_submission(const Submission& submission) {
    work_.move_state(ledger::Entity::submission,
                     {submission.id, submission.id},
                     SubmissionState::sent,
                     SubmissionState::settled,
                     "total-on-statement");
}

// It comes back because we asked for it, and says nothing of the payee.
bool LinePoster::was_asked_back(std::int64_t payment) {
    ledger::Rows rows = work_.database().select(recall_so_far,
                                                static_cast<int>(ledger::Entity::payment),
                                                payment,
                                                static_cast<int>(PaymentState::recall_asked),
                                                static_cast<int>(PaymentState::sent));
    return rows.next() && rows.integer(0) == static_cast<int>(PaymentState::recall_asked);
}

WhyNot LinePoster::came_back(const BankLine& line) {
    const PaymentRecord& payment = *payments_.find(line.payment);
    if (payments_.paid_from(payment) != line.bank_account) {
        return "our reference on another account";
    }
    const PaymentState before = payments_.state(payment.id);
    // The total of its file may have left it out, once it was voided.
    const bool was_never_paid = was_voided(before) && total_was_read(payment);
    const bool may_come_back =
        !was_never_paid &&
        (waits_for_the_bank(before) || was_voided(before) || before == PaymentState::settled);
    if (!may_come_back || line.amount > payment.net - payments_.returned_before(payment.id)) {
        return "more came back than was paid";
    }
    // It comes back before its own line was read, or though it was voided: it left all the same.
    settle_if_needed(payment.id, line);
    payments_.give_back(payment.id, line.amount, line.booked_on);
    note(line, "return", payment.id, 0, line.amount);
    if (payment.kind == ledger::PaymentKind::reclaim_paid) tell_if_counted(work_, payment);
    take_overpaid_back(
        work_, payment, {.id = line.id, .amount = line.amount, .on = line.booked_on});
    ++counts.returned;
    if (payments_.state(payment.id) == PaymentState::returned) {
        close_tasks(paid_after_void, payment.id);
        close_tasks(paid_twice, payment.id);
    }
    if (was_asked_back(payment.id)) return {};
    block_payee(payment, line);
    const bool is_over =
        payment.agreement != 0 && closed_as_a_whole(work_.database(), payment.budget);
    open_task("payment-returned",
              payment.id,
              "A payment came back (" + shown(line.reason, "the bank gave no reason") +
                  (is_over ? "), and its budget is closed: it went back to its funder, and nothing "
                             "is paid again"
                           : "): confirm the bank details, then pay"),
              sealed_words(work_, payment.id, line.reason));
    return {};
}

bool LinePoster::is_at_client_account(const BankLine& line) {
    const PaymentRecord& payment = *payments_.find(line.payment);
    return line.is_client_account && payment.option == ledger::Option::managed_account &&
           payments_.sent_to(payment) == line.bank_account;
}

WhyNot LinePoster::received(const BankLine& line) {
    const PaymentRecord& payment = *payments_.find(line.payment);
    if (!is_at_client_account(line) || line.amount != payment.net) {
        return "our reference on another account";
    }
    if (payments_.was_received(payment.id)) return "a second line for a receipt already matched";
    const PaymentState state = payments_.state(payment.id);
    if (!waits_for_the_bank(state) && !has_left(state)) {
        return "our reference, for a payment that was not sent";
    }
    // It arrives before its own line was read: it left all the same.
    if (waits_for_the_bank(state)) payments_.settle(payment.id, line.booked_on);
    payments_.receive(line.payment, line.booked_on);
    note(line, "receipt", line.payment, 0, line.amount);
    ++counts.received;
    return {};
}

// In either order with its receipt and with its payer's line: each says what left or reached its
// own account, and what is between them is in flight.
WhyNot LinePoster::sent_back(const BankLine& line) {
    const PaymentRecord& payment = *payments_.find(line.payment);
    if (!is_at_client_account(line)) return "our reference on another account";
    const PaymentState state = payments_.state(payment.id);
    if (!waits_for_the_bank(state) && !has_left(state)) {
        return "our reference, for a payment that was not sent";
    }
    const Money before = ledger::total_of(ledger::sent_back_shares(work_.database(), payment.id));
    if (-line.amount > payment.net - before) return "more was sent back than had arrived";
    if (waits_for_the_bank(state)) payments_.settle(payment.id, line.booked_on);
    payments_.send_back(payment.id, -line.amount, line.booked_on);
    note(line, "client-return", payment.id, 0, -line.amount);
    ++counts.sent_back;
    return {};
}

// Each side posts with its own line, in either order; the case counts this one.
WhyNot LinePoster::reclaim_arrived(const BankLine& line) {
    const PaymentRecord& payment = *payments_.find(line.payment);
    const PaymentState state = payments_.state(payment.id);
    if (!waits_for_the_bank(state) && !has_left(state)) {
        return "our reference, for a payment that was not sent";
    }
    const ledger::Shares shares = ledger::shares_of(payments_.parts(payment.id));
    const bool is_its_body = !line.is_client_account && shares.front().body == line.owner;
    if (!is_its_body || line.amount != payment.net) return "our reference on another account";
    if (work_.database().select(reclaim_seen, payment.id).next()) {
        return "a second line for a receipt already matched";
    }
    const auto pay_out = ledger::pay_out_of(work_.database(), payment.id);
    const auto opened =
        pay_out ? ledger::case_by_id(work_.database(), pay_out->reduction_case) : std::nullopt;
    if (!opened) return "our reference, and no case asks for it";
    CaseStanding standing = standing_of(work_.database(), *opened, work_.today());
    if (line.amount > left_of(work_.database(), standing)) return "more than the case asks for";
    work_.post(
        post(ledger::ReclaimReceived{static_cast<std::int32_t>(line.bank_account), shares}),
        {.plan_line = pay_out->plan_line, .effective = line.booked_on, .settled = line.booked_on});
    note(line, reclaim_receipt, payment.id, 0, line.amount);
    end_if_nothing_is_left(work_, standing);
    ++counts.received;
    return {};
}

void LinePoster::note(const BankLine& line,
                      std::string_view kind,
                      std::int64_t payment,
                      std::int64_t submission,
                      Money amount) {
    work_.records().insert(ledger::line_match_table,
                           line.id,
                           kind,
                           payment,
                           submission,
                           amount,
                           std::string_view{},
                           std::nullopt);
}

// A provider's one account stays open for everybody else where only its own reference, which each
// of its payments of an employer carries, says what came back.
void LinePoster::block_payee(const PaymentRecord& payment, const BankLine& line) {
    auto payee =
        ledger::payee_account_numbered(work_.database(), payment.payee_account, work_.today());
    if (!payee || payee->status == ledger::PayeeStatus::blocked) return;
    if (line.is_named_otherwise && payee->organisation != 0) return;
    payee->status = ledger::PayeeStatus::blocked;
    payee->from_on = work_.today();
    ledger::insert_with_later(work_, *payee);
}

void LinePoster::open_task(std::string_view kind,
                           std::int64_t payment,
                           std::string_view words,
                           std::optional<std::int64_t> words_private) {
    ledger::insert_task(work_,
                        {.kind = kind,
                         .subject = ledger::payment_ref(payment),
                         .due_on = work_.today() + task_days,
                         .owner = finance,
                         .words = words,
                         .words_private = words_private});
}

void LinePoster::close_tasks(std::string_view kind, std::int64_t payment) {
    std::vector<std::int64_t> open;
    const std::string subject = ledger::payment_ref(payment);
    for (ledger::Rows rows = work_.database().select(
             open_tasks, kind, subject, static_cast<int>(ledger::TaskState::open));
         rows.next();) {
        open.push_back(rows.integer(0));
    }
    for (const std::int64_t task : open) {
        work_.move_state(ledger::Entity::task,
                         {task, task},
                         ledger::TaskState::open,
                         ledger::TaskState::done,
                         "money-came-back");
    }
}

}  // namespace almoner::scheduler
