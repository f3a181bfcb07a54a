// REV-01 and REV-02: what is recorded of payments, reviews and the EHC plan changes what the night
// says of a review.
#include "ledger/records/attested_fact.h"
#include "ledger/records/evaluation.h"
#include "ledger/records/review.h"
#include "scheduler/commands/surplus_ask.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace almoner::tests {
namespace {

struct Reviewed {
    const char* test;
    const char* found;  // "": none
    const char* paid_from = "2026-10-05";
    const char* held_on = "";
    const char* ehc_on = "";
};

constexpr std::string_view today = "2026-11-23";

class ReviewFacts : public ::testing::TestWithParam<Reviewed> {
  protected:
    void pay_from(std::string_view day) {
        PersonTerms terms;
        terms.agreement.start_on = terms.agreement.anchor_on = on(day);
        terms.agreement.from_on = terms.line.from_on = terms.line.start_on = on(day);
        if (*GetParam().ehc_on != '\0') terms.line.stream = ledger::Stream::education;
        who = area.add(terms);
    }
    void hold(std::string_view day) {
        area.write([&](ledger::Work& work) {
            const std::int64_t id = ledger::insert_review(work,
                                                          who.person,
                                                          {.budget = who.budget,
                                                           .kind = "first",
                                                           .due_on = on(day),
                                                           .opened_on = on(day),
                                                           .opened_by = 1});
            for (const char* const state :
                 {"started", "evidence-gathered", "decided", "notified", "closed"}) {
                ledger::insert_review_step(
                    work,
                    who.person,
                    {.review = id,
                     .state = state,
                     .on = on(day),
                     .actor = 1,
                     .outcome = std::string_view(state) == "decided" ? "no-change" : ""});
            }
        });
    }
    void plan_is_reviewed(std::string_view day) {
        area.write([&](ledger::Work& work) {
            ledger::insert_attested_fact(work,
                                         who.person,
                                         {.about = {ledger::CaseKind::budget, who.budget},
                                          .name = "review.ehc_review_on",
                                          .value = std::string(day),
                                          .from_on = on("2026-10-05"),
                                          .attested_by = 1});
        });
    }
    // What the rules of reviews say.
    std::string found() {
        (void)area.answer(scheduler::surplus_ask, {{"budget", "BP1"}}, {.day = std::string(today)});
        const auto kept =
            ledger::evaluations_of(area.area().database(), {ledger::CaseKind::budget, who.budget});
        std::string all;
        if (kept.empty() || kept.back().details.empty()) return all;  // all was allowed
        const auto details = nlohmann::json::parse(kept.back().details);
        for (const auto& each : details.at("findings")) {
            const std::string rule = each.at("rule");
            if (rule.starts_with("REV-")) all += rule + " " + each.at("reason").get<std::string>();
        }
        return all;
    }

    RunArea area;
    TestPerson who;
};

TEST_P(ReviewFacts, REV_01_REV_02_ChangeWhatTheNightSays) {
    const Reviewed& each = GetParam();
    pay_from(each.paid_from);
    if (*each.held_on != '\0') hold(each.held_on);
    if (*each.ehc_on != '\0') plan_is_reviewed(each.ehc_on);
    EXPECT_EQ(found(), each.found);
}

// SI 2013/1617 reg 14: within three months, then each year; a task four weeks before (constructed).
INSTANTIATE_TEST_SUITE_P(EachFact,
                         ReviewFacts,
                         ::testing::Values(Reviewed{.test = "nothing_soon", .found = ""},
                                           Reviewed{.test = "a_first_soon",
                                                    .found = "REV-01 first-review-soon",
                                                    .paid_from = "2026-09-21"},
                                           Reviewed{.test = "a_first_overdue",
                                                    .found = "REV-01 first-review-overdue",
                                                    .paid_from = "2026-08-22"},
                                           Reviewed{.test = "a_first_that_was_held",
                                                    .found = "",
                                                    .paid_from = "2026-08-22",
                                                    .held_on = "2026-11-02"},
                                           Reviewed{.test = "a_next_soon",
                                                    .found = "REV-02 next-review-soon",
                                                    .paid_from = "2025-08-22",
                                                    .held_on = "2025-11-24"},
                                           Reviewed{.test = "a_next_overdue",
                                                    .found = "REV-02 next-review-overdue",
                                                    .paid_from = "2025-08-22",
                                                    .held_on = "2025-11-22"},
                                           Reviewed{.test = "with_a_plan_that_is_far",
                                                    .found = "",
                                                    .paid_from = "2026-08-22",
                                                    .held_on = "2026-11-02",
                                                    .ehc_on = "2027-08-01"},
                                           Reviewed{.test = "with_a_plan_that_is_near",
                                                    .found = "REV-02 review-with-plan",
                                                    .paid_from = "2026-08-22",
                                                    .held_on = "2026-11-02",
                                                    .ehc_on = "2026-12-01"}),
                         [](const auto& each) { return std::string(each.param.test); });

}  // namespace
}  // namespace almoner::tests
