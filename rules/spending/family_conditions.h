// Paying family and friends: the conditions of the rules FAM-01 to FAM-03.
#pragma once

#include "rules/engine/rule.h"

#include <array>

namespace almoner::rules::family_conditions {

using enum Effect;

inline Truth pays_family_or_friend(const Case& c) {
    return negated(is(c.f.spending.relation, Relation::none));
}

inline constexpr std::array fam_01{Condition{
    "household-member-not-necessary",
    block,
    "Family or friends who live in the household are paid only if the plan says it is necessary.",
    "Record in the plan why it is necessary, or choose somebody else.",
    [](const Case& c) {
        return implies(all_of(pays_family_or_friend(c), c.f.spending.in_household),
                       any_of(c.f.spending.plan_says_necessary, c.f.spending.necessary_for_child));
    }}};

// SI 2014/2871 reg 3(1): a spouse or partner wherever they live, the others in the household.
inline Truth is_listed_relative(const Case& c) {
    const Fact<Relation>& relation = c.f.spending.relation;
    return any_of(
        is(relation, Relation::spouse_or_partner),
        all_of(c.f.spending.in_household,
               pays_family_or_friend(c),
               negated(is_one_of(relation, Relation::some_friend, Relation::other_family))));
}

inline constexpr std::array fam_02{
    Condition{"relative-not-necessary",
              block,
              "A spouse, partner or close relative in the household is paid for care only if the "
              "authority finds it necessary.",
              "Record the authority's decision that it is necessary, or choose somebody else.",
              [](const Case& c) {
                  return implies(
                      all_of(is_listed_relative(c), negated(c.f.spending.is_for_administration)),
                      c.f.spending.necessary_for_care);
              }},
    Condition{
        "administration-not-necessary",
        block,
        "Such a relative is paid for administration only if the authority finds it necessary.",
        "Record that decision, or choose somebody else.",
        [](const Case& c) {
            return implies(all_of(is_listed_relative(c), c.f.spending.is_for_administration),
                           c.f.spending.necessary_for_administration);
        }}};

inline constexpr std::array fam_03{
    Condition{"relative-not-necessary",
              block,
              "Such a relative is paid only if the child's welfare makes it necessary.",
              "Record why it is necessary, or choose somebody else.",
              [](const Case& c) {
                  const Truth disapplied = all_of(c.f.spending.is_for_disabled_child_parent,
                                                  is_one_of(c.f.spending.relation,
                                                            Relation::child,
                                                            Relation::step_child,
                                                            Relation::child_in_law));
                  return implies(all_of(is_listed_relative(c), negated(disapplied)),
                                 c.f.spending.necessary_for_child);
              }}};

}  // namespace almoner::rules::family_conditions
