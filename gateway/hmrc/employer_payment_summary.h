// HMRC's employer payment summary (EPS): what changes what an employer owes, or that nobody was
// paid.
#pragma once

#include "gateway/hmrc/full_payment_submission.h"

#include <optional>
#include <string>
#include <vector>

namespace almoner::gateway::hmrc {

inline constexpr int most_recoverable_sums = 12;

// Year to date, up to the end of `tax_month`; nothing is left out but what is zero.
struct RecoverableAmounts {
    int tax_month = 0;  // 1 to 12
    StatutoryPayToDate recovered{};
    StatutoryPayToDate compensation{};  // for the employer's National Insurance on it
    int zeros_told = 0;  // of the sums that are zero, the first so many are told all the same
};

// Where HMRC sends what it owes.
struct RefundAccount {
    std::string holder{};
    std::string account_number{};  // 8 digits
    std::string sort_code{};       // 6 digits
    std::string building_society_reference{};
};

struct EmployerPaymentSummary {
    EmployerReferences employer{};
    // Whole tax months in which nobody was paid: from a 6th to a 5th.
    std::optional<ledger::Period> nobody_paid{};
    // Whole tax months to come in which nobody will be.
    std::optional<ledger::Period> inactivity{};
    std::optional<bool> claims_employment_allowance{};  // given once a year, or when it changes
    // The rules on state aid don't apply: told along with a claim for 2024-25 (unverified).
    bool is_outside_state_aid = false;
    std::optional<RecoverableAmounts> recoverable{};
    std::optional<RefundAccount> refund_to{};
    RtiYear year{};
    std::optional<FinalSubmission> last{};
};

// As for a full payment submission. Refused too: a summary that says nothing.
[[nodiscard]] std::vector<ledger::Refusal> check(const EmployerPaymentSummary& summary);
// `summary` has passed `check`.
[[nodiscard]] std::string write_employer_payment_summary(const EmployerPaymentSummary& summary);

}  // namespace almoner::gateway::hmrc
