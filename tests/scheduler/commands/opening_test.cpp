#include "scheduler/commands/opening.h"

#include "ledger/calendar/month.h"
#include "ledger/posting/closing.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/opening_balance.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/import_area.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/commands/sample_import.h"
#include "tests/support/asking.h"
#include "tests/support/closed_month.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using nlohmann::json;
using tests::ask;
using tests::sample_import;
using tests::spoiled;

// Of the sample: 1 the ICB's bank 250,000.00; 2 the council's 40.00 lent there; 3 400.00 undrawn;
// 4 310.00 held by the holder; 5 160.00 in the client account; 6 12.00 owed to HMRC; 7 a
// contribution of 20.00.
class Opening : public ::testing::Test {
  protected:
    Opening() {
        EXPECT_TRUE(ask(area, import_area, sample_import()).accepted());
        for (const char* const person : {"", "P1", "P2"}) {
            std::map<std::string, std::string> fields{{"file:document", "A statement."},
                                                      {"kind", "letter"},
                                                      {"subject", "opening"},
                                                      {"dated_on", "2026-04-01"},
                                                      {"media_type", "text/plain"}};
            if (*person != '\0') fields["person"] = person;
            EXPECT_TRUE(ask(area, evidence_add, fields).accepted());
        }
    }
    ledger::Outcome<std::string> correct(int opening,
                                         const std::string& amount,
                                         const std::string& evidence) {
        return ask(
            area,
            opening_correct,
            {{"opening", std::to_string(opening)}, {"amount", amount}, {"evidence", evidence}},
            tests::asking_maker);
    }
    ledger::Outcome<std::string> confirm(const ledger::Outcome<std::string>& proposed) {
        EXPECT_TRUE(proposed.accepted());
        const json answer = json::parse(proposed.value());
        return ask(area,
                   proposal_confirm,
                   {{"proposal", std::to_string(answer.at("proposal").get<int>())},
                    {"confirm", answer.at("confirm").get<std::string>()}});
    }
    void corrected(int opening, const std::string& amount, const std::string& evidence) {
        const auto outcome = confirm(correct(opening, amount, evidence));
        EXPECT_TRUE(outcome.accepted());
        EXPECT_TRUE(ledger::verify(area.database()).clean());
    }
    std::int64_t debits(AccountName name) {
        ledger::Rows rows = area.database().select(of_name, static_cast<int>(name));
        EXPECT_TRUE(rows.next());
        return rows.integer(0);
    }
    static std::string code(const ledger::Outcome<std::string>& outcome) {
        return outcome.accepted() ? "accepted" : outcome.refusal().code;
    }

    const ledger::Query of_name{
        "SELECT COALESCE(SUM(debit_posted - credit_posted), 0) FROM account WHERE name = $1"};
    tests::TestArea area;
};

TEST_F(Opening, ABanksBalanceIsPutRightUpAndDown) {
    corrected(1, "249,000.00", "1");
    EXPECT_EQ(debits(AccountName::bank), 24'896'000);  // 249,000.00 less 40.00 lent
    corrected(1, "250,500.00", "1");
    EXPECT_EQ(debits(AccountName::bank), 25'046'000);
    corrected(2, "-60.00", "1");
    EXPECT_EQ(debits(AccountName::bank), 25'044'000);
    EXPECT_EQ(debits(AccountName::funding), -25'044'000);
    const auto all = ledger::opening_balances(area.database());
    EXPECT_EQ(all.front().amount.pence(), 25'050'000);
    EXPECT_EQ(all.front().corrections, 2);
}

TEST_F(Opening, EachOtherKindIsPutRight) {
    corrected(3, "380.00", "2");
    EXPECT_EQ(debits(AccountName::undrawn), -38'000);
    corrected(4, "300.00", "2");
    corrected(5, "170.00", "3");
    EXPECT_EQ(debits(AccountName::held), 47'000);  // 300.00 and 170.00
    corrected(6, "10.00", "3");
    EXPECT_EQ(debits(AccountName::payable_hmrc), -1'000);
    corrected(7, "25.00", "2");
    EXPECT_EQ(debits(AccountName::receivable_contribution), 2'500);
    EXPECT_EQ(debits(AccountName::fund), -48'500);  // 470.00 + 25.00 - 10.00
}

TEST_F(Opening, AnImportThenKnowsTheRightAmount) {
    corrected(4, "311.00", "2");
    EXPECT_TRUE(
        ask(area, import_area, spoiled("opening_balances.csv", "310.00", "311.00")).accepted());
    EXPECT_EQ(debits(AccountName::held), 47'100);
    const auto old = ask(area, import_area, sample_import());
    ASSERT_FALSE(old.accepted());
    EXPECT_NE(old.refusal().words.find("opening_balances.csv row 5, amount"), std::string::npos)
        << old.refusal().words;
}

TEST_F(Opening, OfAClosedMonthItCountsFromTheFirstOpenDay) {
    ASSERT_TRUE(area.run(tests::closing(1, *ledger::month_named("2026-04"))).outcome.accepted());
    corrected(3, "410.00", "2");
    ledger::Rows rows = area.database().select(
        ledger::Query{"SELECT effective FROM transfer ORDER BY id DESC LIMIT 1"});
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.date(0).iso(), "2026-05-01");
}

// 400.00 wait for the person; all of it may be taken back, but none that is promised.
TEST_F(Opening, WhatIsPromisedAlreadyIsNotTakenBack) {
    const auto proposed = correct(3, "1.00", "2");
    const auto promise = [](ledger::Work& work) -> ledger::Outcome<std::string> {
        ledger::Rows rows = work.database().select(
            ledger::Query{"SELECT budget, body FROM account WHERE name = 3"});
        EXPECT_TRUE(rows.next());
        const ledger::Share share{.stream = ledger::Stream::nhs,
                                  .body = static_cast<std::int32_t>(rows.integer(1)),
                                  .amount = ledger::Money::from_pence(39'950)};
        work.post(
            post(ledger::UnapprovedGivenBack{{.budget = static_cast<std::int32_t>(rows.integer(0)),
                                              .option = ledger::Option::direct_payment},
                                             {share}}),
            {.effective = work.today()});
        return std::string("{}");
    };
    ASSERT_TRUE(area.run(promise).outcome.accepted());
    EXPECT_NE(code(confirm(proposed)), "accepted");
    EXPECT_EQ(debits(AccountName::undrawn), -50);
    EXPECT_TRUE(ledger::verify(area.database()).clean());
}

// It was taken over into the one client account of the budget; some of the money is in another now.
TEST_F(Opening, OfMoneyInTwoClientAccountsIsLeftToTheSupportServices) {
    const std::string last = "contribution-due,,B1,direct-payment,ICB,person,,20.00,2026-04-01\n";
    ASSERT_TRUE(ask(area,
                    import_area,
                    spoiled("opening_balances.csv",
                            last,
                            last + "held,,B2,managed-account,LA,social-care,,50.00,2026-04-01\n"))
                    .accepted());
    corrected(8, "60.00", "3");
    const auto move = [](ledger::Work& work) -> ledger::Outcome<std::string> {
        const auto today = work.today();
        const auto budget = ledger::budget_by_ref(work.database(), "B2", today);
        const auto other = ledger::bank_account_by_ref(work.database(), "BA-LA", today);
        work.post(post(ledger::PersonTakenOver{
                      {.budget = static_cast<std::int32_t>(budget->number),
                       .option = ledger::Option::managed_account,
                       .client_account = static_cast<std::int32_t>(other->number)},
                      {{.stream = ledger::Stream::social_care,
                        .body = static_cast<std::int32_t>(other->owner),
                        .amount = ledger::Money::from_pence(1'000)}},
                      {}}),
                  {.effective = today});
        return std::string("{}");
    };
    ASSERT_TRUE(area.run(move).outcome.accepted());
    const auto refused = correct(8, "70.00", "3");
    EXPECT_EQ(code(refused), "client-account-unclear");
    EXPECT_EQ(refused.refusal().field, "opening");
}

TEST_F(Opening, WhatCantBeRightIsRefused) {
    EXPECT_EQ(code(correct(9, "1.00", "1")), "opening-unknown");
    EXPECT_EQ(code(correct(1, "250000.00", "1")), "same-amount");
    EXPECT_EQ(code(correct(4, "-5.00", "2")), "money-below-zero");
    EXPECT_EQ(code(correct(1, "lots", "1")), "money-unreadable");
    EXPECT_EQ(code(correct(1, "1.00", "")), "evidence-missing");
    EXPECT_EQ(code(correct(4, "1.00", "3")), "evidence-of-another-person");
    EXPECT_EQ(code(correct(4, "1.00", "1")), "evidence-about-nobody");
    EXPECT_EQ(code(correct(1, "1.00", "1")), "accepted");
    EXPECT_EQ(code(correct(1, "2.00", "1")), "proposal-open");
}

TEST_F(Opening, ItsProposalSaysWhatChanges) {
    ASSERT_TRUE(correct(2, "-60.00", "1").accepted());
    const auto open = ledger::open_proposals(area.database(), opening_proposal);
    ASSERT_EQ(open.size(), 1U);
    const auto changes = opening_changes(open.front());
    EXPECT_EQ(changes.at(0).at("what"), "opening balance as of 2026-04-01");
    EXPECT_EQ(changes.at(0).at("before"), "-£40.00");
    EXPECT_EQ(changes.at(0).at("after"), "-£60.00");
}

}  // namespace
}  // namespace almoner::scheduler
