#include "scheduler/commands/run_fields.h"

#include "gateway/csv/cells.h"
#include "ledger/records/payment_ref.h"

#include <charconv>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Outcome;

const ledger::Query count_and_total{
    "SELECT COUNT(*), COALESCE(CAST(SUM(net) AS BIGINT), 0) FROM payment"
    " WHERE id BETWEEN $1 AND $2 AND state = $3"};

}  // namespace

// A number without a point is pence, as the screens have it: 200 is never £200.
bool is_total(std::string_view given, Money total) {
    std::int64_t pence = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), pence);
    const bool is_whole = error == std::errc{} && end == given.data() + given.size();
    if (is_whole) return pence == total.pence();
    const Outcome<Money> pounds = gateway::read_money(given);
    return pounds.accepted() && pounds.value() == total;
}

ledger::Refusal refused(std::string_view code,
                        std::string_view words,
                        std::string_view next,
                        std::string_view field) {
    return {.code = std::string(code),
            .words = std::string(words),
            .next = std::string(next),
            .field = std::string(field),
            .citation = {}};
}

Outcome<ledger::PaymentRun> run_named(ledger::Database& database, const std::string& given) {
    const auto id = ledger::run_of_ref(given);
    const auto run = id ? ledger::run_by_id(database, *id) : std::nullopt;
    if (run) return *run;
    return refused("run-not-found",
                   "There is no payment run of this reference.",
                   "Take the reference from the list of runs, like RUN-12.",
                   "run");
}

Outcome<ledger::PaymentRun> run_asked_for(Asked& asked) {
    const Outcome<std::string> given = asked.fields.need("run");
    if (!given.accepted()) return given.refusal();
    return run_named(asked.work.database(), given.value());
}

Outcome<ledger::PaymentRecord> payment_asked_for(Asked& asked) {
    const Outcome<std::string> given = asked.fields.need("payment");
    if (!given.accepted()) return given.refusal();
    const auto id = ledger::payment_of_ref(given.value());
    const auto payment = id ? ledger::payment_by_id(asked.work.database(), *id) : std::nullopt;
    if (payment) return *payment;
    return refused("payment-not-found",
                   "There is no payment of this reference.",
                   "Take the reference from 'almoner run show', like ALM0000001A5.",
                   "payment");
}

std::string in_pounds(ledger::Money amount) {
    const std::int64_t pence = amount.pence() < 0 ? -amount.pence() : amount.pence();
    std::string pounds = std::to_string(pence / 100);
    for (std::size_t at = pounds.size(); at > 3; at -= 3) pounds.insert(at - 3, ",");
    const std::string rest = std::to_string(pence % 100);
    return (amount.pence() < 0 ? "-£" : "£") + pounds + (rest.size() < 2 ? ".0" : ".") + rest;
}

CountAndTotal payments_in(ledger::Database& database,
                          const ledger::IdRange& ids,
                          ledger::PaymentState state) {
    ledger::Rows rows =
        database.select(count_and_total, ids.first, ids.last, static_cast<int>(state));
    if (!rows.next()) return {};
    return {.count = rows.integer(0), .total = rows.money(1)};
}

bool confirms(std::string_view given, const CountAndTotal& payments) {
    const std::size_t colon = given.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view first = given.substr(0, colon);
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(first.data(), first.data() + first.size(), count);
    return error == std::errc{} && end == first.data() + first.size() && count == payments.count &&
           is_total(given.substr(colon + 1), payments.total);
}

std::string to_confirm(const CountAndTotal& payments) {
    return std::to_string(payments.count) + ":" + std::to_string(payments.total.pence());
}

void release_payment(ledger::Work& work, const ledger::PaymentRecord& payment) {
    const std::vector<ledger::PaymentPart> parts = ledger::parts_of(work.database(), payment.id);
    for (const std::int64_t transfer : ledger::transfers_of(payment, parts)) {
        work.books().release(transfer);
    }
}

}  // namespace almoner::scheduler
