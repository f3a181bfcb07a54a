#include "ops/hmrc_stand_in/faults.h"

#include <algorithm>
#include <charconv>

namespace almoner::ops::hmrc_stand_in {
namespace {

constexpr std::array<std::string_view, fault_kinds> names{
    "outage", "lost-answer", "slow", "reject", "forget", "recoverable", "garbage"};

}  // namespace

ledger::Outcome<FaultCount> parse_fault(std::string_view text) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const auto* const name = std::ranges::find(names, text.substr(0, colon));
    std::string_view digits = text.substr(colon);
    if (!digits.empty()) digits.remove_prefix(1);
    FaultCount found;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), found.count);
    if (name == names.end() || error != std::errc() || end != digits.data() + digits.size()) {
        return ledger::Refusal{"fault-form",
                               "A fault is a kind and a number, like outage:3.",
                               "Kinds: outage, lost-answer, slow, reject, forget, recoverable, "
                               "garbage.",
                               "fault",
                               ""};
    }
    found.fault = static_cast<Fault>(name - names.begin());
    return found;
}

}  // namespace almoner::ops::hmrc_stand_in
