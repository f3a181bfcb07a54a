// What somebody who asked for a budget was answered: an offer, or a refusal with its reasons.
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

extern const RecordTable budget_answer_table;

inline constexpr std::string_view budget_offered = "offered";
inline constexpr std::string_view budget_refused = "refused";

struct BudgetAnswer {
    std::int64_t id = 0;
    std::int64_t budget = 0;
    std::string answer{};   // one of the two
    std::string streams{};  // "nhs,social-care": whose law it stands under
    Date on{};
    std::int64_t actor = 0;
    std::optional<std::int64_t> letter{};  // evidence
    Money amount{};                        // of an offer: each time
    std::string frequency{};               // of an offer: "weekly", ...
    std::string ways{};                    // of an offer: "notional,third-party,direct-payment"
    std::string accounts{};                // of an offer: "bank-account,card"
    std::string reasons{};                 // of a refusal; empty once erased
    std::string challenge{};  // of a refusal: how to have it looked at again; empty once erased

    friend bool operator==(const BudgetAnswer&, const BudgetAnswer&) = default;
};

// Its id. The words are about `person`.
std::int64_t insert_budget_answer(Work& work, std::int64_t person, const BudgetAnswer& answer);
[[nodiscard]] std::vector<BudgetAnswer> budget_answers_of(Database& database, std::int64_t budget);

}  // namespace almoner::ledger
