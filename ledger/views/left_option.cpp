#include "ledger/views/left_option.h"

#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

const Query last_change{
    "SELECT MAX(from_on) FROM option_change WHERE budget = $1 AND from_option = $2"
    " AND from_on <= $3 AND seq <= $4"};

}  // namespace

// What is paid once, or begins later, keeps no other money where it is.
bool is_still_paid(Database& database, const ManagedMoney& money, Date day) {
    const auto lines = plan_lines_of(database, money.budget, last_day_of_all);
    return std::ranges::any_of(lines, [&](const PlanLine& line) {
        const bool is_its_own = line.stream == money.stream && line.body == money.body;
        return line.option == money.option && line.frequency != PlanFrequency::one_off &&
               line.start_on <= day && (!line.end_on || *line.end_on >= day) &&
               (money.stream == Stream::person || is_its_own);
    });
}

std::optional<Date> left_on(Database& database, const ManagedMoney& money, const AsOf& as_of) {
    Rows rows =
        database.select(last_change, money.budget, money.option, as_of.day, as_of.last_row());
    if (!rows.next() || rows.is_null(0)) return std::nullopt;
    const Date since = rows.date(0);
    if (is_still_paid(database, money, as_of.day)) return std::nullopt;
    return since;
}

}  // namespace almoner::ledger
