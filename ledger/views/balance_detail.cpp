#include "ledger/records/organisation.h"
#include "ledger/records/payment.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_words.h"
#include "ledger/records/returns.h"
#include "ledger/views/balance.h"
#include "ledger/views/chain.h"
#include "ledger/views/left_option.h"
#include "ledger/views/option_sums.h"
#include "ledger/views/states_then.h"

#include <map>
#include <tuple>

namespace almoner::ledger {
namespace {

const Query spent_of{
    "SELECT plan_line, SUM(amount) FROM spent WHERE account = $1 GROUP BY plan_line"
    " ORDER BY plan_line"};
const Query payments_of{
    "SELECT id, state FROM payment WHERE budget = $1 AND seq <= $2 AND first_transfer > 0"
    " ORDER BY id"};
const Query account_name_of{"SELECT name FROM account WHERE id = $1"};

using SpentByLine = std::map<std::int64_t, std::int64_t>;

bool is_held(Database& database, std::int64_t account) {
    Rows rows = database.select(account_name_of, account);
    return rows.next() && rows.integer(0) == static_cast<int>(AccountName::held);
}

// As the books keep it in `spent`: what left the fund for what was held, by plan line.
SpentByLine spent_before(Database& database, const CountedAccount& fund, const AsOf& as_of) {
    SpentByLine spent;
    Chain chain(database, fund.id, fund.last_transfer);
    while (const auto row = chain.next()) {
        const bool too_late =
            as_of.how == AsOf::How::booked ? row->seq > as_of.seq : row->effective > as_of.day;
        if (too_late || row->plan_line == 0 || row->moved_net() == 0) continue;
        if (is_held(database, row->other)) spent[row->plan_line] += row->moved_net();
    }
    return spent;
}

SpentByLine spent_now(Database& database, const CountedAccount& fund) {
    SpentByLine spent;
    Rows rows = database.select(spent_of, fund.id);
    while (rows.next()) spent[rows.integer(0)] = rows.integer(1);
    return spent;
}

std::string budget_ref(const PersonAccounts& all, std::int32_t number) {
    for (const Budget& budget : all.budgets) {
        if (budget.number == number) return budget.ref;
    }
    return std::to_string(number);
}

std::string body_ref(Database& database, std::int32_t number, Date on) {
    const auto body = organisation_numbered(database, number, on);
    return body ? body->ref : std::to_string(number);
}

// By plan line, over all the accounts that spent for it.
SpentByLine spent_by_line(Database& database, const PersonAccounts& all, const AsOf& as_of) {
    SpentByLine sums;
    for (const CountedAccount& account : all.accounts) {
        if (account.key.name != AccountName::fund) continue;
        const SpentByLine spent = as_of.how == AsOf::How::now
                                      ? spent_now(database, account)
                                      : spent_before(database, account, as_of);
        for (const auto& [line, pence] : spent) sums[line] += pence;
    }
    return sums;
}

bool has_left(PaymentState state) {
    return state == PaymentState::settled || state == PaymentState::returned;
}

// What arrived of one payment and stayed. What came back of a stream is taken from its lines by
// their amounts.
void add_paid(const std::vector<PaymentPart>& parts,
              const std::vector<Return>& returns,
              SpentByLine& paid) {
    for (const PaymentPart& part : parts) paid[part.plan_line] += part.net.pence();
    for (const Return& back : returns) {
        for (const Share& share : back.shares) {
            std::vector<std::int64_t> weights;
            for (const PaymentPart& part : parts) {
                const bool same = part.stream == share.stream && part.body == share.body;
                weights.push_back(same ? part.net.pence() : 0);
            }
            const std::vector<Money> split = share.amount.allocate(weights);
            for (std::size_t at = 0; at < parts.size(); ++at) {
                paid[parts[at].plan_line] -= split[at].pence();
            }
        }
    }
}

SpentByLine paid_by_line(Database& database, const PersonAccounts& all, const AsOf& as_of) {
    SpentByLine paid;
    for (const Budget& budget : all.budgets) {
        Rows rows = database.select(payments_of, budget.number, as_of.last_row());
        while (rows.next()) {
            const std::int64_t id = rows.integer(0);
            const auto now = static_cast<PaymentState>(rows.integer(1));
            if (!has_left(payment_state_then(database, id, now, as_of))) continue;
            add_paid(parts_of(database, id), returns_of(database, id, as_of.last_row()), paid);
        }
    }
    return paid;
}

void add_plan_lines(Database& database,
                    const Scope& scope,
                    const PersonAccounts& all,
                    const AsOf& as_of,
                    std::vector<PlanLineSpent>& lines) {
    SpentByLine spent = spent_by_line(database, all, as_of);
    SpentByLine paid = paid_by_line(database, all, as_of);
    for (const Budget& budget : all.budgets) {
        for (const PlanLine& line : plan_lines_of(database, budget.number, as_of.day)) {
            if (!scope.sees(line.stream)) continue;
            lines.push_back({.budget = budget.ref,
                             .option = line.option,
                             .stream = line.stream,
                             .plan_line = line.ref,
                             .purpose = words_of(database, line.purpose_private),
                             .planned = line.amount,
                             .frequency = std::string(name_of(line.frequency)),
                             .paid = Money::from_pence(paid[line.number]),
                             .spent = Money::from_pence(spent[line.number])});
        }
    }
}

using StreamKey = std::tuple<std::int32_t, Option, Stream, std::int32_t>;

std::optional<Date> stands_after(Database& database,
                                 const StreamKey& key,
                                 const OptionSums& sum,
                                 const AsOf& as_of) {
    if ((sum.held() + sum.with_body() + sum.arriving()).is_zero()) return std::nullopt;
    const auto& [budget, option, stream, body] = key;
    return left_on(database, {budget, option, stream, body}, as_of);
}

}  // namespace

Outcome<BalanceDetail> balance_detail_of(const Scope& scope,
                                         Database& database,
                                         std::string_view person,
                                         const AsOf& as_of) {
    const Outcome<PersonAccounts> found = accounts_of_person(scope, database, person, as_of);
    if (!found.accepted()) return found.refusal();
    const PersonAccounts& all = found.value();
    std::map<StreamKey, OptionSums> sums;
    for (const CountedAccount& account : all.accounts) {
        const AccountKey& key = account.key;
        sums[{key.budget, key.option, key.stream, key.body}].add(account);
    }
    BalanceDetail detail;
    for (const auto& [key, sum] : sums) {
        if (!sum.has_anything()) continue;
        const auto& [budget, option, stream, body] = key;
        detail.streams.push_back({.budget = budget_ref(all, budget),
                                  .option = option,
                                  .stream = stream,
                                  .body = body_ref(database, body, as_of.day),
                                  .held = sum.held(),
                                  .with_body = sum.with_body(),
                                  .on_its_way = sum.drawn(),
                                  .arriving = sum.arriving(),
                                  .promised = sum.promised(),
                                  .own_part_late = sum.own_part_late(),
                                  .left_on = stands_after(database, key, sum, as_of)});
    }
    add_plan_lines(database, scope, all, as_of, detail.plan_lines);
    return detail;
}

}  // namespace almoner::ledger
