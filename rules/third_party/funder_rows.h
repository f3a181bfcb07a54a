// Whose money it is: the rules FND-01 to FND-04 of the subject third_party.
#pragma once

#include "rules/engine/rule.h"

#include <array>

namespace almoner::rules {

namespace funder_conditions {

using enum Effect;

inline constexpr std::array fnd_01{
    Condition{"no-funder",
              block,
              "A posting names no funder or no plan line.",
              "Say whose money it is and which line it is for.",
              [](const Case& c) { return known(c.f.third_party.carries_funder); }},
    Condition{"unbalanced",
              block,
              "The funders' parts do not add up to the bank balance.",
              "Find the posting that lacks its funder.",
              [](const Case& c) {
                  return is(c.f.third_party.bank_balance, c.f.third_party.funder_balances);
              }}};

inline constexpr std::array fnd_02{
    Condition{"not-split-by-shares",
              block,
              "Spending is charged to its line's funder; a joint line splits by the agreed shares.",
              "Split it by the shares, the pennies by largest remainder.",
              [](const Case& c) { return known(c.f.third_party.split_by_agreed_shares); }}};

inline constexpr std::array fnd_03{
    Condition{"nhs-pays-social-care",
              block,
              "NHS money pays neither the contribution nor a social care line.",
              "Charge it to its own funder.",
              [](const Case& c) {
                  return implies(is(c.f.third_party.paid_by, Funder::nhs),
                                 negated(is_one_of(c.f.third_party.purpose,
                                                   Purpose::contribution,
                                                   Purpose::social_care_line)));
              }},
    Condition{"education-pays-other",
              block,
              "Education money pays section F provision alone.",
              "Charge it to its own funder.",
              [](const Case& c) {
                  return implies(is(c.f.third_party.paid_by, Funder::education),
                                 is_one_of(c.f.third_party.purpose,
                                           Purpose::section_f_provision,
                                           Purpose::education_line));
              }}};

inline constexpr std::array fnd_04{
    Condition{"not-found-per-funder",
              block,
              "Surplus, reclaim and final balance are found for each funder, under its own regime.",
              "Work them out from each funder's part.",
              [](const Case& c) { return known(c.f.third_party.found_per_funder); }}};

}  // namespace funder_conditions

inline constexpr std::array funder_rows{
    Rule{"FND-01",
         Mark::constructed,
         "Every posting carries funder and plan line; the funders' parts sum to the bank balance.",
         "Constructed; Summary guide, Annex B; Options for managing the money, section 6",
         every_regime,
         Event::post,
         {},
         funder_conditions::fnd_01},
    Rule{"FND-02",
         Mark::constructed,
         "Spending is charged to its plan line's funder; a joint line splits by the agreed shares.",
         "Constructed",
         every_regime,
         {Event::pay_supplier, Event::pay_payroll},
         {},
         funder_conditions::fnd_02},
    Rule{"FND-03",
         Mark::constructed,
         "No funder's money pays for another's line or for the contribution.",
         "Constructed from SI 2013/1617 reg 13(1) and SI 2014/1652 reg 6(2)",
         every_regime,
         {Event::pay_supplier, Event::pay_payroll, Event::offset},
         {},
         funder_conditions::fnd_03},
    Rule{"FND-04",
         Mark::constructed,
         "Surplus, reclaim and final balance are found per funder, each under its own regime.",
         "Constructed",
         every_regime,
         {Event::offset, Event::reclaim},
         {},
         funder_conditions::fnd_04},
};

}  // namespace almoner::rules
