// A person of whose £2,000 a budget ends: what is owed is asked and confirmed, as a test wants it.
#pragma once

#include "ledger/posting/takeover.h"
#include "ledger/records/actor.h"
#include "ledger/records/ending.h"
#include "ledger/records/evidence.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/ending/final_account.h"
#include "tests/scheduler/reduction_case_area.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace almoner::tests {

inline const ledger::Query open_tasks_of_kind{
    "SELECT COUNT(*) FROM task WHERE kind = $1 AND state = 1"};

class EndingArea : public CaseArea {
  protected:
    EndingArea() {
        area.write([&](ledger::Work& work) {
            ledger::insert_actor(work, {.ref = "anna", .from_on = on("2026-01-01")});
            work.post(post(ledger::PersonTakenOver{holding(), {share(200'000)}, {}}),
                      {.effective = on("2026-10-01")});
        });
        write_letter();
    }
    // About the person that the test is about now.
    void write_letter() {
        area.write([&](ledger::Work& work) {
            letter = std::to_string(ledger::insert_evidence(work,
                                                            {.kind = "letter",
                                                             .person = person.person,
                                                             .subject = "What is owed",
                                                             .dated_on = on("2026-11-02"),
                                                             .given_by = 1,
                                                             .media_type = "text/plain"},
                                                            "a letter"));
        });
    }
    [[nodiscard]] ledger::Holding holding() const {
        return {.budget = static_cast<std::int32_t>(person.budget),
                .option = ledger::Option::direct_payment};
    }
    [[nodiscard]] ledger::Share share(std::int64_t pence,
                                      ledger::Stream stream = ledger::Stream::nhs) const {
        return {
            stream, static_cast<std::int32_t>(area.commissioner), ledger::Money::from_pence(pence)};
    }
    void died(std::string_view day = "2026-12-13") {
        area.write([&](ledger::Work& work) {
            auto known = *ledger::person_numbered(work.database(), person.person, on(day));
            known.died_on = on(day);
            known.from_on = on(day);
            ledger::insert_person(work, known);
        });
    }
    void agreement_ends(const std::string& day = "2026-12-13") {
        area.write([&](ledger::Work& work) {
            auto agreement =
                *ledger::agreement_numbered(work.database(), person.agreement, on("2026-11-02"));
            agreement.end_on = on(day);
            ledger::insert_agreement(work, agreement);
        });
    }
    std::string open(const Given& fields, const std::string& day = "2026-12-14") {
        Given all = fields;
        all.insert({"about", "BP1"});
        return area.refusal(scheduler::ending_open, all, {.day = day});
    }
    // What a stop asks, beside its notice.
    void told_what_a_stop_asks() {
        told_of_budget("stop.plan_notice_days", "28");
        told_of_budget("stop.alternative_provision", letter);
    }
    void stopped(const std::string& ground = "no-longer-suitable") {
        agreement_ends();
        told_what_a_stop_asks();
        issue_notice("stop", "");
        ASSERT_EQ(open({{"because", "stop"},
                        {"on", "2026-12-13"},
                        {"ground", ground},
                        {"words", "In hospital."}}),
                  "accepted");
    }
    std::string say(Given fields, const std::string& number = "E-0001") {
        fields.merge(Given{{"ending", number}, {"evidence", letter}});
        return area.refusal(scheduler::ending_answer, fields, {.day = "2026-12-14"});
    }
    std::string confirm_last(const std::string& confirm) {
        return area.refusal(
            scheduler::proposal_confirm,
            {{"proposal", std::to_string(area.count("proposal"))}, {"confirm", confirm}},
            {.actor = ben, .day = "2026-12-14"});
    }
    void nothing_owed(const std::string& kinds) {
        ASSERT_EQ(say({{"what", kinds}, {"nothing", "yes"}}), "accepted");
        const auto count = std::ranges::count(kinds, ',') + 1;
        ASSERT_EQ(confirm_last(std::to_string(count) + ":0"), "accepted");
    }
    void owed(const std::string& kind, const std::string& amount, const std::string& pence) {
        ASSERT_EQ(say({{"what", kind}, {"amount", amount}}), "accepted");
        ASSERT_EQ(confirm_last("1:" + pence), "accepted");
    }
    std::string close(const std::string& day = "2026-12-20") {
        return area.refusal(scheduler::ending_close, {{"ending", "E-0001"}}, {.day = day});
    }
    ledger::Money at(ledger::AccountName name, ledger::Stream stream = ledger::Stream::nhs) {
        ledger::AccountKey key{
            .name = name, .stream = stream, .body = static_cast<std::int32_t>(area.commissioner)};
        const bool is_persons =
            name == ledger::AccountName::fund || name == ledger::AccountName::payable_reclaim ||
            name == ledger::AccountName::held || name == ledger::AccountName::undrawn;
        if (is_persons) {
            key.option = ledger::Option::direct_payment;
            key.budget = static_cast<std::int32_t>(person.budget);
        }
        return area.balance(key).posted;
    }
    scheduler::EndingStanding standing() {
        ledger::Database& database = area.area().database();
        return scheduler::standing_of_ending(database, *ledger::ending_by_id(database, 1));
    }
    std::int64_t open_tasks_of(const std::string& kind) {
        ledger::Rows rows = area.area().database().select(open_tasks_of_kind, kind);
        return rows.next() ? rows.integer(0) : 0;
    }

    std::string letter;
};

}  // namespace almoner::tests
