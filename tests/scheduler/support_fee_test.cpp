// The support service's fee: what the agreement says, charged once for each period and paid out of
// the person's balance, or owed by the body (ledger.md, Postings; rules.md, TPB-02 and MAN-01).
#include "ledger/posting/payroll.h"
#include "ledger/records/agreement_fee.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/fee.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/payroll/fees_due.h"
#include "tests/scheduler/managed_paying.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaymentState;
using ledger::Period;
using nlohmann::json;
using tests::FieldMap;
using tests::on;

// £25.00 a month out of a plan line of £25.00 a month.
class SupportFee : public tests::ManagedPaying {
  protected:
    SupportFee() {
        ledger::Database& database = area.area().database();
        const auto day = on("2026-05-01");
        agreement_ref = ledger::agreement_numbered(database, holder.agreement, day)->ref;
        wage_line = ledger::plan_line_numbered(database, holder.line, day)->ref;
        area.write([&](ledger::Work& work) {
            ledger::PlanLine line = *ledger::plan_line_numbered(work.database(), holder.line, day);
            line.number = 0;
            line.ref = "LFEE";
            line.amount = Money::from_pence(25'00);
            line.frequency = ledger::PlanFrequency::monthly;
            fee_line = ledger::insert_plan_line(work, line);
            add_payee(work, "CARE");
        });
        const std::string person = ledger::person_numbered(database, holder.person, day)->ref;
        const auto stored = area.answer(evidence_add,
                                        {{"file:document", "the agreement, with its fee"},
                                         {"kind", "letter"},
                                         {"subject", "person:" + person},
                                         {"dated_on", "2026-04-01"},
                                         {"media_type", "text/plain"},
                                         {"person", person}},
                                        may_1);
        paper = stored.at("evidence").dump();
    }
    FieldMap terms(const FieldMap& more = {}) const {
        FieldMap fields{{"agreement", agreement_ref},
                        {"service", "CARE"},
                        {"amount", "25.00"},
                        {"frequency", "monthly"},
                        {"paid_by", "budget"},
                        {"plan_line", "LFEE"},
                        {"from_on", "2026-04-01"},
                        {"evidence", paper}};
        for (const auto& [name, value] : more) fields[name] = value;
        return fields;
    }
    std::string set_refused(const FieldMap& more) {
        return area.refusal(fee_set, terms(more), may_1);
    }
    void agree(const FieldMap& more = {}) { confirm(area.answer(fee_set, terms(more), may_1)); }
    json propose_charge(const std::string& until) {
        return area.answer(fee_charge, {{"service", "CARE"}, {"until", until}}, {.day = until});
    }
    json confirm_on(const json& proposal, const std::string& day) {
        return area.answer(
            proposal_confirm,
            {{"proposal", proposal.at("proposal").dump()}, {"confirm", proposal.at("confirm")}},
            {.actor = tests::ben, .day = day});
    }
    void charge(const std::string& until) { (void)confirm_on(propose_charge(until), until); }
    json pay_fees(const std::string& day) {
        return area.answer(fee_pay, {{"service", "CARE"}}, {.day = day});
    }

    const tests::AskedOn may_1{.day = "2026-05-01"};
    std::string agreement_ref;
    std::string wage_line;
    std::string paper;
    std::int64_t fee_line = 0;
};

TEST_F(SupportFee, IsAsTheAgreementSaysWithAPaperAndASecondPerson) {
    EXPECT_EQ(set_refused({{"agreement", "A-9"}}), "agreement-unknown");
    EXPECT_EQ(set_refused({{"service", "NOBODY"}}), "service-unknown");
    EXPECT_EQ(set_refused({{"frequency", "weekly"}}), "not-in-the-list");
    EXPECT_EQ(set_refused({{"paid_by", "person"}}), "not-in-the-list");
    EXPECT_EQ(set_refused({{"plan_line", "L-9"}}), "plan-line-unknown");
    EXPECT_EQ(set_refused({{"evidence", "99"}}), "evidence-unknown");
    const json proposed = area.answer(fee_set, terms(), may_1);
    EXPECT_EQ(proposed.at("confirm"), "1:30000");  // 12 times £25.00
    EXPECT_EQ(area.refusal(proposal_confirm,
                           {{"proposal", proposed.at("proposal").dump()}, {"confirm", "1:30000"}},
                           may_1),
              "needs-checker");
    EXPECT_EQ(area.refusal(fee_charge, {{"service", "CARE"}, {"until", "2026-05-01"}}, may_1),
              "nothing-to-charge");
    confirm(proposed);
    charge("2026-05-01");
    EXPECT_EQ(set_refused({{"from_on", "2026-04-30"}}), "fee-known");
    EXPECT_EQ(ledger::every_agreement_fee(area.area().database()).size(), 1U);
}

// A slip of the pen: 2062. Nothing was charged by them, so other terms take their place: of an
// earlier day, of the same one, and no later ones do.
TEST_F(SupportFee, IsSetAgainWhereNothingWasChargedByItsTerms) {
    agree({{"from_on", "2062-05-01"}});
    const json again = area.answer(fee_set, terms({{"from_on", "2026-05-01"}}), may_1);
    const auto proposal =
        ledger::proposal_by_id(area.area().database(), again.at("proposal").get<std::int64_t>());
    EXPECT_EQ(fee_changes(*proposal).back().dump(),
              R"({"what":"terms replaced","before":"1 May 2062","after":""})");
    confirm(again);
    agree({{"from_on", "2026-05-01"}, {"amount", "20.00"}});
    agree({{"from_on", "2026-06-01"}, {"amount", "22.00"}});
    const auto now = ledger::every_agreement_fee(area.area().database());
    ASSERT_EQ(now.size(), 2U);
    EXPECT_EQ(now[0].from_on, on("2026-05-01"));
    EXPECT_EQ(now[0].amount, Money::from_pence(20'00));
    EXPECT_EQ(now[1].from_on, on("2026-06-01"));
    EXPECT_EQ(propose_charge("2026-06-30").at("confirm"), "2:4200");
}

// TPB-02: the fee has a line of its own, and never takes of what the care is planned to cost.
TEST_F(SupportFee, NeverCutsTheCare) {
    EXPECT_EQ(set_refused({{"amount", "25.01"}}), "care-below-cost");
    EXPECT_EQ(set_refused({{"plan_line", wage_line}}), "fee-not-shown");
    EXPECT_EQ(set_refused({{"amount", "25.00"}}), "accepted");
}

// Two agreements are paid out of one line of £300.00 a year; the first is £15.00 a month until
// June.
TEST_F(SupportFee, OfTwoAgreementsIsAddedUpOnOneLine) {
    area.write([&](ledger::Work& work) {
        auto second =
            *ledger::agreement_numbered(work.database(), holder.agreement, on("2026-05-01"));
        second.number = 0;
        second.ref = "ASECOND";
        ledger::insert_agreement(work, second);
    });
    const auto second_is = [&](const std::string& amount) {
        return set_refused({{"agreement", "ASECOND"}, {"amount", amount}});
    };
    agree({{"amount", "15.00"}});
    EXPECT_EQ(second_is("10.01"), "care-below-cost");
    agree({{"amount", "16.00"}, {"from_on", "2026-06-01"}});
    EXPECT_EQ(second_is("9.01"), "care-below-cost");
    EXPECT_EQ(second_is("9.00"), "accepted");
}

TEST_F(SupportFee, IsWhatItsLineGoesOnToPay) {
    agree();
    const auto line_of = [&](const std::string& amount) {
        return area.refusal(plan_change, {{"plan_line", "LFEE"}, {"amount", amount}}, may_1);
    };
    EXPECT_EQ(line_of("24.99"), "care-below-cost");
    EXPECT_EQ(line_of("30.00"), "accepted");
}

// Where the body pays it on top, no line of the budget has to be there for it.
TEST_F(SupportFee, MayBePaidByTheBodyOnTop) {
    EXPECT_EQ(set_refused({{"amount", "40.00"}, {"paid_by", "body"}}), "accepted");
}

TEST(FeePeriods, AreCountedFromTheFirstDayOfTheTerms) {
    ledger::AgreementFee fee{
        .from_on = on("2026-01-31"), .amount = Money::from_pence(25'00), .frequency = "monthly"};
    const std::vector<Period> months{{on("2026-01-31"), on("2026-02-27")},
                                     {on("2026-02-28"), on("2026-03-30")},
                                     {on("2026-03-31"), on("2026-04-29")}};
    EXPECT_EQ(fee_periods(fee, on("2026-04-29")), months);
    EXPECT_EQ(fee_periods(fee, on("2026-04-28")).size(), 2U);
    fee.frequency = "four-weekly";
    const std::vector<Period> weeks{{on("2026-01-31"), on("2026-02-27")},
                                    {on("2026-02-28"), on("2026-03-27")}};
    EXPECT_EQ(fee_periods(fee, on("2026-04-23")), weeks);
    fee.amount = Money{};
    EXPECT_TRUE(fee_periods(fee, on("2026-04-23")).empty());
}

// £2,000.00 in the fund; April and May are two fees of £25.00.
TEST_F(SupportFee, IsChargedOnceForEachPeriodThatIsOver) {
    agree();
    EXPECT_EQ(area.refusal(fee_charge, {{"service", "CARE"}, {"until", "2026-06-01"}}, may_1),
              "until-ahead");
    EXPECT_EQ(
        area.refusal(
            fee_charge, {{"service", "CARE"}, {"until", "2026-04-29"}}, {.day = "2026-05-31"}),
        "nothing-to-charge");
    const json proposed = propose_charge("2026-05-30");
    EXPECT_EQ(proposed.at("confirm"), "1:2500");
    EXPECT_TRUE(proposed.at("held").empty());
    EXPECT_EQ(at(AccountName::payable_fee), 0);  // nothing moves before it is confirmed
    (void)confirm_on(proposed, "2026-05-30");
    EXPECT_EQ(at(AccountName::payable_fee), 25'00);
    EXPECT_EQ(at(AccountName::fund), 1'975'00);
    EXPECT_EQ(
        area.refusal(
            fee_charge, {{"service", "CARE"}, {"until", "2026-05-30"}}, {.day = "2026-05-31"}),
        "nothing-to-charge");
    charge("2026-05-31");
    EXPECT_EQ(at(AccountName::payable_fee), 50'00);
    const auto charges = ledger::every_fee_charge(area.area().database());
    ASSERT_EQ(charges.size(), 2U);
    EXPECT_EQ(charges[1].days, (Period{on("2026-05-01"), on("2026-05-31")}));
    expect_clean();
}

TEST_F(SupportFee, IsConfirmedAsItWasSeen) {
    agree();
    const json proposed = propose_charge("2026-05-31");
    EXPECT_EQ(proposed.at("confirm"), "2:5000");
    area.write([&](ledger::Work& work) {
        auto ended =
            *ledger::agreement_numbered(work.database(), holder.agreement, on("2026-05-01"));
        ended.end_on = on("2026-05-15");
        ended.from_on = on("2026-05-02");
        ledger::insert_agreement(work, ended);
    });
    EXPECT_EQ(area.refusal(proposal_confirm,
                           {{"proposal", proposed.at("proposal").dump()}, {"confirm", "2:5000"}},
                           {.actor = tests::ben, .day = "2026-05-31"}),
              "draft-out-of-date");
    (void)area.answer(proposal_refuse,
                      {{"proposal", proposed.at("proposal").dump()}},
                      {.actor = tests::ben, .day = "2026-05-31"});
    EXPECT_EQ(propose_charge("2026-05-31").at("confirm"), "1:2500");  // May was cut short
}

// New terms from 1 May: £20.00 every four weeks, the first up to 28 May.
TEST_F(SupportFee, GoesByTheTermsOfItsDays) {
    agree();
    agree({{"from_on", "2026-05-01"}, {"amount", "20.00"}, {"frequency", "four-weekly"}});
    const json proposed = propose_charge("2026-05-28");
    EXPECT_EQ(proposed.at("confirm"), "2:4500");
    (void)confirm_on(proposed, "2026-05-28");
    EXPECT_EQ(set_refused({{"from_on", "2026-04-15"}}), "fee-known");
}

// £2,000.00 hold 80 fees of £25.00: wages took all but £10.00.
TEST_F(SupportFee, WaitsForAFundThatDoesNotHoldIt) {
    agree();
    area.write([&](ledger::Work& work) {
        work.post(post(ledger::PayrollPosted{holding(),
                                             {{AccountName::payable_net_pay, {share(1'990'00)}}}}),
                  {.effective = on("2026-04-28")});
    });
    const auto refusal =
        area.ask(fee_charge, {{"service", "CARE"}, {"until", "2026-05-30"}}, {.day = "2026-05-31"});
    ASSERT_FALSE(refusal.accepted());
    EXPECT_EQ(refusal.refusal().code, "nothing-to-charge");
    EXPECT_EQ(refusal.refusal().words,
              "No fee can be charged: agreements wait, or funds don't hold it.");
}

// The line of the fee ends on 15 May: April is charged, May is named.
TEST_F(SupportFee, WaitsForALineOfAllItsDays) {
    agree();
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), fee_line, on("2026-05-01"));
        line.end_on = on("2026-05-15");
        line.from_on = on("2026-05-02");
        ledger::insert_plan_line(work, line);
    });
    const json proposed = propose_charge("2026-05-31");
    EXPECT_EQ(proposed.at("confirm"), "1:2500");
    ASSERT_EQ(proposed.at("held").size(), 1U);
    EXPECT_EQ(proposed.at("held")[0].at("code"), "plan-line-ended");
    EXPECT_EQ(proposed.at("held")[0].at("first"), "2026-05-01");
}

// What the body pays on top takes of no line, and goes on when the line that names its money ends.
TEST_F(SupportFee, OfTheBodyNeedsNoLineThatLasts) {
    agree({{"amount", "40.00"}, {"paid_by", "body"}});
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), fee_line, on("2026-05-01"));
        line.end_on = on("2026-05-15");
        line.from_on = on("2026-05-02");
        ledger::insert_plan_line(work, line);
    });
    const json proposed = propose_charge("2026-06-30");
    EXPECT_EQ(proposed.at("confirm"), "3:12000");
    EXPECT_TRUE(proposed.at("held").empty());
    (void)confirm_on(proposed, "2026-06-30");
    EXPECT_EQ(pay_fees("2026-06-30").at("runs")[0].at("confirm"), "3:12000");
}

// Another service keeps the account from 2 May on: May is not this one's to charge.
TEST_F(SupportFee, IsOfTheServiceThatKeepsTheAccount) {
    agree();
    area.write([&](ledger::Work& work) {
        auto moved =
            *ledger::agreement_numbered(work.database(), holder.agreement, on("2026-05-01"));
        moved.payee = "support-service:OTHER";
        moved.from_on = on("2026-05-02");
        ledger::insert_agreement(work, moved);
    });
    const json proposed = propose_charge("2026-05-31");
    EXPECT_EQ(proposed.at("confirm"), "1:2500");
    EXPECT_TRUE(proposed.at("held").empty());
}

// Out of the client account to the account of the service's office, and back in the books where the
// bank gives it back.
TEST_F(SupportFee, IsPaidOutOfThePersonsBalance) {
    agree();
    charge("2026-05-31");
    const json paid = pay_fees("2026-05-31");
    ASSERT_EQ(paid.at("runs").size(), 1U);
    EXPECT_EQ(paid.at("runs")[0].at("confirm"), "2:5000");
    EXPECT_EQ(paid.at("runs")[0].at("client_account"), "CARE-CLIENTS");
    EXPECT_EQ(area.refusal(fee_pay, {{"service", "CARE"}}, {.day = "2026-05-31"}),
              "nothing-to-pay-out");
    send(paid, "2026-06-01");
    EXPECT_EQ(at(AccountName::payable_fee), 50'00);  // sent is not paid
    EXPECT_EQ(bank("25.00", "DBIT", ledger::payment_ref(1), "2026-06-03").at("settled"), 1);
    EXPECT_EQ(at(AccountName::payable_fee), 25'00);
    EXPECT_EQ(held(), 1'975'00);
    EXPECT_EQ(state(1), PaymentState::settled);
    const auto shown = run_show(
        area.area().database(), paid.at("runs")[0].at("run").get<std::string>(), on("2026-06-03"));
    EXPECT_EQ(json::parse(shown.value()).at("payments")[0].at("agreement"), "fee 1");
    EXPECT_EQ(bank("25.00", "CRDT", ledger::payment_ref(1), "2026-06-05").at("returned"), 1);
    EXPECT_EQ(at(AccountName::payable_fee), 50'00);
    EXPECT_EQ(held(), 2'000'00);
    EXPECT_EQ(area.refusal(fee_pay, {{"service", "CARE"}}, {.day = "2026-06-05"}),
              "payee-not-confirmed");  // the bank sent it back
    expect_clean();
}

TEST_F(SupportFee, IsNeverPaidIntoTheClientAccount) {
    agree();
    charge("2026-05-31");
    area.write([&](ledger::Work& work) {
        const auto care = ledger::organisation_by_ref(
            work.database(), ledger::OrganisationKind::provider, "CARE", on("2026-05-01"));
        const auto clients =
            *ledger::bank_account_numbered(work.database(), client, on("2026-05-01"));
        ledger::insert_payee_account(
            work,
            {.from_on = on("2020-01-01"),
             .organisation = care->number,
             .bank_private = ledger::insert_bank_private(
                 work, 0, {"CARE", clients.sort_code, clients.account_number}),
             .proposed_by = 1,
             .confirmed_by = 2});
    });
    const auto accounts = ledger::payee_accounts_of_organisation(
        area.area().database(),
        ledger::organisation_by_ref(
            area.area().database(), ledger::OrganisationKind::provider, "CARE", on("2026-05-01"))
            ->number,
        on("2026-05-31"));
    ASSERT_EQ(accounts.size(), 2U);
    const tests::AskedOn may_31{.day = "2026-05-31"};
    EXPECT_EQ(area.refusal(fee_pay, {{"service", "CARE"}}, may_31), "payee-account-which");
    EXPECT_EQ(area.refusal(
                  fee_pay,
                  {{"service", "CARE"}, {"payee_account", std::to_string(accounts.back().number)}},
                  may_31),
              "fee-into-client-account");
    EXPECT_EQ(
        area.refusal(fee_pay,
                     {{"service", "CARE"}, {"payee_account", std::to_string(holder.payee_account)}},
                     may_31),
        "payee-is-another");
    EXPECT_EQ(area.refusal(
                  fee_pay,
                  {{"service", "CARE"}, {"payee_account", std::to_string(accounts.front().number)}},
                  may_31),
              "accepted");
}

// £40.00 a month on top: the commissioner owes them, and its own bank account pays.
TEST_F(SupportFee, IsOwedAndPaidByTheBodyWhereTheAgreementSaysSo) {
    agree({{"amount", "40.00"}, {"paid_by", "body"}});
    charge("2026-04-30");
    const auto body = [&](AccountName name) {
        return area.balance(ledger::of_body(name, share(0))).posted.pence();
    };
    EXPECT_EQ(at(AccountName::fund), 2'000'00);
    EXPECT_EQ(body(AccountName::payable_body), 40'00);
    EXPECT_EQ(body(AccountName::allocation), -40'00);
    const json paid = pay_fees("2026-04-30");
    ASSERT_EQ(paid.at("runs").size(), 1U);
    EXPECT_EQ(paid.at("runs")[0].at("confirm"), "1:4000");
    EXPECT_NE(paid.at("runs")[0].at("client_account"), "CARE-CLIENTS");
    EXPECT_EQ(area.refusal(fee_pay, {{"service", "CARE"}}, {.day = "2026-04-30"}),
              "nothing-to-pay-out");
    send(paid, "2026-04-30");
    EXPECT_EQ(body(AccountName::payable_body), 40'00);
    const json read = tests::read_statement(
        area, tests::bank_line("40.00", "DBIT", ledger::payment_ref(1)), "960.00");
    EXPECT_EQ(read.at("settled"), 1);
    EXPECT_EQ(body(AccountName::payable_body), 0);
    EXPECT_EQ(state(1), PaymentState::settled);
    expect_clean();
}

}  // namespace
}  // namespace almoner::scheduler
