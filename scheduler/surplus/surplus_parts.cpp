#include "scheduler/surplus/surplus_parts.h"

#include "ledger/posting/events.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/spend.h"
#include "ledger/views/chain.h"
#include "ledger/views/option_sums.h"
#include "ledger/views/person_accounts.h"
#include "scheduler/ending/ending_standing.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::CountedAccount;
using ledger::Money;
using ledger::Stream;

constexpr std::string_view books = "the books";

Funder funder_of(const CountedAccount& account) {
    return {account.key.stream, account.key.body};
}

bool is_held(const CountedAccount& account) {
    return account.key.name == AccountName::held;
}

// What is set aside for others by law; the rest that is owed is a commitment.
bool is_reserve(AccountName name) {
    return name == AccountName::payable_hmrc || name == AccountName::payable_pension;
}

bool is_owed(AccountName name) {
    return name >= AccountName::payable_net_pay && name <= AccountName::payable_refund;
}

// A refund of HMRC's is nobody's before it comes.
void add_owed(const CountedAccount& account, SurplusSheet& sheet) {
    const ledger::Counted& counted = account.counted;
    const std::int64_t owed = std::max({std::int64_t{0}, counted.posted, counted.pending_out});
    if (owed == 0) return;
    sheet.take(funder_of(account),
               {.part = is_reserve(account.key.name) ? "reserves" : "uncleared",
                .amount = Money::from_pence(owed),
                .words = "owed out of it: " + std::string(name_of(account.key.name)),
                .from = std::string(books)});
}

bool is_spending(const ledger::ChainRow& row) {
    return row.kind == static_cast<int>(ledger::Event::spending_accounted);
}

bool moved(const ledger::ChainRow& row) {
    return row.state == ledger::TransferState::posted ||
           row.state == ledger::TransferState::settles;
}

// The part of each period's money that is for days still to come, a started penny in the holder's
// favour.
void add_in_advance(ledger::Database& database,
                    const CountedAccount& account,
                    const ledger::AsOf& as_of,
                    SurplusSheet& sheet) {
    std::map<ledger::Date, std::pair<ledger::Period, Money>> by_period;
    ledger::Chain chain(database, account.id, account.last_transfer);
    while (const auto row = chain.next()) {
        const bool is_ahead = row->period.last > as_of.day;
        if (!is_ahead || !as_of.knows(row->seq) || is_spending(*row) || !moved(*row)) continue;
        auto& [period, amount] = by_period[row->period.first];
        period = row->period;
        amount += row->is_debit ? row->amount : -row->amount;
    }
    for (const auto& [first, of_period] : by_period) {
        const auto& [period, amount] = of_period;
        if (amount <= Money{}) continue;
        const std::int32_t left = std::min(period.days(), period.last - as_of.day);
        sheet.take(funder_of(account),
                   {.part = "in-advance",
                    .amount = amount.mul_div(left, period.days(), ledger::Rounding::up),
                    .words = std::to_string(left) + " of the " + std::to_string(period.days()) +
                             " days that were paid for until " + period.last.words() +
                             " are still to come",
                    .from = std::string(books)});
    }
}

// Of their own contribution: what came in above what was due is the person's.
void add_overpaid(const CountedAccount& account, SurplusSheet& sheet) {
    if (account.counted.posted >= 0) return;
    sheet.take(funder_of(account),
               {.part = "contribution",
                .amount = Money::from_pence(-account.counted.posted),
                .words = "more of the person's own contribution came in than was due",
                .from = std::string(books)});
}

}  // namespace

void SurplusSheet::hold(const Funder& funder, Money amount) {
    funders_[funder].cleared += amount;
}

void SurplusSheet::take(const Funder& funder, SurplusRow row) {
    funders_[funder].taken += row.amount;
    by_part_[row.part] += row.amount;
    rows_.push_back(std::move(row));
}

void SurplusSheet::take(SurplusRow row) {
    shared_ += row.amount;
    by_part_[row.part] += row.amount;
    rows_.push_back(std::move(row));
}

Money SurplusSheet::taken(std::string_view part) const {
    const auto found = by_part_.find(part);
    return found == by_part_.end() ? Money{} : found->second;
}

Money SurplusSheet::cleared() const {
    Money whole;
    for (const auto& [funder, part] : funders_) whole += part.cleared;
    return whole;
}

std::vector<FunderSurplus> SurplusSheet::by_funder() const {
    std::vector<FunderSurplus> all;
    std::vector<std::int64_t> weights;
    for (const auto& [funder, part] : funders_) {
        const Money left = part.cleared - part.taken;
        all.push_back(
            {.stream = funder.first, .body = funder.second, .cleared = part.cleared, .free = left});
        weights.push_back(std::max<std::int64_t>(0, left.pence()));
    }
    if (all.empty() || shared_.is_zero()) return all;
    const bool has_any =
        std::ranges::any_of(weights, [](std::int64_t weight) { return weight > 0; });
    if (!has_any) weights.front() = 1;
    const std::vector<Money> shares = shared_.allocate(weights);
    for (std::size_t i = 0; i < all.size(); ++i) all[i].free -= shares[i];
    return all;
}

void add_accounts(ledger::Database& database,
                  std::int64_t budget,
                  const ledger::AsOf& as_of,
                  SurplusSheet& sheet) {
    std::map<ledger::Option, ledger::OptionSums> sums;
    std::map<ledger::Option, Money> posted;
    Funder own{Stream::person, 0};
    for (const CountedAccount& account : ledger::accounts_of_budget(database, budget, as_of)) {
        if (account.key.option == ledger::Option::notional) continue;
        sums[account.key.option].add(account);
        if (account.key.stream == Stream::person) own = funder_of(account);
        if (is_held(account)) {
            const Money amount = Money::from_pence(account.counted.posted);
            posted[account.key.option] += amount;
            sheet.hold(funder_of(account), amount);
            add_in_advance(database, account, as_of, sheet);
        } else if (is_owed(account.key.name)) {
            add_owed(account, sheet);
        } else if (account.key.name == AccountName::receivable_contribution) {
            add_overpaid(account, sheet);
        }
    }
    for (const auto& [option, of_option] : sums) {
        if (!of_option.has_anything()) continue;
        // Their own part, which only the holder sees arrive.
        const Money unseen = of_option.held() - posted[option];
        if (!unseen.is_zero()) sheet.hold(own, unseen);
        sheet.show({.part = "cleared",
                    .amount = of_option.held(),
                    .words = "held as " + std::string(name_of(option)),
                    .from = std::string(books)});
    }
}

void add_unconfirmed(ledger::Database& database,
                     std::int64_t budget,
                     const ledger::AsOf& as_of,
                     SurplusSheet& sheet) {
    for (const ledger::Spend& each : ledger::spends_of(database, budget)) {
        const bool is_known = as_of.knows(each.seq) && each.spent_on <= as_of.day;
        const auto steps = ledger::steps_of_spend(database, each.id, as_of.last_row());
        if (!is_known || ledger::state_after(steps) != ledger::SpendState::unconfirmed) continue;
        SurplusRow row{.part = "uncleared",
                       .amount = each.is_refund ? -each.amount : each.amount,
                       .words = std::string(each.is_refund ? "refunded" : "spent") + " on " +
                                each.spent_on.words() + ", not confirmed yet",
                       .from = "spend " + std::to_string(each.id)};
        const auto line = each.plan_line
                              ? ledger::plan_line_numbered(database, *each.plan_line, as_of.day)
                              : std::nullopt;
        if (line) {
            sheet.take(Funder{line->stream, static_cast<std::int32_t>(line->body)}, std::move(row));
        } else {
            sheet.take(std::move(row));
        }
    }
}

void add_owed_at_end(ledger::Database& database,
                     std::int64_t budget,
                     const ledger::AsOf& as_of,
                     SurplusSheet& sheet) {
    for (const ledger::Ending& ending : ledger::endings_of(database, budget)) {
        for (const Owed& each : standing_of_ending(database, ending, as_of.last_row()).owed) {
            if (each.unmet() <= Money{} || each.line.option == ledger::Option::notional) continue;
            sheet.take(Funder{each.line.stream, static_cast<std::int32_t>(each.line.body)},
                       {.part = "uncleared",
                        .amount = each.unmet(),
                        .words = "owed at the end and not met: " + each.kind,
                        .from = "ending " + ledger::ending_number(ending.id)});
        }
    }
}

}  // namespace almoner::scheduler
