#include "gateway/payroll_documents/employer_papers.h"
#include "gateway/payroll_documents/payroll_letters.h"
#include "gateway/payroll_documents/year_papers.h"
#include "tests/gateway/payroll_documents/sample_payslip.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::gateway {
namespace {

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

P45 sample_p45() {
    return {.parties = sample_parties(),
            .born_on = on("1990-10-28"),
            .left_on = on("2026-05-01"),
            .tax_code = "1257L",
            .tax_period = "Week 4",
            .year_to_date = PayAndTax{pence_of(150000), pence_of(5000)},
            .this_job = {pence_of(98016), pence_of(240)},
            .has_student_loan = true};
}

TEST(P45, HandsOnTheYearsPayAndTax) {
    const std::string html = paper_html(p45_paper(sample_p45(), LetterLook::standard).value());
    for (const char* const needed :
         {"<dt>Leaving date</dt><dd>1 May 2026</dd>",
          "<dt>Tax code at leaving</dt><dd>1257L, cumulative</dd>",
          "<dt>Employer&#39;s PAYE reference</dt><dd>123/AB456</dd>",
          "<dt>Loan deductions to go on</dt><dd>Yes: student loan</dd>",
          "<th scope=\"row\">This tax year so far, all jobs</th><td>£1,500.00</td><td>£50.00</td>",
          "<th scope=\"row\">In this job</th><td>£980.16</td><td>£2.40</td>"}) {
        EXPECT_TRUE(holds(html, needed)) << needed;
    }
}

// payroll.md, section 9: blank to-date for week 1/month 1.
TEST(P45, LeavesTheYearBlankForWeekOne) {
    P45 certificate = sample_p45();
    certificate.each_period_by_itself = true;
    const std::string text = paper_text(p45_paper(certificate, LetterLook::standard).value());
    EXPECT_FALSE(holds(text, "£1,500.00"));
    EXPECT_TRUE(holds(text, "The sums of the year are left blank"));
    EXPECT_TRUE(holds(text, "1257L, week 1/month 1."));
}

TEST(P45, IsRefusedWhereItDoesNotAddUp) {
    P45 certificate = sample_p45();
    certificate.year_to_date->pay = pence_of(98015);
    EXPECT_EQ(p45_paper(certificate, LetterLook::standard).refusal().code, "p45-does-not-add-up");
    certificate.year_to_date.reset();
    EXPECT_EQ(p45_paper(certificate, LetterLook::standard).refusal().code, "p45-to-date-missing");
}

P60 sample_p60() {
    return {.parties = sample_parties(),
            .tax_year = "2026-27",
            .year_ends_on = on("2027-04-05"),
            .before = {pence_of(51984), pence_of(4760)},
            .this_job = {pence_of(1300000), pence_of(8600)},
            .final_tax_code = "1257L",
            .ni = {{.letter = 'A',
                    .at_lel = pence_of(670800),
                    .lel_to_pt = pence_of(586200),
                    .pt_to_uel = pence_of(43000),
                    .employee = pence_of(3440)}},
            .statutory_pay = {{"Statutory sick pay", pence_of(12325)}},
            .student_loans = pence_of(11700)};
}

TEST(P60, SaysTheYearsPayTaxAndNationalInsurance) {
    const std::string html = paper_html(p60_paper(sample_p60(), LetterLook::standard).value());
    for (const char* const needed :
         {"<h1>P60: your pay and tax in 2026-27</h1>",
          "<dt>Final tax code</dt><dd>1257L, cumulative</dd>",
          "<th scope=\"row\">In jobs before this one</th><td>£519.84</td><td>£47.60</td>",
          "<th scope=\"row\">In this job</th><td>£13,000.00</td><td>£86.00</td>",
          "<th scope=\"row\">In the whole year</th><td>£13,519.84</td><td>£133.60</td>",
          "<th scope=\"row\">Letter "
          "A</th><td>£6,708.00</td><td>£5,862.00</td><td>£430.00</td><td>£34.40</td>",
          "<dt>Statutory sick pay</dt><dd>£123.25</dd>",
          "<dt>Student loan repaid</dt><dd>£117.00</dd>"}) {
        EXPECT_TRUE(holds(html, needed)) << needed;
    }
    P60 without = sample_p60();
    without.ni.clear();
    EXPECT_EQ(p60_paper(without, LetterLook::standard).refusal().code, "p60-ni-missing");
}

// 9.80 + 3.98 + 94.77 of week 4 (payroll.md, section 1), the employer's taken by the allowance:
// 13.78; then 46.40 + 18.64 + 122.25 with 20.00 recovered: 45.04.
P32 sample_p32() {
    return {.employer = "Ada Byrd",
            .paye_reference = "123/AB456",
            .accounts_office_reference = "123PX1234567X",
            .tax_year = "2026-27",
            .months = {{.tax_month = 1,
                        .tax = pence_of(980),
                        .employee_ni = pence_of(398),
                        .employer_ni = pence_of(9477),
                        .allowance = pence_of(9477),
                        .due = pence_of(1378)},
                       {.tax_month = 2,
                        .tax = pence_of(4640),
                        .employee_ni = pence_of(1864),
                        .employer_ni = pence_of(12225),
                        .recovered = pence_of(2000),
                        .allowance = pence_of(12225),
                        .due = pence_of(4504)},
                       {.tax_month = 3, .pay_by = on("2026-07-22"), .paid = pence_of(5882)}},
            .ask = "Ask us."};
}

TEST(P32, SaysWhatIsDueAndWhen) {
    const std::string html = paper_html(p32_paper(sample_p32(), LetterLook::standard).value());
    for (const char* const needed :
         {"So far £58.82 is due for this tax year, and £58.82 has been paid.",
          "<th scope=\"row\">6 April to 5 May</th><td>£9.80</td><td>£3.98</td><td>£94.77</td>",
          "<th scope=\"row\">6 May to 5 "
          "June</th><td>£20.00</td><td>£122.25</td><td>£45.04</td><td>£0.00</td>",
          "<tr class=\"total\"><th "
          "scope=\"row\">Altogether</th><td>£20.00</td><td>£217.02</td><td>£58.82</td><td>£58.82</"
          "td>",
          "<dt>By 22 July 2026</dt><dd>£58.82</dd>"}) {
        EXPECT_TRUE(holds(html, needed)) << needed;
    }
}

TEST(P32, SaysWhereHmrcOwesTheEmployer) {
    P32 record = sample_p32();
    record.months[2].recovered = pence_of(10000);
    record.months[2].due = pence_of(-10000);
    const std::string text = paper_text(p32_paper(record, LetterLook::standard).value());
    EXPECT_TRUE(holds(text, "By 22 July 2026: nothing; HMRC owes £41.18."));
}

TEST(P32, IsRefusedWhereAMonthDoesNotAddUp) {
    P32 record = sample_p32();
    record.months[1].due = pence_of(4505);
    EXPECT_EQ(p32_paper(record, LetterLook::standard).refusal().code, "p32-does-not-add-up");
    record = sample_p32();
    record.months[1].tax_month = 13;
    EXPECT_EQ(p32_paper(record, LetterLook::standard).refusal().code, "p32-does-not-add-up");
    record.months.clear();
    EXPECT_EQ(p32_paper(record, LetterLook::standard).refusal().code, "p32-empty");
}

TEST(P11, AddsUpThePaydaysOfAYear) {
    P11 sheet{.parties = sample_parties(),
              .tax_year = "2026-27",
              .tax_code = "1257L",
              .rows = {{.paid_on = on("2026-05-01"),
                        .period = "Week 4",
                        .pay = pence_of(101680),
                        .tax = pence_of(980),
                        .ni_earnings = pence_of(101680),
                        .employee_ni = pence_of(398),
                        .employer_ni = pence_of(9477)},
                       {.paid_on = on("2026-05-29"),
                        .period = "Week 8",
                        .pay = pence_of(120000),
                        .tax = pence_of(4640),
                        .ni_earnings = pence_of(120000),
                        .employee_ni = pence_of(1864),
                        .employer_ni = pence_of(12225)}}};
    const std::string html = paper_html(p11_paper(sheet, LetterLook::standard).value());
    EXPECT_TRUE(holds(html,
                      "<th scope=\"row\">29 May 2026 (Week "
                      "8)</th><td>£1,200.00</td><td>£2,216.80</td><td>£46.40</td><td>£56.20</td>"));
    EXPECT_TRUE(holds(html,
                      "<th scope=\"row\">Altogether</th><td>£2,216.80</td><td>£22.62</td>"
                      "<td>£217.02</td>"));
    std::swap(sheet.rows.front(), sheet.rows.back());
    EXPECT_EQ(p11_paper(sheet, LetterLook::standard).refusal().code, "p11-order");
    sheet.rows.clear();
    EXPECT_EQ(p11_paper(sheet, LetterLook::standard).refusal().code, "p11-empty");
}

PayrollLetter sample_letter() {
    return {.parties = sample_parties(), .written_on = on("2026-06-01"), .reference = "L-1"};
}

TEST(Ssp1, SaysWhyAndWhatToDo) {
    const std::string never =
        letter_text(ssp1_letter({.letter = sample_letter(),
                                 .sick_from = on("2026-05-20"),
                                 .reason = NoSickPayReason::no_working_days}));
    EXPECT_TRUE(holds(never, "You have been sick since 20 May 2026.\n"));
    EXPECT_TRUE(holds(never, "We can't pay you statutory sick pay for this.\n"));
    EXPECT_TRUE(holds(never, "You were not due to work on any of the days you were sick.\n"));
    EXPECT_TRUE(holds(never, "1. Claim Universal Credit"));
    const std::string ended = letter_text(ssp1_letter({.letter = sample_letter(),
                                                       .sick_from = on("2025-11-01"),
                                                       .reason = NoSickPayReason::all_paid_before,
                                                       .last_paid_day = on("2026-05-16")}));
    EXPECT_TRUE(holds(ended, "Your statutory sick pay has ended (SSP1)"));
    EXPECT_TRUE(holds(ended, "was 16 May 2026.\n"));
    EXPECT_TRUE(holds(ended, "all 28 weeks"));
}

TEST(Smp1, SaysWhyAndWhatToDo) {
    const std::string text =
        letter_text(smp1_letter({.letter = sample_letter(),
                                 .baby_due_on = on("2026-09-01"),
                                 .reason = NoMaternityPayReason::service_too_short}));
    EXPECT_TRUE(holds(text, "your baby is due on 1 September 2026."));
    EXPECT_TRUE(holds(text, "26 weeks"));
    EXPECT_TRUE(holds(text, "1. Claim Maternity Allowance."));
    EXPECT_TRUE(holds(text, "Ask Westmarch Payroll on 01234 567890 and quote PA-2."));
}

TEST(PensionLetters, SayWhatIsPaidAndThatTheChoiceIsTheirs) {
    const std::string text =
        letter_text(pension_enrolment_letter({.letter = sample_letter(),
                                              .terms = {.scheme = "NEST",
                                                        .scheme_contact = "NEST",
                                                        .employee_bp = 400,
                                                        .relief_bp = 100,
                                                        .employer_bp = 300},
                                              .joined_on = on("2026-05-01"),
                                              .opt_out_until = on("2026-07-01")}));
    EXPECT_TRUE(holds(text, "From your pay: 4%.\n"));
    EXPECT_TRUE(holds(text, "From your employer: 3%.\n"));
    EXPECT_TRUE(holds(text, "altogether: 8%.\n"));
    EXPECT_TRUE(holds(text, "You may opt out until 1 July 2026.\n"));
    const std::string later = letter_text(pension_postponement_letter(
        {.letter = sample_letter(), .scheme = "NEST", .postponed_until = on("2026-08-01")}));
    EXPECT_TRUE(holds(later, "until 1 August 2026."));
    EXPECT_TRUE(holds(later, "You don't have to wait.\n"));
}

}  // namespace
}  // namespace almoner::gateway
