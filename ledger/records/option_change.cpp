#include "ledger/records/option_change.h"

#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT id, budget, from_option, to_option, line_before, line_after, from_on, proposal"
    " FROM option_change ";
constexpr auto of_budget_text = joined(columns, "WHERE budget = $1 ORDER BY id");
const Query of_budget{of_budget_text.data()};
constexpr auto on_day_text = joined(columns, "WHERE from_on <= $1 ORDER BY id");
const Query on_day{on_day_text.data()};

OptionChange change_in(const Rows& rows) {
    return {.id = rows.integer(0),
            .budget = rows.integer(1),
            .before = rows.option(2),
            .after = rows.option(3),
            .line_before = rows.integer(4),
            .line_after = rows.integer(5),
            .from_on = rows.date(6),
            .proposal = rows.integer(7)};
}

}  // namespace

std::vector<OptionChange> option_changes_of(Database& database, std::int64_t budget) {
    return all_rows(database.select(of_budget, budget), change_in);
}

std::vector<OptionChange> option_changes_on(Database& database, Date on) {
    return all_rows(database.select(on_day, on), change_in);
}

std::int64_t insert_option_change(Work& work, const OptionChange& change) {
    return work.records().insert(option_change_table,
                                 change.budget,
                                 change.before,
                                 change.after,
                                 change.line_before,
                                 change.line_after,
                                 change.from_on,
                                 change.proposal);
}

}  // namespace almoner::ledger
