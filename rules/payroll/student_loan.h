// What one payment of wages repays of a student loan or a postgraduate loan.
#pragma once

#include "ledger/values/money.h"
#include "rules/payroll/rate_book.h"
#include "rules/payroll/tax_year.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace almoner::rules {

enum class LoanPlan : std::uint8_t { plan_1, plan_2, plan_4, plan_5, postgraduate };
inline constexpr std::array all_loan_plans = {
    LoanPlan::plan_1, LoanPlan::plan_2, LoanPlan::plan_4, LoanPlan::plan_5, LoanPlan::postgraduate};

// At most one plan at a time, and a postgraduate loan beside it.
struct Loans {
    std::optional<LoanPlan> plan;
    bool postgraduate = false;

    friend bool operator==(const Loans&, const Loans&) = default;
};

// 1, 2, 4, 5, PG, or a plan and PG: 2+PG. Refused: `loan-plan-unknown`, `loan-plans-two`.
[[nodiscard]] ledger::Outcome<Loans> parse_loans(std::string_view text);

struct LoanRate {
    bool known = false;  // the year collects this plan
    ledger::Money yearly{};
    std::int32_t rate_bp = 0;
};

struct LoanRates {
    TaxYear year;
    std::array<LoanRate, 5> plans{};  // by LoanPlan
};

// Refused: `payroll-rate-missing`: no plan at all, or one without its rate.
[[nodiscard]] ledger::Outcome<LoanRates> loan_rates(const RateBook& book, TaxYear year);

struct LoanDue {
    ledger::Money plan{};
    ledger::Money postgraduate{};

    friend bool operator==(const LoanDue&, const LoanDue&) = default;
};

// Whole pounds of the share of what exceeds the period's threshold, which is the year's by weeks of
// 52 or months of 12, cut to the penny. On the pay that National Insurance counts, each payment by
// itself. Refused: `pay-below-zero`, `payroll-rate-missing` (the year does not collect the plan).
[[nodiscard]] ledger::Outcome<LoanDue> loan_due(const LoanRates& rates,
                                                const Loans& loans,
                                                PayFrequency frequency,
                                                ledger::Money pay);

}  // namespace almoner::rules
