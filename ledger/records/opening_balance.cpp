#include "ledger/records/opening_balance.h"

#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char opening_columns[] =
    "SELECT o.id, o.key, o.amount + CAST(COALESCE((SELECT SUM(c.amount) FROM opening_correction c"
    " WHERE c.opening = o.id), 0) AS BIGINT), o.as_of, (SELECT COUNT(*) FROM opening_correction c"
    " WHERE c.opening = o.id) FROM opening_balance o ";
constexpr auto every_text = joined(opening_columns, "ORDER BY o.id");
const Query every{every_text.data()};
constexpr auto by_id_text = joined(opening_columns, "WHERE o.id = $1");
const Query by_id{by_id_text.data()};

OpeningBalance read_opening(const Rows& rows) {
    return {.id = rows.integer(0),
            .key = rows.str(1),
            .amount = rows.money(2),
            .as_of = rows.date(3),
            .corrections = rows.integer(4)};
}

}  // namespace

std::string_view part_of(std::string_view opening_key, OpeningPart part) {
    for (int place = static_cast<int>(part); place > 0; --place) {
        const std::size_t bar = opening_key.find('|');
        if (bar == std::string_view::npos) return {};
        opening_key.remove_prefix(bar + 1);
    }
    return opening_key.substr(0, opening_key.find('|'));
}

std::vector<OpeningBalance> opening_balances(Database& database) {
    return all_rows(database.select(every), read_opening);
}

std::optional<OpeningBalance> opening_balance_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read_opening);
}

std::int64_t insert_opening_correction(Work& work, const OpeningCorrection& correction) {
    return work.records().insert(opening_correction_table,
                                 correction.opening,
                                 correction.amount,
                                 correction.evidence,
                                 correction.proposal,
                                 correction.proposed_by,
                                 correction.approved_by);
}

}  // namespace almoner::ledger
