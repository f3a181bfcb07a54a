// Whether agreements fit their budgets: who is paid, from which account, for which plan lines, and
// when.
#pragma once

#include "gateway/area/area_draft.h"
#include "gateway/area/row_reader.h"
#include "ledger/calendar/date.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace almoner::gateway {

struct Span {
    ledger::Date start;
    std::optional<ledger::Date> end;
};

using PlacesByName = std::unordered_map<std::string, std::vector<std::size_t>>;

// Every row of the file, good or bad, under what its cell says.
PlacesByName places_by(const AreaDraft& draft, AreaFile file, std::string_view field);

void check_agreements(AreaDraft& draft);

// The row's `start` and `end` do not reach outside its budget's.
void check_inside_budget(RowReader& in,
                         const AreaDraft& draft,
                         const std::string& budget,
                         Span span);

}  // namespace almoner::gateway
