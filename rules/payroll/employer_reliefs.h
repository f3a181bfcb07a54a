// What an employer keeps of what it would owe HMRC: Employment Allowance, and statutory pay back.
#pragma once

#include "ledger/values/money.h"
#include "ledger/values/outcome.h"
#include "rules/payroll/rate_book.h"
#include "rules/payroll/tax_year.h"

#include <cstdint>

namespace almoner::rules {

// One claim for each employer and year, whatever the number of employees. A care or support
// employer may claim when all the work is for the person's care (NIM06520).
struct AllowanceClaim {
    bool claimed = false;
    bool all_work_is_care = false;
    ledger::Money used_before{};  // of the year
};

struct AllowanceUse {
    ledger::Money used{};       // of this period's employer contributions
    ledger::Money still_due{};  // the rest of them
    ledger::Money left{};       // of the year's allowance

    friend bool operator==(const AllowanceUse&, const AllowanceUse&) = default;
};

// Without a claim nothing is used. Refused: `allowance-not-care`, `allowance-overused`,
// `pay-below-zero`, `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<AllowanceUse> use_employment_allowance(const RateBook& book,
                                                                     TaxYear year,
                                                                     const AllowanceClaim& claim,
                                                                     ledger::Money employer_ni);

// What comes back of statutory pay of parents: `of_pay` of the pay itself, and compensation beside
// it, which only a small employer has (Class 1 contributions of the last full year, before the
// allowance, at most the limit).
struct Recovery {
    bool is_small_employer = false;
    ledger::Money of_pay{};
    ledger::Money compensation{};

    friend bool operator==(const Recovery&, const Recovery&) = default;
};

// To the nearest penny (constructed). Refused: `pay-below-zero`, `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<Recovery> recover_statutory_pay(const RateBook& book,
                                                              TaxYear year,
                                                              ledger::Money class_1_last_year,
                                                              ledger::Money statutory_pay);

}  // namespace almoner::rules
