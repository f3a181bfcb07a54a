// What a lead commissioner lent its partner and claimed back, and the partner's payment of it.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::ledger {

// One bank account's and one stream's part of a claim.
struct Recharge {
    std::int64_t id = 0;
    std::int64_t lead = 0;  // organisations
    std::int64_t partner = 0;
    std::int64_t bank_account = 0;  // the lead's, that lent
    Stream stream{};
    Money amount{};
    Date until_on{};  // what was lent up to this day
    Date claimed_on{};
    bool in_books = false;  // the partner pays out of a bank account in these books
    std::int64_t proposal = 0;

    friend bool operator==(const Recharge&, const Recharge&) = default;
};

[[nodiscard]] std::vector<Recharge> every_recharge(Database& database);  // oldest first
[[nodiscard]] std::optional<Recharge> recharge_by_id(Database& database, std::int64_t id);
// `id` is not looked at. Its id.
std::int64_t insert_recharge(Work& work, const Recharge& recharge);

// The partner's side: its payment is approved, waits for its bank line, and is paid. An explanation
// that was undone leaves it to be approved again.
struct RechargePayment {
    enum class State : std::uint8_t { none, approved, paid };
    State state = State::none;
    std::int64_t bank_account = 0;
    std::int64_t transfer = 0;  // what is promised, or was
};

[[nodiscard]] RechargePayment payment_of_recharge(Database& database, std::int64_t recharge);
std::int64_t insert_recharge_approval(Work& work,
                                      std::int64_t recharge,
                                      const RechargePayment& payment,
                                      std::int64_t proposal);

}  // namespace almoner::ledger
