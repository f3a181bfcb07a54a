// An unexplained bank line is moved on by two people, and back again by a reversal.
#include "scheduler/commands/statement_explain.h"

#include "ledger/area/scope.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/submission.h"
#include "ledger/records/suspense.h"
#include "ledger/verify/verify.h"
#include "ledger/views/history.h"
#include "ledger/views/unexplained.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_show.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using nlohmann::json;
using tests::bank_line;
using tests::pounds;
using tests::read_statement;
using tests::RunArea;
using FieldMap = std::map<std::string, std::string>;

// One payment of £400 that was sent; each helper ties the month out.
class Suspense {
  public:
    explicit Suspense(int payments = 1) {
        for (int i = 0; i < payments; ++i) area.add();
        if (payments == 0) return;  // the test has a person of its own
        tests::send_all(area, outbox_.path());
        ref = ledger::payment_ref(area.payments().at(0).id);
    }

    // Puts a line without our reference into suspense; its item.
    std::string line(const std::string& amount, std::string_view sign, std::string_view closing) {
        (void)read_statement(area, bank_line(amount, sign, "WHO"), closing);
        (void)tests::november(area);
        return std::to_string(area.count("suspense_item"));
    }
    void confirm(const json& proposal) {
        (void)area.answer(proposal_confirm,
                          {{"proposal", std::to_string(proposal["proposal"].get<int>())},
                           {"confirm", proposal["confirm"]}},
                          {.actor = tests::ben, .day = "2026-11-21"});
        (void)tests::november(area);
        expect_clean();
    }
    std::string confirm_refused(const json& proposal) {
        return area.refusal(proposal_confirm,
                            {{"proposal", std::to_string(proposal["proposal"].get<int>())},
                             {"confirm", proposal["confirm"]}},
                            {.actor = tests::ben, .day = "2026-11-21"});
    }
    json propose(FieldMap fields) {
        return area.answer(statement_explain, std::move(fields), {.day = "2026-11-21"});
    }
    std::string refused(FieldMap fields) {
        return area.refusal(statement_explain, std::move(fields), {.day = "2026-11-21"});
    }
    void explain(FieldMap fields) { confirm(propose(std::move(fields))); }
    void undo(const std::string& item) { confirm(propose({{"item", item}, {"undo", "yes"}})); }

    std::string state() { return std::string(ledger::name_of(area.payments().at(0).state)); }
    Money at(AccountName name, ledger::Stream stream = ledger::Stream::nhs) {
        const bool has_bank = name == AccountName::bank || name == AccountName::transit ||
                              name == AccountName::suspense;
        return area
            .balance({.name = name,
                      .stream = stream,
                      .body = static_cast<std::int32_t>(area.commissioner),
                      .bank_account = has_bank ? static_cast<std::int32_t>(area.bank_account) : 0})
            .posted;
    }
    Money unexplained() { return at(AccountName::suspense, ledger::Stream::unassigned); }
    void expect_clean() {
        const auto report = ledger::verify(area.area().database());
        for (const auto& fault : report.faults) {
            ADD_FAILURE() << fault.table << " " << fault.first_id << ": " << fault.words;
        }
    }

    RunArea area;
    std::string ref;

  private:
    tests::TempFolder outbox_;
};

TEST(StatementExplain, ALineIsMovedOnOnlyWhenAnotherPersonConfirmsIt) {
    Suspense books;
    const std::string item = books.line("25.00", "CRDT", "1025.00");
    const json proposal = books.propose({{"item", item},
                                         {"to", "funding"},
                                         {"commissioner", "ICB"},
                                         {"stream", "nhs"},
                                         {"reason", "The ICB rang"}});
    EXPECT_EQ(proposal["confirm"], "1:2500");
    const json shown = json::parse(
        proposal_show(books.area.area().database(), 1, tests::on("2026-11-21"), Personal::whole)
            .value());
    const json expected = json::parse(R"([
        {"what": "bank account", "before": "", "after": "MAIN"},
        {"what": "booked", "before": "", "after": "2026-11-20"},
        {"what": "amount", "before": "", "after": "£25.00"},
        {"what": "explained as", "before": "unexplained", "after": "funding: the commissioner paid money in"},
        {"what": "commissioner", "before": "", "after": "ICB"},
        {"what": "stream", "before": "", "after": "nhs"},
        {"what": "reason", "before": "", "after": "The ICB rang"}])");
    EXPECT_EQ(shown["changes"], expected) << shown["changes"];
    EXPECT_EQ(books.unexplained(), pounds(25));
    EXPECT_EQ(books.area.refusal(proposal_confirm,
                                 {{"proposal", "1"}, {"confirm", "1:2500"}},
                                 {.actor = tests::anna, .day = "2026-11-21"}),
              "needs-checker");
    EXPECT_EQ(books.refused(
                  {{"item", item}, {"to", "interest"}, {"commissioner", "ICB"}, {"stream", "nhs"}}),
              "proposal-open");
    books.confirm(proposal);
    EXPECT_EQ(books.unexplained(), Money{});
    EXPECT_EQ(books.at(AccountName::funding), pounds(25));
    EXPECT_EQ(books.at(AccountName::bank), pounds(25));
    EXPECT_EQ(books.refused(
                  {{"item", item}, {"to", "interest"}, {"commissioner", "ICB"}, {"stream", "nhs"}}),
              "line-explained");
}

TEST(StatementExplain, WhatIsInSuspenseIsListedWithItsOwnerAndAge) {
    Suspense books;
    const std::string item = books.line("25.00", "CRDT", "1025.00");
    (void)books.propose(
        {{"item", item}, {"to", "funding"}, {"commissioner", "ICB"}, {"stream", "nhs"}});
    const auto lines = ledger::unexplained_lines(ledger::everything(1, "a test"),
                                                 books.area.area().database(),
                                                 ledger::now_on(tests::on("2026-11-27")));
    ASSERT_EQ(lines.value().size(), 1U);
    const ledger::UnexplainedLine& line = lines.value()[0];
    EXPECT_EQ(line.bank_account, "MAIN");
    EXPECT_EQ(line.booked_on, tests::on("2026-11-20"));
    EXPECT_EQ(line.days, 7);
    EXPECT_EQ(line.amount, pounds(25));
    EXPECT_EQ(line.owner, "finance");
    EXPECT_EQ(line.why, "no reference of ours");
    EXPECT_EQ(line.proposal, 1);
    EXPECT_NE(line.words.find("Ada Example"), std::string::npos) << line.words;
}

TEST(StatementExplain, WhatIsInSuspenseIsForThoseWhoSeeTheWholeArea) {
    Suspense books;
    (void)books.line("25.00", "CRDT", "1025.00");
    ledger::Scope some_people = ledger::everything(1, "a test");
    some_people.people.emplace();
    ledger::Scope one_stream = ledger::everything(1, "a test");
    one_stream.streams = {ledger::Stream::nhs};
    for (const ledger::Scope& scope : {some_people, one_stream}) {
        const auto lines = ledger::unexplained_lines(
            scope, books.area.area().database(), ledger::now_on(tests::on("2026-11-27")));
        ASSERT_FALSE(lines.accepted());
        EXPECT_EQ(lines.refusal().code, "whole-area-only");
    }
}

TEST(StatementExplain, EachDestinationOfTheCommissionersMoneyIsPostedAsTheTableSays) {
    struct Case {
        const char* to;
        const char* sign;
        AccountName account;
        std::int64_t pounds;
    };
    for (const Case& each : {Case{"funding", "CRDT", AccountName::funding, 30},
                             Case{"interest", "CRDT", AccountName::funding, 30},
                             Case{"bank-charge", "DBIT", AccountName::funding, -30},
                             Case{"funding-withdrawn", "DBIT", AccountName::funding, -30}}) {
        const testing::ScopedTrace trace(__FILE__, __LINE__, each.to);
        Suspense books;
        const bool in = each.pounds > 0;
        const std::string item = books.line("30.00", each.sign, in ? "1030.00" : "970.00");
        books.explain(
            {{"item", item}, {"to", each.to}, {"commissioner", "ICB"}, {"stream", "nhs"}});
        EXPECT_EQ(books.unexplained(), Money{});
        EXPECT_EQ(books.at(each.account), pounds(each.pounds));
        books.undo(item);
        EXPECT_EQ(books.at(each.account), Money{});
        EXPECT_EQ(books.unexplained(), pounds(each.pounds));
    }
}

TEST(StatementExplain, AnUndoneExplanationCanBeMadeAgainAnotherWay) {
    Suspense books;
    const std::string item = books.line("400.00", "DBIT", "600.00");
    EXPECT_EQ(books.refused({{"item", item}, {"undo", "yes"}}), "line-not-explained");
    books.explain(
        {{"item", item}, {"to", "bank-charge"}, {"commissioner", "ICB"}, {"stream", "nhs"}});
    books.undo(item);
    EXPECT_EQ(books.refused({{"item", item}, {"undo", "yes"}}), "line-not-explained");
    books.explain({{"item", item}, {"to", "payment"}, {"payment", books.ref}});
    EXPECT_EQ(books.state(), "settled");
    EXPECT_EQ(books.at(AccountName::bank), -pounds(400));
}

TEST(StatementExplain, APaymentThatSettledByMistakeWaitsForTheBankAgain) {
    Suspense books(2);
    const std::string item = books.line("400.00", "DBIT", "600.00");
    books.explain({{"item", item}, {"to", "payment"}, {"payment", books.ref}});
    EXPECT_EQ(books.state(), "settled");
    EXPECT_EQ(books.at(AccountName::transit), Money{});
    books.undo(item);
    EXPECT_EQ(books.state(), "sent");
    EXPECT_EQ(books.unexplained(), -pounds(400));
    EXPECT_EQ(books.at(AccountName::transit), Money{});
    // Its own line comes after all, and it is paid once.
    (void)read_statement(books.area, bank_line("400.00", "DBIT", books.ref), "600.00");
    const auto report = tests::november(books.area);
    EXPECT_EQ(report.streams.at(0).paid, pounds(400));
    EXPECT_EQ(books.state(), "settled");
    EXPECT_EQ(books.unexplained(), -pounds(400));
    books.expect_clean();
}

TEST(StatementExplain, APaymentThatALineShowsAlreadyIsNotProposedForAnother) {
    Suspense books;
    books.explain({{"item", books.line("400.00", "DBIT", "600.00")},
                   {"to", "payment"},
                   {"payment", books.ref}});
    (void)read_statement(books.area, bank_line("400.00", "DBIT", "ANOTHER"), "600.00");
    const auto again = books.area.ask(statement_explain,
                                      {{"item", "2"}, {"to", "payment"}, {"payment", books.ref}},
                                      {.day = "2026-11-21"});
    ASSERT_FALSE(again.accepted());
    EXPECT_EQ(again.refusal().code, "line-does-not-fit");
    EXPECT_EQ(again.refusal().words,
              "It can't be that: a second line for a payment already matched.");
    EXPECT_EQ(books.area.count("proposal"), 1);
}

TEST(StatementExplain, TheHistoryLinksTheReversalAndItsOriginal) {
    Suspense books;
    const std::string item = books.line("400.00", "DBIT", "600.00");
    books.explain({{"item", item}, {"to", "payment"}, {"payment", books.ref}});
    books.undo(item);
    const auto history = ledger::history_of(ledger::everything(1, "a test"),
                                            books.area.area().database(),
                                            "P1",
                                            ledger::now_on(tests::on("2026-11-22")));
    const auto& entries = history.value().entries;
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[0].words, "Payment on its way");
    EXPECT_EQ(entries[1].words, "Put right: Payment received");
    EXPECT_EQ(entries[1].amount, -pounds(400));
    EXPECT_EQ(entries[2].words, "Payment received");
    EXPECT_EQ(entries[2].reversed_by, entries[1].journal);
    EXPECT_EQ(entries[1].reverses, entries[2].journal);
    for (const auto& entry : entries) EXPECT_EQ(entry.payment, books.ref);
}

// The promise has a transfer for each plan line, and so has what puts it right.
TEST(StatementExplain, TheHistoryNamesThePaymentOnEachLineOfAReversal) {
    Suspense books(0);
    const tests::PersonTerms terms;
    const tests::TestPerson person = books.area.add(terms);
    books.area.write([&](ledger::Work& work) {
        ledger::PlanLine line = terms.line;
        line.ref = "MORE";
        line.budget = person.budget;
        line.body = books.area.commissioner;
        line.amount = pounds(25);
        ledger::insert_plan_line(work, line);
    });
    const tests::TempFolder outbox;
    tests::send_all(books.area, outbox.path(), "2026-11-30");
    const std::string serial =
        ledger::submission_by_id(books.area.area().database(), 1).value().serial;
    const std::string item = books.line("1000.00", "DBIT", "0.00");
    books.explain({{"item", item}, {"to", "payment-file"}, {"file", serial}});
    books.undo(item);
    const auto history = ledger::history_of(ledger::everything(1, "a test"),
                                            books.area.area().database(),
                                            "P1",
                                            ledger::now_on(tests::on("2026-11-22")));
    std::vector<std::string> put_right;
    for (const auto& entry : history.value().entries) {
        if (entry.reverses) put_right.push_back(entry.payment + " " + entry.plan_line);
    }
    const std::string first = ledger::payment_ref(1);
    const std::string second = ledger::payment_ref(2);
    EXPECT_EQ(put_right,
              (std::vector<std::string>{
                  second + " MORE", second + " LP1", first + " MORE", first + " LP1"}));
}

TEST(StatementExplain, AReturnIsDueAgainAndItsUndoingIsRefusedOnceItIsPaidAgain) {
    Suspense books;
    (void)read_statement(books.area, bank_line("400.00", "DBIT", books.ref), "600.00");
    const std::string item = books.line("400.00", "CRDT", "1400.00");
    books.explain({{"item", item}, {"to", "payment-return"}, {"payment", books.ref}});
    EXPECT_EQ(books.state(), "returned");
    EXPECT_EQ(books.unexplained(), Money{});
    EXPECT_EQ(tests::november(books.area).streams.at(0).returned, pounds(400));
    books.undo(item);
    EXPECT_EQ(books.state(), "settled");
    EXPECT_EQ(tests::november(books.area).streams.at(0).returned, Money{});

    books.explain({{"item", item}, {"to", "payment-return"}, {"payment", books.ref}});
    const json run = books.area.propose("2026-11-21", "2026-11-21");
    ASSERT_FALSE(run.empty());
    ASSERT_EQ(books.area.payments().at(1).reissues, 1);
    // Its payee is blocked: what is held is not paid again.
    EXPECT_EQ(name_of(books.area.payments().at(1).state), "held");
    books.undo(item);
    EXPECT_EQ(books.state(), "settled");
}

TEST(StatementExplain, WhatHappenedSinceMustBeUndoneFirst) {
    Suspense books;
    const std::string left = books.line("400.00", "DBIT", "600.00");
    books.explain({{"item", left}, {"to", "payment"}, {"payment", books.ref}});
    (void)read_statement(books.area, bank_line("150.00", "CRDT", books.ref), "1150.00");
    const json undo = books.propose({{"item", left}, {"undo", "yes"}});
    EXPECT_EQ(books.confirm_refused(undo), "explanation-built-on");
    EXPECT_EQ(books.state(), "settled");
    books.expect_clean();
}

TEST(StatementExplain, AFilesTotalSettlesWhatIsLeftOfItAndIsUndoneWhole) {
    Suspense books(3);
    const std::string serial =
        ledger::submission_by_id(books.area.area().database(), 1).value().serial;
    const std::string item = books.line("1200.00", "DBIT", "-200.00");
    EXPECT_EQ(books.refused({{"item", item}, {"to", "payment-file"}, {"file", "NO-SUCH"}}),
              "file-unknown");
    books.explain({{"item", item}, {"to", "payment-file"}, {"file", serial}});
    EXPECT_EQ(books.state(), "settled");
    books.undo(item);
    EXPECT_EQ(books.state(), "sent");
    // The total itself arrives.
    (void)read_statement(books.area, bank_line("1200.00", "DBIT", serial), "-200.00");
    EXPECT_EQ(tests::november(books.area).streams.at(0).paid, pounds(1'200));
    EXPECT_EQ(books.at(AccountName::transit), Money{});
    EXPECT_EQ(books.unexplained(), -pounds(1'200));
    books.expect_clean();
}

TEST(StatementExplain, ALineOfAnotherAmountIsNoTotalOfAFileWhoeverConfirmsIt) {
    Suspense books(2);
    const std::string serial =
        ledger::submission_by_id(books.area.area().database(), 1).value().serial;
    const std::string item = books.line("700.00", "DBIT", "300.00");
    const json proposal = books.propose({{"item", item}, {"to", "payment-file"}, {"file", serial}});
    EXPECT_EQ(books.confirm_refused(proposal), "line-does-not-fit");
    EXPECT_EQ(books.state(), "sent");
    EXPECT_EQ(books.unexplained(), -pounds(700));
    books.expect_clean();
}

TEST(StatementExplain, TwoLinesOfTheSameMoneyExplainEachOther) {
    Suspense books;
    const std::string in = books.line("60.00", "CRDT", "1060.00");
    const std::string out = books.line("60.00", "DBIT", "940.00");
    EXPECT_EQ(books.refused({{"item", in}, {"to", "other-line"}, {"line", in}}),
              "other-line-differs");
    books.explain({{"item", in}, {"to", "other-line"}, {"line", out}});
    EXPECT_EQ(ledger::open_suspense_items(books.area.area().database()).size(), 0U);
    EXPECT_EQ(books.at(AccountName::bank, ledger::Stream::unassigned), Money{});
    books.undo(out);
    EXPECT_EQ(ledger::open_suspense_items(books.area.area().database()).size(), 2U);
}

TEST(StatementExplain, TwoLinesThatExplainEachOtherAreUndoneOnceThoughBothWereAskedFor) {
    Suspense books;
    const std::string in = books.line("60.00", "CRDT", "1060.00");
    const std::string out = books.line("60.00", "DBIT", "940.00");
    books.explain({{"item", in}, {"to", "other-line"}, {"line", out}});
    const json first = books.propose({{"item", in}, {"undo", "yes"}});
    const json second = books.propose({{"item", out}, {"undo", "yes"}});
    books.confirm(first);
    EXPECT_EQ(books.confirm_refused(second), "line-not-explained");
    EXPECT_EQ(ledger::open_suspense_items(books.area.area().database()).size(), 2U);
    books.expect_clean();
}

TEST(StatementExplain, ALineGoesOnlyWhereALineLikeItBelongs) {
    Suspense books;
    const std::string in = books.line("30.00", "CRDT", "1030.00");
    const auto to = [&](const char* where) {
        return books.refused({{"item", in},
                              {"to", where},
                              {"commissioner", "ICB"},
                              {"stream", "nhs"},
                              {"payment", books.ref},
                              {"budget", "BP1"}});
    };
    EXPECT_EQ(to("bank-charge"), "destination-not-for-it");
    EXPECT_EQ(to("payment"), "destination-not-for-it");
    EXPECT_EQ(to("own-money"), "destination-not-for-it");
    EXPECT_EQ(to("contribution"), "nothing-owed");
    EXPECT_EQ(to("reclaim"), "nothing-owed");
    EXPECT_EQ(to("elsewhere"), "destination-unknown");
    EXPECT_EQ(to(""), "field-missing");
    EXPECT_EQ(books.refused({{"item", "99"}, {"to", "funding"}}), "line-unknown");
    EXPECT_EQ(books.refused({{"item", in}, {"to", "funding"}, {"commissioner", "NONE"}}),
              "commissioner-unknown");
    EXPECT_EQ(books.refused({{"item", in}, {"undo", "yes"}}), "line-not-explained");
    EXPECT_EQ(
        books.refused(
            {{"item", in}, {"to", "funding"}, {"commissioner", "ICB"}, {"stream", "social-care"}}),
        "stream-not-its-own");
    // More than the payment: no second person is asked.
    const std::string more = books.line("400.01", "CRDT", "1400.01");
    EXPECT_EQ(books.refused({{"item", more}, {"to", "payment-return"}, {"payment", books.ref}}),
              "line-does-not-fit");
    EXPECT_EQ(books.state(), "sent");
    books.expect_clean();
}

}  // namespace
}  // namespace almoner::scheduler
