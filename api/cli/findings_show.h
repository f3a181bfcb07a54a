// What is wrong in files of rows, as a person or a program reads it.
#pragma once

#include "api/render/figures.h"
#include "gateway/area/area_reading.h"

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <vector>

namespace almoner::api {

// "people.csv row 7, postcode "X": what is wrong. What to do."
void tell(std::ostream& out, const gateway::AreaFinding& finding);

[[nodiscard]] nlohmann::ordered_json listed(const std::vector<gateway::AreaFinding>& findings);

// The table for them, and rows of one kind: "error", "waits", "warning".
[[nodiscard]] Figures no_findings();
void add_rows(Figures& figures,
              const char* kind,
              const std::vector<gateway::AreaFinding>& findings);

}  // namespace almoner::api
