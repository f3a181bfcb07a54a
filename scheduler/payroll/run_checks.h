// What a slip of a run is held against: the fund, the plan, and the slip before.
#pragma once

#include "ledger/posting/account.h"
#include "scheduler/payroll/draft_payroll.h"

#include <map>

namespace almoner::scheduler {

// One for a run: what an earlier slip of it takes is gone for the next. Setting
// payroll-differs-percent: from which difference on a slip is compared aloud (20, constructed).
class RunChecks {
  public:
    explicit RunChecks(const Asked& asked);
    // Adds what it finds to the slip's findings.
    void add(const JobRecords& job, DraftSlip& slip);

  private:
    void check_fund(DraftSlip& slip);
    void check_plan(const JobRecords& job, DraftSlip& slip);
    void compare(const JobRecords& job, DraftSlip& slip) const;

    const Asked& asked_;
    std::int64_t percent_ = 0;
    std::map<ledger::AccountKey, ledger::Money> left_;
    std::map<std::int64_t, ledger::Money> paid_by_line_;
};

// What of a fund is free: posted, less what is promised out of it.
[[nodiscard]] ledger::Money free_fund(ledger::Work& work, const ledger::AccountKey& fund);
[[nodiscard]] ledger::AccountKey fund_of(const ledger::PaySlip& slip,
                                         const ledger::PaySlipSplit& split);

}  // namespace almoner::scheduler
