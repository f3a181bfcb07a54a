#include "scheduler/facts/facts_json.h"

#include "rules/engine/evaluate.h"
#include "rules/engine/fact_list.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using rules::Event;

std::string problem(std::string_view text) {
    const auto read = facts_from_json(text);
    return read.accepted() ? "" : read.refusal().code + " " + read.refusal().field;
}

constexpr std::string_view sample = R"({"event":"activate","on":"2026-11-22",
  "lines":[{"ref":"L1","regime":"nhs","option":"direct-payment","amount":100000}],
  "facts":{"eligibility":{"age":40,"consents":true,"has_capacity":null,
    "last_reconsidered_on":"2026-05-22",
    "consent":{"item":7,"given_by":"vi","dated_on":"2026-10-01","sha256":"ab"}}}})";

TEST(FactsAsJson, AreReadByTheirKind) {
    const auto read = facts_from_json(sample);
    ASSERT_TRUE(read.accepted());
    const GivenFacts& given = read.value();
    EXPECT_EQ(given.event, Event::activate);
    EXPECT_EQ(given.on, ledger::Date::from_ymd(2026, 11, 22));
    ASSERT_EQ(given.facts.lines.size(), 1U);
    EXPECT_EQ(given.facts.lines[0].regime.value, rules::Regime::nhs);
    EXPECT_EQ(given.facts.lines[0].option.value, rules::WayOfManaging::direct_payment);
    EXPECT_EQ(given.facts.lines[0].amount.value, ledger::Money::from_pence(100'000));
    EXPECT_EQ(given.facts.eligibility.age.value, 40);
    EXPECT_EQ(given.facts.eligibility.consents.value, true);
    EXPECT_FALSE(given.facts.eligibility.has_capacity.value);
    EXPECT_EQ(given.facts.eligibility.last_reconsidered_on.value,
              ledger::Date::from_ymd(2026, 5, 22));
    ASSERT_TRUE(given.facts.eligibility.consent.value);
    EXPECT_EQ(given.facts.eligibility.consent.value->given_by, "vi");
    EXPECT_FALSE(rules::is_complete(*given.facts.eligibility.consent.value));
}

TEST(FactsAsJson, AreRefusedWithTheirPlace) {
    const auto fact = [](const std::string& text) {
        return problem(R"({"event":"activate","facts":{"eligibility":{)" + text + "}}}");
    };
    EXPECT_EQ(fact(R"("age":40)"), "");
    EXPECT_EQ(fact(R"("age":40.0)"), "fact-kind eligibility.age");
    EXPECT_EQ(fact(R"("age":"40")"), "fact-kind eligibility.age");
    EXPECT_EQ(fact(R"("age":18446744073709551615)"), "fact-kind eligibility.age");
    EXPECT_EQ(fact(R"("consents":1)"), "fact-kind eligibility.consents");
    EXPECT_EQ(fact(R"("consent":true)"), "fact-kind eligibility.consent");
    EXPECT_EQ(fact(R"("exclusion":"debt")"), "fact-kind eligibility.exclusion");
    EXPECT_EQ(fact(R"("last_reconsidered_on":"2026-02-30")"),
              "fact-kind eligibility.last_reconsidered_on");
    EXPECT_EQ(fact(R"("height":1)"), "fact-unknown eligibility.height");
    EXPECT_EQ(fact(R"("age":1,"age":2)"), "json-key-twice age");
    EXPECT_EQ(problem(R"({"event":"activate","lines":[{"amount":1e2}]})"),
              "fact-kind lines[0].amount");
    EXPECT_EQ(problem(R"({"event":"activate","lines":[{"amount":1000000000001}]})"),
              "fact-kind lines[0].amount");
    EXPECT_EQ(problem(R"({"event":"dance"})"), "event-unknown event");
    EXPECT_EQ(problem(R"({})"), "fact-kind event");
    EXPECT_EQ(problem(R"([])"), "fact-kind ");
    EXPECT_EQ(problem(R"({"event":"activate","facts":{"shoes":{"a":1}}})"), "fact-unknown shoes.a");
    EXPECT_EQ(problem(R"({"event":"activate","facts":{"eligibility":1}})"),
              "fact-kind eligibility");
    EXPECT_EQ(problem(R"({"event":"activate","lines":[1]})"), "fact-kind lines[0]");
    EXPECT_EQ(problem(R"({"event":"activate","lines":{}})"), "fact-kind lines");
    EXPECT_EQ(problem(R"({"event":"activate","facts":[]})"), "fact-kind facts");
    EXPECT_EQ(problem(R"({"event":"activate","on":"2026-02-30"})"), "fact-kind on");
    EXPECT_EQ(problem(R"({"event":"activate","who":"P1"})"), "fact-kind who");
    EXPECT_EQ(problem("{"), "json-unreadable ");
    EXPECT_EQ(problem("{\"a\":1" + std::string(400, '9') + "}"), "json-unreadable ");
    EXPECT_EQ(problem(std::string(1U << 20U, ' ') + "{}"), "json-too-large ");
    EXPECT_EQ(problem(std::string(40, '[')), "json-too-deep ");
}

TEST(FactsAsJson, GoThereAndBack) {
    const auto read = facts_from_json(sample);
    ASSERT_TRUE(read.accepted());
    const std::string written = facts_as_json(read.value().facts);
    EXPECT_EQ(written,
              R"({"lines":[{"ref":"L1","regime":"nhs","option":"direct-payment","amount":100000}],)"
              R"("facts":{"eligibility":{"age":40,"consents":true,"consent":{"item":7,)"
              R"("given_by":"vi","dated_on":"2026-10-01","sha256":"ab"},)"
              R"("last_reconsidered_on":"2026-05-22"}}})");
}

TEST(TheSchemaOfAnEvent, HoldsWhatItsRulesLookAt) {
    const auto schema = nlohmann::json::parse(facts_schema(Event::offer));
    const auto& eligibility =
        schema["properties"]["facts"]["properties"]["eligibility"]["properties"];
    EXPECT_TRUE(eligibility.contains("notional_available"));
    EXPECT_TRUE(eligibility.contains("bank_account_offered"));
    EXPECT_FALSE(eligibility.contains("age"));
    EXPECT_EQ(schema["properties"]["event"]["const"], "offer");
    const auto& line = schema["properties"]["lines"]["items"]["properties"];
    EXPECT_TRUE(line.contains("regime"));
    EXPECT_TRUE(line.contains("kind"));
    for (std::size_t i = 0; i < names_of(Event{}).size(); ++i) {
        EXPECT_TRUE(nlohmann::json::accept(facts_schema(static_cast<Event>(i))));
    }
}

}  // namespace
}  // namespace almoner::scheduler
