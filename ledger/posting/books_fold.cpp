// How Books writes the accounts that a group of commands has touched: each once, and many at a
// time.
#include "ledger/posting/books.h"
#include "ledger/storage/bulk_changes.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace almoner::ledger {
namespace {

using std::string_view_literals::operator""sv;

// As the statement for one account has them.
constexpr std::array counter_columns{"id"sv,
                                     "debit_posted"sv,
                                     "credit_posted"sv,
                                     "debit_pending"sv,
                                     "credit_pending"sv,
                                     "excused"sv,
                                     "last_transfer"sv};
template <class Counters>
std::array<std::int64_t, counter_columns.size()> counters_of(std::int64_t id, const Counters& now) {
    return {id,
            now.debit_posted,
            now.credit_posted,
            now.debit_pending,
            now.credit_pending,
            now.excused,
            now.last_transfer};
}
// To make ready for many at once takes as long as this many one by one.
constexpr std::size_t worth_changing_at_once = 64;

}  // namespace

void Books::fold_accounts() {
    // In id order: pages of the table are visited once, and both engines write the same. Ids are
    // given in order, so what this group opened comes last; nearly always all stand in order.
    if (!std::is_sorted(dirty_.begin(), dirty_.end())) {
        const auto opened =
            std::stable_partition(dirty_.begin(), dirty_.end(), [&](const auto& dirty) {
                return accounts_[dirty.second].stored;
            });
        for (const auto& part :
             {std::span(dirty_.begin(), opened), std::span(opened, dirty_.end())}) {
            if (!std::is_sorted(part.begin(), part.end())) std::sort(part.begin(), part.end());
        }
    }
    auto* const changes = dynamic_cast<BulkChanges*>(&database_);
    std::unique_ptr<RowWriter> many;
    if (changes != nullptr && dirty_.size() >= worth_changing_at_once) {
        many = changes->bulk_change("account", counter_columns);
    }
    for (const auto& [id, place] : dirty_) {
        Account& account = accounts_[place];
        account.dirty = false;
        if (account.stored && many) {
            many->integers(counters_of(account.id, account.now));
            many->end_row();
        } else if (account.stored) {
            store_counters_of(account);
        } else {
            write_account(account);
        }
        account.stored = true;
    }
    if (many) many->flush();
    dirty_.clear();
    ahead_.clear();
}

void Books::store_counters_of(const Account& account) {
    store_counters_->bind_integers(counters_of(account.id, account.now));
    (void)store_counters_->step();
    store_counters_->reset();
}

void Books::write_account(const Account& account) {
    const Counters& now = account.now;
    const AccountKey& key = account.key;
    account_rows_->integers(std::array{account.id,
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
                                       now.last_transfer});
    account_rows_->end_row();
}

}  // namespace almoner::ledger
