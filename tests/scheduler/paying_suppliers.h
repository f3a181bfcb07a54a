// A managed account whose person is sent the invoices of an agency.
#pragma once

#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/opening_balance.h"
#include "ledger/records/organisation.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/invoice.h"
#include "tests/scheduler/managed_paying.h"

#include <nlohmann/json.hpp>
#include <string>

namespace almoner::tests {

class PayingSuppliers : public ManagedPaying {
  protected:
    PayingSuppliers() {
        area.write([&](ledger::Work& work) { agency = add_payee(work, "AGENCY"); });
        const auto database = [&]() -> ledger::Database& { return area.area().database(); };
        person_ref = ledger::person_numbered(database(), holder.person, on("2026-05-01"))->ref;
        line_ref = ledger::plan_line_numbered(database(), holder.line, on("2026-05-01"))->ref;
        // SI 2013/1617 reg 11(2): the agency is insured.
        insurance = document("the agency's insurance");
        told(ledger::CaseKind::budget, holder.budget, "spending.insurance", insurance);
    }
    void told(ledger::CaseKind kind,
              std::int64_t number,
              const std::string& name,
              const std::string& value) {
        area.write([&](ledger::Work& work) {
            ledger::insert_attested_fact(work,
                                         holder.person,
                                         {.about = {kind, number},
                                          .name = name,
                                          .value = value,
                                          .from_on = on("2026-05-01"),
                                          .attested_by = 1});
        });
    }
    // £310.00 to HMRC were owed when the account was taken over.
    void owe_hmrc_before() {
        area.write([&](ledger::Work& work) {
            const auto budget =
                ledger::budget_numbered(work.database(), holder.budget, on("2026-05-01"));
            const auto body =
                ledger::organisation_numbered(work.database(), area.commissioner, on("2026-05-01"));
            work.post(post(ledger::PersonTakenOver{
                          holding(), {}, {{ledger::AccountName::payable_hmrc, {share(310'00)}}}}),
                      {.effective = on("2026-04-01")});
            work.records().insert(
                ledger::opening_balance_table,
                "owed||" + budget->ref + "|managed-account|" + body->ref + "|nhs|hmrc",
                ledger::Money::from_pence(310'00),
                on("2026-04-01"));
        });
    }
    std::string document(const std::string& words) {
        const auto stored = area.answer(scheduler::evidence_add,
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
        return area.refusal(scheduler::invoice_record, invoice(more), may_1);
    }
    nlohmann::json pay_invoice(const FieldMap& more = {}, const std::string& day = "2026-05-01") {
        FieldMap fields{{"invoice", "INV-0001"}};
        for (const auto& [name, value] : more) fields[name] = value;
        return area.answer(scheduler::invoice_pay, fields, {.day = day});
    }
    std::string pay_refused(const FieldMap& more = {}, const std::string& day = "2026-05-01") {
        FieldMap fields{{"invoice", "INV-0001"}};
        for (const auto& [name, value] : more) fields[name] = value;
        return area.refusal(scheduler::invoice_pay, fields, {.day = day});
    }
    void send_run(const nlohmann::json& run, const std::string& day = "2026-05-01") {
        send({{"runs", nlohmann::json::array({run})}}, day);
    }

    std::int64_t agency = 0;
    std::string person_ref;
    std::string line_ref;
    std::string paper;
    std::string word;
    std::string insurance;
    const AskedOn may_1{.day = "2026-05-01"};
};

}  // namespace almoner::tests
