#include "scheduler/ending/final_account.h"

#include "ledger/posting/events.h"
#include "ledger/records/reduction_case.h"
#include "ledger/views/chain.h"
#include "ledger/views/person_accounts.h"
#include "scheduler/ending/ending_standing.h"
#include "scheduler/reduction/case_standing.h"

#include <algorithm>
#include <map>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::CountedAccount;
using ledger::Event;
using ledger::Money;
using Funder = std::pair<ledger::Stream, std::int32_t>;

// What the other side of a transfer says about money that comes to, or leaves, what is left.
std::string_view part_of(AccountName other, Event event, bool is_debit) {
    if (other == AccountName::undrawn) return is_debit ? "returned" : "paid-in";
    if (other == AccountName::payable_reclaim) return "asked-back";
    if (other == AccountName::fund) return "other";
    const bool is_own = other == AccountName::receivable_contribution ||
                        other == AccountName::payable_refund || event == Event::own_money_paid_in;
    if (is_own) return "own-money";
    return event == Event::person_taken_over ? "paid-in" : "spent";
}

bool has_moved(const ledger::ChainRow& row) {
    return row.state == ledger::TransferState::posted ||
           row.state == ledger::TransferState::settles;
}

bool is_wage_or_bill(AccountName name) {
    return (name >= AccountName::payable_net_pay && name <= AccountName::payable_fee) ||
           name == AccountName::payable_supplier;
}

class Accounting {
  public:
    explicit Accounting(ledger::Database& database, std::vector<CountedAccount> accounts)
        : database_(database), accounts_(std::move(accounts)) {
        for (const CountedAccount& each : accounts_) names_[each.id] = each.key.name;
    }

    std::map<Funder, FunderAccount> take() {
        for (const CountedAccount& each : accounts_) add(each);
        return std::move(funders_);
    }

  private:
    FunderAccount& of(const CountedAccount& account) {
        FunderAccount& funder = funders_[{account.key.stream, account.key.body}];
        funder.stream = account.key.stream;
        funder.body = account.key.body;
        return funder;
    }

    void add(const CountedAccount& account) {
        const Money posted = Money::from_pence(account.counted.posted);
        if (account.key.name == AccountName::fund) {
            of(account).left += posted;
            add_transfers(account, of(account));
        } else if (account.key.name == AccountName::undrawn) {
            of(account).set_aside += posted;
        } else if (account.key.name == AccountName::payable_reclaim) {
            of(account).asked_back += posted;
        } else if (account.key.name == AccountName::payable_refund) {
            of(account).refund += posted;
        } else if (is_wage_or_bill(account.key.name)) {
            of(account).unpaid += posted;
        }
    }

    void add_transfers(const CountedAccount& account, FunderAccount& funder) {
        ledger::Chain chain(database_, account.id, account.last_transfer);
        while (const auto row = chain.next()) {
            if (!has_moved(*row)) continue;
            const auto event = static_cast<Event>(row->kind);
            const auto other = names_.find(row->other);
            const std::string_view part = other == names_.end()
                                              ? std::string_view("other")
                                              : part_of(other->second, event, row->is_debit);
            AccountRow& sum = row_of_funder(funder, part, ledger::row_of(event).name);
            sum.entries += 1;
            sum.amount += row->is_debit ? -row->amount : row->amount;
        }
    }

    static AccountRow& row_of_funder(FunderAccount& funder,
                                     std::string_view part,
                                     std::string_view event) {
        for (AccountRow& each : funder.rows) {
            if (each.part == part && each.event == event) return each;
        }
        return funder.rows.emplace_back(AccountRow{.part = part, .event = event});
    }

    ledger::Database& database_;
    std::vector<CountedAccount> accounts_;
    std::map<std::int64_t, AccountName> names_;
    std::map<Funder, FunderAccount> funders_;
};

FunderAccount* found(std::map<Funder, FunderAccount>& funders, const ledger::PlanLine& line) {
    const auto at = funders.find({line.stream, static_cast<std::int32_t>(line.body)});
    return at == funders.end() ? nullptr : &at->second;
}

void add_waived(ledger::Database& database,
                const ledger::Budget& budget,
                ledger::Date on,
                std::map<Funder, FunderAccount>& funders) {
    for (const ledger::ReductionCase& each : ledger::cases_of(database, budget.number)) {
        if (each.kind != "reclaim") continue;
        const CaseStanding standing = standing_of(database, each, on);
        FunderAccount* const funder = standing.line ? found(funders, *standing.line) : nullptr;
        if (funder == nullptr) continue;
        for (const auto& recovery : ledger::recoveries_of_case(database, each.id)) {
            if (recovery.way == "waived") funder->waived += recovery.amount;
        }
    }
}

void add_owed(ledger::Database& database,
              const ledger::Budget& budget,
              std::map<Funder, FunderAccount>& funders) {
    for (const ledger::Ending& ending : ledger::endings_of(database, budget.number)) {
        for (const Owed& each : standing_of_ending(database, ending).owed) {
            const Funder whose{each.line.stream, static_cast<std::int32_t>(each.line.body)};
            FunderAccount& funder = funders[whose];
            funder.stream = whose.first;
            funder.body = whose.second;
            funder.owed += std::max(each.unmet(), Money{});
            funder.by_body += each.by_body;
            funder.body_paid += each.paid_out;
        }
    }
}

}  // namespace

Money FunderAccount::of(std::string_view part) const {
    Money sum;
    for (const AccountRow& each : rows) {
        if (each.part == part) sum += each.amount;
    }
    return sum;
}

bool FunderAccount::ties() const {
    Money sum;
    for (const AccountRow& each : rows) sum += each.amount;
    return sum == left;
}

bool FinalAccount::ties() const {
    return std::ranges::all_of(funders, [](const FunderAccount& each) { return each.ties(); });
}

Money FinalAccount::left_to_decide() const {
    Money sum;
    for (const FunderAccount& each : funders) {
        if (each.stream == ledger::Stream::person) continue;
        sum += std::max(each.left - each.waived, Money{});
    }
    return sum;
}

FinalAccount final_account(ledger::Database& database,
                           const ledger::Budget& budget,
                           ledger::Date on) {
    Accounting accounting(database,
                          ledger::accounts_of_budget(database, budget.number, ledger::now_on(on)));
    std::map<Funder, FunderAccount> funders = accounting.take();
    add_waived(database, budget, on, funders);
    add_owed(database, budget, funders);
    FinalAccount account{.budget = budget, .on = on};
    for (auto& [whose, funder] : funders) account.funders.push_back(std::move(funder));
    return account;
}

}  // namespace almoner::scheduler
