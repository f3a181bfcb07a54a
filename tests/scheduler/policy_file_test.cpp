#include "scheduler/policy/policy_file.h"

#include "tests/support/files.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using almoner::testing::project_path;
using almoner::testing::read_whole;
using rules::Parameter;
using rules::PolicyMade;

PolicyMade preset(std::string_view name) {
    return policy_from_file(
        read_whole(project_path("tests/rules/policy/presets/" + std::string(name) + ".toml")));
}

std::string problem(const PolicyMade& made) {
    return made.problems.empty() ? "" : made.problems[0].code;
}

// What the pages of councils and ICBs say, as far as the parameters go.
TEST(PublishedPolicies, AreReadAsTheyStand) {
    for (const char* const name : {"st-helens",
                                   "haringey",
                                   "gateshead",
                                   "gloucestershire",
                                   "hampshire",
                                   "dorset",
                                   "surrey-heartlands",
                                   "lincolnshire",
                                   "slough",
                                   "brighton-and-hove",
                                   "worcestershire"}) {
        const PolicyMade made = preset(name);
        EXPECT_EQ(problem(made), "") << name;
        EXPECT_EQ(made.policy.version(), "2026-1") << name;
        EXPECT_EQ(made.policy.from_on(), ledger::Date::from_ymd(2026, 4, 1)) << name;
    }
    EXPECT_EQ(preset("st-helens").policy.number(Parameter::reclaim_days_to_repay), 14);
    EXPECT_EQ(preset("gateshead").policy.number(Parameter::review_first_weeks), 12);
    EXPECT_EQ(preset("gateshead").policy.number(Parameter::monitoring_high_months), 1);
    EXPECT_EQ(preset("surrey-heartlands").policy.number(Parameter::contingency_weeks), 1);
    EXPECT_TRUE(preset("surrey-heartlands").policy.flag(Parameter::contingency_returned_if_unused));
    EXPECT_EQ(preset("brighton-and-hove").policy.number(Parameter::contribution_basis), 1);
    EXPECT_EQ(preset("gloucestershire").policy.number(Parameter::schedule_cycle), 2);
}

TEST(PublishedPolicies, AreRefusedWhereTheyLoosenOrDoNotFit) {
    const PolicyMade swept = preset("st-helens-card");
    ASSERT_EQ(swept.problems.size(), 1U);
    EXPECT_EQ(swept.problems[0].code, "policy-loosens");
    EXPECT_EQ(swept.problems[0].field, "reclaim.sweep-without-notice");
    EXPECT_NE(swept.problems[0].citation.find("Ombudsman"), std::string::npos);
    EXPECT_EQ(problem(preset("plymouth")), "policy-choice-unknown");
}

TEST(APolicyFile, SaysWhatIsWrongAndWhere) {
    const std::string head = "version = \"1\"\nfrom = 2026-04-01\n";
    EXPECT_EQ(problem(policy_from_file("version = ")), "policy-unreadable");
    for (const char* const nameless : {"[[[",
                                       "[",
                                       "[[",
                                       "[ [a]]",
                                       "[=]",
                                       "a = 1\n  [[ ]]\n",
                                       "\u0497*[",
                                       "a = \"\"\"\n\"\"\""}) {
        EXPECT_EQ(problem(policy_from_file(nameless)), "policy-unreadable") << nameless;
    }
    EXPECT_EQ(problem(policy_from_file(std::string((1U << 20U) + 1, 'a'))), "policy-too-large");
    EXPECT_EQ(problem(policy_from_file("version = \"1\"\n")), "policy-from-missing");
    EXPECT_EQ(problem(policy_from_file("version = \"1\"\nfrom = \"2026-04-01\"\n")),
              "policy-from-missing");
    EXPECT_EQ(problem(policy_from_file("from = 2026-04-01\n")), "policy-version-missing");
    EXPECT_EQ(problem(policy_from_file(head + "[surplus]\nthreshold-weeks = 8.5\n")),
              "policy-value-kind");
    EXPECT_EQ(problem(policy_from_file(head + "[surplus]\nthreshold-weeks = [8]\n")),
              "policy-value-kind");
    EXPECT_EQ(problem(policy_from_file(head + "surprise = 1\n")), "policy-key-unknown");
    const PolicyMade loose = policy_from_file(head + "[review]\nnhs-first-months = 4\n");
    ASSERT_EQ(loose.problems.size(), 1U);
    EXPECT_EQ(loose.problems[0].words.substr(0, 8), "line 4: ");
}

TEST(APolicyFile, GivesTheIncomeGuarantees) {
    const std::string head = "version = \"1\"\nfrom = 2026-04-01\n";
    const PolicyMade made = policy_from_file(
        head +
        "[[income-guarantee]]\nfrom = 2026-04-06\ngroup = \"single\"\nweekly-pence = 20000\n");
    EXPECT_EQ(problem(made), "");
    EXPECT_EQ(made.policy.income_guarantee("single", *ledger::Date::from_ymd(2026, 5, 1)),
              ledger::Money::from_pence(20'000));
    EXPECT_EQ(problem(policy_from_file(head + "[[income-guarantee]]\ngroup = \"single\"\n")),
              "policy-guarantee");
}

}  // namespace
}  // namespace almoner::scheduler
