#include "ledger/views/transfer_lines.h"

#include <algorithm>
#include <map>

namespace almoner::ledger {
namespace {

const Query moved{
    "SELECT t.id, t.seq, j.booked, t.effective, t.settled, t.kind, t.debit, t.credit, t.amount,"
    " t.plan_line, t.period_first, t.period_last FROM transfer t JOIN journal j ON j.seq = t.seq"
    " WHERE t.state IN (0, 2) AND t.seq <= $1 ORDER BY t.id"};
const Query plan_line_refs{"SELECT number, ref FROM plan_line ORDER BY id"};
const Query reversals{"SELECT seq, original FROM reversal"};

template <class Value>
using ByNumber = std::map<std::int64_t, Value>;

const EventRow* event_of_kind(std::int64_t kind) {
    const auto* const found = std::ranges::find_if(
        event_table, [&](const EventRow& row) { return static_cast<int>(row.event) == kind; });
    return found == event_table.end() ? nullptr : found;
}

TransferLine read(const Rows& rows, const ByNumber<std::string>& plan_lines) {
    TransferLine line{.id = rows.integer(0),
                      .seq = rows.integer(1),
                      .booked = rows.date(2),
                      .effective = rows.date(3),
                      .event = event_of_kind(rows.integer(5)),
                      .debit = rows.integer(6),
                      .credit = rows.integer(7),
                      .amount = rows.money(8)};
    if (rows.integer(4) != 0) line.settled = rows.date(4);
    if (rows.integer(10) != 0) line.period = Period{rows.date(10), rows.date(11)};
    if (rows.integer(9) != 0) {
        const auto ref = plan_lines.find(rows.integer(9));
        line.plan_line = ref != plan_lines.end() ? ref->second : std::to_string(rows.integer(9));
    }
    return line;
}

}  // namespace

Outcome<Done> sees_whole_area(const Scope& scope) {
    if (!scope.people && !scope.streams) return Done{};
    return Refusal{.code = "whole-area-only",
                   .words = "Transfers are given out for the whole area only.",
                   .next = "Ask someone who may see every person and every stream.",
                   .field = "",
                   .citation = ""};
}

Outcome<Done> each_transfer(const Scope& scope,
                            Database& database,
                            const std::function<void(const TransferLine&)>& take,
                            const AsOf& as_of) {
    Outcome<Done> allowed = sees_whole_area(scope);
    if (!allowed.accepted()) return allowed;
    ByNumber<std::string> plan_lines;
    for (Rows rows = database.select(plan_line_refs); rows.next();) {
        plan_lines[rows.integer(0)] = rows.str(1);
    }
    ByNumber<std::int64_t> originals;
    for (Rows rows = database.select(reversals); rows.next();) {
        originals[rows.integer(0)] = rows.integer(1);
    }
    for (Rows rows = database.select(moved, as_of.last_row()); rows.next();) {
        TransferLine line = read(rows, plan_lines);
        const auto original = originals.find(line.seq);
        if (original != originals.end()) line.reverses = original->second;
        take(line);
    }
    return Done{};
}

}  // namespace almoner::ledger
