// An assistant as a command or a row of assistants.csv tells it, checked against the books.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/assistant.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "scheduler/payroll/row_cells.h"

#include <array>
#include <optional>
#include <string>

namespace almoner::scheduler {

inline constexpr std::array assistant_columns{gateway::CsvColumn{"assistant"},
                                              gateway::CsvColumn{"given_name"},
                                              gateway::CsvColumn{"family_name"},
                                              gateway::CsvColumn{"date_of_birth"},
                                              gateway::CsvColumn{"gender", false},
                                              gateway::CsvColumn{"nino", false},
                                              gateway::CsvColumn{"state_pension_on", false},
                                              gateway::CsvColumn{"address", false},
                                              gateway::CsvColumn{"postcode", false},
                                              gateway::CsvColumn{"phone", false},
                                              gateway::CsvColumn{"email", false},
                                              gateway::CsvColumn{"information_format", false},
                                              gateway::CsvColumn{"language", false},
                                              gateway::CsvColumn{"sort_code", false},
                                              gateway::CsvColumn{"account_number", false},
                                              gateway::CsvColumn{"account_name", false}};

struct AssistantRow {
    ledger::Assistant assistant{};
    ledger::Person person{};
    ledger::PersonDetails details{};
    ledger::AssistantDetails payroll{};
    std::optional<ledger::BankDetails> bank{};
};

// What is known of them: nothing of a new one. `is_person` without an assistant: a person of the
// books who begins to work as one.
struct KnownAssistant {
    std::optional<ledger::Person> person{};
    std::optional<ledger::Assistant> assistant{};
};

// Empty cells leave what is known. The bank details are only read of a file.
[[nodiscard]] AssistantRow read_assistant(RowCells& row,
                                          ledger::Database& database,
                                          const KnownAssistant& known,
                                          ledger::Date today);
// A new version of the person and of the assistant, from `from`; the assistant's number.
std::int64_t store_assistant(ledger::Work& work, AssistantRow& row, ledger::Date from);

}  // namespace almoner::scheduler
