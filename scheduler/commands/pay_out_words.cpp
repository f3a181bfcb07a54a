#include "scheduler/commands/pay_out_words.h"

#include "ledger/records/ending.h"
#include "ledger/records/pay_out.h"
#include "ledger/records/reduction_case.h"

namespace almoner::scheduler {

std::string pay_out_words(ledger::Database& database, std::int64_t payment) {
    const auto what = ledger::pay_out_of(database, payment);
    if (!what) return {};
    if (what->ending != 0) return ledger::ending_number(what->ending) + " " + what->owed;
    if (what->reduction_case != 0) return ledger::case_number(what->reduction_case);
    return "own share";
}

}  // namespace almoner::scheduler
