// What of a slip has been settled, by payable and by whose money it is: paid out, taken back, or
// owed back already.
#pragma once

#include "ledger/area/work.h"
#include "ledger/posting/owed.h"
#include "ledger/records/pay_slip.h"

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

namespace almoner::scheduler {

// One plan line's part of a slip, before and after its correction.
struct CorrectedPart {
    ledger::PaySlipSplit before{};
    ledger::PaySlipSplit after{};
};

class SettledParts {
  public:
    // Of the slip and of those in whose place it stands. Folds the books.
    SettledParts(ledger::Work& work, const ledger::PaySlip& slip);

    // Net pay that was taken back after all is none that was settled: the debts that it makes.
    [[nodiscard]] ledger::Debts take_less(ledger::Money amount);
    // What of the part is settled, nothing of HMRC: as far as the new slip owes it, and what is
    // above all parts on the first of them. To be asked once for each part.
    [[nodiscard]] ledger::Debts of(const CorrectedPart& part,
                                   const std::vector<CorrectedPart>& all);
    // Net pay of the new slip that is not settled.
    [[nodiscard]] ledger::Shares unsettled_net_pay(const std::vector<CorrectedPart>& all) const;

  private:
    using Place = std::tuple<ledger::AccountName, ledger::Stream, std::int64_t>;

    void read_pay_outs(ledger::Database& database, std::int64_t slip);
    void read_taken_back(ledger::Database& database, std::int64_t slip);
    void read_moved(ledger::Database& database, const ledger::IdRange& transfers);

    std::map<Place, ledger::Money> settled_;
    std::map<Place, ledger::Money> left_;  // to be told of a part
};

[[nodiscard]] ledger::Money amount_in(const ledger::PaySlipSplit& split,
                                      ledger::AccountName payable);

// What a funder has paid of the slip, or of those in whose place it stands, another would pay again
// by these splits: the same payees have it already. A penny is what the rounding of parts moves.
[[nodiscard]] bool is_paid_again_by_another(ledger::Database& database,
                                            const ledger::PaySlip& slip,
                                            const std::vector<ledger::PaySlipSplit>& after);

}  // namespace almoner::scheduler
