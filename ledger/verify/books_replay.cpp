#include "ledger/verify/books_replay.h"

#include "ledger/values/money.h"

#include <algorithm>
#include <string>

namespace almoner::ledger {
namespace {

using Unreadable = CanonicalReader::Unreadable;

const Query transfers_in_order{
    "SELECT id, seq, state, debit, credit, amount, kind, plan_line, effective, settled,"
    " period_first, period_last, resolves, prev_debit, prev_credit, debit_after, credit_after"
    " FROM transfer ORDER BY id"};

constexpr std::array<std::string_view, 17> column_names{"id",
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

constexpr std::int64_t posted_state = 0;
constexpr std::int64_t pending_state = 1;
constexpr std::int64_t settles_state = 2;
constexpr std::int64_t releases_state = 3;

// A body is proven by its hash, not by its sense: a number in it may be anything. So many numbers
// that were left out are followed, in all; what is further off is no number of an account.
constexpr std::int64_t most_left_out = 1'000'000;

std::int64_t sum(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    if (__builtin_add_overflow(a, b, &result)) throw Unreadable("a sum is beyond all money");
    return result;
}

template <class T>
T narrow(std::int64_t value) {
    const T small = static_cast<T>(value);
    if (static_cast<std::int64_t>(small) != value) throw Unreadable("a number is out of range");
    return small;
}

template <class T>
bool is_listed(T value) {
    try {
        return !name_of(value).empty();
    } catch (const InvariantBroken&) {
        return false;
    }
}

bool is_listed(const AccountKey& key) {
    return is_listed(key.name) && is_listed(key.stream) &&
           (key.option == Option::none || is_listed(key.option));
}

std::string off_by(std::string_view what, std::int64_t stored, std::int64_t ours) {
    return std::string(what) + " is " + std::to_string(stored) + ", the journal leads to " +
           std::to_string(ours);
}

}  // namespace

BooksReplay::BooksReplay(Database& reader, FaultList& faults)
    : reader_(reader),
      faults_(faults),
      closed_(reader),
      stored_rows_(reader.select(transfers_in_order)) {
    stored_is_there_ = next_stored();
}

Fate BooksReplay::fate(std::int64_t transfer) const {
    if (transfer < 1 || transfer > static_cast<std::int64_t>(fates_.size())) return Fate::unknown;
    return fates_[static_cast<std::size_t>(transfer - 1)];
}

void BooksReplay::command(std::int64_t seq, CanonicalReader& body) {
    excuses_.clear();
    if (body.mark() != 'A') throw Unreadable("no accounts where they should be");
    for (std::int64_t left = body.integer(); left > 0; --left) open_account(seq, body);
    if (body.mark() != 'T') throw Unreadable("no transfers where they should be");
    const std::int64_t first = body.integer();
    const std::int64_t count = body.integer();
    if (count > 0 && first != next_transfer_) {
        faults_.add(FaultKind::rule_broken,
                    "journal",
                    seq,
                    "its transfers start at " + std::to_string(first) + ", the next one is " +
                        std::to_string(next_transfer_));
        if (first < next_transfer_ || first - next_transfer_ > most_left_out) {
            throw Unreadable("its transfers can't be placed");
        }
        next_transfer_ = first;
    }
    for (std::int64_t left = count; left > 0; --left) {
        TransferRow row = read_transfer(seq, body);
        replay(row);
        compare(row);
    }
    excuse_shortfalls();
}

void BooksReplay::open_account(std::int64_t seq, CanonicalReader& body) {
    const std::int64_t account_id = body.integer();
    const AccountKey key{.name = static_cast<AccountName>(narrow<std::uint8_t>(body.integer())),
                         .stream = static_cast<Stream>(narrow<std::uint8_t>(body.integer())),
                         .option = static_cast<Option>(narrow<std::uint8_t>(body.integer())),
                         .body = narrow<std::int32_t>(body.integer()),
                         .bank_account = narrow<std::int32_t>(body.integer()),
                         .budget = narrow<std::int32_t>(body.integer())};
    const auto next = static_cast<std::int64_t>(accounts_.size()) + 1;
    if (account_id < next) throw Unreadable("an account can't be opened under that number");
    if (!is_listed(key)) throw Unreadable("it opens an account of no kind that there is");
    if (account_id != next) {
        faults_.add(FaultKind::rule_broken,
                    "journal",
                    seq,
                    "it opens account " + std::to_string(account_id) + ", the next one is " +
                        std::to_string(next));
    }
    Account& opened = account(account_id);
    opened.row.key = key;
    opened.opened = true;
    ++opened_;
}

BooksReplay::TransferRow BooksReplay::read_transfer(std::int64_t seq_of_row,
                                                    CanonicalReader& body) {
    TransferRow row{};
    row[At::id] = next_transfer_++;
    row[At::seq] = seq_of_row;
    for (std::size_t column = At::state; column <= At::resolves; ++column)
        row[column] = body.integer();
    const bool sensible = row[At::state] >= posted_state && row[At::state] <= releases_state &&
                          row[At::amount] > 0 && row[At::amount] <= Money::max_pence &&
                          row[At::effective] >= 0 && row[At::effective] < (1 << 20) &&
                          row[At::debit] != row[At::credit];
    if (!sensible) throw Unreadable("transfer " + std::to_string(row[At::id]) + " makes no sense");
    return row;
}

BooksReplay::Account& BooksReplay::account(std::int64_t account_id) {
    const auto known = static_cast<std::int64_t>(accounts_.size());
    if (account_id < 1 || (account_id > known && account_id - opened_ > most_left_out)) {
        throw Unreadable("account " + std::to_string(account_id) + " was never opened");
    }
    if (account_id > known) accounts_.resize(static_cast<std::size_t>(account_id));
    return accounts_[static_cast<std::size_t>(account_id - 1)];
}

BooksReplay::Account& BooksReplay::touch(std::int64_t account_id) {
    Account& touched = account(account_id);
    if (!touched.in_command) {
        touched.in_command = true;
        touched_.push_back(account_id);
    }
    return touched;
}

void BooksReplay::replay(TransferRow& row) {
    (void)account(
        std::max(row[At::debit], row[At::credit]));  // both are there before either is held on to
    Account& debit_side = touch(row[At::debit]);
    Account& credit_side = touch(row[At::credit]);
    if (debit_side.row.key.stream != credit_side.row.key.stream) {
        faults_.add(
            FaultKind::rule_broken, "transfer", row[At::id], "its two sides are two streams");
    }
    check_month(row, debit_side);
    const auto free_of = [](const Account& side) {
        return side.row.debit_posted - side.row.credit_posted - side.row.credit_pending;
    };
    const std::int64_t debit_free = free_of(debit_side);
    const std::int64_t credit_free = free_of(credit_side);
    count(row, debit_side, credit_side);
    count_joint(debit_side, debit_free);
    count_joint(credit_side, credit_free);
    row[At::prev_debit] = std::exchange(debit_side.last_transfer, row[At::id]);
    row[At::prev_credit] = std::exchange(credit_side.last_transfer, row[At::id]);
    row[At::debit_after] = debit_side.row.debit_posted - debit_side.row.credit_posted;
    row[At::credit_after] = credit_side.row.debit_posted - credit_side.row.credit_posted;
    note_totals(row, debit_side, credit_side);
}

// Both sides are of one commissioner.
void BooksReplay::check_month(const TransferRow& row, const Account& side) {
    const Date day = Date::from_days(static_cast<std::int32_t>(row[At::effective]));
    if (day > closed_.last_of_all()) return;
    const ClosedMonths::Closing* const closed = closed_.before(side.row.key.body, row[At::seq]);
    if (closed == nullptr || day > closed->last_on) return;
    faults_.add(FaultKind::rule_broken,
                "transfer",
                row[At::id],
                "it takes effect on " + day.iso() + ", in a month that journal row " +
                    std::to_string(closed->seq) + " had closed for body " +
                    std::to_string(side.row.key.body));
}

void BooksReplay::count(const TransferRow& row, Account& debit_side, Account& credit_side) {
    fates_.resize(static_cast<std::size_t>(row[At::id]));
    fates_.back() = row[At::state] == pending_state ? Fate::pending : Fate::posted;
    if (row[At::state] == pending_state) {
        open_[row[At::id]] = {row[At::debit], row[At::credit], row[At::amount]};
        debit_side.row.debit_pending = sum(debit_side.row.debit_pending, row[At::amount]);
        credit_side.row.credit_pending = sum(credit_side.row.credit_pending, row[At::amount]);
        return;
    }
    if (row[At::state] != posted_state) resolve(row);
    if (row[At::state] == releases_state) return;
    debit_side.row.debit_posted = sum(debit_side.row.debit_posted, row[At::amount]);
    credit_side.row.credit_posted = sum(credit_side.row.credit_posted, row[At::amount]);
}

void BooksReplay::resolve(const TransferRow& row) {
    const auto found = open_.find(row[At::resolves]);
    if (found == open_.end()) {
        faults_.add(FaultKind::rule_broken,
                    "transfer",
                    row[At::id],
                    "it ends transfer " + std::to_string(row[At::resolves]) +
                        ", which was not pending any more");
        return;
    }
    const Pair promised = found->second;
    open_.erase(found);
    const bool settles = row[At::state] == settles_state;
    const bool fits =
        promised.debit == row[At::debit] && promised.credit == row[At::credit] &&
        (settles ? row[At::amount] <= promised.amount : row[At::amount] == promised.amount);
    if (!fits) {
        faults_.add(FaultKind::rule_broken,
                    "transfer",
                    row[At::id],
                    "it is not what transfer " + std::to_string(row[At::resolves]) + " promised");
    }
    fates_[static_cast<std::size_t>(row[At::resolves] - 1)] =
        settles ? Fate::settled : Fate::released;
    account(promised.debit).row.debit_pending -= promised.amount;
    account(promised.credit).row.credit_pending -= promised.amount;
}

void BooksReplay::count_joint(const Account& side, std::int64_t free_before) {
    const AccountKey& key = side.row.key;
    if (floor_of(key) != Floor::joint_held) return;
    const JointKey joint_key{key.budget, key.option};
    Joint& joint = joints_[joint_key];
    joint.free =
        sum(joint.free,
            side.row.debit_posted - side.row.credit_posted - side.row.credit_pending - free_before);
    if (!joint.in_command) joints_touched_.push_back(joint_key);
    joint.in_command = true;
}

void BooksReplay::excuse_shortfalls() {
    for (const std::int64_t account_id : touched_) {
        Account& touched = account(account_id);
        touched.in_command = false;
        AccountRow& row = touched.row;
        const std::int64_t net = row.debit_posted - row.credit_posted;
        const Floor floor = floor_of(row.key);
        std::int64_t shortfall = 0;
        if (floor == Floor::claim) shortfall = std::max<std::int64_t>(0, net + row.debit_pending);
        if (floor == Floor::asset) shortfall = std::max<std::int64_t>(0, row.credit_pending - net);
        if (shortfall > row.excused) {
            excuses_.push_back(
                {account_id, row.key.budget, static_cast<int>(row.key.option), shortfall});
        }
        row.excused = shortfall;
    }
    for (const JointKey& key : joints_touched_) {
        Joint& joint = joints_[key];
        joint.in_command = false;
        const std::int64_t shortfall = std::max<std::int64_t>(0, -joint.free);
        if (shortfall > joint.excused) {
            excuses_.push_back({0, key.first, static_cast<int>(key.second), shortfall});
        }
        joint.excused = shortfall;
    }
    touched_.clear();
    joints_touched_.clear();
    std::sort(excuses_.begin(), excuses_.end());
}

void BooksReplay::note_totals(const TransferRow& row,
                              const Account& debit_side,
                              const Account& credit_side) {
    if (row[At::state] != posted_state && row[At::state] != settles_state) return;
    const auto day_key = [&](std::int64_t account_id) {
        return (static_cast<std::uint64_t>(account_id) << 20U) |
               static_cast<std::uint64_t>(row[At::effective]);
    };
    if (debit_side.row.key.budget == 0) days_[day_key(row[At::debit])].debit += row[At::amount];
    if (credit_side.row.key.budget == 0) days_[day_key(row[At::credit])].credit += row[At::amount];
    if (row[At::plan_line] != 0) note_spent(row, debit_side, credit_side);
}

void BooksReplay::note_spent(const TransferRow& row,
                             const Account& debit_side,
                             const Account& credit_side) {
    const AccountName debited = debit_side.row.key.name;
    const AccountName credited = credit_side.row.key.name;
    const bool spends = debited == AccountName::fund && credited == AccountName::held;
    const bool gives_back = debited == AccountName::held && credited == AccountName::fund;
    if (!spends && !gives_back) return;
    const Date day = Date::from_days(static_cast<std::int32_t>(row[At::effective]));
    std::int64_t& total = spent_[{.account = spends ? row[At::debit] : row[At::credit],
                                  .plan_line = row[At::plan_line],
                                  .kind = row[At::kind],
                                  .month = day.year() * 12LL + day.month() - 1}];
    total += spends ? row[At::amount] : -row[At::amount];
}

bool BooksReplay::next_stored() {
    if (!stored_rows_.next()) return false;
    for (std::size_t column = 0; column < At::column_count; ++column) {
        stored_[column] = stored_rows_.integer(static_cast<int>(column));
    }
    return true;
}

void BooksReplay::skip_stored_before(std::int64_t transfer) {
    if (!stored_is_there_ || stored_[At::id] >= transfer) return;
    const std::int64_t first = stored_[At::id];
    std::int64_t last = first;
    while (stored_is_there_ && stored_[At::id] < transfer) {
        last = stored_[At::id];
        stored_is_there_ = next_stored();
    }
    faults_.add_run(
        FaultKind::row_unaccounted, "transfer", first, last, "no journal row accounts for it");
}

void BooksReplay::compare(const TransferRow& expected) {
    skip_stored_before(expected[At::id]);
    if (!stored_is_there_ || stored_[At::id] != expected[At::id]) {
        faults_.add(FaultKind::row_missing,
                    "transfer",
                    expected[At::id],
                    "journal row " + std::to_string(expected[At::seq]) + " posted it");
        return;
    }
    for (std::size_t column = At::seq; column <= At::resolves; ++column) {
        if (stored_[column] == expected[column]) continue;
        faults_.add(FaultKind::row_changed,
                    "transfer",
                    expected[At::id],
                    off_by(column_names[column], stored_[column], expected[column]));
    }
    for (const At::Column column : {At::prev_debit, At::prev_credit}) {
        if (stored_[column] == expected[column]) continue;
        faults_.add(FaultKind::total_wrong,
                    "transfer",
                    expected[At::id],
                    off_by(column_names[column], stored_[column], expected[column]));
    }
    compare_derived(expected, At::debit_after, expected[At::debit]);
    compare_derived(expected, At::credit_after, expected[At::credit]);
    stored_is_there_ = next_stored();
}

void BooksReplay::compare_derived(const TransferRow& expected,
                                  At::Column column,
                                  std::int64_t account_id) {
    const std::int64_t off = stored_[column] - expected[column];
    std::int64_t& said = account(account_id).said_off_by;
    if (off != said && off != 0) {
        faults_.add(FaultKind::total_wrong,
                    "transfer",
                    expected[At::id],
                    off_by(column_names[column], stored_[column], expected[column]));
    }
    said = off;
}

}  // namespace almoner::ledger
