// What is known of reviews and of monitoring.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// What may be reported, by anybody.
enum class ReportKind : std::uint8_t {
    none,
    insufficiency,
    breach,
    capacity,
    condition_fails,
    concern
};
constexpr auto names_of(ReportKind /*list*/) {
    return std::array<std::string_view, 6>{
        "none", "insufficiency", "breach", "capacity", "condition-fails", "concern"};
}
// How closely a payment is monitored, in proportion to its risk.
enum class Band : std::uint8_t { low, medium, high };
constexpr auto names_of(Band /*list*/) {
    return std::array<std::string_view, 3>{"low", "medium", "high"};
}

struct ReviewFacts {
    Day first_payment_on{};
    Flag first_review_held{};
    Day last_review_on{};
    Day ehc_review_on{};
    Fact<ReportKind> report{};
    Flag report_reviewed{};
    Flag covers_plan{};
    Flag covers_use{};
    Flag covers_sufficiency{};
    Flag covers_terms{};
    Flag covers_best_interests{};
    Proof all_involved{};
    Proof steps_to_agree{};
    Flag review_requested{};
    Number working_days_since_request{};
    Proof request_decision{};
    Flag request_is_reasonable{};
    Flag request_declined{};
    Fact<Band> band{};
    Number months_since_last_return{};
    Flag document_held{};
    Flag format_practicable{};
    Flag other_body_asks{};
    Flag merged{};
    Number days_return_overdue{};
    Flag reminded{};
    Flag help_offered{};
    Flag stop_proposed{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("first_payment_on", f.first_payment_on, "when payments began");
        see("first_review_held", f.first_review_held, "whether the first review was held");
        see("last_review_on", f.last_review_on, "when the last review was held");
        see("ehc_review_on", f.ehc_review_on, "when the EHC plan is next reviewed or reassessed");
        see("report", f.report, "what was reported");
        see("report_reviewed", f.report_reviewed, "whether a review of the report was held");
        see("covers_plan",
            f.covers_plan,
            "whether the review looked at whether the plan is still appropriate");
        see("covers_use",
            f.covers_use,
            "whether the review looked at whether it is used effectively");
        see("covers_sufficiency",
            f.covers_sufficiency,
            "whether the review looked at whether the amount suffices");
        see("covers_terms",
            f.covers_terms,
            "whether the review looked at whether the terms are kept");
        see("covers_best_interests",
            f.covers_best_interests,
            "whether the review looked at best interests and impact on others");
        see("all_involved", f.all_involved, "the record that everybody who must be was involved");
        see("steps_to_agree", f.steps_to_agree, "the record of the steps taken to agree");
        see("review_requested", f.review_requested, "whether a review was asked for");
        see("working_days_since_request",
            f.working_days_since_request,
            "how many working days ago it was asked for");
        see("request_decision", f.request_decision, "the record of whether to hold it, and why");
        see("request_is_reasonable", f.request_is_reasonable, "whether the request is reasonable");
        see("request_declined", f.request_declined, "whether the request was declined");
        see("band", f.band, "the band of monitoring");
        see("months_since_last_return",
            f.months_since_last_return,
            "how many months ago the last return was asked for");
        see("document_held", f.document_held, "whether the same document is held already");
        see("format_practicable",
            f.format_practicable,
            "whether the format is reasonably practicable for the holder");
        see("other_body_asks",
            f.other_body_asks,
            "whether another body asks for the same return or review");
        see("merged", f.merged, "whether the two are asked for as one");
        see("days_return_overdue",
            f.days_return_overdue,
            "for how many days the return is overdue");
        see("reminded", f.reminded, "whether a reminder was sent");
        see("help_offered", f.help_offered, "whether help and another format were offered");
        see("stop_proposed", f.stop_proposed, "whether a stop is proposed for the missing return");
    }
};

}  // namespace almoner::rules
