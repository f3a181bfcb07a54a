#include "scheduler/option_change/waiting_money.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/returns.h"
#include "ledger/views/waiting_money.h"
#include "scheduler/payment_run/earlier_money.h"
#include "scheduler/payment_run/families.h"
#include "scheduler/payment_run/part_again.h"
#include "scheduler/payment_run/run_facts.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Database;
using ledger::Money;
using ledger::PaymentState;
using ledger::Share;
using ledger::Shares;

const ledger::Query paying_agreements{
    "SELECT DISTINCT agreement FROM payment WHERE budget = $1 AND option = $2 AND agreement <> 0"
    " ORDER BY agreement"};

std::vector<std::int64_t> agreements_paying(Database& database,
                                            std::int64_t budget,
                                            ledger::Option option) {
    std::vector<std::int64_t> agreements;
    for (ledger::Rows rows = database.select(paying_agreements, budget, option); rows.next();) {
        agreements.push_back(rows.integer(0));
    }
    return agreements;
}

Shares shares_of_payment(Database& database, std::int64_t payment) {
    return ledger::shares_of(ledger::parts_of(database, payment));
}

class Sums {
  public:
    void add(const Shares& shares) {
        for (const Share& share : shares) sums_[{share.stream, share.body}] += share.amount;
    }
    [[nodiscard]] Shares take() const {
        Shares shares;
        for (const auto& [owner, amount] : sums_) {
            shares.push_back({owner.first, owner.second, amount});
        }
        return shares;
    }

  private:
    std::map<std::pair<ledger::Stream, std::int32_t>, Money> sums_;
};

// Of the whole or of a part that came back.
Shares shares_owed(Database& database, const Family& family) {
    const Earlier& newest = newest_whole(family);
    const Money owed = still_owed(family);
    if (owed.is_zero()) return {};
    if (owed == newest.net) return shares_of_payment(database, newest.id);
    Sums sums;
    for (const DraftPart& part : parts_owed(database, family, owed)) {
        sums.add({{part.stream, part.body, part.net}});
    }
    return sums.take();
}

bool waits_by_itself(const Family& family) {
    return family.front()->kind == ledger::PaymentKind::waiting_money;
}

class Waiting {
  public:
    explicit Waiting(Database& database) : database_(database) {}

    void add(const EarlierPayments& payments, std::int64_t agreement) {
        const auto earlier = payments.of(agreement);
        for (const Earlier& payment : earlier) {
            if (payment.state == PaymentState::proposed) {
                sums_.add(shares_of_payment(database_, payment.id));
            }
            if (payment.reissues == 0) add_owed(earlier, family_of(earlier, payment));
        }
    }
    void add(const std::vector<DueAgain>& due_again) {
        for (const DueAgain& each : due_again) {
            sums_.add(ledger::left_after(each.due, each.corrected_away));
        }
    }
    [[nodiscard]] Shares take() const { return sums_.take(); }
    // Some of it no period set aside: that is added by itself.
    [[nodiscard]] bool has_waiting_money() const { return has_waiting_money_; }

  private:
    void add_owed(std::span<const Earlier> earlier, const Family& family) {
        if (waits_by_itself(family)) {
            has_waiting_money_ = true;
            return;
        }
        const Earlier& newest = newest_whole(family);
        const bool is_final = newest.state == PaymentState::cancelled && !is_due_again(newest);
        if (is_final || set_aside_by(earlier, newest) == nullptr) return;
        sums_.add(shares_owed(database_, family));
    }

    Database& database_;
    Sums sums_;
    bool has_waiting_money_ = false;
};

}  // namespace

std::vector<DueAgain> waiting_due_again(Database& database,
                                        std::int64_t budget,
                                        ledger::Option option) {
    std::vector<DueAgain> all;
    Sums lowered;  // by then, of what was proposed first
    for (const std::int64_t agreement : agreements_paying(database, budget, option)) {
        const EarlierPayments payments(database, agreement);
        for (const Earlier& payment : payments.all()) {
            if (payment.reissues != 0) continue;
            const Family family = family_of(payments.all(), payment);
            if (!waits_by_itself(family)) continue;
            all.push_back({.first = payment.id, .due = shares_owed(database, family)});
            lowered.add(ledger::left_after(shares_of_payment(database, payment.id),
                                           shares_of_payment(database, newest_whole(family).id)));
        }
    }
    const auto known = ledger::budget_numbered(database, budget, ledger::last_day_of_all);
    if (all.empty() || !known) return all;
    std::ranges::sort(all, {}, &DueAgain::first);
    Shares gone = ledger::left_after(ledger::corrected_below_proposed(database, *known, option),
                                     lowered.take());
    for (DueAgain& each : all) {
        each.corrected_away = ledger::covered_by(each.due, gone);
        gone = ledger::left_after(gone, each.corrected_away);
    }
    return all;
}

Shares waiting_shares(Database& database, std::int64_t budget, ledger::Option option) {
    if (option == ledger::Option::notional) return {};
    Waiting waiting(database);
    for (const std::int64_t agreement : agreements_paying(database, budget, option)) {
        waiting.add(EarlierPayments(database, agreement), agreement);
    }
    if (waiting.has_waiting_money()) waiting.add(waiting_due_again(database, budget, option));
    return waiting.take();
}

}  // namespace almoner::scheduler
