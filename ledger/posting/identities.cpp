#include "ledger/posting/identities.h"

#include "ledger/values/invariant.h"

#include <string_view>
#include <utility>

namespace almoner::ledger {
namespace {

// What stands on the asset side of the fund identity, and what on its claim side.
bool backs_fund(AccountName name) {
    return name == AccountName::held || name == AccountName::in_flight ||
           name == AccountName::receivable_contribution ||
           name == AccountName::receivable_overpaid_pay;
}

bool claims_fund(AccountName name) {
    return name == AccountName::fund ||
           (name >= AccountName::payable_net_pay && name <= AccountName::payable_refund);
}

struct Sums {
    std::int64_t posted = 0;
    std::int64_t pending = 0;
};
using SumsByKey = std::map<AccountKey, Sums>;

void add(Sums& sums, const AccountRow& row) {
    sums.posted += row.debit_posted - row.credit_posted;
    sums.pending += row.debit_pending - row.credit_pending;
}

void add_breaches(std::vector<Breach>& breaches, Identity identity, const SumsByKey& sums) {
    for (const auto& [where, sum] : sums) {
        if (sum.posted != 0) breaches.push_back({identity, where, sum.posted});
        if (sum.pending != 0) breaches.push_back({identity, where, sum.pending});
    }
}

std::int64_t shortfall_of(const AccountRow& row) {
    const std::int64_t net = row.debit_posted - row.credit_posted;
    switch (floor_of(row.key)) {
        case Floor::claim: return net + row.debit_pending - row.excused;
        case Floor::asset: return row.credit_pending - net - row.excused;
        case Floor::none:
        case Floor::joint_held: return 0;
    }
    throw InvariantBroken("unlisted floor");
}

void add_joint_breaches(std::vector<Breach>& breaches, const Counters& counters) {
    std::map<std::pair<std::int32_t, Option>, std::int64_t> free;
    for (const AccountRow& row : counters.accounts) {
        if (floor_of(row.key) != Floor::joint_held) continue;
        free[{row.key.budget, row.key.option}] +=
            row.debit_posted - row.credit_posted - row.credit_pending;
    }
    for (const JointRow& row : counters.joints) {
        const AccountKey where{
            .name = AccountName::held, .option = row.option, .budget = row.budget};
        std::int64_t& added_up = free[{row.budget, row.option}];
        if (added_up != row.free) {
            breaches.push_back({Identity::joint_floor, where, row.free - added_up});
        }
        if (row.free + row.excused < 0) {
            breaches.push_back({Identity::joint_floor, where, -(row.free + row.excused)});
        }
        added_up = 0;
    }
    for (const auto& [key, left] : free) {  // no row at all
        if (left == 0) continue;
        const AccountKey where{
            .name = AccountName::held, .option = key.second, .budget = key.first};
        breaches.push_back({Identity::joint_floor, where, left});
    }
}

std::string_view name_of(Identity identity) {
    switch (identity) {
        case Identity::trial_balance: return "trial balance";
        case Identity::fund: return "fund";
        case Identity::floor: return "floor";
        case Identity::joint_floor: return "joint floor";
        case Identity::statement: return "statement";
    }
    throw InvariantBroken("unlisted identity");
}

}  // namespace

std::vector<Breach> breaches_of(const Counters& counters) {
    std::vector<Breach> breaches;
    SumsByKey trial;
    SumsByKey funds;
    for (const AccountRow& row : counters.accounts) {
        const AccountKey& key = row.key;
        add(trial[{.stream = key.stream, .body = key.body}], row);
        if (backs_fund(key.name) || claims_fund(key.name)) {
            add(funds[{.stream = key.stream,
                       .option = key.option,
                       .body = key.body,
                       .budget = key.budget}],
                row);
        }
        if (const std::int64_t short_by = shortfall_of(row); short_by > 0) {
            breaches.push_back({Identity::floor, key, short_by});
        }
    }
    add_breaches(breaches, Identity::trial_balance, trial);
    add_breaches(breaches, Identity::fund, funds);
    add_joint_breaches(breaches, counters);
    return breaches;
}

std::int64_t expected_closing_pence(std::span<const AccountRow> rows, std::int32_t bank_account) {
    std::int64_t closing = 0;
    for (const AccountRow& row : rows) {
        const bool there = row.key.name == AccountName::bank || row.key.name == AccountName::held;
        if (there && row.key.bank_account == bank_account) {
            closing += row.debit_posted - row.credit_posted;
        }
    }
    return closing;
}

std::vector<Breach> statement_breaches(std::span<const AccountRow> rows,
                                       const std::map<std::int32_t, std::int64_t>& closing_pence) {
    std::vector<Breach> breaches;
    for (const auto& [bank_account, closing] : closing_pence) {
        const std::int64_t off = expected_closing_pence(rows, bank_account) - closing;
        if (off == 0) continue;
        const AccountKey where{.name = AccountName::bank, .bank_account = bank_account};
        breaches.push_back({Identity::statement, where, off});
    }
    return breaches;
}

std::string place_of(const Breach& breach) {
    std::string words{name_of(breach.identity)};
    words += ':';
    const AccountKey& where = breach.where;
    if (where.name != AccountName{}) words += ' ' + std::string(name_of(where.name));
    if (where.budget != 0) words += " budget " + std::to_string(where.budget);
    if (where.option != Option::none) words += ' ' + std::string(name_of(where.option));
    if (where.stream != Stream{}) words += ' ' + std::string(name_of(where.stream));
    if (where.body != 0) words += " body " + std::to_string(where.body);
    if (where.bank_account != 0) words += " account " + std::to_string(where.bank_account);
    return words;
}

std::string words_of(const Breach& breach) {
    return place_of(breach) + " is off by " + std::to_string(breach.off_by_pence) + "p";
}

}  // namespace almoner::ledger
