#include "ledger/records/suspense.h"

#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char item_columns[] =
    "SELECT i.id, i.line, i.amount, i.owner, i.opened_on, i.state, l.bank_account, l.booked_on,"
    " l.reference, l.return_reason, COALESCE((SELECT m.words FROM line_match m"
    " WHERE m.line = i.line AND m.kind = 'suspense'), ''), l.raw_private"
    " FROM suspense_item i JOIN statement_line l ON l.id = i.line ";
constexpr auto item_of_id_text = joined(item_columns, "WHERE i.id = $1");
const Query item_of_id{item_of_id_text.data()};
constexpr auto open_items_text =
    joined(item_columns, "WHERE i.state = 1 ORDER BY i.opened_on, i.id");
const Query open_items{open_items_text.data()};
constexpr auto items_until_text =
    joined(item_columns, "WHERE i.seq <= $1 ORDER BY i.opened_on, i.id");
const Query items_until{items_until_text.data()};
const Query last_explanation{
    "SELECT id, seq, item, destination, proposal, first_transfer, last_transfer, undoes"
    " FROM explanation WHERE item = $1 ORDER BY id DESC LIMIT 1"};

SuspenseItem item_in(const Rows& rows) {
    return {.id = rows.integer(0),
            .line = rows.integer(1),
            .amount = rows.money(2),
            .owner = rows.str(3),
            .opened_on = rows.date(4),
            .state = static_cast<SuspenseState>(rows.integer(5)),
            .bank_account = rows.integer(6),
            .booked_on = rows.date(7),
            .reference = rows.str(8),
            .return_reason = rows.str(9),
            .why = rows.str(10),
            .bank_words = rows.maybe_integer(11)};
}

}  // namespace

std::optional<SuspenseItem> suspense_item_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(item_of_id, id), item_in);
}

std::vector<SuspenseItem> open_suspense_items(Database& database) {
    return all_rows(database.select(open_items), item_in);
}

std::vector<SuspenseItem> suspense_items_until(Database& database, std::int64_t seq) {
    return all_rows(database.select(items_until, seq), item_in);
}

std::optional<Explanation> explanation_of(Database& database, std::int64_t item) {
    Rows rows = database.select(last_explanation, item);
    if (!rows.next() || !rows.is_null(7)) return std::nullopt;
    return Explanation{.id = rows.integer(0),
                       .seq = rows.integer(1),
                       .item = rows.integer(2),
                       .destination = rows.str(3),
                       .proposal = rows.integer(4),
                       .transfers = {rows.integer(5), rows.integer(6)}};
}

std::int64_t insert_explanation(Work& work, const Explanation& explanation) {
    return work.records().insert(explanation_table,
                                 explanation.item,
                                 explanation.destination,
                                 explanation.proposal,
                                 explanation.transfers.first,
                                 explanation.transfers.last,
                                 explanation.undoes);
}

}  // namespace almoner::ledger
