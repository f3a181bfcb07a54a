// How Books reads accounts from the database and writes them, their transfers and their totals
// back.
#include "ledger/posting/books.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <array>

namespace almoner::ledger {
namespace {

const Query account_by_key{
    "SELECT id, name, stream, option, body, bank_account, budget, debit_posted, credit_posted,"
    " debit_pending, credit_pending, excused, last_transfer FROM account"
    " WHERE budget = $1 AND name = $2 AND stream = $3 AND option = $4 AND body = $5"
    " AND bank_account = $6"};
const Query account_by_id{
    "SELECT id, name, stream, option, body, bank_account, budget, debit_posted, credit_posted,"
    " debit_pending, credit_pending, excused, last_transfer FROM account WHERE id = $1"};
const Query newest_ids{
    "SELECT (SELECT COALESCE(MAX(id), 0) FROM account), (SELECT COALESCE(MAX(id), 0) FROM "
    "transfer)"};
const Query store_counters{
    "UPDATE account SET debit_posted = $2, credit_posted = $3, debit_pending = $4,"
    " credit_pending = $5, excused = $6, last_transfer = $7 WHERE id = $1"};
const Query joint_by_key{"SELECT free, excused FROM joint_held WHERE budget = $1 AND option = $2"};
const Query store_joint{
    "INSERT INTO joint_held(budget, option, free, excused) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (budget, option) DO UPDATE SET free = excluded.free, excused = excluded.excused"};
const Query add_day{
    "INSERT INTO account_day(account, day, debit, credit) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (account, day) DO UPDATE SET debit = account_day.debit + excluded.debit,"
    " credit = account_day.credit + excluded.credit"};
const Query add_spent{
    "INSERT INTO spent(account, plan_line, kind, month, amount) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (account, plan_line, kind, month)"
    " DO UPDATE SET amount = spent.amount + excluded.amount"};

constexpr std::array<std::string_view, 16> transfer_columns{"id",
                                                            "seq",
                                                            "state",
                                                            "debit",
                                                            "credit",
                                                            "amount",
                                                            "kind",
                                                            "plan_line",
                                                            "effective",
                                                            "settled",
                                                            "period_first",
                                                            "period_last",
                                                            "resolves",
                                                            "prev_debit",
                                                            "prev_credit",
                                                            "debit_after"};
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

constexpr std::uint64_t day_bits = 20;

std::int64_t month_of(Date day) {
    return day.year() * 12LL + day.month() - 1;
}

}  // namespace

Books::Books(Database& database) : database_(database) {
    std::vector<std::string_view> columns(transfer_columns.begin(), transfer_columns.end());
    columns.emplace_back("credit_after");
    transfer_rows_ = database.bulk("transfer", columns);
    account_rows_ = database.bulk("account", account_columns);
    reload();
}

void Books::reload() {
    accounts_.clear();
    by_key_.clear();
    by_id_.clear();
    joints_.clear();
    in_command_.clear();
    joints_in_command_.clear();
    opened_.clear();
    dirty_.clear();
    rows_.clear();
    day_totals_.clear();
    spent_.clear();
    body_ = nullptr;
    Rows rows = database_.select(newest_ids);
    if (!rows.next()) throw InvariantBroken("no answer for the newest ids");
    next_account_ = rows.integer(0) + 1;
    next_transfer_ = rows.integer(1) + 1;
    first_transfer_ = next_transfer_;
}

std::size_t Books::KeyHash::operator()(const AccountKey& key) const noexcept {
    std::uint64_t mixed = static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.budget));
    mixed = mixed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint8_t>(key.name);
    mixed = mixed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint8_t>(key.stream);
    mixed = mixed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint8_t>(key.option);
    mixed = mixed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint32_t>(key.body);
    mixed = mixed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint32_t>(key.bank_account);
    return mixed ^ (mixed >> 29U);
}

std::optional<std::uint32_t> Books::load(Rows rows) {
    if (!rows.next()) return std::nullopt;
    Account account;
    account.id = rows.integer(0);
    account.key = {.name = static_cast<AccountName>(rows.integer(1)),
                   .stream = rows.stream(2),
                   .option = rows.option(3),
                   .body = static_cast<std::int32_t>(rows.integer(4)),
                   .bank_account = static_cast<std::int32_t>(rows.integer(5)),
                   .budget = static_cast<std::int32_t>(rows.integer(6))};
    account.now = {.debit_posted = rows.integer(7),
                   .credit_posted = rows.integer(8),
                   .debit_pending = rows.integer(9),
                   .credit_pending = rows.integer(10),
                   .excused = rows.integer(11),
                   .last_transfer = rows.integer(12)};
    account.floor = floor_of(account.key);
    account.stored = true;
    const auto index = static_cast<std::uint32_t>(accounts_.size());
    by_key_.emplace(account.key, index);
    by_id_.emplace(account.id, index);
    accounts_.push_back(account);
    return index;
}

std::optional<std::uint32_t> Books::look_up(const AccountKey& key) {
    if (const auto found = by_key_.find(key); found != by_key_.end()) return found->second;
    return load(database_.select(account_by_key,
                                 key.budget,
                                 static_cast<int>(key.name),
                                 key.stream,
                                 key.option,
                                 key.body,
                                 key.bank_account));
}

std::uint32_t Books::find(const AccountKey& key) {
    if (const auto known = look_up(key)) return *known;
    Account account;
    account.key = key;
    account.id = next_account_++;
    account.floor = floor_of(key);
    const auto index = static_cast<std::uint32_t>(accounts_.size());
    by_key_.emplace(key, index);
    by_id_.emplace(account.id, index);
    accounts_.push_back(account);
    opened_.push_back(index);
    return index;
}

std::uint32_t Books::find_id(std::int64_t id) {
    if (const auto found = by_id_.find(id); found != by_id_.end()) return found->second;
    const auto stored = load(database_.select(account_by_id, id));
    if (!stored) throw InvariantBroken("a transfer names an account that is not there");
    return *stored;
}

Books::Joint& Books::joint_of(const AccountKey& key) {
    const JointKey joint_key =
        (static_cast<JointKey>(key.budget) << 8) | static_cast<JointKey>(key.option);
    auto found = joints_.find(joint_key);
    if (found == joints_.end()) {
        Joint joint;
        Rows rows = database_.select(joint_by_key, key.budget, key.option);
        if (rows.next()) {
            joint.free = rows.integer(0);
            joint.excused = rows.integer(1);
        }
        found = joints_.emplace(joint_key, joint).first;
    }
    Joint& joint = found->second;
    if (!joint.in_command) {
        joint.in_command = true;
        joint.free_before = joint.free;
        joint.excused_before = joint.excused;
        joint.dirty_before = joint.dirty;
        joints_in_command_.push_back(joint_key);
    }
    joint.dirty = true;
    return joint;
}

void Books::write_rows() {
    body_->mark('A');
    body_->integer(static_cast<std::int64_t>(opened_.size()));
    for (const std::uint32_t index : opened_) {
        const Account& account = accounts_[index];
        body_->integer(account.id);
        body_->integer(static_cast<int>(account.key.name));
        body_->integer(static_cast<int>(account.key.stream));
        body_->integer(static_cast<int>(account.key.option));
        body_->integer(account.key.body);
        body_->integer(account.key.bank_account);
        body_->integer(account.key.budget);
    }
    body_->mark('T');
    body_->integer(first_transfer_);
    body_->integer(static_cast<std::int64_t>(rows_.size()));
    std::int64_t id = first_transfer_;
    for (const Row& row : rows_) {
        const std::int64_t debit = accounts_[row.debit].id;
        const std::int64_t credit = accounts_[row.credit].id;
        const TransferDetail& detail = row.detail;
        RowWriter& out = *transfer_rows_;
        CanonicalWriter& body = *body_;
        const auto both = [&](std::int64_t value) {
            out.integer(value);
            body.integer(value);
        };
        out.integer(id++);
        out.integer(seq_);
        both(static_cast<std::int64_t>(row.state));
        both(debit);
        both(credit);
        both(row.amount);
        both(detail.kind);
        both(detail.plan_line);
        both(detail.effective.days());
        both(detail.settled.days());
        both(detail.period.first.days());
        both(detail.period.last.days());
        body.integer(row.resolves);
        if (row.resolves == 0) {
            out.null();
        } else {
            out.integer(row.resolves);
        }
        out.integer(row.prev_debit);
        out.integer(row.prev_credit);
        out.integer(row.debit_after);
        out.integer(row.credit_after);
        out.end_row();
        note_totals(row);
    }
    transfer_rows_->flush();
}

void Books::note_totals(const Row& row) {
    if (row.state != TransferState::posted && row.state != TransferState::settles) return;
    const Account& debit = accounts_[row.debit];
    const Account& credit = accounts_[row.credit];
    const auto day_key = [&](const Account& account) {
        return (static_cast<std::uint64_t>(account.id) << day_bits) |
               static_cast<std::uint64_t>(row.detail.effective.days());
    };
    if (debit.key.budget == 0) day_totals_[day_key(debit)].debit += row.amount;
    if (credit.key.budget == 0) day_totals_[day_key(credit)].credit += row.amount;
    if (row.detail.plan_line == 0) return;
    const bool out_of_fund =
        debit.key.name == AccountName::fund && credit.key.name == AccountName::held;
    const bool into_fund =
        debit.key.name == AccountName::held && credit.key.name == AccountName::fund;
    if (!out_of_fund && !into_fund) return;
    const SpentKey key{.account = out_of_fund ? debit.id : credit.id,
                       .plan_line = row.detail.plan_line,
                       .kind = row.detail.kind,
                       .month = month_of(row.detail.effective)};
    spent_.emplace_back(key, out_of_fund ? row.amount : -row.amount);
}

void Books::fold() {
    fold_accounts();
    for (auto& [key, joint] : joints_) {
        if (!joint.dirty) continue;
        database_.change(store_joint, key >> 8, key & 0xff, joint.free, joint.excused);
        joint.dirty = false;
    }
    fold_totals();
}

void Books::fold_accounts() {
    // In id order: pages of the table are visited once, and both engines write the same.
    std::sort(dirty_.begin(), dirty_.end(), [&](std::uint32_t a, std::uint32_t b) {
        return accounts_[a].id < accounts_[b].id;
    });
    for (const std::uint32_t index : dirty_) {
        Account& account = accounts_[index];
        account.dirty = false;
        const Counters& now = account.now;
        if (account.stored) {
            database_.change(store_counters,
                             account.id,
                             now.debit_posted,
                             now.credit_posted,
                             now.debit_pending,
                             now.credit_pending,
                             now.excused,
                             now.last_transfer);
            continue;
        }
        account.stored = true;
        const AccountKey& key = account.key;
        for (const std::int64_t value : {account.id,
                                         static_cast<std::int64_t>(key.name),
                                         static_cast<std::int64_t>(key.stream),
                                         static_cast<std::int64_t>(key.option),
                                         std::int64_t{key.body},
                                         std::int64_t{key.bank_account},
                                         std::int64_t{key.budget},
                                         static_cast<std::int64_t>(account.floor),
                                         now.debit_posted,
                                         now.credit_posted,
                                         now.debit_pending,
                                         now.credit_pending,
                                         now.excused,
                                         now.last_transfer}) {
            account_rows_->integer(value);
        }
        account_rows_->end_row();
    }
    dirty_.clear();
    account_rows_->flush();
}

void Books::fold_totals() {
    for (const auto& [key, total] : day_totals_) {
        database_.change(
            add_day, key >> day_bits, key & ((1ULL << day_bits) - 1), total.debit, total.credit);
    }
    day_totals_.clear();
    std::stable_sort(spent_.begin(), spent_.end(), [](const auto& a, const auto& b) {
        return a.first < b.first;
    });
    for (std::size_t i = 0; i < spent_.size();) {
        const SpentKey key = spent_[i].first;
        std::int64_t amount = 0;
        for (; i < spent_.size() && spent_[i].first == key; ++i) amount += spent_[i].second;
        database_.change(add_spent, key.account, key.plan_line, key.kind, key.month, amount);
    }
    spent_.clear();
}

}  // namespace almoner::ledger
