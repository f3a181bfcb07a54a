// What is recorded of a case's notice, its consultation and its line changes what the rules answer
// when it takes effect (RED-02, RED-08, RCL-01, RCL-05).
#include "ledger/records/actor.h"
#include "ledger/records/evaluation.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/evidence.h"
#include "tests/scheduler/reduction_case_area.h"

namespace almoner::tests {
namespace {

class CaseFacts : public CaseArea {
  protected:
    // £400 a week instead of £450; the plan asks for 28 days of notice.
    void reduction(const Given& consultation) {
        told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40000");
        told_of_budget("surplus.plan_notice_days", "28");
        const std::string review = std::to_string(closed_review("reduce"));
        (void)area.answer(scheduler::case_open,
                          {{"review", review}, {"kind", "reduction"}, {"words", "Less is used."}});
        const auto proposed = area.answer(scheduler::case_propose,
                                          {{"case", "C-0001"},
                                           {"plan_line", "LP1"},
                                           {"amount", "400.00"},
                                           {"workings", "Two hours = £50.00"}});
        area.answer(scheduler::case_approve,
                    {{"case", "C-0001"}, {"confirm", proposed.at("confirm")}},
                    {.actor = ben});
        Given consulted = consultation;
        consulted["case"] = "C-0001";
        area.answer(scheduler::case_consult, consulted, {.day = "2026-12-02"});
    }
    // Their answer, dated 20 October 2026.
    std::string paper() {
        area.write([](ledger::Work& work) {
            ledger::insert_actor(work, {.ref = "anna", .from_on = on("2026-01-01")});
        });
        return area
            .answer(scheduler::evidence_add,
                    {{"file:document", "Two hours less will do."},
                     {"kind", "letter"},
                     {"subject", "case:C-0001"},
                     {"dated_on", "2026-10-20"},
                     {"media_type", "text/plain"},
                     {"person", "P1"}})
            .at("evidence")
            .dump();
    }
    // Of the last answer that was stored whole.
    bool is_found(const std::string& reason) {
        const auto kept = ledger::evaluations_of(area.area().database(),
                                                 {ledger::CaseKind::budget, person.budget});
        return !kept.empty() && kept.back().details.find(reason) != std::string::npos;
    }
};

struct Issued {
    const char* test;
    const char* on;
    const char* answer;
};
class IssuedNotice : public CaseFacts, public ::testing::WithParamInterface<Issued> {};

// Whatever its own clock says: 28 days before 2 December are 4 November.
TEST_P(IssuedNotice, RED_02_RunsFromItsDay) {
    reduction({{"words", "In hospital."}});
    issue_notice("reduction", "C-0001", GetParam().on);
    EXPECT_EQ(take_effect("2026-12-02"), GetParam().answer);
}

INSTANTIATE_TEST_SUITE_P(Days,
                         IssuedNotice,
                         ::testing::Values(Issued{"earlier", "2026-11-02", "accepted"},
                                           Issued{"on_the_day", "2026-11-04", "accepted"},
                                           Issued{"a_day_late", "2026-11-05", "notice-running"}),
                         [](const auto& each) { return std::string(each.param.test); });

struct Consultation {
    const char* test;
    const char* on;  // empty: nobody was asked
    bool runs = false;
};
class Consulted : public CaseFacts, public ::testing::WithParamInterface<Consultation> {};

// Policy: fourteen days to answer (constructed).
TEST_P(Consulted, RED_08_HasFourteenDaysToAnswer) {
    const Consultation& asked = GetParam();
    if (*asked.on == '\0') {
        reduction({{"words", "In hospital."}});
    } else {
        reduction({{"evidence", paper()}, {"on", asked.on}});
    }
    issue_notice("reduction");
    EXPECT_EQ(take_effect("2026-12-02"), "accepted");
    EXPECT_EQ(is_found("consultation-running"), asked.runs);
}

INSTANTIATE_TEST_SUITE_P(Days,
                         Consulted,
                         ::testing::Values(Consultation{"nobody", ""},
                                           Consultation{"fourteen_days_ago", "2026-11-18"},
                                           Consultation{"a_day_less", "2026-11-19", true}),
                         [](const auto& each) { return std::string(each.param.test); });

struct Asked {
    const char* test;
    bool is_asked;
};
class AskedAgain : public CaseFacts, public ::testing::WithParamInterface<Asked> {};

// Once the request to reconsider was answered nothing waits for it.
TEST_P(AskedAgain, RCL_05_AnAnsweredRequestHoldsNothing) {
    told_of_budget("reclaim.unused", "500000");
    (void)decided("reclaim", "reclaim", {{"amount", "900.00"}, {"ground", "unused-accumulated"}});
    const std::int64_t notice = issue_notice("reclaim");
    holds(5'000);
    if (GetParam().is_asked) {
        notice_step(notice, "challenged", "2026-11-20");
        EXPECT_EQ(take_effect("2026-12-02"), "reconsideration-unanswered");
        notice_step(notice, "upheld", "2026-11-25");
    }
    EXPECT_EQ(take_effect("2026-12-02"), "accepted");
}

INSTANTIATE_TEST_SUITE_P(Cases,
                         AskedAgain,
                         ::testing::Values(Asked{"not_asked", false}, Asked{"answered", true}),
                         [](const auto& each) { return std::string(each.param.test); });

struct Weekly {
    const char* test;
    std::int64_t pence;
    const char* answer;
};
class OfAWeek : public CaseFacts, public ::testing::WithParamInterface<Weekly> {};

// £3,600.00 unused is eight weeks of £450.00: a substantial proportion is more (local: St Helens).
TEST_P(OfAWeek, RCL_01_IsAboveEightWeeksOfTheLine) {
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_by_ref(work.database(), "LP1", ledger::last_day_of_all);
        line.amount = ledger::Money::from_pence(GetParam().pence);
        ledger::insert_plan_line(work, line);
    });
    told_of_budget("reclaim.unused", "360000");
    const std::string review = std::to_string(closed_review("reclaim"));
    area.answer(scheduler::case_open,
                {{"review", review}, {"kind", "reclaim"}, {"words", "It built up."}});
    EXPECT_EQ(area.refusal(scheduler::case_propose,
                           {{"case", "C-0001"},
                            {"plan_line", "LP1"},
                            {"amount", "900.00"},
                            {"ground", "unused-accumulated"},
                            {"workings", "Two weeks = £900.00"}}),
              GetParam().answer);
}

INSTANTIATE_TEST_SUITE_P(Amounts,
                         OfAWeek,
                         ::testing::Values(Weekly{"exactly", 450'00, "not-substantial"},
                                           Weekly{"just_under", 449'99, "accepted"}),
                         [](const auto& each) { return std::string(each.param.test); });

}  // namespace
}  // namespace almoner::tests
