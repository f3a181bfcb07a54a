// One pay slip's sums: from gross pay to what the person receives and what the employer bears.
#pragma once

#include "ledger/values/money.h"
#include "rules/payroll/attachment_orders.h"
#include "rules/payroll/national_insurance.h"
#include "rules/payroll/paye.h"
#include "rules/payroll/pension.h"
#include "rules/payroll/student_loan.h"

#include <optional>
#include <vector>

namespace almoner::rules {

struct SlipRates {
    TaxRates tax;
    NiRates ni;
    LoanRates loans;
    PensionRates pension;
};

// Of the day of payment. Refused: `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<SlipRates> slip_rates(const RateBook& book, ledger::Date paid_on);

struct SlipTerms {
    ledger::Date paid_on{};
    TaxPeriod period{};
    TaxCode code{};
    TaxBasis basis = TaxBasis::cumulative;
    NiCategory category{};
    Loans loans{};
    std::optional<PensionScheme> pension{};  // nothing: not in a scheme
    std::vector<AttachmentOrder> orders{};
};

// What the same employment was paid before in the same earnings period, and what was taken of it.
struct PaidInPeriod {
    ledger::Money gross{};
    // Of payments under the same code and basis only: what another code took is no part of it.
    ledger::Money taxable{};
    ledger::Money tax{};
    NiDue ni{};
    LoanDue loans{};
    PensionDue pension{};
};

struct SlipToDate {
    ledger::Money taxable{};  // of the year, before this payment
    ledger::Money tax{};
    PaidInPeriod in_period{};
};

struct Slip {
    ledger::Money gross{};
    ledger::Money taxable{};
    TaxDue tax{};
    NiDue ni{};
    LoanDue loans{};
    PensionDue pension{};
    std::vector<OrderDue> orders{};
    ledger::Money net{};

    // All that is taken of the gross; a refund of tax makes it less.
    [[nodiscard]] ledger::Money deductions() const;
    // Gross pay and what the employer adds, before any Employment Allowance.
    [[nodiscard]] ledger::Money employer_cost() const;
};

// Orders are taken of what tax, National Insurance and pension leave, and loans of what the orders
// leave (this sequence is not verified). Payments of one earnings period are reckoned together:
// National Insurance, loans, pension, and tax on this-period basis are those of the sum, less what
// the earlier ones bore (loans, pension and tax so: not verified). Refused: what the parts refuse.
[[nodiscard]] ledger::Outcome<Slip> slip_for(const SlipRates& rates,
                                             const SlipTerms& terms,
                                             const SlipToDate& before,
                                             ledger::Money gross);

}  // namespace almoner::rules
