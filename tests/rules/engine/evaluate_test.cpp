#include "rules/engine/evaluate.h"

#include "rules/engine/dates.h"
#include "rules/engine/evaluate_briefly.h"
#include "rules/engine/words.h"
#include "tests/rules/support/rule_cases.h"

#include <gtest/gtest.h>

namespace almoner::testing {
namespace {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

TEST(Truths, AreFalseBesideAnythingUnknownAndUnknownBesideWhatHolds) {
    const Flag yes = true;
    const Flag no = false;
    const Flag unknown;
    EXPECT_EQ(all_of(yes, unknown).value, std::nullopt);
    EXPECT_EQ(all_of(yes, unknown).missing, Missing{&unknown});
    EXPECT_EQ(all_of(no, unknown).value, false);
    EXPECT_EQ(any_of(yes, unknown).value, true);
    EXPECT_EQ(any_of(no, unknown).value, std::nullopt);
    EXPECT_EQ(implies(no, unknown).value, true);
    EXPECT_EQ(implies(unknown, yes).value, true);
    EXPECT_EQ(implies(unknown, no).value, std::nullopt);
    EXPECT_EQ(negated(unknown).value, std::nullopt);
    EXPECT_EQ(at_least(Number(3), Number(3)).value, true);
    EXPECT_EQ(at_most(Number(4), Number(3)).value, false);
    EXPECT_EQ(is(Number{}, 3).value, std::nullopt);
}

TEST(Evidence_, IsWhoWhenAndHash) {
    EXPECT_TRUE(is_complete(proof()));
    for (const auto spoil : {+[](Evidence& e) { e.item = 0; },
                             +[](Evidence& e) { e.given_by.clear(); },
                             +[](Evidence& e) { e.dated_on = {}; },
                             +[](Evidence& e) { e.sha256.pop_back(); },
                             +[](Evidence& e) { e.sha256[0] = 'G'; }}) {
        Evidence evidence = proof();
        spoil(evidence);
        EXPECT_FALSE(is_complete(evidence));
    }
}

TEST(Months, AreClampedToTheEndOfTheMonth) {
    EXPECT_EQ(months_after(day("2026-01-31"), 3), day("2026-04-30"));
    EXPECT_EQ(months_after(day("2027-11-30"), 3), day("2028-02-29"));
    EXPECT_EQ(months_after(day("2026-11-22"), 72), day("2032-11-22"));
    EXPECT_EQ(financial_year(day("2026-03-31")), 2025);
    EXPECT_EQ(financial_year(day("2026-04-01")), 2026);
}

TEST(Pounds, AreWrittenAsPeopleWriteThem) {
    EXPECT_EQ(in_pounds(pence(210'000)), "£2,100");
    EXPECT_EQ(in_pounds(pence(57'572)), "£575.72");
    EXPECT_EQ(in_pounds(pence(100'000'005)), "£1,000,000.05");
    EXPECT_EQ(in_pounds(pence(-1'993)), "-£19.93");
    EXPECT_EQ(in_pounds(pence(0)), "£0");
}

TEST(AnEvaluation, NamesWhatIsUnknown) {
    Facts facts = allowed_facts(Regime::nhs);
    facts.payee.judged_capable = {};
    const Evaluation asked = evaluate(Event::change_payee, facts, sample_policy(), the_day());
    ASSERT_EQ(asked.findings.size(), 1U);
    EXPECT_EQ(asked.findings[0].rule, "ELI-04");
    EXPECT_EQ(asked.findings[0].effect, Effect::need_evidence);
    EXPECT_EQ(asked.findings[0].reason, "not-known");
    EXPECT_EQ(asked.findings[0].needs, std::vector<std::string>{"payee.judged_capable"});
    EXPECT_EQ(asked.findings[0].words,
              "It is not known: whether the payee was judged capable of managing it, alone or with "
              "the help available.");
    EXPECT_FALSE(asked.allows());
}

// Words and names apart, whoever asks briefly is told the same.
TEST(AnEvaluation, InBriefFindsTheSame) {
    Facts of_two = allowed_facts(Regime::nhs);
    of_two.lines.push_back(allowed_facts(Regime::asc).lines[0]);
    of_two.payee.judged_capable = {};
    of_two.spending.relation = {};
    for (const Facts& facts : {Facts{}, of_two}) {
        for (const Event event : {Event::activate, Event::pay_payroll, Event::reduce}) {
            const Evaluation full = evaluate(event, facts, sample_policy(), the_day());
            const Evaluation brief = evaluate_briefly(event, facts, sample_policy(), the_day());
            EXPECT_EQ(brief.asked, full.asked);
            ASSERT_EQ(brief.findings.size(), full.findings.size());
            for (std::size_t i = 0; i < full.findings.size(); ++i) {
                EXPECT_EQ(brief.findings[i].rule, full.findings[i].rule);
                EXPECT_EQ(brief.findings[i].effect, full.findings[i].effect);
                EXPECT_EQ(brief.findings[i].reason, full.findings[i].reason);
            }
        }
    }
}

TEST(AnEvaluation, AsksForTheRegimeThatNobodyGave) {
    const Evaluation asked = evaluate(Event::activate, Facts{}, sample_policy(), the_day());
    EXPECT_FALSE(asked.allows());
    bool named = false;
    for (const Finding& each : asked.findings) {
        if (each.rule != "ELI-02") continue;
        named = true;
        EXPECT_EQ(each.needs, std::vector<std::string>{"regime"});
    }
    EXPECT_TRUE(named);
}

TEST(AnEvaluation, OfAnIntegratedBudgetAsksEachLineUnderItsOwnLaw) {
    Facts facts = allowed_facts(Regime::nhs);
    facts.lines.push_back(allowed_facts(Regime::sen).lines[0]);
    facts.lines[0].ref = std::string("health");
    facts.lines[1].ref = std::string("school");
    facts.surplus.reconsideration_asked = true;  // holds NHS money alone
    const Evaluation asked = evaluate(Event::reduce, facts, sample_policy(), the_day());
    ASSERT_EQ(asked.findings.size(), 1U);
    EXPECT_EQ(asked.findings[0].rule, "RED-06");
    EXPECT_EQ(asked.findings[0].lines, std::vector<std::string>{"health"});
    EXPECT_EQ(asked.worst(), Effect::block);
}

TEST(AnEvaluation, ShowsTheLongestNoticeAndTheEarliestDate) {
    Facts facts = allowed_facts(Regime::nhs);
    facts.surplus.plan_notice_days = 42;
    const Evaluation asked = evaluate(Event::reduce, facts, sample_policy(), the_day());
    ASSERT_EQ(asked.findings.size(), 1U);
    EXPECT_EQ(asked.findings[0].effect, Effect::need_notice);
    EXPECT_EQ(asked.notice_days(), 42);
    EXPECT_EQ(asked.due_on(), day("2026-12-13"));
}

TEST(AnEvaluation, HoldsThePolicyAndEveryRuleThatWasAsked) {
    const Evaluation asked =
        evaluate(Event::increase, allowed_facts(Regime::asc), sample_policy(), the_day());
    EXPECT_TRUE(asked.findings.empty());
    EXPECT_EQ(asked.policy_version, "sample");
    ASSERT_EQ(asked.asked.size(), 2U);
    EXPECT_EQ(asked.asked[0]->id, "RED-09");
    EXPECT_EQ(asked.asked[1]->id, "AUD-01");
}

}  // namespace
}  // namespace almoner::testing
