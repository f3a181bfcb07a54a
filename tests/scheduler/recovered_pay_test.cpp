// What HMRC gives back of statutory pay (payroll.md, section 4: 92%, or all of it and 9% with it
// for a small employer in 2026-27). Two payments of 780.00 in eight weeks are 195.00 a week; the
// first six weeks of maternity pay are 90% of it, 175.50: four weeks are 702.00. 15% of what lies
// above 385.00 is 47.55 of the employer's National Insurance, which Employment Allowance meets.
#include "scheduler/hmrc/recovered_pay.h"

#include "ledger/records/before_take_over.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/slip_recoverable.h"
#include "scheduler/commands/payroll_submit.h"
#include "scheduler/hmrc/filing_record.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/pay_due.h"
#include "scheduler/payroll/recoverable_pay.h"
#include "scheduler/payroll_papers/year_papers_of.h"
#include "tests/scheduler/hmrc_filings_area.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using nlohmann::json;
using tests::on;

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

class StatutoryPayBack : public tests::HmrcFilingsArea {
  protected:
    StatutoryPayBack() {
        change_job([](ledger::Employment& changed) { changed.start_on = on("2025-01-06"); });
        earn_before(780'00, {"2026-01-09", "2026-02-06", "2026-03-06"});
        area.write([&](ledger::Work& work) {
            ledger::insert_absence(work,
                                   {.employment = job,
                                    .kind = "maternity",
                                    .first_on = on("2026-03-30"),
                                    .event_on = on("2026-06-15"),
                                    .recorded_on = on("2026-03-30"),
                                    .recorded_by = 1});
        });
    }
    std::vector<ledger::SlipRecoverable> rows() {
        return ledger::recoverable_of_slip(area.area().database(), slips(job).back().id);
    }
    void correct_to(std::int64_t hours, bool is_small) {
        change_employer([&](ledger::Employer& changed) { changed.is_small = is_small; });
        withdraw(sheet_);
        sheet_ = work_hours(job, hours);
        const std::string slip = std::to_string(slips(job).back().id);
        confirm(area.answer(
            payroll_correct, {{"slip", slip}, {"words", "Another hour."}}, {.day = "2026-05-05"}));
    }
    // The newest message about statutory pay, brought to the stand-in.
    std::int64_t claim() {
        now_s += 3'700;
        submit("2026-05-06");
        send();
        std::int64_t newest = 0;
        for (const auto& each : ledger::every_hmrc_filing(area.area().database())) {
            if (each.purpose == "allowance" && each.tax_month == 1) newest = each.id;
        }
        return newest;
    }
    json submit(const std::string& day) { return area.answer(payroll_submit, {}, {.day = day}); }

    std::int64_t sheet_ = 0;
};

TEST_F(StatutoryPayBack, LowersWhatHmrcIsOwed) {
    ASSERT_EQ(codes(draft()), std::vector<std::string>{"no-timesheet"});
    pay();
    const auto slip = slips(job).back();
    ASSERT_EQ(slip.gross, pence(702'00));
    EXPECT_EQ(slip.ni_employer, pence(47'55));
    EXPECT_EQ(slip.allowance, pence(47'55));
    ASSERT_EQ(rows().size(), 1U);
    EXPECT_EQ(rows()[0].kind, "maternity");
    EXPECT_EQ(rows()[0].paid, pence(702'00));
    EXPECT_EQ(rows()[0].recovered, pence(702'00));
    EXPECT_EQ(rows()[0].compensation, pence(63'18));
    EXPECT_EQ(at(AccountName::payable_hmrc), -765'18);
    EXPECT_EQ(at(AccountName::payable_net_pay), 702'00);
    EXPECT_EQ(at(AccountName::fund), 20'000'00 - 702'00 + 765'18);
    expect_clean();
}

TEST_F(StatutoryPayBack, IsShownAsDueAndOnTheP32) {
    pay();
    ledger::Database& database = area.area().database();
    const auto holidays = loaded_holidays(database).value();
    Money hmrc;
    for (const PayDue& each : pay_due(database, {on("2026-04-06"), on("2026-07-31")}, holidays)) {
        if (each.what == "hmrc") hmrc += each.amount;
    }
    EXPECT_EQ(hmrc, pence(-765'18));
    const auto months = p32_months(
        database, *ledger::employer_numbered(database, employer, on("2026-05-01")), 2026, holidays);
    ASSERT_EQ(months.size(), 1U);
    EXPECT_EQ(months[0].employer_ni, pence(47'55));
    EXPECT_EQ(months[0].allowance, pence(47'55));
    EXPECT_EQ(months[0].recovered, pence(765'18));
    EXPECT_EQ(months[0].due, pence(-765'18));
}

// 92% of 702.00 is 645.84, without compensation.
TEST_F(StatutoryPayBack, IsNotAllOfItForALargerEmployer) {
    change_employer([](ledger::Employer& changed) { changed.is_small = false; });
    pay();
    ASSERT_EQ(rows().size(), 1U);
    EXPECT_EQ(rows()[0].recovered, pence(645'84));
    EXPECT_EQ(rows()[0].compensation, Money{});
    EXPECT_EQ(at(AccountName::payable_hmrc), -645'84);
}

// Without a claim the 47.55 are due: 765.18 less 47.55 are 717.63.
TEST_F(StatutoryPayBack, GoesBesideAnAllowanceThatIsNotClaimed) {
    change_employer([](ledger::Employer& changed) { changed.claims_allowance = false; });
    pay();
    EXPECT_EQ(slips(job).back().allowance, Money{});
    EXPECT_EQ(at(AccountName::payable_hmrc), -717'63);
    expect_clean();
}

// Once the tax month is over, and once.
TEST_F(StatutoryPayBack, IsClaimedByAPaymentSummary) {
    pay();
    EXPECT_EQ(submit("2026-05-01").at("prepared"), 2);  // what was paid, and the allowance
    EXPECT_EQ(submit("2026-05-05").at("prepared"), 0);
    const json claimed = submit("2026-05-06");
    ASSERT_EQ(claimed.at("prepared"), 1) << claimed;
    const auto id = claimed.at("filings")[0].at("filing").get<std::int64_t>();
    ledger::Database& database = area.area().database();
    const auto filing = ledger::hmrc_filing_by_id(database, id).value();
    EXPECT_EQ(filing.kind, "eps");
    EXPECT_EQ(filing.tax_month, 1);
    const std::string xml = body_of_filing(database, filing).value().xml;
    EXPECT_NE(xml.find("<TaxMonth>1</TaxMonth>"), std::string::npos) << xml;
    EXPECT_NE(xml.find("<SMPRecovered>702.00</SMPRecovered>"), std::string::npos) << xml;
    EXPECT_NE(xml.find("<NICCompensationOnSMP>63.18</NICCompensationOnSMP>"), std::string::npos);
    EXPECT_EQ(xml.find("EmpAllceInd"), std::string::npos);
    EXPECT_EQ(submit("2026-05-07").at("prepared"), 0);
}

// 702.00, 645.84 of a larger employer, and 702.00 again: HMRC has had that message, and takes one
// that says a nil beside it.
TEST_F(StatutoryPayBack, ThatGoesBackToAnEarlierSumIsNoDuplicate) {
    sheet_ = work_hours(job, 10);
    pay();
    submit("2026-05-01");
    const std::int64_t first = claim();
    correct_to(11, false);
    const std::int64_t second = claim();
    correct_to(12, true);
    const std::int64_t third = claim();
    for (const std::int64_t each : {first, second, third}) EXPECT_EQ(state(each), "accepted");
    EXPECT_NE(xml(second).find("<SMPRecovered>645.84</SMPRecovered>"), std::string::npos);
    EXPECT_EQ(xml(first).find("<SPPRecovered>"), std::string::npos);
    EXPECT_NE(xml(third).find("<SMPRecovered>702.00</SMPRecovered>"), std::string::npos);
    EXPECT_NE(xml(third).find("<SPPRecovered>0.00</SPPRecovered>"), std::string::npos);
    EXPECT_EQ(submit("2026-05-06").at("prepared"), 0);
}

// HMRC was told up to July and nothing is given back after all: that is told, up to July.
TEST_F(StatutoryPayBack, IsTakenBackWhereItWasTold) {
    ledger::Database& database = area.area().database();
    EXPECT_FALSE(recovered_to_date(database, {}, {employer, 2026, 0}, on("2026-09-01")));
    const auto nil = recovered_to_date(database, {}, {employer, 2026, 4}, on("2026-09-01"));
    ASSERT_TRUE(nil);
    EXPECT_EQ(nil->tax_month, 4);
    EXPECT_EQ(nil->recovered.maternity, Money{});
    pay();
    const auto slip = slips(job).back();
    EXPECT_FALSE(recovered_to_date(database, {slip}, {employer, 2026, 0}, on("2026-05-05")));
    EXPECT_FALSE(recovered_to_date(database, {slip}, {employer, 2025, 0}, on("2026-05-06")));
    EXPECT_EQ(recovered_to_date(database, {slip}, {employer, 2026, 0}, on("2026-05-06"))
                  ->recovered.maternity,
              pence(702'00));
}

// The bureau before claimed 500.00 and 45.00 of maternity pay in April: HMRC hears of the year to
// date, once this program claims anything itself.
TEST_F(StatutoryPayBack, BeginsWithWhatWasRecoveredBefore) {
    ledger::Database& database = area.area().database();
    area.write([&](ledger::Work& work) {
        ledger::insert_opening_recovered(work,
                                         {.employer = employer,
                                          .tax_year = 2026,
                                          .kind = "maternity",
                                          .recovered = pence(500'00),
                                          .compensation = pence(45'00)});
    });
    EXPECT_FALSE(recovered_to_date(database, {}, {employer, 2026, 0}, on("2026-09-01")));
    pay();
    const auto sums =
        recovered_to_date(database, {slips(job).back()}, {employer, 2026, 0}, on("2026-05-06"));
    ASSERT_TRUE(sums);
    EXPECT_EQ(sums->recovered.maternity, pence(1'202'00));
    EXPECT_EQ(sums->compensation.maternity, pence(108'18));
}

// Sick pay is not given back (payroll.md, section 4), nor is any other pay.
TEST(RecoverablePay, IsThatOfParentsAlone) {
    const auto book =
        rules::RateBook::parse(
            testing::read_whole(testing::project_path("ops/reference-data/payroll-rates.csv")))
            .value();
    const auto back = [&](const char* kind, const char* paid_on) {
        const auto made =
            recoverable_pay(book, {}, on(paid_on), {{.kind = kind, .amount = pence(100'00)}});
        return total_of(made.value()).pence();
    };
    EXPECT_EQ(back("sick-pay", "2026-05-01"), 0);
    EXPECT_EQ(back("day", "2026-05-01"), 0);
    EXPECT_EQ(back("paternity", "2026-05-01"), 109'00);
    EXPECT_EQ(back("adoption", "2026-04-05"), 108'50);
    EXPECT_EQ(back("neonatal", "2026-04-06"), 109'00);
    EXPECT_EQ(back("shared-parental", "2025-04-05"), 103'00);
    EXPECT_EQ(back("bereavement", "2025-04-06"), 108'50);
}

}  // namespace
}  // namespace almoner::scheduler
