#include "scheduler/option_change/waiting_money.h"

#include "ledger/records/payment_states.h"
#include "ledger/records/returns.h"
#include "scheduler/payment_run/earlier_money.h"
#include "scheduler/payment_run/families.h"
#include "scheduler/payment_run/part_again.h"
#include "scheduler/payment_run/run_facts.h"

#include <map>
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

class Waiting {
  public:
    explicit Waiting(Database& database) : database_(database) {}

    void add(const EarlierPayments& payments, std::int64_t agreement) {
        const auto earlier = payments.of(agreement);
        for (const Earlier& payment : earlier) {
            if (payment.state == PaymentState::proposed) {
                add(ledger::shares_of(ledger::parts_of(database_, payment.id)));
            }
            if (payment.reissues == 0) add_owed(earlier, family_of(earlier, payment));
        }
    }
    [[nodiscard]] Shares take() const {
        Shares shares;
        for (const auto& [owner, amount] : sums_) {
            shares.push_back({owner.first, owner.second, amount});
        }
        return shares;
    }

  private:
    void add(const Shares& shares) {
        for (const Share& share : shares) sums_[{share.stream, share.body}] += share.amount;
    }

    void add_owed(std::span<const Earlier> earlier, const Family& family) {
        const Earlier& newest = newest_whole(family);
        const Money owed = still_owed(family);
        const bool is_final = newest.state == PaymentState::cancelled && !is_due_again(newest);
        if (owed.is_zero() || is_final || set_aside_by(earlier, newest) == nullptr) return;
        if (owed == newest.net) {
            add(ledger::shares_of(ledger::parts_of(database_, newest.id)));
            return;
        }
        for (const DraftPart& part : parts_owed(database_, family, owed)) {
            sums_[{part.stream, part.body}] += part.net;
        }
    }

    Database& database_;
    std::map<std::pair<ledger::Stream, std::int32_t>, Money> sums_;
};

}  // namespace

Shares waiting_shares(Database& database, std::int64_t budget, ledger::Option option) {
    if (option == ledger::Option::notional) return {};
    std::vector<std::int64_t> agreements;
    for (ledger::Rows rows = database.select(paying_agreements, budget, option); rows.next();) {
        agreements.push_back(rows.integer(0));
    }
    Waiting waiting(database);
    for (const std::int64_t agreement : agreements) {
        waiting.add(EarlierPayments(database, agreement), agreement);
    }
    return waiting.take();
}

}  // namespace almoner::scheduler
