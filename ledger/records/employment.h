// One assistant's job with one employer: its terms, what tax and pension do with it, what pays it.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

inline constexpr std::array<std::string_view, 8> end_reasons{"resigned",
                                                             "dismissed",
                                                             "redundant",
                                                             "retired",
                                                             "assistant-died",
                                                             "holder-died",
                                                             "budget-ended",
                                                             "other"};
// What the assistant said of other jobs, or the P45 that they brought.
inline constexpr std::array<std::string_view, 5> starter_declarations{"A", "B", "C", "P45", "none"};
inline constexpr std::array<std::string_view, 3> holiday_kinds{"irregular", "regular", "rolled-up"};
// Of the assistant to the holder, as the rules of family and friends name them.
inline constexpr std::array<std::string_view, 12> family_relations{"none",
                                                                   "friend",
                                                                   "spouse-or-partner",
                                                                   "parent",
                                                                   "parent-in-law",
                                                                   "child",
                                                                   "child-in-law",
                                                                   "step-child",
                                                                   "sibling",
                                                                   "aunt-or-uncle",
                                                                   "grandparent",
                                                                   "other-family"};
// rules::PensionStatus, and how somebody came to be in.
inline constexpr std::array<std::string_view, 7> pension_states{
    "not-in", "postponed", "enrolled", "opted-in", "joined", "opted-out", "ceased"};

struct Employment {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    std::string ref{};
    Date from_on{};
    std::int64_t employer = 0;
    std::int64_t assistant = 0;
    Date start_on{};
    std::optional<Date> end_on{};  // the last day of work
    std::string end_reason{};      // one of end_reasons; empty while it lasts
    std::string starter{"none"};   // one of starter_declarations
    // Of a P45: the year's pay and tax elsewhere.
    std::optional<Date> previous_left_on{};
    Money previous_pay{};
    Money previous_tax{};
    std::string ni_letter{"A"};
    // At the start. What counts on a payday: rules of code_notice.h.
    std::string tax_code{};
    std::string tax_basis{"C"};        // C cumulative, N each payment by itself
    std::string loans{};               // "", "1", "2", "4", "5", "PG", "2+PG", ...
    std::int64_t weekly_minutes = 0;   // usual
    std::string weekdays{};            // qualifying days, "1|2|3": Sunday is 0
    bool has_fixed_hours = false;      // the usual hours are paid unless a sheet says otherwise
    std::string holiday{"irregular"};  // one of holiday_kinds
    Date leave_year_on{};              // the leave year begins on this day of each year
    std::string relation{"none"};      // one of family_relations
    bool lives_with_holder = false;
    std::optional<Date> right_to_work_on{};     // looked at
    std::optional<Date> right_to_work_until{};  // no day: without limit
    std::optional<std::int64_t> right_to_work_evidence{};
    std::string pension{"not-in"};  // one of pension_states; each version is its history
    std::optional<Date> pension_since{};
    std::optional<Date> pension_postponed_until{};  // the day of the next assessment
    std::optional<Date> pension_told_on{};          // the letter

    friend bool operator==(const Employment&, const Employment&) = default;
};

[[nodiscard]] std::optional<Employment> employment_numbered(Database& database,
                                                            std::int64_t number,
                                                            Date on);
[[nodiscard]] std::optional<Employment> employment_by_ref(Database& database,
                                                          std::string_view ref,
                                                          Date on);
[[nodiscard]] std::vector<Employment> employments_on(Database& database, Date on);  // by number
[[nodiscard]] std::vector<Employment> employment_versions(Database& database,
                                                          std::int64_t number);  // first to last
[[nodiscard]] std::vector<Employment> employments_of_employer(Database& database,
                                                              std::int64_t employer,
                                                              Date on);
[[nodiscard]] std::vector<Employment> employments_of_assistant(Database& database,
                                                               std::int64_t assistant,
                                                               Date on);

// What its pay comes from: in proportion to the weights.
struct PaidFrom {
    std::int64_t plan_line = 0;
    std::int64_t weight = 1;

    friend bool operator==(const PaidFrom&, const PaidFrom&) = default;
};
// Of this version, by plan line.
[[nodiscard]] std::vector<PaidFrom> paid_from(Database& database, const Employment& employment);

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_employment(Work& work, Employment employment, std::span<const PaidFrom> lines);

inline constexpr std::array<std::string_view, 5> pay_kinds{
    "day", "night", "sleep-in", "bank-holiday", "mileage"};
// What a quantity of it counts: "minutes", "nights" or "miles".
[[nodiscard]] std::string_view unit_of_pay_kind(std::string_view kind);

struct EmploymentRate {
    std::int64_t seq = 0;
    std::int64_t employment = 0;
    std::string kind{};  // one of pay_kinds
    Date from_on{};
    Money rate{};  // per hour, night or mile
    std::int64_t actor = 0;

    friend bool operator==(const EmploymentRate&, const EmploymentRate&) = default;
};
void insert_employment_rate(Work& work, const EmploymentRate& rate);
// In the order in which they were written.
[[nodiscard]] std::vector<EmploymentRate> rates_of(Database& database, std::int64_t employment);
// The one that counts on the day: of the newest from_on, what was written last. Nothing: none set.
[[nodiscard]] std::optional<Money> rate_on(std::span<const EmploymentRate> rates,
                                           std::string_view kind,
                                           Date day);

}  // namespace almoner::ledger
