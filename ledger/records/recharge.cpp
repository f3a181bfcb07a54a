#include "ledger/records/recharge.h"

#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT id, lead, partner, bank_account, stream, amount, until_on, claimed_on, in_books,"
    " proposal FROM recharge ";
constexpr auto every_text = joined(columns, "ORDER BY id");
const Query every{every_text.data()};
constexpr auto by_id_text = joined(columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
const Query last_approval{
    "SELECT a.bank_account, a.transfer, EXISTS (SELECT 1 FROM transfer t WHERE t.resolves ="
    " a.transfer), EXISTS (SELECT 1 FROM transfer t JOIN explanation e ON t.id BETWEEN"
    " e.first_transfer AND e.last_transfer WHERE t.resolves = a.transfer AND NOT EXISTS"
    " (SELECT 1 FROM explanation u WHERE u.undoes = e.id))"
    " FROM recharge_approval a WHERE a.recharge = $1 ORDER BY a.id DESC LIMIT 1"};

Recharge recharge_in(const Rows& rows) {
    return {.id = rows.integer(0),
            .lead = rows.integer(1),
            .partner = rows.integer(2),
            .bank_account = rows.integer(3),
            .stream = rows.stream(4),
            .amount = rows.money(5),
            .until_on = rows.date(6),
            .claimed_on = rows.date(7),
            .in_books = rows.integer(8) != 0,
            .proposal = rows.integer(9)};
}

}  // namespace

std::vector<Recharge> every_recharge(Database& database) {
    return all_rows(database.select(every), recharge_in);
}

std::optional<Recharge> recharge_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), recharge_in);
}

std::int64_t insert_recharge(Work& work, const Recharge& recharge) {
    return work.records().insert(recharge_table,
                                 recharge.lead,
                                 recharge.partner,
                                 recharge.bank_account,
                                 recharge.stream,
                                 recharge.amount,
                                 recharge.until_on,
                                 recharge.claimed_on,
                                 recharge.in_books ? 1 : 0,
                                 recharge.proposal);
}

RechargePayment payment_of_recharge(Database& database, std::int64_t recharge) {
    using State = RechargePayment::State;
    Rows rows = database.select(last_approval, recharge);
    if (!rows.next()) return {};
    const bool is_resolved = rows.integer(2) != 0;
    const bool stands = rows.integer(3) != 0;
    if (is_resolved && !stands) return {};
    return {.state = is_resolved ? State::paid : State::approved,
            .bank_account = rows.integer(0),
            .transfer = rows.integer(1)};
}

std::int64_t insert_recharge_approval(Work& work,
                                      std::int64_t recharge,
                                      const RechargePayment& payment,
                                      std::int64_t proposal) {
    return work.records().insert(
        recharge_approval_table, recharge, payment.bank_account, payment.transfer, proposal);
}

}  // namespace almoner::ledger
