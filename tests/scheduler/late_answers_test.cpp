// A payment that was rejected or recalled and settles after all: nobody is paid twice for it.
#include "ledger/posting/notional.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::Option;
using nlohmann::json;
using tests::bank_line;
using tests::on;
using tests::pounds;
using tests::read_statement;
using tests::read_status;
using tests::RunArea;
using tests::TestPerson;

// A payment of £400 that the bank rejected.
class RejectedPayment : public ::testing::Test {
  protected:
    RejectedPayment() : person(area.add()) {
        tests::send_all(area, outbox_.path());
        ref = ledger::payment_ref(1);
        (void)read_status(area, ref, "RJCT");
    }

    void send(const json& run) {
        (void)area.answer(run_send, {{"run", run["run"]}});
        tests::finish_files(area, outbox_.path());
    }
    void settles_late() {
        (void)read_statement(area, bank_line("400.00", "DBIT", ref), "600.00");
        tests::expect_sound(area);
    }
    std::vector<std::string> states() {
        std::vector<std::string> names;
        for (const auto& payment : area.payments()) {
            names.emplace_back(ledger::name_of(payment.state));
        }
        return names;
    }
    ledger::Balance undrawn() {
        return area.balance({.name = AccountName::undrawn,
                             .stream = ledger::Stream::nhs,
                             .option = Option::direct_payment,
                             .body = static_cast<std::int32_t>(area.commissioner),
                             .budget = static_cast<std::int32_t>(person.budget)});
    }
    std::int64_t tasks(const std::string& kind) {
        return area.count("task WHERE state = 1 AND kind = '" + kind + "'");
    }

    RunArea area;
    TestPerson person;
    std::string ref;

  private:
    tests::TempFolder outbox_;
};

TEST_F(RejectedPayment, TakesTheProposalOfTheSameMoneyWithIt) {
    const json run = area.propose("2026-11-02")[0];
    EXPECT_EQ(tasks("payment-rejected"), 1);
    settles_late();
    EXPECT_EQ(tasks("payment-rejected"), 0);
    EXPECT_EQ(states(), (std::vector<std::string>{"settled", "cancelled"}));
    EXPECT_EQ(undrawn().posted, Money{});
    EXPECT_EQ(
        area.refusal(
            run_approve, {{"run", run["run"]}, {"confirm", "1:40000"}}, {.actor = tests::ben}),
        "run-not-proposed");
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    EXPECT_EQ(tasks("paid-twice"), 0);
}

TEST_F(RejectedPayment, LeavesTheOthersOfThatRunToBeApproved) {
    area.add();
    const json run = area.propose("2026-11-02")[0];
    ASSERT_EQ(run["confirm"], "2:80000");
    settles_late();
    (void)area.answer(
        run_approve, {{"run", run["run"]}, {"confirm", "1:40000"}}, {.actor = tests::ben});
    EXPECT_EQ(states(), (std::vector<std::string>{"settled", "cancelled", "approved"}));
    tests::expect_sound(area);
}

TEST_F(RejectedPayment, ReleasesWhatItsCopyHadReserved) {
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    EXPECT_EQ(undrawn().promised, pounds(400));
    settles_late();
    EXPECT_EQ(states(), (std::vector<std::string>{"settled", "cancelled"}));
    EXPECT_EQ(undrawn().promised, Money{});
    EXPECT_EQ(undrawn().posted, Money{});
    EXPECT_EQ(area.refusal(run_send, {{"run", run["run"]}}), "run-not-approved");
    EXPECT_TRUE(area.propose("2026-11-02").empty());
}

TEST_F(RejectedPayment, CancelsAHeldCopy) {
    area.write([&](ledger::Work& work) {
        auto account = *ledger::payee_account_numbered(
            work.database(), person.payee_account, on("2026-11-20"));
        account.status = ledger::PayeeStatus::blocked;
        ledger::insert_payee_account(work, account);
    });
    ASSERT_EQ(area.propose("2026-11-02", "2026-11-20")[0]["held"], 1);
    settles_late();
    EXPECT_EQ(states(), (std::vector<std::string>{"settled", "cancelled"}));
    EXPECT_TRUE(area.propose("2026-11-02", "2026-11-20").empty());
}

TEST_F(RejectedPayment, IsATaskWhereItsCopyWentOutToo) {
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    send(run);
    const json next = area.propose("2026-11-30", "2026-11-20")[0];
    settles_late();
    EXPECT_EQ(states(), (std::vector<std::string>{"settled", "sent", "proposed"}));
    EXPECT_EQ(undrawn().posted - undrawn().promised, pounds(400)) << "the next period's money";
    area.approve(next);
    EXPECT_EQ(states()[2], "approved");
    EXPECT_EQ(tasks("paid-twice"), 1);
    EXPECT_EQ(area.count("task WHERE kind = 'paid-twice' AND due_on > " +
                         std::to_string(on("2026-11-19").days())),
              1);
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    // The copy settles as well, then comes back: it is not due a third time.
    const std::string copy = ledger::payment_ref(2);
    (void)read_statement(
        area, bank_line("400.00", "DBIT", copy) + bank_line("400.00", "CRDT", copy), "1000.00");
    tests::expect_sound(area);
    EXPECT_EQ(states(), (std::vector<std::string>{"settled", "returned", "approved"}));
    EXPECT_TRUE(area.propose("2026-11-02").empty());
}

TEST_F(RejectedPayment, ThatComesBackAfterSettlingIsDueAgain) {
    (void)area.propose("2026-11-02");
    settles_late();
    (void)read_statement(area, bank_line("400.00", "CRDT", ref), "1400.00");
    tests::expect_sound(area);
    EXPECT_EQ(states(), (std::vector<std::string>{"returned", "cancelled"}));
    const json again = area.propose("2026-11-02", "2026-11-20");
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(area.payments().back().net, pounds(400));
}

// A provider's payment of notional money, £400.
class RejectedInvoice : public ::testing::Test {
  protected:
    RejectedInvoice() {
        tests::PersonTerms terms;
        terms.line.option = terms.agreement.option = Option::notional;
        terms.agreement.payee = "provider:CARE";
        area.write([&](ledger::Work& work) {
            terms.organisation_paid =
                ledger::insert_organisation(work,
                                            {.ref = "CARE",
                                             .from_on = on("2020-01-01"),
                                             .kind = ledger::OrganisationKind::provider,
                                             .name = "Care at Home"});
        });
        person = area.add(terms);
        area.add();
        tests::send_all(area, outbox_.path());
        (void)read_status(area, ledger::payment_ref(1), "RJCT");
    }

    ledger::Balance of_person(AccountName name) {
        return area.balance({.name = name,
                             .stream = ledger::Stream::nhs,
                             .option = Option::notional,
                             .body = static_cast<std::int32_t>(area.commissioner),
                             .budget = static_cast<std::int32_t>(person.budget)});
    }
    Money transit() {
        return area
            .balance({.name = AccountName::transit,
                      .stream = ledger::Stream::nhs,
                      .body = static_cast<std::int32_t>(area.commissioner),
                      .bank_account = static_cast<std::int32_t>(area.bank_account)})
            .posted;
    }

    RunArea area;
    TestPerson person;
    tests::TempFolder outbox_;
};

TEST_F(RejectedInvoice, ThatIsPaidAfterAllIsOwedNoMore) {
    const std::string ref = ledger::payment_ref(1);
    ASSERT_EQ(of_person(AccountName::payable_supplier).posted, pounds(400));
    (void)read_statement(area, bank_line("400.00", "DBIT", ref), "600.00");
    tests::expect_sound(area);
    EXPECT_EQ(of_person(AccountName::payable_supplier).posted, Money{});
    EXPECT_EQ(of_person(AccountName::undrawn).posted, Money{});
    EXPECT_EQ(of_person(AccountName::fund).posted, Money{});
    EXPECT_EQ(of_person(AccountName::held).posted, Money{});
    EXPECT_EQ(transit(), Money{});
    EXPECT_EQ(tests::november(area).streams.at(0).paid, pounds(400));
    EXPECT_EQ(area.count("excuse"), 0);
    (void)read_statement(area, bank_line("400.00", "CRDT", ref), "1400.00");
    tests::expect_sound(area);
    EXPECT_EQ(of_person(AccountName::payable_supplier).posted, pounds(400));
}

TEST_F(RejectedInvoice, ThatIsPaidTwiceIsOwedBackByTheProvider) {
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    (void)area.answer(run_send, {{"run", run["run"]}});
    tests::finish_files(area, outbox_.path());
    (void)read_statement(area, bank_line("400.00", "DBIT", ledger::payment_ref(1)), "600.00");
    tests::expect_sound(area);
    EXPECT_EQ(area.count("excuse"), 1);
    const std::string copy = ledger::payment_ref(3);
    (void)read_statement(area, bank_line("400.00", "DBIT", copy), "600.00");
    tests::expect_sound(area);
    EXPECT_EQ(of_person(AccountName::payable_supplier).posted, -pounds(400));
    EXPECT_EQ(transit(), Money{});
    (void)read_statement(area, bank_line("400.00", "CRDT", copy), "1400.00");
    EXPECT_EQ(of_person(AccountName::payable_supplier).posted, Money{});
    EXPECT_TRUE(area.propose("2026-11-02", "2026-11-20").empty());
}

TEST(RunApprove, NamesTheBudgetThatIsShort) {
    RunArea area;
    area.add();
    const TestPerson second = area.add();
    const json run = area.propose("2026-11-02")[0];
    area.write([&](ledger::Work& work) {
        const ledger::Holding holding{
            static_cast<std::int32_t>(second.budget), Option::direct_payment, 0};
        work.post(
            post(ledger::CommitmentNotUsed{
                holding,
                {{ledger::Stream::nhs, static_cast<std::int32_t>(area.commissioner), pounds(1)}}}),
            {});
    });
    const auto refused = area.ask(
        run_approve, {{"run", run["run"]}, {"confirm", run["confirm"]}}, {.actor = tests::ben});
    ASSERT_FALSE(refused.accepted());
    EXPECT_EQ(refused.refusal().code, "not-enough-money");
    EXPECT_EQ(refused.refusal().words, "This is more than is still set aside for budget BP2.");
}

TEST_F(RejectedPayment, ThatSettlesLateIsPaidInTheMonthOfTheBanksLine) {
    const std::string file =
        testing::replaced(testing::camt_with(bank_line("400.00", "DBIT", ref), "600.00"),
                          "20000055779911",
                          "08999966374958");
    (void)area.answer(import_statement, {{"file", file}}, {.day = "2026-12-03"});
    const auto streams = tests::november(area).streams;
    ASSERT_EQ(streams.size(), 1U);
    EXPECT_EQ(streams[0].paid, pounds(400)) << "on the 20th of November";
}

// It was due once, however often it is paid.
TEST(ReturnedPayment, ThatIsPaidAgainWasDueOnce) {
    RunArea area;
    const tests::TempFolder outbox;
    const TestPerson person = area.add();
    tests::send_all(area, outbox.path());
    (void)read_statement(area,
                         bank_line("400.00", "DBIT", ledger::payment_ref(1)) +
                             bank_line("400.00", "CRDT", ledger::payment_ref(1)),
                         "1000.00");
    EXPECT_EQ(tests::november(area).streams.at(0).due, pounds(400));
    area.write([&](ledger::Work& work) {
        auto payee = *ledger::payee_account_numbered(
            work.database(), person.payee_account, on("2026-11-20"));
        payee.status = ledger::PayeeStatus::confirmed;
        ledger::insert_payee_account(work, payee);
    });
    ASSERT_EQ(area.propose("2026-11-23", "2026-11-20").size(), 1U);
    ASSERT_EQ(area.payments().size(), 2U);
    EXPECT_EQ(area.payments().at(1).reissues, 1);
    EXPECT_EQ(tests::november(area).streams.at(0).due, pounds(400));
}

}  // namespace
}  // namespace almoner::scheduler
