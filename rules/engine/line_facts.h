// What is known of one funding line of the event.
#pragma once

#include "rules/engine/fact.h"
#include "rules/engine/kinds.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// How the money of a line is managed.
enum class WayOfManaging : std::uint8_t { notional, third_party, direct_payment, managed_account };
constexpr auto names_of(WayOfManaging /*list*/) {
    return std::array<std::string_view, 4>{
        "notional", "third-party", "direct-payment", "managed-account"};
}
// Kinds of budget that the rules tell apart.
enum class LineKind : std::uint8_t { ordinary, wheelchair, maternity };
constexpr auto names_of(LineKind /*list*/) {
    return std::array<std::string_view, 3>{"ordinary", "wheelchair", "maternity"};
}
// What may be bought, as far as the law tells it apart: SI 2013/1617 reg 8(5)(a) to (i).
enum class ServiceKind : std::uint8_t {
    ordinary,
    primary_medical,
    nhs_charge,
    planned_surgery,
    vaccination_or_screening,
    child_measurement,
    health_check,
    alcohol_or_tobacco,
    gambling,
    debt,
    debt_for_planned_service
};
constexpr auto names_of(ServiceKind /*list*/) {
    return std::array<std::string_view, 11>{"ordinary",
                                            "primary-medical",
                                            "nhs-charge",
                                            "planned-surgery",
                                            "vaccination-or-screening",
                                            "child-measurement",
                                            "health-check",
                                            "alcohol-or-tobacco",
                                            "gambling",
                                            "debt",
                                            "debt-for-planned-service"};
}

struct LineFacts {
    Fact<std::string> ref{};
    Fact<Regime> regime{};
    Fact<WayOfManaging> option{};
    Number options_chosen{};
    Fact<LineKind> kind{};
    Fact<ServiceKind> service{};
    Sum amount{};
    Sum planned_cost{};
    Sum new_amount{};
    Sum contribution{};
    Sum top_up{};
    Flag charge_excepted_by_law{};
    Flag contribution_exempt{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("ref", f.ref, "the line's reference");
        see("regime", f.regime, "whose law the line stands under");
        see("option", f.option, "how the line's money is managed");
        see("options_chosen", f.options_chosen, "how many options the line has at a time");
        see("kind", f.kind, "what kind of budget the line is");
        see("service", f.service, "what kind of service the line buys");
        see("amount", f.amount, "what the line is worth per period");
        see("planned_cost",
            f.planned_cost,
            "the full cost of the line's planned services per period");
        see("new_amount", f.new_amount, "what the line would be worth per period from now on");
        see("contribution", f.contribution, "the person's own contribution to the line per period");
        see("top_up",
            f.top_up,
            "what the person would add to reach the cost of the planned service");
        see("charge_excepted_by_law",
            f.charge_excepted_by_law,
            "whether the charge is one that the law allows on this money: wigs, glasses, dentures");
        see("contribution_exempt",
            f.contribution_exempt,
            "whether the line is section 117 after-care or the family has a benefit of section "
            "17A(5)");
    }
};

}  // namespace almoner::rules
