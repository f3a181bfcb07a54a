// Posts what a bank line is: a payment, the total of a file, a return, a client account's receipt.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/submission.h"
#include "scheduler/reconciliation/bank_line.h"
#include "scheduler/reconciliation/settle.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// What the lines of one import came to, for its answer.
struct MatchCounts {
    std::int64_t settled = 0;
    std::int64_t returned = 0;
    std::int64_t received = 0;
    std::int64_t sent_back = 0;  // lines of a client account
    std::int64_t suspense = 0;
    std::int64_t suspense_pence = 0;
};

// A bank line showed by itself that the payment left, and that was not undone since.
[[nodiscard]] bool has_line_of_its_own(ledger::Database& database, std::int64_t payment);

// Why a line is not what it seemed; empty when it was posted.
using WhyNot = std::string_view;
inline constexpr WhyNot second_line = "a second line for a payment already matched";

// A payment leaves the bank account once: with a line of its own or within the total of its file,
// whichever order the bank's status reports, returns and statements arrive in.
class LinePoster {
  public:
    LinePoster(ledger::Work& work, PaymentsInHand& payments) : work_(work), payments_(payments) {}

    // Each wants the payments that it is about in hand; line.payment names the one.
    [[nodiscard]] WhyNot left(const BankLine& line);
    [[nodiscard]] WhyNot left_within_total(const BankLine& line,
                                           const ledger::Submission& submission);
    [[nodiscard]] WhyNot came_back(const BankLine& line);
    [[nodiscard]] WhyNot received(const BankLine& line);
    [[nodiscard]] WhyNot sent_back(const BankLine& line);
    // Reclaimed money that left a client account of ours reaches the commissioner.
    [[nodiscard]] WhyNot reclaim_arrived(const BankLine& line);
    // That payment's debit stands on a statement already.
    [[nodiscard]] bool is_on_statement(const ledger::PaymentRecord& payment);

    MatchCounts counts;

  private:
    struct Leaving;
    [[nodiscard]] Leaving leaving_of(const ledger::Submission& submission);
    [[nodiscard]] std::vector<std::int64_t> paid_by(const BankLine& line, const Leaving& leaving);
    // Nothing of the file is expected on a statement after these.
    [[nodiscard]] static bool is_the_rest(const std::vector<std::int64_t>& paid,
                                          const Leaving& leaving);
    [[nodiscard]] bool is_at_client_account(const BankLine& line);
    [[nodiscard]] bool total_was_read(const ledger::PaymentRecord& payment);
    [[nodiscard]] bool was_asked_back(std::int64_t payment);
    void settle_if_needed(std::int64_t payment, const BankLine& line);
    void note(const BankLine& line,
              std::string_view kind,
              std::int64_t payment,
              std::int64_t submission,
              ledger::Money amount);
    void close_submission(const ledger::Submission& submission);
    void open_task(std::string_view kind,
                   std::int64_t payment,
                   std::string_view words,
                   std::optional<std::int64_t> words_private = {});
    void close_tasks(std::string_view kind, std::int64_t payment);
    void block_payee(const ledger::PaymentRecord& payment, const BankLine& line);

    ledger::Work& work_;
    PaymentsInHand& payments_;
};

}  // namespace almoner::scheduler
