#include "scheduler/spending/post_spend.h"

#include "ledger/posting/keys.h"
#include "ledger/posting/spending.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment.h"
#include "ledger/records/states.h"
#include "rules/engine/dates.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal_worth.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Option;
using ledger::Outcome;
using ledger::PlanLine;
using ledger::Share;
using ledger::Shares;
using ledger::Stream;

// A support service of the budget whose statements are read into these books.
const ledger::Query service_with_statement{
    "SELECT 1 FROM agreement a JOIN payee_account p ON p.number = a.payee_account"
    " JOIN organisation o ON o.number = p.organisation WHERE a.budget = $1 AND a.option = $2"
    " AND a.status <> 'draft' AND o.client_bank_account <> 0 LIMIT 1"};
static_assert(static_cast<int>(ledger::PaymentKind::regular) == 1);
// The line's part of the regular payment of the period that the day is in, and whether the person's
// own part was kept back from it: what an offset took off as well was taken off the funder's. That
// stands with the payment that set the money aside, which a later one may have been made again of.
const ledger::Query part_of_period{
    "SELECT part.gross, part.contribution, part.net + part.advanced +"
    " (SELECT CAST(COALESCE(SUM(o.amount), 0) AS BIGINT) FROM period_offset o"
    "  JOIN payment f ON f.id = o.payment WHERE o.plan_line = part.plan_line"
    "  AND f.agreement = p.agreement AND f.period_first = p.period_first AND f.kind = p.kind"
    "  AND f.id <= p.id AND NOT EXISTS (SELECT 1 FROM payment q WHERE q.agreement = p.agreement"
    "   AND q.period_first = p.period_first AND q.kind = p.kind AND q.id > f.id AND q.id <= p.id"
    "   AND q.sets_aside = 1))"
    " FROM payment_part part"
    " JOIN payment p ON p.id = part.payment WHERE part.plan_line = $1 AND p.period_first <= $2"
    " AND p.period_last >= $2 AND p.state = $3 AND p.kind = 1 AND part.gross > 0"
    " AND p.agreement <> 0 ORDER BY p.id DESC LIMIT 1"};
const ledger::Query posted_between{
    "SELECT id, kind, plan_line, effective, settled, period_first, period_last FROM transfer"
    " WHERE id BETWEEN $1 AND $2 ORDER BY id"};
const ledger::Query confirmed_of_line{
    "SELECT s.kind, CAST(SUM(s.amount) AS BIGINT) FROM spend s JOIN spend_step t ON t.spend = s.id"
    " WHERE s.budget = $1 AND t.plan_line = $2 AND t.state = 'confirmed' AND s.spent_on >= $3"
    " AND s.spent_on < $4 AND NOT EXISTS (SELECT 1 FROM spend_step later WHERE later.spend = s.id"
    " AND later.step > t.step) GROUP BY s.kind"};

constexpr std::array in_accounts{
    Option::direct_payment, Option::managed_account, Option::third_party};

std::int32_t body_of(const PlanLine& line) {
    return static_cast<std::int32_t>(line.body);
}

bool runs_on(const PlanLine& line, Date day) {
    return line.start_on <= day && (!line.end_on || day <= *line.end_on);
}

// Of the first way of managing that has money in an account, what each line is worth: of those that
// run on the day, else of all.
SpendPlace of_lines(ledger::Database& database, std::int64_t budget, Date day, bool only_running) {
    SpendPlace place;
    for (const Option option : in_accounts) {
        for (const PlanLine& last :
             ledger::plan_lines_of(database, budget, ledger::last_day_of_all)) {
            const PlanLine line =
                ledger::plan_line_numbered(database, last.number, day).value_or(last);
            const bool counts = line.option == option && line.amount > Money{} &&
                                (!only_running || runs_on(line, day));
            if (!counts) continue;
            place.weights.push_back({line.stream, body_of(line), worth_in_a_year(line)});
        }
        if (place.weights.empty()) continue;
        place.option = option;
        break;
    }
    // Lines of one funder are one share.
    Shares merged;
    for (const Share& each : place.weights) {
        const auto known = std::ranges::find_if(merged, [&](const Share& other) {
            return other.stream == each.stream && other.body == each.body;
        });
        if (known == merged.end()) {
            merged.push_back(each);
        } else {
            known->amount += each.amount;
        }
    }
    place.weights = std::move(merged);
    return place;
}

Date first_of_year_after(Date day, int years) {
    constexpr unsigned april = 4;
    return Date::from_ymd(rules::financial_year(day) + years, april, 1).value();
}

}  // namespace

Shares weights_of(ledger::Database& database, const PlanLine& line, Date day) {
    const Share whole{line.stream, body_of(line), Money::from_pence(1)};
    ledger::Rows part = database.select(
        part_of_period, line.number, day, static_cast<int>(ledger::PaymentState::settled));
    if (!part.next()) return {whole};
    const Money gross = part.money(0);
    const Money own = part.money(1);
    const bool is_netted = own > Money{} && part.money(2) == gross - own;
    if (!is_netted) return {whole};
    Shares both{{Stream::person, body_of(line), own}};
    if (gross > own) both.push_back({line.stream, body_of(line), gross - own});
    return both;
}

Outcome<SpendPlace> place_of(ledger::Database& database,
                             const ledger::Spend& spend,
                             std::optional<std::int64_t> line) {
    SpendPlace place;
    if (line) {
        place.line = ledger::plan_line_numbered(database, *line, spend.spent_on);
        if (!place.line) {
            place.line = ledger::plan_line_numbered(database, *line, ledger::last_day_of_all);
        }
        place.option = place.line->option;
        place.weights = weights_of(database, *place.line, spend.spent_on);
    } else {
        place = of_lines(database, spend.budget, spend.spent_on, true);
        if (place.weights.empty()) place = of_lines(database, spend.budget, spend.spent_on, false);
    }
    if (place.option == Option::none) {
        return refused_in("line",
                          "nothing-held",
                          "No line of this budget has its money in an account.",
                          "Say the plan line, or take the record back with 'almoner spend undo'.");
    }
    if (place.option == Option::notional) {
        return refused_in("line",
                          "notional-money",
                          "Notional money is in nobody's account: its provider's invoices show "
                          "what was spent.",
                          "Say another plan line, or take the record back with 'almoner spend "
                          "undo'.");
    }
    if (place.option == Option::managed_account &&
        database.select(service_with_statement, spend.budget, Option::managed_account).next()) {
        return refused_in("line",
                          "on-a-statement",
                          "The support service's statement shows what leaves this account.",
                          "Import its statement with 'almoner statement import', and take this "
                          "record back with 'almoner spend undo'.");
    }
    return place;
}

ledger::IdRange post_spend(ledger::Work& work,
                           const ledger::Spend& spend,
                           const SpendPlace& place) {
    const ledger::Holding holding{.budget = static_cast<std::int32_t>(spend.budget),
                                  .option = place.option};
    const Shares shares = ledger::split_by_streams(spend.amount, place.weights);
    // The day is when it was paid, so a closed month moves it to the first open day.
    const ledger::TransferDetail detail{.plan_line = place.line ? place.line->number : 0,
                                        .effective = spend.spent_on,
                                        .settled = spend.spent_on};
    const std::int64_t first =
        spend.is_refund ? work.post(post(ledger::SpendingRefunded{holding, shares}), detail)
                        : work.post(post(ledger::SpendingAccounted{holding, shares}), detail);
    return {first, work.books().next_transfer() - 1};
}

ledger::IdRange mirror_spend(ledger::Work& work, const ledger::IdRange& posted) {
    std::vector<std::pair<std::int64_t, ledger::TransferDetail>> all;
    for (ledger::Rows rows = work.database().select(posted_between, posted.first, posted.last);
         rows.next();) {
        all.push_back({rows.integer(0),
                       {.kind = static_cast<std::uint8_t>(rows.integer(1)),
                        .plan_line = rows.integer(2),
                        .effective = rows.date(3),
                        .settled = rows.date(4),
                        .period = {rows.date(5), rows.date(6)}}});
    }
    const std::int64_t first = work.books().next_transfer();
    for (const auto& [transfer, detail] : all) work.books().mirror(transfer, detail);
    return {first, work.books().next_transfer() - 1};
}

Money spent_in_year(ledger::Database& database, const PlanLine& line, Date day) {
    const Date from = first_of_year_after(day, 0);
    const Date until = first_of_year_after(day, 1);
    Money spent;
    ledger::Rows rows = database.select(confirmed_of_line, line.budget, line.number, from, until);
    while (rows.next()) {
        const Money amount = rows.money(1);
        spent += rows.text(0) == "refund" ? -amount : amount;
    }
    return spent;
}

}  // namespace almoner::scheduler
