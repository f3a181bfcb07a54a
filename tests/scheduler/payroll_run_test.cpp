// From confirmed hours to what is owed: drafted, seen by a second person, in the books once.
#include "ledger/posting/enter.h"
#include "ledger/posting/payroll.h"
#include "ledger/records/plan_line.h"
#include "scheduler/payroll/other_account.h"
#include "scheduler/surplus/surplus_of.h"
#include "tests/scheduler/payroll_run_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::Stream;
using nlohmann::json;
using tests::FieldMap;
using tests::on;

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

class PayrollRuns : public tests::PayrollRunArea {
  protected:
    void born(const std::string& day) {
        area.write([&](ledger::Work& work) {
            ledger::Person changed =
                *ledger::person_numbered(work.database(), assistant(work), on("2026-01-05"));
            changed.personal = ledger::insert_person_private(
                work, changed.number, {.given_name = "Pat", .date_of_birth = on(day)});
            ledger::insert_person(work, changed);
        });
    }
    void other_account(const std::string& from) {
        change_account(from, [](ledger::Work& work, ledger::PayeeAccount& now) {
            now.bank_private =
                ledger::insert_bank_private(work, now.person, {"PAT PA1", "107999", "88837492"});
        });
    }
    void checked_anew(const std::string& from) {
        change_account(from, [](ledger::Work&, ledger::PayeeAccount& now) {
            now.check_result = ledger::CheckResult::uncheckable;
        });
    }

  private:
    std::int64_t assistant(ledger::Work& work) const {
        const auto known = ledger::employment_numbered(work.database(), job, on("2026-05-01"));
        return ledger::assistant_numbered(work.database(), known->assistant, on("2026-05-01"))
            ->person;
    }
    void change_account(const std::string& from,
                        const std::function<void(ledger::Work&, ledger::PayeeAccount&)>& change) {
        area.write([&](ledger::Work& work) {
            ledger::PayeeAccount now =
                ledger::payee_accounts_of_person(work.database(), assistant(work), on("2026-05-29"))
                    .at(0);
            now.from_on = on(from);
            change(work, now);
            ledger::insert_payee_account(work, now);
        });
    }
};

class ManyPaydays : public tests::PayrollRunArea {
  protected:
    ManyPaydays() : PayrollRunArea(ledger::Option::managed_account, 9'000'00) {}
};

// reference/payroll.md, section 1: 80 h x 12.71 = 1,016.80 in week 4: tax 9.80, National Insurance
// 3.98 and the employer's 94.77, which Employment Allowance meets.
TEST_F(PayrollRuns, DraftTheWorkedExample) {
    work_hours(job, 80);
    const json run = draft();
    EXPECT_EQ(run.at("slips"), 1);
    EXPECT_EQ(run.at("employers"), 1);
    EXPECT_EQ(run.at("total"), 1'016'80);
    EXPECT_EQ(run.at("confirm"), "1:101680");
    const auto slip = ledger::pay_slip_by_id(area.area().database(), 1).value();
    EXPECT_EQ(slip.gross, pence(1'016'80));
    EXPECT_EQ(slip.tax, pence(9'80));
    EXPECT_EQ(slip.ni_employee, pence(3'98));
    EXPECT_EQ(slip.ni_employer, pence(94'77));
    EXPECT_EQ(slip.allowance, pence(94'77));
    EXPECT_EQ(slip.paid, pence(1'003'02));
    EXPECT_EQ(slip.tax_code, "1257L");
    EXPECT_EQ(slip.tax_to_date, pence(9'80));
    const auto lines = ledger::lines_of_slip(area.area().database(), 1);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].quantity, 80 * 60);
    EXPECT_EQ(lines[0].rate, pence(12'71));
    EXPECT_EQ(lines[0].rule, "timesheet");
    // A draft moves nothing.
    EXPECT_EQ(at(AccountName::fund), 2'000'00);
    expect_clean();
}

// The same source: then 1,200.00 (20 nights at 60.00) in week 8: tax 46.40.
TEST_F(ManyPaydays, GoOnFromTheYearToDate) {
    work_hours(job, 80);
    pay();
    work(job, {{.kind = "sleep-in", .quantity = 20}}, tests::four_weeks_in_may);
    pay("2026-05-29");
    const auto both = slips(job);
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[1].gross, pence(1'200'00));
    EXPECT_EQ(both[1].period_no, 2);
    EXPECT_EQ(both[1].tax, pence(46'40));
    EXPECT_EQ(both[1].taxable_to_date, pence(2'216'80));
    EXPECT_EQ(both[1].tax_to_date, pence(56'20));
    expect_clean();
}

TEST_F(PayrollRuns, OweWhatASlipSays) {
    work_hours(job, 80);
    const json posted = pay();
    EXPECT_EQ(posted.at("posted"), 1);
    EXPECT_EQ(posted.at("posted_total"), 1'016'80);
    EXPECT_EQ(at(AccountName::fund), 983'20);
    EXPECT_EQ(at(AccountName::payable_net_pay), 1'003'02);
    EXPECT_EQ(at(AccountName::payable_hmrc), 13'78);
    EXPECT_EQ(ledger::posting_of_slip(area.area().database(), 1)->way, "posted");
    expect_clean();
}

// What wages are owed of is nobody's surplus.
TEST_F(PayrollRuns, WhatIsOwedIsNoSurplus) {
    const auto budget = [&] {
        return ledger::budget_numbered(area.area().database(), holder.budget, on("2026-05-02"))
            .value();
    };
    const Money before = surplus_of(area.area().database(), budget(), on("2026-11-23")).free;
    work_hours(job, 80);
    pay();
    const Money after = surplus_of(area.area().database(), budget(), on("2026-11-23")).free;
    EXPECT_EQ(before - after, pence(1'016'80));
}

TEST_F(PayrollRuns, PostedTwiceAreInTheBooksOnce) {
    work_hours(job, 80);
    const json run = draft();
    approve(run);
    post_run(run);
    const json again = post_run(run);
    EXPECT_EQ(again.at("posted"), 0);
    EXPECT_EQ(again.at("state"), "posted");
    EXPECT_EQ(at(AccountName::fund), 983'20);
    expect_clean();
}

// The machine stops before the commit: nothing is there, and the next time all of it.
TEST_F(PayrollRuns, KilledWhilePostingPostsWholeTheNextTime) {
    work_hours(job, 80);
    const json run = draft();
    approve(run);
    ledger::AreaWriter& writer = area.area().writer();
    writer.begin_group();
    (void)writer.run(area.area().next_stamp(),
                     [&](ledger::Work& work) -> ledger::Outcome<std::string> {
                         const FieldMap fields{{"run", run.at("run")}};
                         const Surroundings around{};
                         Asked asked{work, Fields(fields), tests::anna, around};
                         return payroll_post(asked);
                     });
    writer.abandon_group();
    EXPECT_EQ(at(AccountName::fund), 2'000'00);
    EXPECT_EQ(area.count("pay_slip_posting"), 0);
    EXPECT_EQ(post_run(run).at("posted"), 1);
    EXPECT_EQ(at(AccountName::fund), 983'20);
    expect_clean();
}

TEST_F(PayrollRuns, AreApprovedByAnother) {
    work_hours(job, 80);
    const json run = area.answer(payroll_run, cycle(), {.actor = tests::ben, .day = "2026-04-28"});
    const FieldMap confirmed{{"run", run.at("run")}, {"confirm", run.at("confirm")}};
    const tests::AskedOn by_ben{.actor = tests::ben, .day = "2026-04-29"};
    const tests::AskedOn by_carol{.actor = tests::carol, .day = "2026-04-29"};
    EXPECT_EQ(area.refusal(payroll_approve, confirmed, by_ben), "own-proposal");
    EXPECT_EQ(area.refusal(payroll_approve, confirmed, {.day = "2026-04-29"}), "needs-checker");
    EXPECT_EQ(
        area.refusal(payroll_approve, {{"run", run.at("run")}, {"confirm", "1:101681"}}, by_carol),
        "confirm-differs");
    EXPECT_EQ(area.refusal(payroll_approve, {{"run", "PR-0009"}}, by_carol), "payroll-run-unknown");
    EXPECT_EQ(area.refusal(payroll_post, confirmed), "payroll-run-not-approved");
    tests::AskedOn limited = by_carol;
    limited.actor.approve_limit = pence(1'016'79);
    EXPECT_EQ(area.refusal(payroll_approve, confirmed, limited), "above-approve-limit");
    limited.actor.approve_limit = pence(1'016'80);
    EXPECT_EQ(area.refusal(payroll_approve, confirmed, limited), "accepted");
    EXPECT_EQ(area.refusal(payroll_approve, confirmed, by_carol), "payroll-run-not-a-draft");
}

TEST_F(PayrollRuns, AreWorkedOutAgainBeforeTheyAreApproved) {
    const std::int64_t sheet = work_hours(job, 80);
    const json run = draft();
    withdraw(sheet);
    work_hours(job, 81);
    EXPECT_EQ(area.refusal(payroll_approve,
                           {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                           {.actor = tests::ben, .day = "2026-04-29"}),
              "draft-out-of-date");
    const json anew = draft();
    EXPECT_EQ(anew.at("replaces"), run.at("run"));
    EXPECT_EQ(area.refusal(payroll_approve, {{"run", run.at("run")}}, {.actor = tests::ben}),
              "payroll-run-not-a-draft");
    approve(anew);
    EXPECT_EQ(post_run(anew).at("posted"), 1);
    EXPECT_EQ(slips(job).at(0).gross, pence(1'029'51));
}

TEST_F(PayrollRuns, PayNobodyTwiceForAPeriod) {
    work_hours(job, 80);
    const json run = draft();
    approve(run);
    EXPECT_EQ(codes(draft()), std::vector<std::string>{"run-under-way"});
    post_run(run);
    EXPECT_EQ(area.refusal(payroll_run, cycle(), {.day = "2026-05-01"}), "nobody-paid");
}

TEST_F(PayrollRuns, SayWhoHasNoHours) {
    const json none = draft();
    EXPECT_EQ(none.at("slips"), 0);
    EXPECT_EQ(codes(none), std::vector<std::string>{"no-timesheet"});
    EXPECT_EQ(area.refusal(payroll_approve,
                           {{"run", none.at("run")}, {"confirm", "0:0"}},
                           {.actor = tests::ben, .day = "2026-04-29"}),
              "nothing-to-approve");
    work_hours(job, 80, tests::four_weeks_to_may, "entered");
    EXPECT_EQ(codes(draft()), std::vector<std::string>{"hours-not-confirmed"});
}

TEST_F(PayrollRuns, AreOfADayOnWhichSomebodyIsPaid) {
    EXPECT_EQ(area.refusal(payroll_run, cycle("2026-05-02"), {.day = "2026-04-28"}),
              "payday-unknown");
    FieldMap fields = cycle();
    fields["service"] = "NOBODY";
    EXPECT_EQ(area.refusal(payroll_run, fields), "service-unknown");
    fields = cycle();
    fields["frequency"] = "daily";
    EXPECT_EQ(area.refusal(payroll_run, fields), "not-in-the-list");
    fields = cycle();
    fields["job"] = "J1";
    EXPECT_EQ(area.refusal(payroll_run, fields), "job-or-service");
    EXPECT_EQ(area.refusal(payroll_run, {{"payday", "2026-05-01"}, {"job", "J9"}}), "job-unknown");
    EXPECT_EQ(
        area.refusal(payroll_run, {{"payday", "2026-05-01"}, {"job", "J1"}, {"leaver", "yes"}}),
        "job-goes-on");
}

TEST_F(PayrollRuns, CancelledPayNobody) {
    work_hours(job, 80);
    const json run = draft();
    const FieldMap named{{"run", run.at("run")}};
    EXPECT_EQ(area.answer(payroll_cancel, named).at("state"), "cancelled");
    EXPECT_EQ(area.refusal(payroll_cancel, named), "payroll-run-cancelled");
    EXPECT_EQ(area.refusal(payroll_post, named), "payroll-run-not-approved");
    const json next = draft();
    approve(next);
    post_run(next);
    EXPECT_EQ(area.refusal(payroll_cancel, {{"run", next.at("run")}}), "payroll-run-posted");
}

// By hand, 2 : 1. Net pay 1,003.02 is 668.68 and 334.34; HMRC's 13.78 is 9.19 and 4.59.
TEST_F(PayrollRuns, SplitByThePlanLinesWeights) {
    std::int64_t other = 0;
    area.write([&](ledger::Work& work) {
        ledger::PlanLine line =
            *ledger::plan_line_numbered(work.database(), holder.line, on("2026-05-01"));
        line.number = 0;
        line.ref = "LCARE";
        line.body = area.partner;
        line.stream = Stream::social_care;
        other = ledger::insert_plan_line(work, line);
        work.post(
            post(ledger::PersonTakenOver{holding(), {share(1'000'00, Stream::social_care)}, {}}),
            {.effective = on("2026-04-01")});
    });
    const std::int64_t shared =
        add_job({{.plan_line = holder.line, .weight = 2}, {.plan_line = other, .weight = 1}});
    work_hours(shared, 80);
    pay();
    EXPECT_EQ(at(AccountName::payable_net_pay), 668'68);
    EXPECT_EQ(at(AccountName::payable_net_pay, Stream::social_care), 334'34);
    EXPECT_EQ(at(AccountName::payable_hmrc), 9'19);
    EXPECT_EQ(at(AccountName::payable_hmrc, Stream::social_care), 4'59);
    EXPECT_EQ(at(AccountName::fund), 2'000'00 - 677'87);
    EXPECT_EQ(at(AccountName::fund, Stream::social_care), 1'000'00 - 338'93);
    expect_clean();
}

// A second payment in tax week 4: National Insurance is that of 1,200.00 in the earnings period.
TEST_F(PayrollRuns, OffTheCycleShareTheEarningsPeriod) {
    work_hours(job, 80);
    pay();
    decide(work(job,
                {{.kind = "sleep-in", .quantity = 3}},
                {on("2026-04-27"), on("2026-04-27")},
                "late"),
           "off-cycle");
    const json run =
        area.answer(payroll_run, {{"payday", "2026-05-02"}, {"job", "J1"}}, {.day = "2026-05-02"});
    approve(run, "2026-05-02");
    post_run(run);
    const auto both = slips(job);
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[1].gross, pence(180'00));
    // (1,196.80 - 967) x 8% = 18.384 -> 18.38, less 3.98; (1,196.80 - 385) x 15% = 121.77, less
    // 94.77.
    EXPECT_EQ(both[1].ni_employee, pence(14'40));
    EXPECT_EQ(both[1].ni_employer, pence(27'00));
    expect_clean();
}

TEST_F(PayrollRuns, FindWhatAPersonShouldSee) {
    work_hours(job, 80);
    pay();
    area.write([&](ledger::Work& work) {
        auto changed = ledger::employment_numbered(work.database(), job, on("2026-05-10")).value();
        changed.from_on = on("2026-05-10");
        changed.tax_code = "BR";
        ledger::insert_employment(work, changed, std::vector<ledger::PaidFrom>{{holder.line, 1}});
    });
    work(job, {{.kind = "day", .quantity = std::int64_t{180} * 60}}, tests::four_weeks_in_may);
    const auto found = codes(draft("2026-05-29"));
    EXPECT_EQ(found,
              (std::vector<std::string>{
                  "code-changed", "differs-from-last", "over-budget", "funds-short"}));
}

// 21 on 10 May 2026: the minimum wage and the National Insurance letter M go by it.
TEST_F(PayrollRuns, SayWhoCameOfAnAge) {
    born("2005-05-10");
    work_hours(job, 20);
    pay();
    work_hours(job, 20, tests::four_weeks_in_may);
    EXPECT_EQ(codes(draft("2026-05-29")), std::vector<std::string>{"age-band-change"});
}

TEST_F(PayrollRuns, SayNothingOfABirthdayThatChangesNoBand) {
    born("1980-05-10");
    work_hours(job, 20);
    pay();
    work_hours(job, 20, tests::four_weeks_in_may);
    EXPECT_EQ(codes(draft("2026-05-29")), std::vector<std::string>{});
}

TEST_F(PayrollRuns, SayThatWagesGoToAnotherAccountThanLastTime) {
    work_hours(job, 20);
    pay();
    work_hours(job, 20, tests::four_weeks_in_may);
    checked_anew("2026-05-20");
    EXPECT_EQ(codes(draft("2026-05-29")), std::vector<std::string>{});
    other_account("2026-05-20");
    EXPECT_EQ(codes(draft("2026-05-29")), std::vector<std::string>{"bank-details-changed"});
}

TEST_F(PayrollRuns, SayThatTheAccountIsAnotherSinceTheDraft) {
    work_hours(job, 20);
    const json run = draft();
    const std::int64_t id =
        ledger::find_payroll_run(area.area().database(), run.at("run").get<std::string>())->id;
    const auto elsewhere = [&] {
        return slips_to_other_accounts(area.area().database(), id, on("2026-04-29")).size();
    };
    EXPECT_EQ(elsewhere(), 0U);
    other_account("2026-04-28");
    EXPECT_EQ(elsewhere(), 1U);
    EXPECT_EQ(area.refusal(payroll_approve,
                           {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                           {.actor = tests::ben, .day = "2026-04-29"}),
              "draft-out-of-date");
}

// The last day is 20 April, in the four weeks to 26 April.
TEST_F(PayrollRuns, SayThatAJobEndedBeforeSomeOfItsHours) {
    const auto on_day = [](const std::string& day) {
        return std::vector<ledger::TimesheetLine>{
            {.day = on(day), .kind = "day", .quantity = std::int64_t{8} * 60}};
    };
    end_job("2026-04-20");
    const std::int64_t behind = work(job, on_day("2026-04-21"));
    // Of 8 hours 1 of holiday is earned (12.07%), and none behind the end.
    EXPECT_EQ(codes(draft()), std::vector<std::string>{"contract-ended"});
    withdraw(behind);
    const std::int64_t unknown = work_hours(job, 8);
    EXPECT_EQ(codes(draft()), (std::vector<std::string>{"holiday-left", "contract-ended-within"}));
    withdraw(unknown);
    work(job, on_day("2026-04-20"));
    EXPECT_EQ(codes(draft()), std::vector<std::string>{"holiday-left"});
}

}  // namespace
}  // namespace almoner::scheduler
