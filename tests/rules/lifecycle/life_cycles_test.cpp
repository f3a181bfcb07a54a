#include "rules/lifecycle/life_cycles.h"

#include "rules/engine/catalogue.h"
#include "rules/lifecycle/printed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace almoner::rules {
namespace {

TEST(LifeCycles, MakeEveryListedMoveAndRefuseEveryOther) {
    std::size_t allowed = 0;
    for (std::size_t from = 0; from < names_of(CaseState{}).size(); ++from) {
        for (std::size_t to = 0; to < names_of(CaseState{}).size(); ++to) {
            const auto move = find_move(
                case_moves, "case", static_cast<CaseState>(from), static_cast<CaseState>(to));
            if (move.accepted()) {
                ++allowed;
            } else {
                EXPECT_EQ(move.refusal().code, "illegal-transition");
            }
        }
    }
    EXPECT_EQ(allowed, case_moves.size());
}

TEST(LifeCycles, SayWhereItCanGoInstead) {
    const auto refused = find_move(case_moves, "case", CaseState::noticed, CaseState::applying);
    ASSERT_FALSE(refused.accepted());
    EXPECT_EQ(refused.refusal().words, "A case that is noticed can't become applying.");
    EXPECT_EQ(refused.refusal().next, "From here it can become: reconsidered, matured, closed.");
    const auto ended = find_move(budget_moves, "budget", BudgetState::ended, BudgetState::active);
    EXPECT_EQ(ended.refusal().next, "It has come to its end; begin another one.");
}

// No way leads from a case to money but through a matured notice that follows a review.
TEST(LifeCycles, ReachTheLedgerOnlyThroughReviewAndMaturedNotice) {
    const auto reachable = [](CaseState without) {
        std::set<CaseState> seen{CaseState::flagged};
        for (std::size_t round = 0; round < case_moves.size(); ++round) {
            for (const auto& move : case_moves) {
                if (seen.contains(move.from) && move.to != without) seen.insert(move.to);
            }
        }
        return seen;
    };
    for (const CaseState gate : {CaseState::reviewed, CaseState::noticed, CaseState::matured}) {
        const std::set<CaseState> seen = reachable(gate);
        EXPECT_TRUE(std::ranges::none_of(seen, may_post)) << name_of_value(gate);
    }
    EXPECT_FALSE(may_post(CaseState::noticed));
    EXPECT_FALSE(may_post(CaseState::reconsidered));
    EXPECT_TRUE(may_post(CaseState::matured));
    EXPECT_TRUE(may_post(CaseState::enforced));
    EXPECT_FALSE(may_post(CaseState::closed));
}

TEST(LifeCycles, ReachEveryStateAndGuardWithRulesThatExist) {
    for (const LifeCycle& cycle : life_cycles()) {
        std::set<std::string> reached{cycle.begins_as};
        for (const PrintedMove& move : cycle.moves) reached.insert(move.to);
        for (const PrintedMove& move : cycle.moves) {
            EXPECT_TRUE(reached.contains(move.from)) << cycle.name << " " << move.from;
            std::istringstream guards(move.guards);
            for (std::string guard; std::getline(guards >> std::ws, guard, ',');) {
                const bool is_family = guard.ends_with("*");
                const bool exists =
                    is_family ? rule_by_id(guard.substr(0, guard.size() - 1) + "01") != nullptr
                              : rule_by_id(guard) != nullptr;
                EXPECT_TRUE(exists) << cycle.name << " " << guard;
            }
        }
    }
}

TEST(LifeCycles, ArePrintedAsDiagrams) {
    const auto cycles = life_cycles();
    ASSERT_EQ(cycles.size(), 7U);
    EXPECT_EQ(mermaid(cycles[1]),
              "stateDiagram-v2\n"
              "    [*] --> draft\n"
              "    draft --> submitted: submitted\n"
              "    submitted --> returned: returned\n"
              "    submitted --> approved: approved-and-agreed [PLN-01, PLN-02, PLN-03, PLN-04, "
              "PLN-05]\n"
              "    returned --> submitted: mended\n"
              "    approved --> under_review: review-opened\n"
              "    under_review --> approved: next-version [PLN-01, PLN-02, PLN-03, PLN-04, "
              "PLN-05]\n"
              "    under_review --> closed: closed\n");
}

}  // namespace
}  // namespace almoner::rules
