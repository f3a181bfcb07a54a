// Finds what each new bank line is, posts it, and puts into suspense what nobody can explain yet.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/submission.h"
#include "scheduler/reconciliation/bank_line.h"
#include "scheduler/reconciliation/settle.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// What the lines of one import came to, for its answer.
struct MatchCounts {
    std::int64_t settled = 0;
    std::int64_t returned = 0;
    std::int64_t received = 0;
    std::int64_t suspense = 0;
    std::int64_t suspense_pence = 0;
};

// Our reference first, then a submission's total with its serial; never amount and date alone.
class Matcher {
  public:
    Matcher(ledger::Work& work, const std::vector<BankLine>& lines);

    void match_all();
    [[nodiscard]] const MatchCounts& counts() const { return counts_; }

  private:
    void match(const BankLine& line);
    void match_debit(const BankLine& line);
    void match_credit(const BankLine& line);
    [[nodiscard]] bool pays_submission(const BankLine& line);
    void settle_submission(const BankLine& line, const ledger::Submission& submission);
    void settle_item(const BankLine& line);
    void give_back(const BankLine& line);
    void explain_later(const BankLine& line, std::string_view why);
    void note(const BankLine& line,
              std::string_view kind,
              std::int64_t payment,
              std::int64_t submission);
    [[nodiscard]] bool left_before(std::int64_t payment);
    void open_task(std::string_view kind, std::int64_t payment, std::string_view words);
    void block_payee(const ledger::PaymentRecord& payment);

    ledger::Work& work_;
    const std::vector<BankLine>& lines_;
    std::vector<ledger::Submission> submissions_;  // sent, not yet settled, of these accounts
    PaymentsInHand payments_;
    MatchCounts counts_;
};

}  // namespace almoner::scheduler
