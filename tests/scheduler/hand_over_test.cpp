// What an old holder hands over: on the client account's statement, or told as a fact.
#include "ledger/area/scope.h"
#include "ledger/posting/spending.h"
#include "ledger/records/option_change.h"
#include "ledger/records/private_text.h"
#include "ledger/views/balance.h"
#include "scheduler/commands/plan_handed_over.h"
#include "scheduler/commands/task_done.h"
#include "tests/scheduler/option_area.h"

namespace almoner::scheduler {
namespace {

using enum ledger::AccountName;
using ledger::Money;
using ledger::Option;
using nlohmann::json;
using tests::FieldMap;
using tests::on;
using tests::pounds;

constexpr Option direct = Option::direct_payment;
constexpr Option managed = Option::managed_account;

// £400 was paid, and from 16 November the money is a managed account.
class HandOver : public tests::OptionArea {
  protected:
    HandOver() {
        pay();
        change(signed_too(to_managed()));
        (void)look_after("2026-11-16");
    }
    std::string handed_over(const std::string& amount, std::string_view closing) {
        const std::string item = client_line(amount, "CRDT", closing);
        confirm(explain({{"item", item}, {"to", "hand-over"}, {"budget", "BP1"}}), "2026-11-21");
        return item;
    }
};

// Worked case 19: of £400.00 the new holder gets £280.00, and £120.00 is left.
TEST_F(HandOver, MovesFundAndMoneyOnTheDayItArrivesAndAgesTheRest) {
    EXPECT_EQ(open_task(),
              "£400.00 of budget BP1 is still under direct-payment, which is not how it is managed "
              "any more: have it handed over, or accounted for.");
    handed_over("280.00", "1280.00");
    EXPECT_EQ(at(held, managed), pounds(280));
    EXPECT_EQ(at(fund, managed), pounds(280));
    EXPECT_EQ(at(held, direct), pounds(120));
    EXPECT_EQ(at(fund, direct), pounds(120));
    EXPECT_TRUE(open_task().starts_with("£120.00 of budget BP1"));

    const auto detail = ledger::balance_detail_of(ledger::everything(1, "test"),
                                                  area.area().database(),
                                                  "P1",
                                                  ledger::now_on(on("2026-12-16")))
                            .value();
    ASSERT_EQ(detail.streams.size(), 2U);
    EXPECT_EQ(detail.streams[0].option, direct);
    EXPECT_EQ(detail.streams[0].left_on, on("2026-11-16"));
    EXPECT_EQ(detail.streams[1].left_on, std::nullopt);
}

TEST_F(HandOver, TheRestMayBeAccountedForMuchLater) {
    handed_over("280.00", "1280.00");
    area.write([&](ledger::Work& work) {
        const ledger::Holding old{static_cast<std::int32_t>(person.budget), direct, 0};
        work.post(post(ledger::SpendingAccounted{old,
                                                 {{ledger::Stream::nhs,
                                                   static_cast<std::int32_t>(area.commissioner),
                                                   pounds(120)}}}),
                  {.plan_line = person.line, .effective = on("2026-11-15")});
    });
    EXPECT_EQ(look_after("2027-02-16"), 1U);
    EXPECT_EQ(at(held, direct), Money{});
    EXPECT_EQ(open_task(), "");
    EXPECT_EQ(look_after("2027-02-17"), 0U);
}

TEST_F(HandOver, UndoneItIsWithTheOldHolderAgainAndTheTaskSaysSo) {
    const std::string item = handed_over("280.00", "1280.00");
    confirm(explain({{"item", item}, {"undo", "yes"}}), "2026-11-21");
    EXPECT_EQ(at(held, direct), pounds(400));
    EXPECT_EQ(at(fund, direct), pounds(400));
    EXPECT_EQ(at(held, managed), Money{});
    (void)look_after("2026-11-22");
    EXPECT_TRUE(open_task().starts_with("£400.00"));
}

TEST_F(HandOver, OfAllThatIsLeftEndsTheTask) {
    handed_over("400.00", "1400.00");
    EXPECT_EQ(at(fund, direct), Money{});
    EXPECT_EQ(open_task(), "");
}

TEST_F(HandOver, AboveWhatIsLeftIsRefused) {
    const std::string item = client_line("400.01", "CRDT", "1400.01");
    const FieldMap fields{{"item", item}, {"to", "hand-over"}, {"budget", "BP1"}};
    EXPECT_EQ(area.refusal(statement_explain, fields, {.day = "2026-11-21"}), "more-than-is-left");
}

TEST_F(HandOver, OfABudgetThatWasNeverManagedOtherwiseIsRefused) {
    const auto other = area.add();
    const std::string item = client_line("10.00", "CRDT", "1010.00");
    const auto refused = [&](FieldMap fields) {
        fields["item"] = item;
        fields["to"] = "hand-over";
        return area.refusal(statement_explain, fields, {.day = "2026-11-21"});
    };
    EXPECT_EQ(refused({{"budget", "BP9"}}), "budget-unknown");
    EXPECT_EQ(refused({{"budget", "BP2"}}), "option-not-changed");
    EXPECT_EQ(refused({{"budget", "BP1"}, {"option", "notional"}}), "option-not-changed");
    EXPECT_EQ(refused({{"budget", "BP1"}, {"option", "direct-payment"}}), "accepted");
    EXPECT_NE(other.budget, person.budget);
}

TEST_F(HandOver, OfABudgetThatWasManagedInSeveralWaysSaysWhichIsMeant) {
    area.write([&](ledger::Work& work) {
        ledger::OptionChange other =
            ledger::option_changes_of(work.database(), person.budget).at(0);
        other.before = Option::notional;
        (void)ledger::insert_option_change(work, other);
    });
    const std::string item = client_line("10.00", "CRDT", "1010.00");
    FieldMap fields{{"item", item}, {"to", "hand-over"}, {"budget", "BP1"}};
    EXPECT_EQ(area.refusal(statement_explain, fields, {.day = "2026-11-21"}), "several-changes");
    fields["option"] = "direct-payment";
    EXPECT_EQ(area.refusal(statement_explain, fields, {.day = "2026-11-21"}), "accepted");
}

TEST_F(HandOver, OfAChangeThatDoesNotCountByNowIsRefused) {
    const auto carry = [&](const std::string& change, const std::string& day) {
        return area.refusal(option_carry, {{"change", change}}, {.day = day});
    };
    EXPECT_EQ(carry("99", "2026-11-21"), "option-change-unknown");
    EXPECT_EQ(carry("1", "2026-11-15"), "option-change-unknown");
    EXPECT_EQ(carry("1", "2026-11-16"), "accepted");
}

TEST_F(HandOver, ADecisionAboutTheRestIsNotAskedForAgain) {
    (void)area.answer(task_done,
                      {{"task", std::to_string(area.count("task"))},
                       {"decision", "The holder keeps it until the review"}},
                      {.day = "2026-11-20"});
    EXPECT_EQ(open_task(), "");
    EXPECT_EQ(look_after("2026-11-21"), 0U);
}

TEST_F(HandOver, IsNotToldWhereAStatementShowsIt) {
    EXPECT_EQ(area.refusal(plan_handed_over,
                           {{"budget", "BP1"}, {"amount", "100"}, {"on", "2026-11-20"}},
                           {.day = "2026-11-20"}),
              "on-a-statement");
}

// A second line of the council's, £50 a week under the same agreement.
class TwoFunders : public tests::OptionArea {
  protected:
    TwoFunders() {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
            line.number = 0;
            line.ref = "LP2";
            line.body = area.partner;
            line.stream = ledger::Stream::social_care;
            line.amount = pounds(50);
            ledger::insert_plan_line(work, line);
        });
        pay();
    }
    Money of_council(ledger::AccountName name, Option option) {
        return area
            .balance({.name = name,
                      .stream = ledger::Stream::social_care,
                      .option = option,
                      .body = static_cast<std::int32_t>(area.partner),
                      .bank_account =
                          name == held && option == managed ? static_cast<std::int32_t>(client) : 0,
                      .budget = static_cast<std::int32_t>(person.budget)})
            .posted;
    }
    std::optional<ledger::Date> last_day_of_agreement() {
        return ledger::agreement_by_ref(area.area().database(), "AP1", on("2026-11-16"))->end_on;
    }
};

// £400 of the NHS and £200 of the council are left: of £300 they get £200 and £100.
TEST_F(TwoFunders, ChangeLineByLineAndShareWhatIsHandedOver) {
    change(signed_too(to_managed()));
    EXPECT_EQ(last_day_of_agreement(), std::nullopt);
    change({{"plan_line", "LP2"},
            {"option", "managed-account"},
            {"from", "2026-11-16"},
            {"facts", "line.planned_cost=50"}});
    EXPECT_EQ(last_day_of_agreement(), on("2026-11-15"));
    EXPECT_EQ(area.count("agreement"), 3);  // AP1 twice, and the new one
    (void)look_after("2026-11-16");
    EXPECT_TRUE(open_task().starts_with("£600.00 of budget BP1"));

    const std::string item = client_line("300.00", "CRDT", "1300.00");
    confirm(explain({{"item", item}, {"to", "hand-over"}, {"budget", "BP1"}}), "2026-11-21");
    EXPECT_EQ(at(held, managed), pounds(200));
    EXPECT_EQ(of_council(held, managed), pounds(100));
    EXPECT_EQ(of_council(fund, managed), pounds(100));
    EXPECT_EQ(of_council(held, direct), pounds(100));
    EXPECT_TRUE(open_task().starts_with("£300.00"));
}

// From the client account back to the person.
class HandBack : public tests::OptionArea {
  protected:
    HandBack() : OptionArea(managed) {
        pay();
        (void)client_line("400.00", "CRDT", "1400.00");
        confirm(
            explain({{"item", "1"}, {"to", "client-receipt"}, {"payment", ledger::payment_ref(1)}}),
            "2026-11-21");
        add_holder_account();
        change(requested({{"plan_line", "LP1"},
                          {"option", "direct-payment"},
                          {"from", "2026-11-23"},
                          {"payee", "holder"}}),
               "2026-11-22");
    }
};

TEST_F(HandBack, LeavesTheClientAccountOnItsStatement) {
    std::string file =
        testing::replaced(testing::camt_with(tests::bank_line("150.00", "DBIT", "OUT"), "1250.00"),
                          "20000055779911",
                          "08999911223344");
    file = testing::replaced(file, "1000.00", "1400.00");
    (void)area.answer(import_statement, {{"file", file}}, {.day = "2026-11-23"});
    const json proposed = area.answer(statement_explain,
                                      {{"item", "2"}, {"to", "hand-over"}, {"budget", "BP1"}},
                                      {.day = "2026-11-23"});
    confirm(proposed, "2026-11-23");
    EXPECT_EQ(at(held, managed), pounds(250));
    EXPECT_EQ(at(fund, managed), pounds(250));
    EXPECT_EQ(at(held, direct), pounds(150));
    EXPECT_EQ(at(fund, direct), pounds(150));
    EXPECT_TRUE(open_task().starts_with("£250.00"));
}

// £400 was paid to a service fund, and from 16 November the money is a managed account.
class FundHandsOver : public tests::OptionArea {
  protected:
    FundHandsOver() : OptionArea(Option::third_party) {
        area.write([&](ledger::Work& work) {
            ledger::insert_organisation(work,
                                        {.ref = "ASH",
                                         .from_on = on("2020-01-01"),
                                         .kind = ledger::OrganisationKind::individual_service_fund,
                                         .name = "Ash"});
            auto paid = *ledger::agreement_by_ref(work.database(), "AP1", on("2026-11-02"));
            paid.payee = "third-party:ASH";
            ledger::insert_agreement(work, paid);
        });
        pay();
        change(signed_too(to_managed()));
        (void)look_after("2026-11-16");
    }
    static FieldMap hand_over(const std::string& item) {
        return {{"item", item}, {"to", "hand-over"}, {"budget", "BP1"}};
    }
};

// Options for managing the money, section 5.1: the balance less what is committed.
TEST_F(FundHandsOver, ISF_03_ALineOfTheStatementIsWhatTheRulesHaveMove) {
    const std::string item = client_line("399.99", "CRDT", "1399.99");
    EXPECT_EQ(area.refusal(statement_explain, hand_over(item), {.day = "2026-11-21"}),
              "not-portable-amount");
    tell("third_party.committed=0.01", "2026-11-20");
    const json proposed = explain(hand_over(item));
    tell("third_party.committed=0.02", "2026-11-21");
    EXPECT_EQ(area.refusal(proposal_confirm, confirmation(proposed), as_ben("2026-11-21")),
              "not-portable-amount");
    tell("third_party.committed=0.01", "2026-11-21");
    confirm(proposed, "2026-11-21");
    EXPECT_EQ(at(held, Option::third_party), Money::from_pence(1));
    EXPECT_EQ(at(held, managed), Money::from_pence(39'999));
}

// Two transfers of one hand-over: neither is all of it, and both together are.
TEST_F(FundHandsOver, ISF_03_TwoLinesTogetherAreWhatTheRulesHaveMove) {
    const std::string both =
        tests::bank_line("150.00", "CRDT", "ONE") + tests::bank_line("250.00", "CRDT", "TWO") +
        tests::bank_line("249.99", "CRDT", "ELSE") + tests::bank_line("250.00", "DBIT", "OUT");
    const std::string file =
        testing::replaced(testing::camt_with(both, "1399.99"), "20000055779911", "08999911223344");
    (void)area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    const auto refused = [&](const std::string& more) {
        FieldMap fields = hand_over("1");
        if (!more.empty()) fields["line"] = more;
        return area.refusal(statement_explain, fields, {.day = "2026-11-21"});
    };
    EXPECT_EQ(refused(""), "not-portable-amount");
    EXPECT_EQ(refused("3"), "not-portable-amount");
    EXPECT_EQ(refused("2,3"), "not-portable-amount");
    for (const std::string wrong : {"1", "4", "9", "2,2", "two", "2 3"}) {
        EXPECT_EQ(refused(wrong), "other-line-differs") << wrong;
    }
    FieldMap fields = hand_over("1");
    fields["line"] = "2";
    const json proposed = explain(fields);
    EXPECT_EQ(proposed.at("confirm"), "2:40000");
    tell("third_party.committed=0.01", "2026-11-20");
    EXPECT_EQ(area.refusal(proposal_confirm, confirmation(proposed), as_ben("2026-11-21")),
              "not-portable-amount");
    tell("third_party.committed=0.00", "2026-11-21");
    confirm(proposed, "2026-11-21");
    EXPECT_EQ(at(held, Option::third_party), Money{});
    EXPECT_EQ(at(held, managed), pounds(400));
    EXPECT_EQ(open_task(), "");
    EXPECT_EQ(refused("2"), "line-explained");
    EXPECT_EQ(area.refusal(statement_explain, hand_over("2"), {.day = "2026-11-21"}),
              "line-explained");
}

// One of them was told to be something else before they were confirmed.
TEST_F(FundHandsOver, ISF_03_LinesAreExplainedTogetherOrNotAtAll) {
    const std::string both =
        tests::bank_line("150.00", "CRDT", "ONE") + tests::bank_line("250.00", "CRDT", "TWO");
    const std::string file =
        testing::replaced(testing::camt_with(both, "1400.00"), "20000055779911", "08999911223344");
    (void)area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    FieldMap fields = hand_over("1");
    fields["line"] = "2";
    const json proposed = explain(fields);
    confirm(explain({{"item", "2"}, {"to", "own-money"}, {"budget", "BP1"}}), "2026-11-21");
    EXPECT_EQ(area.refusal(proposal_confirm, confirmation(proposed), as_ben("2026-11-21")),
              "line-explained");
    EXPECT_EQ(at(held, Option::third_party), pounds(400));
    tests::expect_sound(area);
}

TEST_F(FundHandsOver, ISF_03_AllOfItNeedsNothingSaid) {
    const std::string item = client_line("400.00", "CRDT", "1400.00");
    confirm(explain(hand_over(item)), "2026-11-21");
    EXPECT_EQ(at(held, managed), pounds(400));
    EXPECT_EQ(open_task(), "");
}

// Between holders outside these books nobody's statement shows it.
class HandOverTold : public tests::OptionArea {
  protected:
    HandOverTold() {
        add_trust();
        pay();
        change(requested({{"plan_line", "LP1"},
                          {"option", "third-party"},
                          {"from", "2026-11-16"},
                          {"facts", "line.planned_cost=100"},
                          {"payee", "third-party:OAK"}}));
    }
    const FieldMap told{{"budget", "BP1"}, {"amount", "280"}, {"on", "2026-11-20"}};
};

TEST_F(HandOverTold, IsConfirmedByAnotherPersonAndPosted) {
    const json proposed = area.answer(plan_handed_over, told, {.day = "2026-11-20"});
    EXPECT_EQ(at(held, Option::third_party), Money{});
    EXPECT_EQ(
        area.refusal(
            proposal_confirm, confirmation(proposed), {.actor = tests::anna, .day = "2026-11-20"}),
        "needs-checker");
    confirm(proposed, "2026-11-20");
    EXPECT_EQ(at(held, Option::third_party), pounds(280));
    EXPECT_EQ(at(fund, Option::third_party), pounds(280));
    EXPECT_EQ(at(held, direct), pounds(120));
    EXPECT_TRUE(open_task().starts_with("£120.00"));
}

TEST_F(HandOverTold, ASecondOneOfTheSameMoneyIsRefusedWhenItIsConfirmed) {
    confirm(area.answer(plan_handed_over, told, {.day = "2026-11-20"}), "2026-11-20");
    EXPECT_EQ(area.refusal(plan_handed_over, told, {.day = "2026-11-20"}), "more-than-is-left");
}

TEST_F(HandOverTold, IsRefusedWhereItCantBe) {
    const auto refused = [&](const std::string& field, const std::string& value) {
        auto fields = told;
        fields[field] = value;
        return area.refusal(plan_handed_over, fields, {.day = "2026-11-20"});
    };
    EXPECT_EQ(refused("budget", "B9"), "budget-unknown");
    EXPECT_EQ(refused("amount", "0"), "amount-is-nothing");
    EXPECT_EQ(refused("amount", "400.01"), "more-than-is-left");
    EXPECT_EQ(refused("amount", "400.00"), "accepted");
    EXPECT_EQ(refused("on", "2026-11-21"), "day-in-the-future");
    EXPECT_EQ(refused("option", "notional"), "option-not-changed");
}

}  // namespace
}  // namespace almoner::scheduler
