// The facts of a case as a list: name, kind, words, and where each one is.
#pragma once

#include "rules/engine/facts.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::rules {

enum class FactKind : std::uint8_t { flag, number, money, date, evidence, text, choice };
constexpr auto names_of(FactKind /*list*/) {
    return std::array<std::string_view, 7>{
        "flag", "number", "money", "date", "evidence", "text", "choice"};
}

struct FactSlot {
    std::string name{};  // "payee.age", "lines[0].amount"
    std::string_view words{};
    FactKind kind = FactKind::flag;
    const void* at = nullptr;  // a Fact of the type that `kind` says
    void* place = nullptr;     // the same, to write to, of facts that may be changed
    std::span<const std::string_view> choices{};
    bool (*choose)(void* at, std::string_view name) = nullptr;  // false: not one of them
    std::string_view (*chosen)(const void* at) = nullptr;       // empty: unknown
    void (*forget)(void* place) = nullptr;
    bool (*is_known)(const void* at) = nullptr;
};

[[nodiscard]] std::vector<FactSlot> slots_of(const Facts& facts);
[[nodiscard]] std::vector<FactSlot> slots_of(Facts& facts);

}  // namespace almoner::rules
