#include "scheduler/commands/evidence.h"

#include "ledger/records/evidence.h"
#include "ledger/records/person.h"
#include "tests/support/asking.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using tests::ask;
using tests::TestArea;

std::map<std::string, std::string> letter() {
    return {{"kind", "signed-agreement"},
            {"subject", "agreement:A1"},
            {"dated_on", "01/03/2026"},
            {"file:document", "abc"},
            {"media_type", "application/pdf"},
            {"keep_until", "2033-03-01"},
            {"legal_hold", "yes"}};
}

TEST(Evidence, IsKeptWithItsHash) {
    TestArea area;
    const auto answer = ask(area, evidence_add, letter());
    ASSERT_TRUE(answer.accepted()) << answer.refusal().words;
    // FIPS 180-2, appendix B.1.
    EXPECT_EQ(answer.value(),
              R"({"bytes":3,"evidence":1,)"
              R"("sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"})");
    const auto shown = ledger::show_evidence(ledger::everything(2, "a check"), area.database(), 1);
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->evidence.kind, "signed-agreement");
    EXPECT_EQ(shown->evidence.given_by, tests::asking_checker.number);
    EXPECT_EQ(shown->evidence.keep_until, ledger::Date::parse("2033-03-01"));
    EXPECT_TRUE(shown->evidence.legal_hold);
    EXPECT_EQ(shown->document, "abc");
    EXPECT_TRUE(shown->intact);
}

TEST(Evidence, AChangedDocumentIsSeen) {
    TestArea area;
    ASSERT_TRUE(ask(area, evidence_add, letter()).accepted());
    area.database().run_script("UPDATE evidence_document SET content = x'616264'");
    const auto shown = ledger::show_evidence(ledger::everything(2, "a check"), area.database(), 1);
    EXPECT_FALSE(shown->intact);
    EXPECT_FALSE(shown->document);
    area.database().run_script("UPDATE evidence_document SET content = NULL");
    EXPECT_FALSE(
        ledger::show_evidence(ledger::everything(2, "a check"), area.database(), 1)->document);
}

TEST(Evidence, IsShownOnlyToWhoMaySeeThePerson) {
    TestArea area;
    const auto made = area.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
        ledger::insert_person(work, {.ref = "P1", .from_on = work.today()});
        return std::string("{}");
    });
    ASSERT_TRUE(made.outcome.accepted());
    auto fields = letter();
    fields["person"] = "P1";
    ASSERT_TRUE(ask(area, evidence_add, fields).accepted());
    ledger::Scope scope = ledger::everything(2, "a check");
    EXPECT_EQ(ledger::evidence_about(scope, area.database(), "agreement:A1").size(), 1U);
    scope.people = {7};
    EXPECT_FALSE(ledger::show_evidence(scope, area.database(), 1));
    EXPECT_TRUE(ledger::evidence_about(scope, area.database(), "agreement:A1").empty());
    fields["person"] = "P2";
    EXPECT_EQ(ask(area, evidence_add, fields).refusal().code, "person-unknown");
}

TEST(Evidence, EachFieldIsChecked) {
    TestArea area;
    const auto code = [&](const std::string& field, const std::string& value) {
        auto fields = letter();
        fields[field] = value;
        return ask(area, evidence_add, fields).refusal().code;
    };
    EXPECT_EQ(code("kind", "Signed Agreement"), "evidence-kind");
    EXPECT_EQ(code("media_type", "pdf"), "evidence-media-type");
    EXPECT_EQ(code("keep_until", "2026-02-28"), "evidence-kept-too-short");
    EXPECT_EQ(code("legal_hold", "perhaps"), "yes-or-no");
    EXPECT_EQ(code("file:document", ""), "field-missing");
    EXPECT_EQ(code("file:document", std::string((32U << 20U) + 1, 'x')), "evidence-too-big");
    EXPECT_EQ(code("subject", ""), "empty");
    EXPECT_EQ(code("dated_on", "2026-02-30"), "date-does-not-exist");
    EXPECT_EQ(code("dated_on", "2026-11-23"), "evidence-dated-ahead");
}

}  // namespace
}  // namespace almoner::scheduler
