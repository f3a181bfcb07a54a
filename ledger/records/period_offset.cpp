#include "ledger/records/period_offset.h"

#include "ledger/records/case_tables.h"
#include "ledger/records/states.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT o.reduction_case, o.payment, o.plan_line, o.body, o.stream, o.due, o.amount,"
    " p.agreement, p.period_first FROM period_offset o JOIN payment p ON p.id = o.payment ";
constexpr auto of_payment_text = joined(columns, "WHERE o.payment = $1 ORDER BY o.id");
const Query of_payment{of_payment_text.data()};
// A payment of the period that set money aside after this one worked the offset out afresh.
constexpr auto standing_text =
    joined(columns,
           "WHERE p.state <> $1 AND NOT EXISTS (SELECT 1 FROM payment q"
           " WHERE q.agreement = p.agreement AND q.period_first = p.period_first"
           " AND q.kind = p.kind AND q.id > p.id AND q.sets_aside = 1) ORDER BY o.payment, o.id");
const Query standing{standing_text.data()};

PeriodOffset read_offset(const Rows& rows) {
    return {.reduction_case = rows.integer(0),
            .payment = rows.integer(1),
            .plan_line = rows.integer(2),
            .body = static_cast<std::int32_t>(rows.integer(3)),
            .stream = rows.stream(4),
            .due = rows.money(5),
            .amount = rows.money(6),
            .agreement = rows.integer(7),
            .period_first = rows.date(8)};
}

}  // namespace

void insert_period_offset(Work& work, const PeriodOffset& offset) {
    work.records().insert(period_offset_table,
                          offset.reduction_case,
                          offset.payment,
                          offset.plan_line,
                          offset.body,
                          offset.stream,
                          offset.due,
                          offset.amount);
}

std::vector<PeriodOffset> offsets_of_payment(Database& database, std::int64_t payment) {
    return all_rows(database.select(of_payment, payment), read_offset);
}

std::vector<PeriodOffset> offsets_standing(Database& database) {
    return all_rows(database.select(standing, static_cast<int>(PaymentState::cancelled)),
                    read_offset);
}

}  // namespace almoner::ledger
