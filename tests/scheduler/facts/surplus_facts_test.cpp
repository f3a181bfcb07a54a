// SRP-01: each part of the sum of what is free changes whether the night asks why.
#include "ledger/posting/takeover.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "scheduler/jobs/surpluses.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace almoner::tests {
namespace {

using ledger::Money;

// rules.md W5: £2,700.00 held, £500.00 contingency, £100.00 set aside, £250.00 a week: £2,100.00
// are free, and asked about above £2,000.00.
struct Parts {
    const char* test;
    std::int64_t held = 2'700'00;
    std::int64_t contingency = 500'00;
    std::int64_t a_week = 250'00;
    const char* reserves = "10000";
    const char* uncleared = "0";
    const char* contribution_adjustment = "0";
    std::size_t asked = 0;
};

class SurplusFacts : public ::testing::TestWithParam<Parts> {
  protected:
    void attest(std::string name, std::string value) {
        area.write([&](ledger::Work& work) {
            ledger::insert_attested_fact(work,
                                         who.person,
                                         {.about = {ledger::CaseKind::budget, who.budget},
                                          .name = std::move(name),
                                          .value = std::move(value),
                                          .from_on = on("2026-11-01"),
                                          .attested_by = 1});
        });
    }

    RunArea area;
    TestPerson who;
};

TEST_P(SurplusFacts, ChangesWhetherTheNightAsks) {
    const Parts& parts = GetParam();
    PersonTerms terms;
    terms.line.amount = Money::from_pence(parts.a_week);
    who = area.add(terms);
    area.write([&](ledger::Work& work) {
        auto budget =
            *ledger::budget_numbered(work.database(), who.budget, ledger::last_day_of_all);
        budget.contingency = Money::from_pence(parts.contingency);
        ledger::insert_budget(work, budget);
        const ledger::Holding holding{.budget = static_cast<std::int32_t>(who.budget),
                                      .option = ledger::Option::direct_payment};
        const ledger::Share held{ledger::Stream::nhs,
                                 static_cast<std::int32_t>(area.commissioner),
                                 Money::from_pence(parts.held)};
        work.post(post(ledger::PersonTakenOver{holding, {held}, {}}),
                  {.effective = on("2026-10-01")});
    });
    attest("surplus.reserves", parts.reserves);
    attest("surplus.uncleared", parts.uncleared);
    attest("surplus.contribution_adjustment", parts.contribution_adjustment);
    const auto found = scheduler::look_for_surpluses(area.area().database(), on("2026-11-23"));
    EXPECT_EQ(found.commands.size(), parts.asked);
}

INSTANTIATE_TEST_SUITE_P(
    EachFact,
    SurplusFacts,
    ::testing::Values(Parts{.test = "as_in_W5", .asked = 1},
                      Parts{.test = "surplus_cleared_balance", .held = 2'600'00},
                      Parts{.test = "surplus_contingency", .contingency = 600'00},
                      Parts{.test = "surplus_weekly_amount", .a_week = 262'50},
                      Parts{.test = "surplus_reserves", .reserves = "20000"},
                      Parts{.test = "surplus_uncleared", .uncleared = "10000"},
                      Parts{.test = "surplus_contribution_adjustment",
                            .contribution_adjustment = "10000"},
                      Parts{.test = "a_penny_above", .held = 2'600'01, .asked = 1}),
    [](const auto& each) { return std::string(each.param.test); });

}  // namespace
}  // namespace almoner::tests
