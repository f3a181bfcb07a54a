// A person whose money may be taken back: reviews, cases and notices as a test wants them.
#pragma once

#include "ledger/posting/keys.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/notice.h"
#include "ledger/records/notice_step.h"
#include "ledger/records/period_offset.h"
#include "ledger/records/reduction_case.h"
#include "ledger/records/review.h"
#include "ledger/records/spend.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/reduction_case.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/reduction/case_standing.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace almoner::tests {

using Given = std::map<std::string, std::string>;

// W4: £450 a week of NHS money, paid every four weeks in advance from 2 November 2026: £1,800.
inline PersonTerms four_weekly_1800() {
    PersonTerms terms;
    terms.line.amount = pounds(450);
    return terms;
}

class CaseArea : public ::testing::Test {
  protected:
    CaseArea() { person = area.add(four_weekly_1800()); }

    void told(ledger::CaseKind kind,
              std::int64_t number,
              const std::string& name,
              const std::string& value,
              std::string_view day = "2026-10-20") {
        area.write([&](ledger::Work& work) {
            ledger::insert_attested_fact(work,
                                         person.person,
                                         {.about = {kind, number},
                                          .name = name,
                                          .value = value,
                                          .from_on = on(day),
                                          .attested_by = 1});
        });
    }
    void told_of_budget(const std::string& name, const std::string& value) {
        told(ledger::CaseKind::budget, person.budget, name, value);
    }
    // More of it in the holder's account, as an area that was taken over says.
    void holds(std::int64_t amount) {
        area.write([&](ledger::Work& work) {
            const ledger::Shares held{{ledger::Stream::nhs,
                                       static_cast<std::int32_t>(area.commissioner),
                                       pounds(amount)}};
            work.post(post(ledger::PersonTakenOver{{static_cast<std::int32_t>(person.budget),
                                                    ledger::Option::direct_payment},
                                                   held,
                                                   {}}),
                      {.effective = on("2026-10-01")});
        });
    }
    // Its number; held and closed on 21 October 2026.
    std::int64_t closed_review(const std::string& outcome,
                               const std::string& kind = "surplus",
                               const std::string& last = "closed") {
        std::int64_t id = 0;
        area.write([&](ledger::Work& work) {
            id = ledger::insert_review(work,
                                       person.person,
                                       {.budget = person.budget,
                                        .kind = kind,
                                        .due_on = on("2026-10-21"),
                                        .opened_on = on("2026-10-01"),
                                        .opened_by = 1});
            for (const char* const state :
                 {"started", "evidence-gathered", "decided", "notified", "closed"}) {
                ledger::insert_review_step(
                    work,
                    person.person,
                    {.review = id,
                     .state = state,
                     .on = on("2026-10-21"),
                     .actor = 1,
                     .outcome = std::string_view(state) == "decided" ? outcome : ""});
                if (state == last) break;
            }
        });
        return id;
    }
    // Of C-0001 unless told; its days run 28 from its issue, and it matures two working days later.
    // It tells of what was decided there.
    std::int64_t issue_notice(const std::string& kind,
                              const std::string& case_number = "C-0001",
                              std::string_view issued = "2026-11-02",
                              std::string_view matures = "2026-12-02",
                              ledger::Money more = {}) {
        std::int64_t id = 0;
        std::optional<ledger::Money> amount = pounds(10);
        std::optional<ledger::Date> effect;
        if (const auto opened = ledger::find_case(area.area().database(), case_number)) {
            const auto standing =
                scheduler::standing_of(area.area().database(), *opened, on(matures));
            if (standing.decision) effect = standing.decision->effect_on;
            const auto told = scheduler::told_amount(area.area().database(), standing, on(matures));
            if (told || kind == "stop" || kind == "suspension") amount = told;
        }
        area.write([&](ledger::Work& work) {
            id = ledger::insert_notice(work,
                                       person.person,
                                       {.kind = kind,
                                        .budget = person.budget,
                                        .case_number = case_number,
                                        .reasons = "The review found that less is needed.",
                                        .amount = amount ? *amount + more : amount,
                                        .workings = "In all = £10.00",
                                        .effect_on = effect,
                                        .drafted_on = on(issued),
                                        .drafted_by = 1});
            ledger::insert_notice_step(
                work,
                person.person,
                {.notice = id, .state = "drafted", .on = on(issued), .actor = 1});
            ledger::insert_notice_step(
                work,
                person.person,
                {.notice = id, .state = "issued", .on = on(issued), .actor = 2, .drafted_by = 1});
            ledger::insert_notice_clock(work,
                                        {.notice = id,
                                         .cause = "issued",
                                         .from_on = on(issued),
                                         .days = std::min(28, on(matures) - on(issued)),
                                         .matures_on = on(matures)});
        });
        return id;
    }
    void notice_step(std::int64_t notice, const std::string& state, std::string_view day) {
        area.write([&](ledger::Work& work) {
            ledger::insert_notice_step(work,
                                       person.person,
                                       {.notice = notice,
                                        .state = state,
                                        .on = on(day),
                                        .actor = 2,
                                        .holds = state == "challenged",
                                        .words = "why"});
        });
    }
    // Opened, proposed, approved by another and consulted about: "C-0001".
    std::string decided(const std::string& kind,
                        const std::string& outcome,
                        Given proposal,
                        const std::string& review_kind = "surplus") {
        const std::string review = std::to_string(closed_review(outcome, review_kind));
        const std::string number =
            area.answer(scheduler::case_open,
                        {{"review", review}, {"kind", kind}, {"words", "It is not needed."}})
                .at("case");
        const std::string workings =
            proposal.contains("amount") ? "All of it = £" + proposal.at("amount") : "All of it.";
        proposal.merge(Given{{"case", number}, {"plan_line", "LP1"}, {"workings", workings}});
        const auto proposed = area.answer(scheduler::case_propose, proposal);
        area.answer(scheduler::case_approve,
                    {{"case", number}, {"confirm", proposed.at("confirm")}},
                    {.actor = ben});
        area.answer(scheduler::case_consult, {{"case", number}, {"words", "In hospital."}});
        return number;
    }
    // On LP1, recorded and told apart from nothing else.
    void spent(std::int64_t amount, std::string_view day) {
        area.write([&](ledger::Work& work) {
            const auto id = ledger::insert_spend(work,
                                                 person.person,
                                                 {.budget = person.budget,
                                                  .spent_on = on(day),
                                                  .amount = pounds(amount),
                                                  .plan_line = person.line,
                                                  .payee = "A shop",
                                                  .what_for = "Gloves",
                                                  .fingerprint = "0123456789abcdef",
                                                  .recorded_by = 1});
            ledger::insert_spend_step(
                work, person.person, {.spend = id, .step = 1, .on = on(day), .actor = 1});
        });
    }
    // What was refused, else "accepted".
    std::string take_effect(const std::string& day, const std::string& number = "C-0001") {
        return area.refusal(scheduler::case_take_effect, {{"case", number}}, {.day = day});
    }
    nlohmann::json pay_until(const std::string& until, const std::string& today) {
        const auto runs = area.propose(until, today);
        for (const auto& run : runs) {
            if (run["payments"] == 0) continue;
            area.answer(scheduler::run_approve,
                        {{"run", run["run"]}, {"confirm", run["confirm"]}},
                        {.actor = ben, .day = today});
        }
        return runs;
    }
    // "2026-12-28 600.00 less 1200.00;" of each payment, in the order of their ids.
    std::string paid() {
        std::string all;
        for (const auto& each : area.payments()) {
            ledger::Money off;
            for (const auto& offset : ledger::offsets_of_payment(area.area().database(), each.id)) {
                off += offset.amount;
            }
            all += each.period.first.iso() + " " + std::to_string(each.net.pence()) + " less " +
                   std::to_string(off.pence()) + ";";
        }
        return all;
    }
    ledger::Money allocated() {
        return area
            .balance({.name = ledger::AccountName::allocation,
                      .stream = ledger::Stream::nhs,
                      .body = static_cast<std::int32_t>(area.commissioner)})
            .posted;
    }
    bool is_sound() { return ledger::verify(area.area().database()).clean(); }

    RunArea area;
    TestPerson person;
};

}  // namespace almoner::tests
