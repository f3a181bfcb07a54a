#include "rules/policy/policy.h"

#include "rules/engine/catalogue.h"
#include "tests/rules/support/rule_cases.h"

#include <gtest/gtest.h>

#include <set>

namespace almoner::testing {
namespace {

using rules::Given;
using rules::GivenPolicy;
using rules::make_policy;
using rules::May;
using rules::Parameter;
using rules::ParameterRow;
using rules::Policy;
using rules::PolicyMade;
using rules::Unit;

PolicyMade with(std::string key, rules::GivenValue value) {
    return make_policy({.version = "1", .values = {{std::move(key), std::move(value), "line 3"}}});
}

std::string problem(const PolicyMade& made) {
    return made.problems.empty() ? "" : made.problems[0].code;
}

rules::GivenValue given(const ParameterRow& row, std::int64_t value) {
    if (row.unit == Unit::flag) return value != 0;
    return value;
}

// Whatever the law or a guide fixes can be tightened and never loosened, one step either way.
TEST(APolicy, NeverLoosensWhatIsFixed) {
    for (const ParameterRow& row : rules::parameter_table()) {
        if (row.may == May::any) continue;
        const std::int64_t tighter = row.may == May::lower ? -1 : 1;
        EXPECT_EQ(problem(with(std::string(row.key), given(row, row.fallback))), "") << row.key;
        if (row.unit != Unit::flag) {
            EXPECT_EQ(problem(with(std::string(row.key), row.fallback + tighter)), "") << row.key;
        }
        const PolicyMade loose = with(std::string(row.key), given(row, row.fallback - tighter));
        const bool can_be_loosened =
            row.unit != Unit::flag || row.fallback == (tighter > 0 ? 1 : 0);
        if (!can_be_loosened) continue;
        ASSERT_EQ(problem(loose), "policy-loosens") << row.key;
        EXPECT_EQ(loose.problems[0].citation, row.citation);
        EXPECT_FALSE(row.citation.empty()) << row.key;
        EXPECT_EQ(loose.policy.number(row.parameter), row.fallback);
    }
}

// Two weeks is the shortest that a council was seen to give (St Helens); rules.md 1.6 to 1.8.
TEST(APolicy, NeverLeavesNoTimeAtAll) {
    for (const char* const key :
         {"notice.floor-days", "stop.notice-floor-days", "reclaim.days-to-repay"}) {
        EXPECT_EQ(problem(with(key, std::int64_t{0})), "policy-value-range") << key;
        EXPECT_EQ(problem(with(key, std::int64_t{13})), "policy-value-range") << key;
        EXPECT_EQ(problem(with(key, std::int64_t{14})), "") << key;
        EXPECT_EQ(problem(with(key, std::int64_t{29})), "") << key;
    }
}

// A month of returns, a week to answer, a trustee: of nothing nobody could be asked (rules.md).
TEST(APolicy, NeverMakesARuleMeanNothing) {
    for (const auto& [key, least] : {std::pair{"capacity.unresolved-days", 1},
                                     {"emergency.cap-weeks", 1},
                                     {"monitoring.high-months", 1},
                                     {"reduction.consult-days", 7},
                                     {"suspension.max-days", 1},
                                     {"trust.min-trustees", 1},
                                     {"wheelchair.period-years", 1}}) {
        EXPECT_EQ(problem(with(key, std::int64_t{least} - 1)), "policy-value-range") << key;
        EXPECT_EQ(problem(with(key, std::int64_t{least})), "") << key;
    }
    EXPECT_EQ(problem(with("monitoring.low-months", std::int64_t{0})), "policy-value-range");
    EXPECT_EQ(problem(with("monitoring.medium-months", std::int64_t{0})), "policy-value-range");
    // Nothing is rightful here: no contingency in the account, and a holder who leaves at once.
    EXPECT_EQ(problem(with("contingency.weeks", std::int64_t{0})), "");
    EXPECT_EQ(problem(with("exit.notice-days", std::int64_t{0})), "");
}

// MON-01: 12, 6 and 3 months unless the policy says otherwise.
TEST(APolicy, AsksNoHigherBandLessOftenThanALowerOne) {
    EXPECT_EQ(problem(with("monitoring.low-months", std::int64_t{6})), "");
    EXPECT_EQ(problem(with("monitoring.medium-months", std::int64_t{12})), "");
    EXPECT_EQ(problem(with("monitoring.medium-months", std::int64_t{13})), "policy-bands-order");
    EXPECT_EQ(problem(with("monitoring.medium-months", std::int64_t{2})), "policy-bands-order");
    EXPECT_EQ(problem(with("monitoring.high-months", std::int64_t{6})), "");
    const PolicyMade made = with("monitoring.high-months", std::int64_t{7});
    ASSERT_EQ(made.problems.size(), 1U);
    EXPECT_EQ(made.problems[0].code, "policy-bands-order");
    EXPECT_EQ(made.problems[0].field, "monitoring.high-months");
    EXPECT_EQ(made.problems[0].citation, "Haringey, St Helens");
}

// One that was loaded before its values had bounds is read as near to what it says as may be.
TEST(APolicy, ThatWasKeptIsBroughtWithinItsBounds) {
    const auto months = [](const PolicyMade& made) {
        EXPECT_EQ(problem(made), "");
        return std::array{made.policy.number(Parameter::monitoring_low_months),
                          made.policy.number(Parameter::monitoring_medium_months),
                          made.policy.number(Parameter::monitoring_high_months)};
    };
    const auto kept = [&](std::vector<Given> values) {
        return months(
            make_policy(rules::within_bounds({.version = "1", .values = std::move(values)})));
    };
    using Months = std::array<std::int64_t, 3>;
    EXPECT_EQ(kept({{"monitoring.low-months", std::int64_t{0}, ""}}), (Months{1, 1, 1}));
    EXPECT_EQ(kept({{"monitoring.high-months", std::int64_t{9}, ""}}), (Months{12, 6, 6}));
    EXPECT_EQ(kept({{"monitoring.medium-months", std::int64_t{24}, ""}}), (Months{12, 12, 3}));
    EXPECT_EQ(make_policy(
                  rules::within_bounds(
                      {.version = "1", .values = {{"suspension.max-days", std::int64_t{366}, ""}}}))
                  .policy.number(Parameter::suspension_max_days),
              28);
}

TEST(APolicy, SaysWhatStandsBehindAValueThatItRefuses) {
    const auto behind = [](const char* key, rules::GivenValue value) {
        const PolicyMade made = with(key, std::move(value));
        return made.problems.empty() ? "" : made.problems[0].citation;
    };
    for (const char* const key :
         {"notice.floor-days", "stop.notice-floor-days", "monitoring.low-months"}) {
        const auto* const rule = rules::rule_by_id(rules::parameter_by_key(key)->rule);
        EXPECT_EQ(behind(key, std::int64_t{0}), rule->citation) << key;
        EXPECT_NE(behind(key, std::int64_t{0}), "") << key;
    }
    EXPECT_EQ(behind("reclaim.days-to-repay", std::int64_t{0}), "St Helens gives two weeks");
    EXPECT_EQ(behind("schedule.cycle", std::string("weekly")), "Summary guide 2.1.3");
    EXPECT_NE(behind("schedule.timing", std::string("late")), "");
}

// So that no day that is worked out by it lies centuries ahead.
TEST(APolicy, HasAnUpperBoundOfEachUnit) {
    const auto at_most = [](const char* key, std::int64_t most) {
        EXPECT_EQ(problem(with(key, most)), "") << key;
        EXPECT_EQ(problem(with(key, most + 1)), "policy-value-range") << key;
    };
    at_most("exit.notice-days", 1'830);
    at_most("suspension.max-days", 28);  // a stop's notice; STP-06 has 14
    at_most("review.request-working-days", 1'830);
    at_most("surplus.threshold-weeks", 260);
    at_most("monitoring.low-months", 60);
    at_most("retention.major-years", 100);
    at_most("spending.tolerance-percent", 100);
    at_most("trust.min-trustees", 1'000);
    at_most("budget.free-adaptation", 100'000'000);
}

TEST(APolicy, SaysWhatIsWrongWithAValueAndWhere) {
    EXPECT_EQ(problem(with("surplus.threshold-week", std::int64_t{8})), "policy-key-unknown");
    EXPECT_EQ(problem(with("surplus.threshold-weeks", true)), "policy-value-kind");
    EXPECT_EQ(problem(with("surplus.threshold-weeks", std::string("8"))), "policy-value-kind");
    EXPECT_EQ(problem(with("surplus.threshold-weeks", std::int64_t{-1})), "policy-value-range");
    EXPECT_EQ(problem(with("surplus.threshold-weeks", std::int64_t{0})), "");
    EXPECT_EQ(problem(with("surplus.threshold-weeks", std::int64_t{100'000'001})),
              "policy-value-range");
    EXPECT_EQ(problem(with("schedule.cycle", std::string("weekly"))), "policy-choice-unknown");
    EXPECT_EQ(problem(with("schedule.cycle", std::int64_t{1})), "policy-choice-unknown");
    EXPECT_EQ(problem(with("cards.block-debt", std::int64_t{1})), "policy-value-kind");
    const PolicyMade made = with("review.nhs-first-months", std::int64_t{4});
    ASSERT_EQ(made.problems.size(), 1U);
    EXPECT_EQ(made.problems[0].field, "review.nhs-first-months");
    EXPECT_EQ(made.problems[0].words,
              "line 3: 4 months would loosen REV-01 (the first review of NHS money is due within): "
              "it may only be lowered from 3 months.");
    EXPECT_EQ(made.problems[0].citation, "SI 2013/1617 reg 14(2)(a)");
}

TEST(APolicy, HasAVersionAndEachKeyOnce) {
    EXPECT_EQ(problem(make_policy({})), "policy-version-missing");
    const Given eight{"surplus.threshold-weeks", std::int64_t{8}, ""};
    EXPECT_EQ(problem(make_policy({.version = "1", .values = {eight, eight}})), "policy-key-twice");
}

TEST(APolicy, HoldsFromItsDayUntilTheNext) {
    std::vector<Policy> policies;
    for (const auto& [version, from] :
         {std::pair{"2026-1", "2026-04-01"}, {"2026-2", "2026-10-01"}}) {
        policies.push_back(make_policy({.version = version, .from_on = day(from)}).policy);
    }
    EXPECT_EQ(policy_on(policies, day("2026-03-31")).version(), "defaults");
    EXPECT_EQ(policy_on(policies, day("2026-04-01")).version(), "2026-1");
    EXPECT_EQ(policy_on(policies, day("2026-09-30")).version(), "2026-1");
    EXPECT_EQ(policy_on(policies, day("2026-10-01")).version(), "2026-2");
}

TEST(APolicy, GivesTheIncomeGuaranteeOfTheYear) {
    GivenPolicy policy{.version = "1"};
    policy.guarantees = {{day("2027-04-05"), "single", pence(21'000)},
                         {day("2026-04-06"), "single", pence(20'000)}};
    const Policy made = make_policy(policy).policy;
    EXPECT_EQ(made.income_guarantee("single", day("2026-04-05")), std::nullopt);
    EXPECT_EQ(made.income_guarantee("single", day("2026-04-06")), pence(20'000));
    EXPECT_EQ(made.income_guarantee("single", day("2027-04-05")), pence(21'000));
    EXPECT_EQ(made.income_guarantee("couple", day("2027-04-05")), std::nullopt);
}

TEST(APolicy, ShowsWhatItChanges) {
    const PolicyMade made = with("surplus.threshold-weeks", std::int64_t{4});
    const auto changed = changes(Policy{}, made.policy);
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_EQ(shown(*changed[0].row, changed[0].before), "8 weeks");
    EXPECT_EQ(shown(*changed[0].row, changed[0].after), "4 weeks");
}

TEST(Parameters, AreShownInTheirUnit) {
    const auto as_shown = [](Parameter parameter) {
        const ParameterRow& row = rules::row_of(parameter);
        return shown(row, row.fallback);
    };
    EXPECT_EQ(as_shown(Parameter::budget_free_adaptation), "£1,000");
    EXPECT_EQ(as_shown(Parameter::schedule_cycle), "either");
    EXPECT_EQ(as_shown(Parameter::reduction_review_first), "yes");
    EXPECT_EQ(as_shown(Parameter::review_request_working_days), "10 working days");
    EXPECT_EQ(as_shown(Parameter::retention_everyday_years), "1 year");
}

}  // namespace
}  // namespace almoner::testing
