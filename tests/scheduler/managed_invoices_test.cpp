// To whom an invoice of a managed account is paid, how much of it is left, and out of whose money.
#include "ledger/posting/takeover.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/period_offset.h"
#include "ledger/records/record_table.h"
#include "rules/engine/evaluate.h"
#include "scheduler/commands/fact_record.h"
#include "scheduler/facts/supplier_facts.h"
#include "scheduler/spending/post_spend.h"
#include "tests/scheduler/paying_suppliers.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaymentKind;
using ledger::PaymentState;
using ledger::Shares;
using ledger::Stream;
using nlohmann::json;
using tests::on;

class AnInvoice : public tests::PayingSuppliers {
  protected:
    void change_payee(const std::function<void(ledger::PayeeAccount&)>& change,
                      const std::string& day) {
        area.write([&](ledger::Work& work) {
            auto payee = *ledger::payee_account_numbered(work.database(), agency, on(day));
            change(payee);
            payee.from_on = on(day);
            ledger::insert_payee_account(work, payee);
        });
    }
    void told_of_budget(const std::string& name, const std::string& value) {
        told(ledger::CaseKind::budget, holder.budget, name, value);
    }
    ledger::PlanLine line_paid_from() {
        return *ledger::plan_line_numbered(area.area().database(), holder.line, on("2026-05-01"));
    }
    // What the rules find of £64.00, where so much is left of its line.
    rules::Evaluation found_of(const ledger::PlanLine& line, Money left) {
        const rules::Facts facts = facts_of_invoice(area.area().database(),
                                                    {.amount = tests::pounds(64), .instruction = 1},
                                                    line,
                                                    left,
                                                    on("2026-05-01"));
        return rules::evaluate(
            rules::Event::pay_supplier, facts, rules::Policy{}, on("2026-05-01"));
    }
};

TEST_F(AnInvoice, IsPaidToItsSupplierAndToNobodyElse) {
    ASSERT_EQ(record(), "accepted");
    std::int64_t other = 0;
    area.write([&](ledger::Work& work) { other = add_payee(work, "OTHER"); });
    EXPECT_EQ(pay_refused({{"payee_account", std::to_string(other)}}), "payee-is-another");
    EXPECT_EQ(pay_refused({{"payee_account", "99"}}), "payee-account-unknown");
    EXPECT_EQ(pay_refused({{"payee_account", std::to_string(agency)}}), "accepted");
}

struct Told {
    const char* name;
    const char* spoiled;
    const char* as_before;
    const char* code;
};

// What was said of the budget, and of the agreement before it (rules.md 1.3 and 1.9).
TEST_F(AnInvoice, ChangesItsAnswerWithEachFactThatIsRecorded) {
    ASSERT_EQ(record(), "accepted");
    for (const Told& each :
         {Told{"spending.provider_barred", "yes", "no", "provider-barred"},
          Told{"spending.is_regulated_activity", "yes", "no", "registration"},
          Told{"spending.insurance", "99", insurance.c_str(), "insurance"},
          Told{"spending.check_asked_of_body", "yes", "no", "not-known"},
          Told{"account.is_auditable", "no", "yes", "managed-account-not-auditable"},
          Told{"account.for_this_person", "no", "yes", "other-persons-money"},
          Told{"plan.is_process_cost", "yes", "no", "process-cost-charged"}}) {
        for (const auto& [kind, number] :
             {std::pair{ledger::CaseKind::budget, holder.budget},
              std::pair{ledger::CaseKind::agreement, holder.agreement}}) {
            told(kind, number, each.name, each.spoiled);
            EXPECT_EQ(pay_refused(), each.code) << each.name;
            told(kind, number, each.name, each.as_before);
        }
    }
    EXPECT_EQ(pay_refused(), "accepted");
}

// What was found out about one supplier says nothing of another (USE-06, FAM-01).
TEST_F(AnInvoice, USE_06_WhatIsSaidOfOneSupplierIsNotSaidOfAnother) {
    ASSERT_EQ(record(), "accepted");
    area.write([&](ledger::Work& work) { (void)add_payee(work, "OTHER"); });
    ASSERT_EQ(record({{"supplier", "OTHER"}, {"number", "2026/9"}}), "accepted");
    const auto said = [&](const std::string& facts) {
        return area.refusal(fact_record,
                            {{"subject", "budget:BP1"}, {"facts", facts}, {"from", "2026-05-01"}},
                            {.day = "2026-05-01"});
    };
    const tests::FieldMap second{{"invoice", "INV-0002"}};
    EXPECT_EQ(pay_refused(), "insurance") << "whose insurance it is, nobody said";
    EXPECT_EQ(said("spending.insurance@NOBODY=" + insurance), "supplier-unknown");
    EXPECT_EQ(said("account.is_auditable@AGENCY=yes"), "fact-unknown");
    EXPECT_EQ(said("spending.provider_barred@AGENCY=yes, spending.insurance@AGENCY=" + insurance),
              "accepted");
    EXPECT_EQ(pay_refused(), "provider-barred");
    EXPECT_EQ(pay_refused(second), "insurance");
    EXPECT_EQ(said("spending.insurance@OTHER=" + insurance), "accepted");
    EXPECT_EQ(pay_refused(second), "accepted");
    EXPECT_EQ(said("spending.provider_barred=no, spending.provider_barred@AGENCY="), "accepted");
    EXPECT_EQ(pay_refused(), "not-known") << "of which of the two";
    EXPECT_EQ(said("spending.provider_barred@AGENCY=no"), "accepted");
    EXPECT_EQ(pay_refused(), "accepted");
}

TEST_F(AnInvoice, USE_06_OneThatWasWithdrawnIsOfNoOtherSupplier) {
    ASSERT_EQ(record(), "accepted");
    area.write([&](ledger::Work& work) { (void)add_payee(work, "OTHER"); });
    ASSERT_EQ(record({{"supplier", "OTHER"}, {"number", "2026/9"}}), "accepted");
    EXPECT_EQ(pay_refused(), "insurance") << "whose insurance it is, nobody said";
    EXPECT_EQ(area.refusal(invoice_withdraw, {{"invoice", "INV-0002"}}, {.day = "2026-05-01"}),
              "accepted");
    EXPECT_EQ(pay_refused(), "accepted");
}

TEST_F(AnInvoice, USE_06_WaitsForTheCheckThatTheHolderAskedFor) {
    ASSERT_EQ(record(), "accepted");
    told_of_budget("spending.check_asked_of_body", "yes");
    told_of_budget("spending.body_checked", "no");
    EXPECT_EQ(pay_refused(), "body-did-not-check");
    told_of_budget("spending.body_checked", "yes");
    EXPECT_EQ(pay_refused(), "accepted");
}

// SI 2013/2354 reg 8(5A): whoever lives with the person, where the plan says why.
TEST_F(AnInvoice, FAM_01_FamilyInTheHouseholdIsPaidWhereThePlanSaysWhy) {
    ASSERT_EQ(record(), "accepted");
    told_of_budget("spending.relation", "sibling");
    told_of_budget("spending.in_household", "yes");
    told_of_budget("spending.plan_says_necessary", "no");
    EXPECT_NE(pay_refused(), "accepted");
    told_of_budget("spending.in_household", "no");
    EXPECT_EQ(pay_refused(), "accepted");
}

// SI 2014/2871 reg 6: four weeks.
TEST_F(AnInvoice, USE_04_AStayInACareHomeIsAskedAbout) {
    const auto asked = [&] {
        auto line = line_paid_from();
        line.stream = Stream::social_care;
        const auto found = found_of(line, tests::pounds(64));
        std::string codes;
        for (const auto& each : found.findings) {
            if (each.rule == "USE-04") codes += std::string(each.reason) + ";";
        }
        return codes;
    };
    EXPECT_EQ(asked(), "");
    told_of_budget("spending.is_care_home", "yes");
    told_of_budget("spending.stay_weeks", "5");
    EXPECT_EQ(asked(), "care-home-stay-too-long;");
    told_of_budget("spending.stay_weeks", "4");
    EXPECT_EQ(asked(), "");
}

// USE-01: blocked where others move the money, only asked about where the holder has it.
TEST_F(AnInvoice, USE_01_AboveWhatThereIsIsBlocked) {
    const auto found = found_of(line_paid_from(), tests::pounds(63));
    EXPECT_EQ(found.worst(), rules::Effect::block);
    EXPECT_EQ(found.findings.front().reason, "over-plan-line");
}

TEST_F(AnInvoice, IsNotApprovedForAnAccountThatIsAnothersByNow) {
    ASSERT_EQ(record(), "accepted");
    const json run = pay_invoice();
    std::int64_t other = 0;
    area.write([&](ledger::Work& work) {
        other = ledger::payee_account_numbered(
                    work.database(), add_payee(work, "OTHER"), on("2026-05-01"))
                    ->organisation;
    });
    change_payee([&](ledger::PayeeAccount& payee) { payee.organisation = other; }, "2026-05-01");
    EXPECT_EQ(area.refusal(run_approve,
                           {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                           {.actor = tests::ben, .day = "2026-05-01"}),
              "nothing-to-approve");
}

// £20.00 of £64.00 came back: they are paid, and no more.
TEST_F(AnInvoice, IsPaidWhatCameBackOfIt) {
    ASSERT_EQ(record(), "accepted");
    send_run(pay_invoice());
    (void)bank("64.00", "DBIT", ledger::payment_ref(1), "2026-05-06");
    EXPECT_EQ(bank("20.00", "CRDT", ledger::payment_ref(1), "2026-05-08").at("returned"), 1);
    EXPECT_EQ(at(AccountName::fund), 1'956'00);
    change_payee([](ledger::PayeeAccount& payee) { payee.status = ledger::PayeeStatus::confirmed; },
                 "2026-05-11");
    const json run = pay_invoice({}, "2026-05-11");
    EXPECT_EQ(run.at("confirm"), "1:2000");
    EXPECT_EQ(pay_refused({}, "2026-05-11"), "invoice-paid");
    EXPECT_EQ(area.refusal(invoice_withdraw, {{"invoice", "INV-0001"}}, {.day = "2026-05-11"}),
              "invoice-paid");
    send_run(run, "2026-05-11");
    EXPECT_EQ(bank("20.00", "DBIT", ledger::payment_ref(2), "2026-05-14").at("settled"), 1);
    EXPECT_EQ(at(AccountName::fund), 1'936'00);
    EXPECT_EQ(pay_refused({}, "2026-05-14"), "invoice-paid");
    expect_clean();
}

// A council's line of £100.00, of which the person pays £20.00 themselves.
class ALineOfTwo : public AnInvoice {
  protected:
    struct Row {
        PaymentKind kind = PaymentKind::regular;
        std::int64_t gross = 0;
        std::int64_t own = 0;
        std::int64_t net = 0;
        PaymentState state = PaymentState::settled;
        bool sets_aside = true;
        std::int64_t attempt = 1;
    };

    ALineOfTwo() {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), holder.line, may);
            line.stream = Stream::social_care;
            line.body = area.partner;
            ledger::insert_plan_line(work, line);
        });
    }
    std::int64_t pay(const Row& row) {
        std::int64_t payment = 0;
        area.write([&](ledger::Work& work) {
            const auto pounds_of = [](std::int64_t amount) {
                return Money::from_pence(amount * 100);
            };
            auto& records = work.records();
            payment = records.insert(ledger::payment_table,
                                     1,
                                     holder.agreement,
                                     holder.budget,
                                     ledger::Option::managed_account,
                                     holder.payee_account,
                                     static_cast<int>(row.kind),
                                     on("2026-04-06"),
                                     on("2026-05-03"),
                                     row.attempt,
                                     on("2026-04-06"),
                                     on("2026-04-06"),
                                     pounds_of(row.gross),
                                     pounds_of(row.own),
                                     Money{},
                                     pounds_of(row.net),
                                     row.sets_aside ? 1 : 0,
                                     0);
            records.insert(ledger::payment_part_table,
                           payment,
                           area.partner,
                           Stream::social_care,
                           holder.line,
                           pounds_of(row.gross),
                           pounds_of(row.own),
                           Money{},
                           pounds_of(row.net));
        });
        const std::string state =
            "UPDATE payment SET state = " + std::to_string(static_cast<int>(row.state)) +
            " WHERE id = " + std::to_string(payment);
        area.area().database().run_script(state.c_str());
        return payment;
    }
    void offset_ten(std::int64_t payment) {
        area.write([&](ledger::Work& work) {
            ledger::insert_period_offset(work,
                                         {.reduction_case = 1,
                                          .payment = payment,
                                          .plan_line = holder.line,
                                          .body = static_cast<std::int32_t>(area.partner),
                                          .stream = Stream::social_care,
                                          .due = Money::from_pence(80'00),
                                          .amount = Money::from_pence(10'00)});
        });
    }
    void hold(std::int64_t council, std::int64_t own) {
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::PersonTakenOver{
                          holding(),
                          {share(council, Stream::social_care), share(own, Stream::person)},
                          {}}),
                      {.effective = on("2026-04-01")});
        });
    }
    Shares weights() {
        ledger::Database& database = area.area().database();
        return weights_of(
            database, *ledger::plan_line_numbered(database, holder.line, may), on("2026-04-30"));
    }

    const ledger::Date may = on("2026-05-01");
};

TEST_F(ALineOfTwo, IsSplitByTheNetContribution) {
    pay({.gross = 100, .own = 20, .net = 80});
    EXPECT_EQ(weights(), (Shares{share(20'00, Stream::person), share(80'00, Stream::social_care)}));
}

// An offset of £10.00 lowers what is paid, and nobody's share.
TEST_F(ALineOfTwo, IsSplitSoToo) {
    offset_ten(pay({.gross = 100, .own = 20, .net = 70}));
    EXPECT_EQ(weights().size(), 2U);
}

// The bank rejected it: the one in its place is as the first was, whose rows tell of the offset.
TEST_F(ALineOfTwo, IsSplitSoWhereThePaymentWasMadeAgain) {
    offset_ten(pay({.gross = 100, .own = 20, .net = 70, .state = PaymentState::rejected}));
    pay({.gross = 100, .own = 20, .net = 70, .sets_aside = false, .attempt = 2});
    EXPECT_EQ(weights().size(), 2U);
}

// What was worked out afresh had no offset.
TEST_F(ALineOfTwo, KnowsNoOffsetThatWasTakenBack) {
    offset_ten(pay({.gross = 100, .own = 20, .net = 70, .state = PaymentState::cancelled}));
    pay({.gross = 100, .own = 20, .net = 80, .attempt = 2});
    EXPECT_EQ(weights().size(), 2U);
}

// An emergency payment and arrears of the period came later, with no contribution.
TEST_F(ALineOfTwo, IsSplitAsItsRegularPaymentSays) {
    pay({.gross = 100, .own = 20, .net = 80});
    pay({.kind = PaymentKind::emergency_addition, .gross = 30, .net = 30});
    pay({.kind = PaymentKind::arrears, .gross = 5, .net = 5});
    EXPECT_EQ(weights().size(), 2U);
}

// £100.00 are there, and the council's £80.00 are not: said before anybody approves it.
TEST_F(ALineOfTwo, IsPaidOutOfEachFundAndNotOutOfTheOther) {
    pay({.gross = 100, .own = 20, .net = 80});
    hold(79'99, 20'01);
    ASSERT_EQ(record({{"amount", "100.00"}}), "accepted");
    const auto refused = area.ask(invoice_pay, {{"invoice", "INV-0001"}}, may_1);
    ASSERT_FALSE(refused.accepted());
    EXPECT_EQ(refused.refusal().code, "fund-short");
    EXPECT_EQ(refused.refusal().words,
              "£80.00 of it are social-care money, of which the fund has £79.99 free.");
    ASSERT_EQ(record({{"amount", "99.98"}, {"number", "2"}}), "accepted");
    EXPECT_EQ(pay_refused({{"invoice", "INV-0002"}}), "accepted");
}

}  // namespace
}  // namespace almoner::scheduler
