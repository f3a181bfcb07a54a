// A payslip with something of everything; the people are made up.
#pragma once

#include "gateway/payroll_documents/payslip.h"

namespace almoner::gateway {

inline ledger::Date on(const char* iso) {
    return *ledger::Date::parse(iso);
}

inline ledger::Money pence_of(std::int64_t amount) {
    return ledger::Money::from_pence(amount);
}

inline PayrollParties sample_parties() {
    return {.employer = "Ada Byrd",
            .paye_reference = "123/AB456",
            .employee = "Ed O'Neil",
            .address = {"45 High Street", "Newcastle upon Tyne", "NE1 7XF"},
            .pay_id = "PA-2",
            .nino = "HJ123456B",
            .ask = "Ask Westmarch Payroll on 01234 567890 and quote PA-2."};
}

// 60 hours at 12.71 and 8 at night at 14.00 with holiday pay rolled up: 762.60 + 112.00 + 105.56
// (12.07% of 874.60 is 105.56) = 980.16. Taken off: tax 2.40, National Insurance 1.05, pension
// 18.60, a loan 9.00: 31.05. Left: 949.11.
inline Payslip sample_payslip() {
    Payslip slip;
    slip.parties = sample_parties();
    slip.paid_on = on("2026-05-01");
    slip.worked = {on("2026-03-30"), on("2026-04-26")};
    slip.tax_year = "2026-27";
    slip.tax_period = "Tax week 4, paid every four weeks";
    slip.tax_code = "1257L";
    slip.earnings = {{.words = "Weekday hours",
                      .hours_hundredths = 6000,
                      .rate = pence_of(1271),
                      .amount = pence_of(76260),
                      .is_by_time = true},
                     {.words = "Night hours",
                      .hours_hundredths = 800,
                      .rate = pence_of(1400),
                      .amount = pence_of(11200),
                      .is_by_time = true},
                     {.words = "Holiday pay, rolled up (12.07%)",
                      .amount = pence_of(10556),
                      .is_rolled_up_holiday = true}};
    slip.deductions = {{"Income tax", pence_of(240)},
                       {"National Insurance", pence_of(105)},
                       {"Pension (NEST)", pence_of(1860)},
                       {"Student loan, plan 2", pence_of(900)}};
    slip.net = pence_of(94911);
    slip.to_date = {.gross = pence_of(98016),
                    .taxable = pence_of(98016),
                    .tax = pence_of(240),
                    .national_insurance = pence_of(105),
                    .pension = pence_of(1860),
                    .student_loans = pence_of(900)};
    slip.holiday = HolidayBalance{.earned_tenths = 82,
                                  .taken_tenths = 40,
                                  .left_tenths = 42,
                                  .leave_year_ends_on = on("2027-03-31")};
    slip.pension_status = "You are in the NEST pension scheme.";
    slip.employer_pension = pence_of(1395);
    return slip;
}

}  // namespace almoner::gateway
