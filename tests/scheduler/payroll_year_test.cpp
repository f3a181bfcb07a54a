// A bureau's whole tax year: eight kinds of employers, paid every four weeks, tie out to the books,
// to what HMRC gets and to the bank.
#include "ledger/records/budget.h"
#include "ledger/records/payment.h"
#include "ledger/records/slip_recoverable.h"
#include "ledger/verify/verify.h"
#include "ledger/views/safeguarding.h"
#include "rules/payroll/paye.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/pay_due.h"
#include "scheduler/payroll/recoverable_pay.h"
#include "scheduler/payroll_papers/year_papers_of.h"
#include "tests/scheduler/payroll_bureau.h"
#include "tests/support/how_many.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaySlip;
using tests::Bureau;
using tests::kinds;
using tests::on;
using tests::opening_pence;
using enum tests::Kind;

Money hmrc_of(ledger::Database& books, const PaySlip& slip) {
    return slip.tax + slip.ni_employee + slip.ni_employer + slip.loan + slip.postgraduate -
           slip.allowance - total_of(ledger::recoverable_of_slip(books, slip.id));
}

struct Sums {
    Money gross{};
    Money tax{};
    Money employee{};
    Money employer{};
    Money allowance{};
    Money paid{};
};

Sums sums_of(const std::vector<PaySlip>& slips) {
    Sums all;
    for (const PaySlip& each : slips) {
        all.gross += each.gross;
        all.tax += each.tax;
        all.employee += each.ni_employee;
        all.employer += each.ni_employer;
        all.allowance += each.allowance;
        all.paid += each.paid;
    }
    return all;
}

class PayrollYear : public ::testing::Test {
  protected:
    explicit PayrollYear(std::int64_t employers = kinds) : bureau(static_cast<int>(employers)) {
        bureau.pay_the_year();
    }
    Sums sums(int employer) { return sums_of(bureau.slips(Bureau::ref("J", employer))); }

    // What the slips of an employer come to.
    struct Owed {
        Money paid{};
        Money hmrc{};
        Money pension{};
    };
    Owed owed_by(int i) {
        Owed owed;
        for (const PaySlip& each : bureau.slips_of(i)) {
            EXPECT_EQ(each.net,
                      each.gross - each.tax - each.ni_employee - each.loan - each.postgraduate -
                          each.pension_employee - each.attachment);
            Money lines;
            for (const auto& line : ledger::lines_of_slip(bureau.books(), each.id)) {
                if (line.counts != "expense") lines += line.amount;
            }
            EXPECT_EQ(lines, each.gross) << each.id;
            owed.hmrc += hmrc_of(bureau.books(), each);
            owed.paid += each.paid;
            owed.pension += each.pension_employee + each.pension_employer;
        }
        return owed;
    }
    // Of somebody who died nothing leaves any more: their wages of the last payday, and HMRC's
    // part of their last quarter, are for the ending of their budget.
    Owed left_unpaid(int i) {
        Owed left;
        if (Bureau::kind_of(i) != dies) return left;
        for (const PaySlip& each : bureau.slips_of(i)) {
            if (each.paid_on == on("2026-12-11")) left.paid += each.paid;
            if (each.paid_on > on("2026-10-05")) left.hmrc += hmrc_of(bureau.books(), each);
        }
        left.hmrc = std::max(left.hmrc, Money{});  // what HMRC owes it pays back
        return left;
    }
    // What left the fund is what the slips owe; what left the client account is what is owed no
    // more; and what HMRC is owed is what its files and the P32 say, to the penny.
    void expect_ties(int i) {
        const Owed owed = owed_by(i);
        const Owed left = left_unpaid(i);
        const Money cost = owed.hmrc + owed.paid + owed.pension;
        EXPECT_EQ(bureau.at(i, AccountName::fund), opening_pence - cost.pence()) << i;
        EXPECT_EQ(bureau.at(i, AccountName::payable_net_pay), left.paid.pence()) << i;
        EXPECT_EQ(bureau.at(i, AccountName::payable_hmrc), left.hmrc.pence()) << i;
        EXPECT_EQ(bureau.at(i, AccountName::payable_pension), 0) << i;
        const ledger::Employer employer = bureau.employer(i);
        EXPECT_EQ(due(employer.number, "hmrc"), owed.hmrc) << i;
        EXPECT_EQ(due(employer.number, "pension"), owed.pension) << i;
        Money p32;
        for (const auto& month : p32_months(bureau.books(), employer, 2026, holidays())) {
            p32 += month.due;
        }
        EXPECT_EQ(p32, owed.hmrc) << i;
        all_paid += cost - left.paid - left.hmrc;
    }
    const ledger::BankHolidays& holidays() {
        if (!holidays_) holidays_ = loaded_holidays(bureau.books()).value();
        return *holidays_;
    }
    Money due(std::int64_t employer, const std::string& what) {
        if (all_due.empty()) {
            all_due = pay_due(bureau.books(), {on("2026-04-06"), on("2027-05-31")}, holidays());
        }
        Money sum;
        for (const PayDue& each : all_due) {
            if (each.employer == employer && each.what == what) sum += each.amount;
        }
        return sum;
    }
    // A cumulative code has taken, at the last payment, the tax of the whole to date.
    void expect_tax_of_the_year(const std::vector<PaySlip>& slips, const rules::TaxRates& rates) {
        Money taxable;
        Money tax;
        for (const PaySlip& each : slips) {
            taxable += each.taxable;
            tax += each.tax;
            EXPECT_EQ(each.taxable_to_date, taxable) << each.id;
            EXPECT_EQ(each.tax_to_date, tax) << each.id;
        }
        const PaySlip& last = slips.back();
        const auto whole = rules::tax_due(
            rates,
            {.code = rules::parse_tax_code(last.tax_code).value(),
             .period = {rules::PayFrequency::four_weekly, static_cast<int>(last.period_no)},
             .pay = taxable,
             .pay_to_date = taxable});
        EXPECT_EQ(whole.value().tax_to_date, tax) << last.id;
    }

    Bureau bureau;
    std::vector<PayDue> all_due{};
    Money all_paid{};

  private:
    std::optional<ledger::BankHolidays> holidays_{};
};

class ManyEmployersYear : public PayrollYear {
  protected:
    ManyEmployersYear() : PayrollYear(tests::how_many("ALMONER_EMPLOYERS", 16, 300)) {}
};

// What the bank of the client account booked, in and out.
Money booked_by_bank(ledger::Database& books) {
    static const ledger::Query lines{
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM statement_line"};
    ledger::Rows rows = books.select(lines);
    return rows.next() ? rows.money(0) : Money{};
}

TEST_F(ManyEmployersYear, TiesOutToTheBooksToHmrcAndToTheBank) {
    bureau.take_refunds();
    const auto book = rules::RateBook::parse(bureau.area.settings.at(program_rates)).value();
    const auto rates = rules::tax_rates(book, rules::TaxYear::starting_in(2026)).value();
    for (int i = 0; i < bureau.employers(); ++i) {
        expect_ties(i);
        for (const char* const letter : {"J", "K"}) {
            const auto slips = bureau.slips(Bureau::ref(letter, i));
            if (!slips.empty()) expect_tax_of_the_year(slips, rates);
        }
    }
    EXPECT_EQ(booked_by_bank(bureau.books()), -all_paid);
    EXPECT_GT(bureau.refunded, Money{});  // leavers' tax, and maternity pay
    EXPECT_EQ(bureau.held(), std::set<std::string>{"person-died"});
    const auto accounts =
        ledger::client_accounts_held(bureau.books(), ledger::now_on(on("2027-12-31")));
    ASSERT_EQ(accounts.size(), 1U);
    EXPECT_TRUE(accounts.front().agrees());
    EXPECT_EQ(accounts.front().held,
              Money::from_pence(opening_pence * bureau.employers()) - all_paid);
    EXPECT_TRUE(ledger::verify(bureau.books()).clean());
}

// 13 times 1,016.80 is 13,218.40. In week 52 the code 1257L frees 52 x 241.92 = 12,579.84: 20% of
// 638 is 127.60. National Insurance each time as payroll.md, section 1 has it: 3.98 and 94.77.
TEST_F(PayrollYear, OfSteadyHoursIsTheYearsTax) {
    const Sums year = sums(steady);
    EXPECT_EQ(year.gross, Money::from_pence(13'218'40));
    EXPECT_EQ(year.tax, Money::from_pence(127'60));
    EXPECT_EQ(year.employee, Money::from_pence(51'74));
    EXPECT_EQ(year.employer, Money::from_pence(1'232'01));
    EXPECT_EQ(year.allowance, Money::from_pence(1'232'01));
    EXPECT_EQ(year.paid, Money::from_pence(13'039'06));
}

// Ten working days from 6 April 2026: 80% of the average of 190.65 is above 123.25 a week.
TEST_F(PayrollYear, OfSomebodySickHasTwoWeeksOfSickPay) {
    const auto slips = bureau.slips(Bureau::ref("J", sick));
    ASSERT_EQ(slips.size(), 13U);
    EXPECT_EQ(slips[8].gross, Money::from_pence(381'30 + 246'50));
    EXPECT_EQ(slips[7].gross, Money::from_pence(762'60));
}

// Eight weeks at 889.70 for four: 222.425 a week, 90% of which is 200.1825 for six weeks, then
// 194.32; each payment rounded up. 29 of the 39 weeks are paid by 2 April 2027.
TEST_F(PayrollYear, OfAMotherHasMaternityPayUpToTheLastPayday) {
    const auto slips = bureau.slips(Bureau::ref("J", mother));
    ASSERT_EQ(slips.size(), 13U);
    EXPECT_EQ(slips[5].gross, Money::from_pence(660'92 + 200'19));
    EXPECT_EQ(slips[6].gross, Money::from_pence(800'73));
    EXPECT_EQ(slips[7].gross, Money::from_pence(783'15));
    EXPECT_EQ(slips[8].gross, Money::from_pence(777'28));
    EXPECT_EQ(slips[12].gross, Money::from_pence(777'28));
}

// Starter without a P45 who has another job: BR takes 20% of every pound. 40 hours are 508.40.
TEST_F(PayrollYear, OfAStarterBeginsWithTheJob) {
    const auto slips = bureau.slips(Bureau::ref("J", starter));
    ASSERT_EQ(slips.size(), 6U);
    EXPECT_EQ(slips[0].tax, Money::from_pence(101'60));
    EXPECT_EQ(sums(starter).tax, Money::from_pence(610'00));
}

TEST_F(PayrollYear, EndsWithTheLastDayOfWork) {
    EXPECT_EQ(bureau.slips(Bureau::ref("J", leaver)).size(), 5U);
    const auto last = bureau.slips(Bureau::ref("J", dies));
    ASSERT_EQ(last.size(), 9U);
    EXPECT_EQ(last[8].gross, Money::from_pence(508'40));
    EXPECT_EQ(ledger::posting_of_slip(bureau.books(), last[8].id)->way, "posted");
}

// Without a claim the employer's National Insurance of both jobs is HMRC's: 64 hours are 813.44,
// 15% of what lies above 385.00 is 64.27. 72 hours at 13.00 with 12.07% on top are 1,048.98.
TEST_F(PayrollYear, OfTwoJobsWithoutAClaimPaysTheWholeOfNationalInsurance) {
    const auto first = bureau.slips(Bureau::ref("J", two_jobs));
    const auto second = bureau.slips(Bureau::ref("K", two_jobs));
    ASSERT_EQ(first.size(), 13U);
    ASSERT_EQ(second.size(), 13U);
    EXPECT_EQ(first[0].ni_employer, Money::from_pence(64'27));
    EXPECT_EQ(first[0].allowance, Money{});
    EXPECT_EQ(second[0].gross, Money::from_pence(1'048'98));
    EXPECT_EQ(second[0].pension_employer, Money::from_pence(17'07));
}

}  // namespace
}  // namespace almoner::scheduler
