// What is known of a stop, a suspension, a death, an absence or a move.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// On which ground a payment stops.
enum class StopGround : std::uint8_t {
    none,
    consent_withdrawn,
    transition_refused,
    condition_fails,
    sen_must_stop,
    no_longer_suitable,
    misuse,
    breach_of_terms,
    fraud,
    safety,
    death,
    holder_exit
};
constexpr auto names_of(StopGround /*list*/) {
    return std::array<std::string_view, 12>{"none",
                                            "consent-withdrawn",
                                            "transition-refused",
                                            "condition-fails",
                                            "sen-must-stop",
                                            "no-longer-suitable",
                                            "misuse",
                                            "breach-of-terms",
                                            "fraud",
                                            "safety",
                                            "death",
                                            "holder-exit"};
}

// Why payments are suspended (constructed).
enum class SuspensionGround : std::uint8_t { review, account, concern, request };
constexpr auto names_of(SuspensionGround /*list*/) {
    return std::array<std::string_view, 4>{"review", "account", "concern", "request"};
}

struct StopFacts {
    Fact<StopGround> ground{};
    Flag is_mandatory{};
    Flag notice_written{};
    Day notice_issued_on{};
    Number plan_notice_days{};
    Day stop_on{};
    Flag signed_off{};
    Flag reconsidered_once{};
    Flag reconsideration_asked{};
    Flag liabilities_moved{};
    Proof alternative_provision{};
    Flag suspension_has_reason{};
    Flag suspension_notified{};
    Number suspended_days{};
    Fact<SuspensionGround> suspension_ground{};
    Proof suspension_request{};
    Flag care_still_funded{};
    Flag by_holder{};
    Day holder_notice_on{};
    Flag schedule_frozen{};
    Flag to_personal_representatives{};
    Flag debts_settled_first{};
    Flag claims_for_estate{};
    Flag reclaim_case_open{};
    Number days_in_hospital{};
    Flag absence_reviewed{};
    Flag stop_proposed{};
    Flag plan_supplied{};
    Day old_authority_ends_on{};
    Day new_authority_starts_on{};
    Flag needs_or_cost_differ{};
    Flag difference_explained{};
    Flag split_by_funder{};
    Flag reclaims_at_move{};
    Flag reclaim_rules_met{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        describe_stop(f, see);
        describe_death_and_move(f, see);
    }

  private:
    template <class Self, class Visit>
    static void describe_stop(Self& f, const Visit& see) {
        see("ground", f.ground, "on which ground it stops");
        see("is_mandatory", f.is_mandatory, "whether the law makes it stop");
        see("notice_written", f.notice_written, "whether notice was given in writing with reasons");
        see("notice_issued_on", f.notice_issued_on, "when the accessible notice was issued");
        see("plan_notice_days",
            f.plan_notice_days,
            "the notice period that the plan states, in days");
        see("stop_on", f.stop_on, "when it stops");
        see("signed_off",
            f.signed_off,
            "whether an immediate stop was signed off by a second person");
        see("reconsidered_once",
            f.reconsidered_once,
            "whether this decision was reconsidered once");
        see("reconsideration_asked",
            f.reconsideration_asked,
            "whether reconsideration was asked for");
        see("liabilities_moved",
            f.liabilities_moved,
            "whether open commitments were moved to the body's payable");
        see("alternative_provision", f.alternative_provision, "the record of what takes its place");
        see("suspension_has_reason",
            f.suspension_has_reason,
            "whether the reason of the suspension is recorded");
        see("suspension_notified",
            f.suspension_notified,
            "whether notice of the suspension was given");
        see("suspended_days", f.suspended_days, "for how many days it is suspended");
        see("suspension_ground", f.suspension_ground, "why the payments are suspended");
        see("suspension_request",
            f.suspension_request,
            "the paper by which the person asked for the suspension");
        see("care_still_funded",
            f.care_still_funded,
            "whether the planned care stays funded meanwhile");
    }
    template <class Self, class Visit>
    static void describe_death_and_move(Self& f, const Visit& see) {
        see("by_holder", f.by_holder, "whether the holder ends it");
        see("holder_notice_on", f.holder_notice_on, "when the holder gave notice");
        see("schedule_frozen", f.schedule_frozen, "whether the schedule was frozen on the day");
        see("to_personal_representatives",
            f.to_personal_representatives,
            "whether notices go to the personal representatives");
        see("debts_settled_first",
            f.debts_settled_first,
            "whether wages, notice, redundancy, tax and agency are settled first");
        see("claims_for_estate",
            f.claims_for_estate,
            "whether the estate or a funeral would be paid from it");
        see("reclaim_case_open", f.reclaim_case_open, "whether a case for the remainder is open");
        see("days_in_hospital",
            f.days_in_hospital,
            "for how many days the person has been in hospital");
        see("absence_reviewed", f.absence_reviewed, "whether a review of the absence was held");
        see("stop_proposed", f.stop_proposed, "whether a stop is proposed for the absence");
        see("plan_supplied",
            f.plan_supplied,
            "whether the old authority supplied the plan and stays in contact");
        see("old_authority_ends_on",
            f.old_authority_ends_on,
            "the last day on which the old authority meets the needs");
        see("new_authority_starts_on",
            f.new_authority_starts_on,
            "the first day on which the new authority meets the needs");
        see("needs_or_cost_differ",
            f.needs_or_cost_differ,
            "whether needs or cost differ in the new place");
        see("difference_explained",
            f.difference_explained,
            "whether that was explained in writing");
        see("split_by_funder",
            f.split_by_funder,
            "whether the closing balance is split by funder and reconciled");
        see("reclaims_at_move", f.reclaims_at_move, "whether money is reclaimed at the move");
        see("reclaim_rules_met",
            f.reclaim_rules_met,
            "whether a reclaim case under the rules of the regime stands behind it");
    }
};

}  // namespace almoner::rules
