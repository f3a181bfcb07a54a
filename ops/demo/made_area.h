// A believable area of any size that nobody lives in: the same for the same seed.
#pragma once

#include "gateway/area/area_reading.h"
#include "gateway/area/area_rows.h"
#include "ledger/calendar/date.h"
#include "ops/demo/situations.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace almoner::ops::demo {

inline constexpr std::size_t fewest_people = deck_size;
inline constexpr std::size_t most_people = 20'000;

// A person and where their rows stand in the area's files.
struct MadePerson {
    std::string person;  // "P-00017"
    std::string budget;  // "B-00017"
    Situation situation{};
    std::size_t row = 0;              // in people
    std::size_t first_line = 0;       // in plan_lines
    std::size_t first_agreement = 0;  // in agreements
};

struct MadeArea {
    gateway::AreaFiles files;
    std::vector<MadePerson> people;
};

// Person 17 is the same however many there are.
[[nodiscard]] MadeArea make_area(std::size_t people, std::uint64_t seed);

// As an import reads them.
[[nodiscard]] gateway::AreaBytes area_bytes(const gateway::AreaFiles& files);

// The first day of the four-weekly cycle; the plans begin with the financial year.
[[nodiscard]] ledger::Date first_monday();
[[nodiscard]] ledger::Date plans_begin();

}  // namespace almoner::ops::demo
