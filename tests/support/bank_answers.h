// What a bank sends back, for tests: statements and status reports of a RunArea's bank account, and
// the whole way from a proposed run to its file in the outbox.
#pragma once

#include "ledger/views/month_report.h"
#include "scheduler/payment_run/file_days.h"
#include "tests/support/run_area.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace almoner::tests {

// When files are written unless a test says otherwise: on 2 November 2026, a run's usual day.
inline const scheduler::WritingMoment at_nine{.now = {.on = on("2026-11-02"), .at = {9 * 60}},
                                              .hours = {}};

// Proposes what is due until this day, has it approved and sends it, both halves.
void send_all(RunArea& area,
              const std::filesystem::path& outbox_folder,
              const std::string& until = "2026-11-02");
// The rest of `run send` for a run that was sent.
void finish_files(RunArea& area, const std::filesystem::path& outbox_folder);

// One booked line of 20 November 2026; `sign` is DBIT or CRDT.
[[nodiscard]] std::string bank_line(const std::string& amount,
                                    std::string_view sign,
                                    const std::string& reference);
// Imports a statement with opening 1000.00 and these lines; its answer.
nlohmann::json read_statement(RunArea& area, const std::string& lines, std::string_view closing);
// Imports a pain.002 with one status of one payment; its answer.
nlohmann::json read_status(RunArea& area, const std::string& reference, std::string_view status);

// The month agrees, and what the journal says is what the tables say.
void expect_sound(RunArea& area);

// The report of November 2026 of the commissioner; where it does not agree, the test fails.
ledger::MonthReport november(RunArea& area);

}  // namespace almoner::tests
