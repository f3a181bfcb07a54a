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

template <class State, std::size_t N>
bool lists(const std::array<Move<State>, N>& moves, State from, State to, std::string_view why) {
    return std::ranges::any_of(moves, [&](const Move<State>& each) {
        return each.from == from && each.to == to && each.trigger == why;
    });
}

// What commands do to the records: a death asks of no notice, and what is on hold ends like what
// is active; a notice is challenged on the day that it was read; a new version goes on.
TEST(LifeCycles, ListWhatIsDoneToRecords) {
    using enum AgreementState;
    for (const AgreementState from : {active, on_hold, notice_to_stop}) {
        EXPECT_TRUE(lists(agreement_moves, from, stopped, "death")) << name_of_value(from);
    }
    for (const AgreementState from : {active, on_hold}) {
        EXPECT_TRUE(lists(agreement_moves, from, stopped, "signed-off-ground"));
        EXPECT_TRUE(lists(agreement_moves, from, notice_to_stop, "stop-decided"));
    }
    EXPECT_FALSE(find_move(agreement_moves, "agreement", offered, stopped).accepted());
    for (const NoticeState from : {NoticeState::issued,
                                   NoticeState::deemed_received,
                                   NoticeState::running,
                                   NoticeState::matured}) {
        EXPECT_TRUE(find_move(notice_moves, "notice", from, NoticeState::challenged).accepted());
    }
    EXPECT_FALSE(find_move(notice_moves, "notice", NoticeState::drafted, NoticeState::challenged)
                     .accepted());
    EXPECT_TRUE(lists(budget_moves, BudgetState::revised, BudgetState::active, "next-version"));
}

// Whatever has a state that is no end has a way out of it.
TEST(LifeCycles, LeaveNothingWithoutAWayOut) {
    const std::set<std::string> ends{"budget ended",
                                     "budget void",
                                     "plan closed",
                                     "agreement refused",
                                     "agreement closed",
                                     "notice withdrawn",
                                     "case closed"};
    for (const LifeCycle& cycle : life_cycles()) {
        if (cycle.name == "payment") continue;  // tests/ledger has its own
        std::set<std::string> left;
        for (const PrintedMove& move : cycle.moves) left.insert(move.from);
        for (const PrintedMove& move : cycle.moves) {
            EXPECT_NE(left.contains(move.to), ends.contains(cycle.name + " " + move.to))
                << cycle.name << " " << move.to;
        }
    }
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
