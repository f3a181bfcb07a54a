// Closed months as tables: which they are, by whom, and what came after.
#pragma once

#include "api/render/figures.h"
#include "ledger/views/month_report.h"
#include "ledger/views/months.h"

#include <string>
#include <vector>

namespace almoner::api {

// One row where the report is of a closed month.
[[nodiscard]] Figures closed_figures(const ledger::MonthReport& report);

// What counts in this month beside its own figures.
[[nodiscard]] Figures adjustment_figures(const ledger::MonthReport& report);

[[nodiscard]] Figures months_figures(const std::vector<ledger::MonthState>& months);

// "June 2026 is closed: proposed by jo, ..." with a blank at its end; empty for an open month.
[[nodiscard]] std::string closed_sentence(const ledger::MonthReport& report);

}  // namespace almoner::api
