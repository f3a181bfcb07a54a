// What a case refuses, and that it changes nothing by it.
#include "ledger/posting/surplus.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/evidence.h"
#include "ledger/records/letter.h"
#include "ledger/records/payment_ref.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/scheduler/reduction_case_area.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using nlohmann::json;
using tests::ben;
using tests::CaseArea;
using tests::Given;
using tests::on;
using tests::pounds;

const tests::AskedOn in_december{.day = "2026-12-03"};

class CaseRefusals : public CaseArea {
  protected:
    std::string state() { return ledger::case_by_id(area.area().database(), 1)->state; }
    // "code field", or "accepted"; the state of the case stays, as nothing was done.
    std::string refused(CommandHandler handler,
                        const Given& fields,
                        const tests::AskedOn& how = {}) {
        const std::string before = state();
        const auto asked = area.ask(handler, fields, how);
        EXPECT_EQ(state(), asked.accepted() ? state() : before);
        if (asked.accepted()) return "accepted";
        EXPECT_FALSE(asked.refusal().next.empty()) << asked.refusal().code;
        words = asked.refusal().words;
        return asked.refusal().code + " " + asked.refusal().field;
    }
    std::string take_effect(const std::string& day = "2026-12-02") {
        return refused(case_take_effect, {{"case", "C-0001"}}, {.day = day});
    }
    void opened(const std::string& kind, const std::string& outcome) {
        const std::string review = std::to_string(closed_review(outcome));
        area.answer(case_open, {{"review", review}, {"kind", kind}, {"words", "Too much."}});
    }
    std::string propose(const Given& other) {
        Given fields{{"case", "C-0001"}, {"plan_line", "LP1"}, {"amount", "100.00"}};
        for (const auto& [name, value] : other) fields[name] = value;
        fields["workings"] = "A month = £" + fields["amount"];
        return refused(case_propose, fields);
    }
    // £450 a week is to be £400.
    void reduction_of_a_line() {
        told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40000");
        told_of_budget("surplus.plan_notice_days", "28");
        (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    }
    void line_changes(std::string_view from, const std::function<void(ledger::PlanLine&)>& change) {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), person.line, on(from));
            line.from_on = on(from);
            change(line);
            ledger::insert_plan_line(work, line);
        });
    }
    Money amount_on(std::string_view day) {
        return ledger::plan_line_numbered(area.area().database(), person.line, on(day))->amount;
    }

    std::string words;  // of the last refusal
};

TEST_F(CaseRefusals, NothingIsNoSumToTake) {
    holds(5'000);
    opened("offset", "offset");
    EXPECT_EQ(propose({{"amount", "0.00"}}), "nothing-to-take amount");
    EXPECT_EQ(area.count("proposal"), 0);
    EXPECT_EQ(propose({{"amount", "0.01"}}), "accepted");
}

TEST_F(CaseRefusals, AReclaimIsProposedOnAGroundThatIsListed) {
    opened("reclaim", "reclaim");
    EXPECT_EQ(propose({}), "field-missing ground");
    EXPECT_EQ(propose({{"ground", "we-need-it"}}), "not-in-the-list ground");
    EXPECT_NE(words.find("unused-accumulated"), std::string::npos) << words;
    EXPECT_EQ(area.count("proposal"), 0);
    EXPECT_EQ(propose({{"ground", "unused-accumulated"}}), "accepted");
}

TEST_F(CaseRefusals, ALineOfAnotherPersonsBudgetIsNotTakenFrom) {
    holds(5'000);
    (void)area.add(tests::four_weekly_1800());
    opened("offset", "offset");
    EXPECT_EQ(propose({{"plan_line", "LP2"}}), "plan-line-of-another-budget plan_line");
    EXPECT_EQ(area.count("proposal"), 0);
    EXPECT_EQ(propose({}), "accepted");
}

TEST_F(CaseRefusals, MoneyThatIsNeverPaidOutIsNotTakenBack) {
    area.write([&](ledger::Work& work) {
        ledger::PlanLine line = tests::PersonTerms().line;
        line.ref = "NOTIONAL";
        line.budget = person.budget;
        line.body = area.commissioner;
        line.option = ledger::Option::notional;
        ledger::insert_plan_line(work, line);
    });
    opened("offset", "offset");
    EXPECT_EQ(propose({{"plan_line", "NOTIONAL"}}), "money-never-paid-out plan_line");
    EXPECT_EQ(area.count("proposal"), 0);
}

TEST_F(CaseRefusals, NobodyWasConsultedTomorrow) {
    holds(5'000);
    opened("offset", "offset");
    EXPECT_EQ(propose({}), "accepted");
    area.answer(case_approve, {{"case", "C-0001"}, {"confirm", "1:10000"}}, {.actor = ben});
    Given consulted{{"case", "C-0001"}, {"on", "2026-11-03"}, {"words", "In hospital."}};
    EXPECT_EQ(refused(case_consult, consulted), "day-in-the-future on");
    EXPECT_EQ(state(), "decided");
    consulted["on"] = "2026-11-02";
    EXPECT_EQ(refused(case_consult, consulted), "accepted");
    EXPECT_EQ(state(), "consulted");
}

TEST_F(CaseRefusals, WhatTookEffectIsNotWithdrawn) {
    holds(5'000);
    told_of_budget("surplus.free_balance", "300000");
    told_of_budget("surplus.plan_notice_days", "28");
    (void)decided("offset", "offset", {{"amount", "500.00"}});
    issue_notice("offset");
    EXPECT_EQ(take_effect(), "accepted");
    EXPECT_EQ(refused(case_withdraw, {{"case", "C-0001"}, {"words", "She needs it."}}, in_december),
              "illegal-transition case");
    EXPECT_EQ(words, "This case has taken effect.");
    EXPECT_EQ(state(), "applying");
}

TEST_F(CaseRefusals, ALetterThatWasNotSentTellsNobody) {
    reduction_of_a_line();
    const std::int64_t notice = issue_notice("reduction");
    std::int64_t letter = 0;
    area.write([&](ledger::Work& work) {
        const std::int64_t html = ledger::insert_evidence(work,
                                                          {.kind = "letter",
                                                           .person = person.person,
                                                           .subject = "notice:N-0001",
                                                           .dated_on = on("2026-11-02"),
                                                           .given_by = 2,
                                                           .media_type = "text/html"},
                                                          "<p>Less.</p>");
        letter = ledger::insert_letter(work,
                                       {.notice = notice,
                                        .cause = "issue",
                                        .recipient_kind = "person",
                                        .recipient = person.person,
                                        .format = "standard",
                                        .language = "en",
                                        .made_on = on("2026-11-02"),
                                        .html = html});
    });
    EXPECT_EQ(take_effect("2027-01-04"), "letter-not-sent case");
    EXPECT_EQ(amount_on("2027-06-01"), pounds(450));
    area.write([&](ledger::Work& work) {
        ledger::insert_letter_delivery(work,
                                       person.person,
                                       {.letter = letter,
                                        .state = "sent",
                                        .channel = "post",
                                        .on = on("2026-11-02"),
                                        .actor = 1});
    });
    EXPECT_EQ(take_effect("2027-01-04"), "accepted");
    EXPECT_EQ(amount_on("2027-06-01"), pounds(400));
}

TEST_F(CaseRefusals, ALineThatIsWorthNoMoreByNowIsNotReduced) {
    reduction_of_a_line();
    issue_notice("reduction");
    line_changes("2026-11-10", [](ledger::PlanLine& line) { line.amount = pounds(400); });
    EXPECT_EQ(take_effect(), "changed-since case");
    EXPECT_EQ(amount_on("2027-06-01"), pounds(400));
}

TEST_F(CaseRefusals, AChangeThatIsStillToComeIsNotOverwritten) {
    reduction_of_a_line();
    issue_notice("reduction");
    line_changes("2027-01-01", [](ledger::PlanLine& line) { line.end_on = on("2028-03-31"); });
    EXPECT_EQ(take_effect(), "changed-since case");
    EXPECT_EQ(amount_on("2026-12-31"), pounds(450));
    EXPECT_EQ(amount_on("2027-01-01"), pounds(450));
}

TEST_F(CaseRefusals, NothingIsGivenUpBeforeItIsTaken) {
    holds(5'000);
    (void)decided("offset", "offset", {{"amount", "500.00"}});
    EXPECT_EQ(refused(case_write_off,
                      {{"case", "C-0001"}, {"amount", "1.00"}, {"way", "waived"}, {"words", "x"}}),
              "case-not-so-far case");
    EXPECT_EQ(ledger::open_proposals(area.area().database(), case_write_off_proposal).size(), 0U);
}

// £3,000.00 to be offset, of which £1,800.00 was after it was proposed to give up all.
TEST_F(CaseRefusals, NoMoreIsGivenUpThanIsLeftWhenItIsConfirmed) {
    holds(5'000);
    told_of_budget("surplus.free_balance", "300000");
    told_of_budget("surplus.plan_notice_days", "28");
    pay_until("2026-11-30", "2026-11-30");
    (void)decided("offset", "offset", {{"amount", "3000.00"}});
    issue_notice("offset");
    EXPECT_EQ(take_effect(), "accepted");
    Given all{{"case", "C-0001"}, {"amount", "3000.00"}, {"way", "lost"}, {"words", "Ours."}};
    EXPECT_EQ(refused(case_write_off, all, in_december), "not-in-the-list way");
    EXPECT_EQ(words, "What was not offset yet can only be waived.");
    all["way"] = "waived";
    area.answer(case_write_off, all, in_december);
    pay_until("2026-12-28", "2026-12-28");
    EXPECT_EQ(refused(case_approve,
                      {{"case", "C-0001"}, {"confirm", "1:300000"}},
                      {.actor = ben, .day = "2026-12-28"}),
              "more-than-is-left proposal");
    EXPECT_EQ(area.count("case_recovery"), 0);
    EXPECT_EQ(state(), "applying");
}

// Of £900.00, matured on 2 December 2026.
class ReclaimRefusals : public CaseRefusals {
  protected:
    ReclaimRefusals() {
        tests::send_all(area, outbox_.path());
        (void)tests::read_statement(
            area, tests::bank_line("1800.00", "DBIT", ledger::payment_ref(1)), "-800.00");
        told_of_budget("reclaim.unused", "500000");
        (void)decided(
            "reclaim", "reclaim", {{"amount", "900.00"}, {"ground", "unused-accumulated"}});
        issue_notice("reclaim");
        EXPECT_EQ(take_effect(), "accepted");
    }
    std::string plan(const std::string& amount, const std::string& first = "2027-01-31") {
        return refused(
            case_plan, {{"case", "C-0001"}, {"first", first}, {"amount", amount}}, in_december);
    }
    std::int64_t payable() {
        return area
            .balance({.name = AccountName::payable_reclaim,
                      .stream = ledger::Stream::nhs,
                      .option = ledger::Option::direct_payment,
                      .body = static_cast<std::int32_t>(area.commissioner),
                      .budget = static_cast<std::int32_t>(person.budget)})
            .posted.pence();
    }
    // £900.00 that two people explained as reclaimed money.
    void repaid_to(const std::string& commissioner, const std::string& stream) {
        const tests::AskedOn then{.day = "2026-12-10"};
        const std::string camt = testing::replaced(
            testing::camt_with(tests::bank_line("900.00", "CRDT", "thank you"), "1900.00"),
            "20000055779911",
            "08999966374958");
        area.answer(import_statement, {{"file", camt}}, then);
        const json explained = area.answer(
            statement_explain,
            {{"item", "1"}, {"to", "reclaim"}, {"commissioner", commissioner}, {"stream", stream}},
            then);
        area.answer(proposal_confirm,
                    {{"proposal", std::to_string(explained.at("proposal").get<int>())},
                     {"confirm", explained.at("confirm")}},
                    {.actor = ben, .day = "2026-12-10"});
    }
    std::string repaid(const std::string& amount) {
        return refused(case_repaid,
                       {{"case", "C-0001"}, {"item", "1"}, {"amount", amount}},
                       {.day = "2026-12-10"});
    }

    tests::TempFolder outbox_;
};

TEST_F(ReclaimRefusals, ItIsNotPlannedInInstalmentsOfNothing) {
    EXPECT_EQ(plan("0.00"), "nothing-to-take amount");
    EXPECT_EQ(plan("900.01"), "more-than-is-left amount");
    EXPECT_EQ(area.count("case_instalment"), 0);
}

TEST_F(ReclaimRefusals, NoInstalmentIsDueOnADayThatIsGone) {
    EXPECT_EQ(plan("400.00", "2026-12-02"), "day-in-the-past first");
    EXPECT_EQ(area.count("case_instalment"), 0);
    EXPECT_EQ(plan("400.00", "2026-12-03"), "accepted");
}

// 120 instalments of £7.50 are £900.00.
TEST_F(ReclaimRefusals, ItIsRepaidWithinTenYears) {
    EXPECT_EQ(plan("7.49"), "too-many-instalments amount");
    EXPECT_EQ(area.count("case_instalment"), 0);
    EXPECT_EQ(plan("7.50"), "accepted");
    EXPECT_EQ(area.count("case_instalment"), 120);
}

TEST_F(ReclaimRefusals, AnotherCommissionersMoneyRepaidNothingOfIt) {
    tests::PersonTerms terms;
    terms.line.body = area.partner;
    terms.line.stream = ledger::Stream::social_care;
    const tests::TestPerson other = area.add(terms);
    area.write([&](ledger::Work& work) {
        const ledger::Holding holding{static_cast<std::int32_t>(other.budget),
                                      ledger::Option::direct_payment};
        const ledger::Shares shares{
            {terms.line.stream, static_cast<std::int32_t>(area.partner), pounds(900)}};
        work.post(post(ledger::PersonTakenOver{holding, shares, {}}),
                  {.effective = on("2026-11-02")});
        work.post(post(ledger::ReclaimMatured{holding, shares}), {.effective = on("2026-11-02")});
    });
    repaid_to("LA", "social-care");
    EXPECT_EQ(repaid("400.00"), "money-of-another-body item");
    EXPECT_EQ(payable(), 90'000);
    EXPECT_EQ(area.count("case_recovery"), 0);
}

// The plan line is managed another way since; what was asked back was with the person then.
TEST_F(ReclaimRefusals, MoneyIsRepaidFromWhereItWasWhenItWasAskedBack) {
    repaid_to("ICB", "nhs");
    line_changes("2026-12-05",
                 [](ledger::PlanLine& line) { line.option = ledger::Option::third_party; });
    EXPECT_EQ(repaid("400.00"), "accepted");
    EXPECT_EQ(payable(), 50'000);
    EXPECT_EQ(area.count("case_recovery"), 1);
}

TEST_F(ReclaimRefusals, ItIsGivenUpInAListedWay) {
    Given rest{{"case", "C-0001"}, {"amount", "900.00"}, {"way", "forgotten"}, {"words", "Gone."}};
    EXPECT_EQ(refused(case_write_off, rest, in_december), "not-in-the-list way");
    EXPECT_EQ(words, "This is neither waived nor lost.");
    EXPECT_EQ(ledger::open_proposals(area.area().database(), case_write_off_proposal).size(), 0U);
    rest["way"] = "lost";
    EXPECT_EQ(refused(case_write_off, rest, in_december), "accepted");
}

// £400.00 came back after it was proposed to give up all £900.00.
TEST_F(ReclaimRefusals, WhatWasRepaidMeanwhileIsNotGivenUp) {
    area.answer(case_write_off,
                {{"case", "C-0001"}, {"amount", "900.00"}, {"way", "lost"}, {"words", "Gone."}},
                in_december);
    repaid_to("ICB", "nhs");
    EXPECT_EQ(repaid("400.00"), "accepted");
    EXPECT_EQ(refused(case_approve,
                      {{"case", "C-0001"}, {"confirm", "1:90000"}},
                      {.actor = ben, .day = "2026-12-10"}),
              "more-than-is-left proposal");
    EXPECT_EQ(payable(), 50'000);
    EXPECT_EQ(state(), "awaiting-repayment");
    EXPECT_TRUE(is_sound());
}

}  // namespace
}  // namespace almoner::scheduler
