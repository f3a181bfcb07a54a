// Whether a look at a person's money must stand in the access log before it is shown.
#pragma once

#include "ledger/area/scope.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

enum class Look : std::uint8_t {
    balance,      // three figures
    detail,       // by plan line: what was bought
    history,      // every entry
    payees,       // whom a run pays
    case_record,  // what was found out about a case, its reviews and what the rules said
};

// The purpose of a holder, or of whoever acts for them, who looks at their own account.
inline constexpr std::string_view own_account = "own account";

// What the log must say first ("history"); none where nothing need be logged: a holder's own look.
[[nodiscard]] std::optional<std::string_view> access_to_note(const Scope& scope, Look look);

}  // namespace almoner::ledger
