#include "scheduler/reconciliation/matcher.h"

#include "ledger/posting/unexplained.h"
#include "ledger/records/record_table.h"
#include "ledger/records/states.h"

#include <algorithm>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Submission;
using ledger::SubmissionState;

constexpr std::string_view finance = "finance";

const ledger::Query waiting_submissions{"SELECT id FROM submission WHERE state = 3 ORDER BY id"};
const ledger::Query payments_of_submission{
    "SELECT id FROM payment WHERE submission = $1 ORDER BY id"};

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
        return has_whole_word(text, submission.serial) ||
               has_whole_word(text, submission.file_name);
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

// Lines of one payment stay in their order, and so does every line beside one that names none,
// which may be the total of a file. Between these the payments' order is as good as the bank's, and
// their rows lie one after another.
std::vector<const BankLine*> in_order_of_payments(const std::vector<BankLine>& lines) {
    std::vector<const BankLine*> order;
    order.reserve(lines.size());
    for (const BankLine& line : lines) order.push_back(&line);
    const auto names_none = [](const BankLine* line) { return line->payment == 0; };
    for (auto at = order.begin(); at != order.end();) {
        const auto end = std::find_if(at, order.end(), names_none);
        std::stable_sort(
            at, end, [](const BankLine* a, const BankLine* b) { return a->payment < b->payment; });
        at = end == order.end() ? end : std::next(end);
    }
    return order;
}

}  // namespace

Matcher::Matcher(ledger::Work& work, const std::vector<BankLine>& lines)
    : work_(work),
      lines_(lines),
      submissions_(submissions_waiting(work.database())),
      payments_(work, payments_in(work.database(), lines, submissions_)),
      poster_(work, payments_) {}

void Matcher::match_all() {
    for (const BankLine* const line : in_order_of_payments(lines_)) {
        const WhyNot why = match(*line);
        if (!why.empty()) explain_later(*line, why);
    }
    payments_.close();
}

WhyNot Matcher::match(const BankLine& line) {
    const ledger::PaymentRecord* const payment =
        line.payment == 0 ? nullptr : payments_.find(line.payment);
    const bool is_out = line.amount < Money{};
    if (payment == nullptr) {
        return is_out ? match_submission(line) : WhyNot("no reference of ours");
    }
    if (payments_.paid_from(*payment) == line.bank_account) {
        return is_out ? poster_.left(line) : poster_.came_back(line);
    }
    if (payment->kind == ledger::PaymentKind::reclaim_paid) {
        return is_out ? WhyNot("our reference on another account") : poster_.reclaim_arrived(line);
    }
    return is_out ? poster_.sent_back(line) : poster_.received(line);
}

// The first file that the line names and ties with; why the last one did not, when none does.
WhyNot Matcher::match_submission(const BankLine& line) {
    WhyNot why = "no reference of ours";
    for (Submission& submission : submissions_) {
        if (submission.bank_account != line.bank_account || !names(line, submission)) continue;
        if (submission.state != SubmissionState::sent) continue;
        why = poster_.left_within_total(line, submission);
        if (!why.empty()) continue;
        const auto after = ledger::submission_by_id(work_.database(), submission.id);
        if (after) submission.state = after->state;
        return {};
    }
    return why;
}

void Matcher::explain_later(const BankLine& line, WhyNot why) {
    const bool in = line.amount > Money{};
    const ledger::UnassignedLine unassigned{
        .bank_account = static_cast<std::int32_t>(line.bank_account),
        .owner = line.owner,
        .amount = in ? line.amount : -line.amount};
    const ledger::TransferDetail detail{.effective = line.booked_on, .settled = line.booked_on};
    if (in) {
        work_.post(post(ledger::LineInUnexplained{unassigned}), detail);
    } else if (why == second_line) {
        work_.post(post(ledger::DuplicateOnStatement{unassigned}), detail);
    } else {
        work_.post(post(ledger::LineOutUnexplained{unassigned}), detail);
    }
    work_.records().insert(
        ledger::suspense_item_table, line.id, line.amount, finance, line.booked_on);
    work_.records().insert(
        ledger::line_match_table, line.id, "suspense", 0, 0, unassigned.amount, why, std::nullopt);
    ++poster_.counts.suspense;
    poster_.counts.suspense_pence += unassigned.amount.pence();
}

}  // namespace almoner::scheduler
