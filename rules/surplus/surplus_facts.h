// What is known of a surplus, of a reduction and of an offset.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace almoner::rules {

// On which ground somebody gets less although there is no case (constructed): the person asked for
// it, has died, nothing was paid yet, something takes its place from the same day, the person's own
// share was assessed anew, or another body has taken over.
enum class WithoutCase : std::uint8_t {
    none,
    request,
    death,
    error,
    replaced,
    contribution,
    moved
};
constexpr auto names_of(WithoutCase /*list*/) {
    return std::array<std::string_view, 7>{
        "none", "request", "death", "error", "replaced", "contribution", "moved"};
}

struct SurplusFacts {
    Sum cleared_balance{};
    Sum uncleared{};
    Sum reserves{};
    Sum contingency{};
    Sum in_advance{};
    Sum contribution_adjustment{};
    Sum weekly_amount{};
    Flag cause_recorded{};
    Flag review_closed{};
    Flag review_names_it{};
    Flag notice_written{};
    Flag notice_has_reasons{};
    Flag notice_to_all{};
    Number plan_notice_days{};
    Day notice_issued_on{};
    Day effect_on{};
    Sum offset_in_period{};
    Sum due_in_period{};
    Sum offset_left{};
    Sum free_balance{};
    Sum planned_cost_to_next{};
    Flag reconsideration_asked{};
    Flag reconsidered_once{};
    Flag reconsideration_answered{};
    Flag further_review_asked{};
    Flag further_review_held{};
    Flag further_review_decided{};
    Proof consulted{};
    Day consulted_on{};
    Flag consulting_inappropriate{};
    Flag letter_issued{};
    Fact<WithoutCase> without_case{};
    Flag ground_borne_out{};
    Proof ground_paper{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("cleared_balance", f.cleared_balance, "the cleared balance");
        see("uncleared", f.uncleared, "the commitments that have not cleared");
        see("reserves",
            f.reserves,
            "what is set aside for tax, insurance, pension, holiday and redundancy");
        see("contingency", f.contingency, "the contingency agreed in the plan");
        see("in_advance", f.in_advance, "what was received in advance for periods not yet run");
        see("contribution_adjustment",
            f.contribution_adjustment,
            "own contributions unpaid or overpaid");
        see("weekly_amount", f.weekly_amount, "what the budget is worth a week");
        see("cause_recorded",
            f.cause_recorded,
            "whether the review recorded why the surplus arose");
        see("review_closed", f.review_closed, "whether the review is closed");
        see("review_names_it", f.review_names_it, "whether the review names this reduction");
        see("notice_written", f.notice_written, "whether the notice is in writing");
        see("notice_has_reasons", f.notice_has_reasons, "whether the notice has the reasons");
        see("notice_to_all",
            f.notice_to_all,
            "whether the notice went to the person and the representative or nominee");
        see("plan_notice_days",
            f.plan_notice_days,
            "the notice period that the plan states, in days");
        see("notice_issued_on", f.notice_issued_on, "when the accessible notice was issued");
        see("effect_on", f.effect_on, "when the change takes effect");
        see("offset_in_period", f.offset_in_period, "what would be offset in the period");
        see("due_in_period", f.due_in_period, "what is due for the period");
        see("offset_left", f.offset_left, "what is left of the sum to be offset");
        see("free_balance", f.free_balance, "the free balance after the offset");
        see("planned_cost_to_next",
            f.planned_cost_to_next,
            "what the planned care costs until the next payment");
        see("reconsideration_asked",
            f.reconsideration_asked,
            "whether reconsideration was asked for");
        see("reconsidered_once",
            f.reconsidered_once,
            "whether this decision was reconsidered once");
        see("reconsideration_answered",
            f.reconsideration_answered,
            "whether the request was answered in writing with reasons");
        see("further_review_asked",
            f.further_review_asked,
            "whether one further review is asked for");
        see("further_review_held",
            f.further_review_held,
            "whether the one further review was held");
        see("further_review_decided",
            f.further_review_decided,
            "whether the further review was decided in writing with reasons");
        see("consulted", f.consulted, "the record that the holder was consulted");
        see("consulted_on", f.consulted_on, "when the holder was consulted");
        see("consulting_inappropriate",
            f.consulting_inappropriate,
            "whether it was neither possible nor appropriate to consult");
        see("letter_issued", f.letter_issued, "whether the letter was issued");
        see("without_case",
            f.without_case,
            "on which ground less is paid although there is no case");
        see("ground_borne_out", f.ground_borne_out, "whether the records bear that ground out");
        see("ground_paper", f.ground_paper, "the paper that shows that ground");
    }
};

}  // namespace almoner::rules
