// What is known of a plan, of what its budget is made of and of whether it suffices.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// Provision that the charging rules tell apart.
enum class Provision : std::uint8_t { ordinary, reablement, aid_or_adaptation };
constexpr auto names_of(Provision /*list*/) {
    return std::array<std::string_view, 3>{"ordinary", "reablement", "aid-or-adaptation"};
}

struct PlanFacts {
    Sum lines_total{};
    Sum budget_total{};
    Flag states_needs_and_outcomes{};
    Flag states_services{};
    Flag states_amount_and_intervals{};
    Flag states_coordinator{};
    Flag states_monitoring{};
    Flag states_first_review{};
    Flag states_notice_period{};
    Flag services_meet_needs{};
    Flag person_agrees{};
    Flag has_risk_procedure{};
    Sum cost_to_authority{};
    Sum adult_amount{};
    Sum authority_amount{};
    Proof sen_notice{};
    Flag in_section_j{};
    Flag is_process_cost{};
    Fact<Provision> provision{};
    Number weeks_provided{};
    Sum provision_cost{};
    Flag is_charged{};
    Flag needs_met_by_carer{};
    Proof carer_involved{};
    Flag combines_plans{};
    Flag all_agree_to_combine{};
    Flag employs_staff{};
    Flag employer_costs_included{};
    Flag told_insufficient{};
    Flag shortfall_reviewed{};
    Flag health_changed{};
    Flag change_reviewed{};
    Proof still_sufficient{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("lines_total", f.lines_total, "what the lines add up to");
        see("budget_total", f.budget_total, "what the budget is");
        see("states_needs_and_outcomes",
            f.states_needs_and_outcomes,
            "whether the plan states needs and outcomes");
        see("states_services", f.states_services, "whether the plan states the services");
        see("states_amount_and_intervals",
            f.states_amount_and_intervals,
            "whether the plan states the amount and the intervals");
        see("states_coordinator",
            f.states_coordinator,
            "whether the plan names the care co-ordinator");
        see("states_monitoring",
            f.states_monitoring,
            "whether the plan says who monitors each condition");
        see("states_first_review",
            f.states_first_review,
            "whether the plan states the first review's date and method");
        see("states_notice_period",
            f.states_notice_period,
            "whether the plan states the notice period");
        see("services_meet_needs",
            f.services_meet_needs,
            "whether the body is satisfied that the services meet the needs");
        see("person_agrees",
            f.person_agrees,
            "whether the person or the representative agrees to needs, amount and review");
        see("has_risk_procedure",
            f.has_risk_procedure,
            "whether risks were advised on and the plan says what to do");
        see("cost_to_authority", f.cost_to_authority, "what meeting the needs costs");
        see("adult_amount", f.adult_amount, "what the adult must pay");
        see("authority_amount", f.authority_amount, "what the authority must pay");
        see("sen_notice",
            f.sen_notice,
            "the written notice of name, goods and services, amount, conditions and dates");
        see("in_section_j", f.in_section_j, "whether the budget stands in section J of the plan");
        see("is_process_cost",
            f.is_process_cost,
            "whether the cost is of assessment, plan development or review");
        see("provision", f.provision, "what kind of provision the cost is of");
        see("weeks_provided", f.weeks_provided, "for how many weeks it has been provided");
        see("provision_cost", f.provision_cost, "what the aid or adaptation costs");
        see("is_charged", f.is_charged, "whether it is charged for or taken into the budget");
        see("needs_met_by_carer", f.needs_met_by_carer, "whether needs are met by a carer");
        see("carer_involved", f.carer_involved, "the record that the carer was involved");
        see("combines_plans", f.combines_plans, "whether plans of several people are combined");
        see("all_agree_to_combine",
            f.all_agree_to_combine,
            "whether all of them agree to combine their plans");
        see("employs_staff", f.employs_staff, "whether the person employs staff");
        see("employer_costs_included",
            f.employer_costs_included,
            "whether the amount covers an employer's costs, redundancy among them");
        see("told_insufficient",
            f.told_insufficient,
            "whether the body was told that the payments are not enough");
        see("shortfall_reviewed", f.shortfall_reviewed, "whether a review of that was held");
        see("health_changed",
            f.health_changed,
            "whether the person's health changed significantly");
        see("change_reviewed", f.change_reviewed, "whether a review of the change was held");
        see("still_sufficient", f.still_sufficient, "the record that the amount still suffices");
    }
};

}  // namespace almoner::rules
