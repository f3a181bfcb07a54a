// What an employer keeps: P32, what is owed to HMRC month by month, and P11, one person's year.
#pragma once

#include "gateway/payroll_documents/payslip.h"

#include <optional>
#include <string>
#include <vector>

namespace almoner::gateway {

// A tax month, from a 6th to a 5th.
struct P32Month {
    int tax_month = 1;  // 1 is 6 April to 5 May
    ledger::Money tax{};
    ledger::Money employee_ni{};
    ledger::Money employer_ni{};
    ledger::Money student_loans{};
    ledger::Money recovered{};  // statutory pay, with its compensation
    ledger::Money allowance{};  // Employment Allowance used
    ledger::Money due{};        // what is left; below zero: HMRC owes it
    // On the month, or the last of the quarter, that is paid for.
    std::optional<ledger::Date> pay_by{};
    ledger::Money paid{};
};

struct P32 {
    std::string employer{};
    std::string paye_reference{};
    std::string accounts_office_reference{};
    std::string tax_year{};
    bool is_quarterly = true;
    std::vector<P32Month> months{};
    std::string ask{};
};

// Refused: p32-does-not-add-up (a month's parts are not its sum), p32-empty.
[[nodiscard]] ledger::Outcome<Paper> p32_paper(const P32& record, LetterLook look);

struct P11Row {
    ledger::Date paid_on{};
    std::string period{};  // "Week 4"
    ledger::Money pay{};   // that tax is worked out on
    ledger::Money tax{};
    ledger::Money ni_earnings{};
    ledger::Money employee_ni{};
    ledger::Money employer_ni{};
    ledger::Money student_loans{};
    ledger::Money statutory_pay{};
};

struct P11 {
    PayrollParties parties{};
    std::string tax_year{};
    std::string tax_code{};
    char ni_letter = 'A';
    std::vector<P11Row> rows{};  // oldest first
};

// With running sums of pay and tax, and a total. Refused: p11-empty, p11-order.
[[nodiscard]] ledger::Outcome<Paper> p11_paper(const P11& sheet, LetterLook look);

}  // namespace almoner::gateway
