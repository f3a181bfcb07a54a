// How Books reads accounts from the database and writes them, their transfers and their totals
// back.
#include "ledger/posting/books.h"
#include "ledger/storage/merge_rows.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <array>
#include <span>

namespace almoner::ledger {
namespace {

#define ALMONER_ACCOUNT_COLUMNS                                                          \
    "id, name, stream, option, body, bank_account, budget, debit_posted, credit_posted," \
    " debit_pending, credit_pending, excused, last_transfer FROM account"
#define ALMONER_TRANSFER_COLUMNS                                                       \
    "state, debit, credit, amount, kind, plan_line, effective, settled, period_first," \
    " period_last, id FROM transfer"

const Query account_by_key{
    "SELECT " ALMONER_ACCOUNT_COLUMNS
    " WHERE budget = $1 AND name = $2 AND stream = $3 AND option = $4 AND body = $5"
    " AND bank_account = $6"};
const Query account_by_id{"SELECT " ALMONER_ACCOUNT_COLUMNS " WHERE id = $1"};
// The + keeps SQLite from going through the index row by row: most rows of the table are meant.
const Query accounts_of_budgets{"SELECT " ALMONER_ACCOUNT_COLUMNS
                                " WHERE +budget BETWEEN $1 AND $2"};
const Query transfer_by_id{"SELECT " ALMONER_TRANSFER_COLUMNS " WHERE id = $1"};
const Query transfers_between{"SELECT " ALMONER_TRANSFER_COLUMNS
                              " WHERE id BETWEEN $1 AND $2 ORDER BY id"};

#undef ALMONER_ACCOUNT_COLUMNS
#undef ALMONER_TRANSFER_COLUMNS

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

constexpr std::array<std::string_view, 4> joint_columns{"budget", "option", "free", "excused"};
constexpr std::array<std::string_view, 4> day_columns{"account", "day", "debit", "credit"};
constexpr std::array<std::string_view, 5> spent_columns{
    "account", "plan_line", "kind", "month", "amount"};
const MergedTable joint_table{.one = &store_joint,
                              .table = "joint_held",
                              .columns = joint_columns,
                              .keys = 2,
                              .how = Merge::replaces};
const MergedTable day_table{
    .one = &add_day, .table = "account_day", .columns = day_columns, .keys = 2, .how = Merge::adds};
const MergedTable spent_table{
    .one = &add_spent, .table = "spent", .columns = spent_columns, .keys = 4, .how = Merge::adds};

constexpr std::array<std::string_view, 17> transfer_columns{"id",
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
                                                            "debit_after",
                                                            "credit_after"};
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

// A pass over this many rows costs as much as looking for one budget's accounts, or one transfer.
constexpr std::int64_t accounts_passed_for_a_budget = 16;
constexpr std::int64_t transfers_passed_for_one = 8;

// Which totals a transfer counts in.
constexpr std::uint8_t debit_day = 1;
constexpr std::uint8_t credit_day = 2;
constexpr std::uint8_t spends = 4;
constexpr std::uint8_t gives_back = 8;

std::int64_t month_of(Date day) {
    return day.year() * 12LL + day.month() - 1;
}

}  // namespace

Books::Books(Database& database) : database_(database) {
    transfer_rows_ = database.bulk("transfer", transfer_columns);
    account_rows_ = database.bulk("account", account_columns);
    store_counters_ = database.prepare(store_counters.text());
    reload();
}

void Books::reload() {
    accounts_.clear();
    by_key_.clear();
    by_id_.clear();
    first_known_budget_ = 1;
    last_known_budget_ = 0;
    ahead_.clear();
    joints_.clear();
    in_command_.clear();
    joints_in_command_.clear();
    opened_.clear();
    dirty_.clear();
    dirty_joints_.clear();
    rows_.clear();
    day_totals_.clear();
    spent_.clear();
    closed_.reset();
    body_ = nullptr;
    Rows rows = database_.select(newest_ids);
    if (!rows.next()) throw InvariantBroken("no answer for the newest ids");
    next_account_ = rows.integer(0) + 1;
    next_transfer_ = rows.integer(1) + 1;
    first_transfer_ = next_transfer_;
}

Books::Account Books::account_in(const Rows& rows) {
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
    return account;
}

std::optional<std::uint32_t> Books::load(Rows rows) {
    if (!rows.next()) return std::nullopt;
    return keep(account_in(rows));
}

// As much room as a payment of each budget takes, so that nothing is moved as it grows.
void Books::make_room(std::size_t budgets) {
    constexpr std::size_t legs = 2;
    constexpr std::size_t accounts = 3;
    rows_.reserve(rows_.size() + legs * budgets);
    in_command_.reserve(in_command_.size() + accounts * budgets);
    dirty_.reserve(dirty_.size() + accounts * budgets);
    accounts_.reserve(accounts_.size() + legs * budgets);
}

void Books::read_ahead_budgets(std::int64_t first, std::int64_t last, std::size_t wanted) {
    make_room(wanted);
    // With the accounts that are of no budget: whatever these budgets do is done against them, and
    // the pass comes by them anyway.
    first = 0;
    if (first >= first_known_budget_ && last <= last_known_budget_) return;
    if (next_account_ > accounts_passed_for_a_budget * static_cast<std::int64_t>(wanted)) return;
    accounts_.reserve(static_cast<std::size_t>(next_account_));
    by_id_.resize(std::max(by_id_.size(), static_cast<std::size_t>(next_account_)));
    Rows rows = database_.select(accounts_of_budgets, first, last);
    while (rows.next()) {
        const auto id = static_cast<std::size_t>(rows.integer(0));
        const bool known = id < by_id_.size() && by_id_[id] != 0;
        if (!known) keep(account_in(rows));
    }
    first_known_budget_ = first;
    last_known_budget_ = last;
}

Books::Ahead Books::transfer_in(const Rows& rows) {
    return {.state = static_cast<TransferState>(rows.integer(0)),
            .debit_id = rows.integer(1),
            .credit_id = rows.integer(2),
            .amount = rows.integer(3),
            .detail = {.kind = static_cast<std::uint8_t>(rows.integer(4)),
                       .plan_line = rows.integer(5),
                       .effective = rows.date(6),
                       .settled = rows.date(7),
                       .period = {rows.date(8), rows.date(9)}}};
}

void Books::read_ahead_transfers(std::int64_t first, std::int64_t last, std::size_t wanted) {
    const auto known = static_cast<std::int64_t>(ahead_.size());
    if (first >= first_ahead_ && last < first_ahead_ + known) return;
    ahead_.clear();
    if (last - first > transfers_passed_for_one * static_cast<std::int64_t>(wanted)) return;
    ahead_.reserve(static_cast<std::size_t>(last - first + 1));
    first_ahead_ = first;
    Rows rows = database_.select(transfers_between, first, last);
    // Ids have no gap; where one were missing, those from there on are looked for by themselves.
    while (rows.next() && rows.integer(10) == first + static_cast<std::int64_t>(ahead_.size())) {
        ahead_.push_back(transfer_in(rows));
    }
    // Most of them will be resolved, and touch an account each.
    rows_.reserve(rows_.size() + ahead_.size() + wanted);
    in_command_.reserve(in_command_.size() + ahead_.size());
    dirty_.reserve(dirty_.size() + ahead_.size());
}

std::optional<Books::Ahead> Books::find_ahead(std::int64_t id) const {
    const std::int64_t place = id - first_ahead_;
    if (place >= 0 && place < static_cast<std::int64_t>(ahead_.size())) {
        return ahead_[static_cast<std::size_t>(place)];
    }
    Rows rows = database_.select(transfer_by_id, id);
    if (!rows.next()) return std::nullopt;
    return transfer_in(rows);
}

std::uint32_t Books::keep(const Account& account) {
    const auto place = static_cast<std::uint32_t>(accounts_.size());
    const auto id = static_cast<std::size_t>(account.id);
    by_key_.add(account.key, place);
    if (by_id_.size() <= id) by_id_.resize(std::max(id + 1, 2 * by_id_.size()));
    by_id_[id] = place + 1;
    accounts_.push_back(account);
    return place;
}

std::optional<std::uint32_t> Books::look_up(const AccountKey& key) {
    if (const auto found = by_key_.find(
            key, [&](std::uint32_t at) -> const AccountKey& { return accounts_[at].key; });
        found) {
        return found;
    }
    if (key.budget >= first_known_budget_ && key.budget <= last_known_budget_) return std::nullopt;
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
    opened_.push_back(keep(account));
    return opened_.back();
}

std::uint32_t Books::find_id(std::int64_t id) {
    const auto at = static_cast<std::size_t>(id);
    if (id > 0 && at < by_id_.size() && by_id_[at] != 0) return by_id_[at] - 1;
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
    if (!joint.dirty) dirty_joints_.push_back(joint_key);
    joint.dirty = true;
    return joint;
}

void Books::write_opened() {
    body_->mark('A');
    body_->integer(static_cast<std::int64_t>(opened_.size()));
    for (const std::uint32_t index : opened_) {
        const Account& account = accounts_[index];
        body_->integers({account.id,
                         static_cast<std::int64_t>(account.key.name),
                         static_cast<std::int64_t>(account.key.stream),
                         static_cast<std::int64_t>(account.key.option),
                         account.key.body,
                         account.key.bank_account,
                         account.key.budget});
    }
}

void Books::write_rows() {
    write_opened();
    body_->mark('T');
    body_->integer(first_transfer_);
    body_->integer(static_cast<std::int64_t>(rows_.size()));
    std::int64_t id = first_transfer_;
    for (const Row& row : rows_) {
        write_row(id++, row);
        note_totals(row);
    }
}

void Books::write_row(std::int64_t id, const Row& row) {
    const TransferDetail& detail = row.detail;
    // The journal holds state to resolves; what surrounds them in the table follows from the order.
    const std::array<std::int64_t, transfer_columns.size()> values{
        id,
        seq_,
        static_cast<std::int64_t>(row.state),
        row.debit_id,
        row.credit_id,
        row.amount,
        detail.kind,
        detail.plan_line,
        detail.effective.days(),
        detail.settled.days(),
        detail.period.first.days(),
        detail.period.last.days(),
        row.resolves,
        row.prev_debit,
        row.prev_credit,
        row.debit_after,
        row.credit_after};
    constexpr std::size_t state = 2;
    constexpr std::size_t resolves = 12;
    const std::span<const std::int64_t> all(values);
    body_->integers(all.subspan(state, resolves - state + 1));
    transfer_rows_->integers(all.first(resolves));
    if (row.resolves == 0) {
        transfer_rows_->null();
    } else {
        transfer_rows_->integer(row.resolves);
    }
    transfer_rows_->integers(all.subspan(resolves + 1));
    transfer_rows_->end_row();
}

// While both accounts are at hand: the totals themselves are added up once the command is closed.
std::uint8_t Books::totals_of(const Row& row, const AccountKey& debit, const AccountKey& credit) {
    if (row.state != TransferState::posted && row.state != TransferState::settles) return 0;
    std::uint8_t totals = 0;
    if (debit.budget == 0) totals |= debit_day;
    if (credit.budget == 0) totals |= credit_day;
    if (row.detail.plan_line == 0) return totals;
    if (debit.name == AccountName::fund && credit.name == AccountName::held) totals |= spends;
    if (debit.name == AccountName::held && credit.name == AccountName::fund) totals |= gives_back;
    return totals;
}

void Books::note_totals(const Row& row) {
    if (row.totals == 0) return;
    const auto day_key = [&](std::int64_t account) {
        return (static_cast<std::uint64_t>(account) << day_bits) |
               static_cast<std::uint64_t>(row.detail.effective.days());
    };
    if ((row.totals & debit_day) != 0) day_totals_[day_key(row.debit_id)].debit += row.amount;
    if ((row.totals & credit_day) != 0) day_totals_[day_key(row.credit_id)].credit += row.amount;
    if ((row.totals & (spends | gives_back)) == 0) return;
    const bool out_of_fund = (row.totals & spends) != 0;
    const SpentKey key{.account = out_of_fund ? row.debit_id : row.credit_id,
                       .plan_line = row.detail.plan_line,
                       .kind = row.detail.kind,
                       .month = month_of(row.detail.effective)};
    spent_.emplace_back(key, out_of_fund ? row.amount : -row.amount);
}

void Books::fold() {
    fold_accounts();
    fold_joints();
    fold_totals();
}

void Books::fold_joints() {
    std::vector<std::array<std::int64_t, joint_columns.size()>> totals;
    for (const JointKey key : dirty_joints_) {
        Joint& joint = joints_[key];
        if (!joint.dirty) continue;  // listed twice, or undone
        totals.push_back({key >> 8, key & 0xff, joint.free, joint.excused});
        joint.dirty = false;
    }
    dirty_joints_.clear();
    merge_rows(database_, joint_table, totals);
}

void Books::fold_totals() {
    std::vector<std::array<std::int64_t, day_columns.size()>> days;
    days.reserve(day_totals_.size());
    for (const auto& [key, total] : day_totals_) {
        days.push_back({static_cast<std::int64_t>(key >> day_bits),
                        static_cast<std::int64_t>(key & ((1ULL << day_bits) - 1)),
                        total.debit,
                        total.credit});
    }
    day_totals_.clear();
    merge_rows(database_, day_table, days);
    std::stable_sort(spent_.begin(), spent_.end(), [](const auto& a, const auto& b) {
        return a.first < b.first;
    });
    std::vector<std::array<std::int64_t, spent_columns.size()>> sums;
    for (std::size_t i = 0; i < spent_.size();) {
        const SpentKey key = spent_[i].first;
        std::int64_t amount = 0;
        for (; i < spent_.size() && spent_[i].first == key; ++i) amount += spent_[i].second;
        sums.push_back({key.account, key.plan_line, key.kind, key.month, amount});
    }
    spent_.clear();
    merge_rows(database_, spent_table, sums);
}

}  // namespace almoner::ledger
