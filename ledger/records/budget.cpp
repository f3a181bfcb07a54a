#include "ledger/records/budget.h"

#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT number, version, ref, from_on, person, lead, start_on, end_on, contingency FROM "
    "budget ";
constexpr auto budgets_of_text = joined(columns, "WHERE person = $1 AND from_on <= $2 ORDER BY id");
const Query budgets_of_query{budgets_of_text.data()};
const Query last_version{"SELECT MAX(version) FROM budget WHERE number = $1"};

Budget read(const Rows& rows) {
    return {
        .number = rows.integer(0),
        .version = rows.integer(1),
        .ref = rows.str(2),
        .from_on = rows.date(3),
        .person = rows.integer(4),
        .lead = rows.integer(5),
        .start_on = rows.date(6),
        .end_on = rows.maybe_date(7),
        .contingency = rows.money(8),
    };
}

using Stored = Versions<columns, read>;

}  // namespace

std::optional<Budget> budget_numbered(Database& database, std::int64_t number, Date on) {
    return Stored::numbered(database, number, on);
}

std::optional<Budget> budget_by_ref(Database& database, std::string_view ref, Date on) {
    return Stored::by_ref(database, ref, on);
}

std::vector<Budget> budgets_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<Budget> budget_versions(Database& database, std::int64_t number) {
    return Stored::all_of(database, number);
}

std::vector<Budget> budgets_of(Database& database, std::int64_t person, Date on) {
    return last_of_each(database.select(budgets_of_query, person, on), read);
}

std::int64_t insert_budget(Work& work, Budget budget) {
    number_version(work, budget_table, last_version, budget);
    work.records().insert(budget_table,
                          budget.number,
                          budget.version,
                          budget.ref,
                          budget.from_on,
                          budget.person,
                          budget.lead,
                          budget.start_on,
                          budget.end_on,
                          budget.contingency);
    return budget.number;
}

}  // namespace almoner::ledger
