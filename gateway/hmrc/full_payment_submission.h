// HMRC's full payment submission (FPS): what an employer paid to whom, on or before the day.
#pragma once

#include "gateway/hmrc/rti_parties.h"
#include "ledger/values/money.h"

#include <optional>
#include <string>
#include <vector>

namespace almoner::gateway::hmrc {

using ledger::Date;
using ledger::Money;

// The order of members is that of the elements (see ops/docs/telling-hmrc.md for their source).
// Money is in pence and written as "815.00"; "whole pounds" is refused with pence.

struct RtiStarter {
    Date started_on{};
    std::optional<char> declaration{};  // A, B or C of the starter checklist; none with a P45
    bool has_student_loan = false;
    bool has_postgraduate_loan = false;
};

// Of this employment in this tax year, this payment included.
struct FiguresToDate {
    Money taxable_pay{};
    Money tax{};
    std::optional<Money> student_loans{};             // whole pounds
    std::optional<Money> postgraduate_loans{};        // whole pounds
    std::optional<Money> pension_net_pay{};           // employee's, taken before tax
    std::optional<Money> pension_relief_at_source{};  // employee's, taken after tax
};

enum class RtiFrequency : std::uint8_t { weekly, two_weekly, four_weekly, monthly };

struct RtiTaxCode {
    std::string code{};                   // "1257L", "BR", "K475", "0T": without prefix and basis
    bool each_period_by_itself = false;   // week 1/month 1
    std::optional<char> regime_prefix{};  // S Scotland, C Wales
};

struct StudentLoanRecovered {
    std::string plan{};  // "01", "02", "04"; "05" from 2026-27 (unverified)
    Money amount{};      // whole pounds
};

// Year to date, of each kind; left out while nothing was paid.
struct StatutoryPayToDate {
    Money maternity{};
    Money paternity{};
    Money adoption{};
    Money shared_parental{};
    Money bereavement{};
    Money neonatal{};  // from 2025-26
};

struct RtiPayment {
    RtiFrequency frequency = RtiFrequency::four_weekly;
    Date paid_on{};  // the regular payday, also where the money went earlier for a bank holiday
    std::optional<char>
        late_reason{};      // A to H: why after the day; G reasonable excuse, H corrected
    int period_number = 0;  // tax month 1-12, or HMRC's week 1-56 (4, 8, ... 52, 56)
    int periods_covered = 1;
    bool is_after_leaving = false;  // paid after the P45
    char hours_band = 'E';  // weekly: A under 16, B under 24, C under 30, D 30 and over, E other
    RtiTaxCode tax_code{};
    Money taxable_pay{};
    std::optional<Money> not_taxed{};           // expenses and the like, paid with the wages
    std::optional<Money> taken_from_net_pay{};  // attachment orders and the like
    std::optional<Money> pay_after_deductions{};
    std::optional<Money> pension_net_pay{};
    std::optional<Money> pension_relief_at_source{};
    std::optional<StudentLoanRecovered> student_loan{};
    std::optional<Money> postgraduate_loan{};  // whole pounds
    Money tax{};                               // below zero: given back
    bool has_unpaid_absence = false;
    StatutoryPayToDate statutory_pay{};
};

// One for each National Insurance letter that the person had in the year, four at most.
struct NiLetterValues {
    char letter = 'A';
    Money earnings_in_period{};
    Money earnings_to_date{};
    Money at_lel_to_date{};  // whole pounds
    Money lel_to_pt_to_date{};
    Money pt_to_uel_to_date{};
    // The employer's alone: HMRC's sample (FPS 2014-15) has 24.01 beside the employee's 20.28.
    Money employer_in_period{};
    Money employer_to_date{};
    Money employee_in_period{};
    Money employee_to_date{};
};

struct RtiEmployee {
    RtiPerson person{};
    std::optional<RtiStarter> starter{};  // in the first submission with this person
    std::string pay_id{};                 // ours, unique in the scheme, at most 35 characters
    std::string old_pay_id{};             // given where it has changed
    bool is_paid_irregularly = false;     // keeps HMRC from closing the record
    std::optional<Date> left_on{};
    FiguresToDate to_date{};
    RtiPayment payment{};
    std::vector<NiLetterValues> ni{};
};

struct FinalSubmission {
    std::optional<Date> scheme_ceased_on{};
    bool is_last_of_year = false;
};

struct FullPaymentSubmission {
    EmployerReferences employer{};
    RtiYear year{};  // of the payment dates
    std::vector<RtiEmployee> employees{};
    std::optional<FinalSubmission> last{};
};

// Everything in it that HMRC can't be told, in the order of the elements; `field` is
// "employees[2].payment.hours_band". The words name nobody.
[[nodiscard]] std::vector<ledger::Refusal> check(const FullPaymentSubmission& submission);

// `submission` has passed `check`. The FullPaymentSubmission element, a line for each.
[[nodiscard]] std::string write_full_payment_submission(const FullPaymentSubmission& submission);

}  // namespace almoner::gateway::hmrc
