#include "scheduler/reconciliation/matcher.h"

#include "ledger/posting/unexplained.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/record_table.h"
#include "ledger/records/states.h"

#include <algorithm>
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

const ledger::Query waiting_submissions{"SELECT id FROM submission WHERE state = 3 ORDER BY id"};
const ledger::Query payments_of_submission{
    "SELECT id FROM payment WHERE submission = $1 ORDER BY id"};
const ledger::Query left_already{
    "SELECT 1 FROM line_match WHERE payment = $1 AND kind = 'payment' LIMIT 1"};

std::vector<Submission> submissions_waiting(ledger::Database& database) {
    std::vector<Submission> waiting;
    ledger::Rows rows = database.select(waiting_submissions);
    while (rows.next()) {
        if (auto submission = ledger::submission_by_id(database, rows.integer(0))) {
            waiting.push_back(*submission);
        }
    }
    return waiting;
}

bool names(const BankLine& line, const Submission& submission) {
    return std::ranges::any_of(line.texts, [&](const std::string& text) {
        return text.find(submission.serial) != std::string::npos ||
               text.find(submission.file_name) != std::string::npos;
    });
}

// Every payment that these lines may be about, so that they are read in one go.
std::vector<std::int64_t> payments_in(ledger::Database& database,
                                      const std::vector<BankLine>& lines,
                                      const std::vector<Submission>& submissions) {
    std::vector<std::int64_t> ids;
    for (const BankLine& line : lines) {
        if (line.payment != 0) ids.push_back(line.payment);
    }
    for (const Submission& submission : submissions) {
        const bool named = std::ranges::any_of(lines, [&](const BankLine& line) {
            return line.payment == 0 && line.amount < Money{} && names(line, submission);
        });
        if (!named) continue;
        ledger::Rows rows = database.select(payments_of_submission, submission.id);
        while (rows.next()) ids.push_back(rows.integer(0));
    }
    return ids;
}

bool waits_for_the_bank(PaymentState state) {
    return state == PaymentState::in_file || state == PaymentState::sent ||
           state == PaymentState::recall_asked;
}

bool was_voided(PaymentState state) {
    return state == PaymentState::rejected || state == PaymentState::recalled;
}

}  // namespace

Matcher::Matcher(ledger::Work& work, const std::vector<BankLine>& lines)
    : work_(work),
      lines_(lines),
      submissions_(submissions_waiting(work.database())),
      payments_(work, payments_in(work.database(), lines, submissions_)) {}

void Matcher::match_all() {
    for (const BankLine& line : lines_) match(line);
    payments_.close();
}

void Matcher::match(const BankLine& line) {
    if (line.amount < Money{}) {
        match_debit(line);
    } else {
        match_credit(line);
    }
}

void Matcher::note(const BankLine& line,
                   std::string_view kind,
                   std::int64_t payment,
                   std::int64_t submission) {
    const Money amount = line.amount < Money{} ? -line.amount : line.amount;
    work_.records().insert(ledger::line_match_table,
                           line.id,
                           kind,
                           payment,
                           submission,
                           amount,
                           std::string_view{},
                           std::nullopt);
}

bool Matcher::left_before(std::int64_t payment) {
    return work_.database().select(left_already, payment).next();
}

void Matcher::match_debit(const BankLine& line) {
    const PaymentRecord* const payment = line.payment == 0 ? nullptr : payments_.find(line.payment);
    if (payment == nullptr) {
        if (!pays_submission(line)) explain_later(line, "no reference of ours");
        return;
    }
    if (payments_.paid_from(*payment) != line.bank_account) {
        explain_later(line, "our reference on another account");
    } else if (-line.amount != payment->net) {
        explain_later(line, "our reference with another amount");
    } else if (payments_.state(payment->id) == PaymentState::settled && left_before(payment->id)) {
        explain_later(line, "a second line for a payment already matched");
    } else {
        settle_item(line);
    }
}

void Matcher::settle_item(const BankLine& line) {
    const PaymentState state = payments_.state(line.payment);
    if (waits_for_the_bank(state)) {
        payments_.settle(line.payment, line.booked_on);
    } else if (was_voided(state)) {
        payments_.settle_late(line.payment, line.booked_on);
        open_task("paid-after-void", line.payment, "A voided payment settled: decide on a reclaim");
    } else if (state != PaymentState::settled) {
        explain_later(line, "our reference, for a payment that was not sent");
        return;
    }
    payments_.on_statement(line.payment, line.booked_on);
    note(line, "payment", line.payment, 0);
    ++counts_.settled;
}

bool Matcher::pays_submission(const BankLine& line) {
    for (Submission& submission : submissions_) {
        if (submission.bank_account != line.bank_account || !names(line, submission)) continue;
        if (submission.state != SubmissionState::sent) continue;
        Money waiting;
        ledger::Rows rows = work_.database().select(payments_of_submission, submission.id);
        while (rows.next()) {
            const PaymentRecord* const payment = payments_.find(rows.integer(0));
            if (payment != nullptr && waits_for_the_bank(payments_.state(payment->id))) {
                waiting += payment->net;
            }
        }
        // What the bank rejected is not in the debit; anything else does not tie and is a person's.
        if (-line.amount != waiting) return false;
        settle_submission(line, submission);
        submission.state = SubmissionState::settled;
        return true;
    }
    return false;
}

void Matcher::settle_submission(const BankLine& line, const Submission& submission) {
    ledger::Rows rows = work_.database().select(payments_of_submission, submission.id);
    while (rows.next()) {
        const std::int64_t id = rows.integer(0);
        if (payments_.find(id) == nullptr || !waits_for_the_bank(payments_.state(id))) continue;
        payments_.settle(id, line.booked_on);
        payments_.on_statement(id, line.booked_on);
        ++counts_.settled;
    }
    work_.move_state(ledger::Entity::submission,
                     {submission.id, submission.id},
                     SubmissionState::sent,
                     SubmissionState::settled,
                     "total-on-statement");
    note(line, "submission", 0, submission.id);
}

void Matcher::match_credit(const BankLine& line) {
    const PaymentRecord* const payment = line.payment == 0 ? nullptr : payments_.find(line.payment);
    if (payment == nullptr) {
        explain_later(line, "no reference of ours");
    } else if (payments_.paid_from(*payment) == line.bank_account) {
        give_back(line);
    } else if (line.is_client_account && payment->option == ledger::Option::managed_account &&
               line.amount == payment->net) {
        payments_.receive(line.payment, line.booked_on);
        note(line, "receipt", line.payment, 0);
        ++counts_.received;
    } else {
        explain_later(line, "our reference on another account");
    }
}

void Matcher::give_back(const BankLine& line) {
    const PaymentRecord& payment = *payments_.find(line.payment);
    if (waits_for_the_bank(payments_.state(payment.id))) {
        // It comes back before its own line was read: it left all the same.
        payments_.settle(payment.id, line.booked_on);
    }
    const Money left = payment.net - payments_.returned_before(payment.id);
    if (payments_.state(payment.id) != PaymentState::settled || line.amount > left) {
        explain_later(line, "more came back than was paid");
        return;
    }
    payments_.give_back(payment.id, line.amount, line.booked_on);
    note(line, "return", payment.id, 0);
    block_payee(payment);
    open_task("payment-returned",
              payment.id,
              "A payment came back (" + line.return_code + "): confirm the bank details, then pay");
    ++counts_.returned;
}

void Matcher::block_payee(const PaymentRecord& payment) {
    auto payee =
        ledger::payee_account_numbered(work_.database(), payment.payee_account, work_.today());
    if (!payee || payee->status == ledger::PayeeStatus::blocked) return;
    payee->status = ledger::PayeeStatus::blocked;
    payee->from_on = work_.today();
    ledger::insert_payee_account(work_, *payee);
}

void Matcher::open_task(std::string_view kind, std::int64_t payment, std::string_view words) {
    work_.records().insert(ledger::task_table,
                           kind,
                           ledger::payment_ref(payment),
                           work_.today() + task_days,
                           finance,
                           words);
}

void Matcher::explain_later(const BankLine& line, std::string_view why) {
    const bool in = line.amount > Money{};
    const ledger::UnassignedLine unassigned{
        .bank_account = static_cast<std::int32_t>(line.bank_account),
        .owner = line.owner,
        .amount = in ? line.amount : -line.amount};
    const ledger::TransferDetail detail{.effective = line.booked_on, .settled = line.booked_on};
    if (in) {
        work_.post(post(ledger::LineInUnexplained{unassigned}), detail);
    } else {
        work_.post(post(ledger::LineOutUnexplained{unassigned}), detail);
    }
    work_.records().insert(
        ledger::suspense_item_table, line.id, line.amount, finance, line.booked_on);
    work_.records().insert(
        ledger::line_match_table, line.id, "suspense", 0, 0, unassigned.amount, why, std::nullopt);
    ++counts_.suspense;
    counts_.suspense_pence += unassigned.amount.pence();
}

}  // namespace almoner::scheduler
