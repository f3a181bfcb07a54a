#include "ledger/records/slip_recovery.h"

#include "ledger/records/overpaid_came_back.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array recovery_columns{"slip"sv, "of_slip"sv, "amount"sv};
const Query of_one_slip{
    "SELECT slip, of_slip, amount FROM pay_slip_recovery WHERE slip = $1 ORDER BY id"};
const Query back{
    "SELECT CAST(COALESCE(SUM(r.amount), 0) AS BIGINT) FROM pay_slip_recovery r"
    " JOIN pay_slip_posting b ON b.slip = r.slip WHERE r.of_slip = $1 AND r.slip <> $2"
    " AND NOT EXISTS (SELECT 1 FROM pay_slip c JOIN pay_slip_posting d ON d.slip = c.id"
    " WHERE c.corrects = r.slip AND c.corrects <> 0)"};

}  // namespace

const RecordTable pay_slip_recovery_table{"pay_slip_recovery", recovery_columns};

void insert_slip_recovery(Work& work, const SlipRecovery& recovery) {
    work.records().insert(
        pay_slip_recovery_table, recovery.slip, recovery.of_slip, recovery.amount);
}

std::vector<SlipRecovery> recoveries_of_slip(Database& database, std::int64_t slip) {
    return all_rows(database.select(of_one_slip, slip), [](const Rows& rows) {
        return SlipRecovery{
            .slip = rows.integer(0), .of_slip = rows.integer(1), .amount = rows.money(2)};
    });
}

Money given_back(Database& database, std::int64_t of_slip, std::int64_t without) {
    Money sum = only_row(database.select(back, of_slip, without), [](const Rows& rows) {
                    return rows.money(0);
                }).value_or(Money{});
    for (const OverpaidCameBack& each : overpaid_came_back(database, of_slip)) {
        if (each.what == "net-pay") sum += each.amount;
    }
    return sum;
}

}  // namespace almoner::ledger
