#include "ledger/posting/account.h"
#include "ledger/posting/identities.h"
#include "ledger/records/budget.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_show.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountKey;
using ledger::AccountName;
using ledger::Option;
using ledger::PaymentKind;
using ledger::PaymentState;
using ledger::Stream;
using nlohmann::json;
using tests::on;
using tests::PersonTerms;
using tests::pounds;
using tests::RunArea;
using tests::TestPerson;

AccountKey undrawn(const RunArea& area,
                   const TestPerson& person,
                   Option option = Option::direct_payment) {
    return {.name = AccountName::undrawn,
            .stream = Stream::nhs,
            .option = option,
            .body = static_cast<std::int32_t>(area.commissioner),
            .budget = static_cast<std::int32_t>(person.budget)};
}

AccountKey of_body(AccountName name, Stream stream, std::int64_t body) {
    return {.name = name, .stream = stream, .body = static_cast<std::int32_t>(body)};
}

// The finding that holds the only payment that these terms make due.
std::string held_because(const PersonTerms& terms) {
    RunArea area;
    area.add(terms);
    const json runs = area.propose("2026-11-02");
    if (runs.empty()) return "nothing proposed";
    const json shown = json::parse(
        run_show(area.area().database(), runs[0]["run"], on("2026-11-02")).value())["payments"][0];
    EXPECT_EQ(shown["state"] == "held", !shown["findings"].empty());
    return shown["findings"].empty() ? "free" : shown["findings"][0]["code"].get<std::string>();
}

// An area that was taken over may have been paid elsewhere: due on 2 November, five weeks ago.
TEST(RunPropose, AFirstRunThatIsLateIsRefusedUntilSomebodySaysThatItIsOwed) {
    RunArea area;
    area.add();
    const auto propose = [&](const std::string& day, bool catch_up) {
        std::map<std::string, std::string> fields{{"until", day}};
        if (catch_up) fields["catch_up"] = "yes";
        return area.refusal(run_propose, fields, {.day = day});
    };
    EXPECT_EQ(propose("2026-12-07", false), "books-not-opened");
    EXPECT_TRUE(area.payments().empty());
    EXPECT_EQ(propose("2026-12-07", true), "accepted");
    EXPECT_EQ(area.payments().size(), 2U);
    EXPECT_EQ(propose("2027-02-01", false), "accepted") << "it is no first run any more";
}

TEST(RunPropose, AFirstRunMayBeLateByLessThanFiveWeeks) {
    RunArea area;
    area.add();
    EXPECT_EQ(area.refusal(run_propose, {{"until", "2026-12-06"}}, {.day = "2026-12-06"}),
              "accepted");
}

TEST(RunPropose, WhatIsDueIsProposedOnceAndItsMoneySetAsideOnce) {
    RunArea area;
    const TestPerson person = area.add();
    const json runs = area.propose("2026-11-30");
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0]["payments"], 2);  // 2 and 30 November
    EXPECT_EQ(runs[0]["total"], 80'000);
    EXPECT_EQ(runs[0]["confirm"], "2:80000");
    EXPECT_EQ(area.balance(undrawn(area, person)).posted, pounds(800));
    EXPECT_TRUE(area.propose("2026-11-30").empty());
    EXPECT_EQ(area.count("payment"), 2);
    EXPECT_EQ(area.balance(undrawn(area, person)).posted, pounds(800));
}

TEST(RunPropose, ThreeMissedCyclesAreCaughtUpOnce) {
    RunArea area;
    area.add();
    EXPECT_EQ(area.propose("2026-11-02")[0]["payments"], 1);
    const json caught_up = area.propose("2027-01-25", "2027-01-20");
    EXPECT_EQ(caught_up[0]["payments"], 3);  // 30 November, 28 December, 25 January
    EXPECT_TRUE(area.propose("2027-01-25", "2027-01-20").empty());
    const auto payments = area.payments();
    ASSERT_EQ(payments.size(), 4U);
    // Wednesday 20 January, before the cut-off: in the account on Friday at the earliest.
    EXPECT_EQ(payments[1].nominal_on, on("2026-11-30"));
    EXPECT_EQ(payments[1].entry_on, on("2027-01-22"));
    EXPECT_EQ(payments[3].entry_on, on("2027-01-25"));
}

TEST(RunPropose, APayDayThatIsNotWorkedMovesToTheWorkingDayBefore) {
    RunArea area;
    PersonTerms terms;
    terms.agreement.anchor_on = on("2026-12-25");  // Christmas Day, a Friday
    terms.agreement.start_on = on("2026-12-25");
    area.add(terms);
    (void)area.propose("2026-12-25", "2026-12-01");
    EXPECT_EQ(area.payments().at(0).entry_on, on("2026-12-24"));
}

TEST(RunPropose, WhatHoldsAPaymentIsNamed) {
    EXPECT_EQ(held_because({}), "free");
    PersonTerms terms;
    terms.has_account = false;
    EXPECT_EQ(held_because(terms), "no-approved-account");
    terms = {};
    terms.account = ledger::PayeeStatus::blocked;
    EXPECT_EQ(held_because(terms), "account-blocked");
    terms = {};
    terms.agreement.status = ledger::AgreementStatus::draft;
    EXPECT_EQ(held_because(terms), "agreement-not-active");
    terms = {};
    terms.agreement.signed_on.reset();
    EXPECT_EQ(held_because(terms), "agreement-not-active");
    terms = {};
    terms.agreement.status = ledger::AgreementStatus::held;
    EXPECT_EQ(held_because(terms), "agreement-held");
    terms = {};
    terms.died_on = on("2026-10-31");
    EXPECT_EQ(held_because(terms), "person-died");
    terms = {};
    terms.budget_ends_on = on("2026-11-01");
    EXPECT_EQ(held_because(terms), "budget-ended");
    terms = {};
    terms.line.end_on = on("2026-11-01");
    terms.line.start_on = on("2026-10-01");
    EXPECT_EQ(held_because(terms), "nothing-to-pay");
    terms = {};
    terms.agreement.payee = "representative";
    EXPECT_EQ(held_because(terms), "representative-ended");
}

TEST(RunPropose, TheItemLimitIsReachedButNotPassed) {
    PersonTerms terms;
    terms.line.frequency = ledger::PlanFrequency::four_weekly;
    terms.line.amount = ledger::Money::from_pence(499'999);
    EXPECT_EQ(held_because(terms), "free");
    terms.line.amount = pounds(5'000);
    EXPECT_EQ(held_because(terms), "free");
    terms.line.amount = ledger::Money::from_pence(500'001);
    EXPECT_EQ(held_because(terms), "above-item-limit");
}

TEST(RunPropose, ARepresentativeWhoIsInPlaceIsPaid) {
    RunArea area;
    PersonTerms terms;
    terms.agreement.payee = "representative";
    const TestPerson person = area.add(terms);
    area.write([&](ledger::Work& work) {
        ledger::insert_representative(work,
                                      {.from_on = on("2026-01-01"),
                                       .person = person.person,
                                       .start_on = on("2026-01-01"),
                                       .end_on = on("2026-11-20")});
    });
    EXPECT_EQ(area.propose("2026-11-02")[0]["held"], 0);
    EXPECT_EQ(area.propose("2026-11-30")[0]["held"], 1);
}

TEST(RunPropose, AHeldPaymentIsTakenUpOnceWhenItIsMended) {
    RunArea area;
    PersonTerms terms;
    terms.account = ledger::PayeeStatus::blocked;
    const TestPerson person = area.add(terms);
    EXPECT_EQ(area.propose("2026-11-02")[0]["held"], 1);
    EXPECT_EQ(area.balance(undrawn(area, person)).posted, pounds(400));
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    area.write([&](ledger::Work& work) {
        auto account = *ledger::payee_account_numbered(
            work.database(), person.payee_account, on("2026-11-02"));
        account.status = ledger::PayeeStatus::confirmed;
        account.from_on = on("2026-11-02");
        ledger::insert_payee_account(work, account);
    });
    EXPECT_EQ(area.propose("2026-11-02")[0]["payments"], 1);
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    const auto payments = area.payments();
    ASSERT_EQ(payments.size(), 2U);
    EXPECT_EQ(payments[0].state, PaymentState::cancelled);
    EXPECT_EQ(payments[1].attempt, 2);
    EXPECT_EQ(payments[1].reissues, payments[0].id);
    EXPECT_EQ(area.balance(undrawn(area, person)).posted, pounds(400));
}

// A warning, never a refusal of its own; whoever approves the run has to see it.
TEST(RunPropose, AnAccountThatFailsItsCheckIsPaidAndShown) {
    RunArea area;
    const TestPerson person = area.add();
    area.write([&](ledger::Work& work) {
        auto account = *ledger::payee_account_numbered(
            work.database(), person.payee_account, on("2026-11-02"));
        account.check_result = ledger::CheckResult::invalid;
        ledger::insert_payee_account(work, account);
    });
    const json run = area.propose("2026-11-02")[0]["run"];
    const json shown =
        json::parse(run_show(area.area().database(), run, on("2026-11-02")).value())["payments"][0];
    EXPECT_EQ(shown["state"], "proposed");
    ASSERT_EQ(shown["findings"].size(), 1U) << shown.dump(1);
    EXPECT_EQ(shown["findings"][0]["code"], "account-check-failed");
    EXPECT_EQ(shown["findings"][0]["outcome"], "shown");
}

TEST(RunPropose, MoneyThatIsNotDueIsNotSetAside) {
    RunArea area;
    PersonTerms terms;
    terms.agreement.status = ledger::AgreementStatus::held;
    const TestPerson person = area.add(terms);
    EXPECT_EQ(area.propose("2026-11-02")[0]["held"], 1);
    EXPECT_EQ(area.balance(undrawn(area, person)).posted, pounds(0));
    area.write([&](ledger::Work& work) {
        auto agreement =
            *ledger::agreement_numbered(work.database(), person.agreement, on("2026-11-02"));
        agreement.status = ledger::AgreementStatus::active;
        ledger::insert_agreement(work, agreement);
    });
    EXPECT_EQ(area.propose("2026-11-02")[0]["payments"], 1);
    EXPECT_EQ(area.balance(undrawn(area, person)).posted, pounds(400));
    EXPECT_EQ(area.payments().at(1).attempt, 2);
}

TEST(RunPropose, ANetContributionIsTakenOffAndDueFromThePerson) {
    RunArea area;
    PersonTerms terms;
    terms.line.stream = Stream::social_care;
    terms.line.body = area.partner;
    terms.agreement.contribution = pounds(80);
    terms.agreement.contribution_basis = ledger::ContributionBasis::net;
    const TestPerson person = area.add(terms);
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 32'000);
    const auto payment = area.payments().at(0);
    EXPECT_EQ(payment.gross, pounds(400));
    EXPECT_EQ(payment.contribution, pounds(80));
    EXPECT_EQ(area.balance({.name = AccountName::receivable_contribution,
                            .stream = Stream::person,
                            .option = Option::direct_payment,
                            .body = static_cast<std::int32_t>(area.partner),
                            .budget = static_cast<std::int32_t>(person.budget)})
                  .posted,
              pounds(80));
    // Set aside is what the council pays, from the partner's allocation.
    EXPECT_EQ(
        area.balance(of_body(AccountName::allocation, Stream::social_care, area.partner)).posted,
        pounds(-320));
}

TEST(RunPropose, AGrossContributionIsInvoicedAndThePaymentIsWhole) {
    RunArea area;
    PersonTerms terms;
    terms.line.stream = Stream::social_care;
    terms.line.body = area.partner;
    terms.agreement.contribution = pounds(80);
    terms.agreement.contribution_basis = ledger::ContributionBasis::gross;
    area.add(terms);
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 40'000);
    EXPECT_EQ(area.balance(of_body(AccountName::receivable_contribution_gross,
                                   Stream::social_care,
                                   area.partner))
                  .posted,
              pounds(80));
}

TEST(RunPropose, AContributionThatTakesEverythingLeavesNothingToPay) {
    PersonTerms terms;
    terms.line.stream = Stream::social_care;
    terms.agreement.contribution = pounds(500);
    terms.agreement.contribution_basis = ledger::ContributionBasis::net;
    EXPECT_EQ(held_because(terms), "nothing-to-pay");
}

TEST(RunPropose, NotionalMoneyIsSetAsideWithoutAPaymentUnlessAProviderIsPaid) {
    RunArea area;
    PersonTerms terms;
    terms.line.option = terms.agreement.option = Option::notional;
    terms.has_account = false;
    const TestPerson kept = area.add(terms);
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    EXPECT_EQ(area.count("period_kept"), 1);
    EXPECT_EQ(area.balance(undrawn(area, kept, Option::notional)).posted, pounds(400));

    terms.has_account = true;
    terms.agreement.payee = "provider:CARE";
    const TestPerson paid = area.add(terms);
    EXPECT_EQ(area.propose("2026-11-02")[0]["payments"], 1);
    EXPECT_EQ(area.balance(undrawn(area, paid, Option::notional)).posted, pounds(0));
    AccountKey supplier = undrawn(area, paid, Option::notional);
    supplier.name = AccountName::payable_supplier;
    EXPECT_EQ(area.balance(supplier).posted, pounds(400));
}

TEST(RunPropose, OneRunForEachPayingBankAccountAndOnlyWhatIsAskedFor) {
    RunArea area;
    std::int64_t other = 0;
    area.write([&](ledger::Work& work) {
        auto account =
            *ledger::bank_account_numbered(work.database(), area.bank_account, on("2026-11-02"));
        account.number = 0;
        account.ref = "SECOND";
        other = ledger::insert_bank_account(work, account);
    });
    area.add();
    PersonTerms terms;
    terms.agreement.paid_from = other;
    terms.line.stream = Stream::education;
    area.add(terms);
    EXPECT_EQ(area.refusal(run_propose, {{"until", "2026-11-02"}, {"bank_account", "NONE"}}),
              "unknown-bank-account");
    EXPECT_EQ(area.refusal(run_propose, {{"until", "2026-11-02"}, {"stream", "water"}}),
              "unknown-stream");
    const json education =
        area.answer(run_propose, {{"until", "2026-11-02"}, {"stream", "education"}});
    ASSERT_EQ(education["runs"].size(), 1U);
    EXPECT_EQ(education["runs"][0]["payments"], 1);
    EXPECT_EQ(area.propose("2026-11-30").size(), 2U);
}

TEST(RunPropose, WithoutAListOfBankHolidaysNothingIsProposed) {
    tests::TestArea bare;
    const auto result = bare.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
        const std::map<std::string, std::string> fields{{"until", "2026-11-30"}};
        const Surroundings around;
        Asked asked{work, Fields(fields), tests::anna, around};
        return run_propose(asked);
    });
    EXPECT_EQ(result.outcome.refusal().code, "bank-holidays-missing");
    RunArea area;
    EXPECT_EQ(area.refusal(run_propose, {{"until", "2199-01-01"}}), "bank-holidays-unknown");
}

// In its file: what changes from now on is a case of its own.
void propose_and_send(RunArea& area, const std::string& until) {
    for (const json& run : area.propose(until)) {
        area.approve(run);
        (void)area.answer(run_send, {{"run", run["run"]}});
    }
}

TEST(RunPropose, ABackDatedRiseIsPaidAsArrearsOnce) {
    RunArea area;
    const TestPerson person = area.add();
    propose_and_send(area, "2026-11-30");
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-30"));
        line.amount = pounds(110);
        line.from_on = on("2026-11-16");
        ledger::insert_plan_line(work, line);
    });
    const json runs = area.propose("2026-12-28", "2026-12-07");
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0]["payments"], 3);
    const auto payments = area.payments();
    ASSERT_EQ(payments.size(), 5U);
    std::map<std::string, std::int64_t> arrears;
    for (const auto& payment : payments) {
        if (payment.kind == PaymentKind::arrears) {
            arrears[payment.period.first.iso()] = payment.net.pence();
        }
    }
    // Two weeks of the first period and four of the second at £10 more.
    EXPECT_EQ(arrears,
              (std::map<std::string, std::int64_t>{{"2026-11-02", 2'000}, {"2026-11-30", 4'000}}));
    EXPECT_TRUE(area.propose("2026-12-28", "2026-12-07").empty());
    EXPECT_EQ(area.balance(undrawn(area, person)).posted, pounds(400 + 400 + 20 + 40 + 440));
}

TEST(RunPropose, MoneyPaidTooMuchIsATaskForAPersonAndNeverNettedOff) {
    RunArea area;
    const TestPerson person = area.add();
    propose_and_send(area, "2026-11-02");
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-30"));
        line.amount = pounds(90);
        line.from_on = on("2026-11-16");
        ledger::insert_plan_line(work, line);
    });
    EXPECT_EQ(area.propose("2026-11-30")[0]["total"], 36'000);
    EXPECT_EQ(area.count("task"), 1);
    EXPECT_TRUE(area.propose("2026-11-30").empty());
    EXPECT_EQ(area.count("task"), 1);
}

TEST(RunPropose, ABackDatedEndLeavesATaskForWhatWasPaidAfterIt) {
    RunArea area;
    const TestPerson person = area.add();
    propose_and_send(area, "2026-11-30");
    area.write([&](ledger::Work& work) {
        auto agreement =
            *ledger::agreement_numbered(work.database(), person.agreement, on("2026-11-30"));
        agreement.end_on = on("2026-11-29");
        ledger::insert_agreement(work, agreement);
    });
    EXPECT_TRUE(area.propose("2026-11-30").empty());
    EXPECT_EQ(area.count("task"), 1);
}

TEST(RunPropose, PeopleTakenOverArePaidFromTheDayAfter) {
    RunArea area;
    area.add();
    area.write([&](ledger::Work& work) {
        work.records().insert(ledger::opening_balance_table,
                              "held||BP1|direct-payment|ICB|nhs|",
                              pounds(100),
                              on("2026-11-15"));
    });
    EXPECT_EQ(area.propose("2026-11-30")[0]["payments"], 1);
    EXPECT_EQ(area.payments().at(0).nominal_on, on("2026-11-30"));
}

TEST(RunPropose, TheSamePlanLinesAreNotPaidByTwoAgreements) {
    RunArea area;
    const TestPerson person = area.add();
    area.write([&](ledger::Work& work) {
        auto agreement =
            *ledger::agreement_numbered(work.database(), person.agreement, on("2026-11-30"));
        agreement.number = 0;
        agreement.ref = "AGAIN";
        ledger::insert_agreement(work, agreement);
    });
    const json runs = area.propose("2026-11-02");
    EXPECT_EQ(runs[0]["payments"], 1);
    EXPECT_EQ(runs[0]["held"], 1);
    EXPECT_EQ(area.balance(undrawn(area, person)).posted, pounds(400));
}

}  // namespace
}  // namespace almoner::scheduler
