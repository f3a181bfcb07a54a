#include "ledger/records/many_jobs.h"

#include "ledger/records/versioned.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

const Query recoveries{
    "SELECT slip, of_slip, amount FROM pay_slip_recovery WHERE slip BETWEEN $1 AND $2"
    " ORDER BY slip, id"};
const Query recoverable{
    "SELECT slip, kind, paid, recovered, compensation FROM pay_slip_recoverable"
    " WHERE slip BETWEEN $1 AND $2 ORDER BY slip, kind"};
const Query to_post{
    "SELECT id, budget, option, client_account, paid_on, period_first, period_last, recovered"
    " FROM pay_slip WHERE run = $1 ORDER BY id"};
const Query count_of_run{"SELECT COUNT(*) FROM pay_slip WHERE run = $1"};
const Query sum_of_run{
    "SELECT CAST(COALESCE(SUM(s.net_pay + s.hmrc + s.pension + s.attachment), 0) AS BIGINT)"
    " FROM pay_slip p JOIN pay_slip_split s ON s.slip = p.id WHERE p.run = $1"};

}  // namespace

std::vector<Stretch> stretches_of(std::vector<std::int64_t> numbers) {
    constexpr std::int64_t worth_passing_over = 8;
    std::ranges::sort(numbers);
    std::vector<Stretch> all;
    for (const std::int64_t each : numbers) {
        if (!all.empty() && each - all.back().last <= worth_passing_over) {
            all.back().last = each;
        } else {
            all.push_back({each, each});
        }
    }
    return all;
}

std::vector<SlipRecovery> recoveries_of_slips(Database& database, const Stretch& slips) {
    return all_rows(database.select(recoveries, slips.first, slips.last), [](const Rows& rows) {
        return SlipRecovery{
            .slip = rows.integer(0), .of_slip = rows.integer(1), .amount = rows.money(2)};
    });
}

std::vector<SlipRecoverable> recoverable_of_slips(Database& database, const Stretch& slips) {
    return all_rows(database.select(recoverable, slips.first, slips.last), [](const Rows& rows) {
        return SlipRecoverable{.slip = rows.integer(0),
                               .kind = rows.str(1),
                               .paid = rows.money(2),
                               .recovered = rows.money(3),
                               .compensation = rows.money(4)};
    });
}

std::vector<SlipToPost> slips_to_post(Database& database, std::int64_t run) {
    return all_rows(database.select(to_post, run), [](const Rows& rows) {
        return SlipToPost{.id = rows.integer(0),
                          .budget = rows.integer(1),
                          .option = rows.option(2),
                          .client_account = rows.integer(3),
                          .paid_on = rows.date(4),
                          .worked = {rows.date(5), rows.date(6)},
                          .recovered = rows.money(7)};
    });
}

std::int64_t slips_in_run(Database& database, std::int64_t run) {
    return only_row(database.select(count_of_run, run),
                    [](const Rows& rows) { return rows.integer(0); })
        .value_or(0);
}

Money cost_of_run(Database& database, std::int64_t run) {
    return only_row(database.select(sum_of_run, run),
                    [](const Rows& rows) { return rows.money(0); })
        .value_or(Money{});
}

}  // namespace almoner::ledger
