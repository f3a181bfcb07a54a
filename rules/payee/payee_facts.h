// What is known of who is paid, and of the person's capacity.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// In which role somebody is paid.
enum class PayeeRole : std::uint8_t { own_right, representative, nominee, authorised_person };
constexpr auto names_of(PayeeRole /*list*/) {
    return std::array<std::string_view, 4>{
        "own-right", "representative", "nominee", "authorised-person"};
}
// What lets somebody act for a person without capacity or for a child.
enum class Authority : std::uint8_t {
    none,
    deputy,
    attorney,
    parental_responsibility,
    nhs_appointee,
    authorised_person
};
constexpr auto names_of(Authority /*list*/) {
    return std::array<std::string_view, 6>{"none",
                                           "deputy",
                                           "attorney",
                                           "parental-responsibility",
                                           "nhs-appointee",
                                           "authorised-person"};
}

struct PayeeFacts {
    Fact<PayeeRole> role{};
    Fact<Authority> authority{};
    Flag judged_capable{};
    Flag is_child{};
    Flag capacity_lost{};
    Day capacity_lost_on{};
    Flag lack_is_temporary{};
    Flag another_agrees{};
    Flag capacity_resolved{};
    Flag capacity_returned{};
    Flag handed_back{};
    Flag capacity_gained{};
    Day turns_16_on{};
    Day young_person_on{};
    Flag transition_reviewed{};
    Flag transition_refused{};
    Flag transition_consents{};
    Flag nominee_agrees{};
    Flag nominee_is_principal{};
    Flag body_agrees_to_nominee{};
    Proof written_nomination{};
    Flag is_close{};
    Flag is_body{};
    Proof dbs{};
    Proof dbs_of_carers{};
    Flag nomination_withdrawn{};
    Proof best_interests_decision{};
    Flag representative_agrees{};
    Flag carer_helps{};
    Proof carer_willing{};
    Flag alternatives_explained{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("role", f.role, "in which role the payee is paid");
        see("authority", f.authority, "what authority the payee has to act for the person");
        see("judged_capable",
            f.judged_capable,
            "whether the payee was judged capable of managing it, alone or with the help "
            "available");
        see("is_child", f.is_child, "whether the person is a child");
        see("capacity_lost", f.capacity_lost, "whether the person lost capacity after the start");
        see("capacity_lost_on", f.capacity_lost_on, "when the person lost capacity");
        see("lack_is_temporary",
            f.lack_is_temporary,
            "whether the lack of capacity is likely to be temporary");
        see("another_agrees",
            f.another_agrees,
            "whether a representative or nominee agrees to receive it meanwhile");
        see("capacity_resolved",
            f.capacity_resolved,
            "whether it was decided how to go on after the loss of capacity");
        see("capacity_returned", f.capacity_returned, "whether the person's capacity has returned");
        see("handed_back", f.handed_back, "whether the payment was handed back to the person");
        see("capacity_gained",
            f.capacity_gained,
            "whether a person without capacity has gained it");
        see("turns_16_on", f.turns_16_on, "when the person turns 16");
        see("young_person_on", f.young_person_on, "when the child becomes a young person");
        see("transition_reviewed",
            f.transition_reviewed,
            "whether the review of the transition was held");
        see("transition_refused", f.transition_refused, "whether the person refused to go on");
        see("transition_consents",
            f.transition_consents,
            "whether the young person consents to go on");
        see("nominee_agrees", f.nominee_agrees, "whether the nominee agrees to receive it");
        see("nominee_is_principal",
            f.nominee_is_principal,
            "whether the nominee agrees to be principal for the contracts");
        see("body_agrees_to_nominee",
            f.body_agrees_to_nominee,
            "whether the body agrees to the nominee");
        see("written_nomination",
            f.written_nomination,
            "the written nomination and the nominee's confirmation");
        see("is_close",
            f.is_close,
            "whether the payee lives in the household, is family or a friend involved in the care");
        see("is_body", f.is_body, "whether the payee is a body with a responsible individual");
        see("dbs", f.dbs, "the enhanced DBS check of the payee or the responsible individual");
        see("dbs_of_carers",
            f.dbs_of_carers,
            "the DBS checks of those from whom the authorised person buys care");
        see("nomination_withdrawn",
            f.nomination_withdrawn,
            "whether the nomination was withdrawn or changed in writing");
        see("best_interests_decision",
            f.best_interests_decision,
            "the record of the best-interests decision");
        see("representative_agrees",
            f.representative_agrees,
            "whether the representative or authorised person agreed to act");
        see("carer_helps",
            f.carer_helps,
            "whether a carer, relative or friend helps with the payment");
        see("carer_willing", f.carer_willing, "the record that the carer is willing and able");
        see("alternatives_explained",
            f.alternatives_explained,
            "whether it was made clear that other support is there");
    }
};

}  // namespace almoner::rules
