// What is known of whether somebody may have a budget, and in which way.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// Orders under which no direct payment may be made; the lists of the four regulations differ.
enum class Exclusion : std::uint8_t {
    none,
    drug_rehabilitation,
    alcohol_treatment,
    drug_testing,
    drug_licence,
    youth_drug_requirement,
    intoxicant_requirement,
    scots_order,
    drug_appointment
};
constexpr auto names_of(Exclusion /*list*/) {
    return std::array<std::string_view, 9>{"none",
                                           "drug-rehabilitation",
                                           "alcohol-treatment",
                                           "drug-testing",
                                           "drug-licence",
                                           "youth-drug-requirement",
                                           "intoxicant-requirement",
                                           "scots-order",
                                           "drug-appointment"};
}

struct EligibilityFacts {
    Flag notional_available{};
    Flag third_party_available{};
    Flag direct_payment_available{};
    Proof option_discussion{};
    Flag bank_account_offered{};
    Fact<Exclusion> exclusion{};
    Number age{};
    Flag has_capacity{};
    Flag consents{};
    Proof consent{};
    Proof signed_agreement{};
    Proof accepted_terms{};
    Proof regard_to_condition{};
    Proof regard_to_life{};
    Proof regard_to_value{};
    Flag was_requested{};
    Flag conditions_hold{};
    Proof failed_condition{};
    Flag proper_use{};
    Flag best_interests{};
    Flag no_adverse_impact{};
    Flag efficient_use{};
    Flag refusal_letter_issued{};
    Flag refusal_states_reasons{};
    Flag refusal_states_review{};
    Flag reconsidered_before{};
    Day last_reconsidered_on{};
    Flag consent_withdrawn{};
    Flag another_consents{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("notional_available",
            f.notional_available,
            "whether a notional budget is open to the person");
        see("third_party_available",
            f.third_party_available,
            "whether a third-party budget is open to the person");
        see("direct_payment_available",
            f.direct_payment_available,
            "whether a direct payment is open to the person");
        see("option_discussion", f.option_discussion, "the record that the options were discussed");
        see("bank_account_offered",
            f.bank_account_offered,
            "whether a conventional bank account was offered");
        see("exclusion", f.exclusion, "which criminal-justice order the person is under, or none");
        see("age", f.age, "how old the person is, in years");
        see("has_capacity", f.has_capacity, "whether the person has capacity for this decision");
        see("consents", f.consents, "whether the person or the representative consents");
        see("consent", f.consent, "the recorded consent");
        see("signed_agreement", f.signed_agreement, "the signed direct payment agreement");
        see("accepted_terms",
            f.accepted_terms,
            "the recipient's written acceptance of the terms of regulation 8(3)");
        see("regard_to_condition",
            f.regard_to_condition,
            "the record of regard to whether it suits the condition");
        see("regard_to_life",
            f.regard_to_life,
            "the record of regard to the impact on the person's life");
        see("regard_to_value", f.regard_to_value, "the record of regard to value for money");
        see("was_requested", f.was_requested, "whether a direct payment was asked for");
        see("conditions_hold",
            f.conditions_hold,
            "whether all conditions of Care Act section 31 or 32 hold");
        see("failed_condition",
            f.failed_condition,
            "the paper that says which condition of the Care Act fails, and why");
        see("proper_use", f.proper_use, "whether the authority is satisfied of proper use");
        see("best_interests",
            f.best_interests,
            "whether the authority is satisfied that it is in the best interests");
        see("no_adverse_impact",
            f.no_adverse_impact,
            "whether the authority is satisfied that others with plans are not affected");
        see("efficient_use",
            f.efficient_use,
            "whether the authority is satisfied that it is an efficient use of resources");
        see("refusal_letter_issued",
            f.refusal_letter_issued,
            "whether the letter that refuses was issued");
        see("refusal_states_reasons",
            f.refusal_states_reasons,
            "whether that letter states the reasons");
        see("refusal_states_review",
            f.refusal_states_review,
            "whether that letter states the right to a review");
        see("reconsidered_before",
            f.reconsidered_before,
            "whether the refusal was reconsidered before");
        see("last_reconsidered_on", f.last_reconsidered_on, "when it was last reconsidered");
        see("consent_withdrawn",
            f.consent_withdrawn,
            "whether the consent was withdrawn in writing");
        see("another_consents",
            f.another_consents,
            "whether another representative consents in place of it");
    }
};

}  // namespace almoner::rules
