// What was shared of a person: with whom, on what basis, what for, and which parts of their record.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

extern const RecordTable data_share_table;

struct DataShare {
    std::int64_t id = 0;
    std::int64_t person = 0;
    std::string recipient_kind{};  // as rules/information names them
    std::int64_t recipient = 0;    // an organisation, a representative, or 0: `name`
    std::string name{};            // of whom the area doesn't know; empty once erased
    std::string basis{};           // "consent" or "legal"
    std::optional<std::int64_t> evidence{};
    std::int64_t parts = 0;  // a bit for each, as rules/information counts them
    std::string purpose{};   // empty once erased
    Date shared_on{};
    std::int64_t actor = 0;

    friend bool operator==(const DataShare&, const DataShare&) = default;
};

// `id` is not looked at. Its id.
std::int64_t insert_data_share(Work& work, const DataShare& share);
[[nodiscard]] std::vector<DataShare> data_shares_of(Database& database, std::int64_t person);

}  // namespace almoner::ledger
