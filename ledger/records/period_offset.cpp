#include "ledger/records/period_offset.h"

#include "ledger/records/case_tables.h"
#include "ledger/records/states.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT o.reduction_case, o.payment, o.plan_line, o.body, o.stream, o.due, o.amount,"
    " p.agreement, p.period_first, p.entry_on, o.seq FROM period_offset o JOIN payment p ON p.id = "
    "o.payment ";
constexpr auto of_payment_text = joined(columns, "WHERE o.payment = $1 ORDER BY o.id");
const Query of_payment{of_payment_text.data()};
// A payment of the period that set money aside after this one worked the offset out afresh.
#define ALMONER_STANDING                                                   \
    "WHERE p.state <> $1 AND NOT EXISTS (SELECT 1 FROM payment q"          \
    " WHERE q.agreement = p.agreement AND q.period_first = p.period_first" \
    " AND q.kind = p.kind AND q.id > p.id AND q.sets_aside = 1)"
constexpr auto standing_text = joined(columns, ALMONER_STANDING " ORDER BY o.payment, o.id");
const Query standing{standing_text.data()};
// Neither has a payment of the period left, nor has the day come of one that was offset whole.
constexpr auto promised_text =
    joined(columns,
           ALMONER_STANDING
           " AND o.reduction_case = $2 AND NOT (p.net = 0 AND p.state = $3 AND p.nominal_on <= $4)"
           " AND NOT EXISTS (SELECT 1 FROM payment l WHERE l.agreement = p.agreement"
           " AND l.period_first = p.period_first AND l.kind = p.kind AND l.id >= p.id"
           " AND l.state IN ($5, $6, $7, $8, $9)) LIMIT 1");
const Query promised{promised_text.data()};
#undef ALMONER_STANDING

PeriodOffset read_offset(const Rows& rows) {
    return {.reduction_case = rows.integer(0),
            .payment = rows.integer(1),
            .plan_line = rows.integer(2),
            .body = static_cast<std::int32_t>(rows.integer(3)),
            .stream = rows.stream(4),
            .due = rows.money(5),
            .amount = rows.money(6),
            .agreement = rows.integer(7),
            .period_first = rows.date(8),
            .entry_on = rows.date(9),
            .seq = rows.integer(10)};
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

bool has_promised_offset(Database& database, std::int64_t reduction_case, Date today) {
    return database
        .select(promised,
                static_cast<int>(PaymentState::cancelled),
                reduction_case,
                static_cast<int>(PaymentState::held),
                today,
                static_cast<int>(PaymentState::in_file),
                static_cast<int>(PaymentState::sent),
                static_cast<int>(PaymentState::recall_asked),
                static_cast<int>(PaymentState::settled),
                static_cast<int>(PaymentState::returned))
        .next();
}

}  // namespace almoner::ledger
