// What an employee is given when a job or a tax year ends: P45 and P60.
#pragma once

#include "gateway/payroll_documents/payslip.h"

#include <optional>
#include <string>
#include <vector>

namespace almoner::gateway {

struct PayAndTax {
    ledger::Money pay{};  // that tax is worked out on
    ledger::Money tax{};
};

// Certificate of leaving, for the next employer. HMRC has had its part by the submission with the
// leaving date.
struct P45 {
    PayrollParties parties{};
    std::optional<ledger::Date> born_on{};
    ledger::Date left_on{};
    std::string tax_code{};
    bool each_period_by_itself = false;  // then there is no sum of the year to hand on
    std::string tax_period{};            // "Week 4"
    // Of the year, a job before included; left blank with week 1/month 1.
    std::optional<PayAndTax> year_to_date{};
    PayAndTax this_job{};
    bool has_student_loan = false;
    bool has_postgraduate_loan = false;
};

// Refused: p45-does-not-add-up (this job's pay is more than the year's), p45-to-date-missing (no
// sum of the year though the code is cumulative).
[[nodiscard]] ledger::Outcome<Paper> p45_paper(const P45& certificate, LetterLook look);

// A National Insurance letter of the year, as HMRC was told it.
struct P60Ni {
    char letter = 'A';
    ledger::Money at_lel{};
    ledger::Money lel_to_pt{};
    ledger::Money pt_to_uel{};
    ledger::Money employee{};
};

struct StatutoryPaid {
    std::string words{};  // "Statutory maternity pay"
    ledger::Money amount{};
};

// Certificate of the year's end, for everybody employed on 5 April, by 31 May.
struct P60 {
    PayrollParties parties{};
    std::string tax_year{};  // "2026-27"
    ledger::Date year_ends_on{};
    PayAndTax before{};  // in other jobs of the year
    PayAndTax this_job{};
    std::string final_tax_code{};
    bool each_period_by_itself = false;
    std::vector<P60Ni> ni{};
    std::vector<StatutoryPaid> statutory_pay{};
    ledger::Money student_loans{};  // whole pounds
    ledger::Money postgraduate_loans{};
};

// Refused: p60-ni-missing (no National Insurance letter).
[[nodiscard]] ledger::Outcome<Paper> p60_paper(const P60& certificate, LetterLook look);

}  // namespace almoner::gateway
