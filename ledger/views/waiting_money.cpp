#include "ledger/views/waiting_money.h"

#include "ledger/posting/books.h"
#include "ledger/posting/events.h"
#include "ledger/records/in_force.h"
#include "ledger/records/option_change.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment.h"
#include "ledger/values/invariant.h"
#include "ledger/views/chain.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace almoner::ledger {
namespace {

// The bounds take in the keys that begin alike: '}' comes after '|'.
const Query openings{
    "SELECT key, seq, amount, as_of, 0 FROM opening_balance WHERE key >= $1 AND key < $2"
    " UNION ALL SELECT o.key, c.seq, c.amount, o.as_of, 1 FROM opening_correction c"
    " JOIN opening_balance o ON o.id = c.opening WHERE o.key >= $1 AND o.key < $2"};
const Query undrawn_accounts{
    "SELECT id, stream, body, last_transfer FROM account"
    " WHERE budget = $1 AND option = $2 AND name = 3 ORDER BY id"};
const Query proposed_of_it{
    "SELECT p.seq, x.stream, x.body, x.net FROM payment p"
    " JOIN payment_part x ON x.payment = p.id"
    " WHERE p.budget = $1 AND p.option = $2 AND p.kind = 6 AND p.reissues = 0 ORDER BY p.id, x.id"};
static_assert(static_cast<int>(AccountName::undrawn) == 3 &&
              static_cast<int>(PaymentKind::waiting_money) == 6);

using Owner = std::pair<Stream, std::int32_t>;
using Holder = std::pair<std::int64_t, Option>;  // budget

struct Step {
    std::int64_t seq = 0;
    Money change{};
    Date day{};
    bool is_correction = false;
};
using Steps = std::map<Owner, std::vector<Step>>;

// "undrawn|bank account|budget|option|commissioner|stream|owed to"
struct OpeningKey {
    std::string budget;
    Option option = Option::none;
    std::string commissioner;
    Stream stream{};
};

OpeningKey parsed(std::string_view key) {
    std::vector<std::string_view> cells;
    for (std::size_t at = 0; at <= key.size();) {
        const std::size_t end = std::min(key.find('|', at), key.size());
        cells.push_back(key.substr(at, end - at));
        at = end + 1;
    }
    const auto option = cells.size() == 7 ? option_named(cells[3]) : std::nullopt;
    const auto stream = cells.size() == 7 ? stream_named(cells[5]) : std::nullopt;
    if (!option || !stream) throw InvariantBroken("an opening balance without its owner");
    return {std::string(cells[2]), *option, std::string(cells[4]), *stream};
}

class Sources {
  public:
    explicit Sources(Database& database) : database_(database) {}

    void read_all() {
        read_openings("undrawn|", "undrawn}");
        add_changes(option_changes_on(database_, last_day_of_all));
    }
    void read(const Budget& budget) {
        numbers_.emplace(budget.ref, budget.number);
        read_openings("undrawn||" + budget.ref + "|", "undrawn||" + budget.ref + "}");
        add_changes(option_changes_of(database_, budget.number));
    }

    [[nodiscard]] std::vector<WaitingMoney> left() {
        std::vector<WaitingMoney> all;
        for (auto& [holder, steps] : steps_) {
            if (holder.second == Option::notional) continue;
            add_proposed(holder, steps);
            WaitingMoney waiting{.budget = holder.first, .option = holder.second};
            for (auto& [owner, of_owner] : steps) add_left(waiting, owner, of_owner);
            if (!waiting.shares.empty()) all.push_back(std::move(waiting));
        }
        return all;
    }

    [[nodiscard]] Shares corrected_below_proposed(const Holder& holder) {
        Shares below;
        const auto steps = steps_.find(holder);
        if (steps == steps_.end()) return below;
        add_proposed(holder, steps->second);
        for (auto& [owner, of_owner] : steps->second) {
            const Money amount = left_of(of_owner).corrected_below;
            if (!amount.is_zero()) below.push_back({owner.first, owner.second, amount});
        }
        return below;
    }

  private:
    void read_openings(const std::string& from, const std::string& before) {
        for (Rows rows = database_.select(openings, from, before); rows.next();) {
            const OpeningKey key = parsed(rows.text(0));
            const Holder holder{number_of(key.budget), key.option};
            steps_[holder][{key.stream, body_of(key.commissioner)}].push_back(
                {rows.integer(1), rows.money(2), rows.date(3), rows.integer(4) != 0});
        }
    }

    void add_changes(const std::vector<OptionChange>& changes) {
        std::vector<Holder> holders;
        for (const OptionChange& change : changes) {
            holders.emplace_back(change.budget, change.before);
            holders.emplace_back(change.budget, change.after);
        }
        std::ranges::sort(holders);
        const auto same = std::ranges::unique(holders);
        holders.erase(same.begin(), same.end());
        for (const Holder& holder : holders) add_moves(holder);
    }

    void add_moves(const Holder& holder) {
        struct Account {
            std::int64_t id = 0;
            Owner owner{};
            std::int64_t newest = 0;
        };
        std::vector<Account> accounts;
        for (Rows rows = database_.select(undrawn_accounts, holder.first, holder.second);
             rows.next();) {
            accounts.push_back({rows.integer(0),
                                {rows.stream(1), static_cast<std::int32_t>(rows.integer(2))},
                                rows.integer(3)});
        }
        for (const Account& account : accounts) {
            Chain chain(database_, account.id, account.newest);
            while (const auto row = chain.next()) {
                if (row->kind != static_cast<std::uint8_t>(Event::option_changed)) continue;
                steps_[holder][account.owner].push_back(
                    {row->seq, row->is_debit ? -row->amount : row->amount, row->effective});
            }
        }
    }

    void add_proposed(const Holder& holder, Steps& steps) {
        for (Rows rows = database_.select(proposed_of_it, holder.first, holder.second);
             rows.next();) {
            const Owner owner{rows.stream(1), static_cast<std::int32_t>(rows.integer(2))};
            steps[owner].push_back({rows.integer(0), -rows.money(3), {}});
        }
    }

    struct Left {
        Money amount{};
        Date since{};
        Money corrected_below{};
    };
    // What moved on to another option may be more than what waited here, so nothing goes below nil.
    static Left left_of(std::vector<Step>& steps) {
        std::ranges::stable_sort(steps, {}, &Step::seq);
        Left left;
        for (const Step& step : steps) {
            const Money now = left.amount + step.change;
            left.amount = std::max(Money{}, now);
            if (step.is_correction) left.corrected_below += left.amount - now;
            if (step.change > Money{}) left.since = std::max(left.since, step.day);
        }
        return left;
    }

    static void add_left(WaitingMoney& waiting, const Owner& owner, std::vector<Step>& steps) {
        const Left left = left_of(steps);
        if (left.amount.is_zero()) return;
        waiting.shares.push_back({owner.first, owner.second, left.amount});
        waiting.since = std::max(waiting.since, left.since);
    }

    std::int64_t number_of(const std::string& budget) {
        if (numbers_.empty()) {
            for (const Budget& each : budgets_on(database_, last_day_of_all)) {
                numbers_.emplace(each.ref, each.number);
            }
        }
        return numbers_.at(budget);
    }

    std::int32_t body_of(const std::string& commissioner) {
        if (bodies_.empty()) {
            for (const Organisation& each : organisations_on(database_, last_day_of_all)) {
                const bool pays =
                    each.kind == OrganisationKind::nhs || each.kind == OrganisationKind::council;
                if (pays) bodies_.emplace(each.ref, static_cast<std::int32_t>(each.number));
            }
        }
        return bodies_.at(commissioner);
    }

    Database& database_;
    std::unordered_map<std::string, std::int64_t> numbers_;  // of budgets
    std::unordered_map<std::string, std::int32_t> bodies_;
    std::map<Holder, Steps> steps_;
};

}  // namespace

std::vector<WaitingMoney> waiting_money(Database& database) {
    Sources sources(database);
    sources.read_all();
    return sources.left();
}

std::vector<WaitingMoney> waiting_money_of(Database& database, const Budget& budget) {
    Sources sources(database);
    sources.read(budget);
    return sources.left();
}

Shares corrected_below_proposed(Database& database, const Budget& budget, Option option) {
    Sources sources(database);
    sources.read(budget);
    return sources.corrected_below_proposed({budget.number, option});
}

}  // namespace almoner::ledger
