// What is known of what the money is spent on, and of who is paid with it.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// Who is paid, as seen from the person.
enum class Relation : std::uint8_t {
    none,
    some_friend,
    spouse_or_partner,
    parent,
    parent_in_law,
    child,
    child_in_law,
    step_child,
    sibling,
    aunt_or_uncle,
    grandparent,
    other_family
};
constexpr auto names_of(Relation /*list*/) {
    return std::array<std::string_view, 12>{"none",
                                            "friend",
                                            "spouse-or-partner",
                                            "parent",
                                            "parent-in-law",
                                            "child",
                                            "child-in-law",
                                            "step-child",
                                            "sibling",
                                            "aunt-or-uncle",
                                            "grandparent",
                                            "other-family"};
}
// Who employs.
enum class Employer : std::uint8_t { holder, organisation, trustees, provider, body };
constexpr auto names_of(Employer /*list*/) {
    return std::array<std::string_view, 5>{
        "holder", "organisation", "trustees", "provider", "body"};
}

struct SpendingFacts {
    Flag in_plan{};
    Flag holder_decides{};
    Sum amount{};
    Sum plan_line_left{};
    Flag secures_whole{};
    Flag is_school_place{};
    Flag used_in_school{};
    Proof head_consent{};
    Flag is_care_home{};
    Number stay_weeks{};
    Number days_in_year{};
    Flag provider_barred{};
    Flag requires_one_provider{};
    Flag is_regulated_activity{};
    Proof registration{};
    Proof insurance{};
    Flag check_asked_of_body{};
    Flag body_checked{};
    Fact<Relation> relation{};
    Flag in_household{};
    Flag plan_says_necessary{};
    Flag necessary_for_care{};
    Flag necessary_for_administration{};
    Flag is_for_administration{};
    Flag necessary_for_child{};
    Flag is_for_disabled_child_parent{};
    Fact<Employer> employer{};
    Proof duties_told{};
    Proof employment_law_told{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("in_plan", f.in_plan, "whether the spending is on what the plan says");
        see("holder_decides", f.holder_decides, "whether the money is in the holder's own hands");
        see("amount", f.amount, "what is spent");
        see("plan_line_left", f.plan_line_left, "what the plan line has left");
        see("secures_whole",
            f.secures_whole,
            "whether the whole of the planned services is secured");
        see("is_school_place",
            f.is_school_place,
            "whether it is for a place at a school or post-16 institution");
        see("used_in_school",
            f.used_in_school,
            "whether it is used in a school, a college or early years premises");
        see("head_consent", f.head_consent, "the written consent of the head or the provider");
        see("is_care_home", f.is_care_home, "whether it is for a stay in a care home");
        see("stay_weeks",
            f.stay_weeks,
            "for how many consecutive weeks, with stays that count together");
        see("days_in_year", f.days_in_year, "for how many days in twelve months");
        see("provider_barred", f.provider_barred, "whether the agreement bars this one provider");
        see("requires_one_provider",
            f.requires_one_provider,
            "whether a particular provider is required");
        see("is_regulated_activity", f.is_regulated_activity, "whether it is a regulated activity");
        see("registration", f.registration, "the provider's CQC or professional registration");
        see("insurance", f.insurance, "the provider's insurance");
        see("check_asked_of_body",
            f.check_asked_of_body,
            "whether the holder asked the body to check");
        see("body_checked", f.body_checked, "whether the body made that check");
        see("relation", f.relation, "who is paid, as seen from the person");
        see("in_household",
            f.in_household,
            "whether that relative or friend lives in the household");
        see("plan_says_necessary",
            f.plan_says_necessary,
            "whether the plan says that paying this relative is necessary");
        see("necessary_for_care",
            f.necessary_for_care,
            "whether the authority decided that it is necessary for care");
        see("necessary_for_administration",
            f.necessary_for_administration,
            "whether the authority decided that it is necessary for administration");
        see("is_for_administration",
            f.is_for_administration,
            "whether the pay is for administration or management support");
        see("necessary_for_child",
            f.necessary_for_child,
            "whether it is necessary for the child's welfare");
        see("is_for_disabled_child_parent",
            f.is_for_disabled_child_parent,
            "whether it is a case of section 17A(2)(c)");
        see("employer", f.employer, "who employs the assistant");
        see("duties_told",
            f.duties_told,
            "the record that wage, pension, tax and insurance duties were told");
        see("employment_law_told",
            f.employment_law_told,
            "the record that sick and parental leave, grievances and dismissal were told");
    }
};

}  // namespace almoner::rules
