#include "rules/payroll/attachment_orders.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace almoner::rules {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::int32_t whole_bp = 10'000;

Money share(Money of, std::int32_t bp) {
    return of.mul_div(bp, whole_bp, ledger::Rounding::down);
}

bool is_share(std::int32_t bp) {
    return bp >= 0 && bp <= whole_bp;
}

Refusal refuse(const AttachmentOrder& order,
               std::string code,
               std::string words,
               std::string next) {
    return {std::move(code), std::move(words), std::move(next), order.ref, ""};
}

const OrderTable* table_on(const std::vector<OrderTable>& tables, Date day) {
    const OrderTable* newest = nullptr;
    for (const OrderTable& each : tables) {
        if (each.holds_from > day) continue;
        if (newest == nullptr || newest->holds_from < each.holds_from) newest = &each;
    }
    return newest;
}

bool is_sound(const OrderBand& band) {
    return band.from >= Money{} && band.sum >= Money{} && is_share(band.share_bp) &&
           is_share(band.excess_share_bp);
}

std::optional<Refusal> fault_in_tables(const AttachmentOrder& order,
                                       const std::vector<OrderTable>& tables,
                                       Date paid_on) {
    const OrderTable* const table = table_on(tables, paid_on);
    if (table == nullptr || table->bands.empty()) {
        return refuse(order,
                      "order-table-missing",
                      "There is no table of bands for " + paid_on.words() + ".",
                      "Load the table that the order names, for this length of pay period.");
    }
    const bool ascending =
        std::ranges::adjacent_find(table->bands, [](const OrderBand& a, const OrderBand& b) {
            return b.from <= a.from;
        }) == table->bands.end();
    if (ascending && std::ranges::all_of(table->bands, is_sound)) return std::nullopt;
    return refuse(order,
                  "order-bands",
                  "The bands of the table don't follow each other, or take less than nothing.",
                  "Give each band a higher beginning than the one before, and shares up to 100%.");
}

std::optional<Refusal> fault_of(const AttachmentOrder& order, Date paid_on) {
    const auto* const fixed = std::get_if<FixedSum>(&order.rule);
    const bool below_zero = order.protected_sum < Money{} || order.arrears < Money{} ||
                            order.still_owed.value_or(Money{}) < Money{} ||
                            (fixed != nullptr && fixed->sum < Money{});
    if (below_zero) {
        return refuse(order,
                      "order-below-zero",
                      "A sum of the order is below zero.",
                      "Copy the sums from the order again.");
    }
    const auto* const of_earnings = std::get_if<ShareOfEarnings>(&order.rule);
    if (!is_share(order.protected_share_bp) ||
        (of_earnings != nullptr && !is_share(of_earnings->bp))) {
        return refuse(order,
                      "order-share",
                      "A share of the order is not from 0% to 100%.",
                      "Copy the shares from the order again.");
    }
    const auto* const tables = std::get_if<std::vector<OrderTable>>(&order.rule);
    return tables == nullptr ? std::nullopt : fault_in_tables(order, *tables, paid_on);
}

Money by_bands(const OrderTable& table, Money earnings) {
    Money due;
    for (const OrderBand& band : table.bands) {
        if (earnings < band.from) break;
        due = band.sum + share(earnings, band.share_bp) +
              share(earnings - band.from, band.excess_share_bp);
    }
    return due;
}

// Before anything is protected.
Money asked_by(const AttachmentOrder& order, Date paid_on, Money earnings) {
    if (const auto* const fixed = std::get_if<FixedSum>(&order.rule)) return fixed->sum;
    if (const auto* const part = std::get_if<ShareOfEarnings>(&order.rule)) {
        return share(earnings, part->bp);
    }
    return by_bands(*table_on(std::get<std::vector<OrderTable>>(order.rule), paid_on), earnings);
}

OrderDue take(const AttachmentOrder& order, Date paid_on, Money earnings, Money left) {
    Money asked = asked_by(order, paid_on, left);
    if (order.carries_arrears) asked += order.arrears;
    if (order.still_owed) asked = std::min(asked, *order.still_owed);
    // A share is rounded up here: it protects the person.
    const Money kept =
        std::max(order.protected_sum,
                 earnings.mul_div(order.protected_share_bp, whole_bp, ledger::Rounding::up));
    const Money taken = std::min(asked, std::max(left - kept, Money{}));
    return {order.ref, taken, order.carries_arrears ? asked - taken : Money{}};
}

}  // namespace

Outcome<std::vector<OrderDue>> take_orders(std::span<const AttachmentOrder> orders,
                                           Date paid_on,
                                           Money earnings) {
    if (earnings < Money{}) {
        return Refusal{"pay-below-zero",
                       "The earnings are below zero.",
                       "Enter the earnings after tax, National Insurance and pension.",
                       "earnings",
                       ""};
    }
    std::vector<const AttachmentOrder*> in_turn;
    for (const AttachmentOrder& order : orders) {
        if (auto fault = fault_of(order, paid_on)) return *std::move(fault);
        in_turn.push_back(&order);
    }
    std::ranges::stable_sort(in_turn, {}, [](const AttachmentOrder* order) {
        return std::tuple(!order->has_priority, order->made_on);
    });
    std::vector<OrderDue> taken;
    Money left = earnings;
    for (const AttachmentOrder* const order : in_turn) {
        taken.push_back(take(*order, paid_on, earnings, left));
        left -= taken.back().taken;
    }
    return taken;
}

}  // namespace almoner::rules
