// A payment of a managed account that the bank rejects and pays after all, and lines that name a
// payment by its payee's reference: 80 hours are £1,003.02 of net pay, 70 hours £889.70
// (payroll.md; the same slips as in managed_returns_test).
#include "ledger/posting/takeover.h"
#include "ledger/records/budget.h"
#include "ledger/records/opening_balance.h"
#include "ledger/records/organisation.h"
#include "scheduler/commands/opening_pay.h"
#include "tests/scheduler/paying_suppliers.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaymentState;
using nlohmann::json;
using tests::FieldMap;
using tests::on;

class PaidAfterAll : public tests::PayingSuppliers {
  protected:
    std::int64_t tasks(const std::string& kind) {
        return area.count("task WHERE state = 1 AND kind = '" + kind + "'");
    }
    std::string approve_refused(const json& run) {
        return area.refusal(run_approve,
                            {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                            {.actor = tests::ben, .day = "2026-05-05"});
    }
    std::string send_refused(const json& run) {
        return area.refusal(run_send, {{"run", run.at("run")}}, {.day = "2026-05-05"});
    }
    std::int64_t promised() {
        return area.balance(ledger::held(holding(), share(0))).promised.pence();
    }
    // Wages are paid, the bank rejects them, and they are proposed again.
    json wages_again() {
        post_slips();
        send(propose());
        reject(1);
        return propose("2026-05-10", "2026-05-05").at("runs")[0];
    }
    void bank_pays_the_first() {
        EXPECT_EQ(bank("1003.02", "DBIT", ledger::payment_ref(1), "2026-05-05").at("settled"), 1);
    }
};

TEST_F(PaidAfterAll, CancelsWhatWasProposedInItsPlace) {
    const json again = wages_again();
    ASSERT_EQ(again.at("confirm"), "1:100302");
    bank_pays_the_first();
    EXPECT_EQ(state(1), PaymentState::settled);
    EXPECT_EQ(state(2), PaymentState::cancelled);
    EXPECT_EQ(approve_refused(again), "run-not-proposed");
    EXPECT_EQ(tasks("paid-twice"), 0);
    EXPECT_EQ(tasks("paid-after-void"), 1);
    EXPECT_EQ(at(AccountName::payable_net_pay), 0);
    EXPECT_EQ(held(), 996'98);
    EXPECT_EQ(refused("2026-05-10", "2026-05-05"), "nothing-to-pay-out");
    expect_clean();
}

TEST_F(PaidAfterAll, CancelsWhatWasApprovedInItsPlace) {
    const json again = wages_again();
    approve_run(again, "2026-05-05");
    EXPECT_EQ(promised(), 1'003'02);
    bank_pays_the_first();
    EXPECT_EQ(state(2), PaymentState::cancelled);
    EXPECT_EQ(promised(), 0);
    EXPECT_EQ(send_refused(again), "run-not-approved");
    EXPECT_EQ(tasks("paid-twice"), 0);
    expect_clean();
}

TEST_F(PaidAfterAll, CancelsWhatWasHeldInItsPlace) {
    wages_again();
    area.area().database().run_script("UPDATE payment SET state = 2 WHERE id = 2");
    bank_pays_the_first();
    EXPECT_EQ(state(2), PaymentState::cancelled);
}

TEST_F(PaidAfterAll, IsToldAsPaidTwiceWhereTheOtherIsOut) {
    send({{"runs", json::array({wages_again()})}}, "2026-05-05");
    bank_pays_the_first();
    EXPECT_EQ(state(2), PaymentState::sent);
    EXPECT_EQ(tasks("paid-twice"), 1);
}

// The other pays the slip that took the place of the one that was paid: no link tells of it.
TEST_F(PaidAfterAll, CancelsWhatPaysTheSlipInThePlaceOfItsOwn) {
    const std::int64_t sheet = work_hours(job, 80);
    const json run = draft();
    approve(run, "2026-04-28");
    (void)area.answer(payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-28"});
    send(propose());
    reject(1);
    withdraw(sheet);
    work_hours(job, 70);
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "Ten hours."}}, {.day = "2026-05-01"}));
    const json again = propose("2026-05-10", "2026-05-05").at("runs")[0];
    ASSERT_EQ(again.at("confirm"), "1:88970");
    approve_run(again, "2026-05-05");
    bank_pays_the_first();
    EXPECT_EQ(state(2), PaymentState::cancelled);
    EXPECT_EQ(promised(), 0);
}

// However it came to be: what another has paid by the day of its sending is not sent.
TEST_F(PaidAfterAll, IsLookedForWhenTheOtherIsSent) {
    const json again = wages_again();
    approve_run(again, "2026-05-05");
    area.area().database().run_script("UPDATE payment SET state = 9 WHERE id = 1");
    EXPECT_EQ(send_refused(again), "payments-to-hold");
    EXPECT_EQ(state(2), PaymentState::approved);
}

// Approved at £1,003.02, which stands, and shown as overpaid by £113.32 since: it goes out.
TEST_F(PaidAfterAll, IsNoReasonToStopWhatIsPaidAlone) {
    const std::int64_t sheet = work_hours(job, 80);
    const json run = draft();
    approve(run, "2026-04-28");
    (void)area.answer(payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-28"});
    const json wages = propose().at("runs")[0];
    approve_run(wages);
    withdraw(sheet);
    work_hours(job, 70);
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "Ten hours."}}, {.day = "2026-04-28"}));
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 113'32);
    EXPECT_EQ(area.refusal(run_send, {{"run", wages.at("run")}}, {.day = "2026-04-28"}),
              "accepted");
}

TEST_F(PaidAfterAll, CancelsTheInvoiceThatWasProposedAgain) {
    ASSERT_EQ(record(), "accepted");
    send_run(pay_invoice());
    reject(1);
    const json again = pay_invoice();
    EXPECT_EQ(bank("64.00", "DBIT", ledger::payment_ref(1), "2026-05-05").at("settled"), 1);
    EXPECT_EQ(state(2), PaymentState::cancelled);
    EXPECT_EQ(approve_refused(again), "run-not-proposed");
    EXPECT_EQ(pay_refused(), "invoice-paid");
    EXPECT_EQ(at(AccountName::fund), 1'936'00);
    expect_clean();
}

TEST_F(PaidAfterAll, IsLookedForWhenAnInvoiceIsApprovedAndSent) {
    ASSERT_EQ(record(), "accepted");
    send_run(pay_invoice());
    reject(1);
    const json again = pay_invoice();
    const auto first_is = [&](const std::string& number) {
        const std::string change = "UPDATE payment SET state = " + number + " WHERE id = 1";
        area.area().database().run_script(change.c_str());
    };
    first_is("9");
    EXPECT_EQ(approve_refused(again), "nothing-to-approve");
    first_is("8");
    approve_run(again, "2026-05-05");
    first_is("9");
    EXPECT_EQ(send_refused(again), "payments-to-hold");
}

// £310.00 that were owed to HMRC at the take-over, paid by its reference.
class KnownByTheirReference : public PaidAfterAll {
  protected:
    KnownByTheirReference() { owe_hmrc_before(); }
    void pay_hundred(const std::string& day = "2026-05-01") {
        send_run(area.answer(opening_pay,
                             {{"opening", "1"},
                              {"payee_account", std::to_string(agency)},
                              {"amount", "100.00"},
                              {"reference", hmrc},
                              {"pay_on", day}},
                             may_1));
    }
    json import(const std::vector<std::pair<std::string, std::string>>& signs_and_days) {
        std::string lines;
        for (const auto& [sign, day] : signs_and_days) {
            lines += testing::replaced(
                testing::replaced(
                    tests::bank_line("100.00", sign, hmrc), "2026-11-20", "2026-05-" + day),
                "2026-11-20",
                "2026-05-" + day);
        }
        return bank_lines(lines, "2026-05-20");
    }

    const std::string hmrc = "123PA000456782612";
};

// The bank rejected the first, and paid the one in its place.
TEST_F(KnownByTheirReference, TheOneThatWaitsIsPaidAndNotItsRejectedTwin) {
    pay_hundred();
    reject(1);
    pay_hundred();
    EXPECT_EQ(bank("100.00", "DBIT", hmrc, "2026-05-06").at("settled"), 1);
    EXPECT_EQ(state(1), PaymentState::rejected);
    EXPECT_EQ(state(2), PaymentState::settled);
    EXPECT_EQ(tasks("paid-twice"), 0);
    expect_clean();
    // The other left all the same.
    EXPECT_EQ(bank("100.00", "DBIT", hmrc, "2026-05-07").at("settled"), 1);
    EXPECT_EQ(state(1), PaymentState::settled);
}

// What the bank said is all that tells whether it was this payment.
TEST_F(KnownByTheirReference, TheirLineKeepsItsWords) {
    pay_hundred();
    (void)bank("100.00", "DBIT", hmrc, "2026-05-06");
    EXPECT_EQ(area.count("statement_line WHERE raw_private IS NOT NULL"), 1);
    EXPECT_EQ(area.count("statement_line"), 1);
}

TEST_F(KnownByTheirReference, OneLeavesAndComesBackInOneFile) {
    pay_hundred();
    const json answer = import({{"DBIT", "06"}, {"CRDT", "08"}});
    EXPECT_EQ(answer.at("settled"), 1);
    EXPECT_EQ(answer.at("returned"), 1);
    EXPECT_EQ(answer.at("suspense"), 0);
    EXPECT_EQ(state(1), PaymentState::returned);
    EXPECT_EQ(at(AccountName::payable_hmrc), 310'00);
    expect_clean();
}

// Another bank writes the newest line first.
TEST_F(KnownByTheirReference, OneComesBackBeforeAnotherLeaves) {
    pay_hundred();
    pay_hundred("2026-05-08");
    const json answer = import({{"DBIT", "08"}, {"CRDT", "06"}, {"DBIT", "05"}});
    EXPECT_EQ(answer.at("settled"), 2);
    EXPECT_EQ(answer.at("returned"), 1);
    EXPECT_EQ(answer.at("suspense"), 0);
    EXPECT_EQ(state(1), PaymentState::returned);
    EXPECT_EQ(state(2), PaymentState::settled);
    EXPECT_EQ(at(AccountName::payable_hmrc), 210'00);
    expect_clean();
}

}  // namespace
}  // namespace almoner::scheduler
