// Who was appointed to receive a direct payment for a person without capacity or for a child, by
// which authority, and the best-interests decision that this rests on.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

extern const RecordTable appointment_table;

inline constexpr std::array<std::string_view, 5> appointed_authorities{
    "deputy", "attorney", "parental-responsibility", "nhs-appointee", "authorised-person"};
// Of whoever acts for a child as a parent there is no best-interests decision to be recorded.
inline constexpr std::string_view parental_authority = "parental-responsibility";

struct Appointment {
    std::int64_t id = 0;
    std::int64_t representative = 0;               // the number
    std::string authority{};                       // one of appointed_authorities
    Date agreed_on{};                              // when they agreed to act
    std::optional<std::int64_t> best_interests{};  // evidence: the record of the decision
    Date appointed_on{};
    std::int64_t appointed_by = 0;

    friend bool operator==(const Appointment&, const Appointment&) = default;
};

// `id` is not looked at. Its id.
std::int64_t insert_appointment(Work& work, const Appointment& appointment);

// The last one of those that were made by the day.
[[nodiscard]] std::optional<Appointment> appointment_on(Database& database,
                                                        std::int64_t representative,
                                                        Date on);
[[nodiscard]] std::vector<Appointment> appointments_of(Database& database,
                                                       std::int64_t representative);

}  // namespace almoner::ledger
