#include "ledger/views/access.h"

namespace almoner::ledger {

std::optional<std::string_view> access_to_note(const Scope& scope, Look look) {
    if (scope.purpose == own_account) return std::nullopt;
    switch (look) {
        case Look::balance: return "balance";
        case Look::detail: return "detail";
        case Look::history: return "history";
        case Look::payees: return "payees";
        case Look::case_record: return "case";
    }
    return std::nullopt;
}

}  // namespace almoner::ledger
