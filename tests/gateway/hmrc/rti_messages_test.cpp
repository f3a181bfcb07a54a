#include "tests/gateway/hmrc/sample_submission.h"

#include <gtest/gtest.h>

#include <functional>
#include <ostream>
#include <string>
#include <vector>

namespace almoner::gateway::hmrc {
namespace {

// By hand from payroll.md, section 8: the first carer of the sample as HMRC is told.
constexpr std::string_view first_employee = R"(<Employee>
<EmployeeDetails>
<NINO>HJ123456B</NINO>
<Name>
<Ttl>Ms</Ttl>
<Fore>Ada</Fore>
<Sur>Byrd &amp; Sons</Sur>
</Name>
<Address>
<Line>1 The Lane</Line>
<Line>Shipley</Line>
<UKPostcode>BD17 2AD</UKPostcode>
</Address>
<BirthDate>1990-10-28</BirthDate>
<Gender>F</Gender>
</EmployeeDetails>
<Employment>
<Starter>
<StartDate>2026-04-08</StartDate>
<StartDec>A</StartDec>
</Starter>
<PayId>PA-1</PayId>
<FiguresToDate>
<TaxablePay>1016.80</TaxablePay>
<TotalTax>9.80</TotalTax>
</FiguresToDate>
<Payment>
<PayFreq>W4</PayFreq>
<PmtDate>2026-05-01</PmtDate>
<WeekNo>4</WeekNo>
<PeriodsCovered>1</PeriodsCovered>
<HoursWorked>B</HoursWorked>
<TaxCode>1257L</TaxCode>
<TaxablePay>1016.80</TaxablePay>
<TaxDeductedOrRefunded>9.80</TaxDeductedOrRefunded>
</Payment>
<NIlettersAndValues>
<NIletter>A</NIletter>
<GrossEarningsForNICsInPd>1016.80</GrossEarningsForNICsInPd>
<GrossEarningsForNICsYTD>1016.80</GrossEarningsForNICsYTD>
<AtLELYTD>516.00</AtLELYTD>
<LELtoPTYTD>451.00</LELtoPTYTD>
<PTtoUELYTD>49.80</PTtoUELYTD>
<TotalEmpNICInPd>94.77</TotalEmpNICInPd>
<TotalEmpNICYTD>94.77</TotalEmpNICYTD>
<EmpeeContribnsInPd>3.98</EmpeeContribnsInPd>
<EmpeeContribnsYTD>3.98</EmpeeContribnsYTD>
</NIlettersAndValues>
</Employment>
</Employee>
)";

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST(FullPaymentSubmission, SaysWhatWasPaidInHmrcsWords) {
    FullPaymentSubmission one = sample_submission();
    one.employees.pop_back();
    EXPECT_TRUE(check(one).empty());
    EXPECT_EQ(
        write_full_payment_submission(one),
        "<FullPaymentSubmission>\n<EmpRefs>\n<OfficeNo>123</OfficeNo>\n<PayeRef>AB456</PayeRef>\n"
        "<AORef>123PX1234567X</AORef>\n</EmpRefs>\n<RelatedTaxYear>26-27</RelatedTaxYear>\n" +
            std::string(first_employee) + "</FullPaymentSubmission>\n");
}

TEST(FullPaymentSubmission, LeavesAnUnknownNumberOut) {
    FullPaymentSubmission one = sample_submission();
    one.employees.erase(one.employees.begin());
    EXPECT_TRUE(check(one).empty());
    EXPECT_FALSE(holds(write_full_payment_submission(one), "NINO"));
}

TEST(FullPaymentSubmission, TellsPrefixAndBasisOfACodeApartFromIt) {
    EXPECT_TRUE(check(full_submission()).empty());
    const std::string xml = write_full_payment_submission(full_submission());
    EXPECT_TRUE(holds(xml, R"(<TaxCode BasisNonCumulative="yes" TaxRegime="S">1257L</TaxCode>)"));
    EXPECT_TRUE(holds(xml, R"(<StudentLoanRecovered PlanType="02">42.00</StudentLoanRecovered>)"));
    EXPECT_TRUE(holds(xml, "<TaxDeductedOrRefunded>-12.30</TaxDeductedOrRefunded>"));
}

struct Spoilt {
    const char* code;
    const char* field;
    std::function<void(FullPaymentSubmission&)> spoil;

    friend void PrintTo(const Spoilt& it, std::ostream* out) { *out << it.code; }
};

class SpoiltSubmission : public ::testing::TestWithParam<Spoilt> {};

TEST_P(SpoiltSubmission, IsRefusedWithItsPlace) {
    FullPaymentSubmission submission = full_submission();
    GetParam().spoil(submission);
    const auto refusals = check(submission);
    ASSERT_EQ(refusals.size(), 1U) << refusals.front().code << " and others";
    EXPECT_EQ(refusals.front().code, GetParam().code);
    EXPECT_EQ(refusals.front().field, GetParam().field);
    EXPECT_FALSE(refusals.front().next.empty());
}

RtiEmployee& first(FullPaymentSubmission& s) {
    return s.employees.front();
}

INSTANTIATE_TEST_SUITE_P(
    OneThingAtATime,
    SpoiltSubmission,
    ::testing::Values(
        Spoilt{"office-number-form",
               "employer.office_number",
               [](auto& s) { s.employer.office_number = "12A"; }},
        Spoilt{"paye-reference-form",
               "employer.paye_reference",
               [](auto& s) { s.employer.paye_reference = "ABCDEFGHIJK"; }},
        Spoilt{"accounts-office-reference-form",
               "employer.accounts_office_reference",
               [](auto& s) { s.employer.accounts_office_reference = "123XX12345678"; }},
        Spoilt{"fps-empty", "employees", [](auto& s) { s.employees.clear(); }},
        Spoilt{"nino-form",
               "employees[0].person.nino",
               [](auto& s) { first(s).person.nino = "BG123456A"; }},
        Spoilt{"address-missing",
               "employees[1].person.address",
               [](auto& s) { s.employees[1].person.address.reset(); }},
        Spoilt{"surname-form",
               "employees[0].person.name.surname",
               [](auto& s) { first(s).person.name.surname = " "; }},
        Spoilt{"forename-form",
               "employees[0].person.name.forenames",
               [](auto& s) { first(s).person.name.forenames.clear(); }},
        Spoilt{"title-form",
               "employees[0].person.name.title",
               [](auto& s) { first(s).person.name.title = "Doctor"; }},
        Spoilt{"address-form",
               "employees[0].person.address.lines",
               [](auto& s) { first(s).person.address->lines.pop_back(); }},
        Spoilt{"postcode-form",
               "employees[0].person.address.uk_postcode",
               [](auto& s) { first(s).person.address->uk_postcode = "BD172AD"; }},
        Spoilt{"postcode-or-country",
               "employees[0].person.address.uk_postcode",
               [](auto& s) { first(s).person.address->foreign_country = "Ireland"; }},
        Spoilt{"country-form",
               "employees[0].person.address.foreign_country",
               [](auto& s) {
                   first(s).person.address->uk_postcode.clear();
                   first(s).person.address->foreign_country = std::string(36, 'A');
               }},
        Spoilt{"birth-date-missing",
               "employees[0].person.born_on",
               [](auto& s) { first(s).person.born_on.reset(); }},
        Spoilt{"gender-missing",
               "employees[0].person.gender",
               [](auto& s) { first(s).person.gender.reset(); }},
        Spoilt{"starter-declaration",
               "employees[0].starter.declaration",
               [](auto& s) { first(s).starter->declaration = 'D'; }},
        Spoilt{"left-before-start",
               "employees[0].left_on",
               [](auto& s) { first(s).left_on = day("2026-04-07"); }},
        Spoilt{"pay-id-form", "employees[0].pay_id", [](auto& s) { first(s).pay_id.clear(); }},
        Spoilt{
            "pay-id-again", "employees[1].pay_id", [](auto& s) { s.employees[1].pay_id = "PA-1"; }},
        Spoilt{"not-whole-pounds", "employees[0].to_date.student_loans", [](auto& s) {
                   first(s).to_date.student_loans = pence(4201);
               }}));

INSTANTIATE_TEST_SUITE_P(
    OneThingOfThePayment,
    SpoiltSubmission,
    ::testing::Values(
        Spoilt{"payment-outside-year",
               "employees[0].payment.paid_on",
               [](auto& s) { first(s).payment.paid_on = day("2026-04-05"); }},
        Spoilt{"late-reason-unknown",
               "employees[0].payment.late_reason",
               [](auto& s) { first(s).payment.late_reason = 'I'; }},
        Spoilt{"period-number-unknown",
               "employees[0].payment.period_number",
               [](auto& s) { first(s).payment.period_number = 53; }},
        Spoilt{"periods-covered",
               "employees[0].payment.periods_covered",
               [](auto& s) { first(s).payment.periods_covered = 54; }},
        Spoilt{"hours-band-unknown",
               "employees[0].payment.hours_band",
               [](auto& s) { first(s).payment.hours_band = 'F'; }},
        Spoilt{"tax-code-form",
               "employees[0].payment.tax_code.code",
               [](auto& s) { first(s).payment.tax_code.code = "S1257L"; }},
        Spoilt{"tax-regime-unknown",
               "employees[0].payment.tax_code.regime_prefix",
               [](auto& s) { first(s).payment.tax_code.regime_prefix = 'W'; }},
        Spoilt{"neonatal-not-yet",
               "employees[0].payment.statutory_pay.neonatal",
               [](auto& s) {
                   s.year = {2024};
                   for (RtiEmployee& each : s.employees) each.payment.paid_on = day("2024-05-01");
                   s.last.reset();
               }},
        Spoilt{"student-loan-plan",
               "employees[0].payment.student_loan.plan",
               [](auto& s) { first(s).payment.student_loan->plan = "03"; }},
        Spoilt{"ni-letter-unknown",
               "employees[0].ni[0].letter",
               [](auto& s) { first(s).ni.front().letter = 'G'; }},
        Spoilt{"ni-letter-again",
               "employees[0].ni[1].letter",
               [](auto& s) { first(s).ni.push_back(first(s).ni.front()); }},
        Spoilt{"ni-letters-too-many",
               "employees[0].ni",
               [](auto& s) {
                   for (const char letter : {'B', 'C', 'J', 'H'}) {
                       first(s).ni.push_back({.letter = letter});
                   }
               }},
        Spoilt{"last-without-reason", "last", [](auto& s) { s.last = FinalSubmission{}; }},
        Spoilt{"ceased-outside-year", "last.scheme_ceased_on", [](auto& s) {
                   s.last->scheme_ceased_on = day("2027-04-06");
               }}));

TEST(FullPaymentSubmission, IsRefusedForAYearWhoseNamespaceIsNotKnown) {
    for (const int year : {2023, 2027}) {
        FullPaymentSubmission submission = sample_submission();
        submission.year = {year};
        const auto refusals = check(submission);
        ASSERT_FALSE(refusals.empty());
        EXPECT_EQ(refusals.front().code, "rti-year-unknown");
    }
}

TEST(FullPaymentSubmission, TakesTheNumbersOfEveryPaydayAndNoOthers) {
    const auto takes = [](RtiFrequency frequency, int number) {
        FullPaymentSubmission submission = sample_submission();
        submission.employees.pop_back();
        submission.employees.front().payment.frequency = frequency;
        submission.employees.front().payment.period_number = number;
        return check(submission).empty();
    };
    EXPECT_TRUE(takes(RtiFrequency::weekly, 53));
    EXPECT_FALSE(takes(RtiFrequency::weekly, 54));
    EXPECT_FALSE(takes(RtiFrequency::weekly, 0));
    EXPECT_TRUE(takes(RtiFrequency::two_weekly, 54));
    EXPECT_FALSE(takes(RtiFrequency::two_weekly, 53));
    EXPECT_TRUE(takes(RtiFrequency::four_weekly, 56));
    EXPECT_FALSE(takes(RtiFrequency::four_weekly, 60));
    EXPECT_TRUE(takes(RtiFrequency::monthly, 12));
    EXPECT_FALSE(takes(RtiFrequency::monthly, 13));
}

TEST(FullPaymentSubmission, TakesEveryKindOfTaxCode) {
    const auto takes = [](const char* code) {
        FullPaymentSubmission submission = sample_submission();
        submission.employees.front().payment.tax_code.code = code;
        return check(submission).empty();
    };
    for (const char* code : {"1257L", "999999T", "K475", "BR", "D0", "D3", "0T", "NT", "1N"}) {
        EXPECT_TRUE(takes(code)) << code;
    }
    for (const char* code : {"", "L", "0L", "K0", "D4", "1257", "1257LX", "12a7L", "BR1"}) {
        EXPECT_FALSE(takes(code)) << code;
    }
}

TEST(EmployerPaymentSummary, SaysThatNobodyWasPaid) {
    EmployerPaymentSummary summary;
    summary.employer = sample_employer();
    summary.nobody_paid = ledger::Period{day("2026-05-06"), day("2026-06-05")};
    EXPECT_TRUE(check(summary).empty());
    EXPECT_EQ(write_employer_payment_summary(summary),
              "<EmployerPaymentSummary>\n<EmpRefs>\n<OfficeNo>123</OfficeNo>\n"
              "<PayeRef>AB456</PayeRef>\n<AORef>123PX1234567X</AORef>\n</EmpRefs>\n"
              "<NoPaymentForPeriod>yes</NoPaymentForPeriod>\n<NoPaymentDates>\n"
              "<From>2026-05-06</From>\n<To>2026-06-05</To>\n</NoPaymentDates>\n"
              "<RelatedTaxYear>26-27</RelatedTaxYear>\n</EmployerPaymentSummary>\n");
}

struct SpoiltSummary {
    const char* code;
    const char* field;
    std::function<void(EmployerPaymentSummary&)> spoil;

    friend void PrintTo(const SpoiltSummary& it, std::ostream* out) { *out << it.code; }
};

class SpoiltSummaries : public ::testing::TestWithParam<SpoiltSummary> {};

TEST_P(SpoiltSummaries, AreRefusedWithTheirPlace) {
    EmployerPaymentSummary summary = full_summary();
    EXPECT_TRUE(check(summary).empty());
    GetParam().spoil(summary);
    const auto refusals = check(summary);
    ASSERT_EQ(refusals.size(), 1U);
    EXPECT_EQ(refusals.front().code, GetParam().code);
    EXPECT_EQ(refusals.front().field, GetParam().field);
}

INSTANTIATE_TEST_SUITE_P(
    OneThingAtATime,
    SpoiltSummaries,
    ::testing::Values(SpoiltSummary{"not-tax-months",
                                    "nobody_paid",
                                    [](auto& s) { s.nobody_paid->first = day("2026-05-05"); }},
                      SpoiltSummary{"not-tax-months",
                                    "inactivity",
                                    [](auto& s) { s.inactivity->last = day("2026-08-06"); }},
                      SpoiltSummary{"tax-month-unknown",
                                    "recoverable.tax_month",
                                    [](auto& s) { s.recoverable->tax_month = 13; }},
                      SpoiltSummary{"neonatal-not-yet",
                                    "recoverable.recovered.neonatal",
                                    [](auto& s) { s.year = {2024}; }},
                      SpoiltSummary{"account-number-form",
                                    "refund_to.account_number",
                                    [](auto& s) { s.refund_to->account_number = "1234567"; }},
                      SpoiltSummary{"sort-code-form",
                                    "refund_to.sort_code",
                                    [](auto& s) { s.refund_to->sort_code = "20-00-00"; }},
                      SpoiltSummary{"account-holder-form",
                                    "refund_to.holder",
                                    [](auto& s) { s.refund_to->holder.clear(); }},
                      SpoiltSummary{"eps-empty", "", [](auto& s) {
                                        s.nobody_paid.reset();
                                        s.inactivity.reset();
                                        s.claims_employment_allowance.reset();
                                        s.recoverable.reset();
                                        s.last.reset();
                                    }}));

TEST(NinoVerification, AsksAboutWhomItNames) {
    EXPECT_TRUE(check(sample_question()).empty());
    const std::string xml = write_nino_verification_request(sample_question());
    EXPECT_TRUE(holds(xml, "<NINO>HJ123456B</NINO>"));
    EXPECT_TRUE(holds(xml, "<Employment>\n<PayId>PA-1</PayId>\n</Employment>"));
    NinoVerificationRequest nobody = sample_question();
    nobody.employees.clear();
    ASSERT_EQ(check(nobody).size(), 1U);
    EXPECT_EQ(check(nobody).front().code, "nino-request-empty");
}

}  // namespace
}  // namespace almoner::gateway::hmrc
