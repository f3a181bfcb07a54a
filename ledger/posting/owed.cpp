#include "ledger/posting/owed.h"

namespace almoner::ledger {

Shares owed_in(const Debts& debts, AccountName payable) {
    Shares owed;
    for (const Debt& debt : debts) {
        if (debt.payable == payable)
            owed.insert(owed.end(), debt.shares.begin(), debt.shares.end());
    }
    return owed;
}

}  // namespace almoner::ledger
