#include "scheduler/reconciliation/named_otherwise.h"

#include "ledger/records/private_text.h"
#include "ledger/records/states.h"
#include "scheduler/payroll/pay_payees.h"

#include <algorithm>
#include <cctype>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaymentState;

constexpr std::int32_t days_back = 62;  // constructed: HMRC and schemes take weeks

static_assert(static_cast<int>(PaymentState::in_file) == 4 &&
              static_cast<int>(PaymentState::recalled) == 7 &&
              static_cast<int>(PaymentState::rejected) == 8 &&
              static_cast<int>(PaymentState::settled) == 9);
// What no line shows yet may leave: neither a line of its own nor the total of its file.
const ledger::Query known_by_reference{
    "SELECT p.id, p.net, p.entry_on, CASE WHEN EXISTS (SELECT 1 FROM line_match m"
    "  WHERE m.payment = p.id AND m.payment <> 0 AND m.kind = 'payment'"
    "  AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id))"
    " OR EXISTS (SELECT 1 FROM line_match m"
    "  WHERE m.submission = p.submission AND m.submission <> 0 AND m.kind = 'submission'"
    "  AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id)) THEN 0 ELSE 1 END,"
    " t.id, t.person, t.sealed, CASE WHEN p.state IN (7, 8) THEN 1 ELSE 0 END FROM payment p"
    " JOIN payment_run u ON u.id = p.run AND u.paid_from = $1"
    " JOIN pay_out_reference r ON r.payment = p.id JOIN private_text t ON t.id = r.words_private"
    " WHERE p.state BETWEEN 4 AND 9 ORDER BY p.id"};

std::string in_capitals(std::string_view text) {
    std::string capitals(text);
    std::ranges::transform(capitals, capitals.begin(), [](unsigned char c) {
        return static_cast<char>(std::toupper(c));
    });
    return capitals;
}

bool says(const BankLine& line, const std::string& reference) {
    return std::ranges::any_of(line.texts, [&](const std::string& text) {
        return has_whole_word(in_capitals(text), reference) || without_spaces(text) == reference;
    });
}

bool says_it_came_back(const BankLine& line) {
    return line.returned || !line.reason.code.empty();
}

}  // namespace

NamedOtherwise::Candidates& NamedOtherwise::of_account(std::int64_t bank_account) {
    const auto known = by_account_.find(bank_account);
    if (known != by_account_.end()) return known->second;
    Candidates& candidates = by_account_[bank_account];
    ledger::Rows rows = database_.select(known_by_reference, bank_account);
    while (rows.next()) {
        candidates.emplace(rows.money(1),
                           Candidate{.payment = rows.integer(0),
                                     .entry_on = rows.date(2),
                                     .may_leave = rows.integer(3) != 0,
                                     .is_voided = rows.integer(7) != 0,
                                     .words = rows.integer(4),
                                     .person = rows.integer(5),
                                     .sealed = rows.str(6)});
    }
    return candidates;
}

bool NamedOtherwise::is_named(Candidate& candidate, const BankLine& line) {
    if (!candidate.reference) {
        // Of somebody who was erased there is nothing.
        candidate.reference =
            ledger::opened_text(database_, candidate.words, candidate.person, candidate.sealed)
                .value_or(std::string{});
    }
    return !candidate.reference->empty() && says(line, *candidate.reference);
}

std::int64_t NamedOtherwise::that_left(Candidates& candidates, const BankLine& line) {
    const auto [first, end] = candidates.equal_range(-line.amount);
    std::int64_t oldest_voided = 0;
    for (auto at = first; at != end; ++at) {
        Candidate& each = at->second;
        const bool is_too_late = each.is_voided && oldest_voided != 0;
        if (!each.may_leave || is_too_late || left_.contains(each.payment)) continue;
        if (!is_named(each, line)) continue;
        if (!each.is_voided) return each.payment;
        oldest_voided = each.payment;
    }
    return oldest_voided;
}

std::int64_t NamedOtherwise::that_came_back(Candidates& candidates, const BankLine& line) {
    std::int64_t newest = 0;
    std::int64_t newest_ahead = 0;
    const auto end =
        says_it_came_back(line) ? candidates.end() : candidates.upper_bound(line.amount);
    for (auto at = candidates.lower_bound(line.amount); at != end; ++at) {
        Candidate& each = at->second;
        std::int64_t& best = each.entry_on > line.booked_on ? newest_ahead : newest;
        const auto before = came_back_.find(each.payment);
        const Money left = before == came_back_.end() ? at->first : at->first - before->second;
        const bool is_other =
            each.payment < best || each.entry_on < line.booked_on - days_back || left < line.amount;
        if (!is_other && is_named(each, line)) best = each.payment;
    }
    return newest == 0 ? newest_ahead : newest;
}

std::int64_t NamedOtherwise::payment_of(const BankLine& line) {
    Candidates& candidates = of_account(line.bank_account);
    const bool is_out = line.amount < Money{};
    const std::int64_t payment =
        is_out ? that_left(candidates, line) : that_came_back(candidates, line);
    if (payment == 0) return 0;
    if (is_out) {
        left_.insert(payment);
    } else {
        came_back_[payment] += line.amount;
    }
    return payment;
}

}  // namespace almoner::scheduler
