#include "ledger/views/payment_transfers.h"

#include "ledger/posting/events.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/returns.h"
#include "ledger/views/as_of.h"
#include "ledger/views/payment_of_transfer.h"

#include <algorithm>
#include <utility>

namespace almoner::ledger {
namespace {

const Query largest_transfer{"SELECT COALESCE(MAX(id), 0) FROM transfer"};
const Query command_of_transfer{"SELECT seq FROM transfer WHERE id = $1"};
// Those of the payment's budget and option, those that end a promise, and what moved on a bank
// account for its period.
const Query of_command{
    "SELECT t.id, t.seq, t.state, t.kind, t.debit, t.credit, t.amount, t.plan_line, t.effective,"
    " t.settled, t.period_first, t.period_last, t.resolves,"
    " d.name, d.stream, d.option, d.body, d.bank_account, d.budget,"
    " c.name, c.stream, c.option, c.body, c.bank_account, c.budget"
    " FROM transfer t JOIN account d ON d.id = t.debit JOIN account c ON c.id = t.credit"
    " WHERE t.id BETWEEN $1 AND $2 AND (d.budget = $3 OR c.budget = $3 OR"
    " (d.budget = 0 AND c.budget = 0 AND t.period_first = $4 AND t.kind IN ($5, $6)))"
    " ORDER BY t.id"};
const Query promised_before{
    "SELECT first_before FROM payment_promised_again WHERE payment = $1 ORDER BY id"};

constexpr int first_of_debit = 13;
constexpr int first_of_credit = 19;

struct Candidate {
    PaymentTransfer transfer;
    Period period;
    AccountKey debit;
    AccountKey credit;
};

AccountKey key_in(const Rows& rows, int first) {
    return {.name = static_cast<AccountName>(rows.integer(first)),
            .stream = rows.stream(first + 1),
            .option = rows.option(first + 2),
            .body = static_cast<std::int32_t>(rows.integer(first + 3)),
            .bank_account = static_cast<std::int32_t>(rows.integer(first + 4)),
            .budget = static_cast<std::int32_t>(rows.integer(first + 5))};
}

Candidate candidate_in(const Rows& rows) {
    PaymentTransfer transfer{.id = rows.integer(0),
                             .seq = rows.integer(1),
                             .state = static_cast<TransferState>(rows.integer(2)),
                             .kind = static_cast<std::uint8_t>(rows.integer(3)),
                             .debit = rows.integer(4),
                             .credit = rows.integer(5),
                             .amount = rows.money(6),
                             .plan_line = rows.integer(7),
                             .effective = rows.date(8),
                             .resolves = rows.maybe_integer(12).value_or(0)};
    if (rows.integer(9) != 0) transfer.settled = rows.date(9);
    return {.transfer = transfer,
            .period = {rows.date(10), rows.date(11)},
            .debit = key_in(rows, first_of_debit),
            .credit = key_in(rows, first_of_credit)};
}

bool is_kind(const Candidate& candidate, Event event) {
    return candidate.transfer.kind == static_cast<std::uint8_t>(event);
}

class Gathering {
  public:
    Gathering(Database& database,
              const PaymentRecord& payment,
              const std::vector<PaymentPart>& parts)
        : database_(database),
          payment_(payment),
          parts_(parts),
          payments_(database, budget_of_payment(), now_on(last_day_of_all)) {
        note_promises();
        Rows rows = database_.select(largest_transfer);
        if (rows.next()) last_transfer_ = rows.integer(0);
    }

    PaymentTransfers of(const std::set<std::int64_t>& commands) {
        for (const std::int64_t seq : commands) command(seq);
        return std::move(found_);
    }

  private:
    [[nodiscard]] std::vector<Budget> budget_of_payment() const {
        const auto budget = budget_numbered(database_, payment_.budget, last_day_of_all);
        return budget ? std::vector<Budget>{*budget} : std::vector<Budget>{};
    }

    void note_promises() {
        PaymentRecord earlier = payment_;
        const auto note = [&](std::int64_t first) {
            earlier.first_transfer = first;
            const auto ids = transfers_of(earlier, parts_);
            promises_.insert(ids.begin(), ids.end());
        };
        note(payment_.first_transfer);
        for (Rows rows = database_.select(promised_before, payment_.id); rows.next();) {
            note(rows.integer(0));
        }
    }

    // Transfers stand in the order of their commands, so the table needs no index on them.
    [[nodiscard]] std::int64_t first_transfer_from(std::int64_t seq) const {
        std::int64_t low = 1;
        std::int64_t high = last_transfer_ + 1;
        while (low < high) {
            const std::int64_t middle = low + (high - low) / 2;
            Rows rows = database_.select(command_of_transfer, middle);
            if (rows.next() && rows.integer(0) >= seq) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    void command(std::int64_t seq) {
        std::vector<Candidate> at_bank;  // not told apart yet
        expected_.clear();
        std::int64_t before = 0;
        for (const Candidate& each : candidates_of(seq)) {
            const bool has_budget = each.debit.budget != 0 || each.credit.budget != 0;
            const bool is_next = each.transfer.id == before + 1;
            if (has_budget ? is_ours(each) : is_next && was_expected(each)) {
                found_.all.push_back(each.transfer);
                before = each.transfer.id;
                if (has_budget) expect_at_bank(each);
            } else if (!has_budget && is_kind(each, Event::payment_on_statement)) {
                at_bank.push_back(each);
            }
        }
        if (!bank_side_is_found_) take_what_is_alone(at_bank);
    }

    [[nodiscard]] std::vector<Candidate> candidates_of(std::int64_t seq) {
        std::vector<Candidate> candidates;
        for (Rows rows = database_.select(of_command,
                                          first_transfer_from(seq),
                                          first_transfer_from(seq + 1) - 1,
                                          payment_.budget,
                                          payment_.period.first,
                                          static_cast<int>(Event::payment_on_statement),
                                          static_cast<int>(Event::return_on_statement));
             rows.next();) {
            candidates.push_back(candidate_in(rows));
        }
        return candidates;
    }

    // A bank line posts the bank's side of a payment right after the payment's own, which passed
    // the same sums through transit.
    void expect_at_bank(const Candidate& each) {
        const bool has_moved = each.transfer.state == TransferState::settles ||
                               each.transfer.state == TransferState::posted;
        if (!has_moved) return;
        if (each.credit.name == AccountName::transit) {
            expected_.emplace_back(each.transfer.credit, each.transfer.amount);
        } else if (each.debit.name == AccountName::transit) {
            expected_.emplace_back(each.transfer.debit, each.transfer.amount);
        }
    }

    [[nodiscard]] bool was_expected(const Candidate& each) {
        // An undone line posts the mirror of both.
        const bool by_debit = each.debit.name == AccountName::transit;
        const std::pair through(by_debit ? each.transfer.debit : each.transfer.credit,
                                each.transfer.amount);
        const auto found = std::ranges::find(expected_, through);
        if (found == expected_.end()) return false;
        expected_.erase(found);
        bank_side_is_found_ = bank_side_is_found_ || is_kind(each, Event::payment_on_statement);
        return true;
    }

    // One that had settled before its line came is told by its sums, where no other has the same.
    void take_what_is_alone(const std::vector<Candidate>& at_bank) {
        std::vector<PaymentTransfer> alone;
        for (const Share& share : shares_of(parts_)) {
            std::vector<PaymentTransfer> alike;
            for (const Candidate& each : at_bank) {
                const bool fits =
                    each.period == payment_.period && each.debit.stream == share.stream &&
                    each.debit.body == share.body && each.transfer.amount == share.amount;
                if (fits) alike.push_back(each.transfer);
            }
            if (alike.empty()) return;
            if (alike.size() > 1) {
                found_.is_told_apart = false;
                return;
            }
            alone.push_back(alike.front());
        }
        found_.all.insert(found_.all.end(), alone.begin(), alone.end());
        bank_side_is_found_ = !alone.empty();
    }

    [[nodiscard]] bool is_ours(const Candidate& each) {
        const PaymentTransfer& transfer = each.transfer;
        if (promises_.contains(transfer.id) || promises_.contains(transfer.resolves)) return true;
        if (transfer.resolves != 0 || transfer.state == TransferState::pending) return false;
        const bool by_debit = each.debit.budget == payment_.budget;
        const AccountKey& key = by_debit ? each.debit : each.credit;
        if (key.option != payment_.option) return false;
        const CountedAccount side{.id = by_debit ? transfer.debit : transfer.credit, .key = key};
        const ChainRow row{.id = transfer.id,
                           .seq = transfer.seq,
                           .state = transfer.state,
                           .is_debit = by_debit,
                           .other = by_debit ? transfer.credit : transfer.debit,
                           .amount = transfer.amount,
                           .kind = transfer.kind,
                           .plan_line = transfer.plan_line,
                           .effective = transfer.effective,
                           .settled = transfer.settled,
                           .period = each.period};
        const std::int64_t found = payments_.of(side, row).id;
        return found == 0 ? is_set_aside_for(each) : found == payment_.id;
    }

    // Its period's money, put aside when it was proposed or taken back since.
    [[nodiscard]] bool is_set_aside_for(const Candidate& each) const {
        const bool of_its_period = each.period == payment_.period &&
                                   std::ranges::any_of(parts_, [&](const PaymentPart& part) {
                                       return part.plan_line == each.transfer.plan_line;
                                   });
        return payment_.sets_aside && of_its_period;
    }

    Database& database_;
    const PaymentRecord& payment_;
    const std::vector<PaymentPart>& parts_;
    PaymentsOfPerson payments_;
    std::set<std::int64_t> promises_;
    std::vector<std::pair<std::int64_t, Money>> expected_;  // on a bank account: transit and sum
    bool bank_side_is_found_ = false;
    std::int64_t last_transfer_ = 0;
    PaymentTransfers found_;
};

}  // namespace

PaymentTransfers transfers_made_for(Database& database,
                                    const PaymentRecord& payment,
                                    const std::vector<PaymentPart>& parts,
                                    const std::set<std::int64_t>& commands) {
    PaymentTransfers found = Gathering(database, payment, parts).of(commands);
    std::ranges::sort(found.all, {}, &PaymentTransfer::id);
    return found;
}

}  // namespace almoner::ledger
