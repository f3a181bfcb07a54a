// Days within the content of a proposal, which is JSON.
#pragma once

#include "ledger/calendar/date.h"

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

}  // namespace almoner::scheduler
