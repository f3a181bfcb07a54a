// A scheme with two carers, as several tests send it; the names and numbers are made up.
#pragma once

#include "gateway/hmrc/employer_payment_summary.h"
#include "gateway/hmrc/full_payment_submission.h"
#include "gateway/hmrc/nino_verification.h"

namespace almoner::gateway::hmrc {

inline Date day(const char* iso) {
    return *Date::parse(iso);
}

inline Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

inline EmployerReferences sample_employer() {
    return {.office_number = "123",
            .paye_reference = "AB456",
            .accounts_office_reference = "123PX1234567X"};
}

inline RtiPerson sample_person() {
    return {.nino = "HJ123456B",
            .name = {.title = "Ms", .forenames = {"Ada"}, .surname = "Byrd & Sons"},
            .address = RtiAddress{.lines = {"1 The Lane", "Shipley"}, .uk_postcode = "BD17 2AD"},
            .born_on = day("1990-10-28"),
            .gender = Gender::female};
}

// 80 hours at 12.71 in week 4 of 2026-27 on 1257L: tax 9.80, National Insurance 3.98 and the
// employer's 94.77 (payroll.md, section 1). Bands by its section 3: 516, 967, 3867.
inline RtiEmployee sample_employee() {
    RtiEmployee employee;
    employee.person = sample_person();
    employee.starter = RtiStarter{.started_on = day("2026-04-08"), .declaration = 'A'};
    employee.pay_id = "PA-1";
    employee.to_date = {.taxable_pay = pence(101680), .tax = pence(980)};
    employee.payment.paid_on = day("2026-05-01");
    employee.payment.period_number = 4;
    employee.payment.hours_band = 'B';
    employee.payment.tax_code.code = "1257L";
    employee.payment.taxable_pay = pence(101680);
    employee.payment.tax = pence(980);
    employee.ni = {{.letter = 'A',
                    .earnings_in_period = pence(101680),
                    .earnings_to_date = pence(101680),
                    .at_lel_to_date = pence(51600),
                    .lel_to_pt_to_date = pence(45100),
                    .pt_to_uel_to_date = pence(4980),
                    .employer_in_period = pence(9477),
                    .employer_to_date = pence(9477),
                    .employee_in_period = pence(398),
                    .employee_to_date = pence(398)}};
    return employee;
}

// 60 hours (762.60): no tax, no National Insurance, the employer's 56.64. HMRC doesn't know the
// number yet.
inline RtiEmployee second_employee() {
    RtiEmployee employee = sample_employee();
    employee.person.nino.clear();
    employee.person.name = {.forenames = {"Ed", "John"}, .surname = "O'Neil"};
    employee.person.gender = Gender::male;
    employee.starter.reset();
    employee.pay_id = "PA-2";
    employee.to_date = {.taxable_pay = pence(76260)};
    employee.payment.taxable_pay = pence(76260);
    employee.payment.tax = pence(0);
    employee.ni = {{.letter = 'A',
                    .earnings_in_period = pence(76260),
                    .earnings_to_date = pence(76260),
                    .at_lel_to_date = pence(51600),
                    .lel_to_pt_to_date = pence(24660),
                    .employer_in_period = pence(5664),
                    .employer_to_date = pence(5664)}};
    return employee;
}

inline FullPaymentSubmission sample_submission() {
    return {.employer = sample_employer(),
            .year = {2026},
            .employees = {sample_employee(), second_employee()}};
}

// The same with everything given that can be.
inline FullPaymentSubmission full_submission() {
    FullPaymentSubmission all = sample_submission();
    RtiEmployee& employee = all.employees.front();
    employee.starter->has_student_loan = true;
    employee.starter->has_postgraduate_loan = true;
    employee.old_pay_id = "PA-0";
    employee.is_paid_irregularly = true;
    employee.left_on = day("2026-05-01");
    employee.to_date.student_loans = pence(4200);
    employee.to_date.postgraduate_loans = pence(1100);
    employee.to_date.pension_net_pay = pence(1000);
    employee.to_date.pension_relief_at_source = pence(2000);
    RtiPayment& payment = employee.payment;
    payment.late_reason = 'G';
    payment.is_after_leaving = true;
    payment.tax_code = {.code = "1257L", .each_period_by_itself = true, .regime_prefix = 'S'};
    payment.not_taxed = pence(1200);
    payment.taken_from_net_pay = pence(500);
    payment.pay_after_deductions = pence(100302);
    payment.pension_net_pay = pence(1000);
    payment.pension_relief_at_source = pence(2000);
    payment.student_loan = StudentLoanRecovered{.plan = "02", .amount = pence(4200)};
    payment.postgraduate_loan = pence(1100);
    payment.tax = pence(-1230);
    payment.has_unpaid_absence = true;
    payment.statutory_pay = {pence(1), pence(2), pence(3), pence(4), pence(5), pence(6)};
    all.last = FinalSubmission{.scheme_ceased_on = day("2026-05-02"), .is_last_of_year = true};
    return all;
}

inline EmployerPaymentSummary full_summary() {
    EmployerPaymentSummary all;
    all.employer = sample_employer();
    all.nobody_paid = ledger::Period{day("2026-05-06"), day("2026-06-05")};
    all.inactivity = ledger::Period{day("2026-06-06"), day("2026-08-05")};
    all.claims_employment_allowance = true;
    all.is_outside_state_aid = true;
    all.recoverable = RecoverableAmounts{
        .tax_month = 2,
        .recovered = {pence(1), pence(2), pence(3), pence(4), pence(5), pence(6)},
        .compensation = {pence(1), pence(2), pence(3), pence(4), pence(5), pence(6)}};
    all.refund_to = RefundAccount{.holder = "A BYRD",
                                  .account_number = "12345678",
                                  .sort_code = "200000",
                                  .building_society_reference = "X1"};
    all.year = {2026};
    all.last = FinalSubmission{.scheme_ceased_on = {}, .is_last_of_year = true};
    return all;
}

inline NinoVerificationRequest sample_question() {
    return {.employer = sample_employer(),
            .employees = {{.person = sample_person(), .pay_id = "PA-1"}}};
}

}  // namespace almoner::gateway::hmrc
