// What agreements say of the support service's fee, and which periods of it were charged.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/posting/shares.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

extern const RecordTable agreement_fee_table;
extern const RecordTable fee_charge_table;

inline constexpr std::array<std::string_view, 2> fee_frequencies{"four-weekly", "monthly"};
inline constexpr std::array<std::string_view, 2> fee_payers{"budget", "body"};

struct AgreementFee {
    std::int64_t id = 0;
    std::int64_t agreement = 0;
    std::int64_t service = 0;    // an organisation
    Date from_on{};              // its periods are counted from this day
    Money amount{};              // for each period; nil: none from this day on
    std::string frequency{};     // one of fee_frequencies
    std::string paid_by{};       // one of fee_payers
    std::int64_t plan_line = 0;  // whose money it is; of the budget's: the fee's own line
    std::int64_t evidence = 0;   // the agreement that says so
    Date recorded_on{};
    std::int64_t proposed_by = 0;
    std::int64_t confirmed_by = 0;

    friend bool operator==(const AgreementFee&, const AgreementFee&) = default;
};

struct FeeCharge {
    std::int64_t id = 0;
    std::int64_t fee = 0;
    std::int64_t agreement = 0;
    std::int64_t budget = 0;
    Period days{};
    Money amount{};
    std::int64_t proposal = 0;
    std::int64_t first_transfer = 0;
    std::int64_t last_transfer = 0;
    Date charged_on{};
    std::int64_t charged_by = 0;

    friend bool operator==(const FeeCharge&, const FeeCharge&) = default;
};

std::int64_t insert_agreement_fee(Work& work, const AgreementFee& fee);  // its id
[[nodiscard]] std::optional<AgreementFee> agreement_fee_by_id(Database& database, std::int64_t id);
// Those that hold, by agreement and first day: terms replace what was recorded before them from
// their day on.
[[nodiscard]] std::vector<AgreementFee> every_agreement_fee(Database& database);

std::int64_t insert_fee_charge(Work& work, const FeeCharge& charge);        // its id
[[nodiscard]] std::vector<FeeCharge> every_fee_charge(Database& database);  // by id
// By whose money it was charged, out of the books: fold them before.
[[nodiscard]] Shares shares_of_charge(Database& database, const FeeCharge& charge);

}  // namespace almoner::ledger
