// A payslip: what was earned, what was taken off and why, and what the person receives.
#pragma once

#include "gateway/payroll_documents/paper.h"
#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::gateway {

// Whoever pays and whoever is paid, as every paper of payroll names them.
struct PayrollParties {
    std::string employer{};              // "Ada Byrd"
    std::string paye_reference{};        // "123/AB456"; empty while there is no scheme
    std::string employee{};              // "Ed O'Neil"
    std::vector<std::string> address{};  // of the employee, a line each
    std::string pay_id{};                // "PA-1"
    std::string nino{};                  // "HJ123456B"; empty while it is not known
    std::string ask{};                   // "Ask Westmarch Payroll on 01234 567890 and quote PA-1."
};

struct Earning {
    std::string words{};  // "Weekday hours"
    // Hundredths of an hour and the rate of one, where the pay depends on time.
    std::optional<std::int64_t> hours_hundredths{};
    std::optional<ledger::Money> rate{};
    ledger::Money amount{};
    bool is_expense = false;            // paid beside the pay, no part of the year's total pay
    bool is_by_time = false;            // then the hours must be given (ERA 1996 s.8(2)(e))
    bool is_rolled_up_holiday = false;  // stands on a line of its own, and is told as such
};

struct Deduction {
    std::string words{};  // "Income tax"; below zero for what is given back
    ledger::Money amount{};
};

// Where the net pay goes, when it goes in parts (ERA 1996 s.8(2)(d)).
struct PaidPart {
    std::string words{};  // "By bank transfer"
    ledger::Money amount{};
};

struct HolidayBalance {
    bool is_in_hours = true;         // else in days
    std::int64_t earned_tenths = 0;  // this leave year so far
    std::int64_t taken_tenths = 0;
    std::int64_t left_tenths = 0;  // may be below zero
    ledger::Date leave_year_ends_on{};
    std::optional<ledger::Date> job_ended_on{};  // within the leave year
};

struct PayToDate {
    ledger::Money gross{};
    ledger::Money taxable{};
    ledger::Money tax{};
    ledger::Money national_insurance{};
    ledger::Money pension{};
    ledger::Money student_loans{};
    ledger::Money statutory_pay{};
};

struct Payslip {
    PayrollParties parties{};
    std::string number{};       // "12": what a corrected one names
    std::string in_place_of{};  // the number of the wrong one; then it may have no earnings
    ledger::Date paid_on{};
    ledger::Period worked{};
    std::string tax_year{};              // "2026-27"
    std::string tax_period{};            // "Tax week 4, paid every four weeks"
    std::string tax_code{};              // "1257L"
    bool each_period_by_itself = false;  // week 1/month 1
    char ni_letter = 'A';
    std::vector<Earning> earnings{};
    std::vector<Deduction> deductions{};
    ledger::Money net{};
    std::vector<PaidPart> parts{};  // empty: all of it in one
    PayToDate to_date{};            // of the tax year, this payment included
    std::optional<HolidayBalance> holiday{};
    std::string pension_status{};  // "You are in the NEST pension scheme."
    ledger::Money employer_pension{};
    std::vector<std::string> notes{};  // "We paid 3.50 too little in March; it is in this payslip."
};

// Refused: payslip-does-not-add-up (earnings less deductions are not the net pay, or its parts are
// not), payslip-hours-missing (pay by time without hours), payslip-empty (nothing earned, and it
// takes no other's place).
[[nodiscard]] ledger::Outcome<Paper> payslip_paper(const Payslip& slip, LetterLook look);

}  // namespace almoner::gateway
