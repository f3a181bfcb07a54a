// The states of a payment, its one row an attempt, and how people name a run.
#include "ledger/records/payment_states.h"

#include "ledger/records/payment_ref.h"
#include "tests/support/files.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::PaymentState;
using tests::RunArea;

TEST(PaymentStates, NoStateIsOutOfReachAndPaidOnlyEndsByAReturn) {
    for (const PaymentState state : ledger::all_payment_states) {
        if (state == PaymentState::proposed) continue;
        EXPECT_TRUE(std::ranges::any_of(ledger::payment_moves, [&](const auto& move) {
            return move.to == state;
        })) << name_of(state);
    }
    for (const auto& move : ledger::payment_moves) {
        // To undo a mistake of ours is no step of a payment's life.
        if (move.from != PaymentState::settled || move.cause == "explanation-undone") continue;
        EXPECT_EQ(move.to, PaymentState::returned);
    }
    EXPECT_FALSE(ledger::may_move(PaymentState::sent, PaymentState::recalled));
    EXPECT_FALSE(ledger::may_move(PaymentState::in_file, PaymentState::cancelled));
    EXPECT_NE(ledger::payment_states_diagram().find("sent --> settled: settled"),
              std::string::npos);
}

TEST(PaymentStates, TheDocumentShowsTheTable) {
    const std::string document =
        testing::read_whole(testing::project_path("ops/docs/payment-states.md"));
    EXPECT_NE(document.find(ledger::payment_states_diagram()), std::string::npos);
}

TEST(PaymentStates, OneAttemptOfOnePeriodStandsOnce) {
    RunArea area;
    area.add();
    (void)area.propose("2026-11-02");
    const auto again = [&](ledger::Work& work) -> ledger::Outcome<std::string> {
        const auto first = *ledger::payment_by_id(work.database(), 1);
        work.records().insert(ledger::payment_table,
                              first.run,
                              first.agreement,
                              first.budget,
                              first.option,
                              first.payee_account,
                              static_cast<int>(first.kind),
                              first.period.first,
                              first.period.last,
                              first.attempt,
                              first.nominal_on,
                              first.entry_on,
                              first.gross,
                              first.contribution,
                              first.advanced,
                              first.net,
                              0,
                              0);
        return std::string("{}");
    };
    EXPECT_THROW((void)area.area().run(again), ledger::StorageError);
}

TEST(RunRefs, AreReadInAnyCaseAndAsTheNumberAlone) {
    EXPECT_EQ(ledger::run_ref(12), "RUN-12");
    EXPECT_EQ(ledger::run_of_ref("run-12"), 12);
    EXPECT_EQ(ledger::run_of_ref("12"), 12);
    EXPECT_FALSE(ledger::run_of_ref("RUN-"));
    EXPECT_FALSE(ledger::run_of_ref("RUN-0"));
    EXPECT_FALSE(ledger::run_of_ref("RUN-1x"));
}

}  // namespace
}  // namespace almoner::scheduler
