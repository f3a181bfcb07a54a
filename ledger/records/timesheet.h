// The time that an assistant worked in one pay period, and each step that the sheet took.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

inline constexpr std::array<std::string_view, 4> timesheet_sources{
    "typed", "file", "copied", "usual"};

struct Timesheet {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::int64_t employment = 0;
    Period days{};                // a pay period of the employer
    std::int64_t occurrence = 1;  // of the employment and period: an earlier one was withdrawn
    std::string source{};         // one of timesheet_sources
    std::string file_sha256{};    // of "file"
    Date recorded_on{};
    std::int64_t recorded_by = 0;

    friend bool operator==(const Timesheet&, const Timesheet&) = default;
};

struct TimesheetLine {
    std::optional<Date> day{};  // nothing: the whole period
    std::string kind{};         // one of pay_kinds
    std::int64_t quantity = 0;  // minutes, nights or miles

    friend bool operator==(const TimesheetLine&, const TimesheetLine&) = default;
};

// The last step is the state. "late": confirmed behind the cut-off, it waits for a decision.
inline constexpr std::array<std::string_view, 5> timesheet_states{
    "entered", "confirmed", "late", "decided", "withdrawn"};
// What was decided of a late one.
inline constexpr std::array<std::string_view, 3> late_decisions{
    "off-cycle", "next-run", "not-paid"};
inline constexpr std::array<std::string_view, 2> confirmers{"holder", "representative"};
// "standing": the usual hours, as agreed once, with nothing told of this period.
inline constexpr std::array<std::string_view, 7> confirmed_by_channels{
    "evidence", "telephone", "e-mail", "text-message", "in-person", "portal", "standing"};

struct TimesheetStep {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::int64_t timesheet = 0;
    std::int64_t step = 0;  // from 1
    std::string state{};    // one of timesheet_states
    Date on{};
    std::int64_t actor = 0;           // who wrote it down
    std::string confirmer{};          // one of confirmers; empty but for confirmed and late
    std::int64_t representative = 0;  // of "representative"
    std::string channel{};            // one of confirmed_by_channels
    std::optional<std::int64_t> evidence{};
    std::string decision{};     // one of late_decisions; of "decided" only
    std::int64_t proposal = 0;  // of "decided": two people saw it
    std::string words{};        // why; sealed; empty once erased

    friend bool operator==(const TimesheetStep&, const TimesheetStep&) = default;
};

// Its id. The words of a step are about `person`.
std::int64_t insert_timesheet(Work& work,
                              const Timesheet& sheet,
                              std::span<const TimesheetLine> lines);
void insert_timesheet_step(Work& work, std::int64_t person, const TimesheetStep& step);

[[nodiscard]] std::optional<Timesheet> timesheet_by_id(Database& database, std::int64_t id);
// Withdrawn ones too, by period and occurrence.
[[nodiscard]] std::vector<Timesheet> timesheets_of(Database& database, std::int64_t employment);
// The one in force of a period that begins on this day: the last, unless it was withdrawn.
[[nodiscard]] std::optional<Timesheet> timesheet_in_force(Database& database,
                                                          std::int64_t employment,
                                                          Date first_on);
[[nodiscard]] std::vector<TimesheetLine> lines_of_timesheet(Database& database,
                                                            std::int64_t timesheet);
[[nodiscard]] std::vector<TimesheetStep> steps_of_timesheet(Database& database,
                                                            std::int64_t timesheet);
[[nodiscard]] std::string timesheet_state(Database& database, std::int64_t timesheet);
// Nothing before it was decided.
[[nodiscard]] std::string late_decision(Database& database, std::int64_t timesheet);
// The ids of those in this state, by id.
[[nodiscard]] std::vector<std::int64_t> timesheets_in_state(Database& database,
                                                            std::string_view state);

}  // namespace almoner::ledger
