#include "ledger/records/slip_recoverable.h"

#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array columns{"slip"sv, "kind"sv, "paid"sv, "recovered"sv, "compensation"sv};
const Query of_one_slip{
    "SELECT slip, kind, paid, recovered, compensation FROM pay_slip_recoverable WHERE slip = $1"
    " ORDER BY kind"};

}  // namespace

const RecordTable pay_slip_recoverable_table{"pay_slip_recoverable", columns};

void insert_slip_recoverable(Work& work, const SlipRecoverable& row) {
    work.records().insert(
        pay_slip_recoverable_table, row.slip, row.kind, row.paid, row.recovered, row.compensation);
}

std::vector<SlipRecoverable> recoverable_of_slip(Database& database, std::int64_t slip) {
    return all_rows(database.select(of_one_slip, slip), [](const Rows& rows) {
        return SlipRecoverable{.slip = rows.integer(0),
                               .kind = rows.str(1),
                               .paid = rows.money(2),
                               .recovered = rows.money(3),
                               .compensation = rows.money(4)};
    });
}

}  // namespace almoner::ledger
