// What is known of money that is to be paid back.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// On which ground money is reclaimed.
enum class Ground : std::uint8_t {
    none,
    plan_changed,
    circumstances_changed,
    unused_accumulated,
    used_otherwise,
    theft_fraud_or_offence,
    death,
    breach_of_condition,
    not_used_for_service
};
constexpr auto names_of(Ground /*list*/) {
    return std::array<std::string_view, 9>{"none",
                                           "plan-changed",
                                           "circumstances-changed",
                                           "unused-accumulated",
                                           "used-otherwise",
                                           "theft-fraud-or-offence",
                                           "death",
                                           "breach-of-condition",
                                           "not-used-for-service"};
}

struct ReclaimFacts {
    Fact<Ground> ground{};
    Sum amount{};
    Sum unused{};
    Sum weekly_amount{};
    Sum unspent_on_provision{};
    Flag breach_recorded{};
    Flag surplus_condition{};
    Flag breach_reviewed{};
    Flag states_reasons{};
    Flag states_amount{};
    Flag states_time{};
    Flag states_payer{};
    Number days_to_repay{};
    Flag reconsideration_asked{};
    Flag reconsidered_once{};
    Flag outcome_restates{};
    Day fell_due_on{};
    Flag collects_from_account{};
    Day notice_issued_on{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("ground", f.ground, "on which ground it is reclaimed");
        see("amount", f.amount, "what is reclaimed");
        see("unused", f.unused, "what has accumulated unused");
        see("weekly_amount", f.weekly_amount, "what the budget is worth a week");
        see("unspent_on_provision",
            f.unspent_on_provision,
            "what was not spent on agreed provision");
        see("breach_recorded", f.breach_recorded, "whether a breach of a condition is recorded");
        see("surplus_condition",
            f.surplus_condition,
            "whether the agreement has a condition on surplus");
        see("breach_reviewed",
            f.breach_reviewed,
            "whether the review that must come first was held");
        see("states_reasons", f.states_reasons, "whether the notice states the reasons");
        see("states_amount", f.states_amount, "whether the notice states the amount");
        see("states_time", f.states_time, "whether the notice states the time to repay");
        see("states_payer", f.states_payer, "whether the notice states who repays");
        see("days_to_repay", f.days_to_repay, "how many days the notice gives to repay");
        see("reconsideration_asked",
            f.reconsideration_asked,
            "whether reconsideration was asked for");
        see("reconsidered_once",
            f.reconsidered_once,
            "whether this decision was reconsidered once");
        see("outcome_restates",
            f.outcome_restates,
            "whether the outcome letter restates amount, time and payer");
        see("fell_due_on", f.fell_due_on, "when the sum fell due");
        see("collects_from_account",
            f.collects_from_account,
            "whether the money is taken from the holder's prepaid account");
        see("notice_issued_on", f.notice_issued_on, "when the notice was issued");
    }
};

}  // namespace almoner::rules
