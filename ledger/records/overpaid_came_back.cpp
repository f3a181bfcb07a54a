#include "ledger/records/overpaid_came_back.h"

#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array columns{
    "slip"sv, "what"sv, "payment"sv, "line"sv, "amount"sv, "first_transfer"sv, "last_transfer"sv};
const Query of_one_slip{
    "SELECT b.slip, b.what, b.payment, b.line, b.amount, b.first_transfer, b.last_transfer"
    " FROM overpaid_came_back b WHERE b.slip = $1 AND EXISTS (SELECT 1 FROM line_match m"
    " WHERE m.payment = b.payment AND m.payment <> 0 AND m.line = b.line AND m.kind = 'return'"
    " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id))"
    " AND NOT EXISTS (SELECT 1 FROM explanation e JOIN explanation u ON u.undoes = e.id"
    " WHERE b.first_transfer BETWEEN e.first_transfer AND e.last_transfer) ORDER BY b.id"};

}  // namespace

const RecordTable overpaid_came_back_table{"overpaid_came_back", columns};

void insert_overpaid_came_back(Work& work, const OverpaidCameBack& row) {
    work.records().insert(overpaid_came_back_table,
                          row.slip,
                          row.what,
                          row.payment,
                          row.line,
                          row.amount,
                          row.first_transfer,
                          row.last_transfer);
}

std::vector<OverpaidCameBack> overpaid_came_back(Database& database, std::int64_t slip) {
    return all_rows(database.select(of_one_slip, slip), [](const Rows& rows) {
        return OverpaidCameBack{.slip = rows.integer(0),
                                .what = rows.str(1),
                                .payment = rows.integer(2),
                                .line = rows.integer(3),
                                .amount = rows.money(4),
                                .first_transfer = rows.integer(5),
                                .last_transfer = rows.integer(6)};
    });
}

}  // namespace almoner::ledger
