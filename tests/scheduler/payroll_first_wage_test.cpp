// Options for managing the money, section 6.1 and 6.1.1 (EMP-02, EMP-03, MAN-01): what is not known
// holds a wage, and what was said or signed lets it go.
#include "ledger/records/agreement.h"
#include "ledger/records/in_force.h"
#include "scheduler/payroll/pay_findings.h"
#include "tests/scheduler/payroll_run_area.h"

namespace almoner::scheduler {
namespace {

using tests::on;

class FirstWage : public tests::PayrollRunArea {
  protected:
    FirstWage() { work_hours(job, 80); }
    void told(const std::string& name,
              const std::string& value,
              ledger::CaseKind kind = ledger::CaseKind::budget) {
        const std::int64_t number =
            kind == ledger::CaseKind::budget ? holder.budget : holder.agreement;
        area.write([&](ledger::Work& work) {
            ledger::insert_attested_fact(work,
                                         holder.person,
                                         {.about = {kind, number},
                                          .name = name,
                                          .value = value,
                                          .from_on = on("2026-01-01"),
                                          .attested_by = 1});
        });
    }
    void signed_on(const std::string& day) {
        area.write([&](ledger::Work& work) {
            auto made =
                *ledger::agreement_numbered(work.database(), holder.agreement, on("2026-05-01"));
            made.signed_on = on(day);
            ledger::insert_agreement(work, made);
        });
    }
    // How many slips the run has, and what holds the others.
    std::string drafted(const std::string& payday = "2026-05-01") {
        const auto run = draft(payday);
        std::string all = run.at("slips").dump();
        for (const std::string& each : codes(run)) all += " " + each;
        return all;
    }
    const std::string paper = "1";
};

struct Said {
    const char* name;
    const char* spoiled;
    const char* mended;
    const char* code;
};

TEST_F(FirstWage, EMP_02_EMP_03_MAN_01_FND_02_WaitsForWhatIsNotKnown) {
    ASSERT_EQ(drafted(), "1");
    for (const Said& each :
         {Said{"spending.duties_told", "", "1", "employer-duties-told"},
          Said{"spending.duties_told", "99", "1", "employer-duties-told"},
          Said{"spending.employment_law_told", "", "1", "employment-law-told"},
          Said{"third_party.fee_paid_by_body_or_budget", "no", "yes", "fee-on-the-person"}}) {
        told(each.name, each.spoiled);
        EXPECT_EQ(drafted(), std::string("0 ") + each.code) << each.name;
        told(each.name, each.mended);
        EXPECT_EQ(drafted(), "1") << each.name;
    }
}

TEST_F(FirstWage, EMP_02_IsToldOfTheBudgetOrOfItsAgreement) {
    told("spending.duties_told", "");
    EXPECT_EQ(drafted(), "0 employer-duties-told");
    told("spending.duties_told", paper, ledger::CaseKind::agreement);
    EXPECT_EQ(drafted(), "1");
}

TEST_F(FirstWage, EMP_02_IsAskedBeforeTheFirstOneAlone) {
    (void)pay();
    told("spending.duties_told", "");
    work_hours(job, 80, tests::four_weeks_in_may);
    EXPECT_EQ(drafted("2026-05-29"), "1 funds-short");
}

TEST_F(FirstWage, EMP_02_WhoWasPaidByTheBureauBeforeWasTold) {
    told("spending.duties_told", "");
    EXPECT_EQ(drafted(), "0 employer-duties-told");
    earn_before(780'00, {"2026-04-03"});
    EXPECT_EQ(drafted(), "1");
}

TEST_F(FirstWage, MAN_01_WaitsForTheHoldersSignature) {
    signed_on("2026-05-02");
    EXPECT_EQ(drafted(), "0 holder-did-not-sign");
    signed_on("2026-05-01");
    EXPECT_EQ(drafted(), "1");
}

// What the plan says of a brother in the household: the fact, by its name, and how it is recorded.
TEST_F(FirstWage, FAM_01_NamesTheFactThatNobodyKnows) {
    change_terms("2026-01-05", [](ledger::Employment& now) {
        now.relation = "sibling";
        now.lives_with_holder = true;
    });
    EXPECT_EQ(drafted(), "0 spending.plan_says_necessary spending.necessary_for_child");
    EXPECT_EQ(words_of_finding({.code = "spending.plan_says_necessary"}),
              "The rules ask for a fact of the budget that is not recorded: "
              "spending.plan_says_necessary. Record it with 'almoner fact record BUDGET --facts "
              "spending.plan_says_necessary=VALUE'.");
    EXPECT_EQ(words_of_finding({.code = "line.planned_cost"}),
              "The rules ask for a fact of the plan line that pays the job that is not recorded: "
              "line.planned_cost. Record it with 'almoner fact record PLAN-LINE --facts "
              "line.planned_cost=VALUE'.");
    told("spending.plan_says_necessary", "yes");
    EXPECT_EQ(drafted(), "1");
}

// Not only before the first one.
TEST_F(FirstWage, MAN_01_IsAskedBeforeEachWage) {
    (void)pay();
    work_hours(job, 80, tests::four_weeks_in_may);
    signed_on("2027-01-01");
    EXPECT_EQ(drafted("2026-05-29"), "0 holder-did-not-sign");
}

}  // namespace
}  // namespace almoner::scheduler
