// Each fact that the rules read has a test that changes its record and sees another answer. Which
// one stands in seen_by.txt: it fails where the rules are shown the fact's first state for ever, or
// the fact has one state in each case of it.
#include "rules/engine/fact_list.h"
#include "scheduler/facts/askers.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/facts_json.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

namespace almoner::scheduler {
namespace {

struct Unseen {
    std::string_view fact;
    std::string_view why;
};

// No record changes these.
constexpr std::string_view always = "the command gives it so: without it nothing is asked";
constexpr std::string_view books = "the books keep it so in every case";
constexpr std::string_view by_words = "the letter's own words say it";
constexpr std::string_view merged = "one return is asked for, whoever's money it is";
constexpr std::string_view notional = "no command pays or employs out of a notional budget";
constexpr std::string_view shown = "only shown beside the answer";
// They can be changed, and no test that is known of does it yet.
constexpr std::string_view to_do = "no test yet";

constexpr std::array unseen{Unseen{"account.approved_by_another", always},
                            Unseen{"account.asked_for_on", to_do},
                            Unseen{"account.has_plan_line", always},
                            Unseen{"account.has_reason", always},
                            Unseen{"account.in_next_reconciliation", always},
                            Unseen{"account.instructed", always},
                            Unseen{"account.open_blocks", always},
                            Unseen{"account.plan_updated", to_do},
                            Unseen{"account.roll", books},
                            Unseen{"account.urgent_decision_recorded", always},
                            Unseen{"contribution.guarantee_group", shown},
                            Unseen{"contribution.is_residential", "no rule reads it"},
                            Unseen{"eligibility.signed_agreement", always},
                            Unseen{"information.in_writing", always},
                            Unseen{"information.letter_format", books},
                            Unseen{"information.notice_kind", by_words},
                            Unseen{"information.occasion", books},
                            Unseen{"information.occasion_letter_issued", books},
                            Unseen{"information.recorded_format", shown},
                            Unseen{"information.served_again", to_do},
                            Unseen{"line.ref", shown},
                            Unseen{"plan.is_charged", always},
                            Unseen{"reclaim.collects_from_account", books},
                            Unseen{"reclaim.days_to_repay", books},
                            Unseen{"reclaim.notice_issued_on", books},
                            Unseen{"reclaim.outcome_restates", by_words},
                            Unseen{"reclaim.reconsideration_asked", books},
                            Unseen{"reclaim.states_amount", always},
                            Unseen{"reclaim.states_payer", by_words},
                            Unseen{"reclaim.states_reasons", always},
                            Unseen{"reclaim.states_time", by_words},
                            Unseen{"review.band", to_do},
                            Unseen{"review.merged", always},
                            Unseen{"review.months_since_last_return", to_do},
                            Unseen{"review.other_body_asks", merged},
                            Unseen{"review.stop_proposed", books},
                            Unseen{"spending.employer", books},
                            Unseen{"stop.reclaim_rules_met", books},
                            Unseen{"stop.reclaims_at_move", books},
                            Unseen{"stop.schedule_frozen", books},
                            Unseen{"stop.split_by_funder", books},
                            Unseen{"stop.suspension_has_reason", always},
                            Unseen{"surplus.notice_written", to_do},
                            Unseen{"surplus.reconsidered_once", books},
                            Unseen{"third_party.body_pays_provider", notional},
                            Unseen{"third_party.holder_decided", always},
                            Unseen{"third_party.holder_has_account", books},
                            Unseen{"third_party.pays_assistant", notional},
                            Unseen{"third_party.person_sees_spend", notional},
                            Unseen{"third_party.split_by_agreed_shares", always}};

std::set<std::string> vocabulary() {
    rules::Facts facts;
    facts.lines.resize(1);
    std::set<std::string> all;
    for (const rules::FactSlot& slot : rules::slots_of(facts)) all.insert(told_as(slot.name));
    return all;
}

// Read at events that nobody asks yet, and at no other.
std::set<std::string> without_handler() {
    std::map<std::string, bool> is_asked;
    for (std::size_t at = 0; at < names_of(rules::Event{}).size(); ++at) {
        const auto event = static_cast<rules::Event>(at);
        const bool has_handler = asker_of(event) != no_handler_yet;
        const auto schema = nlohmann::json::parse(facts_schema(event)).at("properties");
        const auto add = [&](const std::string& group, const nlohmann::json& names) {
            for (const auto& [name, words] : names.items()) {
                bool& asked = is_asked[group + "." + name];
                asked = asked || has_handler;
            }
        };
        const auto properties = [](const nlohmann::json& of) {
            return of.value("properties", nlohmann::json::object());
        };
        add("line", properties(schema.at("lines").at("items")));
        const nlohmann::json groups = properties(schema.at("facts"));
        for (const auto& [group, of] : groups.items()) add(group, properties(of));
    }
    std::set<std::string> without;
    for (const auto& [name, asked] : is_asked) {
        if (!asked) without.insert(name);
    }
    return without;
}

// The test of each fact.
std::map<std::string, std::string> seen_by() {
    std::istringstream rows(
        testing::read_whole(testing::project_path("tests/scheduler/facts/seen_by.txt")));
    std::map<std::string, std::string> tests;
    std::string row;
    while (std::getline(rows, row)) {
        const std::size_t tab = row.find('\t');
        EXPECT_NE(tab, std::string::npos) << row;
        EXPECT_TRUE(tests.emplace(row.substr(0, tab), row.substr(tab + 1)).second) << row;
    }
    return tests;
}

std::set<std::string> tests_there_are() {
    std::set<std::string> all;
    const auto& every = *::testing::UnitTest::GetInstance();
    for (int suite = 0; suite < every.total_test_suite_count(); ++suite) {
        const auto& of = *every.GetTestSuite(suite);
        for (int test = 0; test < of.total_test_count(); ++test) {
            all.insert(std::string(of.name()) + "." + of.GetTestInfo(test)->name());
        }
    }
    return all;
}

TEST(SeenFacts, EachFactHasATestOrAReason) {
    const auto tests = seen_by();
    const auto excused = without_handler();
    for (const std::string& fact : vocabulary()) {
        const bool is_listed = std::ranges::find(unseen, fact, &Unseen::fact) != unseen.end();
        const int places =
            (tests.contains(fact) ? 1 : 0) + (is_listed ? 1 : 0) + (excused.contains(fact) ? 1 : 0);
        EXPECT_EQ(places, 1) << fact << ": name its test in seen_by.txt";
    }
}

TEST(SeenFacts, EachNameIsOfAFactAndOfATestThatThereAre) {
    const auto facts = vocabulary();
    const auto there = tests_there_are();
    for (const auto& [fact, test] : seen_by()) {
        EXPECT_TRUE(facts.contains(fact)) << fact;
        EXPECT_TRUE(there.contains(test)) << fact << ": " << test;
    }
    for (const Unseen& each : unseen) {
        EXPECT_TRUE(facts.contains(std::string(each.fact))) << each.fact;
        EXPECT_FALSE(each.why.empty()) << each.fact;
    }
}

// Whoever adds a fact adds its test: what has none gets no longer.
TEST(SeenFacts, NoMoreAreWithoutATest) {
    EXPECT_LE(std::ranges::count(unseen, to_do, &Unseen::why), 6);
}

}  // namespace
}  // namespace almoner::scheduler
