#include "scheduler/payroll/orders_on_payday.h"

#include "ledger/records/in_force.h"
#include "ledger/records/pay_order.h"
#include "ledger/records/pay_slip.h"

namespace almoner::scheduler {
namespace {

using ledger::PayOrder;

std::vector<rules::OrderTable> tables_of(ledger::Database& database,
                                         const PayOrder& order,
                                         const std::string& frequency) {
    std::vector<rules::OrderTable> tables;
    for (const ledger::PayOrderBand& each :
         ledger::pay_order_bands(database, order.bands, frequency)) {
        if (tables.empty() || tables.back().holds_from != each.holds_from) {
            tables.push_back({.holds_from = each.holds_from});
        }
        tables.back().bands.push_back(
            {.from = each.from,
             .sum = each.sum,
             .share_bp = static_cast<std::int32_t>(each.share_bp),
             .excess_share_bp = static_cast<std::int32_t>(each.excess_share_bp)});
    }
    return tables;
}

rules::OrderRule rule_of(ledger::Database& database,
                         const PayOrder& order,
                         const std::string& frequency) {
    if (order.rule == "fixed") return rules::FixedSum{order.sum};
    if (order.rule == "share") {
        return rules::ShareOfEarnings{static_cast<std::int32_t>(order.share_bp)};
    }
    return tables_of(database, order, frequency);
}

}  // namespace

JobOrders orders_on_payday(ledger::Database& database, const JobRecords& job) {
    JobOrders all;
    if (!job.facts.has_orders) return all;
    for (const PayOrder& each :
         ledger::pay_orders_of(database, job.job.number, job.wanted.paid_on)) {
        // Its end may have been recorded later.
        const auto newest =
            ledger::pay_order_by_ref(database, each.ref, ledger::last_day_of_all).value_or(each);
        if (newest.end_on && *newest.end_on < job.wanted.paid_on) continue;
        const ledger::TakenByOrder before =
            ledger::taken_by_order(database, each.number, job.wanted.paid_on, job.wanted.without);
        rules::AttachmentOrder order{
            .ref = each.ref,
            .made_on = each.made_on,
            .has_priority = each.has_priority,
            .rule = rule_of(database, each, job.employer.frequency),
            .protected_sum = each.protected_sum,
            .protected_share_bp = static_cast<std::int32_t>(each.protected_share_bp),
            .carries_arrears = each.carries_arrears,
            .arrears = before.arrears};
        if (each.owed) {
            if (before.taken >= *each.owed) continue;
            order.still_owed = *each.owed - before.taken;
        }
        all.orders.push_back(std::move(order));
        all.numbers.emplace_back(each.ref, each.number);
    }
    return all;
}

}  // namespace almoner::scheduler
