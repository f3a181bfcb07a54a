// Reviews of a budget, and each step that one took: a review's state is that of its last step.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

struct Review {
    std::int64_t id = 0;
    std::int64_t budget = 0;
    std::string kind{};  // "first", "next", or what was reported: "insufficiency", "breach", ...
    Date due_on{};
    Date opened_on{};
    std::int64_t opened_by = 0;
    std::string words{};  // why it was opened; empty once erased

    friend bool operator==(const Review&, const Review&) = default;
};

struct ReviewStep {
    std::int64_t id = 0;
    std::int64_t review = 0;
    std::string state{};  // as rules/lifecycle names them: "started", ..., "closed"
    Date on{};
    std::int64_t actor = 0;
    std::string outcome{};  // of a decision: "no-change", "offset", ...
    std::string covers{};   // of a decision: "plan,use,sufficiency,terms"
    std::string cause{};    // of a surplus: "unmet-need", "over-allocation", "timing" or "other"
    std::optional<std::int64_t> involved{};  // evidence that everybody concerned was
    std::optional<std::int64_t> agreed{};    // evidence of the steps taken to agree
    std::optional<std::int64_t> letter{};    // evidence of how the person was told
    std::string words{};                     // why; empty once erased

    friend bool operator==(const ReviewStep&, const ReviewStep&) = default;
};

// Their ids. The words are about `person`.
std::int64_t insert_review(Work& work, std::int64_t person, const Review& review);
std::int64_t insert_review_step(Work& work, std::int64_t person, const ReviewStep& step);

[[nodiscard]] std::optional<Review> review_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::vector<Review> every_review(Database& database);  // by id
[[nodiscard]] std::vector<Review> reviews_of(Database& database, std::int64_t budget);
[[nodiscard]] std::vector<ReviewStep> steps_of(Database& database, std::int64_t review);
// Empty before its first step.
[[nodiscard]] std::string state_of(Database& database, std::int64_t review);

}  // namespace almoner::ledger
