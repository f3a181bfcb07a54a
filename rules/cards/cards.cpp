#include "rules/engine/subjects.h"

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;

Truth block_is_allowed(const Case& c) {
    const Fact<CardBlock>& block_of_card = c.f.card.block;
    return any_of(
        is(block_of_card, CardBlock::none),
        all_of(is(block_of_card, CardBlock::gambling),
               c.policy.flag(Parameter::cards_block_gambling)),
        all_of(is(block_of_card, CardBlock::tobacco),
               c.policy.flag(Parameter::cards_block_tobacco)),
        all_of(is(block_of_card, CardBlock::alcohol),
               c.policy.flag(Parameter::cards_block_alcohol)),
        all_of(is(block_of_card, CardBlock::debt), c.policy.flag(Parameter::cards_block_debt)),
        c.f.card.block_in_plan);
}

constexpr std::array ppc_01{
    Condition{"block-beyond-regulations-and-plan",
              block,
              "A card blocks by itself only what regulations or the person's plan exclude.",
              "Take the block off the card.",
              block_is_allowed}};

constexpr std::array ppc_02{
    Condition{"blanket-cash-block",
              block,
              "Cash that the plan agrees to must not be blocked.",
              "Allow cash within the plan's limit.",
              [](const Case& c) {
                  return implies(c.f.card.cash_agreed, negated(c.f.card.cash_blocked));
              }},
    Condition{"cash-limit-below-plan",
              block,
              "The card's limit for cash is below the plan's.",
              "Set the card's limit to the plan's.",
              [](const Case& c) {
                  return implies(c.f.card.cash_agreed,
                                 at_least(c.f.card.cash_limit_set, c.f.card.cash_limit));
              }},
    Condition{"not-like-a-bank-account",
              block,
              "The card must do what a bank account does: Bacs, direct debits, standing orders.",
              "Switch these on, or offer a bank account.",
              [](const Case& c) { return known(c.f.card.same_as_bank_account); }}};

constexpr std::array ppc_03{
    Condition{"marketplace-only",
              block,
              "A card is not tied to a marketplace of selected providers.",
              "Let it be used anywhere that the plan allows.",
              [](const Case& c) { return negated(c.f.card.only_marketplace); }}};

constexpr std::array ppc_04{
    Condition{"impact-assessment",
              need_evidence,
              "The data protection impact assessment is missing.",
              "Make it before the scheme starts.",
              [](const Case& c) { return evidenced(c.f.card.impact_assessment); }},
    Condition{"holder-informed",
              need_evidence,
              "It is not recorded that holders are informed of how their data is used and consent.",
              "Inform them and record the consent.",
              [](const Case& c) { return evidenced(c.f.card.holder_informed); }},
    Condition{"more-data-than-needed",
              block,
              "More personal data is shared than the service needs.",
              "Share the minimum.",
              [](const Case& c) { return known(c.f.card.minimum_data); }},
    Condition{"no-offline-help",
              block,
              "There is no help for disabled people and people without the internet.",
              "Provide it before the scheme starts.",
              [](const Case& c) { return known(c.f.card.offline_help); }},
    Condition{"one-funder-only",
              block,
              "The scheme does not work for both NHS and council money.",
              "Make it work for both.",
              [](const Case& c) { return known(c.f.card.for_both_funders); }}};

constexpr std::array rules{
    Rule{"PPC-01",
         Mark::seed,
         "Automatic blocks are limited to what regulations or the person's plan exclude.",
         "Options for managing the money, Annex A",
         every_regime,
         card_setup,
         {Parameter::cards_block_gambling,
          Parameter::cards_block_tobacco,
          Parameter::cards_block_alcohol,
          Parameter::cards_block_debt},
         ppc_01},
    Rule{"PPC-02",
         Mark::guidance,
         "No blanket block of cash: cash as the plan agrees, and the functions of a bank account.",
         "Options for managing the money, Annex A; Care and support statutory guidance 12.59",
         every_regime,
         card_setup,
         {},
         ppc_02},
    Rule{"PPC-03",
         Mark::guidance,
         "A card is not tied solely to a marketplace of selected providers.",
         "Care and support statutory guidance 12.59",
         every_regime,
         card_setup,
         {},
         ppc_03},
    Rule{"PPC-04",
         Mark::seed,
         "Before a scheme starts: impact assessment, informed holders, minimum data, help, both "
         "funders.",
         "Options for managing the money, section 8 and Annex A",
         every_regime,
         go_live,
         {},
         ppc_04},
};

}  // namespace

std::span<const Rule> card_rules() {
    return rules;
}

}  // namespace almoner::rules
