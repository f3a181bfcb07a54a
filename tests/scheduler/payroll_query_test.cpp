// What people ask about payroll: by when, by whom, and the answer.
#include "ledger/records/payroll_query.h"

#include "ledger/records/erasure.h"
#include "ledger/records/task.h"
#include "scheduler/commands/payroll_query.h"
#include "scheduler/commands/task_done.h"
#include "tests/scheduler/payroll_area.h"

namespace almoner::scheduler {
namespace {

using tests::FieldMap;
using tests::on;
using tests::with;

const FieldMap why{{"employment", "J1"},
                   {"by", "assistant"},
                   {"channel", "telephone"},
                   {"words", "Why was more tax taken than last time?"}};

class PayrollQueries : public tests::PayrollArea {
  protected:
    PayrollQueries() { employ(); }

    std::string open_task() {
        const auto found = area.area().database().prepare(
            "SELECT due_on, subject FROM task WHERE kind = 'payroll-query' AND state = 1");
        if (!found->step()) return "none";
        return ledger::Date::from_days(static_cast<std::int32_t>(found->integer(0))).iso() + " " +
               std::string(found->text(1));
    }
};

// Two working days, as payroll.md has it of Independent Lives: from Friday to Tuesday.
TEST_F(PayrollQueries, AreAnsweredWithinTwoWorkingDays) {
    const auto added = area.answer(payroll_query_add, why, {.day = "2026-11-20"});
    EXPECT_EQ(added.at("query"), 1);
    EXPECT_EQ(added.at("due"), "2026-11-24");
    EXPECT_EQ(open_task(), "2026-11-24 payroll-query:1");
    const auto kept = ledger::payroll_query_by_id(area.area().database(), 1).value();
    EXPECT_EQ(kept.about, "employment");
    EXPECT_EQ(kept.words, "Why was more tax taken than last time?");
    EXPECT_EQ(kept.due_on, on("2026-11-24"));
}

TEST_F(PayrollQueries, EndTheirTaskWithTheAnswer) {
    (void)area.answer(payroll_query_add, why, {.day = "2026-11-20"});
    EXPECT_EQ(refused(task_done, {{"task", "1"}, {"words", "done"}}), "task-settles-itself task");
    const auto answered = area.answer(payroll_query_answer,
                                      {{"query", "1"}, {"words", "The code is new."}},
                                      {.day = "2026-11-24"});
    EXPECT_EQ(answered.at("in_time"), true);
    EXPECT_EQ(open_task(), "none");
    EXPECT_EQ(ledger::answer_to_payroll_query(area.area().database(), 1)->words,
              "The code is new.");
    EXPECT_EQ(refused(payroll_query_answer, {{"query", "1"}, {"words", "Again."}}),
              "query-answered query");
}

TEST_F(PayrollQueries, AnsweredADayLaterAreLate) {
    (void)area.answer(payroll_query_add, why, {.day = "2026-11-20"});
    EXPECT_EQ(area.answer(payroll_query_answer,
                          {{"query", "1"}, {"words", "The code is new."}},
                          {.day = "2026-11-25"})
                  .at("in_time"),
              false);
}

TEST_F(PayrollQueries, AreAboutOneThing) {
    EXPECT_EQ(refused(payroll_query_add, with(why, {{"employer", "E1"}})), "query-about employer");
    FieldMap nothing = why;
    nothing.erase("employment");
    EXPECT_EQ(refused(payroll_query_add, nothing), "query-about employer");
    EXPECT_EQ(refused(payroll_query_add, with(nothing, {{"slip", "9"}})), "slip-unknown slip");
    EXPECT_EQ(refused(payroll_query_add, with(why, {{"employment", "J9"}})),
              "employment-unknown employment");
    EXPECT_EQ(refused(payroll_query_add, with(nothing, {{"employer", "E9"}})),
              "employer-unknown employer");
    EXPECT_EQ(area.answer(payroll_query_add, with(nothing, {{"employer", "E1"}})).at("about"),
              "employer");
}

TEST_F(PayrollQueries, SayWhatIsMissingOrWrong) {
    EXPECT_EQ(refused(payroll_query_add, with(why, {{"by", "the cat"}})), "not-in-the-list by");
    EXPECT_EQ(refused(payroll_query_add, with(why, {{"channel", "pigeon"}})),
              "not-in-the-list channel");
    EXPECT_EQ(refused(payroll_query_add, with(why, {{"due", "2026-11-19"}}), {.day = "2026-11-20"}),
              "due-before-asked due");
    (void)area.answer(payroll_query_add, why);
    EXPECT_EQ(refused(payroll_query_answer, {{"query", "1"}}), "empty words");
    EXPECT_EQ(refused(payroll_query_answer, {{"query", "7"}, {"words", "Yes."}}),
              "query-unknown query");
}

// About a job they are the assistant's words, about an employer the holder's.
TEST_F(PayrollQueries, AreSealedUnderWhomTheyAreAbout) {
    FieldMap about_employer = why;
    about_employer.erase("employment");
    about_employer["employer"] = "E1";
    (void)area.answer(payroll_query_add, why);
    (void)area.answer(payroll_query_add, about_employer);
    EXPECT_EQ(person_of_query(area.area().database(), 2), holder.person);
    EXPECT_NE(person_of_query(area.area().database(), 1), holder.person);
}

}  // namespace
}  // namespace almoner::scheduler
