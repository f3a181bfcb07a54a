// What an adult is to contribute to an agreement, as two people assessed it from a day on.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::ledger {

extern const RecordTable assessment_table;

struct Assessment {
    std::int64_t id = 0;
    std::int64_t agreement = 0;  // the number
    Date from_on{};
    Money weekly{};
    Money per_period{};
    std::int64_t workings_private = 0;  // a row of private_text
    std::int64_t evidence = 0;
    std::int64_t proposal = 0;
    std::int64_t proposed_by = 0;
    std::int64_t approved_by = 0;

    friend bool operator==(const Assessment&, const Assessment&) = default;
};

// `id` is not looked at. Its id.
std::int64_t insert_assessment(Work& work, const Assessment& assessment);
[[nodiscard]] std::vector<Assessment> assessments_of(Database& database, std::int64_t agreement);

}  // namespace almoner::ledger
