#include "ledger/records/pay_order.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/payroll_tables.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT number, version, ref, from_on, employment, words_private, made_on, has_priority, rule,"
    " sum, share_bp, bands, protected_sum, protected_share_bp, carries_arrears, owed, end_on,"
    " evidence FROM pay_order ";
constexpr auto by_ref_text = joined(columns, of_ref_on_day);
const Query by_ref{by_ref_text.data()};
constexpr auto of_employment_text =
    joined(columns, "WHERE employment = $1 AND from_on <= $2 ORDER BY id");
const Query of_employment{of_employment_text.data()};
const Query with_orders{
    "SELECT DISTINCT employment FROM pay_order WHERE employment BETWEEN $1 AND $2"
    " ORDER BY employment"};
const Query last_version{"SELECT MAX(version) FROM pay_order WHERE number = $1"};
const Query bands_named{
    "SELECT name, frequency, holds_from, from_sum, sum, share_bp, excess_share_bp"
    " FROM pay_order_band WHERE name = $1 AND frequency = $2 ORDER BY holds_from, from_sum"};

PayOrder read(const Rows& rows) {
    return {.number = rows.integer(0),
            .version = rows.integer(1),
            .ref = rows.str(2),
            .from_on = rows.date(3),
            .employment = rows.integer(4),
            .words_private = rows.maybe_integer(5),
            .made_on = rows.date(6),
            .has_priority = rows.integer(7) != 0,
            .rule = rows.str(8),
            .sum = rows.money(9),
            .share_bp = rows.integer(10),
            .bands = rows.str(11),
            .protected_sum = rows.money(12),
            .protected_share_bp = rows.integer(13),
            .carries_arrears = rows.integer(14) != 0,
            .owed = maybe_money(rows, 15),
            .end_on = rows.maybe_date(16),
            .evidence = rows.maybe_integer(17)};
}

}  // namespace

std::optional<PayOrder> pay_order_by_ref(Database& database, std::string_view ref, Date on) {
    return only_row(database.select(by_ref, ref, on), read);
}

std::vector<PayOrder> pay_orders_of(Database& database, std::int64_t employment, Date on) {
    return last_of_each(database.select(of_employment, employment, on), read);
}

std::vector<std::int64_t> jobs_with_orders(Database& database, const Stretch& jobs) {
    return all_rows(database.select(with_orders, jobs.first, jobs.last),
                    [](const Rows& rows) { return rows.integer(0); });
}

std::int64_t insert_pay_order(Work& work, PayOrder order) {
    number_version(work, pay_order_table, last_version, order);
    work.records().insert(pay_order_table,
                          order.number,
                          order.version,
                          order.ref,
                          order.from_on,
                          order.employment,
                          order.words_private,
                          order.made_on,
                          order.has_priority,
                          order.rule,
                          order.sum,
                          order.share_bp,
                          order.bands,
                          order.protected_sum,
                          order.protected_share_bp,
                          order.carries_arrears,
                          order.owed,
                          order.end_on,
                          order.evidence);
    return order.number;
}

void insert_pay_order_band(Work& work, const PayOrderBand& band) {
    work.records().insert(pay_order_band_table,
                          band.name,
                          band.frequency,
                          band.holds_from,
                          band.from,
                          band.sum,
                          band.share_bp,
                          band.excess_share_bp);
}

std::vector<PayOrderBand> pay_order_bands(Database& database,
                                          std::string_view name,
                                          std::string_view frequency) {
    return all_rows(database.select(bands_named, name, frequency), [](const Rows& rows) {
        return PayOrderBand{.name = rows.str(0),
                            .frequency = rows.str(1),
                            .holds_from = rows.date(2),
                            .from = rows.money(3),
                            .sum = rows.money(4),
                            .share_bp = rows.integer(5),
                            .excess_share_bp = rows.integer(6)};
    });
}

}  // namespace almoner::ledger
