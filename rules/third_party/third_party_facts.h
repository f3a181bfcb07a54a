// What is known of money that somebody else manages, and of whose money it is.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// Kinds of third-party budget.
enum class ThirdPartyKind : std::uint8_t { service_fund, trust, other };
constexpr auto names_of(ThirdPartyKind /*list*/) {
    return std::array<std::string_view, 3>{"service-fund", "trust", "other"};
}
// Who keeps a managed account.
enum class Keeper : std::uint8_t {
    support_service,
    solicitor,
    accountant,
    other_provider,
    relative
};
constexpr auto names_of(Keeper /*list*/) {
    return std::array<std::string_view, 5>{
        "support-service", "solicitor", "accountant", "other-provider", "relative"};
}
// Whose money it is.
enum class Funder : std::uint8_t { nhs, social_care, education, children, person };
constexpr auto names_of(Funder /*list*/) {
    return std::array<std::string_view, 5>{"nhs", "social-care", "education", "children", "person"};
}
// What the money pays for.
enum class Purpose : std::uint8_t {
    nhs_line,
    social_care_line,
    education_line,
    children_line,
    section_f_provision,
    contribution
};
constexpr auto names_of(Purpose /*list*/) {
    return std::array<std::string_view, 6>{"nhs-line",
                                           "social-care-line",
                                           "education-line",
                                           "children-line",
                                           "section-f-provision",
                                           "contribution"};
}

struct ThirdPartyFacts {
    Flag holder_has_account{};
    Flag independent{};
    Flag responsible{};
    Flag employs{};
    Sum care_line{};
    Sum care_cost{};
    Sum fee{};
    Flag fee_shown{};
    Sum budget{};
    Fact<ThirdPartyKind> kind{};
    Flag ring_fenced{};
    Flag person_plans{};
    Flag carry_forward_agreed{};
    Flag written_information{};
    Flag portable{};
    Sum held{};
    Sum weekly_amount{};
    Number oldest_money_days{};
    Flag named_need{};
    Flag excess_reviewed{};
    Sum committed{};
    Sum moved{};
    Number trustees{};
    Flag trust_contract{};
    Flag contingency_recorded{};
    Flag trustees_employ{};
    Flag holder_signed{};
    Flag holder_decided{};
    Fact<Keeper> keeper{};
    Flag fee_paid_by_body_or_budget{};
    Flag body_pays_provider{};
    Flag person_sees_spend{};
    Flag pays_assistant{};
    Sum chair_cost{};
    Sum chair_price{};
    Number years_since_chair{};
    Flag wheelchair_need_changed{};
    Flag carries_funder{};
    Sum bank_balance{};
    Sum funder_balances{};
    Flag split_by_agreed_shares{};
    Fact<Funder> paid_by{};
    Fact<Purpose> purpose{};
    Flag found_per_funder{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("holder_has_account",
            f.holder_has_account,
            "whether the holder has a bank account for it");
        see("independent",
            f.independent,
            "whether the organisation is independent of person, council and NHS");
        see("responsible",
            f.responsible,
            "whether the organisation is responsible for contracts and money");
        see("employs", f.employs, "whether the organisation is the employer");
        see("care_line", f.care_line, "what is left for planned care");
        see("care_cost", f.care_cost, "what the planned care costs");
        see("fee", f.fee, "the management charge");
        see("fee_shown", f.fee_shown, "whether the management charge has a line of its own");
        see("budget", f.budget, "the whole budget");
        see("kind", f.kind, "what kind of third party it is");
        see("ring_fenced",
            f.ring_fenced,
            "whether the money is kept for the person and accounted for");
        see("person_plans", f.person_plans, "whether the person plans who, how, where and when");
        see("carry_forward_agreed",
            f.carry_forward_agreed,
            "whether carry-forward and banking are agreed in the plan");
        see("written_information", f.written_information, "whether written information was given");
        see("portable", f.portable, "whether the agreement is portable");
        see("held", f.held, "what the fund holds");
        see("weekly_amount", f.weekly_amount, "what the fund gets a week");
        see("oldest_money_days", f.oldest_money_days, "how many days old its oldest money is");
        see("named_need", f.named_need, "whether a named need is saved for");
        see("excess_reviewed", f.excess_reviewed, "whether the excess was reviewed");
        see("committed", f.committed, "what the fund has committed");
        see("moved", f.moved, "what moves to the new option or provider");
        see("trustees", f.trustees, "how many trustees are named");
        see("trust_contract", f.trust_contract, "whether the trust has a contract with the body");
        see("contingency_recorded",
            f.contingency_recorded,
            "whether contingency arrangements are recorded");
        see("trustees_employ", f.trustees_employ, "whether the trustees are the employers");
        see("holder_signed", f.holder_signed, "whether the holder signed the agreement");
        see("holder_decided", f.holder_decided, "whether the holder decided the spending");
        see("keeper", f.keeper, "who keeps the managed account");
        see("fee_paid_by_body_or_budget",
            f.fee_paid_by_body_or_budget,
            "whether the support service's fee is paid by the body or stands in the budget");
        see("body_pays_provider", f.body_pays_provider, "whether the body pays the provider");
        see("person_sees_spend",
            f.person_sees_spend,
            "whether the person sees amount and spending");
        see("pays_assistant", f.pays_assistant, "whether an assistant of the person's own is paid");
        see("chair_cost", f.chair_cost, "what the NHS would pay for the chair that meets the need");
        see("chair_price", f.chair_price, "what the chair costs");
        see("years_since_chair",
            f.years_since_chair,
            "how many years ago the last wheelchair budget was");
        see("wheelchair_need_changed",
            f.wheelchair_need_changed,
            "whether the need for the wheelchair changed");
        see("carries_funder", f.carries_funder, "whether the posting carries funder and plan line");
        see("bank_balance", f.bank_balance, "the balance of the bank account");
        see("funder_balances", f.funder_balances, "what the funders' parts add up to");
        see("split_by_agreed_shares",
            f.split_by_agreed_shares,
            "whether it is charged to its line's funder by the agreed shares");
        see("paid_by", f.paid_by, "whose money pays");
        see("purpose", f.purpose, "what the money pays for");
        see("found_per_funder",
            f.found_per_funder,
            "whether surplus and balance are found per funder");
    }
};

}  // namespace almoner::rules
