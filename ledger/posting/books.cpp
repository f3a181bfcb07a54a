#include "ledger/posting/books.h"

#include "ledger/values/invariant.h"

#include <algorithm>
#include <string>

namespace almoner::ledger {
namespace {

const Query budget_ref{"SELECT ref FROM budget WHERE number = $1 ORDER BY version DESC LIMIT 1"};

Refusal not_enough_money(Database& database, const AccountKey& key) {
    std::string budget = "the budget";
    if (key.budget != 0) {
        Rows rows = database.select(budget_ref, key.budget);
        if (rows.next()) budget = "budget " + rows.str(0);
    }
    const bool in_transit = key.name == AccountName::undrawn;
    return {.code = "not-enough-money",
            .words = in_transit ? "This is more than is still set aside for " + budget + "."
                                : "There is not enough money in " + budget + " for that.",
            .next =
                "Look at the balance with 'almoner balance', then choose a smaller amount or wait"
                " for the next payment.",
            .field = "amount",
            .citation = ""};
}

std::int64_t shortfall_of(Floor floor, std::int64_t claim_free, std::int64_t asset_free) {
    if (floor == Floor::claim) return std::max<std::int64_t>(0, -claim_free);
    if (floor == Floor::asset) return std::max<std::int64_t>(0, -asset_free);
    return 0;
}

}  // namespace

void Books::open_command(std::int64_t seq, CanonicalWriter& body) {
    seq_ = seq;
    body_ = &body;
    first_transfer_ = next_transfer_;
}

Books::Account& Books::touch(std::uint32_t index) {
    Account& account = accounts_[index];
    if (!account.in_command) {
        account.in_command = true;
        in_command_.push_back({index, account.now});
    }
    if (!account.dirty) {
        account.dirty = true;
        dirty_.emplace_back(account.id, index);
    }
    return account;
}

void Books::count(const Row& row, Account& debit, Account& credit) {
    switch (row.state) {
        case TransferState::pending:
            debit.now.debit_pending += row.amount;
            credit.now.credit_pending += row.amount;
            break;
        case TransferState::settles:
        case TransferState::releases:
            debit.now.debit_pending -= row.pending_amount;
            credit.now.credit_pending -= row.pending_amount;
            break;
        case TransferState::posted: break;
    }
    if (row.state == TransferState::posted || row.state == TransferState::settles) {
        debit.now.debit_posted += row.amount;
        credit.now.credit_posted += row.amount;
    }
}

std::int64_t Books::add(Row row) {
    if (body_ == nullptr) throw InvariantBroken("a transfer outside a command");
    if (row.amount <= 0) throw InvariantBroken("a transfer needs an amount above zero");
    if (row.detail.effective.days() < 0) throw InvariantBroken("a transfer before 1970");
    if (row.debit == row.credit) throw InvariantBroken("a transfer needs two accounts");
    const auto free_of = [](const Account& account) {
        return account.now.debit_posted - account.now.credit_posted - account.now.credit_pending;
    };
    Account& debit = touch(row.debit);
    Account& credit = touch(row.credit);
    if (debit.key.stream != credit.key.stream) {
        throw InvariantBroken("a transfer between two streams");
    }
    const std::int64_t debit_free = free_of(debit);
    const std::int64_t credit_free = free_of(credit);
    count(row, debit, credit);
    if (debit.floor == Floor::joint_held) joint_of(debit.key).free += free_of(debit) - debit_free;
    if (credit.floor == Floor::joint_held) {
        joint_of(credit.key).free += free_of(credit) - credit_free;
    }
    const std::int64_t id = next_transfer_++;
    row.prev_debit = std::exchange(debit.now.last_transfer, id);
    row.prev_credit = std::exchange(credit.now.last_transfer, id);
    row.debit_after = debit.now.debit_posted - debit.now.credit_posted;
    row.credit_after = credit.now.debit_posted - credit.now.credit_posted;
    row.debit_id = debit.id;
    row.credit_id = credit.id;
    row.totals = totals_of(row, debit.key, credit.key);
    rows_.push_back(row);
    return id;
}

std::int64_t Books::post(const Leg& leg, const TransferDetail& detail) {
    return add({.state = TransferState::posted,
                .debit = find(leg.debit),
                .credit = find(leg.credit),
                .amount = leg.amount.pence(),
                .detail = detail});
}

std::int64_t Books::reserve(const Leg& leg, const TransferDetail& detail) {
    return add({.state = TransferState::pending,
                .debit = find(leg.debit),
                .credit = find(leg.credit),
                .amount = leg.amount.pence(),
                .detail = detail});
}

Books::Row Books::stored_row(std::int64_t id) {
    if (id >= first_transfer_ && id < next_transfer_) {
        return rows_[static_cast<std::size_t>(id - first_transfer_)];
    }
    const std::optional<Ahead> stored = find_ahead(id);
    if (!stored) throw InvariantBroken("a transfer that is not in the books");
    Row row;
    row.state = stored->state;
    row.debit = find_id(stored->debit_id);
    row.credit = find_id(stored->credit_id);
    row.amount = stored->amount;
    row.detail = stored->detail;
    return row;
}

Books::Row Books::pending_row(std::int64_t id) {
    Row row = stored_row(id);
    if (row.state != TransferState::pending) throw InvariantBroken("that transfer is not pending");
    row.resolves = id;
    row.pending_amount = row.amount;
    return row;
}

std::int64_t Books::settle(std::int64_t pending, Date settled, std::optional<Money> amount) {
    Row row = pending_row(pending);
    row.state = TransferState::settles;
    row.detail.settled = settled;
    if (amount) {
        if (amount->pence() > row.amount) throw InvariantBroken("more settles than was promised");
        row.amount = amount->pence();
    }
    return add(row);
}

std::int64_t Books::release(std::int64_t pending) {
    Row row = pending_row(pending);
    row.state = TransferState::releases;
    return add(row);
}

std::int64_t Books::mirror(std::int64_t posted, const TransferDetail& detail) {
    Row row = stored_row(posted);
    if (row.state != TransferState::posted && row.state != TransferState::settles) {
        throw InvariantBroken("only what was posted can be reversed");
    }
    return add({.state = TransferState::posted,
                .debit = row.credit,
                .credit = row.debit,
                .amount = row.amount,
                .detail = detail});
}

bool Books::joint_floors_hold(Nature nature, std::vector<Excuse>& excuses) {
    for (const JointKey key : joints_in_command_) {
        Joint& joint = joints_[key];
        const std::int64_t shortfall = std::max<std::int64_t>(0, -joint.free);
        if (shortfall > joint.excused) {
            const auto budget = static_cast<std::int32_t>(key >> 8);
            const auto option = static_cast<Option>(key & 0xff);
            if (nature == Nature::choice) {
                short_ = {.name = AccountName::held, .option = option, .budget = budget};
                return false;
            }
            excuses.push_back({.account = 0,
                               .budget = budget,
                               .option = option,
                               .amount = Money::from_pence(shortfall)});
        }
        joint.excused = shortfall;
    }
    return true;
}

bool Books::floors_hold(Nature nature, std::vector<Excuse>& excuses) {
    for (const Touched& touched : in_command_) {
        Account& account = accounts_[touched.place];
        const Counters& now = account.now;
        const std::int64_t net = now.debit_posted - now.credit_posted;
        const std::int64_t shortfall =
            shortfall_of(account.floor, -net - now.debit_pending, net - now.credit_pending);
        if (shortfall > now.excused) {
            if (nature == Nature::choice) {
                short_ = account.key;
                return false;
            }
            excuses.push_back({.account = account.id,
                               .budget = account.key.budget,
                               .option = account.key.option,
                               .amount = Money::from_pence(shortfall)});
        }
        account.now.excused = shortfall;
    }
    return joint_floors_hold(nature, excuses);
}

Outcome<std::vector<Excuse>> Books::close_command(Nature nature) {
    std::vector<Excuse> excuses;
    const Outcome<Done> days = find_effective_days(nature);
    if (!days.accepted()) return days.refusal();
    if (!floors_hold(nature, excuses)) return not_enough_money(database_, short_);
    write_rows();
    for (const Touched& touched : in_command_) accounts_[touched.place].in_command = false;
    for (const JointKey key : joints_in_command_) joints_[key].in_command = false;
    in_command_.clear();
    joints_in_command_.clear();
    opened_.clear();
    rows_.clear();
    body_ = nullptr;
    return excuses;
}

Outcome<Done> Books::check_command(Nature nature) {
    std::vector<Excuse> excuses;
    Outcome<Done> days = find_effective_days(nature);
    if (!days.accepted()) return days;
    if (!floors_hold(nature, excuses)) return not_enough_money(database_, short_);
    return Done{};
}

void Books::undo_command() {
    for (const Touched& touched : in_command_) {
        accounts_[touched.place].now = touched.before;
        accounts_[touched.place].in_command = false;
    }
    for (const JointKey key : joints_in_command_) {
        Joint& joint = joints_[key];
        joint.free = joint.free_before;
        joint.excused = joint.excused_before;
        // A floor that only a refused command has touched must not become a row.
        joint.dirty = joint.dirty_before;
        joint.in_command = false;
    }
    forget_opened();
    in_command_.clear();
    joints_in_command_.clear();
    rows_.clear();
    closed_.reset();  // it may have closed one itself
    next_transfer_ = first_transfer_;
    body_ = nullptr;
}

void Books::forget_opened() {
    if (opened_.empty()) return;
    // Accounts are opened in order of their ids, so those of this command are the last.
    next_account_ = accounts_[opened_.front()].id;
    std::erase_if(dirty_, [&](const auto& dirty) { return dirty.first >= next_account_; });
    for (auto opened = opened_.rbegin(); opened != opened_.rend(); ++opened) {
        by_key_.remove(accounts_[*opened].key, *opened);
        by_id_[static_cast<std::size_t>(accounts_[*opened].id)] = 0;
        if (*opened + 1 == accounts_.size()) accounts_.pop_back();
    }
    opened_.clear();
}

Leg Books::leg_of(std::int64_t transfer) {
    const Row row = stored_row(transfer);
    return {accounts_[row.debit].key, accounts_[row.credit].key, Money::from_pence(row.amount)};
}

Balance Books::balance(const AccountKey& key) {
    const auto known = look_up(key);
    if (!known) return {};
    const Counters& now = accounts_[*known].now;
    const bool asset = side_of(key.name) == Side::asset;
    const std::int64_t net = now.debit_posted - now.credit_posted;
    return {.posted = Money::from_pence(asset ? net : -net),
            .promised = Money::from_pence(asset ? now.credit_pending : now.debit_pending),
            .expected = Money::from_pence(asset ? now.debit_pending : now.credit_pending),
            .excused = Money::from_pence(now.excused)};
}

}  // namespace almoner::ledger
