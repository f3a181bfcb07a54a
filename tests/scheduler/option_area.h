// A person whose direct payment of £400 was paid, and a support service whose client account is in
// these books: what a change of option does to the money.
#pragma once

#include "ledger/records/actor.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/fact_record.h"
#include "scheduler/commands/plan_option.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/jobs/job.h"
#include "scheduler/option_change/carry_over.h"
#include "tests/gateway/sample_camt.h"
#include "tests/support/activation_facts.h"
#include "tests/support/bank_answers.h"
#include "tests/support/care_service.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

namespace almoner::tests {

using FieldMap = std::map<std::string, std::string>;

class OptionArea : public ::testing::Test {
  protected:
    explicit OptionArea(ledger::Option before = ledger::Option::direct_payment) {
        area.write([&](ledger::Work& work) { add_service(work); });
        PersonTerms terms;
        terms.line.option = terms.agreement.option = before;
        if (before == ledger::Option::managed_account) {
            terms.agreement.payee = "support-service:CARE";
            terms.organisation_paid = service;
        } else {
            area.write([&](ledger::Work& work) { add_account_of_service(work); });
        }
        person = area.add(terms);
        tell_what_activation_asks();
    }

    // She was born in 1980, and all that the rules ask of her and of the account is on one paper.
    void tell_what_activation_asks() {
        area.write([&](ledger::Work& work) {
            // An emergency could be paid (SCH-01): two people, one of whom may approve.
            ledger::insert_actor(work, {.ref = "anna", .from_on = on("2026-01-01")});
            ledger::insert_actor(
                work,
                {.ref = "ben", .from_on = on("2026-01-01"), .role = ledger::ActorRole::checker});
            auto known = *ledger::person_numbered(work.database(), person.person, on("2026-11-02"));
            known.personal = ledger::insert_person_private(
                work, person.person, {.date_of_birth = on("1980-01-31")});
            ledger::insert_person(work, known);
        });
        const std::string paper = letter("2026-11-02");
        tell(activation_facts(paper), "2026-11-02");
    }
    void tell(const std::string& facts, const std::string& day = "2026-11-09") {
        (void)area.answer(
            scheduler::fact_record, {{"subject", "BP1"}, {"facts", facts}}, {.day = day});
    }

    void pay() {
        send_all(area, outbox_.path());
        (void)read_status(area, ledger::payment_ref(1), "ACSC");
    }

    // From Monday 16 November 2026, proposed on the 10th.
    FieldMap to_managed() {
        return requested({{"plan_line", "LP1"},
                          {"option", "managed-account"},
                          {"from", "2026-11-16"},
                          {"facts", "line.planned_cost=90"},
                          {"payee", "support-service:CARE"}});
    }
    // The person asked for it in writing.
    FieldMap requested(FieldMap fields) {
        fields["ground"] = "request";
        fields["ground_evidence"] = letter();
        return fields;
    }
    FieldMap signed_too(FieldMap fields) {
        fields["signed_on"] = "2026-11-09";
        fields["evidence"] = letter();
        return fields;
    }
    std::string letter(const std::string& day = "2026-11-09") {
        const auto stored = area.answer(scheduler::evidence_add,
                                        {{"file:document", "a signed agreement"},
                                         {"kind", "signed-agreement"},
                                         {"subject", "agreement:A"},
                                         {"dated_on", day},
                                         {"media_type", "text/plain"},
                                         {"person", "P1"}},
                                        {.day = day});
        return std::to_string(stored.at("evidence").get<int>());
    }
    void change(const FieldMap& fields, const std::string& day = "2026-11-10") {
        confirm(area.answer(scheduler::plan_option, fields, {.day = day}), day);
    }
    void confirm(const nlohmann::json& proposal, const std::string& day) {
        (void)area.answer(scheduler::proposal_confirm, confirmation(proposal), as_ben(day));
        expect_sound(area);
    }
    static FieldMap confirmation(const nlohmann::json& proposal) {
        return {{"proposal", std::to_string(proposal.at("proposal").get<int>())},
                {"confirm", proposal.at("confirm").get<std::string>()}};
    }
    static AskedOn as_ben(const std::string& day) { return {.actor = ben, .day = day}; }

    // The job "options" of that day, with all that it calls for.
    std::size_t look_after(const std::string& day) {
        const auto found = scheduler::find_job("options")->find(area.area().database(), on(day));
        for (const auto& command : found.commands) {
            EXPECT_EQ(command.name, "plan option-carry");
            (void)area.answer(scheduler::option_carry, command.fields, {.day = day});
        }
        expect_sound(area);
        return found.commands.size();
    }

    // A line of 20 November on the client account's statement; its number among the unexplained.
    std::string client_line(const std::string& amount,
                            std::string_view sign,
                            std::string_view closing) {
        const std::string file =
            testing::replaced(testing::camt_with(bank_line(amount, sign, "WHO"), closing),
                              "20000055779911",
                              "08999911223344");
        (void)area.answer(scheduler::import_statement, {{"file", file}}, {.day = "2026-11-20"});
        return std::to_string(area.count("suspense_item"));
    }
    nlohmann::json explain(FieldMap fields) {
        return area.answer(scheduler::statement_explain, std::move(fields), {.day = "2026-11-21"});
    }

    // The person's own account, confirmed, for a change to a direct payment.
    void add_holder_account() {
        area.write([&](ledger::Work& work) {
            (void)add_account(work, {.person = person.person}, "HOLDER");
        });
    }
    // OAK, a trust with a confirmed account, for a change to third-party money.
    void add_trust() {
        area.write([&](ledger::Work& work) {
            const auto trust = ledger::insert_organisation(work,
                                                           {.ref = "OAK",
                                                            .from_on = on("2020-01-01"),
                                                            .kind = ledger::OrganisationKind::trust,
                                                            .name = "Oak"});
            (void)add_account(work, {.organisation = trust}, "OAK");
        });
        tell(std::string(asked_of_a_trust), "2026-11-02");
    }
    // Options for managing the money, sections 5 and 5.2.
    static constexpr std::string_view asked_of_a_trust =
        "third_party.independent=yes, third_party.responsible=yes, third_party.employs=yes,"
        "third_party.trustees=3, third_party.trust_contract=yes,"
        "third_party.contingency_recorded=yes, third_party.trustees_employ=yes";

    ledger::Money at(ledger::AccountName name, ledger::Option option) {
        const bool is_held = name == ledger::AccountName::held;
        const bool is_ours = is_held && option == ledger::Option::managed_account;
        return area
            .balance({.name = name,
                      .stream = ledger::Stream::nhs,
                      .option = option,
                      .body = static_cast<std::int32_t>(area.commissioner),
                      .bank_account = is_ours ? static_cast<std::int32_t>(client) : 0,
                      .budget = static_cast<std::int32_t>(person.budget)})
            .posted;
    }
    std::string open_task() {
        const auto rows = area.area().database().prepare(
            "SELECT words FROM task WHERE kind = 'money-under-old-option' AND state = 1");
        std::string words;
        while (rows->step()) words += std::string(rows->text(0));
        return words;
    }

    RunArea area;
    TestPerson person;
    std::int64_t service = 0;
    std::int64_t client = 0;
    std::int64_t service_account = 0;

  private:
    void add_service(ledger::Work& work) {
        const CareService care = add_care_service(work, area);
        service = care.number;
        client = care.client_account;
    }
    void add_account_of_service(ledger::Work& work) {
        service_account = add_account(work, {.organisation = service}, "CARE");
    }
    static std::int64_t add_account(ledger::Work& work,
                                    ledger::PayeeAccount account,
                                    const std::string& name) {
        account.from_on = on("2020-01-01");
        account.bank_private =
            ledger::insert_bank_private(work, account.person, {name, "107999", "88837491"});
        account.status = ledger::PayeeStatus::confirmed;
        account.proposed_by = 1;
        account.confirmed_by = 2;
        return ledger::insert_payee_account(work, account);
    }

    TempFolder outbox_;
};

}  // namespace almoner::tests
