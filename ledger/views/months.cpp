#include "ledger/views/months.h"

#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/views/actor_refs.h"
#include "ledger/views/month_report.h"
#include "ledger/views/transfer_lines.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

void add_months(Database& database,
                const std::string& commissioner,
                std::int64_t body,
                const AsOf& as_of,
                std::vector<MonthState>& months) {
    const std::vector<MonthClosing> closings = closings_until(database, body, as_of.last_row());
    for (const MonthClosing& closing : closings) {
        months.push_back({.commissioner = commissioner,
                          .month = closing.month,
                          .closed = closed_words(database, closing)});
    }
    std::optional<Date> closed_until;
    if (!closings.empty()) closed_until = closings.back().month.last;
    for (const Period& month :
         months_with_movement(database, body, closed_until, as_of.last_row())) {
        if (month.first > as_of.day) break;
        months.push_back({.commissioner = commissioner, .month = month, .closed = std::nullopt});
    }
}

bool is_commissioner(const Organisation& each) {
    return each.kind == OrganisationKind::nhs || each.kind == OrganisationKind::council;
}

}  // namespace

MonthClosed closed_words(Database& database, const MonthClosing& closing) {
    return {.proposed_by = actor_ref(database, closing.proposed_by),
            .confirmed_by = actor_ref(database, closing.confirmed_by),
            .on = closing.closed_on};
}

const MonthClosing* closing_of(const std::vector<MonthClosing>& closings, const Period& month) {
    const auto found = std::ranges::find_if(
        closings, [&](const MonthClosing& each) { return month.last <= each.month.last; });
    return found == closings.end() ? nullptr : &*found;
}

const MonthClosing* closing_before(const std::vector<MonthClosing>& closings, const Period& month) {
    const auto found = std::ranges::find_if(
        closings, [&](const MonthClosing& each) { return each.month.last + 1 == month.first; });
    return found == closings.end() ? nullptr : &*found;
}

Outcome<std::vector<MonthState>> months_of(const Scope& scope,
                                           Database& database,
                                           std::string_view commissioner,
                                           const AsOf& as_of) {
    std::vector<MonthState> months;
    if (!commissioner.empty()) {
        const auto number = commissioner_number(scope, database, commissioner, as_of.day);
        if (!number.accepted()) return number.refusal();
        add_months(database, std::string(commissioner), number.value(), as_of, months);
        return months;
    }
    const Outcome<Done> allowed = sees_whole_area(scope);
    if (!allowed.accepted()) return allowed.refusal();
    for (const Organisation& each : organisations_on(database, as_of.day)) {
        if (is_commissioner(each)) add_months(database, each.ref, each.number, as_of, months);
    }
    return months;
}

}  // namespace almoner::ledger
