// The refusal of a command whose handler broke an invariant: what it did was taken back.
#pragma once

#include "ledger/values/outcome.h"

#include <string>
#include <string_view>

namespace almoner::ledger {

inline constexpr std::string_view internal_error_code = "internal-error";

// `what` is the invariant's own words, which hold no personal text.
[[nodiscard]] inline Refusal internal_error(std::string_view what) {
    return {.code = std::string(internal_error_code),
            .words = "Internal error, nothing was done: " + std::string(what) + ".",
            .next =
                "Tell whoever looks after this almoner; once it is mended, ask again with the "
                "same key.",
            .field = "",
            .citation = ""};
}

[[nodiscard]] inline bool is_internal_error(const Refusal& refusal) {
    return refusal.code == internal_error_code;
}

}  // namespace almoner::ledger
