// What the rules ask before a plan line begins under an agreement that pays.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace almoner::tests {

inline constexpr std::string_view flags_attested =
    "eligibility.exclusion=none, eligibility.has_capacity=yes, eligibility.consents=yes,"
    "payee.judged_capable=yes, payee.carer_helps=no, plan.employs_staff=no,"
    "account.only_direct_payments=yes, account.is_auditable=yes, account.only_named_access=yes";

inline constexpr std::array papers{"eligibility.consent",
                                   "eligibility.regard_to_condition",
                                   "eligibility.regard_to_life",
                                   "eligibility.regard_to_value",
                                   "account.agreement_document",
                                   "information.support_offered"};

// All of it as the field `facts`, with document `paper` for each paper.
[[nodiscard]] inline std::string activation_facts(const std::string& paper) {
    std::string facts{flags_attested};
    for (const char* const name : papers) facts += std::string(",") + name + "=" + paper;
    return facts;
}

}  // namespace almoner::tests
