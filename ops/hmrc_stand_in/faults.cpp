#include "ops/hmrc_stand_in/faults.h"

#include "ops/fault_words.h"

namespace almoner::ops::hmrc_stand_in {
namespace {

constexpr std::array<std::string_view, fault_kinds> names{
    "outage", "lost-answer", "slow", "reject", "forget", "recoverable", "garbage"};

}  // namespace

ledger::Outcome<FaultCount> parse_fault(std::string_view text) {
    const auto found = read_fault(names, text);
    if (!found) {
        return ledger::Refusal{"fault-form",
                               "A fault is a kind and a number, like outage:3.",
                               "Kinds: outage, lost-answer, slow, reject, forget, recoverable, "
                               "garbage.",
                               "fault",
                               ""};
    }
    return FaultCount{.fault = static_cast<Fault>(found->kind), .count = found->count};
}

}  // namespace almoner::ops::hmrc_stand_in
