#include "scheduler/commands/person_stop.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/person.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/commands/people_area.h"

namespace almoner::scheduler {
namespace {

using ledger::AgreementStatus;
using nlohmann::json;
using tests::asking_checker;
using tests::day;
using tests::Files;
using tests::with;

// P2 has budget B2 with the agreements A3 and A4, both active. Today is 22 November 2026.
class PersonStop : public tests::PeopleArea {
  protected:
    AgreementStatus status(const char* ref, std::string_view on = "2026-11-22") {
        return ledger::agreement_by_ref(area.database(), ref, day(on))->status;
    }
    static Files confirming(const json& proposed) {
        return {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}};
    }
};

const Files hold{{"person", "P2"}, {"reason", "account"}};

TEST_F(PersonStop, AHoldStopsEveryAgreementAndASecondPersonLetsThemGoOn) {
    EXPECT_EQ(accepted(person_hold, hold)["agreements"].size(), 2);
    EXPECT_EQ(status("A3"), AgreementStatus::held);
    EXPECT_EQ(status("A4"), AgreementStatus::held);
    EXPECT_EQ(status("A1"), AgreementStatus::active);
    EXPECT_EQ(tasks(), "agreement-held agreement:A3;agreement-held agreement:A4;");
    EXPECT_EQ(refused(person_hold, hold), "nothing-to-hold person");

    const json resumed = accepted(person_resume, {{"person", "P2"}});
    ASSERT_EQ(resumed["proposals"].size(), 2);
    EXPECT_EQ(status("A3"), AgreementStatus::held);
    for (const json& each : resumed["proposals"]) {
        accepted(proposal_confirm, confirming(each), asking_checker);
    }
    EXPECT_EQ(status("A3"), AgreementStatus::active);
    EXPECT_EQ(status("A4"), AgreementStatus::active);
    EXPECT_FALSE(area.database().prepare("SELECT 1 FROM task WHERE state = 1")->step());
    EXPECT_EQ(refused(person_resume, {{"person", "P2"}}), "nothing-to-resume person");
}

TEST_F(PersonStop, AHoldMayBeginLaterButNeverEarlier) {
    EXPECT_EQ(refused(person_hold, with(hold, "from", "2026-11-21")), "day-in-the-past from");
    EXPECT_EQ(refused(person_hold, with(hold, "reason", "mood")), "not-in-the-list reason");
    EXPECT_EQ(refused(person_hold, with(hold, "person", "P7")), "person-unknown person");
    accepted(person_hold, with(hold, "from", "2026-12-01"));
    EXPECT_EQ(status("A3", "2026-11-30"), AgreementStatus::active);
    EXPECT_EQ(status("A3", "2026-12-01"), AgreementStatus::held);
}

TEST_F(PersonStop, AnEndEndsTheAgreementsAndProposesTheBudgetsLastDay) {
    const Files end{{"person", "P2"},
                    {"on", "2026-12-31"},
                    {"ground", "error"},
                    {"ground_evidence", evidence("P2")}};
    EXPECT_EQ(refused(person_end, {{"person", "P2"}, {"on", "2026-12-31"}}), "no-review agreement");
    const json ended = accepted(person_end, end);
    EXPECT_EQ(ended["agreements"].size(), 0);
    ASSERT_EQ(ended["proposals"].size(), 3);
    for (std::size_t i = 0; i < 2; ++i) {
        accepted(proposal_confirm, confirming(ended["proposals"][i]), asking_checker);
    }
    EXPECT_EQ(ledger::agreement_by_ref(area.database(), "A4", day("2026-11-22"))->end_on,
              day("2026-12-31"));
    const auto budget = [&] {
        return ledger::budget_by_ref(area.database(), "B2", day("2026-11-22"))->end_on;
    };
    EXPECT_EQ(budget(), std::nullopt);
    accepted(proposal_confirm, confirming(ended["proposals"][2]), asking_checker);
    EXPECT_EQ(budget(), day("2026-12-31"));
    EXPECT_EQ(tasks(), "person-ended person:P2;");
    EXPECT_EQ(refused(person_end, end), "nothing-to-end person");
}

TEST_F(PersonStop, ADeathIsTakenBackByTwoPeopleWithEvidence) {
    EXPECT_EQ(refused(person_alive, {{"person", "P2"}}), "not-recorded-as-died person");
    accepted(person_died, {{"person", "P2"}, {"on", "2026-11-20"}});
    const json ended =
        accepted(person_end, {{"person", "P2"}, {"on", "2026-11-20"}, {"ground", "death"}});
    for (const json& each : ended["proposals"]) {
        accepted(proposal_confirm, confirming(each), asking_checker);
    }
    EXPECT_EQ(refused(person_alive, {{"person", "P2"}}), "evidence-missing evidence");
    const json proposed =
        accepted(person_alive, {{"person", "P2"}, {"evidence", evidence("P2")}}, asking_checker);
    EXPECT_EQ(refused(proposal_confirm, confirming(proposed), asking_checker), "own-proposal as");
    const auto died = [&] {
        return ledger::person_by_ref(area.database(), "P2", day("2026-11-22"))->died_on;
    };
    EXPECT_EQ(died(), day("2026-11-20"));
    accepted(proposal_confirm, confirming(proposed), tests::another_checker);
    EXPECT_EQ(died(), std::nullopt);
    const auto statement =
        area.database().prepare("SELECT words FROM task WHERE kind = 'person-alive' AND state = 1");
    ASSERT_TRUE(statement->step());
    EXPECT_NE(std::string(statement->text(0)).find("these agreements were ended: A3, A4"),
              std::string::npos)
        << statement->text(0);
    const auto open =
        area.database().prepare("SELECT 1 FROM task WHERE kind = 'person-died' AND state = 1");
    EXPECT_FALSE(open->step());
}

TEST_F(PersonStop, ADeathThatWasRecordedAnotherWaySinceIsNotTakenBack) {
    accepted(person_died, {{"person", "P2"}, {"on", "2026-11-20"}});
    const json proposed = accepted(person_alive, {{"person", "P2"}, {"evidence", evidence("P2")}});
    accepted(person_died, {{"person", "P2"}, {"on", "2026-11-21"}});
    EXPECT_EQ(refused(proposal_confirm, confirming(proposed), asking_checker),
              "changed-since proposal");
    EXPECT_EQ(ledger::person_by_ref(area.database(), "P2", day("2026-11-22"))->died_on,
              day("2026-11-21"));
}

}  // namespace
}  // namespace almoner::scheduler
