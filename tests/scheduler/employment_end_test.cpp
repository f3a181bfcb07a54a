// The last day of a job, put right and taken back.
#include "scheduler/commands/employer.h"
#include "scheduler/commands/pay_terms.h"
#include "tests/scheduler/payroll_leaving_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::FieldMap;

FieldMap ended_on(const std::string& day, const std::string& reason = "resigned") {
    return {{"employment", "J1"}, {"on", day}, {"reason", reason}};
}

class EndOfAJob : public tests::JobThatEnds {
  protected:
    json end(const FieldMap& fields, const std::string& day = "2026-04-22") {
        return area.answer(employment_end, fields, {.day = day});
    }
    std::string refused(const FieldMap& fields) {
        const auto outcome = area.ask(employment_end, fields, {.day = "2026-04-22"});
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    }
    std::optional<ledger::Date> last_day() {
        return ledger::employment_by_ref(area.area().database(), "J1", ledger::last_day_of_all)
            ->end_on;
    }
    std::vector<std::string> to_look_at() {
        std::vector<std::string> all;
        const auto rows = area.area().database().prepare(
            "SELECT subject, words FROM task WHERE kind = 'job-end-changed' AND state = 1");
        while (rows->step()) {
            all.push_back(std::string(rows->text(0)) + ": " + std::string(rows->text(1)));
        }
        return all;
    }
};

TEST_F(EndOfAJob, IsPutRight) {
    (void)end(ended_on("2026-04-10"));
    const json answer = end(ended_on("2026-04-20", "dismissed"));
    EXPECT_EQ(answer,
              (json{{"employment", "J1"},
                    {"end_on", "2026-04-20"},
                    {"reason", "dismissed"},
                    {"before", "2026-04-10"}}));
    EXPECT_EQ(last_day(), tests::on("2026-04-20"));
    EXPECT_EQ(to_look_at(), std::vector<std::string>{});
    EXPECT_EQ(refused(ended_on("2026-04-20", "dismissed")), "nothing-to-change on");
    EXPECT_EQ(refused(ended_on("2025-01-01")), "before-start on");
    EXPECT_EQ(last_day(), tests::on("2026-04-20"));
}

TEST_F(EndOfAJob, IsTakenBack) {
    EXPECT_EQ(area.refusal(employment_go_on, {{"employment", "J1"}}), "job-goes-on");
    EXPECT_EQ(area.refusal(employment_go_on, {{"employment", "J9"}}), "employment-unknown");
    (void)end(ended_on("2026-04-10"));
    EXPECT_EQ(area.answer(employment_go_on, {{"employment", "J1"}}, {.day = "2026-04-22"}),
              (json{{"employment", "J1"}, {"before", "2026-04-10"}}));
    EXPECT_EQ(last_day(), std::nullopt);
    EXPECT_EQ(area.refusal(employment_leaving, {{"employment", "J1"}, {"notice", "6"}}),
              "job-goes-on");
}

// What an end cut short is named, since nobody knows how long it went on.
TEST_F(EndOfAJob, NamesTheAbsencesThatItCutShort) {
    const json sick =
        area.answer(absence_record,
                    {{"employment", "J1"}, {"kind", "sickness"}, {"from", "2026-04-08"}},
                    {.day = "2026-04-22"});
    (void)end(ended_on("2026-04-10"));
    const json answer = end(ended_on("2026-04-20"));
    EXPECT_EQ(answer.at("absences_to_look_at"), json::array({sick.at("absence")}));
    EXPECT_EQ(to_look_at(),
              std::vector<std::string>{
                  "employment:J1: The end of the job was put right: 20 April 2026 (resigned), and "
                  "not 10 April 2026 (resigned). Absence 1 was cut short at that day: change it "
                  "with 'almoner absence change' if it went on."});
    EXPECT_FALSE(end(ended_on("2026-04-15")).contains("absences_to_look_at"));
    EXPECT_EQ(to_look_at(), std::vector<std::string>{});
}

TEST_F(EndOfAJob, NamesTheSlipsThatPaidIt) {
    end_after_six_years();
    (void)decide_leaving(tests::all_due);
    pay_job("2026-04-24");
    const json answer = end(ended_on("2026-04-13", "holder-died"), "2026-04-27");
    EXPECT_EQ(answer.at("slips_to_look_at"), json::array({1}));
    EXPECT_EQ(
        to_look_at(),
        std::vector<std::string>{"employment:J1: The end of the job was put right: 13 April 2026 "
                                 "(holder-died), and not 20 April 2026 (holder-died). Look at slip "
                                 "1, and correct what is wrong with 'almoner payroll correct'."});
    const json back = area.answer(employment_go_on, {{"employment", "J1"}}, {.day = "2026-04-27"});
    EXPECT_EQ(back.at("decided_before"), json::array({"holiday", "notice", "redundancy"}));
    EXPECT_EQ(back.at("slips_to_look_at"), json::array({1}));
    EXPECT_EQ(tasks().size(), 1U);  // of what it paid of an end that is none
}

TEST_F(EndOfAJob, WaitsForARunThatIsApproved) {
    end_after_six_years();
    (void)decide_leaving(tests::all_due);
    approve(draft("2026-05-01"), "2026-04-28");
    EXPECT_EQ(refused(ended_on("2026-04-13")), "run-under-way employment");
    EXPECT_EQ(area.refusal(employment_go_on, {{"employment", "J1"}}), "run-under-way");
}

}  // namespace
}  // namespace almoner::scheduler
