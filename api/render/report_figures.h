// What is read of the ledger, as tables for a terminal, a spreadsheet and a program.
#pragma once

#include "api/render/figures.h"
#include "ledger/views/balance.h"
#include "ledger/views/history.h"
#include "ledger/views/month_report.h"
#include "scheduler/reports/forecast.h"

#include <string>
#include <vector>

namespace almoner::api {

// The three figures that fit each option, and then those that are not nil.
[[nodiscard]] Figures three_figures(const ledger::BalanceView& view);

// What is expected next, the earliest first; without an amount where only the date is known.
[[nodiscard]] Figures next_figures(const ledger::BalanceView& view);

// Newest first. What is only promised, or came to nothing, has its amount in a column of its own,
// so that the other column adds up to the balance.
[[nodiscard]] Figures history_figures(const ledger::History& history);
// For a person: the day on which we learnt of it stands first, since the entries are in its order.
[[nodiscard]] Figures in_order_of_booking(Figures history);

// By stream; in flight and unmatched by age; cash needed; and what does not agree, if anything.
[[nodiscard]] std::vector<Figures> month_figures(const ledger::MonthReport& report);

// What will be paid until 31 March, by stream.
[[nodiscard]] Figures forecast_figures(const scheduler::Forecast& forecast);

// "Payments, bank lines and the ledger agree: 42 comparisons." or that they do not.
[[nodiscard]] std::string month_sentence(const ledger::MonthReport& report);

}  // namespace almoner::api
