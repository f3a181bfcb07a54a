// A support service's client account in these books: what arrives there, and what it sends back.
#include "ledger/area/scope.h"
#include "ledger/posting/commissioner_money.h"
#include "ledger/posting/contribution.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/record_table.h"
#include "ledger/views/history.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/jobs/job.h"
#include "tests/gateway/sample_camt.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::Option;
using nlohmann::json;
using testing::replaced;
using tests::bank_line;
using tests::on;
using tests::pounds;
using tests::read_statement;
using tests::read_status;
using tests::RunArea;

// A payment of £400 to the client account of a support service, which is in these books.
class ClientReceipt : public ::testing::Test {
  protected:
    ClientReceipt() {
        tests::PersonTerms terms;
        terms.line.option = terms.agreement.option = Option::managed_account;
        terms.agreement.payee = "support-service:CARE";
        area.write([&](ledger::Work& work) {
            auto account = *ledger::bank_account_numbered(
                work.database(), area.bank_account, on("2026-11-02"));
            account.number = 0;
            const auto service = [&](const char* ref, const char* account_number) {
                ledger::Organisation made{.ref = ref,
                                          .from_on = on("2020-01-01"),
                                          .kind = ledger::OrganisationKind::support_service,
                                          .name = ref};
                made.number = ledger::insert_organisation(work, made);
                account.owner = made.number;
                account.ref = ref;
                account.account_number = account_number;
                made.client_bank_account = ledger::insert_bank_account(work, account);
                ledger::insert_organisation(work, made);
                return made;
            };
            const ledger::Organisation care = service("CARE", "11223344");
            (void)service("OTHER", "55667788");
            terms.organisation_paid = care.number;
            client = *care.client_bank_account;
        });
        person = area.add(terms);
        tests::send_all(area, outbox_.path());
    }
    json receipt_at(const std::string& account, const std::string& id) {
        std::string file =
            testing::camt_with(bank_line("400.00", "CRDT", ledger::payment_ref(1)), "1400.00");
        file = replaced(file, "20000055779911", account);
        file = replaced(file, "<AcctSvcrRef>BK", "<AcctSvcrRef>" + id);
        return area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    }
    Money held() { return of_person(AccountName::held); }
    Money in_flight() { return of_person(AccountName::in_flight); }
    Money of_person(AccountName name) {
        return area
            .balance({.name = name,
                      .stream = ledger::Stream::nhs,
                      .option = Option::managed_account,
                      .body = static_cast<std::int32_t>(area.commissioner),
                      .bank_account = static_cast<std::int32_t>(client),
                      .budget = static_cast<std::int32_t>(person.budget)})
            .posted;
    }

    // A day's statement of the payer (MAIN) or of the client account.
    json imported(std::string_view account,
                  std::string_view iso,
                  const std::string& lines,
                  const std::string& opening,
                  const std::string& closing) {
        std::string file = testing::camt_with(lines, closing);
        file = replaced(file, "1000.00", opening);
        file = replaced(file, "20000055779911", account);
        for (std::size_t at = file.find("2026-11-20"); at != std::string::npos;
             at = file.find("2026-11-20", at)) {
            file.replace(at, iso.size(), iso);
        }
        return area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    }
    // And the nightly check after it.
    json day(std::string_view account,
             std::string_view iso,
             const std::string& lines,
             const std::string& opening,
             const std::string& closing) {
        const json answer = imported(account, iso, lines, opening, closing);
        const JobFindings found =
            find_job("identities")->find(area.area().database(), on("2026-11-20"));
        EXPECT_TRUE(found.agrees) << found.words;
        for (const JobCommand& command : found.commands) {
            ADD_FAILURE() << iso << ": " << command.fields.at("words");
        }
        return answer;
    }
    void fund_payer() {
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::BankToppedUp{static_cast<std::int32_t>(area.bank_account),
                                                {{ledger::Stream::nhs,
                                                  static_cast<std::int32_t>(area.commissioner),
                                                  pounds(1'000)}}}),
                      {.effective = on("2026-11-02")});
            work.records().insert(ledger::opening_balance_table,
                                  std::string_view("bank|MAIN||||nhs|"),
                                  pounds(1'000),
                                  on("2026-11-02"));
        });
    }
    static std::string line(std::string_view sign) {
        return bank_line("400.00", sign, ledger::payment_ref(1));
    }

    static constexpr std::string_view payer = "08999966374958";
    static constexpr std::string_view clients = "08999911223344";
    RunArea area;
    tests::TestPerson person;
    std::int64_t client = 0;
    tests::TempFolder outbox_;
};

TEST_F(ClientReceipt, CountsOnceAndTheNextLineIsAPersons) {
    (void)read_status(area, ledger::payment_ref(1), "ACSC");
    EXPECT_EQ(receipt_at("08999911223344", "A")["received"], 1);
    EXPECT_EQ(held(), pounds(400));
    const json second = receipt_at("08999911223344", "B");
    EXPECT_EQ(second["received"], 0);
    EXPECT_EQ(second["suspense"], 1);
    EXPECT_EQ(held(), pounds(400));
    tests::expect_sound(area);
}

TEST_F(ClientReceipt, AtAnotherServicesAccountIsAPersons) {
    (void)read_status(area, ledger::payment_ref(1), "ACSC");
    EXPECT_EQ(receipt_at("08999955667788", "A")["suspense"], 1);
    EXPECT_EQ(held(), Money{});
}

TEST_F(ClientReceipt, OfAPaymentThatWasNotSentIsAPersons) {
    (void)read_status(area, ledger::payment_ref(1), "RJCT");
    EXPECT_EQ(receipt_at("08999911223344", "A")["suspense"], 1);
    EXPECT_EQ(held(), Money{});
}

TEST_F(ClientReceipt, ThatIsReadBeforeTheDebitCounts) {
    EXPECT_EQ(receipt_at("08999911223344", "A")["received"], 1);
    EXPECT_EQ(held(), pounds(400));
    (void)read_statement(area, bank_line("400.00", "DBIT", ledger::payment_ref(1)), "600.00");
    tests::expect_sound(area);
    EXPECT_EQ(held(), pounds(400));
}

class ClientReturn : public ClientReceipt {
  protected:
    ClientReturn() {
        fund_payer();
        (void)day(payer, "2026-11-10", line("DBIT"), "1000.00", "600.00");
        (void)day(clients, "2026-11-10", line("CRDT"), "0.00", "400.00");
    }
    void expect_all_back() {
        EXPECT_EQ(held(), Money{});
        EXPECT_EQ(in_flight(), Money{});
        EXPECT_EQ(of_person(AccountName::fund), Money{});
        EXPECT_EQ(area.count("suspense_item"), 0);
        EXPECT_EQ(area.payments().at(0).state, ledger::PaymentState::returned);
        tests::expect_sound(area);
    }
};

TEST_F(ClientReturn, ThePayersLineFirst) {
    EXPECT_EQ(day(payer, "2026-11-12", line("CRDT"), "600.00", "1000.00")["returned"], 1);
    EXPECT_EQ(held(), pounds(400)) << "until its own statement says that it went";
    EXPECT_EQ(in_flight(), -pounds(400));
    EXPECT_EQ(day(clients, "2026-11-13", line("DBIT"), "400.00", "0.00")["sent_back"], 1);
    expect_all_back();
}

TEST_F(ClientReturn, TheClientAccountsLineFirst) {
    EXPECT_EQ(day(clients, "2026-11-12", line("DBIT"), "400.00", "0.00")["sent_back"], 1);
    EXPECT_EQ(held(), Money{});
    EXPECT_EQ(in_flight(), pounds(400));
    EXPECT_EQ(day(payer, "2026-11-13", line("CRDT"), "600.00", "1000.00")["returned"], 1);
    expect_all_back();
}

TEST_F(ClientReturn, TheHistoryNamesThePaymentThatWasSentBack) {
    (void)day(clients, "2026-11-12", line("DBIT"), "400.00", "0.00");
    const auto history = ledger::history_of(ledger::everything(1, "a test"),
                                            area.area().database(),
                                            "P1",
                                            ledger::now_on(on("2026-11-20")));
    const auto& newest = history.value().entries.at(0);
    EXPECT_EQ(newest.words, "Payment sent back");
    EXPECT_EQ(newest.payment, ledger::payment_ref(1));
    EXPECT_EQ(newest.plan_line, "LP1");
}

TEST_F(ClientReturn, InTwoParts) {
    const auto part = [](std::string_view amount, std::string_view sign) {
        return bank_line(std::string(amount), sign, ledger::payment_ref(1));
    };
    (void)day(payer, "2026-11-12", part("150.00", "CRDT"), "600.00", "750.00");
    (void)day(clients, "2026-11-12", part("150.00", "DBIT"), "400.00", "250.00");
    EXPECT_EQ(held(), pounds(250));
    EXPECT_EQ(in_flight(), Money{});
    (void)day(clients, "2026-11-13", part("250.00", "DBIT"), "250.00", "0.00");
    (void)day(payer, "2026-11-13", part("250.00", "CRDT"), "750.00", "1000.00");
    expect_all_back();
}

TEST_F(ClientReturn, MoreThanArrivedIsAPersons) {
    const std::string more = bank_line("400.01", "DBIT", ledger::payment_ref(1));
    EXPECT_EQ(imported(clients, "2026-11-12", more, "1000.00", "599.99")["suspense"], 1);
    EXPECT_EQ(held(), pounds(400));
}

// The payer's three days are read before the client account's first.
TEST_F(ClientReceipt, AndItsReturnAreReadAfterThePayersWholeStory) {
    fund_payer();
    (void)day(payer, "2026-11-10", line("DBIT"), "1000.00", "600.00");
    (void)day(payer, "2026-11-12", line("CRDT"), "600.00", "1000.00");
    EXPECT_EQ(in_flight(), Money{});
    EXPECT_EQ(day(clients, "2026-11-10", line("CRDT"), "0.00", "400.00")["received"], 1);
    EXPECT_EQ(day(clients, "2026-11-13", line("DBIT"), "400.00", "0.00")["sent_back"], 1);
    EXPECT_EQ(held(), Money{});
    EXPECT_EQ(in_flight(), Money{});
    tests::expect_sound(area);
}

// £30 at the client account that nobody can explain, and another person who holds the money.
class ClientMoney : public ClientReceipt {
  protected:
    ClientMoney() {
        (void)day(clients, "2026-11-10", bank_line("30.00", "CRDT", "ADA"), "0.00", "30.00");
        (void)area.add();
    }
    std::string explained_as(const char* to, const char* budget) {
        return area.refusal(statement_explain,
                            {{"item", "1"}, {"to", to}, {"budget", budget}},
                            {.day = "2026-11-21"});
    }
    void contribution_due(Money amount) {
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::ContributionDue{{static_cast<std::int32_t>(person.budget),
                                                    Option::managed_account,
                                                    static_cast<std::int32_t>(client)},
                                                   {{ledger::Stream::person,
                                                     static_cast<std::int32_t>(area.commissioner),
                                                     amount}}}),
                      {.effective = on("2026-11-02")});
        });
    }
};

TEST_F(ClientMoney, GoesOnlyToABudgetThatIsManagedThere) {
    EXPECT_EQ(explained_as("own-money", "BP2"), "budget-not-managed-there");
    EXPECT_EQ(explained_as("client-contribution", "BP2"), "budget-not-managed-there");
    EXPECT_EQ(explained_as("own-money", "BP1"), "accepted");
}

TEST_F(ClientMoney, IsAContributionOnlyUpToWhatIsOwed) {
    EXPECT_EQ(explained_as("client-contribution", "BP1"), "nothing-owed");
    contribution_due(Money::from_pence(29'99));
    EXPECT_EQ(explained_as("client-contribution", "BP1"), "nothing-owed");
    contribution_due(Money::from_pence(1));
    EXPECT_EQ(explained_as("client-contribution", "BP1"), "accepted");
}

// FND-01: whose money it is follows from the plan, and what people have there is what the bank
// booked.
TEST_F(ClientMoney, FND_01_IsPostedToTheFunderOfALineThatIsManagedThere) {
    EXPECT_EQ(explained_as("own-money", "BP1"), "accepted");
    const auto change = [&](const std::function<void(ledger::PlanLine&)>& how) {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), person.line, work.today());
            how(line);
            ledger::insert_plan_line(work, line);
        });
    };
    area.write([&](ledger::Work& work) {
        for (const auto& each : ledger::open_proposals(work.database(), "bank-line")) {
            work.move_state(ledger::Entity::proposal,
                            {each.id, each.id},
                            ledger::ProposalState::open,
                            ledger::ProposalState::refused,
                            "refused");
        }
    });
    change([&](ledger::PlanLine& line) { line.body = area.partner; });
    EXPECT_EQ(explained_as("own-money", "BP1"), "no-funder");
    change([&](ledger::PlanLine& line) { line.body = area.commissioner; });
    EXPECT_EQ(explained_as("own-money", "BP1"), "accepted");
}

TEST_F(ClientMoney, FND_01_ThePartsOfTheFundersAreTheBalanceOfTheBank) {
    area.area().database().run_script(
        "UPDATE account SET debit_posted = debit_posted + 1 WHERE name = 34 AND bank_account <> 1");
    EXPECT_EQ(explained_as("own-money", "BP1"), "unbalanced");
}

TEST_F(ClientMoney, StandsInTheMonthOfThoseWhosePeoplesMoneyIsThere) {
    EXPECT_TRUE(tests::november(area).client_accounts.empty()) << "nothing of theirs was there";
    (void)day(clients, "2026-11-12", line("CRDT"), "30.00", "430.00");
    const auto report = tests::november(area);
    ASSERT_EQ(report.client_accounts.size(), 1U);
    const ledger::ClientAccount& account = report.client_accounts[0];
    EXPECT_EQ(account.bank_account, "CARE");
    EXPECT_EQ(account.held, pounds(400));
    EXPECT_EQ(account.unexplained, 1);
    EXPECT_EQ(account.unexplained_total, pounds(30));
    EXPECT_EQ(account.oldest_days, 12);
}

TEST_F(ClientMoney, APennyAtAClientAccountIsFoundInTheMonth) {
    (void)day(clients, "2026-11-12", line("CRDT"), "30.00", "430.00");
    ASSERT_TRUE(tests::november(area).ties.agree());
    area.area().database().run_script(
        ("UPDATE account SET debit_posted = debit_posted + 1 WHERE name = 32 AND bank_account = " +
         std::to_string(client))
            .c_str());
    const auto ties = ledger::ties_of(area.area().database(), area.commissioner, on("2026-11-22"));
    // The bank's closing and the account's transfers do not add up to it either.
    ASSERT_EQ(ties.disagreements.size(), 3U);
    EXPECT_EQ(ledger::words_of(ties.disagreements[0]),
              "client account, CARE: the records say £430, the ledger says £430.01: off by £0.01");
}

}  // namespace
}  // namespace almoner::scheduler
