// What HMRC is told of a job that ended without a slip of its last days.
#include "ledger/records/payroll_run.h"
#include "scheduler/commands/employer.h"
#include "tests/scheduler/hmrc_filings_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::on;
using tests::says;

class HmrcLeavers : public tests::HmrcFilingsArea {
  protected:
    // Paid on 1 May for the time up to 26 April and told so; left on 8 May without another hour.
    HmrcLeavers() {
        pay_80_hours();
        submit();
    }
    // The cycle of 29 May is in the books as far as this state, and pays nobody.
    void empty_cycle(const std::vector<std::string>& states) {
        area.write([&](ledger::Work& work) {
            const std::int64_t run = ledger::insert_payroll_run(work,
                                                                {.service = service,
                                                                 .frequency = "four-weekly",
                                                                 .payday = on("2026-05-29"),
                                                                 .drafted_by = 1});
            for (const std::string& each : states) {
                ledger::insert_payroll_run_step(
                    work,
                    {.run = run,
                     .state = each,
                     .on = on("2026-05-27"),
                     .actor = each == "approved" ? std::int64_t{2} : std::int64_t{1}});
            }
        });
    }
    std::string newest() { return xml(area.count("hmrc_filing")); }
};

TEST_F(HmrcLeavers, AreToldOfWithTheLastPaydayAndNoPay) {
    leave("2026-05-08");
    EXPECT_EQ(submit({}, "2026-05-20").at("prepared"), 0);
    empty_cycle({"draft", "approved", "posted"});
    EXPECT_EQ(purposes(submit({}, "2026-05-28")), "paid");
    const std::string told = newest();
    for (const char* words : {"<LeavingDate>2026-05-08</LeavingDate>",
                              "<PmtDate>2026-05-29</PmtDate>",
                              "<WeekNo>8</WeekNo>",
                              "<TaxablePay>0.00</TaxablePay>",
                              "<TaxablePay>1016.80</TaxablePay>",
                              "<TotalTax>9.80</TotalTax>",
                              "<TaxDeductedOrRefunded>0.00</TaxDeductedOrRefunded>",
                              "<EmpeeContribnsYTD>3.98</EmpeeContribnsYTD>"}) {
        EXPECT_TRUE(says(told, words)) << words << "\n" << told;
    }
    EXPECT_FALSE(says(told, "<LateReason>"));
    EXPECT_FALSE(says(told, "<Starter>"));
    EXPECT_EQ(submit({}, "2026-05-28").at("prepared"), 0);
    now_s += 3700;
    send();
    EXPECT_TRUE(engine.accepted().back().employees.at(0).has_left);
}

// A cycle without a slip is never in the books: ten days behind its payday nobody waits for it.
TEST_F(HmrcLeavers, AreToldOfWhereNobodyWasPaidAfterThem) {
    leave("2026-05-08");
    EXPECT_EQ(submit({}, "2026-06-07").at("prepared"), 0);
    EXPECT_EQ(purposes(submit({}, "2026-06-08")), "corrected");
    EXPECT_TRUE(says(newest(), "<LeavingDate>2026-05-08</LeavingDate>")) << newest();
}

TEST_F(HmrcLeavers, AreToldOfWithReasonHBehindThePayday) {
    empty_cycle({"draft", "approved", "posted"});
    leave("2026-05-08");
    EXPECT_EQ(purposes(submit({}, "2026-05-30")), "corrected");
    EXPECT_TRUE(says(newest(), "<LateReason>H</LateReason>")) << newest();
}

// Hours may still come into a run that is open, and whoever leaves later is told of later.
TEST_F(HmrcLeavers, WaitWhileASlipMayTellIt) {
    empty_cycle({"draft"});
    leave("2026-05-08");
    EXPECT_EQ(submit({}, "2026-05-28").at("prepared"), 0);
}

TEST_F(HmrcLeavers, AreNotToldOfBeforeTheDay) {
    empty_cycle({"draft", "approved", "posted"});
    leave("2026-05-20");
    EXPECT_EQ(submit({}, "2026-05-19").at("prepared"), 0);
    EXPECT_EQ(purposes(submit({}, "2026-05-20")), "paid");
}

// From memory, unverified: a second day of leaving may make a second record of the employment.
TEST_F(HmrcLeavers, AreNotToldOfAgainWhereTheDayWasAnother) {
    empty_cycle({"draft", "approved", "posted"});
    leave("2026-05-08");
    submit({}, "2026-05-28");
    const json answer =
        area.answer(employment_end,
                    {{"employment", "J1"}, {"on", "2026-05-09"}, {"reason", "resigned"}},
                    {.day = "2026-05-28"});
    EXPECT_EQ(answer.at("before"), "2026-05-08");
    EXPECT_EQ(answer.at("hmrc_was_told"), true);
    EXPECT_EQ(submit({}, "2026-05-28").at("prepared"), 0);
    EXPECT_EQ(area.refusal(employment_go_on, {{"employment", "J1"}}, {.day = "2026-05-28"}),
              "end-was-told");
}

// Their P45 is asked for: no run has a slip that it would come with.
TEST_F(HmrcLeavers, HaveAP45OnceHmrcWasTold) {
    empty_cycle({"draft", "approved", "posted"});
    leave("2026-05-08");
    const auto p45 = [this] {
        const json answer = documents({{"paper", "p45"}, {"job", "J1"}}, "2026-05-28");
        return answer.at("held_out").empty() ? std::string("made")
                                             : answer.at("held_out").at(0).at("code").dump();
    };
    EXPECT_EQ(p45(), "\"job-not-ended\"");
    const json told = submit({}, "2026-05-28");
    EXPECT_EQ(told.at("leaving_pay_open").at(0).at("words"),
              "The end of job J1 may owe what no slip pays yet: holiday £127.10.");
    EXPECT_EQ(p45(), "made");
    EXPECT_TRUE(says(page(), "8 May 2026")) << page();
    EXPECT_TRUE(says(page(), "In this job</th><td>£1,016.80</td><td>£9.80"));
}

// One message of the payday: who is paid, and who has left.
TEST_F(HmrcLeavers, GoWithThoseWhoArePaid) {
    const std::int64_t other = add_job({{.plan_line = holder.line}});
    name(assistant_of(other),
         {.given_name = "Pat",
          .family_name = "Doe",
          .date_of_birth = on("1980-02-03"),
          .address = "2 Mill Lane, Anytown",
          .postcode = "NE1 7XF"});
    area.write([&](ledger::Work& work) {
        ledger::Assistant changed = *ledger::assistant_of_person(
            work.database(), assistant_of(other), ledger::last_day_of_all);
        changed.personal = ledger::insert_assistant_private(work, changed.person, {.gender = "F"});
        ledger::insert_assistant(work, changed);
    });
    leave("2026-05-08");
    pay_for_may(other, 20);
    EXPECT_EQ(purposes(submit({}, "2026-05-28")), "paid");
    EXPECT_TRUE(says(newest(), "<Sur>Doe</Sur>")) << newest();
    EXPECT_TRUE(says(newest(), "<LeavingDate>2026-05-08</LeavingDate>"));
    EXPECT_EQ(submit({}, "2026-05-28").at("prepared"), 0);
}

}  // namespace
}  // namespace almoner::scheduler
