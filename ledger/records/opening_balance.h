// What an area was taken over with, and by how much some of it was written down wrongly.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

extern const RecordTable opening_correction_table;

struct OpeningBalance {
    std::int64_t id = 0;
    // "kind|bank account|budget|option|commissioner|stream|owed to", as opening_balances.csv names
    // them; what a kind has not is empty
    std::string key{};
    Money amount{};  // with what was corrected
    Date as_of{};
    std::int64_t corrections = 0;

    friend bool operator==(const OpeningBalance&, const OpeningBalance&) = default;
};

enum class OpeningPart : std::uint8_t {
    kind = 0,
    bank_account = 1,
    budget = 2,
    option = 3,
    commissioner = 4,
    stream = 5,
    owed_to = 6
};
[[nodiscard]] std::string_view part_of(std::string_view opening_key, OpeningPart part);

struct OpeningCorrection {
    std::int64_t opening = 0;
    Money amount{};  // what has to be added; never nil
    std::int64_t evidence = 0;
    std::int64_t proposal = 0;
    std::int64_t proposed_by = 0;
    std::int64_t approved_by = 0;
};

[[nodiscard]] std::vector<OpeningBalance> opening_balances(Database& database);  // by id
[[nodiscard]] std::optional<OpeningBalance> opening_balance_by_id(Database& database,
                                                                  std::int64_t id);
std::int64_t insert_opening_correction(Work& work, const OpeningCorrection& correction);

}  // namespace almoner::ledger
