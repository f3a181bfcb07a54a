// Who asks to read, why, and about whom: the first parameter of everything that is read for people.
#pragma once

#include "ledger/values/kinds.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace almoner::ledger {

struct Scope {
    std::int64_t actor = 0;
    std::string purpose{};                           // as it will stand in the access log
    std::optional<std::set<std::int64_t>> people{};  // none: everybody
    std::optional<std::set<Stream>> streams{};       // none: every stream

    [[nodiscard]] bool sees_person(std::int64_t person) const {
        return !people || people->contains(person);
    }
    [[nodiscard]] bool sees(Stream stream) const { return !streams || streams->contains(stream); }
};

[[nodiscard]] inline Scope everything(std::int64_t actor, std::string purpose) {
    return {.actor = actor, .purpose = std::move(purpose)};
}

}  // namespace almoner::ledger
