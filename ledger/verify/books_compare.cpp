// How BooksReplay compares what it rebuilt with the tables, once the journal has been read.
#include "ledger/posting/identities.h"
#include "ledger/verify/books_replay.h"

#include <algorithm>
#include <limits>
#include <string>

namespace almoner::ledger {
namespace {

const Query accounts_in_order{
    "SELECT id, name, stream, option, body, bank_account, budget, floor, debit_posted,"
    " credit_posted, debit_pending, credit_pending, excused, last_transfer FROM account"
    " ORDER BY id"};
const Query joints_in_order{
    "SELECT budget, option, free, excused FROM joint_held ORDER BY budget, option"};
const Query days_in_order{
    "SELECT account, day, debit, credit FROM account_day ORDER BY account, day"};
const Query spent_in_order{
    "SELECT account, plan_line, kind, month, amount FROM spent"
    " ORDER BY account, plan_line, kind, month"};

constexpr std::array<std::string_view, 14> account_columns{"id",
                                                           "name",
                                                           "stream",
                                                           "option",
                                                           "body",
                                                           "bank_account",
                                                           "budget",
                                                           "floor",
                                                           "debit_posted",
                                                           "credit_posted",
                                                           "debit_pending",
                                                           "credit_pending",
                                                           "excused",
                                                           "last_transfer"};
constexpr std::size_t first_counter = 8;

std::string is_not(std::string_view what, std::int64_t stored, std::int64_t ours) {
    return std::string(what) + " is " + std::to_string(stored) + ", the transfers add up to " +
           std::to_string(ours);
}

constexpr std::string_view nobody_accounts = "no journal row accounts for it";

// Two sorted runs side by side: what only the table has, what only we have, and what differs.
template <class Stored, class Ours, class Report>
void compare_sorted(const Stored& stored, const Ours& ours, const Report& report) {
    const decltype(&stored.begin()->second) nothing = nullptr;
    auto left = stored.begin();
    auto right = ours.begin();
    while (left != stored.end() || right != ours.end()) {
        const bool only_stored =
            right == ours.end() || (left != stored.end() && left->first < right->first);
        const bool only_ours =
            left == stored.end() || (right != ours.end() && right->first < left->first);
        if (only_stored) {
            report(left->first, &left->second, nothing);
        } else if (only_ours) {
            report(right->first, nothing, &right->second);
        } else if (left->second != right->second) {
            report(left->first, &left->second, &right->second);
        }
        if (!only_ours) ++left;
        if (!only_stored) ++right;
    }
}

}  // namespace

void BooksReplay::finish() {
    skip_stored_before(std::numeric_limits<std::int64_t>::max());
    compare_accounts();
    compare_joints();
    compare_days();
    compare_spent();
    check_identities();
}

void BooksReplay::compare_accounts() {
    Rows rows = reader_.select(accounts_in_order);
    std::int64_t expected = 1;
    const auto missing_before = [&](std::int64_t limit) {
        for (; expected < limit; ++expected) {
            if (!account(expected).opened) continue;
            faults_.add(FaultKind::row_missing, "account", expected, "the journal opened it");
        }
    };
    const auto opened = static_cast<std::int64_t>(accounts_.size());
    while (rows.next()) {
        const std::int64_t stored_id = rows.integer(0);
        missing_before(std::min(stored_id, opened + 1));
        if (stored_id < 1 || stored_id > opened || !account(stored_id).opened) {
            faults_.add(
                FaultKind::row_unaccounted, "account", stored_id, std::string(nobody_accounts));
        } else {
            compare_account(rows, account(stored_id), stored_id);
        }
        expected = std::max(expected, stored_id + 1);
    }
    missing_before(opened + 1);
}

void BooksReplay::compare_account(const Rows& rows, const Account& ours, std::int64_t account_id) {
    const AccountRow& row = ours.row;
    const std::array<std::int64_t, account_columns.size()> expected{
        account_id,
        static_cast<std::int64_t>(row.key.name),
        static_cast<std::int64_t>(row.key.stream),
        static_cast<std::int64_t>(row.key.option),
        row.key.body,
        row.key.bank_account,
        row.key.budget,
        static_cast<std::int64_t>(floor_of(row.key)),
        row.debit_posted,
        row.credit_posted,
        row.debit_pending,
        row.credit_pending,
        row.excused,
        ours.last_transfer};
    for (std::size_t column = 1; column < expected.size(); ++column) {
        const std::int64_t stored = rows.integer(static_cast<int>(column));
        if (stored == expected[column]) continue;
        const bool counter = column >= first_counter;
        faults_.add(counter ? FaultKind::total_wrong : FaultKind::row_changed,
                    "account",
                    account_id,
                    is_not(account_columns[column], stored, expected[column]));
    }
}

void BooksReplay::compare_joints() {
    using Figures = std::pair<std::int64_t, std::int64_t>;
    std::map<JointKey, Figures> stored;
    Rows rows = reader_.select(joints_in_order);
    while (rows.next()) {
        stored[{static_cast<std::int32_t>(rows.integer(0)), rows.option(1)}] = {rows.integer(2),
                                                                                rows.integer(3)};
    }
    std::map<JointKey, Figures> ours;
    for (const auto& [key, joint] : joints_) ours[key] = {joint.free, joint.excused};
    compare_sorted(stored, ours, [&](const JointKey& key, const auto* left, const auto* right) {
        const std::string where = "budget " + std::to_string(key.first) + ", option " +
                                  std::to_string(static_cast<int>(key.second)) + ": ";
        const auto figure = [&](std::string_view name, std::int64_t a, std::int64_t b) {
            if (a == b) return;
            faults_.add(
                FaultKind::total_wrong, "joint_held", key.first, where + is_not(name, a, b));
        };
        if (right == nullptr) {
            faults_.add(FaultKind::row_unaccounted,
                        "joint_held",
                        key.first,
                        where + std::string(nobody_accounts));
        } else if (left == nullptr) {
            faults_.add(FaultKind::row_missing, "joint_held", key.first, where + "its row is gone");
        } else {
            figure("free", left->first, right->first);
            figure("excused", left->second, right->second);
        }
    });
}

void BooksReplay::compare_days() {
    using Figures = std::pair<std::int64_t, std::int64_t>;
    std::vector<std::pair<std::uint64_t, Figures>> ours;
    ours.reserve(days_.size());
    for (const auto& [key, day] : days_) ours.push_back({key, {day.debit, day.credit}});
    std::sort(ours.begin(), ours.end());
    std::vector<std::pair<std::uint64_t, Figures>> stored;
    Rows rows = reader_.select(days_in_order);
    while (rows.next()) {
        const auto account_id = static_cast<std::uint64_t>(rows.integer(0));
        const auto day = static_cast<std::uint64_t>(rows.integer(1));
        stored.push_back({(account_id << 20U) | day, {rows.integer(2), rows.integer(3)}});
    }
    compare_sorted(stored, ours, [&](std::uint64_t key, const auto* left, const auto* right) {
        const auto account_id = static_cast<std::int64_t>(key >> 20U);
        const std::string day =
            Date::from_days(static_cast<std::int32_t>(key & 0xfffffU)).iso() + ": ";
        if (right == nullptr) {
            faults_.add(FaultKind::row_unaccounted,
                        "account_day",
                        account_id,
                        day + std::string(nobody_accounts));
        } else if (left == nullptr) {
            faults_.add(FaultKind::row_missing, "account_day", account_id, day + "its row is gone");
        } else {
            const bool in_debit = left->first != right->first;
            faults_.add(FaultKind::total_wrong,
                        "account_day",
                        account_id,
                        day + (in_debit ? is_not("debit", left->first, right->first)
                                        : is_not("credit", left->second, right->second)));
        }
    });
}

void BooksReplay::compare_spent() {
    std::vector<std::pair<SpentKey, std::int64_t>> stored;
    Rows rows = reader_.select(spent_in_order);
    while (rows.next()) {
        stored.push_back({{.account = rows.integer(0),
                           .plan_line = rows.integer(1),
                           .kind = rows.integer(2),
                           .month = rows.integer(3)},
                          rows.integer(4)});
    }
    compare_sorted(stored, spent_, [&](const SpentKey& key, const auto* left, const auto* right) {
        const std::string where = "plan line " + std::to_string(key.plan_line) + ", kind " +
                                  std::to_string(key.kind) + ", month " +
                                  std::to_string(key.month) + ": ";
        if (right == nullptr) {
            faults_.add(FaultKind::row_unaccounted,
                        "spent",
                        key.account,
                        where + std::string(nobody_accounts));
        } else if (left == nullptr) {
            faults_.add(FaultKind::row_missing, "spent", key.account, where + "its row is gone");
        } else {
            faults_.add(FaultKind::total_wrong,
                        "spent",
                        key.account,
                        where + is_not("amount", *left, *right));
        }
    });
}

// The rows are compared one by one above; this asks whether what was journalled makes sense itself.
void BooksReplay::check_identities() {
    Counters counters;
    counters.accounts.reserve(accounts_.size());
    for (const Account& each : accounts_) {
        if (each.opened) counters.accounts.push_back(each.row);
    }
    for (const auto& [key, joint] : joints_) {
        counters.joints.push_back({.budget = key.first,
                                   .option = key.second,
                                   .free = joint.free,
                                   .excused = joint.excused});
    }
    for (const Breach& breach : breaches_of(counters)) {
        faults_.add(FaultKind::rule_broken, "account", 0, words_of(breach));
    }
}

}  // namespace almoner::ledger
