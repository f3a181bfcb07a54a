#include "ledger/verify/fault.h"

#include "ledger/values/invariant.h"

#include <utility>

namespace almoner::ledger {
namespace {

constexpr std::size_t faults_kept = 10'000;

}  // namespace

std::string_view name_of(FaultKind kind) {
    switch (kind) {
        case FaultKind::chain_broken: return "chain-broken";
        case FaultKind::head_differs: return "head-differs";
        case FaultKind::unreadable: return "unreadable";
        case FaultKind::row_missing: return "row-missing";
        case FaultKind::row_unaccounted: return "row-unaccounted";
        case FaultKind::row_changed: return "row-changed";
        case FaultKind::total_wrong: return "total-wrong";
        case FaultKind::state_wrong: return "state-wrong";
        case FaultKind::rule_broken: return "rule-broken";
        case FaultKind::erased_unlogged: return "erased-without-record";
        case FaultKind::statement_unproven: return "statement-not-genuine";
        case FaultKind::area_differs: return "area-differs";
        case FaultKind::guard_differs: return "guard-differs";
    }
    throw InvariantBroken("unlisted kind of fault");
}

void FaultList::add(FaultKind kind, std::string_view table, std::int64_t id, std::string words) {
    add_run(kind, table, id, id, std::move(words));
}

void FaultList::add_run(FaultKind kind,
                        std::string_view table,
                        std::int64_t first_id,
                        std::int64_t last_id,
                        std::string words) {
    if (faults_.size() >= faults_kept) {
        ++left_out_;
        return;
    }
    faults_.push_back({kind, std::string(table), first_id, last_id, std::move(words)});
}

}  // namespace almoner::ledger
