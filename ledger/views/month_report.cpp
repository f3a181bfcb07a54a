#include "ledger/views/month_report.h"

#include "ledger/posting/account.h"
#include "ledger/records/organisation.h"
#include "ledger/views/returned_parts.h"
#include "ledger/views/transfer_lines.h"

#include <algorithm>
#include <map>

namespace almoner::ledger {
namespace {

// Not what is paid again of a payment that was counted itself: it left and came back.
const Query due_by_stream{
    "SELECT part.stream, SUM(part.net) FROM payment p JOIN payment_part part ON part.payment = p.id"
    " WHERE part.body = $1 AND p.entry_on BETWEEN $2 AND $3 AND p.state NOT IN (7, 8, 11)"
    " AND (p.reissues = 0 OR NOT EXISTS (WITH RECURSIVE went_before(state, reissues) AS (SELECT"
    " o.state, o.reissues FROM payment o WHERE o.id = p.reissues UNION ALL SELECT"
    " o.state, o.reissues FROM payment o JOIN went_before b ON o.id = b.reissues) SELECT"
    " 1 FROM went_before WHERE state NOT IN (7, 8, 11))) GROUP BY part.stream"};
// The transfer that settles a payment's first promise has the bank's date.
const Query paid_by_stream{
    "SELECT part.stream, SUM(part.net) FROM payment p"
    " JOIN transfer t ON t.resolves = p.first_transfer"
    " JOIN payment_part part ON part.payment = p.id"
    " WHERE p.state IN (9, 10) AND t.state = 2 AND t.settled BETWEEN $2 AND $3 AND part.body = $1"
    " GROUP BY part.stream"};
// A voided payment that settled after all was posted afresh, by the command that moved its state:
// on the day of the bank line that told it, else on the day of the bank's report.
const Query paid_late_by_stream{
    "SELECT part.stream, SUM(part.net) FROM payment p"
    " JOIN transfer t ON t.resolves = p.first_transfer"
    " JOIN state_change s ON s.entity = 1 AND s.first_id <= p.id AND s.last_id >= p.id"
    " AND s.to_state = 9 AND NOT EXISTS (SELECT 1 FROM state_change later WHERE later.entity = 1"
    " AND later.first_id <= p.id AND later.last_id >= p.id AND later.to_state = 9"
    " AND later.id > s.id)"
    " JOIN payment_part part ON part.payment = p.id"
    " WHERE p.state IN (9, 10) AND t.state = 3 AND part.body = $1 AND COALESCE("
    "(SELECT MIN(l.booked_on) FROM line_match m JOIN statement_line l ON l.id = m.line"
    " WHERE m.seq = s.seq AND m.payment = p.id AND m.payment <> 0),"
    " (SELECT MIN(l.booked_on) FROM line_match m JOIN statement_line l ON l.id = m.line"
    " WHERE m.seq = s.seq AND m.submission = p.submission AND m.submission <> 0),"
    " s.day) BETWEEN $2 AND $3"
    " GROUP BY part.stream"};
const Query with_people{
    "SELECT stream, SUM(CASE WHEN name IN (32, 33) THEN debit_posted - credit_posted ELSE 0 END),"
    " SUM(CASE WHEN name BETWEEN 5 AND 11 AND credit_posted > debit_posted"
    " THEN credit_posted - debit_posted ELSE 0 END)"
    " FROM account WHERE body = $1 AND budget <> 0 GROUP BY stream"};
const Query sent_payments{
    "SELECT p.entry_on, SUM(part.net) FROM payment p JOIN payment_part part ON part.payment = p.id"
    " WHERE p.state IN (5, 6) AND part.body = $1 GROUP BY p.id, p.entry_on"};
const Query open_suspense{
    "SELECT i.opened_on, i.amount FROM suspense_item i JOIN statement_line l ON l.id = i.line"
    " WHERE i.state = 1 AND l.bank_account IN (SELECT number FROM bank_account WHERE owner = $1)"};
const Query cash_ahead{
    "SELECT r.paid_from, p.entry_on, COUNT(*),"
    " SUM(CASE WHEN p.state = 1 THEN 0 ELSE p.net END),"
    " SUM(CASE WHEN p.state = 1 THEN p.net ELSE 0 END)"
    " FROM payment p JOIN payment_run r ON r.id = p.run"
    " WHERE p.state IN (1, 3, 4, 5, 6) AND r.paid_from IN"
    " (SELECT number FROM bank_account WHERE owner = $1)"
    " GROUP BY r.paid_from, p.entry_on ORDER BY r.paid_from, p.entry_on"};
const Query bank_ref{
    "SELECT ref FROM bank_account WHERE number = $1 ORDER BY version DESC LIMIT 1"};

static_assert(static_cast<int>(AccountName::held) == 32 &&
              static_cast<int>(AccountName::in_flight) == 33);
static_assert(static_cast<int>(AccountName::payable_net_pay) == 5 &&
              static_cast<int>(AccountName::payable_refund) == 11);

using ByStream = std::map<Stream, StreamMonth>;

void add_sums(Rows rows, ByStream& streams, Money StreamMonth::* figure) {
    while (rows.next()) streams[rows.stream(0)].*figure += rows.money(1);
}

void add_returns(Database& database, const MonthReport& report, int body, ByStream& streams) {
    each_return(database, [&](const ReturnedPart& part) {
        if (!report.month.holds(part.booked_on)) return;
        for (const Share& share : part.shares) {
            if (share.body == body) streams[share.stream].returned += share.amount;
        }
    });
}

void add_held(Rows rows, ByStream& streams) {
    while (rows.next()) {
        StreamMonth& figures = streams[rows.stream(0)];
        figures.held = rows.money(1);
        figures.owed = rows.money(2);
        figures.surplus = figures.held - figures.owed;
    }
}

void add_ages(Rows rows, Date today, ByAge& ages) {
    while (rows.next()) {
        Aged& band = ages[age_band_of(today - rows.date(0))];
        const Money amount = rows.money(1);
        ++band.count;
        band.total += amount < Money{} ? -amount : amount;
    }
}

std::string ref_of_bank(Database& database, std::int64_t number) {
    Rows rows = database.select(bank_ref, number);
    return rows.next() ? rows.str(0) : std::to_string(number);
}

void add_cash(Database& database, std::int64_t body, std::vector<CashNeed>& cash) {
    Rows rows = database.select(cash_ahead, body);
    while (rows.next()) {
        cash.push_back({.bank_account = ref_of_bank(database, rows.integer(0)),
                        .entry_on = rows.date(1),
                        .payments = rows.integer(2),
                        .approved = rows.money(3),
                        .proposed = rows.money(4)});
    }
}

void add_streams(Database& database, int body, MonthReport& report) {
    const Date first = report.month.first;
    const Date last = report.month.last;
    ByStream streams;
    add_sums(database.select(due_by_stream, body, first, last), streams, &StreamMonth::due);
    add_sums(database.select(paid_by_stream, body, first, last), streams, &StreamMonth::paid);
    add_sums(database.select(paid_late_by_stream, body, first, last), streams, &StreamMonth::paid);
    add_returns(database, report, body, streams);
    add_held(database.select(with_people, body), streams);
    for (auto& [stream, figures] : streams) {
        figures.stream = stream;
        if (figures != StreamMonth{.stream = stream}) report.streams.push_back(figures);
    }
}

}  // namespace

std::size_t age_band_of(std::int32_t days) {
    if (days <= 7) return 0;
    if (days <= 30) return 1;
    return days <= 90 ? 2 : 3;
}

std::optional<Period> month_named(std::string_view text) {
    const auto first = Date::parse(std::string(text) + "-01");
    if (!first) return std::nullopt;
    const bool december = first->month() == 12;
    const auto next =
        Date::from_ymd(first->year() + (december ? 1 : 0), december ? 1 : first->month() + 1, 1);
    if (!next) return std::nullopt;
    return Period{*first, *next - 1};
}

Outcome<std::int64_t> commissioner_number(const Scope& scope,
                                          Database& database,
                                          std::string_view commissioner,
                                          Date today) {
    const Outcome<Done> allowed = sees_whole_area(scope);
    if (!allowed.accepted()) return allowed.refusal();
    for (const OrganisationKind kind : {OrganisationKind::nhs, OrganisationKind::council}) {
        const auto found = organisation_by_ref(database, kind, commissioner, today);
        if (found) return found->number;
    }
    return Refusal{.code = "commissioner-unknown",
                   .words = "There is no commissioner with that reference.",
                   .next = "Look it up in commissioners.csv and try again.",
                   .field = "commissioner",
                   .citation = ""};
}

Outcome<MonthReport> month_report(const Scope& scope,
                                  Database& database,
                                  std::string_view commissioner,
                                  const Period& month,
                                  Date today) {
    const auto number = commissioner_number(scope, database, commissioner, today);
    if (!number.accepted()) return number.refusal();
    MonthReport report{.commissioner = std::string(commissioner), .month = month, .today = today};
    const int body = static_cast<int>(number.value());
    add_streams(database, body, report);
    add_ages(database.select(sent_payments, body), today, report.in_flight);
    add_ages(database.select(open_suspense, body), today, report.unmatched);
    report.client_accounts = client_accounts_of(database, body, today);
    add_cash(database, body, report.cash);
    report.ties = ties_of(database, body, today);
    return report;
}

}  // namespace almoner::ledger
