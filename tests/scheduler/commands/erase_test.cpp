// Who may be erased, and when.
#include "scheduler/commands/erase.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/evidence.h"
#include "ledger/records/operator_file.h"
#include "ledger/records/private_text.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/commands/people_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::asking_checker;
using tests::asking_maker;
using tests::day;
using tests::Files;

// OLD is known since 30 March 2020 and had no budget: of the financial year 2019 to 2020, and so
// kept until 31 March 2026. Today is 22 November 2026.
class Erase : public tests::PeopleArea {
  protected:
    Erase() {
        old = person("OLD", "2020-03-30");
        recent = person("RECENT", "2020-04-01");
    }
    std::int64_t person(const char* ref, std::string_view from) {
        const auto made = area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            const std::int64_t number =
                ledger::insert_person(work, {.ref = ref, .from_on = day(from)});
            ledger::insert_person_private(work, number, {.given_name = "Olive"});
            return std::to_string(number);
        });
        return std::stoll(made.outcome.value());
    }
    void document(std::optional<ledger::Date> keep_until, bool legal_hold) {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            ledger::insert_evidence(work,
                                    {.kind = "letter",
                                     .person = old,
                                     .subject = "person:OLD",
                                     .dated_on = day("2020-03-30"),
                                     .given_by = 1,
                                     .media_type = "text/plain",
                                     .keep_until = keep_until,
                                     .legal_hold = legal_hold},
                                    "a letter");
            return std::string{};
        });
    }
    void document_of(std::string_view dated) {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            ledger::insert_evidence(work,
                                    {.kind = "letter",
                                     .person = old,
                                     .subject = "person:OLD",
                                     .dated_on = day(dated),
                                     .given_by = 1,
                                     .media_type = "text/plain"},
                                    "a letter");
            return std::string{};
        });
    }
    std::int64_t ended_budget() {
        const auto made = area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            return std::to_string(ledger::insert_budget(work,
                                                        {.ref = "BOLD",
                                                         .from_on = day("2019-04-01"),
                                                         .person = old,
                                                         .lead = 1,
                                                         .start_on = day("2019-04-01"),
                                                         .end_on = day("2020-03-30")}));
        });
        return std::stoll(made.outcome.value());
    }
    void said(std::int64_t budget, const std::string& name, const std::string& value) {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            ledger::insert_attested_fact(work,
                                         old,
                                         {.about = {ledger::CaseKind::budget, budget},
                                          .name = name,
                                          .value = value,
                                          .from_on = day("2020-03-01"),
                                          .attested_by = 1});
            return std::string{};
        });
    }
    std::string erase(const char* ref) { return refused(erase_person, {{"person", ref}}); }
    static Files confirming(const json& proposed) {
        return {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}};
    }

    std::int64_t old = 0;
    std::int64_t recent = 0;
};

TEST_F(Erase, IsRefusedWhileSomethingGoesOnOrMustBeKept) {
    EXPECT_EQ(erase("P1"), "budget-running person");
    EXPECT_EQ(erase("P7"), "person-unknown person");
    EXPECT_EQ(erase("RECENT"), "early-purge person") << "until 31 March 2027";
    EXPECT_EQ(erase("OLD"), "accepted");
    EXPECT_EQ(erase("OLD"), "proposal-open person");
}

// Known since 30 March 2020: of the financial year 2019, kept for six whole years beyond it.
TEST_F(Erase, DAT_04_TheDayIsThatOfTheLastRecord) {
    EXPECT_EQ(erase("OLD"), "accepted");
    for (const auto& each : ledger::open_proposals(area.database(), "erase")) {
        accepted(proposal_refuse, {{"proposal", std::to_string(each.id)}});
    }
    document_of("2020-04-01");
    EXPECT_EQ(erase("OLD"), "early-purge person");
}

TEST_F(Erase, DAT_04_AreaMayKeepItLonger) {
    (void)area.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
        ledger::insert_operator_file(work,
                                     {.kind = ledger::OperatorFileKind::policy,
                                      .version = "p",
                                      .dated_on = day("2026-01-01"),
                                      .content = "version = \"p\"\nfrom = 2026-01-01\n"
                                                 "[retention]\nmajor-years = 7\n"});
        return std::string{};
    });
    EXPECT_EQ(erase("OLD"), "early-purge person");
}

// What was said of a budget that ended long ago.
TEST_F(Erase, DAT_04_APermanentAdaptationAndAHoldAreKept) {
    const std::int64_t budget = ended_budget();
    EXPECT_EQ(erase("OLD"), "accepted");
    for (const auto& each : ledger::open_proposals(area.database(), "erase")) {
        accepted(proposal_refuse, {{"proposal", std::to_string(each.id)}});
    }
    said(budget, "information.record_class", "permanent-adaptation");
    EXPECT_EQ(erase("OLD"), "early-purge person");
    said(budget, "information.record_class", "major");
    said(budget, "information.legal_hold", "yes");
    EXPECT_EQ(erase("OLD"), "legal-hold person");
    said(budget, "information.legal_hold", "no");
    EXPECT_EQ(erase("OLD"), "accepted");
}

TEST_F(Erase, DAT_04_WhatWasFoundIsKeptWithTheRefusal) {
    EXPECT_EQ(erase("RECENT"), "early-purge person");
    const auto found =
        area.database().prepare("SELECT effect FROM evaluation WHERE event = 'purge' ORDER BY id");
    ASSERT_TRUE(found->step());
    EXPECT_EQ(found->text(0), "block");
}

TEST_F(Erase, WaitsForADocumentThatIsKept) {
    document(day("2026-11-22"), false);
    EXPECT_EQ(erase("OLD"), "evidence-kept person") << "up to and with that day";
}

TEST_F(Erase, DoesNotWaitForADocumentWhoseDayIsOver) {
    document(day("2026-11-21"), false);
    EXPECT_EQ(erase("OLD"), "accepted");
}

TEST_F(Erase, NeverTouchesALegalHold) {
    document(std::nullopt, true);
    EXPECT_EQ(erase("OLD"), "legal-hold person");
}

TEST_F(Erase, IsAskedAgainWhenItIsConfirmed) {
    const json proposed = accepted(erase_person, {{"person", "OLD"}});
    document(std::nullopt, true);
    EXPECT_EQ(refused(proposal_confirm, confirming(proposed), asking_checker), "legal-hold person");
    EXPECT_TRUE(area.database().keys()->of(old));
}

TEST_F(Erase, EmptiesRowsAndSaltsThrowsTheKeyAwayAndStillVerifies) {
    document(std::nullopt, false);
    const json proposed = accepted(erase_person, {{"person", "OLD"}});
    EXPECT_EQ(refused(proposal_confirm, confirming(proposed)), "needs-checker as");
    ASSERT_TRUE(area.database().keys()->of(old));
    const json done = accepted(proposal_confirm, confirming(proposed), asking_checker);
    EXPECT_EQ(done.at("copies_of_the_key_until"), "2026-12-27") << "35 days, unless set";
    EXPECT_EQ(tasks(), "key-copies person:OLD;");
    EXPECT_FALSE(area.database().keys()->of(old));
    EXPECT_TRUE(area.database().keys()->of(recent));
    EXPECT_FALSE(area.database()
                     .prepare("SELECT 1 FROM person_private d JOIN person p ON p.number = d.person"
                              " WHERE p.ref = 'OLD' AND d.sealed IS NOT NULL")
                     ->step());
    const auto report = ledger::verify(area.database());
    EXPECT_TRUE(report.clean()) << report.faults.front().table << ": "
                                << report.faults.front().words;
    EXPECT_EQ(erase("OLD"), "person-erased person");
    EXPECT_EQ(refused(person_change, {{"person", "OLD"}, {"phone", "01632 960009"}}),
              "details-erased person");
    const auto late = area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
        ledger::insert_private_text(work, old, "She rang.");
        return std::string{};
    });
    ASSERT_FALSE(late.outcome.accepted());
    EXPECT_EQ(late.outcome.refusal().code, "person-erased");
    EXPECT_TRUE(ledger::verify(area.database()).clean());
}

}  // namespace
}  // namespace almoner::scheduler
