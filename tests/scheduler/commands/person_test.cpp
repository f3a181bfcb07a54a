#include "scheduler/commands/person.h"

#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/access_note.h"
#include "tests/scheduler/commands/people_area.h"

namespace almoner::scheduler {
namespace {

using tests::day;
using tests::Files;
using tests::with;

const Files new_person{{"person", "P9"},
                       {"given_name", "Dee"},
                       {"family_name", "Nine, the \"second\""},
                       {"date_of_birth", "1990-02-28"},
                       {"information_format", "standard"}};

class PersonCommand : public tests::PeopleArea {
  protected:
    ledger::PersonDetails details(const char* ref) {
        const auto person = ledger::person_by_ref(area.database(), ref, day("2026-11-22"));
        return ledger::person_private(area.database(), person->personal).value();
    }
};

TEST_F(PersonCommand, APersonIsAddedWithTheirNameInThePrivateTablesOnly) {
    const auto answer = accepted(person_add, new_person);
    EXPECT_EQ(answer.dump().find("Dee"), std::string::npos);
    EXPECT_EQ(details("P9").family_name, "Nine, the \"second\"");
    EXPECT_EQ(refused(person_add, new_person), "person-exists person");
}

TEST_F(PersonCommand, AChangeKeepsWhatIsNotGiven) {
    accepted(person_change, {{"person", "P1"}, {"phone", "01632 960009"}});
    EXPECT_EQ(details("P1").phone, "01632 960009");
    EXPECT_EQ(details("P1").nhs_number, "9990000018");
    EXPECT_EQ(refused(person_change, {{"person", "P1"}}), "nothing-to-change person");
    EXPECT_EQ(refused(person_change, {{"person", "P7"}}), "person-unknown person");
    EXPECT_EQ(refused(person_change, {{"person", "P1"}, {"phone", "1"}}), "phone-unreadable phone");
}

TEST_F(PersonCommand, ADeathIsRecordedWithATaskAndMayBeCorrected) {
    const Files died{{"person", "P1"}, {"on", "2026-11-22"}};
    EXPECT_EQ(refused(person_died, with(died, "on", "2026-11-23")), "day-in-the-future on");
    EXPECT_EQ(refused(person_died, {{"person", "P2"}, {"on", "2015-05-31"}}), "before-birth on");
    EXPECT_EQ(refused(person_died, with(died, "on", "1980-01-30")), "date-before-1990 on");
    accepted(person_died, died);
    EXPECT_EQ(tasks(), "person-died person:P1;");
    EXPECT_EQ(refused(person_died, died), "nothing-to-change on");
    accepted(person_died, with(died, "on", "2026-11-20"));
    EXPECT_EQ(ledger::person_by_ref(area.database(), "P1", day("2026-11-22"))->died_on,
              day("2026-11-20"));
}

TEST_F(PersonCommand, NothingIsWrittenBeforeAChangeThatIsRecordedAlready) {
    const Files later{{"person", "P1"}, {"phone", "01632 960009"}, {"from", "2026-12-01"}};
    accepted(person_change, later);
    const Files earlier{{"person", "P1"}, {"phone", "01632 960010"}, {"from", "2026-11-30"}};
    EXPECT_EQ(refused(person_change, earlier), "later-change from");
    EXPECT_EQ(refused(person_change, with(earlier, "from", "2026-12-01")), "accepted");
}

TEST_F(PersonCommand, EachBadFieldIsNamed) {
    EXPECT_EQ(refused(person_add, with(new_person, "nhs_number", "9990000019")),
              "nhs-number-check-digit nhs_number");
    EXPECT_EQ(refused(person_add, with(new_person, "date_of_birth", "1990-02-30")),
              "date-does-not-exist date_of_birth");
    EXPECT_EQ(refused(person_add, with(new_person, "date_of_birth", "2026-11-23")),
              "day-in-the-future date_of_birth");
    EXPECT_EQ(refused(person_add, with(new_person, "nhs_number", "9990000018")),
              "nhs-number-twice nhs_number");
    EXPECT_EQ(refused(person_add, with(new_person, "information_format", "loud")),
              "not-in-the-list information_format");
}

TEST_F(PersonCommand, ALookAtSomebodyWhoIsNotThereIsRefusedAndNotNoted) {
    const Files look{{"person", "P1,P7"}, {"what", "balance"}, {"purpose", "a question"}};
    EXPECT_EQ(refused(access_note, look), "person-unknown person");
    EXPECT_FALSE(area.database().prepare("SELECT 1 FROM access_log")->step());
    EXPECT_EQ(refused(access_note, with(look, "person", "P1,P2")), "accepted");
}

}  // namespace
}  // namespace almoner::scheduler
