// What a run reads of all its jobs at once is what each of them has by itself; and a draft is
// approved unread only where nothing was written since.
#include "ledger/posting/enter.h"
#include "ledger/posting/payroll.h"
#include "ledger/records/code_notice.h"
#include "ledger/records/newest_command.h"
#include "scheduler/payroll/job_on_payday.h"
#include "tests/scheduler/payroll_run_area.h"

#include <array>
#include <functional>
#include <string_view>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Work;
using nlohmann::json;
using tests::on;

class ManyJobs : public tests::PayrollRunArea {
  protected:
    // Of the job numbered so, as of the payday.
    JobFacts alone(const ledger::Employment& of) {
        const JobOfEmployer asked{.employer = &employers_of_all, .job = &of};
        return facts_of_jobs(area.area().database(), {&asked, 1}, on("2026-05-29")).front();
    }
    std::vector<ledger::Employment> all_jobs() {
        employers_of_all =
            *ledger::employer_numbered(area.area().database(), employer, on("2026-05-29"));
        return ledger::employments_of_employer(area.area().database(), employer, on("2026-05-29"));
    }
    void be_told(std::int64_t of_job, const std::string& code) {
        area.write([&](Work& work) {
            ledger::insert_code_notice(work,
                                       {.employment = of_job,
                                        .kind = "P6",
                                        .dated_on = on("2026-04-20"),
                                        .from_on = on("2026-04-20"),
                                        .tax_code = code,
                                        .recorded_by = 1});
        });
    }
    static void expect_same(const JobFacts& a, const JobFacts& b) {
        EXPECT_EQ(a.person, b.person);
        EXPECT_EQ(a.born_on, b.born_on);
        EXPECT_EQ(a.account, b.account);
        EXPECT_EQ(a.end.end_on, b.end.end_on);
        EXPECT_EQ(a.slips, b.slips);
        EXPECT_EQ(a.paid_hours, b.paid_hours);
        EXPECT_EQ(a.rates, b.rates);
        EXPECT_EQ(a.notices, b.notices);
        EXPECT_EQ(a.paid_from, b.paid_from);
        EXPECT_EQ(a.plan_lines, b.plan_lines);
        EXPECT_EQ(a.said, b.said);
        EXPECT_EQ(a.has_orders, b.has_orders);
        EXPECT_EQ(a.has_recoveries, b.has_recoveries);
        EXPECT_EQ(a.under_way, b.under_way);
        EXPECT_EQ(a.client_account, b.client_account);
        ASSERT_EQ(a.absences.size(), b.absences.size());
        for (std::size_t i = 0; i < a.absences.size(); ++i) {
            EXPECT_EQ(a.absences[i].absence, b.absences[i].absence);
        }
        ASSERT_EQ(a.sheets.size(), b.sheets.size());
        for (std::size_t i = 0; i < a.sheets.size(); ++i) {
            EXPECT_EQ(a.sheets[i].standing.sheet, b.sheets[i].standing.sheet);
            EXPECT_EQ(a.sheets[i].standing.state, b.sheets[i].standing.state);
            EXPECT_EQ(a.sheets[i].standing.decision, b.sheets[i].standing.decision);
            EXPECT_EQ(a.sheets[i].lines, b.sheets[i].lines);
        }
    }

    ledger::Employer employers_of_all{};
};

// Twelve jobs; what happened to each is another thing, and between those that are asked for stand
// some that are not.
TEST_F(ManyJobs, AreReadAsEachIsByItself) {
    std::vector<std::int64_t> jobs{job};
    for (int i = 0; i < 11; ++i) jobs.push_back(add_job({{.plan_line = holder.line}}));
    work_hours(jobs[0], 20);
    withdraw(work_hours(jobs[1], 30));
    work_hours(jobs[1], 31);
    decide(work_hours(jobs[2], 12, tests::four_weeks_to_may, "late"), "next-run");
    work(jobs[3],
         {{.day = on("2026-04-01"), .kind = "day", .quantity = 300},
          {.day = on("2026-04-02"), .kind = "night", .quantity = 240}});
    be_away(jobs[4], "sickness", "2026-04-06", "2026-04-17");
    be_told(jobs[5], "1100L");
    work_hours(jobs[5], 10);
    (void)pay();
    work_hours(jobs[0], 21, tests::four_weeks_in_may);
    const auto all = all_jobs();
    ASSERT_EQ(all.size(), 12U);
    for (const std::size_t step : {std::size_t{1}, std::size_t{3}, std::size_t{11}}) {
        std::vector<JobOfEmployer> asked;
        for (std::size_t i = 0; i < all.size(); i += step) {
            asked.push_back({.employer = &employers_of_all, .job = &all[i]});
        }
        const auto facts = facts_of_jobs(area.area().database(), asked, on("2026-05-29"));
        ASSERT_EQ(facts.size(), asked.size());
        for (std::size_t i = 0; i < facts.size(); ++i) expect_same(facts[i], alone(*asked[i].job));
    }
    EXPECT_EQ(alone(all[0]).slips.size(), 1U);
    EXPECT_EQ(alone(all[0]).sheets.size(), 2U);
    EXPECT_EQ(alone(all[1]).sheets.at(0).standing.state, "withdrawn");
    EXPECT_EQ(alone(all[2]).sheets.at(0).standing.decision, "next-run");
    EXPECT_EQ(alone(all[3]).sheets.at(0).lines.size(), 2U);
    EXPECT_EQ(alone(all[4]).absences.size(), 1U);
    EXPECT_EQ(alone(all[5]).notices.at(0).tax_code, "1100L");
    EXPECT_EQ(alone(all[6]).born_on, on("1980-02-03"));
}

// The lines of a sheet that ended 120 days before are read when they are asked for.
TEST_F(ManyJobs, HaveOldSheetsToo) {
    const ledger::Period in_january{on("2026-01-05"), on("2026-01-25")};
    work_hours(job, 8, in_january);
    const auto all = all_jobs();
    const JobFacts facts = alone(all.front());
    ASSERT_EQ(facts.sheets.size(), 1U);
    EXPECT_FALSE(facts.sheets.front().has_lines);
    const JobRecords records = job_on_payday(
        area.area().database(),
        employers_of_all,
        all.front(),
        {.kind = "cycle", .paid_on = on("2026-05-29"), .days = tests::four_weeks_in_may});
    ASSERT_EQ(records.sheets.size(), 1U);
    const auto lines = lines_of_sheet(area.area().database(), records, records.sheets[0].id);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].quantity, 8 * 60);
}

TEST(Stretches, HoldWhatIsAskedForAndLittleElse) {
    const auto all = ledger::stretches_of({30, 1, 9, 2, 10, 19, 30});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].first, 1);
    EXPECT_EQ(all[0].last, 10);  // 2 to 9 are seven apart
    EXPECT_EQ(all[1].first, 19);
    EXPECT_EQ(all[1].last, 19);
    EXPECT_EQ(all[2].first, 30);
    EXPECT_TRUE(ledger::stretches_of({}).empty());
}

// Approved on the day of the draft, where an untouched one is not worked out again.
class SameDay : public tests::PayrollRunArea {
  protected:
    std::string approved(const json& run) {
        return area.refusal(payroll_approve,
                            {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                            {.actor = tests::ben, .day = "2026-04-28"});
    }
    std::int64_t newest() {
        static constexpr std::array<std::string_view, 1> but_for{"task"};
        return ledger::newest_command(area.area().database(), but_for);
    }
};

TEST_F(SameDay, AnUntouchedDraftIsApproved) {
    work_hours(job, 80);
    const json run = draft();
    const std::int64_t before = newest();
    EXPECT_EQ(approved(run), "accepted");
    EXPECT_EQ(newest(), before + 1);
    EXPECT_EQ(post_run(run).at("posted_total"), 1'016'80);
    expect_clean();
}

// Whatever changes a figure or a finding is found, also on the day of the draft.
TEST_F(SameDay, AChangedFactIsFound) {
    const std::vector<std::pair<const char*, std::function<void()>>> changes{
        {"a rate",
         [this] {
             area.write([&](Work& work) {
                 ledger::insert_employment_rate(work,
                                                {.employment = job,
                                                 .kind = "day",
                                                 .from_on = on("2026-02-01"),
                                                 .rate = Money::from_pence(13'00),
                                                 .actor = 1});
             });
         }},
        {"hours", [this] { work_hours(add_job({{holder.line, 1}}), 5); }},
        {"an absence", [this] { be_away(job, "sickness", "2026-04-06", "2026-04-17"); }},
        {"a code",
         [this] {
             area.write([&](Work& work) {
                 ledger::insert_code_notice(work,
                                            {.employment = job,
                                             .kind = "P6",
                                             .dated_on = on("2026-04-20"),
                                             .from_on = on("2026-04-20"),
                                             .tax_code = "BR",
                                             .recorded_by = 1});
             });
         }},
        {"money",
         [this] {
             area.write([&](Work& work) {
                 work.post(
                     post(ledger::PayrollPosted{
                         holding(), {{ledger::AccountName::payable_net_pay, {share(1'900'00)}}}}),
                     {.effective = on("2026-04-28")});
             });
         }},
    };
    work_hours(job, 80);
    for (const auto& [name, change] : changes) {
        const json run = draft();
        change();
        EXPECT_EQ(approved(run), "draft-out-of-date") << name;
    }
    const json run = draft();
    std::string& rates = area.settings[program_rates];
    const std::string basic = "2026-04-06,2027-04-05,tax.ruk.rate.1,20,";
    rates.replace(rates.find(basic), basic.size(), "2026-04-06,2027-04-05,tax.ruk.rate.1,21,");
    EXPECT_EQ(approved(run), "draft-out-of-date") << "the rates";
}

}  // namespace
}  // namespace almoner::scheduler
