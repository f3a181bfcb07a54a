// What a managed account pays beside wages: suppliers' invoices, and what it owed when it was taken
// over.
#include "ledger/posting/takeover.h"
#include "ledger/records/budget.h"
#include "ledger/records/managed_pay_out.h"
#include "ledger/records/supplier_invoice.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/invoice.h"
#include "scheduler/commands/opening_pay.h"
#include "scheduler/commands/run_show.h"
#include "tests/scheduler/managed_paying.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaymentState;
using nlohmann::json;
using tests::FieldMap;
using tests::on;

class PayingSuppliers : public tests::ManagedPaying {
  protected:
    PayingSuppliers() {
        area.write([&](ledger::Work& work) { agency = add_payee(work, "AGENCY"); });
        const auto database = [&]() -> ledger::Database& { return area.area().database(); };
        person_ref = ledger::person_numbered(database(), holder.person, on("2026-05-01"))->ref;
        line_ref = ledger::plan_line_numbered(database(), holder.line, on("2026-05-01"))->ref;
        area.write([&](ledger::Work& work) {
            auto made =
                *ledger::agreement_numbered(work.database(), holder.agreement, on("2026-05-01"));
            made.signed_on = on("2026-01-02");
            ledger::insert_agreement(work, made);
        });
    }
    std::string document(const std::string& words) {
        const auto stored = area.answer(evidence_add,
                                        {{"file:document", words},
                                         {"kind", "letter"},
                                         {"subject", "person:" + person_ref},
                                         {"dated_on", "2026-05-01"},
                                         {"media_type", "text/plain"},
                                         {"person", person_ref}},
                                        {.day = "2026-05-01"});
        return std::to_string(stored.at("evidence").get<int>());
    }
    FieldMap invoice(const FieldMap& more = {}) {
        if (paper.empty()) {
            paper = document("the invoice");
            word = document("pay it, please");
        }
        FieldMap fields{{"supplier", "AGENCY"},
                        {"plan_line", line_ref},
                        {"number", "2026/4711"},
                        {"dated_on", "2026-04-30"},
                        {"amount", "64.00"},
                        {"evidence", paper},
                        {"instruction", word}};
        for (const auto& [name, value] : more) fields[name] = value;
        return fields;
    }
    std::string record(const FieldMap& more = {}) {
        return area.refusal(invoice_record, invoice(more), may_1);
    }
    json pay_invoice() { return area.answer(invoice_pay, {{"invoice", "INV-0001"}}, may_1); }
    void send_run(const json& run) {
        json all{{"runs", json::array({run})}};
        send(all, "2026-05-01");
    }

    std::int64_t agency = 0;
    std::string person_ref;
    std::string line_ref;
    std::string paper;
    std::string word;
    const tests::AskedOn may_1{.day = "2026-05-01"};
};

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
    EXPECT_EQ(area.refusal(invoice_pay, {{"invoice", "INV-0001"}}, may_1), "client-funds-short");
    ASSERT_EQ(record({{"amount", "2000.00"}, {"number", "2"}}), "accepted");
    EXPECT_EQ(area.refusal(invoice_pay, {{"invoice", "INV-0002"}}, may_1), "accepted");
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
    OwedAtTheTakeOver() {
        area.write([&](ledger::Work& work) {
            const auto budget =
                ledger::budget_numbered(work.database(), holder.budget, on("2026-05-01"));
            const auto body =
                ledger::organisation_numbered(work.database(), area.commissioner, on("2026-05-01"));
            work.post(post(ledger::PersonTakenOver{
                          holding(), {}, {{AccountName::payable_hmrc, {share(310'00)}}}}),
                      {.effective = on("2026-04-01")});
            work.records().insert(
                ledger::opening_balance_table,
                "owed||" + budget->ref + "|managed-account|" + body->ref + "|nhs|hmrc",
                Money::from_pence(310'00),
                on("2026-04-01"));
        });
    }
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

}  // namespace
}  // namespace almoner::scheduler
