// rules.md, CAP-03 and CAP-04: a birthday asks for something by itself, the night that it is near.
#include "scheduler/commands/birthday_ask.h"
#include "scheduler/commands/person.h"
#include "scheduler/jobs/job.h"
#include "tests/scheduler/commands/people_area.h"

namespace almoner::tests {
namespace {

class Birthdays : public PeopleArea {
  protected:
    void born(const std::string& person, const std::string& day_of_birth) {
        accepted(scheduler::person_change, {{"person", person}, {"date_of_birth", day_of_birth}});
    }
    // What the job calls for on the day, done; then "CAP-03;" of each open task.
    std::string night(std::string_view on_day) {
        const auto found = scheduler::find_job("birthdays")->find(area.database(), day(on_day));
        for (const auto& each : found.commands) {
            EXPECT_EQ(each.name, "birthday ask");
            accepted(scheduler::birthday_ask, each.fields);
        }
        std::string all = std::to_string(found.commands.size());
        const auto rows = area.database().prepare(
            "SELECT words FROM task WHERE kind = 'said-transition' AND state = 1 ORDER BY id");
        while (rows->step()) {
            const std::string words(rows->text(0));
            all += words.substr(words.find(" ("));
        }
        return all;
    }
};

// Budget 1 is looked at on Mondays; 90 days before 20 February 2027 are 22 November 2026, which is
// the day of every command here.
TEST_F(Birthdays, CAP_03_AChildWhoSoonTurns16IsATaskOnce) {
    EXPECT_EQ(night("2026-11-23"), "0");
    born("P1", "2011-02-22");
    EXPECT_EQ(night("2026-11-23"), "0");
    EXPECT_EQ(night("2026-11-24"), "0") << "its day is Monday";
    born("P1", "2011-02-20");
    EXPECT_EQ(night("2026-11-23"), "1 (CAP-03).");
    EXPECT_EQ(night("2026-11-30"), "0 (CAP-03).");
    tell("A1", "payee.transition_reviewed=yes");
    tell("B1", "payee.transition_reviewed=yes");
    EXPECT_EQ(night("2026-12-07"), "0");
}

// A1 began on 6 April 2026: for a child, or for somebody of 16.
TEST_F(Birthdays, CAP_03_ABirthdayThatIsOverAsksOfWhatWasAgreedForAChild) {
    born("P1", "2010-04-06");
    EXPECT_EQ(night("2026-11-23"), "0");
    born("P1", "2010-04-07");
    EXPECT_EQ(night("2026-11-23"), "1 (CAP-03).");
    born("P1", "1980-01-31");
    EXPECT_EQ(night("2026-11-30"), "1") << "it is ended where the record says otherwise";
}

// The education money of B2, looked at on Tuesdays. 26 June 2026 is the last Friday of June.
TEST_F(Birthdays, CAP_04_WhoIsOutOfSchoolAgeIsAskedThemselves) {
    EXPECT_EQ(night("2026-11-24"), "0");
    born("P2", "2010-09-01");  // 16 in September: it ends with June 2027
    EXPECT_EQ(night("2026-11-24"), "0");
    born("P2", "2010-08-31");
    EXPECT_EQ(night("2026-11-24"), "1 (CAP-04).");
    EXPECT_EQ(night("2026-12-01"), "0 (CAP-04).");
    tell("B2", "payee.young_person_on=2027-06-26");
    EXPECT_EQ(night("2026-12-08"), "0") << "what was said of it counts";
}

TEST_F(Birthdays, AreAskedOfABudgetThatThereIs) {
    EXPECT_EQ(refused(scheduler::birthday_ask, {{"budget", "B9"}}), "budget-unknown budget");
    EXPECT_EQ(refused(scheduler::birthday_ask, {{"budget", "B1"}}), "accepted");
}

}  // namespace
}  // namespace almoner::tests
