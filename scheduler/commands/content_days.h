// Days and numbers that may be missing from the content of a proposal, which is JSON.
#pragma once

#include "ledger/calendar/date.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace almoner::scheduler {

[[nodiscard]] inline nlohmann::json optional_day(const std::optional<ledger::Date>& day) {
    return day ? nlohmann::json(day->iso()) : nlohmann::json(nullptr);
}

[[nodiscard]] inline std::optional<ledger::Date> day_in(const nlohmann::json& value) {
    return value.is_null() ? std::nullopt : ledger::Date::parse(value.get<std::string>());
}

[[nodiscard]] inline nlohmann::json optional_number(const std::optional<std::int64_t>& number) {
    return number ? nlohmann::json(*number) : nlohmann::json(nullptr);
}

[[nodiscard]] inline std::optional<std::int64_t> number_in(const nlohmann::json& value) {
    if (value.is_null()) return std::nullopt;
    return value.get<std::int64_t>();
}

}  // namespace almoner::scheduler
