// Whom a task is about, so that what is written on it is sealed with their key.
#pragma once

#include "ledger/storage/database.h"

#include <cstdint>
#include <string_view>

namespace almoner::scheduler {

// Of a task's subject ("agreement:A1", "N-000004", "C-000002 2026-11-02"). `ledger::nobody` where
// it names no record of one person, and for somebody who was erased: of them no text is kept.
[[nodiscard]] std::int64_t person_of_subject(ledger::Database& database, std::string_view subject);

// The holder of the budget with this number; nobody where there is none.
[[nodiscard]] std::int64_t holder_of(ledger::Database& database, std::int64_t budget);

}  // namespace almoner::scheduler
