#include "scheduler/option_change/old_money.h"

#include "ledger/posting/keys.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/views/left_option.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/option_change/waiting_money.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AccountKey;
using ledger::AccountName;
using ledger::Database;
using ledger::Date;
using ledger::Money;
using ledger::OptionChange;
using ledger::PlanLine;
using ledger::Share;

const ledger::Query held_accounts{
    "SELECT name, stream, body, bank_account FROM account WHERE budget = $1 AND option = $2"
    " AND name IN (32, 33) ORDER BY id"};
static_assert(static_cast<int>(AccountName::held) == 32 &&
              static_cast<int>(AccountName::in_flight) == 33);

Money left_of(Database& database,
              const BalanceOf& balance_of,
              const OptionChange& change,
              Date today) {
    std::vector<AccountKey> keys;
    for (ledger::Rows rows = database.select(held_accounts, change.budget, change.before);
         rows.next();) {
        keys.push_back({.name = static_cast<AccountName>(rows.integer(0)),
                        .stream = rows.stream(1),
                        .option = change.before,
                        .body = static_cast<std::int32_t>(rows.integer(2)),
                        .bank_account = static_cast<std::int32_t>(rows.integer(3)),
                        .budget = static_cast<std::int32_t>(change.budget)});
    }
    Money left;
    for (const AccountKey& key : keys) {
        const ledger::ManagedMoney money{key.budget, key.option, key.stream, key.body};
        if (!ledger::is_still_paid(database, money, today)) left += balance_of(key).posted;
    }
    return left;
}

struct Left {
    OptionChange change;
    PlanLine line;
};

// The changes of the same money that count by now, the line that was left last first; and of those
// only lines that ran until the next one's days: what an earlier change moved is gone.
std::vector<Left> left_together(Database& database,
                                const OptionChange& change,
                                const PlanLine& line,
                                Date today) {
    std::vector<Left> all;
    for (const OptionChange& each : ledger::option_changes_of(database, change.budget)) {
        if (each.before != change.before || each.from_on > today) continue;
        const auto old =
            ledger::plan_line_numbered(database, each.line_before, ledger::last_day_of_all);
        if (old && old->stream == line.stream && old->body == line.body) {
            all.push_back({each, *old});
        }
    }
    std::ranges::sort(all, std::ranges::greater{}, [](const Left& left) {
        return std::pair(left.change.from_on, left.change.id);
    });
    std::size_t together = 0;
    Date begins = ledger::last_day_of_all;
    while (together < all.size() && (together == 0 || all[together].change.from_on > begins)) {
        begins = std::min(begins, all[together].line.start_on);
        ++together;
    }
    all.resize(together);
    return all;
}

std::vector<MoneyToMove> split(const Share& whole, const std::vector<Left>& lines) {
    std::vector<std::int64_t> weights;
    weights.reserve(lines.size());
    for (const Left& each : lines) weights.push_back(worth_in_a_year(each.line).pence());
    const std::vector<Money> amounts = whole.amount.allocate(weights);
    std::vector<MoneyToMove> moves;
    moves.reserve(lines.size());
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (amounts[at].is_zero()) continue;
        moves.push_back({lines[at].change, {{whole.stream, whole.body, amounts[at]}}});
    }
    return moves;
}

std::vector<MoneyToMove> to_move_of(Database& database,
                                    const BalanceOf& balance_of,
                                    const OptionChange& change,
                                    const PlanLine& line,
                                    Date today) {
    const ledger::Holding old{static_cast<std::int32_t>(change.budget), change.before, 0};
    Share share{line.stream, static_cast<std::int32_t>(line.body), {}};
    const ledger::Balance undrawn =
        balance_of(ledger::of_holding(AccountName::undrawn, old, share));
    const std::vector<Left> lines = left_together(database, change, line, today);
    if (lines.empty() || lines.front().change.id != change.id) return {};
    const ledger::Shares waiting = waiting_shares(database, change.budget, change.before);
    share.amount =
        undrawn.posted - undrawn.promised - ledger::amount_of(waiting, share.stream, share.body);
    if (share.amount <= Money{}) return {};
    return split(share, lines);
}

}  // namespace

OldMoney old_money(Database& database,
                   const BalanceOf& balance_of,
                   const OptionChange& change,
                   Date today) {
    OldMoney money{.to_move = {}, .left = left_of(database, balance_of, change, today)};
    const auto line =
        ledger::plan_line_numbered(database, change.line_before, ledger::last_day_of_all);
    if (!line) return money;
    const ledger::ManagedMoney own{change.budget, change.before, line->stream, line->body};
    if (!ledger::is_still_paid(database, own, today)) {
        money.to_move = to_move_of(database, balance_of, change, *line, today);
    }
    return money;
}

}  // namespace almoner::scheduler
