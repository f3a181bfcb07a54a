#include "ledger/records/plan_mark.h"

#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

const Query last_signature{
    "SELECT budget, signed_on, evidence FROM plan_signature WHERE budget = $1"
    " ORDER BY id DESC LIMIT 1"};
const Query hold_of{
    "SELECT plan_line, version, reason FROM plan_hold WHERE plan_line = $1 AND version = $2"};
const Query holds_in_force{
    "SELECT h.plan_line, h.version, h.reason FROM plan_hold h WHERE h.version ="
    " (SELECT MAX(l.version) FROM plan_line l WHERE l.number = h.plan_line) ORDER BY h.plan_line"};

PlanHold read_hold(const Rows& rows) {
    return {.plan_line = rows.integer(0), .version = rows.integer(1), .reason = rows.str(2)};
}

}  // namespace

std::int64_t insert_plan_signature(Work& work, const PlanSignature& signature) {
    return work.records().insert(
        plan_signature_table, signature.budget, signature.signed_on, signature.evidence);
}

std::optional<PlanSignature> plan_signature_of(Database& database, std::int64_t budget) {
    return only_row(database.select(last_signature, budget), [](const Rows& rows) {
        return PlanSignature{
            .budget = rows.integer(0), .signed_on = rows.date(1), .evidence = rows.integer(2)};
    });
}

std::int64_t insert_plan_hold(Work& work, const PlanHold& hold) {
    return work.records().insert(plan_hold_table, hold.plan_line, hold.version, hold.reason);
}

std::vector<PlanHold> plan_holds(Database& database) {
    return all_rows(database.select(holds_in_force), read_hold);
}

std::optional<PlanHold> plan_hold_of(Database& database,
                                     std::int64_t plan_line,
                                     std::int64_t version) {
    return only_row(database.select(hold_of, plan_line, version), read_hold);
}

}  // namespace almoner::ledger
