// What was spent out of a direct payment: in the books once, by a person's word, and never lost.
#include "ledger/records/spend.h"

#include "ledger/journal/sha256.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/evaluation.h"
#include "ledger/records/task.h"
#include "ledger/verify/verify.h"
#include "ledger/views/person_accounts.h"
#include "scheduler/commands/fact_record.h"
#include "scheduler/commands/spend.h"
#include "scheduler/surplus/surplus_of.h"
#include "tests/support/closed_month.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Option;
using ledger::Share;
using ledger::Stream;
using nlohmann::json;
using tests::AskedOn;
using tests::on;
using tests::PersonTerms;
using tests::RunArea;
using tests::TestPerson;

const ledger::Query refs{
    "SELECT b.ref, l.ref FROM budget b JOIN plan_line l ON l.budget = b.number WHERE b.number = "
    "$1"};
const ledger::Query open_tasks{
    "SELECT words, words_private FROM task WHERE kind = $1 AND state = 1 ORDER BY id"};
const ledger::Query last_effective{
    "SELECT effective, plan_line FROM transfer ORDER BY id DESC LIMIT 1"};

using Fields = std::map<std::string, std::string>;

class Spending : public ::testing::Test {
  protected:
    Spending() { take(PersonTerms{}); }

    void take(const PersonTerms& terms) {
        who = area.add(terms);
        ledger::Rows rows = area.area().database().select(refs, who.budget);
        EXPECT_TRUE(rows.next());
        budget = rows.str(0);
        line = rows.str(1);
        option = terms.line.option;
        stream = terms.line.stream;
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::PersonTakenOver{holding(), {share(1'000'00)}, {}}),
                      {.effective = on("2026-10-01")});
        });
    }
    ledger::Holding holding() const {
        return {.budget = static_cast<std::int32_t>(who.budget), .option = option};
    }
    Share share(std::int64_t pence) const {
        return {stream, static_cast<std::int32_t>(area.commissioner), Money::from_pence(pence)};
    }
    Money held() { return area.balance(ledger::held(holding(), share(0))).posted; }
    Money fund() {
        return area.balance(ledger::of_holding(ledger::AccountName::fund, holding(), share(0)))
            .posted;
    }
    Fields spent(const std::string& amount, const std::string& day = "2026-11-01") const {
        return {{"budget", budget}, {"date", day}, {"amount", amount}, {"plan_line", line}};
    }
    json import(const std::string& rows) {
        return area.answer(spend_import, {{"file", head + rows}});
    }
    std::string refused(const std::string& rows) {
        const auto asked = area.ask(spend_import, {{"file", head + rows}});
        return asked.accepted() ? "accepted" : asked.refusal().words;
    }
    std::string row(const std::string& rest) const { return budget + "," + rest + "\n"; }
    std::string open_task(std::string_view kind) {
        ledger::Rows rows = area.area().database().select(open_tasks, kind);
        if (!rows.next()) return {};
        return ledger::task_words(area.area().database(), rows.text(0), rows.maybe_integer(1));
    }
    void expect_clean() { EXPECT_TRUE(ledger::verify(area.area().database()).clean()); }

    RunArea area;
    TestPerson who;
    std::string budget;
    std::string line;
    Option option = Option::direct_payment;
    Stream stream = Stream::nhs;
    const std::string head = "budget,date,amount,payee,what_for,plan_line,reference,refund\n";
    const AskedOn by_ben{.actor = tests::ben};
};

TEST_F(Spending, IsInTheBooksOnceAPersonConfirmsItsLine) {
    area.answer(spend_record, spent("42.50"));
    EXPECT_EQ(held(), Money::from_pence(1'000'00));
    EXPECT_NE(open_task("spend-to-confirm").find("1 line of spending"), std::string::npos);
    const json confirmed = area.answer(spend_confirm, {{"spend", "1"}});
    EXPECT_EQ(confirmed.at("total"), 42'50);
    EXPECT_EQ(held(), Money::from_pence(957'50));
    EXPECT_EQ(fund(), Money::from_pence(957'50));
    EXPECT_EQ(open_task("spend-to-confirm"), "");
    EXPECT_EQ(area.refusal(spend_confirm, {{"spend", "1"}}), "spend-not-waiting");
    EXPECT_EQ(area.refusal(spend_confirm, {{"spend", "2"}}), "spend-unknown");
    expect_clean();
}

TEST_F(Spending, ThatWaitsIsHeldAndNotFree) {
    area.answer(spend_record, spent("42.50"));
    const auto workings = [&] {
        return surplus_of(
            area.area().database(),
            ledger::budget_numbered(area.area().database(), who.budget, on("2026-11-02")).value(),
            on("2026-11-02"));
    };
    EXPECT_EQ(workings().cleared, Money::from_pence(1'000'00));
    EXPECT_EQ(workings().uncleared, Money::from_pence(42'50));
    EXPECT_EQ(workings().free, Money::from_pence(957'50));
    EXPECT_EQ(workings().rows.back().from, "spend 1");
    area.answer(spend_confirm, {{"spend", "1"}});
    EXPECT_EQ(workings().uncleared, Money{});
    EXPECT_EQ(workings().free, Money::from_pence(957'50));
}

TEST_F(Spending, ARefundComesBackToItsLine) {
    Fields refund = spent("12.00");
    refund["refund"] = "yes";
    area.answer(spend_record, refund);
    area.answer(spend_confirm, {{"spend", "1"}});
    EXPECT_EQ(held(), Money::from_pence(1'012'00));
    expect_clean();
}

TEST_F(Spending, UndoneIsAsBefore) {
    area.answer(spend_record, spent("42.50"));
    area.answer(spend_confirm, {{"spend", "1"}});
    const Fields undo{{"spend", "1"}, {"words", "It was on the other line."}};
    EXPECT_EQ(area.refusal(spend_undo, undo), "second-person");
    EXPECT_EQ(area.answer(spend_undo, undo, by_ben).at("state"), "unconfirmed");
    EXPECT_EQ(held(), Money::from_pence(1'000'00));
    EXPECT_EQ(fund(), Money::from_pence(1'000'00));
    area.answer(spend_confirm, {{"spend", "1"}});
    EXPECT_EQ(held(), Money::from_pence(957'50));
    area.answer(spend_undo, undo, by_ben);
    EXPECT_EQ(area.answer(spend_undo, undo).at("state"), "withdrawn");
    EXPECT_EQ(area.refusal(spend_undo, undo), "spend-withdrawn");
    EXPECT_EQ(area.refusal(spend_confirm, {{"spend", "1"}}), "spend-not-waiting");
    expect_clean();
}

TEST_F(Spending, AFileComesInOnceAndItsTwinsBoth) {
    const std::string twins =
        row("2026-11-01,4.20,Cafe,Lunch club,,,") + row("2026-11-01,4.20,Cafe,Lunch club,,,");
    EXPECT_EQ(import(twins).at("new"), 2);
    EXPECT_EQ(import(twins).at("new"), 0);
    const json overlapping = import(twins + row("01/11/2026,£9.00,Cafe,Lunch club,,,"));
    EXPECT_EQ(overlapping.at("new"), 1);
    EXPECT_EQ(overlapping.at("known"), 2);
    EXPECT_EQ(overlapping.at("spent"), 9'00);
    EXPECT_EQ(area.count("spend"), 3);
}

// Whoever has a copy of the books can't try out what the file may have held.
TEST_F(Spending, AFileIsKnownByADigestUnderASalt) {
    const std::string twice = row("2026-11-01,4.20,Cafe,Lunch club,,,");
    const std::string mark = import(twice).at("file");
    EXPECT_EQ(mark.size(), 64U);
    EXPECT_NE(mark, ledger::sha256_hex(head + twice));
    EXPECT_EQ(area.count("spend WHERE file_sha256 = '" + mark + "'"), 1);
    EXPECT_EQ(import(twice).at("file"), mark);
}

TEST_F(Spending, WhatWasTypedIsNotImportedAgain) {
    area.answer(spend_record, spent("4.20"));
    area.answer(spend_record, spent("4.20"));
    EXPECT_EQ(import(row("2026-11-01,4.20,,,,,")).at("known"), 1);
    EXPECT_EQ(area.count("spend"), 2);
}

TEST_F(Spending, AFileWithErrorsIsRefusedWholeWithAllOfThem) {
    const std::string words = refused(row("2026-11-01,4.20,,,,,") + row("2026-11-03,0,,,L99,,") +
                                      "B99,31/02/2026,x,,,,,maybe\n");
    EXPECT_NE(words.find("7 things"), std::string::npos) << words;
    for (const char* const each : {"row 3, date",
                                   "row 3, amount",
                                   "row 3, plan_line",
                                   "row 4, budget",
                                   "row 4, date",
                                   "row 4, amount",
                                   "row 4, refund"}) {
        EXPECT_NE(words.find(each), std::string::npos) << each << words;
    }
    EXPECT_EQ(area.count("spend"), 0);
    EXPECT_NE(refused("").find("accepted"), std::string::npos);  // a file without rows says nothing
}

TEST_F(Spending, AColumnThatIsMissingIsNamed) {
    const auto asked = area.ask(spend_import, {{"file", "budget,day,amount\nB1,2026-11-01,2\n"}});
    ASSERT_FALSE(asked.accepted());
    EXPECT_EQ(asked.refusal().code, "spend-file-has-errors");
    EXPECT_NE(asked.refusal().words.find("date"), std::string::npos);
}

TEST_F(Spending, WithoutALineSomebodySaysWhich) {
    Fields no_line = spent("10.00");
    no_line.erase("plan_line");
    area.answer(spend_record, no_line);
    EXPECT_EQ(area.refusal(spend_confirm, {{"spend", "1"}}), "line-missing");
    EXPECT_EQ(area.refusal(spend_confirm, {{"spend", "1"}, {"line", "L99"}}), "plan-line-unknown");
    area.answer(spend_confirm, {{"spend", "1"}, {"line", line}});
    EXPECT_EQ(held(), Money::from_pence(990'00));
}

// Nothing is blocked after the fact: a question, and the evaluation is kept.
TEST_F(Spending, OutsideThePlanIsAQuestion) {
    area.answer(spend_record, spent("10.00"));
    const json confirmed = area.answer(spend_confirm, {{"spend", "1"}, {"outside", "yes"}});
    EXPECT_EQ(confirmed.at("questions"), 1);
    EXPECT_EQ(held(), Money::from_pence(990'00));
    const auto steps = ledger::steps_of_spend(area.area().database(), 1);
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(steps[0].question, "query-not-in-plan");
    EXPECT_NE(open_task("spend-question").find("Ask the holder what it was for"),
              std::string::npos);
    const auto kept =
        ledger::evaluations_of(area.area().database(), {ledger::CaseKind::budget, who.budget});
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].event, "card-txn");
    EXPECT_EQ(kept[0].effect, "warn");
}

// £100 a week is £5,200 a year.
TEST_F(Spending, AboveTheLinesYearIsAQuestionAndAtItNone) {
    area.answer(spend_record, spent("5200.00"));
    EXPECT_EQ(area.answer(spend_confirm, {{"spend", "1"}}).at("questions"), 0);
    EXPECT_EQ(held(), Money::from_pence(-4'200'00));  // the holder's own account: no floor
    area.answer(spend_record, spent("0.01"));
    EXPECT_EQ(area.answer(spend_confirm, {{"spend", "2"}}).at("questions"), 1);
    EXPECT_EQ(ledger::steps_of_spend(area.area().database(), 2).at(0).question,
              "query-over-plan-line");
    expect_clean();
}

TEST_F(Spending, USE_01_APennyMoreThanTheLinesYearIsAQuestion) {
    const auto question = [&](const std::string& amount) {
        RunArea fresh;
        std::swap(area, fresh);
        take(PersonTerms{});
        area.answer(spend_record, spent(amount));
        area.answer(spend_confirm, {{"spend", "1"}});
        return ledger::steps_of_spend(area.area().database(), 1).at(0).question;
    };
    EXPECT_EQ(question("5200.01"), "query-over-plan-line");
    EXPECT_EQ(question("5200.00"), "");
}

// What is recorded of it changes what is asked; nothing is assumed against the holder.
TEST_F(Spending, USE_01_USE_02_USE_05_EachFactThatIsRecordedIsAQuestion) {
    const auto told = [&](const std::string& subject, const std::string& facts) {
        (void)area.answer(fact_record,
                          {{"subject", subject}, {"facts", facts}, {"from", "2026-11-01"}});
    };
    std::int64_t spend = 0;
    const auto question = [&] {
        area.answer(spend_record, spent("1.00"));
        ++spend;
        area.answer(spend_confirm, {{"spend", std::to_string(spend)}});
        return ledger::steps_of_spend(area.area().database(), spend).at(0).question;
    };
    EXPECT_EQ(question(), "");
    told("budget:" + budget, "spending.secures_whole=no");
    EXPECT_EQ(question(), "not-the-whole");
    told("budget:" + budget, "spending.secures_whole=yes, spending.provider_barred=yes");
    EXPECT_EQ(question(), "provider-barred");
    told("budget:" + budget, "spending.provider_barred=no, spending.requires_one_provider=yes");
    EXPECT_EQ(question(), "");  // NHS money: only social care may require none
    told(line, "line.service=gambling");
    EXPECT_EQ(question(), "excluded-h");
    told(line, "line.service=ordinary");
    EXPECT_EQ(question(), "");
}

TEST_F(Spending, USE_05_SocialCareMayNotRequireAProvider) {
    PersonTerms terms;
    terms.line.stream = Stream::social_care;
    take(terms);
    (void)area.answer(fact_record,
                      {{"subject", "budget:" + budget},
                       {"facts", "spending.requires_one_provider=yes"},
                       {"from", "2026-11-01"}});
    area.answer(spend_record, spent("1.00"));
    area.answer(spend_confirm, {{"spend", "1"}});
    EXPECT_EQ(ledger::steps_of_spend(area.area().database(), 1).at(0).question,
              "provider-required");
}

TEST_F(Spending, OfTheFutureOrBeforeTheBudgetIsRefused) {
    EXPECT_EQ(area.refusal(spend_record, spent("1", "2026-11-03")), "day-in-the-future");
    EXPECT_EQ(area.refusal(spend_record, spent("1", "1991-01-01")), "before-the-budget");
    EXPECT_EQ(area.refusal(spend_record, spent("-1")), "amount-not-above-zero");
}

TEST_F(Spending, MonthsLateTakesEffectOnTheFirstOpenDay) {
    (void)area.area().run(tests::closing(area.commissioner, {on("2026-10-01"), on("2026-10-31")}));
    area.answer(spend_record, spent("10.00", "2026-10-05"));
    area.answer(spend_confirm, {{"spend", "1"}});
    ledger::Rows rows = area.area().database().select(last_effective);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.date(0), on("2026-11-01"));
    EXPECT_EQ(rows.integer(1), who.line);
}

TEST_F(Spending, AThirdPartyAccountsForNoMoreThanItHolds) {
    PersonTerms terms;
    terms.line.option = terms.agreement.option = Option::third_party;
    take(terms);
    area.answer(spend_record, spent("1000.01"));
    EXPECT_EQ(area.refusal(spend_confirm, {{"spend", "1"}}), "not-enough-money");
    area.answer(spend_record, spent("1000.00"));
    area.answer(spend_confirm, {{"spend", "2"}});
    EXPECT_EQ(held(), Money{});
    expect_clean();
}

TEST_F(Spending, OfNotionalMoneyIsItsProvidersInvoice) {
    PersonTerms terms;
    terms.line.option = terms.agreement.option = Option::notional;
    who = area.add(terms);
    ledger::Rows rows = area.area().database().select(refs, who.budget);
    ASSERT_TRUE(rows.next());
    budget = rows.str(0);
    line = rows.str(1);
    area.answer(spend_record, spent("10.00"));
    EXPECT_EQ(area.refusal(spend_confirm, {{"spend", "1"}}), "notional-money");
}

// Whatever is recorded, confirmed and undone: the books hold what the records say.
RC_GTEST_FIXTURE_PROP(Spending, TheSumOfTheRecordsIsWhatLeftTheBooks, ()) {
    RunArea fresh;
    std::swap(area, fresh);
    take(PersonTerms{});
    std::int64_t expected = 1'000'00;
    const auto steps =
        *rc::gen::resize(6, rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 200'00)));
    std::int64_t id = 0;
    for (const int step : steps) {
        Fields told = spent(std::to_string(step / 100) + "." + (step % 100 < 10 ? "0" : "") +
                            std::to_string(step % 100));
        const bool is_refund = step % 3 == 0;
        if (is_refund) told["refund"] = "yes";
        area.answer(spend_record, told);
        const std::string number = std::to_string(++id);
        if (step % 5 == 0) continue;
        area.answer(spend_confirm, {{"spend", number}});
        if (step % 7 == 0) {
            area.answer(spend_undo, {{"spend", number}, {"words", "no"}}, by_ben);
        } else {
            expected += is_refund ? step : -step;
        }
    }
    RC_ASSERT(held() == Money::from_pence(expected));
    RC_ASSERT(fund() == held());
    RC_ASSERT(ledger::verify(area.area().database()).clean());
}

}  // namespace
}  // namespace almoner::scheduler
