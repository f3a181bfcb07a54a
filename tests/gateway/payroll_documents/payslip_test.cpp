#include "gateway/payroll_documents/payslip.h"

#include "gateway/payroll_documents/payroll_words.h"
#include "tests/gateway/payroll_documents/sample_payslip.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace almoner::gateway {
namespace {

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string html_of(const Payslip& slip, LetterLook look = LetterLook::standard) {
    return paper_html(payslip_paper(slip, look).value());
}

std::string text_of(const Payslip& slip) {
    return paper_text(payslip_paper(slip, LetterLook::plain_text).value());
}

// Employment Rights Act 1996, section 8, with SI 2018/147.
TEST(Payslip, HasAllThatTheLawAsks) {
    const std::string html = html_of(sample_payslip());
    for (const char* const needed :
         {"<th scope=\"row\">Weekday hours</th><td>60</td><td>£12.71</td><td>£762.60</td>",
          "<th scope=\"row\">Night hours</th><td>8</td><td>£14.00</td><td>£112.00</td>",
          "<th scope=\"row\">Holiday pay, rolled up "
          "(12.07%)</th><td></td><td></td><td>£105.56</td>",
          "<tr class=\"total\"><th scope=\"row\">Total pay before "
          "deductions</th><td>68</td><td></td><td>£980.16</td></tr>",
          "<th scope=\"row\">Income tax</th><td>£2.40</td>",
          "<th scope=\"row\">National Insurance</th><td>£1.05</td>",
          "<th scope=\"row\">Pension (NEST)</th><td>£18.60</td>",
          "<th scope=\"row\">Student loan, plan 2</th><td>£9.00</td>",
          "<th scope=\"row\">Total taken off</th><td>£31.05</td>",
          "<dt>Paid to you on 1 May 2026</dt><dd>£949.11</dd>"}) {
        EXPECT_TRUE(holds(html, needed)) << needed;
    }
}

TEST(Payslip, SaysHowItWasWorkedOutAndWhomToAsk) {
    const std::string html = html_of(sample_payslip());
    for (const char* const useful :
         {"<title>Payslip for Ed O&#39;Neil</title>",
          "You are paid £949.11 on 1 May 2026.",
          "For work from 30 March to 26 April 2026.",
          "<dt>Tax code</dt><dd>1257L, on the whole year so far (cumulative)</dd>",
          "<dt>National Insurance letter</dt><dd>A</dd>",
          "<dt>National Insurance number</dt><dd>HJ 12 34 56 B</dd>",
          "<dt>Employer&#39;s PAYE reference</dt><dd>123/AB456</dd>",
          "<h2>This tax year so far (2026-27)</h2>",
          "<dt>Left until 31 March 2027</dt><dd>4.2 hours</dd>",
          "Your employer also pays £13.95 into it",
          "Ask Westmarch Payroll on 01234 567890 and quote PA-2."}) {
        EXPECT_TRUE(holds(html, useful)) << useful;
    }
}

TEST(Payslip, OfWhoHasLeftSaysWhatHolidayWasNotTaken) {
    Payslip left = sample_payslip();
    left.holiday->job_ended_on = on("2026-04-20");
    const std::string html = html_of(left);
    EXPECT_TRUE(holds(html, "<dt>Not taken when your job ended on 20 April 2026</dt>")) << html;
    EXPECT_FALSE(holds(html, "Left until"));
}

TEST(Payslip, TellsWhoIsPaidForHolidayWithTheWages) {
    EXPECT_TRUE(holds(html_of(sample_payslip()), "When you take time off you have had the pay"));
    Payslip without = sample_payslip();
    without.earnings.back().is_rolled_up_holiday = false;
    EXPECT_FALSE(holds(html_of(without), "When you take time off you have had the pay"));
}

TEST(Payslip, IsReadAloudWithoutColumns) {
    const std::string text = text_of(sample_payslip());
    for (const char* const line : {"\nYou are paid £949.11 on 1 May 2026.\n",
                                   "\nWeekday hours. Hours: 60. Rate: £12.71. Amount: £762.60.\n",
                                   "\nHoliday pay, rolled up (12.07%). Amount: £105.56.\n",
                                   "\nIncome tax: £2.40.\n",
                                   "\nTotal taken off: £31.05.\n",
                                   "\nPaid to you on 1 May 2026: £949.11.\n"}) {
        EXPECT_TRUE(holds(text, line)) << line;
    }
    EXPECT_FALSE(holds(text, "<"));
    const std::string html = html_of(sample_payslip(), LetterLook::plain_text);
    EXPECT_FALSE(holds(html, "<table>"));
    EXPECT_TRUE(holds(html, "<p>Income tax: £2.40.</p>"));
}

TEST(Payslip, IsSetInLargePrintWithItsTables) {
    const std::string html = html_of(sample_payslip(), LetterLook::large_print);
    EXPECT_TRUE(holds(html, "<body class=\"large-print\">"));
    EXPECT_TRUE(holds(html, "<table>"));
}

TEST(Payslip, ShowsEachPartOfAPaymentInParts) {
    Payslip slip = sample_payslip();
    slip.parts = {{"By bank transfer", pence_of(90000)}, {"In cash", pence_of(4911)}};
    const std::string html = html_of(slip);
    EXPECT_TRUE(holds(html, "<th scope=\"row\">By bank transfer</th><td>£900.00</td>"));
    EXPECT_TRUE(holds(html, "<th scope=\"row\">In cash</th><td>£49.11</td>"));
    EXPECT_TRUE(holds(html, "<th scope=\"row\">Paid to you altogether</th><td>£949.11</td>"));
}

TEST(Payslip, OfAFixedWageHasNoColumnOfHours) {
    Payslip slip = sample_payslip();
    slip.earnings = {{.words = "Wages for four weeks", .amount = pence_of(98016)}};
    const std::string html = html_of(slip);
    EXPECT_FALSE(holds(html, "Hours</th>"));
    EXPECT_TRUE(holds(html, "<th scope=\"row\">Wages for four weeks</th><td>£980.16</td>"));
}

TEST(Payslip, ExplainsMoneyGivenBack) {
    Payslip slip = sample_payslip();
    slip.deductions = {{"Income tax", pence_of(-500)}};
    slip.net = pence_of(98516);
    const std::string html = html_of(slip);
    EXPECT_TRUE(holds(html, "<td>-£5.00</td>"));
    EXPECT_TRUE(holds(html, "minus sign is money that you get back"));
}

TEST(Payslip, OfASmallWageSaysThatNothingIsTakenOff) {
    Payslip slip = sample_payslip();
    slip.deductions.clear();
    slip.net = pence_of(98016);
    slip.parties.nino.clear();
    slip.parties.paye_reference.clear();
    slip.each_period_by_itself = true;
    const std::string html = html_of(slip);
    EXPECT_TRUE(holds(html, "Nothing is taken off this time."));
    EXPECT_TRUE(holds(html, "not known yet"));
    EXPECT_TRUE(holds(html, "each payment by itself (week 1/month 1)"));
    EXPECT_FALSE(holds(html, "PAYE reference"));
}

TEST(Payslip, KeepsItsWordsApartFromItsMarkup) {
    Payslip slip = sample_payslip();
    slip.earnings.front().words = "<script>alert(1)</script>";
    EXPECT_FALSE(holds(html_of(slip), "<script>"));
}

TEST(Payslip, IsRefusedWhereItDoesNotAddUp) {
    Payslip slip = sample_payslip();
    slip.net += pence_of(1);
    EXPECT_EQ(payslip_paper(slip, LetterLook::standard).refusal().code, "payslip-does-not-add-up");
    slip = sample_payslip();
    slip.parts = {{"By bank transfer", pence_of(94910)}};
    EXPECT_EQ(payslip_paper(slip, LetterLook::standard).refusal().code, "payslip-does-not-add-up");
}

TEST(Payslip, IsRefusedWithoutHoursOrWithoutPay) {
    Payslip slip = sample_payslip();
    slip.earnings.front().hours_hundredths.reset();
    EXPECT_EQ(payslip_paper(slip, LetterLook::standard).refusal().code, "payslip-hours-missing");
    slip.earnings.clear();
    EXPECT_EQ(payslip_paper(slip, LetterLook::standard).refusal().code, "payslip-empty");
}

TEST(Payslip, SaysThatNothingWasDueWhereItTakesAnothersPlace) {
    Payslip slip = sample_payslip();
    slip.earnings.clear();
    slip.in_place_of = "7";
    slip.deductions.clear();
    slip.parts.clear();
    slip.net = {};
    const std::string html = html_of(slip);
    EXPECT_TRUE(holds(html, "No pay is due for 30 March to 26 April 2026. Payslip 7 said"));
    EXPECT_FALSE(holds(html, "Total pay before deductions"));
}

TEST(PayrollWords, WriteHoursAsPeopleDo) {
    EXPECT_EQ(hours_words(8000), "80");
    EXPECT_EQ(hours_words(750), "7.5");
    EXPECT_EQ(hours_words(25), "0.25");
    EXPECT_EQ(hours_words(105), "1.05");
    EXPECT_EQ(tenths_words(-5), "-0.5");
    EXPECT_EQ(tenths_words(120), "12");
}

}  // namespace
}  // namespace almoner::gateway
