// Finds what each new bank line is, posts it, and puts into suspense what nobody can explain yet.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/submission.h"
#include "scheduler/reconciliation/bank_line.h"
#include "scheduler/reconciliation/line_poster.h"
#include "scheduler/reconciliation/settle.h"

#include <vector>

namespace almoner::scheduler {

// Our reference first, then a submission's total with its serial; never amount and date alone.
class Matcher {
  public:
    Matcher(ledger::Work& work, const std::vector<BankLine>& lines);

    void match_all();
    [[nodiscard]] const MatchCounts& counts() const { return poster_.counts; }

  private:
    [[nodiscard]] WhyNot match(const BankLine& line);
    [[nodiscard]] WhyNot match_submission(const BankLine& line);
    void explain_later(const BankLine& line, WhyNot why);

    ledger::Work& work_;
    const std::vector<BankLine>& lines_;
    std::vector<ledger::Submission> submissions_;  // sent, not yet settled, of these accounts
    PaymentsInHand payments_;
    LinePoster poster_;
};

}  // namespace almoner::scheduler
