#include "scheduler/commands/representative.h"

#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/commands/people_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::asking_checker;
using tests::day;
using tests::Files;
using tests::with;

// P2 is represented by a parent, number 1, whom A4 pays; nobody represents P1.
class RepresentativeCommand : public tests::PeopleArea {
  protected:
    // What the rules ask of whoever is paid by A4 from December on.
    void tell_of_who_follows() {
        tell("A4", "eligibility.has_capacity=yes");
        tell("A4",
             "payee.judged_capable=yes, payee.is_body=no, payee.representative_agrees=yes",
             "2026-12-01");
    }
    std::vector<ledger::Representative> of(std::int64_t person) {
        return ledger::representatives_of(area.database(), person, day("2030-01-01"));
    }
};

const Files nominee{
    {"person", "P1"}, {"name", "Dot One"}, {"role", "nominee"}, {"start", "2026-12-01"}};

TEST_F(RepresentativeCommand, WhereNobodyIsPaidThroughOneItCountsAtOnce) {
    const json answer = accepted(representative_add, nominee);
    EXPECT_EQ(answer.dump().find("Dot"), std::string::npos);
    ASSERT_EQ(of(1).size(), 1U);
    EXPECT_EQ(of(1)[0].role, ledger::RepresentativeRole::nominee);
    EXPECT_EQ(of(1)[0].start_on, day("2026-12-01"));
    EXPECT_EQ(ledger::private_text(area.database(), of(1)[0].name_private), "Dot One");
    EXPECT_EQ(refused(representative_add, nominee), "representative-known name");
}

TEST_F(RepresentativeCommand, WhereMoneyFollowsItTakesEvidenceAndASecondPerson) {
    tell_of_who_follows();
    const Files wanted = with(with(nominee, "person", "P2"), "role", "parent");
    EXPECT_EQ(refused(representative_add, wanted), "evidence-missing evidence");
    const json proposed = accepted(representative_add, with(wanted, "evidence", evidence("P2")));
    EXPECT_EQ(of(2).size(), 1U);
    accepted(proposal_confirm,
             {{"proposal", proposed["proposal"].dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    ASSERT_EQ(of(2).size(), 2U);
    EXPECT_EQ(of(2)[1].start_on, day("2026-12-01"));
    EXPECT_EQ(of(2)[1].end_on, std::nullopt);
}

// SI 2013/1617 reg 7 and Care Act 2014 s 32 look at the person who is paid, not at the last one.
TEST_F(RepresentativeCommand, WhoFollowsIsLookedAtAndNotWhoWasPaidBefore) {
    Files wanted = with(with(nominee, "person", "P2"), "role", "parent");
    wanted["evidence"] = evidence("P2");
    tell("A4",
         "eligibility.has_capacity=yes, payee.judged_capable=yes, payee.is_body=no,"
         "payee.representative_agrees=yes");
    EXPECT_EQ(refused(representative_add, wanted), "not-known person");
    tell_of_who_follows();
    EXPECT_EQ(refused(representative_add, with(wanted, "role", "nominee")),
              "no-representative person");
    tell("A4", "payee.judged_capable=no", "2026-12-01");
    EXPECT_EQ(refused(representative_add, wanted), "not-capable person");
    tell("A4", "payee.judged_capable=yes, payee.representative_agrees=no", "2026-12-01");
    EXPECT_EQ(refused(representative_add, wanted), "representative-does-not-agree person");
    tell("A4", "payee.representative_agrees=yes, payee.is_body=yes", "2026-12-01");
    EXPECT_EQ(refused(representative_add, wanted), "dbs person");
    tell("A4", "payee.dbs=" + evidence("P2"), "2026-12-01");
    EXPECT_EQ(refused(representative_add, wanted), "accepted");
    EXPECT_EQ(of(2).size(), 1U);
}

TEST_F(RepresentativeCommand, IsLookedAtAgainWhenItIsConfirmed) {
    Files wanted = with(with(nominee, "person", "P2"), "role", "parent");
    wanted["evidence"] = evidence("P2");
    tell_of_who_follows();
    const json proposed = accepted(representative_add, wanted);
    tell("A4", "payee.judged_capable=no", "2026-12-01");
    EXPECT_EQ(refused(proposal_confirm,
                      {{"proposal", proposed["proposal"].dump()}, {"confirm", proposed["confirm"]}},
                      asking_checker),
              "not-capable person");
    EXPECT_EQ(of(2).size(), 1U);
}

TEST_F(RepresentativeCommand, TheLastOneToEndLeavesATask) {
    const Files end{{"representative", "1"}, {"on", "2026-12-31"}};
    EXPECT_EQ(refused(representative_end, with(end, "on", "2026-03-31")),
              "ends-before-it-starts on");
    accepted(representative_end, end);
    EXPECT_EQ(of(2)[0].end_on, day("2026-12-31"));
    EXPECT_EQ(tasks(), "representative-ended agreement:A4;");
    EXPECT_EQ(refused(representative_end, end), "nothing-to-change on");
    EXPECT_EQ(refused(representative_end, with(end, "representative", "9")),
              "representative-unknown representative");
}

TEST_F(RepresentativeCommand, EachBadFieldIsNamed) {
    EXPECT_EQ(refused(representative_add, with(nominee, "person", "P7")), "person-unknown person");
    EXPECT_EQ(refused(representative_add, with(nominee, "name", "")), "field-missing name");
    EXPECT_EQ(refused(representative_add, with(nominee, "role", "friend")), "not-in-the-list role");
    EXPECT_EQ(refused(representative_add, with(nominee, "end", "2026-11-30")),
              "ends-before-it-starts end");
}

}  // namespace
}  // namespace almoner::scheduler
