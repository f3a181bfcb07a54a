#include "ledger/area/scope.h"
#include "ledger/posting/account.h"
#include "ledger/records/evidence.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/views/history.h"
#include "scheduler/commands/emergency.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/reconciliation/settle.h"
#include "tests/support/bank_answers.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountKey;
using ledger::AccountName;
using ledger::Money;
using ledger::Option;
using ledger::PaymentState;
using ledger::Stream;
using nlohmann::json;
using tests::on;
using tests::PersonTerms;
using tests::pounds;
using tests::RunArea;
using tests::TestPerson;

// One person with £400 for each four weeks; what an emergency is asked for with.
class EmergencyMoney : public ::testing::Test {
  protected:
    json emergency(const std::string& amount, const std::string& basis) {
        return area_.answer(emergency_payment,
                            {{"agreement", "AP1"},
                             {"amount", amount},
                             {"reason", "wages-due"},
                             {"words", "the assistant has to be paid today"},
                             {"basis", basis}});
    }
    void cancel(const json& run) { area_.answer(run_cancel, {{"run", run["run"]}}); }

    [[nodiscard]] Money balance(AccountName name, Option option = Option::direct_payment) {
        const AccountKey key{.name = name,
                             .stream = Stream::nhs,
                             .option = option,
                             .body = static_cast<std::int32_t>(area_.commissioner),
                             .budget = static_cast<std::int32_t>(person_.budget)};
        return area_.balance(key).posted;
    }
    // What is promised or paid.
    [[nodiscard]] Money live_total() {
        Money total;
        for (const auto& payment : area_.payments()) {
            if (ledger::is_live(payment.state)) total += payment.net;
        }
        return total;
    }
    // As the bank's answers leave it: never sent, so nothing but the state and the promise goes.
    void reject(std::int64_t payment) {
        area_.write([&](ledger::Work& work) {
            release_payment(work, *ledger::payment_by_id(work.database(), payment));
            for (const auto& [from, to] : {std::pair(PaymentState::approved, PaymentState::in_file),
                                           std::pair(PaymentState::in_file, PaymentState::sent),
                                           std::pair(PaymentState::sent, PaymentState::rejected)}) {
                move_payments(work, {payment, payment}, from, to);
            }
        });
    }

    RunArea area_;
    TestPerson person_;
};

TEST_F(EmergencyMoney, AnAdvanceThatIsCancelledAfterItWasNettedIsPaidWithTheNextRun) {
    person_ = area_.add();
    const json advance = emergency("100", "advance");
    EXPECT_EQ(area_.propose("2026-11-02")[0]["total"], 30'000);
    cancel(advance);
    const json rest = area_.propose("2026-11-02");
    ASSERT_EQ(rest.size(), 1U);
    EXPECT_EQ(rest[0]["total"], 10'000);
    EXPECT_EQ(live_total(), pounds(400));
    EXPECT_EQ(balance(AccountName::undrawn), pounds(400));
    EXPECT_TRUE(area_.propose("2026-11-02").empty());
    area_.approve(rest[0]);
    // Cancelled once more it is still owed.
    cancel(rest[0]);
    EXPECT_EQ(area_.propose("2026-11-02")[0]["total"], 10'000);
}

TEST_F(EmergencyMoney, WhatIsCancelledIsCalledDueAgainOnlyWhereItIs) {
    person_ = area_.add();
    const auto next = [&](std::int64_t payment) {
        return json::parse(payment_show(area_.area().database(),
                                        ledger::payment_ref(payment),
                                        on("2026-11-02"))
                               .value())["next"]
            .get<std::string>();
    };
    const auto newest = [&] {
        return ledger::history_of(ledger::everything(1, "a test"),
                                  area_.area().database(),
                                  "P1",
                                  ledger::now_on(on("2026-11-02")))
            .value()
            .entries.at(0)
            .words;
    };
    const json addition = emergency("150", "addition");
    area_.approve(addition);
    cancel(addition);
    EXPECT_EQ(next(1), "It was cancelled, and its money given back: nothing more is expected.");
    EXPECT_EQ(newest(), "Payment cancelled before it was sent");
    const json shown =
        json::parse(run_show(area_.area().database(), addition["run"], on("2026-11-02")).value());
    EXPECT_EQ(shown["payments"][0]["next"], next(1));
    cancel(emergency("100", "advance"));
    EXPECT_EQ(next(2), "It was cancelled: its money is paid with its period.");
    const json regular = area_.propose("2026-11-02")[0];
    EXPECT_EQ(regular["total"], 40'000) << "and nothing of the addition";
    cancel(regular);
    EXPECT_EQ(next(3), "It is due again: the next run proposes it.");
}

TEST_F(EmergencyMoney, AnAdvanceThatIsCancelledBeforeItsPeriodLeavesThePeriodWhole) {
    person_ = area_.add();
    cancel(emergency("100", "advance"));
    EXPECT_EQ(area_.propose("2026-11-02")[0]["total"], 40'000);
    EXPECT_EQ(balance(AccountName::undrawn), pounds(400));
    EXPECT_TRUE(area_.propose("2026-11-02").empty());
}

TEST_F(EmergencyMoney, ThePeriodThatIsProposedAgainDoesNotCountOnACancelledAdvance) {
    person_ = area_.add();
    const json advance = emergency("100", "advance");
    const json run = area_.propose("2026-11-02")[0];
    cancel(run);
    cancel(advance);
    const json again = area_.propose("2026-11-02");
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0]["payments"], 1);
    EXPECT_EQ(again[0]["total"], 40'000);
    EXPECT_EQ(balance(AccountName::undrawn), pounds(400));
    area_.approve(again[0]);
}

TEST_F(EmergencyMoney, AnAdditionThatCameBackIsOwedAlsoWhenItsSecondRunIsCancelled) {
    person_ = area_.add();
    const json addition = emergency("150", "addition");
    area_.approve(addition);
    reject(area_.payments().back().id);
    const json second = area_.propose("2026-11-01");
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0]["total"], 15'000);
    cancel(second[0]);
    EXPECT_EQ(balance(AccountName::undrawn), pounds(150));
    EXPECT_EQ(area_.propose("2026-11-01")[0]["total"], 15'000);
    EXPECT_EQ(balance(AccountName::undrawn), pounds(150));
}

TEST_F(EmergencyMoney, AnAdvanceThatCameBackIsOwedAlsoWhenItsSecondRunIsCancelled) {
    person_ = area_.add();
    const json advance = emergency("100", "advance");
    area_.approve(advance);
    area_.approve(area_.propose("2026-11-02")[0]);
    reject(1);
    const json second = area_.propose("2026-11-02")[0];
    EXPECT_EQ(second["total"], 10'000);
    cancel(second);
    EXPECT_EQ(area_.propose("2026-11-02")[0]["total"], 10'000);
    EXPECT_EQ(live_total(), pounds(400));
}

TEST_F(EmergencyMoney, ACancelledNotionalAdditionOwesTheProviderNothing) {
    PersonTerms terms;
    terms.line.option = terms.agreement.option = Option::notional;
    terms.agreement.payee = "provider:CARE";
    person_ = area_.add(terms);
    cancel(emergency("150", "addition"));
    EXPECT_EQ(balance(AccountName::payable_supplier, Option::notional), pounds(0));
    EXPECT_EQ(balance(AccountName::undrawn, Option::notional), pounds(0));
    EXPECT_EQ(area_.propose("2026-11-02")[0]["total"], 40'000);
}

TEST_F(EmergencyMoney, ACancelledNotionalAdvanceIsInvoicedWithItsPeriod) {
    PersonTerms terms;
    terms.line.option = terms.agreement.option = Option::notional;
    terms.agreement.payee = "provider:CARE";
    person_ = area_.add(terms);
    cancel(emergency("100", "advance"));
    const json run = area_.propose("2026-11-02")[0];
    EXPECT_EQ(run["total"], 40'000);
    EXPECT_EQ(balance(AccountName::payable_supplier, Option::notional), pounds(400));
    EXPECT_EQ(balance(AccountName::undrawn, Option::notional), pounds(0));
    area_.approve(run);
}

// An emergency straight to a worker: an account that the agreement never paid.
class EmergencyToWorker : public ::testing::Test {
  protected:
    EmergencyToWorker() {
        area_.write([&](ledger::Work& work) {
            document_ = ledger::insert_evidence(work,
                                                {.kind = "request",
                                                 .person = holder_.person,
                                                 .subject = "agreement:AP1",
                                                 .dated_on = on("2026-11-02"),
                                                 .media_type = "text/plain"},
                                                "please pay my assistant");
        });
    }

    ledger::Outcome<json> ask(std::int64_t evidence) {
        return area_.ask(emergency_payment,
                         {{"agreement", "AP1"},
                          {"amount", "100"},
                          {"reason", "wages-due"},
                          {"words", "the assistant has to be paid today"},
                          {"basis", "addition"},
                          {"payee_account", std::to_string(worker_.payee_account)},
                          {"evidence", std::to_string(evidence)}});
    }
    void send(const json& run) {
        area_.approve(run);
        (void)area_.answer(run_send, {{"run", run["run"]}});
        tests::finish_files(area_, outbox_.path());
    }
    [[nodiscard]] Money balance(AccountName name) {
        return area_
            .balance({.name = name,
                      .stream = Stream::nhs,
                      .option = Option::direct_payment,
                      .body = static_cast<std::int32_t>(area_.commissioner),
                      .budget = static_cast<std::int32_t>(holder_.budget)})
            .posted;
    }

    RunArea area_;
    TestPerson holder_ = area_.add();
    TestPerson worker_ = area_.add();
    std::int64_t document_ = 0;
    tests::TempFolder outbox_;
};

TEST_F(EmergencyToWorker, WhatArrivesIsSpentAndWhatComesBackIsSetAsideAgain) {
    send(ask(document_).value());
    const std::string ref = ledger::payment_ref(1);
    (void)tests::read_statement(area_, tests::bank_line("100.00", "DBIT", ref), "900.00");
    EXPECT_EQ(balance(AccountName::held), pounds(0));
    EXPECT_EQ(balance(AccountName::fund), pounds(0));
    EXPECT_EQ(balance(AccountName::undrawn), pounds(0));
    tests::expect_sound(area_);
    area_.write([&](ledger::Work& work) {
        PaymentsInHand payments(work, {1});
        payments.give_back(1, pounds(100), on("2026-11-21"));
        payments.close();
    });
    EXPECT_EQ(balance(AccountName::held), pounds(0));
    EXPECT_EQ(balance(AccountName::fund), pounds(0));
    EXPECT_EQ(balance(AccountName::undrawn), pounds(100));
}

TEST_F(EmergencyToWorker, TheDocumentIsAboutThePerson) {
    std::int64_t about_another = 0;
    area_.write([&](ledger::Work& work) {
        about_another = ledger::insert_evidence(work,
                                                {.kind = "request",
                                                 .person = worker_.person,
                                                 .subject = "agreement:AP2",
                                                 .dated_on = on("2026-11-02"),
                                                 .media_type = "text/plain"},
                                                "something else");
    });
    EXPECT_EQ(ask(about_another).refusal().code, "evidence-of-another-person");
    EXPECT_EQ(ask(99).refusal().code, "evidence-unknown");
    std::int64_t about_nobody = 0;
    area_.write([&](ledger::Work& work) {
        about_nobody = ledger::insert_evidence(
            work,
            {.kind = "request", .dated_on = on("2026-11-02"), .media_type = "text/plain"},
            "whatever");
    });
    EXPECT_EQ(ask(about_nobody).refusal().code, "evidence-about-nobody");
    EXPECT_TRUE(ask(document_).accepted());
}

TEST_F(EmergencyToWorker, APooledAccountIsNobodysOwn) {
    area_.write([&](ledger::Work& work) {
        const std::int64_t service =
            ledger::insert_organisation(work,
                                        {.ref = "POOL",
                                         .from_on = on("2026-01-01"),
                                         .kind = ledger::OrganisationKind::support_service,
                                         .name = "A support service",
                                         .client_bank_account = area_.bank_account});
        auto account = *ledger::payee_account_numbered(
            work.database(), worker_.payee_account, on("2026-11-02"));
        account.person = 0;
        account.organisation = service;
        ledger::insert_payee_account(work, account);
    });
    EXPECT_EQ(ask(document_).refusal().code, "payee-is-client-account");
}

TEST_F(EmergencyToWorker, TheItemLimitOfTheBankAccountHolds) {
    area_.write([&](ledger::Work& work) {
        auto account =
            *ledger::bank_account_numbered(work.database(), area_.bank_account, on("2026-11-02"));
        account.item_limit = Money::from_pence(9'999);
        ledger::insert_bank_account(work, account);
    });
    EXPECT_EQ(ask(document_).refusal().code, "above-item-limit");
}

}  // namespace
}  // namespace almoner::scheduler
