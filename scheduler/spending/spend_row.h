// One thing that was spent or came back, as a file or a person tells it, checked against the books.
#pragma once

#include "gateway/area/area_reading.h"
#include "ledger/calendar/date.h"
#include "ledger/records/spend.h"
#include "ledger/storage/database.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// A row that is good, and whose budget it is.
struct SpendRow {
    std::size_t row = 0;
    std::int64_t person = 0;
    ledger::Spend spend{};  // without its fingerprint
};

struct SpendReading {
    std::vector<SpendRow> rows;
    std::vector<gateway::AreaFinding> errors;  // by row and column; with any, nothing is recorded
    std::vector<std::string> notes;
};

// The columns are budget, date, amount (needed), payee, what_for, plan_line, reference, refund.
// Every row of the file, and every error at once: row, field, value, code, words, what to do. Words
// about people are never repeated.
[[nodiscard]] SpendReading read_spend_file(ledger::Database& database,
                                           const std::string& name,
                                           std::string_view bytes,
                                           ledger::Date today);

// One row out of fields of the same names.
[[nodiscard]] SpendReading read_spend_fields(ledger::Database& database,
                                             const std::map<std::string, std::string>& fields,
                                             ledger::Date today);

}  // namespace almoner::scheduler
