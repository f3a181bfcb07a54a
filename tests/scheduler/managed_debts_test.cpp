// What a managed account pays beside wages: suppliers' invoices, and what it owed when it was taken
// over.
#include "ledger/posting/takeover.h"
#include "ledger/records/budget.h"
#include "ledger/records/managed_pay_out.h"
#include "ledger/records/opening_balance.h"
#include "ledger/records/person.h"
#include "ledger/records/supplier_invoice.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/invoice.h"
#include "scheduler/commands/opening.h"
#include "scheduler/commands/opening_pay.h"
#include "scheduler/commands/run_show.h"
#include "tests/scheduler/paying_suppliers.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaymentState;
using nlohmann::json;
using tests::FieldMap;
using tests::on;
using tests::PayingSuppliers;

TEST_F(PayingSuppliers, RecordsEachInvoiceOnce) {
    EXPECT_EQ(record({{"supplier", "NOBODY"}}), "supplier-unknown");
    EXPECT_EQ(record({{"plan_line", "L-9"}}), "plan-line-unknown");
    EXPECT_EQ(record({{"dated_on", "2026-05-02"}}), "invoice-dated-ahead");
    EXPECT_EQ(record({{"amount", "0.00"}}), "nothing-to-pay");
    EXPECT_EQ(record({{"number", ""}}), "field-missing");
    EXPECT_EQ(record({{"instruction", "99"}}), "evidence-unknown");
    ASSERT_EQ(record(), "accepted");
    EXPECT_EQ(record(), "invoice-known");
    EXPECT_EQ(record({{"number", " 2026 / 4711"}}), "invoice-known");
    EXPECT_EQ(record({{"number", "2026/4712"}}), "invoice-alike");
    EXPECT_EQ(record({{"number", "2026/4712"}, {"again", "yes"}}), "accepted");
    EXPECT_EQ(record({{"number", "2026/4713"}, {"amount", "64.01"}}), "accepted");
    EXPECT_EQ(area.refusal(invoice_withdraw, {{"invoice", "INV-0001"}}, may_1), "accepted");
    EXPECT_EQ(area.refusal(invoice_withdraw, {{"invoice", "INV-0001"}}, may_1),
              "invoice-withdrawn");
    EXPECT_EQ(area.refusal(invoice_pay, {{"invoice", "INV-0001"}}, may_1), "invoice-withdrawn");
    EXPECT_EQ(area.refusal(invoice_pay, {{"invoice", "INV-0009"}}, may_1), "invoice-unknown");
    EXPECT_EQ(record({{"again", "yes"}}), "accepted");  // it was recorded wrongly before
}

// £64.00 out of £2,000.00, by the supplier's own number.
TEST_F(PayingSuppliers, PaysAnInvoiceOnceAndOutOfItsFund) {
    ASSERT_EQ(record(), "accepted");
    const json run = pay_invoice();
    EXPECT_EQ(run.at("confirm"), "1:6400");
    EXPECT_EQ(area.refusal(invoice_pay, {{"invoice", "INV-0001"}}, may_1), "invoice-paid");
    send_run(run);
    EXPECT_EQ(at(AccountName::fund), 2'000'00);  // sent is not paid
    EXPECT_NE(file_sent().find("2026/4711"), std::string::npos) << file_sent();
    EXPECT_EQ(bank("64.00", "DBIT", "2026/4711", "2026-05-06").at("settled"), 1);
    EXPECT_EQ(at(AccountName::fund), 1'936'00);
    EXPECT_EQ(held(), 1'936'00);
    EXPECT_EQ(area.refusal(invoice_pay, {{"invoice", "INV-0001"}}, may_1), "invoice-paid");
    EXPECT_EQ(area.refusal(invoice_withdraw, {{"invoice", "INV-0001"}}, may_1), "invoice-paid");
    const auto shown =
        run_show(area.area().database(), run.at("run").get<std::string>(), on("2026-05-06"));
    EXPECT_EQ(json::parse(shown.value()).at("payments")[0].at("agreement"), "INV-0001");
    EXPECT_EQ(bank("64.00", "CRDT", ledger::payment_ref(1), "2026-05-08").at("returned"), 1);
    EXPECT_EQ(at(AccountName::fund), 2'000'00);
    EXPECT_EQ(held(), 2'000'00);
    EXPECT_EQ(area.refusal(invoice_pay, {{"invoice", "INV-0001"}}, {.day = "2026-05-08"}),
              "account-blocked");
    expect_clean();
}

TEST_F(PayingSuppliers, PaysNoMoreThanThePersonHas) {
    ASSERT_EQ(record({{"amount", "2000.01"}}), "accepted");
    EXPECT_EQ(area.refusal(invoice_pay, {{"invoice", "INV-0001"}}, may_1), "fund-short");
    ASSERT_EQ(record({{"amount", "2000.00"}, {"number", "2"}}), "accepted");
    EXPECT_EQ(area.refusal(invoice_pay, {{"invoice", "INV-0002"}}, may_1), "accepted");
}

// A line of £100.00 of which the person pays £20.00 themselves: the council's fund holds 80.00 and
// the person's 20.00, and each pays its part (ledger.md, Splits).
TEST_F(PayingSuppliers, PaysALineWithANetContributionOutOfBothFunds) {
    const ledger::Period days{on("2026-04-06"), on("2026-05-03")};
    const Money whole = Money::from_pence(100'00);
    const Money own = Money::from_pence(20'00);
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), holder.line, on("2026-05-01"));
        line.stream = ledger::Stream::social_care;
        line.body = area.partner;
        ledger::insert_plan_line(work, line);
        work.post(post(ledger::PersonTakenOver{holding(),
                                               {share(80'00, ledger::Stream::social_care),
                                                share(20'00, ledger::Stream::person)},
                                               {}}),
                  {.effective = on("2026-04-01")});
        auto& records = work.records();
        const std::int64_t payment = records.insert(ledger::payment_table,
                                                    1,
                                                    holder.agreement,
                                                    holder.budget,
                                                    ledger::Option::managed_account,
                                                    holder.payee_account,
                                                    static_cast<int>(ledger::PaymentKind::regular),
                                                    days.first,
                                                    days.last,
                                                    1,
                                                    days.first,
                                                    days.first,
                                                    whole,
                                                    own,
                                                    Money{},
                                                    whole - own,
                                                    0,
                                                    0);
        records.insert(ledger::payment_part_table,
                       payment,
                       area.partner,
                       ledger::Stream::social_care,
                       holder.line,
                       whole,
                       own,
                       Money{},
                       whole - own);
    });
    area.area().database().run_script("UPDATE payment SET state = 9");
    ASSERT_EQ(record({{"amount", "100.01"}, {"number", "1"}}), "accepted");
    EXPECT_NE(area.refusal(invoice_pay, {{"invoice", "INV-0001"}}, may_1), "accepted");
    ASSERT_EQ(record({{"amount", "100.00"}, {"number", "2"}}), "accepted");
    const json run = area.answer(invoice_pay, {{"invoice", "INV-0002"}}, may_1);
    EXPECT_EQ(run.at("confirm"), "1:10000");
    send_run(run);
    EXPECT_EQ(bank("100.00", "DBIT", "2", "2026-05-06").at("settled"), 1);
    EXPECT_EQ(at(AccountName::fund, ledger::Stream::social_care), 0);
    EXPECT_EQ(at(AccountName::fund, ledger::Stream::person), 0);
}

// MAN-01: the holder signs the agreement of a managed account.
TEST_F(PayingSuppliers, AsksTheRules) {
    area.write([&](ledger::Work& work) {
        auto made =
            *ledger::agreement_numbered(work.database(), holder.agreement, on("2026-05-01"));
        made.signed_on.reset();
        ledger::insert_agreement(work, made);
    });
    ASSERT_EQ(record(), "accepted");
    EXPECT_EQ(area.refusal(invoice_pay, {{"invoice", "INV-0001"}}, may_1), "holder-did-not-sign");
}

class OwedAtTheTakeOver : public PayingSuppliers {
  protected:
    OwedAtTheTakeOver() { owe_hmrc_before(); }
    FieldMap fields(const FieldMap& more = {}) {
        FieldMap all{{"opening", "1"}, {"payee_account", std::to_string(agency)}};
        for (const auto& [name, value] : more) all[name] = value;
        return all;
    }
    std::string refused_pay(const FieldMap& more = {}) {
        return area.refusal(opening_pay, fields(more), may_1);
    }
};

TEST_F(OwedAtTheTakeOver, IsPaidOutOnceAndNoMore) {
    EXPECT_EQ(refused_pay({{"opening", "9"}}), "opening-unknown");
    EXPECT_EQ(refused_pay({{"amount", "310.01"}}), "more-than-is-left");
    EXPECT_EQ(refused_pay({{"payee_account", "99"}}), "payee-account-unknown");
    EXPECT_EQ(refused_pay({{"reference", "123PA000456782612XYZ"}}), "reference-unfit");
    const json run = area.answer(
        opening_pay, fields({{"amount", "300.00"}, {"reference", "123PA000456782612"}}), may_1);
    EXPECT_EQ(run.at("confirm"), "1:30000");
    EXPECT_EQ(refused_pay({{"amount", "10.01"}}), "more-than-is-left");
    send_run(run);
    EXPECT_EQ(bank("300.00", "DBIT", "123PA000456782612", "2026-05-06").at("settled"), 1);
    EXPECT_EQ(at(AccountName::payable_hmrc), 10'00);
    EXPECT_EQ(held(), 1'700'00);
    EXPECT_EQ(area.refusal(opening_pay, fields(), may_1), "accepted");
    EXPECT_EQ(refused_pay(), "nothing-to-pay-out");
    expect_clean();
}

// £300.00 of £310.00 are proposed: they may turn out to be all of it, and not a penny less.
TEST_F(OwedAtTheTakeOver, IsNotCorrectedBelowWhatPaysIt) {
    const std::string letter = document("It was £200.");
    const auto correct = [&](const std::string& amount) {
        return area.ask(
            opening_correct, {{"opening", "1"}, {"amount", amount}, {"evidence", letter}}, may_1);
    };
    const auto before = correct("200.00");
    ASSERT_TRUE(before.accepted()) << before.refusal().words;
    (void)area.answer(opening_pay, fields({{"amount", "300.00"}}), may_1);
    EXPECT_EQ(area.refusal(proposal_confirm,
                           {{"proposal", before.value().at("proposal").dump()},
                            {"confirm", before.value().at("confirm")}},
                           {.actor = tests::ben, .day = "2026-05-01"}),
              "opening-paid-out");
    (void)area.answer(
        proposal_refuse,
        {{"proposal", before.value().at("proposal").dump()}, {"words", "It is £300."}},
        {.actor = tests::ben, .day = "2026-05-01"});
    EXPECT_EQ(correct("299.99").refusal().code, "opening-paid-out");
    const auto all = correct("300.00");
    ASSERT_TRUE(all.accepted()) << all.refusal().words;
    confirm(all.value());
    EXPECT_EQ(at(AccountName::payable_hmrc), 300'00);
    EXPECT_EQ(refused_pay(), "nothing-to-pay-out");
    expect_clean();
}

// Two people saw £300.00, of £299.99 by now.
TEST_F(OwedAtTheTakeOver, IsNotPaidAsItWasProposedWhereItIsLessSince) {
    const json run = area.answer(opening_pay, fields({{"amount", "300.00"}}), may_1);
    const std::int64_t letter = std::stoll(document("It was £299.99."));
    area.write([&](ledger::Work& work) {
        ledger::insert_opening_correction(work,
                                          {.opening = 1,
                                           .amount = Money::from_pence(-10'01),
                                           .evidence = letter,
                                           .proposal = 1,
                                           .proposed_by = 1,
                                           .approved_by = 2});
    });
    EXPECT_EQ(area.refusal(run_approve,
                           {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                           {.actor = tests::ben, .day = "2026-05-01"}),
              "nothing-to-approve");
}

// One payee's reference, twice £100.00: the first left within the total of its file, and is not
// taken for the second.
TEST_F(OwedAtTheTakeOver, IsKnownByItsPayeesReferenceOnlyOnce) {
    const auto pay = [&] {
        send_run(area.answer(opening_pay,
                             fields({{"amount", "100.00"}, {"reference", "123PA000456782612"}}),
                             may_1));
    };
    pay();
    const auto file = ledger::submission_by_id(area.area().database(), 1);
    ASSERT_TRUE(file);
    EXPECT_EQ(bank("100.00", "DBIT", file->serial, "2026-05-06").at("settled"), 1);
    pay();
    EXPECT_EQ(bank("100.00", "DBIT", "123PA000456782612", "2026-05-07").at("settled"), 1);
    EXPECT_EQ(state(2), PaymentState::settled);
    expect_clean();
}

// A match that was undone shows nothing any more.
TEST_F(OwedAtTheTakeOver, IsKnownAgainWhereItsMatchWasUndone) {
    send_run(area.answer(
        opening_pay, fields({{"amount", "100.00"}, {"reference", "123PA000456782612"}}), may_1));
    EXPECT_EQ(bank("100.00", "DBIT", "123PA000456782612", "2026-05-06").at("settled"), 1);
    area.write([&](ledger::Work& work) {
        work.records().insert(ledger::line_match_table,
                              1,
                              "undone",
                              1,
                              0,
                              Money::from_pence(100'00),
                              std::string_view{"not this one"},
                              std::optional<std::int64_t>{1});
    });
    EXPECT_EQ(bank("100.00", "DBIT", "123PA000456782612", "2026-05-07").at("settled"), 1);
}

// Between the proposal and the approval.
TEST_F(OwedAtTheTakeOver, IsNotPaidAfterADeath) {
    const json run = area.answer(opening_pay, fields(), may_1);
    area.write([&](ledger::Work& work) {
        auto person = *ledger::person_numbered(work.database(), holder.person, on("2026-05-01"));
        person.died_on = on("2026-05-01");
        person.from_on = on("2026-05-01");
        ledger::insert_person(work, person);
    });
    EXPECT_EQ(area.refusal(run_approve,
                           {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                           {.actor = tests::ben, .day = "2026-05-02"}),
              "nothing-to-approve");
}

}  // namespace
}  // namespace almoner::scheduler
