// What was paid is taken back on a ground of the regulation, in instalments and by bank lines, or
// given up by two (rules.md 1.7).
#include "ledger/records/payment_ref.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_show.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/scheduler/reduction_case_area.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using nlohmann::json;
using tests::ben;
using tests::CaseArea;
using tests::Given;
using tests::on;
using tests::pounds;

class AReclaim : public CaseArea {
  protected:
    AReclaim() {
        tests::send_all(area, outbox_.path());
        (void)tests::read_statement(
            area, tests::bank_line("1800.00", "DBIT", ledger::payment_ref(1)), "-800.00");
    }
    ledger::AccountKey of_budget(AccountName name) {
        return {.name = name,
                .stream = ledger::Stream::nhs,
                .option = ledger::Option::direct_payment,
                .body = static_cast<std::int32_t>(area.commissioner),
                .budget = static_cast<std::int32_t>(person.budget)};
    }
    std::int64_t balance(AccountName name) { return area.balance(of_budget(name)).posted.pence(); }
    std::int64_t owed_back() {
        return area
            .balance({.name = AccountName::receivable_reclaim,
                      .stream = ledger::Stream::nhs,
                      .body = static_cast<std::int32_t>(area.commissioner)})
            .posted.pence();
    }
    // "code field" of proposing it in C-0001, which is opened here; or "accepted".
    std::string proposed(Given fields) {
        if (area.count("reduction_case") == 0) {
            const std::string review = std::to_string(closed_review("reclaim"));
            area.answer(case_open,
                        {{"review", review}, {"kind", "reclaim"}, {"words", "It built up."}});
        }
        const std::string workings = "It built up = £" + fields.at("amount");
        fields.merge(Given{{"case", "C-0001"}, {"plan_line", "LP1"}, {"workings", workings}});
        const auto asked = area.ask(case_propose, fields);
        return asked.accepted() ? "accepted" : asked.refusal().code + " " + asked.refusal().field;
    }
    void in_force_for(const std::string& amount, const std::string& outcome) {
        told_of_budget("reclaim.unused", "500000");
        (void)decided("reclaim", "reclaim", {{"amount", amount}, {"ground", "unused-accumulated"}});
        issue_notice("reclaim");
        EXPECT_EQ(take_effect("2026-12-02"), outcome);
    }
    tests::TempFolder outbox_;
};

TEST_F(AReclaim, NeedsAGroundOfTheRegulation) {
    told_of_budget("reclaim.unused", "360000");
    EXPECT_EQ(proposed({{"amount", "900.00"}, {"ground", "breach-of-condition"}}),
              "no-ground case");  // RCL-01
    EXPECT_EQ(proposed({{"amount", "900.00"}, {"ground", "unused-accumulated"}}),
              "not-substantial case");
    EXPECT_EQ(area.count("proposal"), 0);
    told(ledger::CaseKind::budget, person.budget, "reclaim.unused", "360001", "2026-10-21");
    EXPECT_EQ(proposed({{"amount", "900.00"}, {"ground", "unused-accumulated"}}), "accepted");
}

TEST_F(AReclaim, IsProposedWithLinesThatComeToIt) {
    told_of_budget("reclaim.unused", "500000");
    Given fields{{"amount", "900.00"}, {"ground", "unused-accumulated"}};
    fields["workings"] = "Two weeks = £450.00; Two more = £449.99";
    EXPECT_EQ(proposed(fields), "workings-differ workings");
    fields["workings"] = "Two weeks = £450.00; Two more = £450.00";
    EXPECT_EQ(proposed(fields), "accepted");
    const auto shown = nlohmann::json::parse(
        proposal_show(area.area().database(), 1, on("2026-11-02"), Personal::masked).value());
    EXPECT_EQ(shown.at("changes").at(0).at("what"), "to be paid back, of plan line LP1");
    EXPECT_EQ(shown.at("changes").at(0).at("after"), "£900.00 in all");
    EXPECT_EQ(shown.at("ground"), "unused-accumulated");
}

// Eight weeks of £450 may stand: more than that is a substantial proportion (RCL-01).
TEST_F(AReclaim, OfMoneyThatBuiltUpNeedsASubstantialSum) {
    (void)decided("reclaim", "reclaim", {{"amount", "900.00"}, {"ground", "unused-accumulated"}});
    issue_notice("reclaim");
    EXPECT_EQ(take_effect("2026-12-02"), "not-known");
    told_of_budget("reclaim.unused", "360000");
    EXPECT_EQ(take_effect("2026-12-02"), "not-substantial");
    told(ledger::CaseKind::budget, person.budget, "reclaim.unused", "360001", "2026-10-21");
    EXPECT_EQ(take_effect("2026-12-01"), "notice-running");
    EXPECT_EQ(take_effect("2026-12-02"), "accepted");
    EXPECT_EQ(balance(AccountName::payable_reclaim), 90'000);
    EXPECT_EQ(balance(AccountName::fund), 90'000);
    EXPECT_EQ(owed_back(), 90'000);
    EXPECT_TRUE(is_sound());
}

// £1,800.00 were paid: whatever somebody wrote down, no more than that is unused.
TEST_F(AReclaim, RCL_01_OfMoneyThatBuiltUpIsByTheBooksOnceTheyKnow) {
    told_of_budget("reclaim.unused", "500000");
    (void)decided("reclaim", "reclaim", {{"amount", "900.00"}, {"ground", "unused-accumulated"}});
    issue_notice("reclaim");
    spent(10, "2026-11-20");
    EXPECT_EQ(take_effect("2026-12-02"), "not-substantial");
}

TEST_F(AReclaim, RCL_01_IsNoMoreThanIsUnused) {
    told_of_budget("reclaim.unused", "500000");
    EXPECT_EQ(proposed({{"amount", "5000.01"}, {"ground", "unused-accumulated"}}),
              "exceeds-unused case");
    EXPECT_EQ(proposed({{"amount", "5000.00"}, {"ground", "unused-accumulated"}}), "accepted");
}

TEST_F(AReclaim, IsNotPlannedWhileItIsReconsidered) {
    in_force_for("900.00", "accepted");
    notice_step(1, "challenged", "2026-12-03");
    EXPECT_EQ(area.refusal(case_plan,
                           {{"case", "C-0001"}, {"first", "2027-01-31"}, {"amount", "400.00"}},
                           {.day = "2026-12-03"}),
              "reconsideration-unanswered");
}

TEST_F(AReclaim, IsNotRepaidBeforeItIsInForce) {
    (void)decided("reclaim", "reclaim", {{"amount", "900.00"}, {"ground", "unused-accumulated"}});
    const tests::AskedOn then{.day = "2026-12-02"};
    for (const auto& [command, more] :
         {std::pair{&case_plan, Given{{"first", "2027-01-31"}, {"amount", "400.00"}}},
          std::pair{&case_repaid, Given{{"item", "1"}, {"amount", "400.00"}}}}) {
        Given fields = more;
        fields["case"] = "C-0001";
        const auto asked = area.ask(command, fields, then);
        ASSERT_FALSE(asked.accepted());
        EXPECT_EQ(asked.refusal().code, "case-not-so-far");
        EXPECT_EQ(asked.refusal().field, "case");
    }
}

TEST_F(AReclaim, IsNeverMoreThanThePersonWasPaid) {
    in_force_for("1800.01", "not-enough-money");
    EXPECT_EQ(owed_back(), 0);
}

TEST_F(AReclaim, IsRepaidInInstalmentsAndTheRestGivenUpByTwo) {
    in_force_for("900.00", "accepted");
    const tests::AskedOn then{.day = "2026-12-03"};
    area.answer(
        case_plan, {{"case", "C-0001"}, {"first", "2027-01-31"}, {"amount", "400.00"}}, then);
    const auto plan = ledger::instalments_of_case(area.area().database(), 1);
    ASSERT_EQ(plan.size(), 3U);
    EXPECT_EQ(plan[1].due_on, on("2027-02-28"));
    EXPECT_EQ(plan[2].amount, pounds(100));
    EXPECT_EQ(
        area.refusal(case_repaid, {{"case", "C-0001"}, {"item", "1"}, {"amount", "400.00"}}, then),
        "line-is-no-repayment");
    area.answer(case_write_off,
                {{"case", "C-0001"}, {"amount", "900.00"}, {"way", "lost"}, {"words", "Gone."}},
                then);
    EXPECT_EQ(area.refusal(case_approve,
                           {{"case", "C-0001"}, {"confirm", "1:90000"}},
                           {.actor = tests::anna, .day = "2026-12-03"}),
              "needs-checker");
    area.answer(case_approve,
                {{"case", "C-0001"}, {"confirm", "1:90000"}},
                {.actor = ben, .day = "2026-12-03"});
    EXPECT_EQ(owed_back(), 0);
    EXPECT_EQ(balance(AccountName::payable_reclaim), 0);
    EXPECT_EQ(ledger::case_by_id(area.area().database(), 1)->state, "closed");
    EXPECT_TRUE(is_sound());
}

// The bank line stands in the commissioner's books by two people's word; the case counts it once.
TEST_F(AReclaim, IsRepaidByABankLine) {
    in_force_for("900.00", "accepted");
    const std::string camt = testing::replaced(
        testing::camt_with(tests::bank_line("900.00", "CRDT", "thank you"), "1900.00"),
        "20000055779911",
        "08999966374958");
    const tests::AskedOn then{.day = "2026-12-10"};
    area.answer(import_statement, {{"file", camt}}, then);
    const json explained =
        area.answer(statement_explain,
                    {{"item", "1"}, {"to", "reclaim"}, {"commissioner", "ICB"}, {"stream", "nhs"}},
                    then);
    Given part{{"case", "C-0001"}, {"item", "1"}, {"amount", "400.00"}};
    EXPECT_EQ(area.refusal(case_repaid, part, then), "line-is-no-repayment");
    area.answer(proposal_confirm,
                {{"proposal", std::to_string(explained.at("proposal").get<int>())},
                 {"confirm", explained.at("confirm")}},
                {.actor = ben, .day = "2026-12-10"});
    EXPECT_EQ(owed_back(), 0);
    area.answer(case_repaid, part, then);
    EXPECT_EQ(balance(AccountName::payable_reclaim), 50'000);
    part["amount"] = "500.01";
    EXPECT_EQ(area.refusal(case_repaid, part, then), "more-than-is-left");
    part["amount"] = "500.00";
    area.answer(case_repaid, part, then);
    EXPECT_EQ(ledger::case_by_id(area.area().database(), 1)->state, "closed");
    EXPECT_EQ(ledger::repaid_by(area.area().database(), 1), pounds(900));
    const json undoing = area.answer(
        statement_explain, {{"item", "1"}, {"undo", "yes"}, {"reason", "a mistake"}}, then);
    EXPECT_EQ(area.refusal(proposal_confirm,
                           {{"proposal", std::to_string(undoing.at("proposal").get<int>())},
                            {"confirm", undoing.at("confirm")}},
                           {.actor = ben, .day = "2026-12-10"}),
              "explanation-built-on");
    EXPECT_TRUE(is_sound());
}

}  // namespace
}  // namespace almoner::scheduler
