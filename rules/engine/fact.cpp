#include "rules/engine/fact.h"

namespace almoner::rules {

bool is_complete(const Evidence& evidence) {
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return evidence.item > 0 && !evidence.given_by.empty() && evidence.dated_on != ledger::Date{} &&
           evidence.sha256.size() == 64 && std::ranges::all_of(evidence.sha256, is_hex);
}

}  // namespace almoner::rules
