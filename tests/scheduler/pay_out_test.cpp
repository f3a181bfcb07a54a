// What the public body took over at an ending is paid by runs and files as any payment (rules.md
// STP-04, W11: an agency's invoice of £640.00 for care until an NHS stop on 14 December 2026).
#include "ledger/records/pay_out.h"

#include "ledger/records/organisation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/pay_out.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/scheduler/ending_area.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using nlohmann::json;
using tests::ben;
using tests::Given;
using tests::on;
using tests::pounds;

class APayOut : public tests::EndingArea {
  protected:
    APayOut() {
        area.write([&](ledger::Work& work) {
            const auto agency =
                ledger::insert_organisation(work,
                                            {.ref = "AGENCY",
                                             .from_on = on("2020-01-01"),
                                             .kind = ledger::OrganisationKind::provider,
                                             .name = "Agency"});
            account = ledger::insert_payee_account(work,
                                                   {.from_on = on("2020-01-01"),
                                                    .organisation = agency,
                                                    .bank_private = ledger::insert_bank_private(
                                                        work, 0, {"AGENCY", "107999", "88837491"}),
                                                    .status = ledger::PayeeStatus::confirmed,
                                                    .proposed_by = 1,
                                                    .confirmed_by = 2});
        });
    }
    void taken_over() {
        stopped();
        nothing_owed("wages,notice-pay,redundancy,holiday-pay,hmrc,pension");
        owed("invoices", "640.00", "64000");
        ASSERT_EQ(area.refusal(ending_take_over,
                               {{"ending", "E-0001"}, {"what", "invoices"}, {"evidence", letter}},
                               {.day = "2026-12-14"}),
                  "accepted");
        ASSERT_EQ(confirm_last("1:64000"), "accepted");
    }
    Given debt(const Given& more = {}) {
        Given fields{
            {"ending", "E-0001"}, {"what", "invoices"}, {"payee_account", std::to_string(account)}};
        for (const auto& [name, value] : more) fields[name] = value;
        return fields;
    }
    json propose(const Given& more = {}) {
        return area.answer(ending_pay, debt(more), {.day = "2026-12-15"});
    }
    void send(const json& run) {
        area.answer(run_approve,
                    {{"run", run["run"]}, {"confirm", run["confirm"]}},
                    {.actor = ben, .day = "2026-12-15"});
        area.answer(run_send, {{"run", run["run"]}}, {.day = "2026-12-15"});
    }
    json bank(const std::string& amount, std::string_view sign, std::int64_t payment) {
        std::string camt = testing::replaced(
            testing::without_balances(testing::camt_with(
                tests::bank_line(amount, sign, ledger::payment_ref(payment)), "0.00")),
            "20000055779911",
            "08999966374958");
        for (std::size_t at = camt.find("2026-11-20"); at != std::string::npos;
             at = camt.find("2026-11-20", at)) {
            camt.replace(at, 10, "2026-12-18");
        }
        return area.answer(import_statement, {{"file", camt}}, {.day = "2026-12-19"});
    }
    Money at_bank(AccountName name) {
        return area
            .balance({.name = name,
                      .stream = ledger::Stream::nhs,
                      .body = static_cast<std::int32_t>(area.commissioner),
                      .bank_account = static_cast<std::int32_t>(area.bank_account)})
            .posted;
    }
    void agrees() {
        EXPECT_TRUE(is_sound());
        (void)tests::november(area);
    }

    std::int64_t account = 0;
};

TEST_F(APayOut, OfADebtIsProposedByOneAndApprovedByAnother) {
    stopped();
    nothing_owed("wages,notice-pay,redundancy,holiday-pay,hmrc,pension");
    owed("invoices", "640.00", "64000");
    const tests::AskedOn then{.day = "2026-12-15"};
    EXPECT_EQ(area.refusal(ending_pay, debt(), then), "nothing-taken-over");
    ASSERT_EQ(area.refusal(ending_take_over,
                           {{"ending", "E-0001"}, {"what", "invoices"}, {"evidence", letter}},
                           {.day = "2026-12-14"}),
              "accepted");
    ASSERT_EQ(confirm_last("1:64000"), "accepted");
    EXPECT_EQ(area.refusal(ending_pay, debt({{"amount", "640.01"}}), then), "more-than-is-left");
    EXPECT_EQ(area.refusal(ending_pay, debt({{"amount", "0.00"}}), then), "nothing-to-take");
    EXPECT_EQ(area.refusal(ending_pay, debt({{"payee_account", "99"}}), then),
              "payee-account-unknown");
    EXPECT_EQ(area.refusal(ending_pay, debt({{"paid_from", "OTHER"}}), then),
              "bank-account-unknown");
    const json run = propose();
    EXPECT_EQ(run.at("confirm"), "1:64000");
    EXPECT_EQ(area.refusal(ending_pay, debt(), then), "nothing-taken-over");  // it is on its way
    EXPECT_EQ(area.refusal(run_approve,
                           {{"run", run["run"]}, {"confirm", "1:63999"}},
                           {.actor = ben, .day = "2026-12-15"}),
              "confirm-differs");
    send(run);
    EXPECT_EQ(at(AccountName::payable_body), pounds(640));  // sent is not paid
    EXPECT_EQ(close(), "payments-under-way");
    EXPECT_EQ(bank("640.00", "DBIT", 1).at("settled"), 1);
    EXPECT_EQ(at(AccountName::payable_body), Money{});
    EXPECT_EQ(at_bank(AccountName::transit), Money{});
    EXPECT_EQ(at_bank(AccountName::bank), -pounds(640));
    EXPECT_EQ(standing().owed.front().paid_out, pounds(640));
    EXPECT_EQ(close(), "money-left");  // the holder's £2,000 are another matter
    agrees();
}

TEST_F(APayOut, ComesFromTheAccountThatIsNamedWhereTheBodyHasSeveral) {
    taken_over();
    area.write([&](ledger::Work& work) {
        auto second =
            *ledger::bank_account_numbered(work.database(), area.bank_account, on("2026-12-15"));
        second.number = 0;
        second.ref = "SECOND";
        second.account_number = "11223344";
        ledger::insert_bank_account(work, second);
    });
    const auto unnamed = area.ask(ending_pay, debt(), {.day = "2026-12-15"});
    ASSERT_FALSE(unnamed.accepted());
    EXPECT_EQ(unnamed.refusal().code, "bank-account-unknown");
    EXPECT_EQ(unnamed.refusal().field, "paid_from");
    EXPECT_EQ(propose({{"paid_from", "SECOND"}}).at("confirm"), "1:64000");
}

TEST_F(APayOut, IsToldApartWhereRunsAndPaymentsAreShown) {
    taken_over();
    (void)propose();
    const auto shown = [](const ledger::Outcome<Answer>& answer) {
        return json::parse(answer.value());
    };
    ledger::Database& database = area.area().database();
    const json run = shown(run_show(database, "RUN-1", on("2026-12-15"), Payees::masked));
    EXPECT_EQ(run.at("payments")[0].at("agreement"), "E-0001 invoices");
    EXPECT_EQ(run.at("payments")[0].at("kind"), "body-debt");
    EXPECT_EQ(run.at("streams").at("nhs"), 64'000);
    const json payment = shown(payment_show(database, ledger::payment_ref(1), on("2026-12-15")));
    EXPECT_EQ(payment.at("pays"), "E-0001 invoices");
    const FinalAccount account_now = final_account(database, standing().budget, on("2026-12-20"));
    EXPECT_EQ(account_now.funders.front().by_body, pounds(640));
    EXPECT_EQ(account_now.funders.front().body_paid, Money{});
}

TEST_F(APayOut, ThatComesBackIsOwedAgainAndKeepsTheEndingOpen) {
    taken_over();
    EXPECT_EQ(close(), "body-debt-unpaid");
    send(propose());
    (void)bank("640.00", "DBIT", 1);
    EXPECT_EQ(bank("640.00", "CRDT", 1).at("returned"), 1);
    EXPECT_EQ(at(AccountName::payable_body), pounds(640));
    EXPECT_EQ(at_bank(AccountName::transit), Money{});
    EXPECT_EQ(at_bank(AccountName::bank), Money{});
    EXPECT_EQ(close(), "body-debt-unpaid");
    EXPECT_EQ(area.refusal(ending_pay, debt(), {.day = "2026-12-20"}), "payee-not-confirmed");
    agrees();
}

// £600.00 and £40.00: to one account and another, or on two days.
TEST_F(APayOut, MayPayADebtInParts) {
    taken_over();
    send(propose({{"amount", "600.00"}}));
    const json rest = propose();
    EXPECT_EQ(rest.at("amount"), 4'000);
    (void)bank("600.00", "DBIT", 1);
    EXPECT_EQ(standing().unpaid_by_body(), pounds(40));
    send(rest);
    (void)bank("40.00", "DBIT", 2);
    EXPECT_EQ(standing().unpaid_by_body(), Money{});
    EXPECT_EQ(at(AccountName::payable_body), Money{});
    agrees();
}

TEST_F(APayOut, ThatIsCancelledIsProposedAgain) {
    taken_over();
    const json run = propose();
    area.answer(run_cancel,
                {{"run", run["run"]}, {"reason", "a mistake"}},
                {.actor = ben, .day = "2026-12-15"});
    EXPECT_EQ(at(AccountName::payable_body), pounds(640));
    const json again = propose();
    EXPECT_EQ(again.at("amount"), 64'000);
    EXPECT_EQ(area.payments().back().reissues, 1);
    agrees();
}

// The bank rejected it, another one paid the agency, and the first left all the same.
TEST_F(APayOut, ThatSettlesAfterItWasVoidedIsShownAsPaidTwice) {
    taken_over();
    send(propose());
    EXPECT_EQ(tests::read_status(area, ledger::payment_ref(1), "RJCT").at("rejected"), 1);
    EXPECT_EQ(at(AccountName::payable_body), pounds(640));
    send(propose());
    (void)bank("640.00", "DBIT", 2);
    (void)bank("640.00", "DBIT", 1);
    EXPECT_EQ(at(AccountName::payable_body), -pounds(640));
    EXPECT_EQ(at_bank(AccountName::bank), -pounds(1'280));
    EXPECT_EQ(area.count("task WHERE kind = 'paid-twice'"), 1);
    tests::expect_sound(area);
}

// What was proposed or approved in its place is paid to nobody.
TEST_F(APayOut, ThatSettlesAfterItWasVoidedStopsTheOneInItsPlace) {
    taken_over();
    send(propose());
    EXPECT_EQ(tests::read_status(area, ledger::payment_ref(1), "RJCT").at("rejected"), 1);
    const json run = propose();
    area.answer(run_approve,
                {{"run", run["run"]}, {"confirm", run["confirm"]}},
                {.actor = ben, .day = "2026-12-15"});
    (void)bank("640.00", "DBIT", 1);
    EXPECT_EQ(area.payments().back().state, ledger::PaymentState::cancelled);
    EXPECT_EQ(area.refusal(run_send, {{"run", run["run"]}}, {.day = "2026-12-19"}),
              "run-not-approved");
    EXPECT_EQ(area.count("task WHERE kind = 'paid-twice'"), 0);
    EXPECT_EQ(area.count("task WHERE kind = 'paid-after-void'"), 1);
    EXPECT_EQ(at(AccountName::payable_body), Money{});
    tests::expect_sound(area);
}

// Between the two stands one that was cancelled.
TEST_F(APayOut, ThatSettlesAfterAllIsShownAsPaidTwiceByALaterOneToo) {
    taken_over();
    send(propose());
    EXPECT_EQ(tests::read_status(area, ledger::payment_ref(1), "RJCT").at("rejected"), 1);
    const json cancelled = propose();
    area.answer(run_cancel,
                {{"run", cancelled["run"]}, {"reason", "a mistake"}},
                {.actor = ben, .day = "2026-12-15"});
    send(propose());
    ASSERT_EQ(area.payments().back().reissues, 2);
    (void)bank("640.00", "DBIT", 3);
    (void)bank("640.00", "DBIT", 1);
    EXPECT_EQ(area.count("task WHERE kind = 'paid-twice'"), 1);
}

TEST_F(APayOut, IsHeldOnceItsPayeeIsBlocked) {
    taken_over();
    const json run = propose();
    area.write([&](ledger::Work& work) {
        auto payee = *ledger::payee_account_numbered(work.database(), account, on("2026-12-15"));
        payee.status = ledger::PayeeStatus::blocked;
        payee.from_on = on("2026-12-15");
        ledger::insert_payee_account(work, payee);
    });
    EXPECT_EQ(area.refusal(run_approve,
                           {{"run", run["run"]}, {"confirm", run["confirm"]}},
                           {.actor = ben, .day = "2026-12-15"}),
              "nothing-to-approve");
}

}  // namespace
}  // namespace almoner::scheduler
