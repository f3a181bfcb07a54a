#include "scheduler/commands/pay_out_words.h"

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/ending.h"
#include "ledger/records/in_force.h"
#include "ledger/records/managed_pay_out.h"
#include "ledger/records/pay_out.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/reduction_case.h"
#include "ledger/records/slip_pay_out.h"
#include "ledger/records/supplier_invoice.h"

namespace almoner::scheduler {
namespace {

// Wages and orders are of one job, the others of all of an employer's.
std::string words_of_slips(ledger::Database& database, const ledger::SlipDebt& debt) {
    const auto slip = ledger::pay_slip_by_id(database, debt.slip);
    if (!slip) return debt.what;
    if (debt.what == "hmrc" || debt.what == "pension") {
        const auto employer =
            ledger::employer_numbered(database, slip->employer, ledger::last_day_of_all);
        return (employer ? employer->ref + " " : std::string{}) + debt.what;
    }
    const auto job =
        ledger::employment_numbered(database, slip->employment, ledger::last_day_of_all);
    return (job ? job->ref + " " : std::string{}) + debt.what;
}

}  // namespace

std::string pay_out_words(ledger::Database& database, std::int64_t payment) {
    const auto slips = ledger::slip_pay_outs_of(database, payment);
    if (!slips.empty()) return words_of_slips(database, slips.front().debt);
    if (const auto managed = ledger::managed_pay_out_of(database, payment)) {
        return managed->what == "invoice" ? ledger::invoice_ref(managed->subject)
                                          : managed->what + " " + std::to_string(managed->subject);
    }
    const auto what = ledger::pay_out_of(database, payment);
    if (!what) return {};
    if (what->ending != 0) return ledger::ending_number(what->ending) + " " + what->owed;
    if (what->reduction_case != 0) return ledger::case_number(what->reduction_case);
    return "own share";
}

}  // namespace almoner::scheduler
