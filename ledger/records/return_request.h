// Returns that a holder is asked for, once for a period, and what became of each.
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

extern const RecordTable return_request_table;
extern const RecordTable return_step_table;

struct ReturnRequest {
    std::int64_t id = 0;
    std::int64_t budget = 0;
    Period period{};
    std::string band{};  // "low", "medium", "high": how closely it is looked at
    Date asked_on{};
    Date due_on{};
    std::int64_t asked_by = 0;

    friend bool operator==(const ReturnRequest&, const ReturnRequest&) = default;
};

inline constexpr std::string_view return_reminded = "reminded";
inline constexpr std::string_view return_help_offered = "help-offered";
inline constexpr std::string_view return_review_opened = "review-opened";
inline constexpr std::string_view return_received = "received";

struct ReturnStep {
    std::int64_t id = 0;
    std::int64_t request = 0;
    std::string state{};  // one of the above, each once
    Date on{};
    std::int64_t actor = 0;
    std::optional<std::int64_t> evidence{};  // of what was received
    std::string words{};                     // empty once erased

    friend bool operator==(const ReturnStep&, const ReturnStep&) = default;
};

// Their ids. The words are about `person`.
std::int64_t insert_return_request(Work& work, const ReturnRequest& request);
std::int64_t insert_return_step(Work& work, std::int64_t person, const ReturnStep& step);

[[nodiscard]] std::optional<ReturnRequest> return_request_by_id(Database& database,
                                                                std::int64_t id);
// By the period.
[[nodiscard]] std::vector<ReturnRequest> return_requests_of(Database& database,
                                                            std::int64_t budget);
[[nodiscard]] std::vector<ReturnStep> steps_of_return(Database& database, std::int64_t request);
// The return that this piece of evidence was.
[[nodiscard]] std::optional<std::int64_t> return_evidenced_by(Database& database,
                                                              std::int64_t evidence);

}  // namespace almoner::ledger
