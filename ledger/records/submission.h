// A file of payments for the bank, from the intent to the bank's answer.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

struct Submission {
    std::int64_t id = 0;
    std::int64_t seq = 0;  // what the records said at this command is what the file says
    std::int64_t run = 0;
    std::int64_t bank_account = 0;
    std::string profile{};
    std::string file_name{};
    std::string serial{};  // Bacs: six characters; otherwise the message's id
    std::string sha256{};
    std::int64_t bytes = 0;
    std::int64_t items = 0;
    Money total{};
    Date entry_on{};  // of its first day
    SubmissionState state = SubmissionState::intended;
};

[[nodiscard]] std::string_view name_of(SubmissionState state);

[[nodiscard]] std::optional<Submission> submission_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::vector<Submission> submissions_of_run(Database& database, std::int64_t run);
// Without those that were rejected: they never were in the outbox, too late for their day.
[[nodiscard]] std::vector<Submission> standing_submissions_of_run(Database& database,
                                                                  std::int64_t run);
// Those whose file is perhaps not in the outbox yet, oldest first: a restart begins with them.
[[nodiscard]] std::vector<Submission> unfinished_submissions(Database& database);

}  // namespace almoner::ledger
