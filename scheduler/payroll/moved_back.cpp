#include "scheduler/payroll/moved_back.h"

namespace almoner::scheduler {

std::vector<MovedBack> moved_back(ledger::Work& work, const ledger::IdRange& transfers) {
    constexpr auto owed_back = ledger::AccountName::receivable_overpaid_pay;
    std::vector<MovedBack> moved;
    for (std::int64_t id = transfers.first; id <= transfers.last; ++id) {
        const ledger::Leg leg = work.books().leg_of(id);
        if (leg.debit.name != owed_back && leg.credit.name != owed_back) continue;
        const bool is_recovered = leg.credit.name == owed_back;
        moved.push_back({.payable = is_recovered ? leg.debit.name : leg.credit.name,
                         .stream = leg.debit.stream,
                         .body = leg.debit.body,
                         .amount = is_recovered ? -leg.amount : leg.amount});
    }
    return moved;
}

}  // namespace almoner::scheduler
