// What was spent out of a budget, or came back, as it was told; and each step that it took.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

extern const RecordTable spend_table;
extern const RecordTable spend_step_table;

// A line of a file, or what somebody typed.
struct Spend {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::int64_t budget = 0;
    bool is_refund = false;
    Date spent_on{};
    Money amount{};                           // above zero, also of a refund
    std::optional<std::int64_t> plan_line{};  // as it was told; a person confirms it
    std::string payee{};                      // this and what follows: empty once erased
    std::string what_for{};
    std::string reference{};
    std::string fingerprint{};  // 16 octets
    std::int32_t occurrence = 1;
    std::string file_sha256{};  // under a salt of the area; empty: typed
    std::int64_t recorded_by = 0;

    friend bool operator==(const Spend&, const Spend&) = default;
};

enum class SpendState : std::uint8_t { unconfirmed, confirmed, withdrawn };
[[nodiscard]] std::string_view name_of(SpendState value);

struct SpendStep {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::int64_t spend = 0;
    std::int64_t step = 0;  // from 1
    SpendState state = SpendState::unconfirmed;
    Date on{};
    std::int64_t actor = 0;
    std::optional<std::int64_t> plan_line{};  // confirmed: of which line; nothing: of none
    std::int64_t first_transfer = 0;          // that it posted, or that took it back; 0: none
    std::int64_t last_transfer = 0;
    std::string question{};  // the reason codes of what the rules ask; empty: nothing
    std::string words{};     // why; empty once erased

    friend bool operator==(const SpendStep&, const SpendStep&) = default;
};

// Their ids. The words are about `person`.
std::int64_t insert_spend(Work& work, std::int64_t person, const Spend& spend);
std::int64_t insert_spend_step(Work& work, std::int64_t person, const SpendStep& step);

[[nodiscard]] std::optional<Spend> spend_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::vector<Spend> spends_of(Database& database, std::int64_t budget);  // by id
// Whether this very line, the so-manieth like it of the budget, is in the books.
[[nodiscard]] bool is_spend_known(Database& database,
                                  std::int64_t budget,
                                  std::string_view fingerprint,
                                  std::int32_t occurrence);
// In their order, up to a journal row.
[[nodiscard]] std::vector<SpendStep> steps_of_spend(
    Database& database,
    std::int64_t spend,
    std::int64_t last_row = std::numeric_limits<std::int64_t>::max());
// What the last of the steps says; unconfirmed before the first.
[[nodiscard]] SpendState state_after(const std::vector<SpendStep>& steps);

}  // namespace almoner::ledger
