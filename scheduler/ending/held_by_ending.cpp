#include "scheduler/ending/held_by_ending.h"

#include "ledger/records/ending.h"
#include "scheduler/ending/ending_standing.h"

#include <algorithm>
#include <string_view>

namespace almoner::scheduler {
namespace {

using ledger::PaymentKind;

// Whether a payment of this kind pays what an ending asks about by this name.
bool pays(PaymentKind kind, std::string_view owed) {
    if (owed == "hmrc") return kind == PaymentKind::hmrc_paid;
    if (owed == "pension") return kind == PaymentKind::pension_paid;
    if (owed == "invoices") return kind == PaymentKind::supplier_paid;
    // Wages, notice pay, redundancy and holiday pay; what a court takes of them too.
    return kind == PaymentKind::net_pay_paid || kind == PaymentKind::attachment_paid;
}

}  // namespace

const rules::ReleaseRule* held_by_ending(ledger::Database& database,
                                         PaymentKind kind,
                                         std::int64_t budget,
                                         std::span<const std::int64_t> plan_lines) {
    if (closed_as_a_whole(database, budget)) return rules::release_rule("budget-closed");
    const std::set<std::int64_t> taken_over = lines_taken_over(database, kind, budget);
    const bool is_taken_over = std::ranges::any_of(
        plan_lines, [&](std::int64_t line) { return taken_over.contains(line); });
    return is_taken_over ? rules::release_rule("body-took-over") : nullptr;
}

std::set<std::int64_t> lines_taken_over(ledger::Database& database,
                                        PaymentKind kind,
                                        std::int64_t budget) {
    std::set<std::int64_t> lines;
    for (const ledger::Ending& ending : ledger::endings_of(database, budget)) {
        for (const auto& each : ledger::settled_of_ending(database, ending.id)) {
            if (each.way == "body" && pays(kind, each.kind)) lines.insert(each.plan_line);
        }
    }
    return lines;
}

}  // namespace almoner::scheduler
