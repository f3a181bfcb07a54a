// A person as a row of people.csv, read and judged exactly as an import does.
#pragma once

#include "gateway/area/area_reading.h"
#include "gateway/area/area_rows.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

inline constexpr std::array<const char*, 11> person_columns{"person",
                                                            "given_name",
                                                            "family_name",
                                                            "date_of_birth",
                                                            "nhs_number",
                                                            "address",
                                                            "postcode",
                                                            "phone",
                                                            "email",
                                                            "information_format",
                                                            "language"};

using PersonCells = std::map<std::string, std::string>;  // by column; one left out is empty

[[nodiscard]] PersonCells cells_of(const ledger::Person& person,
                                   const ledger::PersonDetails& details);

struct PersonReading {
    std::optional<gateway::PersonRow> row{};  // nothing where there are errors
    std::vector<gateway::AreaFinding> errors{};
};
[[nodiscard]] PersonReading read_person_row(const PersonCells& cells);

// What such a row says of somebody, as it is sealed.
[[nodiscard]] ledger::PersonDetails details_of(const gateway::PersonRow& row);

}  // namespace almoner::scheduler
