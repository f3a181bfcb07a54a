// An area with two people, their plans and agreements, and the questions that tests put to it.
#pragma once

#include "ledger/records/actor.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/record_table.h"
#include "scheduler/commands/fact_record.h"
#include "scheduler/commands/import_area.h"
#include "scheduler/commands/plan_hold.h"
#include "tests/scheduler/commands/sample_import.h"
#include "tests/support/activation_facts.h"
#include "tests/support/asking.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace almoner::tests {

inline const scheduler::Actor another_checker{
    .number = 3, .ref = "another", .role = scheduler::Role::checker};

inline ledger::Date day(std::string_view iso) {
    return *ledger::Date::parse(iso);
}

inline scheduler::Actor checker_up_to(std::int64_t pence) {
    scheduler::Actor checker = another_checker;
    checker.approve_limit = ledger::Money::from_pence(pence);
    return checker;
}

class PeopleArea : public ::testing::Test {
  protected:
    PeopleArea() {
        EXPECT_TRUE(ask(area, scheduler::import_area, sample_import(), asking_maker).accepted());
        with_actors();
    }

    nlohmann::json accepted(scheduler::CommandHandler handler,
                            const Files& fields,
                            const scheduler::Actor& actor = asking_maker) {
        const auto outcome = ask(area, handler, fields, actor);
        if (outcome.accepted()) return nlohmann::json::parse(outcome.value());
        ADD_FAILURE() << outcome.refusal().code << ": " << outcome.refusal().words;
        return nlohmann::json::object();
    }

    // "code field", or "accepted".
    std::string refused(scheduler::CommandHandler handler,
                        const Files& fields,
                        const scheduler::Actor& actor = asking_maker) {
        const auto outcome = ask(area, handler, fields, actor);
        if (outcome.accepted()) return "accepted";
        EXPECT_FALSE(outcome.refusal().next.empty()) << outcome.refusal().code;
        return outcome.refusal().code + " " + outcome.refusal().field;
    }

    std::string tasks() {
        const auto statement =
            area.database().prepare("SELECT kind, subject FROM task ORDER BY id");
        std::string all;
        while (statement->step()) {
            all += std::string(statement->text(0)) + " " + std::string(statement->text(1)) + ";";
        }
        return all;
    }

    // About this person; about nobody where that is empty.
    std::string evidence(std::string_view person = "P1") {
        const auto stored = area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            const auto about =
                ledger::person_by_ref(work.database(), person, ledger::last_day_of_all);
            return std::to_string(work.records().insert(ledger::evidence_table,
                                                        "letter",
                                                        about ? about->number : 0,
                                                        "person:" + std::string(person),
                                                        std::nullopt,
                                                        work.today(),
                                                        1,
                                                        std::string(64, '0'),
                                                        1,
                                                        "text/plain",
                                                        std::nullopt,
                                                        0));
        });
        return stored.outcome.value();
    }

    // Because a figure was wrong, as a paper about P1 shows.
    Files in_error(Files fields) {
        fields["ground"] = "error";
        fields["ground_evidence"] = evidence();
        return fields;
    }

    // From the day, else from today.
    void tell(const std::string& subject,
              const std::string& facts,
              const std::string& from = "2026-11-22") {
        accepted(scheduler::fact_record, {{"subject", subject}, {"facts", facts}, {"from", from}});
    }
    // All that the rules ask of a person's own NHS or social care money, on one paper.
    void tell_what_activation_asks(const std::string& budget, std::string_view person = "P1") {
        const std::string paper = evidence(person);
        tell("budget:" + budget, activation_facts(paper) + ",account.contingency_agreed=yes");
        accepted(scheduler::plan_sign,
                 {{"budget", budget}, {"signed_on", "2026-11-20"}, {"evidence", paper}});
    }

    // The two who ask: whoever says something has to be somebody, and an emergency needs a second
    // person.
    void with_actors() {
        (void)area.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
            ledger::insert_actor(work, {.ref = "maker", .from_on = work.today()});
            ledger::insert_actor(
                work,
                {.ref = "checker", .from_on = work.today(), .role = ledger::ActorRole::checker});
            return std::string{};
        });
    }

    TestArea area;
};

}  // namespace almoner::tests
