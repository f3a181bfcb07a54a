// SCH-01, CTB-05 and EMG-03, asked once where dates or amounts of an agreement's payments are set.
#include "ledger/records/operator_file.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/facts/schedule_facts.h"
#include "tests/scheduler/facts/activation_area.h"
#include "tests/scheduler/facts/assessed_area.h"

#include <functional>
#include <nlohmann/json.hpp>

namespace almoner::tests {
namespace {

using nlohmann::json;
using scheduler::agreement_change;
using scheduler::agreement_sign;
using scheduler::proposal_confirm;

// A9 of P1: £50 a week of NHS money, every four weeks in advance. A1: £20 of P1's own to £40 a week
// of social care. Today is 22 November 2026.
class Scheduled : public ActivationArea {
  protected:
    Scheduled() {
        tell_all();
        record_assessment(area, "A1", 100'000);
    }
    void policy(const std::string& values) {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            ledger::insert_operator_file(
                work,
                {.kind = ledger::OperatorFileKind::policy,
                 .version = "p",
                 .dated_on = day("2026-01-01"),
                 .content = "version = \"p\"\nfrom = 2026-01-01\n" + values});
            return std::string{};
        });
    }
    void write(const std::function<void(ledger::Work&)>& change) {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            change(work);
            return std::string{};
        });
    }
    std::string last_effect() {
        const auto all = evaluations("schedule");
        return all.empty() ? "" : all.back().effect;
    }
    std::string details() {
        const auto all = evaluations("schedule");
        return all.empty() ? "" : all.back().details;
    }
    // Of A1, taken over as it was paid: its own share.
    std::string change_share(const std::string& amount, const std::string& basis = "net") {
        const auto asked = ask(area,
                               agreement_change,
                               {{"agreement", "A1"},
                                {"contribution", amount},
                                {"contribution_basis", basis},
                                {"from", "2026-12-01"},
                                {"ground", "error"},
                                {"ground_evidence", evidence()}},
                               asking_maker);
        if (!asked.accepted()) return asked.refusal().code + " " + asked.refusal().field;
        accepted(scheduler::proposal_refuse,
                 {{"proposal", json::parse(asked.value()).at("proposal").dump()}});
        return "accepted";
    }
    std::vector<ledger::StoredEvaluation> of_a1() {
        const auto agreement =
            ledger::agreement_by_ref(area.database(), "A1", ledger::last_day_of_all);
        auto all = ledger::evaluations_of(area.database(),
                                          {ledger::CaseKind::agreement, agreement->number});
        std::erase_if(all, [](const auto& each) { return each.event != "schedule"; });
        return all;
    }
};

TEST_F(Scheduled, SCH_01_IsAskedWhenItIsSignedAndWhenThatIsConfirmed) {
    const json proposed = accepted(agreement_sign, signature());
    ASSERT_EQ(evaluations("schedule").size(), 1U);
    EXPECT_EQ(last_effect(), "allow");
    accepted(proposal_confirm,
             {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    EXPECT_EQ(evaluations("schedule").size(), 2U);
}

TEST_F(Scheduled, SCH_01_TheCycleIsTheAreasOwn) {
    policy("[schedule]\ncycle = \"monthly\"\n");
    EXPECT_EQ(sign_once(), "cycle-not-common agreement");
    EXPECT_NE(details().find("SCH-01"), std::string::npos);
    accepted(agreement_change, {{"agreement", "A9"}, {"frequency", "monthly"}});
    EXPECT_EQ(sign_once(), "accepted");
}

TEST_F(Scheduled, SCH_01_WarnsOfAnotherTimingAndOfAnotherWorkingDay) {
    EXPECT_EQ(sign_once(), "accepted");
    EXPECT_EQ(last_effect(), "allow");
    accepted(agreement_change, {{"agreement", "A9"}, {"timing", "arrears"}});
    EXPECT_EQ(sign_once(), "accepted");
    EXPECT_EQ(last_effect(), "warn");
    EXPECT_NE(details().find("timing-not-common"), std::string::npos);
    EXPECT_EQ(details().find("roll-not-common"), std::string::npos);
    policy("[schedule]\ntiming = \"arrears\"\ndue-date-roll = \"next-working-day\"\n");
    EXPECT_EQ(sign_once(), "accepted");
    EXPECT_EQ(details().find("timing-not-common"), std::string::npos);
    EXPECT_NE(details().find("roll-not-common"), std::string::npos);
}

// What was signed fixes the dates, unless somebody found that it does not.
TEST_F(Scheduled, SCH_01_ThePlanFixesTheDates) {
    tell("A9", "account.plan_fixes_dates=no");
    EXPECT_EQ(sign_once(), "no-dates-in-plan agreement");
    tell("A9", "account.plan_fixes_dates=");
    EXPECT_EQ(sign_once(), "accepted");
}

TEST_F(Scheduled, SCH_01_SomebodyCanPayInAnEmergency) {
    EXPECT_EQ(sign_once(), "accepted");
    const auto ends = [&](bool is_active) {
        write([&](ledger::Work& work) {
            auto checker = *ledger::actor_numbered(work.database(), 2, work.today());
            checker.active = is_active;
            checker.from_on = work.today();
            ledger::insert_actor(work, checker);
        });
    };
    ends(false);
    EXPECT_EQ(sign_once(), "no-emergency-route agreement");
    ends(true);
    EXPECT_EQ(sign_once(), "accepted");
    write([](ledger::Work& work) {
        auto maker = *ledger::actor_numbered(work.database(), 1, work.today());
        maker.role = ledger::ActorRole::viewer;
        ledger::insert_actor(work, maker);
    });
    EXPECT_EQ(sign_once(), "no-emergency-route agreement");
}

// EMG-01: a manager is a checker without a limit.
TEST_F(Scheduled, SCH_01_WhereAManagerApprovesEmergenciesOneIsThere) {
    const auto limited_to = [&](std::optional<ledger::Money> limit) {
        write([&](ledger::Work& work) {
            for (const ledger::Actor& each : ledger::actors_on(work.database(), work.today())) {
                ledger::Actor next = each;
                next.approve_limit = limit;
                next.from_on = work.today();
                if (each.role == ledger::ActorRole::checker) ledger::insert_actor(work, next);
            }
        });
    };
    limited_to(ledger::Money::from_pence(10'000'000));
    EXPECT_EQ(sign_once(), "accepted");
    policy("[emergency]\napprover = \"manager\"\n");
    EXPECT_EQ(sign_once(), "no-emergency-route agreement");
    limited_to({});
    EXPECT_EQ(sign_once(), "accepted");
}

TEST_F(Scheduled, CTB_05_TheShareIsTakenOffAndNeverMoreThanThePayment) {
    EXPECT_EQ(change_share("25.00"), "accepted");
    ASSERT_EQ(of_a1().size(), 1U);
    EXPECT_EQ(of_a1().back().effect, "allow");
    EXPECT_EQ(change_share("999.00"), "accepted");  // W9: nothing is paid of it, never below
    EXPECT_EQ(of_a1().back().effect, "allow");
    const auto a1 = ledger::agreement_by_ref(area.database(), "A1", ledger::last_day_of_all);
    auto with_all = *a1;
    with_all.contribution = ledger::Money::from_pence(99'900);
    const auto facts = scheduler::facts_to_schedule(area.database(), with_all, day("2026-12-01"));
    EXPECT_EQ(facts.contribution.gross.value, ledger::Money::from_pence(16'000));
    EXPECT_EQ(facts.contribution.net.value, ledger::Money{});
    EXPECT_EQ(facts.contribution.contribution.value, ledger::Money::from_pence(99'900));
}

TEST_F(Scheduled, CTB_05_WarnsWhereTheAreaInvoicesIt) {
    EXPECT_EQ(change_share("25.00", "gross"), "accepted");
    ASSERT_EQ(of_a1().size(), 1U);
    EXPECT_EQ(of_a1().back().effect, "warn");
    EXPECT_NE(of_a1().back().details.find("basis-differs"), std::string::npos);
    policy("[contribution]\nbasis = \"gross\"\n");
    EXPECT_EQ(change_share("26.00", "gross"), "accepted");
    EXPECT_EQ(of_a1().back().effect, "allow");
}

// No payment takes a share off children's money: what would never be taken is not set.
TEST_F(Scheduled, CTB_05_AShareThatNoLineBearsIsRefused) {
    write([](ledger::Work& work) {
        auto line = *ledger::plan_line_by_ref(work.database(), "L2", work.today());
        line.stream = ledger::Stream::children;
        line.from_on = day("2026-12-01");
        ledger::insert_plan_line(work, line);
    });
    EXPECT_EQ(change_share("25.00"), "net-payment-wrong agreement");
    EXPECT_EQ(of_a1().back().effect, "block");
    EXPECT_EQ(change_share("0.00"), "accepted");
}

// £30 were paid ahead: as an advance they may come off, as an addition they may not.
TEST_F(Scheduled, EMG_03_WhatComesOffWasRecordedAsAnAdvance) {
    const auto a1 = ledger::agreement_by_ref(area.database(), "A1", ledger::last_day_of_all);
    const auto facts = [&] {
        return scheduler::facts_to_schedule(area.database(), *a1, day("2026-12-01")).account;
    };
    EXPECT_EQ(facts().nets_emergency.value, false);
    const auto payment = [&](int id, std::int64_t net, std::int64_t advanced) {
        area.database().run_script(
            ("INSERT INTO payment(id, seq, run, agreement, budget, option, payee_account, kind,"
             " period_first, period_last, attempt, nominal_on, planned_on, gross, contribution,"
             " advanced, net, sets_aside, reissues, state) VALUES (" +
             std::to_string(id) + ",1,1," + std::to_string(a1->number) + "," +
             std::to_string(a1->budget) + ",3,1,1,1,2," + std::to_string(id) + ",1,1," +
             std::to_string(net + advanced) + ",0," + std::to_string(advanced) + "," +
             std::to_string(net) + ",0,0,3)")
                .c_str());
    };
    payment(901, 41'000, 3'000);
    EXPECT_EQ(facts().nets_emergency.value, true);
    EXPECT_EQ(facts().recorded_as_advance.value, false);
    EXPECT_EQ(change_share("25.00"), "netting-is-a-reduction agreement");
    payment(902, 3'000, 0);
    area.database().run_script(
        "INSERT INTO emergency(id, seq, payment, reason_code, words_private, basis)"
        " VALUES (1, 1, 902, 'wages-due', 1, 'advance')");
    EXPECT_EQ(facts().recorded_as_advance.value, true);
    EXPECT_EQ(change_share("25.00"), "accepted");
}

TEST_F(Scheduled, AskNothingWhereNeitherDatesNorAmountsChange) {
    accepted(agreement_change,
             {{"agreement", "A1"},
              {"end", "2027-02-28"},
              {"from", "2026-12-01"},
              {"ground", "error"},
              {"ground_evidence", evidence()}});
    EXPECT_EQ(of_a1().size(), 0U);
}

}  // namespace
}  // namespace almoner::tests
