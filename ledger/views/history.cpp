#include "ledger/views/history.h"

#include "ledger/records/payment_end.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/plan_line.h"
#include "ledger/views/chain.h"
#include "ledger/views/entry_words.h"
#include "ledger/views/payment_of_transfer.h"
#include "ledger/views/person_accounts.h"

#include <charconv>
#include <limits>
#include <set>

namespace almoner::ledger {
namespace {

const Query resolved_by{"SELECT seq FROM transfer WHERE resolves = $1"};
const Query booked_on{"SELECT booked FROM journal WHERE seq = $1"};
const Query put_right_by{"SELECT seq FROM reversal WHERE original = $1"};
const Query puts_right{"SELECT original FROM reversal WHERE seq = $1"};

// The chain of one account whose balance the holder follows.
struct Line {
    Chain chain;
    CountedAccount account{};
    std::optional<ChainRow> head{};
};

// What is shown of an account: money held, or notional money set aside.
bool is_shown(const AccountKey& key) {
    if (key.option == Option::notional) return key.name == AccountName::undrawn;
    return key.name == AccountName::held;
}

bool is_resolved(Database& database, std::int64_t pending, const AsOf& as_of) {
    Rows rows = database.select(resolved_by, pending);
    return rows.next() && as_of.knows(rows.integer(0));
}

// A file with it has gone to the bank.
bool was_sent(PaymentState state) {
    return state != PaymentState::proposed && state != PaymentState::held &&
           state != PaymentState::approved && state != PaymentState::in_file;
}

std::optional<std::int64_t> first_of(Rows rows) {
    if (!rows.next()) return std::nullopt;
    return rows.integer(0);
}

// Merges the chains of all accounts, newest first, and adds the streams of one event together.
class Merge {
  public:
    Merge(Database& database, const PersonAccounts& all, const AsOf& as_of)
        : database_(database), payments_(database, all.budgets, as_of), as_of_(as_of) {
        for (const CountedAccount& account : all.accounts) {
            if (!is_shown(account.key)) continue;
            lines_.push_back(
                {.chain = Chain(database, account.id, account.last_transfer), .account = account});
            step(lines_.back());
        }
    }

    void skip_to(std::int64_t before) {
        for (Line* line = newest(); line != nullptr && line->head->id >= before; line = newest()) {
            step(*line);
        }
    }

    std::optional<HistoryEntry> next() {
        Line* line = newest();
        if (line == nullptr) return std::nullopt;
        const ChainRow first = *line->head;
        const Option option = line->account.key.option;
        const auto payment = payments_.of(line->account, first);
        HistoryEntry entry{
            .transfer = first.id,
            .journal = first.seq,
            .on = first.settled.value_or(first.effective),
            .option = option,
            .words = entry_words(first.kind, first.state),
            .counts = first.state == TransferState::posted || first.state == TransferState::settles,
            .balance = Money::from_pence(balance_of(option))};
        while (line != nullptr && belongs(*line, first, option, payment)) {
            entry.amount += signed_amount(*line);
            step(*line);
            line = newest();
        }
        add_links(entry, first, payment);
        return entry;
    }

  private:
    // A promise that was resolved is told by what resolved it.
    void step(Line& line) {
        do {
            line.head = line.chain.next();
        } while (line.head && !is_told(*line.head));
    }

    bool is_told(const ChainRow& row) {
        if (!as_of_.knows(row.seq)) return false;
        return row.state != TransferState::pending || !is_resolved(database_, row.id, as_of_);
    }

    Line* newest() {
        Line* best = nullptr;
        for (Line& line : lines_) {
            if (line.head && (best == nullptr || line.head->id > best->head->id)) best = &line;
        }
        return best;
    }

    // Nothing but the head of each chain says what its account came to at this point.
    std::int64_t balance_of(Option option) const {
        std::int64_t net = 0;
        for (const Line& line : lines_) {
            if (line.account.key.option == option && line.head) net += line.head->net_after;
        }
        return option == Option::notional ? -net : net;  // a claim grows by credits
    }

    static Money signed_amount(const Line& line) {
        const bool into = line.head->is_debit != (line.account.key.option == Option::notional);
        return into ? line.head->amount : -line.head->amount;
    }

    bool belongs(const Line& line,
                 const ChainRow& first,
                 Option option,
                 const PaymentsOfPerson::Found& payment) {
        const ChainRow& row = *line.head;
        return row.seq == first.seq && row.kind == first.kind && row.state == first.state &&
               row.plan_line == first.plan_line && row.effective == first.effective &&
               line.account.key.option == option && payments_.of(line.account, row) == payment;
    }

    void add_links(HistoryEntry& entry,
                   const ChainRow& row,
                   const PaymentsOfPerson::Found& payment) {
        if (const auto booked = first_of(database_.select(booked_on, row.seq))) {
            entry.booked = Date::from_days(static_cast<std::int32_t>(*booked));
        }
        if (payment.id != 0) entry.payment = payment_ref(payment.id);
        const bool waits = row.state == TransferState::pending && payment.id != 0;
        if (waits && !was_sent(payments_.state_of(payment.id))) {
            entry.words = "Payment approved, not sent yet";
        }
        if (row.state == TransferState::releases) tell_given_up(entry, payment.id);
        if (payment.kind == PaymentKind::emergency_advance) entry.emergency = "advance";
        if (payment.kind == PaymentKind::emergency_addition) entry.emergency = "addition";
        if (payment.kind == PaymentKind::waiting_money) entry.words += " (set aside before)";
        entry.plan_line = row.plan_line != 0 ? ref_of(row.plan_line) : lines_of(payment.id);
        // What is promised again beside a reversal reverses nothing.
        if (row.state == TransferState::posted) {
            entry.reverses = first_of(database_.select(puts_right, row.seq));
        }
        entry.reversed_by = first_of(database_.select(put_right_by, row.seq));
        if (entry.reversed_by && !as_of_.knows(*entry.reversed_by)) entry.reversed_by.reset();
        if (entry.reverses) entry.words = "Put right: " + entry.words;
    }

    // It is not due again, so that must not be said of it.
    void tell_given_up(HistoryEntry& entry, std::int64_t payment) {
        const auto record = payment == 0 ? std::nullopt : payment_by_id(database_, payment);
        if (record && was_given_up(*record)) entry.words = "Payment cancelled before it was sent";
    }

    std::string ref_of(std::int64_t plan_line) {
        const auto line = plan_line_numbered(database_, plan_line, as_of_.day);
        return line ? line->ref : std::to_string(plan_line);
    }

    // A receipt or a return is posted by stream: it is of all the lines of its payment.
    std::string lines_of(std::int64_t payment) {
        std::set<std::string> refs;
        if (payment != 0) {
            for (const PaymentPart& part : parts_of(database_, payment)) {
                if (part.plan_line != 0) refs.insert(ref_of(part.plan_line));
            }
        }
        std::string all;
        for (const std::string& ref : refs) all += (all.empty() ? "" : ", ") + ref;
        return all;
    }

    Database& database_;
    PaymentsOfPerson payments_;
    const AsOf& as_of_;
    std::vector<Line> lines_;
};

Refusal refused(const char* code, const char* words, const char* next, const char* field) {
    return {.code = code, .words = words, .next = next, .field = field, .citation = ""};
}

std::optional<std::int64_t> transfer_of(std::string_view cursor) {
    if (cursor.empty()) return std::numeric_limits<std::int64_t>::max();
    std::int64_t transfer = 0;
    const char* const begin = cursor.data();  // NOLINT: its size is in the line below
    const char* const end = begin + cursor.size();
    const auto [last, error] = std::from_chars(begin, end, transfer);
    if (error != std::errc{} || last != end || transfer <= 0) return std::nullopt;
    return transfer;
}

}  // namespace

Outcome<History> history_of(const Scope& scope,
                            Database& database,
                            std::string_view person,
                            const AsOf& as_of,
                            const HistoryPage& page) {
    if (page.limit < 1 || page.limit > 100) {
        return refused("limit-out-of-range",
                       "A page has 1 to 100 entries.",
                       "Give a limit from 1 to 100.",
                       "limit");
    }
    const auto before = transfer_of(page.cursor);
    if (!before) {
        return refused("cursor-unknown",
                       "That is not where a page of this history ended.",
                       "Begin again without a cursor.",
                       "cursor");
    }
    const auto all = accounts_of_person(scope, database, person, now_on(as_of.day));
    if (!all.accepted()) return all.refusal();
    Merge merge(database, all.value(), as_of);
    merge.skip_to(*before);
    History history{.person = all.value().ref};
    // The first transfer of a page is the newest of an entry, so a page never splits one.
    while (const auto entry = merge.next()) {
        if (history.entries.size() == page.limit) {
            history.next_cursor = std::to_string(entry->transfer + 1);
            break;
        }
        history.entries.push_back(*entry);
    }
    return history;
}

}  // namespace almoner::ledger
