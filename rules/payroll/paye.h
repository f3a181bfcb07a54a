// Income tax on one payment of wages by HMRC's exact percentage method.
#pragma once

#include "ledger/values/money.h"
#include "rules/payroll/rate_book.h"
#include "rules/payroll/tax_code.h"
#include "rules/payroll/tax_year.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace almoner::rules {

// A hundredth of a penny: the four decimals of a pound that HMRC's method keeps.
using HundredthsOfPenny = std::int64_t;

struct TaxBand {
    std::int64_t up_to = 0;           // of the year's taxable pay, pounds; the last band has no end
    HundredthsOfPenny tax_up_to = 0;  // the year's tax on that much
    std::int32_t rate_bp = 0;
};

struct RegimeRates {
    std::vector<TaxBand> bands;  // none: the year has no such rates
    std::size_t basic = 0;       // the band whose rate is the code BR
};

struct TaxRates {
    TaxYear year;
    std::int32_t limit_bp = 0;        // the most that tax may take of one payment
    ledger::Money free_pay_weekly{};  // for each 500 of a code's number
    ledger::Money free_pay_monthly{};
    std::array<RegimeRates, 3> regimes{};
};

// Refused: `payroll-rate-missing`. Of the regimes only the rest of the UK's must be there.
[[nodiscard]] ledger::Outcome<TaxRates> tax_rates(const RateBook& book, TaxYear year);

struct TaxInput {
    TaxCode code{};
    TaxBasis basis = TaxBasis::cumulative;
    TaxPeriod period{};
    ledger::Money pay{};          // taxable, of this payment
    ledger::Money pay_to_date{};  // of the year with this payment
    ledger::Money tax_before{};   // of the year, before this payment
};

struct TaxDue {
    ledger::Money tax{};  // below zero: a refund
    ledger::Money tax_to_date{};
    bool limited = false;  // the overriding limit held some back

    friend bool operator==(const TaxDue&, const TaxDue&) = default;
};

// A cumulative code taxes the year so far and takes off what was paid; on this-period basis, and on
// the extra payday of week 53, 54 or 56 whatever the basis, the payment stands alone and nothing is
// refunded. Never more than the overriding limit of this payment's pay (SI 2003/2682 reg 2).
// Refused: `pay-below-zero`, `pay-to-date-below-pay` (cumulative only), `tax-before-below-zero`,
// `payroll-rate-missing` (a code of a regime or rate that the year has not).
[[nodiscard]] ledger::Outcome<TaxDue> tax_due(const TaxRates& rates, const TaxInput& input);

// What a code frees of tax (or, K, adds) in one week or month, and in n of them n times as much
// (PAYE specification 4.3.1).
[[nodiscard]] ledger::Money free_pay(const TaxRates& rates,
                                     const TaxCode& code,
                                     PayFrequency frequency);

}  // namespace almoner::rules
