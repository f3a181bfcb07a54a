// What is known of the means test of an adult's contribution.
#pragma once

#include "rules/engine/fact.h"

namespace almoner::rules {

struct ContributionFacts {
    Sum capital{};
    Sum tariff_income{};
    Flag is_residential{};
    Flag over_limit_declined{};
    Number exact_pence_numerator{};
    Number exact_pence_denominator{};
    Sum contribution{};
    Sum income_left{};
    Fact<std::string> guarantee_group{};
    Sum gross{};
    Sum net{};
    Flag paid_gross{};
    Sum charged_in_a_year{};
    Sum charged_before_in_a_year{};
    Sum assessed_in_a_year{};
    Flag is_assessed{};
    Sum contribution_expected{};
    Sum contribution_received{};
    Number days_overdue{};
    Flag letter_sent{};
    Flag missing_reviewed{};
    Flag is_backdated{};
    Flag outcome_notified{};
    Flag counts_direct_payment{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("capital", f.capital, "the adult's capital");
        see("tariff_income",
            f.tariff_income,
            "the weekly tariff income that was taken into account");
        see("is_residential", f.is_residential, "whether it is for a care home");
        see("over_limit_declined",
            f.over_limit_declined,
            "whether the authority declined to pay because of the capital");
        see("exact_pence_numerator",
            f.exact_pence_numerator,
            "the contribution before rounding, in pence: numerator");
        see("exact_pence_denominator",
            f.exact_pence_denominator,
            "the contribution before rounding, in pence: denominator");
        see("contribution", f.contribution, "the contribution that was set");
        see("income_left", f.income_left, "what income is left after the contribution, a week");
        see("guarantee_group", f.guarantee_group, "which minimum income guarantee applies");
        see("gross", f.gross, "the gross payment");
        see("net", f.net, "the net payment");
        see("paid_gross",
            f.paid_gross,
            "whether the gross amount is paid and the contribution invoiced");
        see("charged_in_a_year",
            f.charged_in_a_year,
            "what all of the person's agreements would ask of them, for 52 weeks");
        see("charged_before_in_a_year",
            f.charged_before_in_a_year,
            "what they ask of them now, for 52 weeks");
        see("assessed_in_a_year",
            f.assessed_in_a_year,
            "what the last assessment says that the person can pay, for 52 weeks");
        see("is_assessed", f.is_assessed, "whether there is an assessment of what they can pay");
        see("contribution_expected",
            f.contribution_expected,
            "what contribution the account expects");
        see("contribution_received",
            f.contribution_received,
            "what contribution the account has received");
        see("days_overdue", f.days_overdue, "for how many days the contribution is overdue");
        see("letter_sent", f.letter_sent, "whether a letter about it was sent");
        see("missing_reviewed", f.missing_reviewed, "whether a review of it was held");
        see("is_backdated", f.is_backdated, "whether an invoice is backdated");
        see("outcome_notified",
            f.outcome_notified,
            "whether the outcome of the assessment was notified");
        see("counts_direct_payment",
            f.counts_direct_payment,
            "whether a direct payment is counted as income");
    }
};

}  // namespace almoner::rules
