#include "scheduler/payment_run/draft.h"

#include <algorithm>

namespace almoner::scheduler {

using ledger::Money;

DraftPart* part_like(Draft& draft, const ledger::PaymentPart& wanted) {
    const auto found = std::ranges::find_if(draft.parts, [&](const DraftPart& part) {
        return part.plan_line == wanted.plan_line && part.body == wanted.body &&
               part.stream == wanted.stream;
    });
    return found == draft.parts.end() ? nullptr : &*found;
}

DraftPart* part_of_same_money(Draft& draft, const ledger::PaymentPart& wanted) {
    DraftPart* const part = part_like(draft, wanted);
    if (part != nullptr) return part;
    const auto found = std::ranges::find_if(draft.parts, [&](const DraftPart& other) {
        return other.body == wanted.body && other.stream == wanted.stream;
    });
    return found == draft.parts.end() ? nullptr : &*found;
}

DraftPart& part_or_new(Draft& draft, const ledger::PaymentPart& wanted) {
    DraftPart* const part = part_like(draft, wanted);
    if (part != nullptr) return *part;
    return draft.parts.emplace_back(
        DraftPart{.plan_line = wanted.plan_line, .body = wanted.body, .stream = wanted.stream});
}

void add_up(Draft& draft) {
    draft.gross = draft.contribution = draft.advanced = draft.net = Money{};
    for (const DraftPart& part : draft.parts) {
        draft.gross += part.gross;
        draft.contribution += part.contribution;
        draft.advanced += part.advanced;
        draft.net += part.net;
    }
}

bool stands_already(const Draft& draft) {
    const bool same_way = draft.contribution_is_netted == draft.contribution_was_netted;
    return std::ranges::all_of(draft.parts, [&](const DraftPart& part) {
        return part.net + part.advanced == part.set_aside &&
               part.contribution == part.contribution_before && part.offset == part.offset_before &&
               (same_way || part.contribution.is_zero());
    });
}

}  // namespace almoner::scheduler
