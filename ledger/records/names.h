// Names of a closed list's values as the files and the database spell them.
#pragma once

#include "ledger/values/invariant.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

template <class Value>
struct Named {
    Value value;
    std::string_view name;
};
template <class Value>
Named(Value, const char*) -> Named<Value>;

template <class Value, std::size_t N>
std::string_view name_in(const std::array<Named<Value>, N>& names, Value value) {
    for (const Named<Value>& each : names) {
        if (each.value == value) return each.name;
    }
    throw InvariantBroken("a value without a name");
}

template <class Value, std::size_t N>
std::optional<Value> named_in(const std::array<Named<Value>, N>& names, std::string_view name) {
    for (const Named<Value>& each : names) {
        if (each.name == name) return each.value;
    }
    return std::nullopt;
}

// For a name that the database's own check let in.
template <class Value, std::size_t N>
Value stored_name(const std::array<Named<Value>, N>& names, std::string_view name) {
    const std::optional<Value> value = named_in(names, name);
    if (!value) throw InvariantBroken("a stored name that no list has: " + std::string(name));
    return *value;
}

}  // namespace almoner::ledger
