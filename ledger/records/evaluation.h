// What the rules found when they were asked: whole where they blocked, warned or wanted something,
// else the digest of what they looked at.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/attested_fact.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

struct StoredEvaluation {
    std::int64_t id = 0;
    std::int64_t seq = 0;  // the command's
    std::string event{};   // "activate"
    CaseRef about{};
    Date on{};
    std::string policy{};    // its version
    std::string effect{};    // the worst: "allow", "warn", ..., "block"
    std::int64_t asked = 0;  // how many rules
    // {"facts": ..., "findings": ...}; empty where all was allowed, and once it was erased.
    std::string details{};
    Digest
        digest{};  // under the area's salt, over what the rules were asked and what they looked at

    friend bool operator==(const StoredEvaluation&, const StoredEvaluation&) = default;
};

// Its id. The details are words about `person`.
std::int64_t insert_evaluation(Work& work, std::int64_t person, const StoredEvaluation& evaluation);
[[nodiscard]] std::optional<StoredEvaluation> evaluation_by_id(Database& database, std::int64_t id);
// Oldest first.
[[nodiscard]] std::vector<StoredEvaluation> evaluations_of(Database& database,
                                                           const CaseRef& about);

}  // namespace almoner::ledger
