#include "scheduler/policy/policy_file.h"

#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

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

// What a council or ICB has published (rules.md 1.12), as a number of the parameter's unit; a
// choice by its place in the parameter's list, yes as 1.
struct Published {
    std::string_view body;
    Parameter parameter;
    std::int64_t value;
};
constexpr std::array published{
    // reclaim above 8 weeks; repay within 2 weeks of the letter; quarterly papers; employers 3
    // years
    Published{"st-helens", Parameter::surplus_threshold_weeks, 8},
    Published{"st-helens", Parameter::reclaim_days_to_repay, 14},
    Published{"st-helens", Parameter::monitoring_high_months, 3},
    Published{"st-helens", Parameter::retention_employer_years, 3},
    // quarterly; papers in 28 days; in credit 4 to 8 weeks; 6 months, annual; hospital of 8 weeks
    Published{"haringey", Parameter::monitoring_high_months, 3},
    Published{"haringey", Parameter::monitoring_help_days, 28},
    Published{"haringey", Parameter::surplus_threshold_weeks, 8},
    Published{"haringey", Parameter::review_asc_first_months, 6},
    Published{"haringey", Parameter::review_asc_next_months, 12},
    Published{"haringey", Parameter::hospital_review_days, 56},
    // first review after 12 weeks; the card is looked at monthly
    Published{"gateshead", Parameter::review_first_weeks, 12},
    Published{"gateshead", Parameter::monitoring_high_months, 1},
    // first 6 months, then up to 12; the holder's 4 weeks; monthly; the adult pays the share in
    Published{"gloucestershire", Parameter::review_asc_first_months, 6},
    Published{"gloucestershire", Parameter::review_asc_next_months, 12},
    Published{"gloucestershire", Parameter::exit_notice_days, 28},
    Published{"gloucestershire", Parameter::schedule_cycle, 2},
    Published{"gloucestershire", Parameter::contribution_basis, 0},
    // monthly in advance, the last working day, less the contribution
    Published{"hampshire", Parameter::schedule_cycle, 2},
    Published{"hampshire", Parameter::schedule_timing, 0},
    Published{"hampshire", Parameter::schedule_due_date_roll, 0},
    Published{"hampshire", Parameter::contribution_basis, 0},
    // a service fund keeps 4 weeks for up to 12; in advance
    Published{"dorset", Parameter::service_fund_carry_forward_weeks, 4},
    Published{"dorset", Parameter::service_fund_carry_forward_days, 84},
    Published{"dorset", Parameter::schedule_timing, 0},
    // a week of contingency, returned if unused; gambling, debt, tobacco, alcohol
    Published{"surrey-heartlands", Parameter::contingency_weeks, 1},
    Published{"surrey-heartlands", Parameter::contingency_returned_if_unused, 1},
    Published{"surrey-heartlands", Parameter::cards_block_gambling, 1},
    Published{"surrey-heartlands", Parameter::cards_block_debt, 1},
    Published{"surrey-heartlands", Parameter::cards_block_tobacco, 1},
    Published{"surrey-heartlands", Parameter::cards_block_alcohol, 1},
    Published{"lincolnshire", Parameter::contribution_basis, 0},
    Published{"slough", Parameter::contribution_basis, 0},
    // every 4 weeks onto a card; the person pays the contribution onto it
    Published{"brighton-and-hove", Parameter::schedule_cycle, 1},
    Published{"brighton-and-hove", Parameter::contribution_basis, 0},
    // the current year and 6; receipts the current year and 1
    Published{"worcestershire", Parameter::retention_major_years, 6},
    Published{"worcestershire", Parameter::retention_everyday_years, 1}};

constexpr std::array bodies{"st-helens",
                            "haringey",
                            "gateshead",
                            "gloucestershire",
                            "hampshire",
                            "dorset",
                            "surrey-heartlands",
                            "lincolnshire",
                            "slough",
                            "brighton-and-hove",
                            "worcestershire"};

// How many parameters the file sets.
std::ptrdiff_t set_by(std::string_view name) {
    constexpr std::ptrdiff_t head = 3;  // version, body and from
    const std::string text =
        read_whole(project_path("tests/rules/policy/presets/" + std::string(name) + ".toml"));
    return std::ranges::count(text, '=') - head;
}

TEST(PublishedPolicies, AreReadAsTheyStand) {
    for (const char* const name : bodies) {
        const PolicyMade made = preset(name);
        EXPECT_EQ(problem(made), "") << name;
        EXPECT_EQ(made.policy.version(), "2026-1") << name;
        EXPECT_EQ(made.policy.from_on(), ledger::Date::from_ymd(2026, 4, 1)) << name;
        EXPECT_EQ(std::ranges::count(published, std::string_view(name), &Published::body),
                  set_by(name))
            << name;
    }
    for (const Published& each : published) {
        EXPECT_EQ(preset(each.body).policy.number(each.parameter), each.value)
            << each.body << ' ' << rules::row_of(each.parameter).key;
    }
}

TEST(PublishedPolicies, AreRefusedWhereTheyLoosenOrDoNotFit) {
    const PolicyMade swept = preset("st-helens-card");
    ASSERT_EQ(swept.problems.size(), 1U);
    EXPECT_EQ(swept.problems[0].code, "policy-loosens");
    EXPECT_EQ(swept.problems[0].field, "reclaim.sweep-without-notice");
    EXPECT_NE(swept.problems[0].citation.find("Ombudsman"), std::string::npos);
    // rules.md 1.12: a weekly card; SCH-01 has a common schedule, four-weekly or monthly.
    const PolicyMade weekly = preset("plymouth");
    ASSERT_EQ(weekly.problems.size(), 1U);
    EXPECT_EQ(weekly.problems[0].code, "policy-choice-unknown");
    EXPECT_EQ(weekly.problems[0].field, "schedule.cycle");
    EXPECT_EQ(weekly.problems[0].words,
              "line 7: It is none of 'either', 'four-weekly', 'monthly' (SCH-01: the area's common "
              "cycle).");
    EXPECT_EQ(weekly.problems[0].citation, "Summary guide 2.1.3");
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

// A bound that became narrower makes nothing unreadable: the nearest that may be holds.
TEST(APolicyFile, ThatWasLoadedIsReadByTheBoundsOfToday) {
    const std::string text =
        "version = \"1\"\nfrom = 2026-04-01\n[notice]\nfloor-days = 10\n[review]\n";
    EXPECT_EQ(problem(policy_from_file(text)), "policy-value-range");
    const PolicyMade made = policy_loaded(text);
    EXPECT_EQ(problem(made), "");
    EXPECT_EQ(made.policy.number(rules::Parameter::notice_floor_days), 14);
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
