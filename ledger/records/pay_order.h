// An order that takes part of somebody's wages: attachment of earnings, and the bands of such
// orders, which are the operator's data.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

inline constexpr std::array<std::string_view, 3> pay_order_rules{"fixed", "share", "bands"};

struct PayOrder {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    std::string ref{};
    Date from_on{};
    std::int64_t employment = 0;
    std::optional<std::int64_t> words_private{};  // the court's reference and who is paid, sealed
    Date made_on{};
    bool has_priority = false;
    std::string rule{"fixed"};  // one of pay_order_rules
    Money sum{};                // of fixed
    std::int64_t share_bp = 0;  // of share
    std::string bands{};        // of bands: the name of their tables
    Money protected_sum{};
    std::int64_t protected_share_bp = 0;
    bool carries_arrears = false;
    std::optional<Money> owed{};  // in all, at first; the order ends with it
    std::optional<Date> end_on{};
    std::optional<std::int64_t> evidence{};

    friend bool operator==(const PayOrder&, const PayOrder&) = default;
};

[[nodiscard]] std::optional<PayOrder> pay_order_by_ref(Database& database,
                                                       std::string_view ref,
                                                       Date on);
[[nodiscard]] std::vector<PayOrder> pay_orders_of(Database& database,
                                                  std::int64_t employment,
                                                  Date on);  // by number

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_pay_order(Work& work, PayOrder order);

struct PayOrderBand {
    std::string name{};       // of the kind of order
    std::string frequency{};  // one of pay_frequencies
    Date holds_from{};
    Money from{};
    Money sum{};
    std::int64_t share_bp = 0;
    std::int64_t excess_share_bp = 0;

    friend bool operator==(const PayOrderBand&, const PayOrderBand&) = default;
};
void insert_pay_order_band(Work& work, const PayOrderBand& band);
// By the day from which they hold, then by where they begin.
[[nodiscard]] std::vector<PayOrderBand> pay_order_bands(Database& database,
                                                        std::string_view name,
                                                        std::string_view frequency);

}  // namespace almoner::ledger
