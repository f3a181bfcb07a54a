// Wages that a fund does not hold, slips that were wrong, and employers whose money we never hold.
#include "ledger/posting/payroll.h"
#include "ledger/records/absence.h"
#include "ledger/records/payroll_opening.h"
#include "scheduler/payroll/pay_due.h"
#include "tests/scheduler/payroll_run_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaySlip;
using nlohmann::json;
using tests::FieldMap;
using tests::on;

const ledger::Query open_tasks{"SELECT words FROM task WHERE kind = $1 AND state = 1 ORDER BY id"};

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

class WagesAboveTheFund : public tests::PayrollRunArea {
  protected:
    WagesAboveTheFund() : PayrollRunArea(ledger::Option::managed_account, 900'00) {}
    std::string task() {
        ledger::Rows rows = area.area().database().select(open_tasks, wage_above_fund);
        return rows.next() ? rows.str(0) : std::string{};
    }
};

// 1,016.80 out of 900.00: 116.80 above it.
TEST_F(WagesAboveTheFund, AreOwedAndLookedAfterAtOnce) {
    work_hours(job, 80);
    const json run = draft();
    EXPECT_EQ(codes(run), std::vector<std::string>{"funds-short"});
    approve(run);
    const json posted = post_run(run);
    EXPECT_EQ(posted.at("posted"), 0);
    EXPECT_EQ(posted.at("slips_owed"), 1);  // a count: `owed` would be shown as money
    EXPECT_EQ(posted.at("owed_total"), 1'016'80);
    EXPECT_EQ(at(AccountName::fund), -116'80);
    EXPECT_EQ(at(AccountName::payable_net_pay), 1'003'02);
    EXPECT_EQ(ledger::posting_of_slip(area.area().database(), 1)->way, "owed");
    EXPECT_EQ(area.count("excuse"), 1);
    EXPECT_NE(task().find("£116.80"), std::string::npos) << task();
    ASSERT_EQ(posted.at("emergencies").size(), 1U) << task();
    EXPECT_NE(task().find(posted.at("emergencies").at(0).get<std::string>()), std::string::npos);
    ASSERT_EQ(area.payments().size(), 1U);
    EXPECT_EQ(area.payments()[0].net, pence(116'80));
    expect_clean();
}

TEST_F(WagesAboveTheFund, AreOwedAlsoWhereNoEmergencyMayBePaid) {
    area.settings["emergency-cap"] = "10.00";
    work_hours(job, 80);
    EXPECT_EQ(pay().at("emergencies").size(), 0U);
    EXPECT_NE(task().find("above-emergency-cap"), std::string::npos) << task();
    EXPECT_EQ(at(AccountName::fund), -116'80);
    expect_clean();
}

// To the penny what the fund holds is no wage above it: 900.00 is 70 h 48 min at 12.71 = 899.87.
TEST_F(WagesAboveTheFund, AreNotThoseThatItHolds) {
    work(job, {{.kind = "day", .quantity = 70 * 60 + 48}});
    const json run = draft();
    EXPECT_EQ(codes(run), std::vector<std::string>{});
    approve(run);
    EXPECT_EQ(post_run(run).at("posted"), 1);
    EXPECT_EQ(area.count("excuse"), 0);
}

class SlipsThatWereWrong : public tests::PayrollRunArea {
  protected:
    // 80 hours were paid; 70 were right.
    void pay_too_much() {
        const std::int64_t sheet = work_hours(job, 80);
        pay();
        withdraw(sheet);
        work_hours(job, 70);
    }
    json propose(const std::string& slip = "1") {
        return area.answer(
            payroll_correct, {{"slip", slip}, {"words", "Ten hours too many."}}, may_5);
    }
    const tests::AskedOn may_5{.day = "2026-05-05"};
};

// 70 x 12.71 = 889.70: no tax and no National Insurance of the employee.
TEST_F(SlipsThatWereWrong, AreTakenBackAndMadeAnewInOneGo) {
    pay_too_much();
    const json proposed = propose();
    EXPECT_EQ(proposed.at("before"), 1'016'80);
    EXPECT_EQ(proposed.at("after"), 889'70);
    confirm(proposed);
    const auto now = slips(job);
    ASSERT_EQ(now.size(), 1U);
    EXPECT_EQ(now[0].corrects, 1);
    EXPECT_EQ(now[0].gross, pence(889'70));
    EXPECT_EQ(now[0].overpaid, Money{});
    EXPECT_EQ(at(AccountName::fund), 2'000'00 - 889'70);
    EXPECT_EQ(at(AccountName::payable_net_pay), 889'70);
    EXPECT_EQ(at(AccountName::payable_hmrc), 0);
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 0);
    EXPECT_EQ(area.refusal(payroll_correct, {{"slip", "1"}, {"words", "Again."}}, may_5),
              "slip-corrected-already");
    EXPECT_EQ(area.refusal(payroll_correct, {{"slip", "2"}, {"words", "Again."}}, may_5),
              "nothing-differs");
    EXPECT_EQ(area.refusal(payroll_correct, {{"slip", "9"}, {"words", "Which?"}}, may_5),
              "slip-unknown");
    expect_clean();
}

TEST_F(SlipsThatWereWrong, AreCorrectedByTwoPeople) {
    pay_too_much();
    const json proposed = propose();
    const FieldMap fields{{"proposal", proposed.at("proposal").dump()},
                          {"confirm", proposed.at("confirm")}};
    EXPECT_EQ(area.refusal(proposal_confirm, fields, may_5), "needs-checker");
    EXPECT_EQ(at(AccountName::fund), 983'20);
}

// 68 hours were right after all: what was proposed is not what would be made now.
TEST_F(SlipsThatWereWrong, AreWorkedOutAgainBeforeTheyAreCorrected) {
    const std::int64_t wrong = work_hours(job, 80);
    pay();
    withdraw(wrong);
    const std::int64_t sheet = work_hours(job, 70);
    const json proposed = propose();
    withdraw(sheet);
    work_hours(job, 68);
    const auto confirmed = area.ask(
        proposal_confirm,
        {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}},
        {.actor = tests::ben, .day = "2026-05-05"});
    ASSERT_FALSE(confirmed.accepted());
    EXPECT_EQ(confirmed.refusal().code, "draft-out-of-date");
    EXPECT_EQ(confirmed.refusal().field, "proposal");
    EXPECT_EQ(slips(job).front().id, 1);
    expect_clean();
}

TEST_F(SlipsThatWereWrong, AreNotCorrectedBeforeTheyArePosted) {
    work_hours(job, 80);
    draft();
    EXPECT_EQ(area.refusal(payroll_correct, {{"slip", "1"}, {"words", "Wrong."}}, may_5),
              "slip-not-posted");
}

TEST_F(SlipsThatWereWrong, OfHoursThatWereNeverWorkedAreNil) {
    const std::int64_t sheet = work_hours(job, 80);
    pay();
    withdraw(sheet);
    confirm(propose());
    EXPECT_EQ(slips(job).at(0).gross, Money{});
    EXPECT_EQ(slips(job).at(0).tax_to_date, Money{});
    EXPECT_EQ(at(AccountName::fund), 2'000'00);
    EXPECT_EQ(at(AccountName::payable_net_pay), 0);
    expect_clean();
}

class PlainDirectPayment : public tests::PayrollRunArea {
  protected:
    PlainDirectPayment() : PayrollRunArea(ledger::Option::direct_payment, 0) {}
};

// Slips, and what to pay by when: the money is the holder's.
TEST_F(PlainDirectPayment, HasSlipsAndPostsNothing) {
    work_hours(job, 80);
    const json posted = pay();
    EXPECT_EQ(posted.at("shown"), 1);
    EXPECT_EQ(posted.at("posted"), 0);
    EXPECT_EQ(area.count("transfer"), 0);
    EXPECT_EQ(slips(job).at(0).paid, pence(1'003'02));
    const auto due = pay_due(
        area.area().database(), {on("2026-05-01"), on("2026-07-31")}, ledger::BankHolidays{});
    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].what, "net-pay");
    EXPECT_EQ(due[0].due_by, on("2026-05-01"));
    EXPECT_EQ(due[0].amount, pence(1'003'02));
    EXPECT_FALSE(due[0].is_managed);
    EXPECT_EQ(due[1].what, "hmrc");
    EXPECT_EQ(due[1].due_by, on("2026-07-22"));
    EXPECT_EQ(due[1].reference, "2703");
    EXPECT_EQ(due[1].amount, pence(13'78));
    expect_clean();
}

class Absences : public tests::PayrollRunArea {
  protected:
    Absences() : PayrollRunArea(ledger::Option::managed_account, 9'000'00) {}
    std::vector<ledger::PaySlipLine> lines_of_last() {
        return ledger::lines_of_slip(area.area().database(), slips(job).back().id);
    }
};

// reference/payroll.md, section 4: from April 2026 neither waiting days nor a lower limit, and the
// least of 123.25 and 80% of average earnings. Two payments of 780.00 in eight weeks are 195.00 a
// week: 123.25 for a week of five days.
TEST_F(Absences, OfSicknessArePaidByTheLaw) {
    area.write([&](ledger::Work& work) {
        auto earlier =
            ledger::employer_numbered(work.database(), employer, on("2026-05-01")).value();
        earlier.first_payday = on("2026-03-06");
        earlier.first_last_on = on("2026-03-01");
        ledger::insert_employer(work, earlier);
    });
    work(job, {{.kind = "sleep-in", .quantity = 13}}, {on("2026-02-02"), on("2026-03-01")});
    pay("2026-03-06");
    work(job, {{.kind = "sleep-in", .quantity = 13}}, {on("2026-03-02"), on("2026-03-29")});
    pay("2026-04-03");
    work(job, {{.kind = "sleep-in", .quantity = 13}});
    pay("2026-05-01");
    be_away(job, "sickness", "2026-05-04", "2026-05-08");
    work_hours(job, 10, tests::four_weeks_in_may);
    pay("2026-05-29");
    const auto lines = lines_of_last();
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].kind, "sick-pay");
    EXPECT_EQ(lines[1].amount, pence(123'25));
    EXPECT_EQ(lines[1].rule, "ssp.weekly");
}

// An hour of holiday is worth what an hour of the last 52 weeks was: here 12.71.
TEST_F(Absences, OfHolidayArePaidAtTheAverage) {
    work_hours(job, 40);
    be_away(job, "holiday", "2026-04-20", "2026-04-21", 8 * 60);
    pay();
    const auto lines = lines_of_last();
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1].kind, "holiday");
    EXPECT_EQ(lines[1].amount, pence(101'68));
    EXPECT_EQ(slips(job).back().gross, pence(610'08));
}

TEST_F(Absences, WithoutKnownEarningsAreSaidAndNotGuessed) {
    area.write([&](ledger::Work& work) {
        ledger::insert_payroll_opening(work,
                                       {.employment = job,
                                        .tax_year = 2026,
                                        .up_to = on("2026-04-10"),
                                        .gross = pence(800'00),
                                        .taxable = pence(800'00)});
    });
    work_hours(job, 40);
    be_away(job, "sickness", "2026-04-20", "2026-04-21");
    EXPECT_EQ(codes(draft()), std::vector<std::string>{"earnings-unknown"});
}

class FixedHours : public tests::PayrollRunArea {};

TEST_F(FixedHours, WithoutARateAreSaidAndNotGuessed) {
    work(job, {{.kind = "bank-holiday", .quantity = 60}});
    EXPECT_EQ(codes(draft()), std::vector<std::string>{"rate-unknown"});
    area.write([&](ledger::Work& work) {
        auto fixed = *ledger::employment_numbered(work.database(), job, on("2026-05-01"));
        fixed.number = 0;
        fixed.ref = "J2";
        fixed.weekly_minutes = 600;
        fixed.has_fixed_hours = true;
        ledger::insert_employment(work, fixed, std::vector<ledger::PaidFrom>{{holder.line, 1}});
    });
    EXPECT_EQ(codes(draft()), (std::vector<std::string>{"rate-unknown", "rate-unknown"}));
}

// 10 hours a week of five days, four weeks: 40 hours; away for one day: 38.
TEST_F(FixedHours, ArePaidUnlessASheetSaysOtherwise) {
    const std::int64_t fixed =
        add_job({{.plan_line = holder.line}}, {.weekly_minutes = 600, .has_fixed_hours = true});
    draft();
    auto usual = ledger::lines_of_slip(area.area().database(), 1);
    ASSERT_EQ(usual.size(), 1U);
    EXPECT_EQ(usual[0].quantity, 40 * 60);
    EXPECT_EQ(usual[0].rule, "usual-hours");
    area.write([&](ledger::Work& work) {
        ledger::insert_absence(work,
                               {.employment = fixed,
                                .kind = "unpaid",
                                .first_on = on("2026-04-20"),
                                .last_on = on("2026-04-20"),
                                .recorded_on = on("2026-04-21"),
                                .recorded_by = 1});
    });
    draft();
    EXPECT_EQ(ledger::lines_of_slip(area.area().database(), 2).at(0).quantity, 38 * 60);
    work_hours(fixed, 12);
    draft();
    EXPECT_EQ(ledger::lines_of_slip(area.area().database(), 3).at(0).quantity, 12 * 60);
}

class Leavers : public tests::PayrollRunArea {
  protected:
    void leave(const std::string& day) {
        area.write([&](ledger::Work& work) {
            auto job_now =
                ledger::employment_numbered(work.database(), job, on("2026-05-01")).value();
            job_now.end_on = on(day);
            job_now.end_reason = "resigned";
            ledger::insert_employment(
                work, job_now, std::vector<ledger::PaidFrom>{{holder.line, 1}});
        });
    }
    void pay_job(const std::string& payday, const std::string& leaver) {
        const json run = area.answer(
            payroll_run, {{"payday", payday}, {"job", "J1"}, {"leaver", leaver}}, {.day = payday});
        approve(run, payday);
        post_run(run);
    }
};

// What is paid after the last slip is taxed on 0T by itself: 60.00 at 20%.
TEST_F(Leavers, HaveALastSlipAndAfterItNoAllowance) {
    work_hours(job, 80);
    leave("2026-04-20");
    pay_job("2026-04-24", "yes");
    EXPECT_EQ(slips(job).at(0).tax_code, "1257L");
    EXPECT_EQ(area.refusal(payroll_run, cycle(), {.day = "2026-04-28"}), "nobody-paid");
    work(job, {{.kind = "sleep-in", .quantity = 1}}, {on("2026-04-27"), on("2026-04-27")});
    pay_job("2026-05-05", "");
    const PaySlip after = slips(job).at(1);
    EXPECT_TRUE(after.is_after_leaving);
    EXPECT_EQ(after.tax_code, "0T");
    EXPECT_EQ(after.tax_basis, "N");
    EXPECT_EQ(after.tax, pence(12'00));
    expect_clean();
}

}  // namespace
}  // namespace almoner::scheduler
