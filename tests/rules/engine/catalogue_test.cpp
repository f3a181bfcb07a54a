#include "rules/engine/catalogue.h"

#include "rules/engine/evaluate.h"
#include "rules/engine/fact_list.h"
#include "tests/rules/support/rule_cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

namespace almoner::testing {

std::vector<RuleCase> all_cases() {
    std::vector<RuleCase> all;
    for (auto cases : {eligibility_cases,
                       payee_cases,
                       plan_cases,
                       account_cases,
                       spending_cases,
                       card_cases,
                       review_cases,
                       surplus_cases,
                       reclaim_cases,
                       stop_cases,
                       third_party_cases,
                       contribution_cases,
                       information_cases}) {
        for (RuleCase& each : cases()) all.push_back(std::move(each));
    }
    return all;
}

namespace {

using rules::Event;
using rules::Facts;
using rules::Regime;
using rules::Rule;

struct Asked {
    std::string name;  // "ELI_02_under_16_nhs_activate"
    RuleCase of;
    Regime regime{};
    Event event{};
};

std::string for_a_name(std::string text) {
    std::ranges::replace_if(text, [](char c) { return std::isalnum(c) == 0; }, '_');
    return text;
}

// One for each regime and event of the rule, or those that the case names.
void add(const RuleCase& rule_case, std::string_view what, std::vector<Asked>& all) {
    const Rule* const rule = rules::rule_by_id(rule_case.rule);
    if (rule == nullptr) throw std::logic_error("no rule " + std::string(rule_case.rule));
    for (const Regime regime : rules::all_regimes) {
        if (!rule->regimes.holds(regime) || rule_case.under.value_or(regime) != regime) continue;
        for (std::size_t i = 0; i < names_of(Event{}).size(); ++i) {
            const Event event = static_cast<Event>(i);
            if (!rule->events.holds(event) || rule_case.at.value_or(event) != event) continue;
            all.push_back({for_a_name(std::string(rule_case.rule) + "_" + std::string(what) + "_" +
                                      std::string(name_of_value(regime)) + "_" +
                                      std::string(name_of_value(event))),
                           rule_case,
                           regime,
                           event});
        }
    }
}

std::vector<Asked> asked_of(const std::vector<RuleCase>& cases) {
    std::vector<Asked> all;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const std::string reason(cases[i].reason.empty() ? "allows" : cases[i].reason);
        add(cases[i], reason + "_" + std::to_string(i), all);
    }
    return all;
}

std::vector<Asked> nothing_spoiled() {
    std::vector<Asked> all;
    for (const rules::Subject& subject : rules::subjects()) {
        for (const Rule& rule : subject.rules) add({rule.id, "", nullptr}, "unspoiled", all);
    }
    return all;
}

rules::Policy policy_of(const RuleCase& of) {
    rules::GivenPolicy given{.version = "case"};
    given.guarantees.push_back({day("2026-04-06"), "single", pence(20'000)});
    if (of.policy) given.values.push_back(*of.policy);
    rules::PolicyMade made = rules::make_policy(given);
    EXPECT_TRUE(made.problems.empty());
    return made.policy;
}

Facts facts_of(const Asked& asked) {
    Facts facts = allowed_facts(asked.regime);
    if (asked.of.change != nullptr) asked.of.change(facts);
    return facts;
}

std::string reasons(const Asked& asked, const Facts& facts) {
    const auto evaluation = rules::evaluate(asked.event, facts, policy_of(asked.of), the_day());
    std::string found;
    for (const rules::Finding& finding : evaluation.findings) {
        if (finding.rule != asked.of.rule) continue;
        found += (found.empty() ? "" : "+") + std::string(finding.reason);
    }
    return found;
}

class Catalogue : public ::testing::TestWithParam<Asked> {};

TEST_P(Catalogue, FindsWhatWasSpoiledAndNothingElse) {
    EXPECT_EQ(reasons(GetParam(), facts_of(GetParam())), GetParam().of.reason);
}

// What a rule reads is the same at each of its events: one of them is enough.
bool is_first_event(const Asked& asked) {
    if (asked.of.at) return true;
    const Rule& rule = *rules::rule_by_id(asked.of.rule);
    for (std::size_t i = 0; i < static_cast<std::size_t>(asked.event); ++i) {
        if (rule.events.holds(static_cast<Event>(i))) return false;
    }
    return true;
}

// A fact that is forgotten never turns an objection into an allowance.
TEST_P(Catalogue, NothingForgottenHelps) {
    if (GetParam().of.reason.empty() || !is_first_event(GetParam())) return;
    const Facts spoiled = facts_of(GetParam());
    const std::vector<std::string> read =
        rules::facts_read_by(*rules::rule_by_id(GetParam().of.rule));
    const std::vector<rules::FactSlot> slots = rules::slots_of(spoiled);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (std::ranges::find(read, slots[i].name) == read.end()) continue;
        Facts forgetting = spoiled;
        const rules::FactSlot slot = rules::slots_of(forgetting)[i];
        slot.forget(slot.place);
        EXPECT_FALSE(reasons(GetParam(), forgetting).empty()) << slot.name;
    }
}

std::string name_of_case(const ::testing::TestParamInfo<Asked>& info) {
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Spoiled,
                         Catalogue,
                         ::testing::ValuesIn(asked_of(all_cases())),
                         name_of_case);
INSTANTIATE_TEST_SUITE_P(Unspoiled,
                         Catalogue,
                         ::testing::ValuesIn(nothing_spoiled()),
                         name_of_case);

TEST(CatalogueOfRules, HasATestForEveryReasonOfEveryRule) {
    std::set<std::pair<std::string, std::string>> tested;
    for (const RuleCase& each : all_cases()) {
        std::istringstream reasons{std::string(each.reason)};
        for (std::string reason; std::getline(reasons, reason, '+');) {
            tested.insert({std::string(each.rule), reason});
        }
    }
    for (const rules::Subject& subject : rules::subjects()) {
        for (const Rule& rule : subject.rules) {
            for (const rules::Condition& condition : rule.conditions) {
                EXPECT_TRUE(tested.contains({std::string(rule.id), std::string(condition.reason)}))
                    << rule.id << " " << condition.reason;
            }
        }
    }
}

// Its conditions asked one by one, as the engine does; `inverted` answers the contrary.
std::string reasons_with(const Asked& asked, const rules::Condition* inverted) {
    const Rule& rule = *rules::rule_by_id(asked.of.rule);
    const Facts facts = facts_of(asked);
    const rules::Policy policy = policy_of(asked.of);
    std::vector<std::string_view> found;
    for (const rules::LineFacts& line : facts.lines) {
        if (!rule.regimes.holds(*line.regime.value)) continue;
        for (const rules::Condition& condition : rule.conditions) {
            const rules::Truth truth =
                condition.holds({asked.event, facts, line, policy, the_day()});
            const bool is_inverted = &condition == inverted && truth.value.has_value();
            if (is_inverted ? !*truth.value : truth.value == true) continue;
            const bool has_name = truth.value || condition.effect == rules::Effect::need_evidence;
            const std::string_view reason = has_name ? condition.reason : "not-known";
            if (std::ranges::find(found, reason) == found.end()) found.push_back(reason);
        }
    }
    std::string all;
    for (const std::string_view each : found) all += (all.empty() ? "" : "+") + std::string(each);
    return all;
}

// Inverting a rule, or one of its conditions, fails a case above that bears its id: one in which
// the condition held, and one in which it did not.
TEST(CatalogueOfRules, FailsANamedCaseOfAnyConditionThatIsInverted) {
    std::set<const rules::Condition*> objects_then;
    std::set<const rules::Condition*> allows_then;
    std::vector<Asked> all = asked_of(all_cases());
    for (Asked& each : nothing_spoiled()) all.push_back(std::move(each));
    for (const Asked& asked : all) {
        ASSERT_EQ(asked.name.substr(0, asked.of.rule.size()),
                  for_a_name(std::string(asked.of.rule)));
        const std::string as_it_is = reasons_with(asked, nullptr);
        EXPECT_EQ(as_it_is, asked.of.reason) << asked.name;
        for (const rules::Condition& condition : rules::rule_by_id(asked.of.rule)->conditions) {
            const std::string inverted = reasons_with(asked, &condition);
            if (inverted == as_it_is) continue;
            (inverted.size() > as_it_is.size() ? objects_then : allows_then).insert(&condition);
        }
    }
    for (const rules::Subject& subject : rules::subjects()) {
        for (const Rule& rule : subject.rules) {
            for (const rules::Condition& condition : rule.conditions) {
                EXPECT_TRUE(objects_then.contains(&condition))
                    << rule.id << " " << condition.reason;
                // Evidence that is not there is not known, whichever way it is asked.
                const bool is_evidence = condition.effect == rules::Effect::need_evidence;
                EXPECT_TRUE(is_evidence || allows_then.contains(&condition))
                    << rule.id << " " << condition.reason;
            }
        }
    }
}

// When it begins: every rule of which the source is about direct payments alone is asked of those.
TEST(CatalogueOfRules, AsksOfAThirdPartyAndOfNotionalMoneyWhatIsSaidOfThem) {
    const auto asked = [](rules::WayOfManaging option) {
        std::string ids;
        Facts facts = allowed_facts(Regime::nhs);
        facts.lines[0].option = option;
        for (const Rule* const each :
             rules::evaluate(Event::activate, facts, rules::Policy{}, the_day()).asked) {
            ids += (ids.empty() ? "" : " ") + std::string(each->id);
        }
        return ids;
    };
    EXPECT_EQ(asked(rules::WayOfManaging::third_party),
              "OPT-04 ELI-01 SUF-01 ACC-01 EMP-02 EMP-03 TPB-01 ISF-01 TRU-01 MAN-02 AUD-01");
    EXPECT_EQ(asked(rules::WayOfManaging::notional),
              "OPT-04 ELI-01 ACC-01 EMP-02 EMP-03 TPB-01 ISF-01 TRU-01 MAN-02 AUD-01");
}

TEST(CatalogueOfRules, AllowsNothingOfWhichNothingIsKnown) {
    for (const rules::Subject& subject : rules::subjects()) {
        for (const Rule& rule : subject.rules) {
            bool objects = false;
            for (const Regime regime : rules::all_regimes) {
                Facts facts;
                facts.lines.resize(1);
                facts.lines[0].regime = regime;
                for (std::size_t i = 0; i < names_of(Event{}).size(); ++i) {
                    const Event event = static_cast<Event>(i);
                    const auto asked = rules::evaluate(event, facts, rules::Policy{}, the_day());
                    for (const rules::Finding& each : asked.findings) {
                        objects = objects || each.rule == rule.id;
                    }
                }
            }
            EXPECT_TRUE(objects) << rule.id;
        }
    }
}

TEST(CatalogueOfRules, GivesEveryRuleItsSourceWordsAndNextStep) {
    std::set<std::string_view> ids;
    for (const rules::Subject& subject : rules::subjects()) {
        for (const Rule& rule : subject.rules) {
            EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
            EXPECT_FALSE(rule.citation.empty()) << rule.id;
            EXPECT_FALSE(rule.asks.empty()) << rule.id;
            EXPECT_FALSE(rule.conditions.empty()) << rule.id;
            EXPECT_FALSE(rules::facts_read_by(rule).empty()) << rule.id;
            EXPECT_EQ(rules::subject_of(rule).name, subject.name);
            std::set<std::string_view> reasons;
            for (const rules::Condition& condition : rule.conditions) {
                EXPECT_TRUE(reasons.insert(condition.reason).second)
                    << rule.id << " " << condition.reason;
                EXPECT_TRUE(condition.words.ends_with(".")) << condition.words;
                EXPECT_TRUE(condition.next.ends_with(".")) << condition.next;
            }
        }
    }
}

TEST(CatalogueOfRules, HasEveryParameterReadByTheRuleThatItNames) {
    for (const rules::ParameterRow& row : rules::parameter_table()) {
        const Rule* const rule = rules::rule_by_id(row.rule);
        ASSERT_NE(rule, nullptr) << row.key;
        const auto read = rule->parameters.all();
        EXPECT_NE(std::ranges::find(read, row.parameter), read.end()) << row.key;
    }
}

}  // namespace
}  // namespace almoner::testing
