// Who is told: nobody without a name and an address, and for a child or an estate only who acts for
// them.
#include "scheduler/notice/recipients.h"

#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/notice.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using tests::on;

class WhoIsTold : public ::testing::Test {
  protected:
    WhoIsTold() : person(area.add()) {}
    // As the person is from now on.
    std::string told(const ledger::PersonDetails& details,
                     const std::optional<ledger::Date>& died_on = {}) {
        area.write([&](ledger::Work& work) {
            ledger::Person known =
                *ledger::person_numbered(work.database(), person.person, ledger::last_day_of_all);
            known.personal = ledger::insert_person_private(work, person.person, details);
            known.died_on = died_on;
            ledger::insert_person(work, known);
        });
        const auto all = recipients_of(area.area().database(), person.person, on("2026-11-02"));
        return all.accepted() ? all.value().front().name : all.refusal().code;
    }

    tests::RunArea area;
    tests::TestPerson person;
    const ledger::PersonDetails ada{.given_name = "Ada",
                                    .family_name = "Byrd",
                                    .date_of_birth = on("1970-01-02"),
                                    .address = "1 Mill Lane, Anytown",
                                    .postcode = "NE1 7XF"};
};

TEST_F(WhoIsTold, APersonIsToldAtAnAddress) {
    EXPECT_EQ(told(ada), "Ada Byrd");
    ledger::PersonDetails nowhere = ada;
    nowhere.address = "";
    nowhere.postcode = "";
    EXPECT_EQ(told(nowhere), "address-missing");
}

TEST_F(WhoIsTold, OfAnEstateOnlyWhoActsForIt) {
    EXPECT_EQ(told(ada, on("2026-10-01")), "nobody-to-tell");
}

TEST_F(WhoIsTold, ALetterThatIsNoneHasNoDeliveryAndNoPdf) {
    const tests::AskedOn today{};
    EXPECT_EQ(area.refusal(notice_delivery, {{"letter", "9"}, {"state", "sent"}}, today),
              "letter-unknown");
    EXPECT_EQ(area.refusal(letter_pdf, {{"letter", "9"}}, today), "letter-unknown");
}

}  // namespace
}  // namespace almoner::scheduler
