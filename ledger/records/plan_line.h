// What a budget is for: an amount of one body's money, in one stream, managed in one way.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

enum class PlanFrequency : std::uint8_t {
    weekly = 1,
    four_weekly = 2,
    monthly = 3,
    yearly = 4,
    one_off = 5
};
[[nodiscard]] std::string_view name_of(PlanFrequency value);
[[nodiscard]] std::optional<PlanFrequency> plan_frequency_named(std::string_view name);

struct PlanLine {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    std::string ref{};
    Date from_on{};
    std::int64_t budget = 0;
    std::int64_t body = 0;  // an organisation: whose money it is
    Stream stream = Stream::nhs;
    Option option = Option::none;
    std::optional<std::int64_t> purpose_private{};  // what for: words_of() opens it
    Money amount{};                                 // per frequency
    PlanFrequency frequency = PlanFrequency::weekly;
    Date start_on{};
    std::optional<Date> end_on{};

    friend bool operator==(const PlanLine&, const PlanLine&) = default;
};

[[nodiscard]] std::optional<PlanLine> plan_line_numbered(Database& database,
                                                         std::int64_t number,
                                                         Date on);
[[nodiscard]] std::optional<PlanLine> plan_line_by_ref(Database& database,
                                                       std::string_view ref,
                                                       Date on);
[[nodiscard]] std::vector<PlanLine> plan_lines_on(Database& database, Date on);  // by number
[[nodiscard]] std::vector<PlanLine> plan_line_versions(Database& database,
                                                       std::int64_t number);  // first to last
[[nodiscard]] std::vector<PlanLine> plan_lines_of(Database& database, std::int64_t budget, Date on);
// Every version of all of them, in the order in which they were written.
[[nodiscard]] std::vector<PlanLine> every_plan_line_version(Database& database);

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_plan_line(Work& work, PlanLine plan_line);

}  // namespace almoner::ledger
