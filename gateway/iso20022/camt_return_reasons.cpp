#include "gateway/iso20022/camt_return_reasons.h"

#include <array>

namespace almoner::gateway::iso20022 {
namespace {

struct Reason {
    std::string_view code;
    std::string_view words;
};

// ARUCS: ClearBank, Bacs documentation. The rest: ISO 20022 external codes,
// ExternalReturnReason1Code.
constexpr std::array<Reason, 15> reasons{{
    {"0", "invalid details"},
    {"2", "beneficiary deceased"},
    {"3", "account transferred"},
    {"5", "no account"},
    {"B", "account closed"},
    {"C", "requested by the remitter"},
    {"AC01", "account number wrong"},
    {"AC03", "payee's account number invalid"},
    {"AC04", "account closed"},
    {"AC06", "account blocked"},
    {"AG01", "payment not allowed on this account"},
    {"BE04", "payee's address missing"},
    {"MD07", "account holder deceased"},
    {"MS03", "reason not given"},
    {"RR04", "regulatory reason"},
}};

// Sub-families "ACH return" and "reversal due to payment return" (ISO 20022 bank transaction
// codes).
constexpr std::array<std::string_view, 2> return_families{"/ARET", "/RRTN"};

}  // namespace

std::string_view return_reason_words(std::string_view code) {
    for (const Reason& reason : reasons) {
        if (reason.code == code) return reason.words;
    }
    return {};
}

bool is_return_code(std::string_view transaction_code) {
    for (const std::string_view family : return_families) {
        if (transaction_code.ends_with(family)) return true;
    }
    return false;
}

}  // namespace almoner::gateway::iso20022
