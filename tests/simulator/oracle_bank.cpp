// What the bank's lines move.
#include "tests/simulator/oracle.h"

#include <algorithm>

namespace almoner::tests {
namespace {

constexpr std::int64_t unassigned = 6;
constexpr std::int64_t notional = 1;
constexpr std::int64_t managed = 4;

bool waits(std::int64_t state) {
    return state == in_file || state == sent || state == recall_asked;
}

bool was_voided(std::int64_t state) {
    return state == rejected || state == recalled;
}

bool has_left(std::int64_t state) {
    return state == settled || state == returned;
}

template <class Sums>
std::int64_t total(const Sums& sums) {
    std::int64_t all = 0;
    for (const auto& [whose, pence] : sums) all += pence;
    return all;
}

}  // namespace

bool Oracle::total_was_read(const Known& payment) const {
    return payment.is.submission != 0 && totals_read_.contains(payment.is.submission);
}

void Oracle::settle(Known& payment) {
    if (waits(payment.is.state)) {
        piles_.settle(promise_of(payment.is));
    } else if (was_voided(payment.is.state)) {
        const Moves moves = promise_of(payment.is);
        piles_.move_all(moves);
        for (const Share& share : shares_of(payment.is)) {
            if (payment.is.option == notional) continue;
            late_.push_back(
                {of_budget(undrawn, payment.is, share), of_body(allocation, share), share.pence});
        }
        paid_twice_.insert(payment.is.id);
        some_settled_late_ = true;
    } else {
        return;
    }
    payment.is.state = settled;
}

void Oracle::show_on_statement(const Known& payment) {
    for (const Share& share : shares_of(payment.is)) {
        piles_.move(at_bank(transit, payment.is.paid_from, share),
                    at_bank(bank, payment.is.paid_from, share),
                    share.pence);
    }
}

bool Oracle::left(const SaidLine& line, Known& payment) {
    const std::int64_t state = payment.is.state;
    if (-line.pence != payment.is.net) return false;
    if (has_left(state) && (payment.has_own_line || total_was_read(payment))) return false;
    // A line of its own says that it left once more only where none has before.
    if (!waits(state) && !was_voided(state) && !has_left(state)) return false;
    settle(payment);
    show_on_statement(payment);
    payment.has_own_line = true;
    return true;
}

bool Oracle::came_back(const SaidLine& line, Known& payment) {
    const std::int64_t state = payment.is.state;
    if (was_voided(state) && total_was_read(payment)) return false;
    if (!waits(state) && !was_voided(state) && state != settled) return false;
    if (line.pence > payment.is.net - total(payment.came_back)) return false;
    settle(payment);
    const Shares shares = shares_of(payment.is);
    std::vector<std::int64_t> left_of;
    for (const Share& share : shares) {
        left_of.push_back(share.pence - payment.came_back[{share.stream, share.body}]);
    }
    const auto parts = split(line.pence, left_of);
    for (std::size_t at = 0; at < shares.size(); ++at) {
        const Share& share = shares[at];
        const Place transit_pile = at_bank(transit, payment.is.paid_from, share);
        if (payment.is.option == notional) {
            piles_.move(transit_pile, of_budget(payable_supplier, payment.is, share), parts[at]);
        } else {
            const auto there = payment.is.option == managed ? in_flight : held;
            piles_.move(of_budget(fund, payment.is, share),
                        of_budget(undrawn, payment.is, share),
                        parts[at]);
            piles_.move(transit_pile, of_budget(there, payment.is, share), parts[at]);
        }
        piles_.move(at_bank(bank, payment.is.paid_from, share), transit_pile, parts[at]);
        payment.came_back[{share.stream, share.body}] += parts[at];
    }
    if (total(payment.came_back) == payment.is.net) payment.is.state = returned;
    return true;
}

bool Oracle::received(const SaidLine& line, Known& payment) {
    const std::int64_t state = payment.is.state;
    if (payment.is.option != managed || line.pence != payment.is.net) return false;
    if (payment.was_received || (!waits(state) && !has_left(state))) return false;
    settle(payment);
    for (const Share& share : shares_of(payment.is)) {
        piles_.move(of_budget(held, payment.is, share),
                    of_budget(in_flight, payment.is, share),
                    share.pence);
    }
    payment.was_received = true;
    return true;
}

bool Oracle::sent_back(const SaidLine& line, Known& payment) {
    const std::int64_t state = payment.is.state;
    if (payment.is.option != managed || (!waits(state) && !has_left(state))) return false;
    if (-line.pence > payment.is.net - total(payment.sent_back)) return false;
    settle(payment);
    const Shares shares = shares_of(payment.is);
    std::vector<std::int64_t> left_of;
    for (const Share& share : shares) {
        left_of.push_back(share.pence - payment.sent_back[{share.stream, share.body}]);
    }
    const auto parts = split(-line.pence, left_of);
    for (std::size_t at = 0; at < shares.size(); ++at) {
        piles_.move(of_budget(in_flight, payment.is, shares[at]),
                    of_budget(held, payment.is, shares[at]),
                    parts[at]);
        payment.sent_back[{shares[at].stream, shares[at].body}] += parts[at];
    }
    return true;
}

// The total of a file, or of one of its days.
bool Oracle::left_in_file(const SaidLine& line, std::int64_t account) {
    for (const auto& [submission, serial] : serials_) {
        if (line.file.empty() || serial != line.file || totals_read_.contains(submission)) continue;
        std::vector<Known*> expected;
        std::vector<Known*> all;
        std::map<std::int64_t, std::vector<Known*>> by_day;
        std::map<std::int64_t, std::vector<Known*>> all_by_day;  // voided ones too
        const auto sum = [](const std::vector<Known*>& payments) {
            std::int64_t pence = 0;
            for (const Known* each : payments) pence += each->is.net;
            return pence;
        };
        for (auto& [id, payment] : payments_) {
            const bool is_of_it =
                payment.is.submission == submission && payment.is.paid_from == account;
            const std::int64_t state = payment.is.state;
            if (!is_of_it || payment.has_own_line) continue;
            if (!waits(state) && !has_left(state) && !was_voided(state)) continue;
            all.push_back(&payment);
            all_by_day[payment.is.entry_on].push_back(&payment);
            if (was_voided(state)) continue;
            expected.push_back(&payment);
            by_day[payment.is.entry_on].push_back(&payment);
        }
        std::vector<Known*> paid;
        if (sum(expected) == -line.pence) {
            paid = expected;
        } else if (sum(all) == -line.pence) {
            paid = all;
        } else {
            for (const auto* const days : {&by_day, &all_by_day}) {
                for (const auto& [day, payments] : *days) {
                    if (paid.empty() && sum(payments) == -line.pence && day <= line.booked_on) {
                        paid = payments;
                    }
                }
            }
        }
        if (paid.empty()) continue;
        const bool is_whole = paid.size() >= expected.size();
        for (Known* each : paid) {
            settle(*each);
            show_on_statement(*each);
            each->has_own_line = each->has_own_line || !is_whole;
        }
        if (is_whole) totals_read_.insert(submission);
        return true;
    }
    return false;
}

bool Oracle::take_as_payment(const SaidLine& line, std::int64_t account) {
    const auto found = payments_.find(line.payment);
    if (found == payments_.end()) return line.pence < 0 && left_in_file(line, account);
    Known& payment = found->second;
    if (payment.is.paid_from == account) {
        return line.pence < 0 ? left(line, payment) : came_back(line, payment);
    }
    if (account != numbers_.banks.at("BA-SS")) return false;
    return line.pence < 0 ? sent_back(line, payment) : received(line, payment);
}

void Oracle::to_suspense(std::int64_t account, std::int64_t pence) {
    const Share share{unassigned, numbers_.owners.at(account), 0};
    piles_.move(at_bank(bank, account, share), at_bank(suspense, account, share), pence);
}

void Oracle::take_line(const SaidLine& line, std::int64_t account) {
    by_bank_[account] += line.pence;
    if (!take_as_payment(line, account)) to_suspense(account, line.pence);
}

void Oracle::read_statement(const std::string& camt) {
    if (!files_read_.insert(camt).second) return;
    const SaidStatement said = read_what_the_bank_said(camt);
    const auto bank_row = std::ranges::find_if(
        area_.banks, [&](const auto& each) { return each.second.number == said.account; });
    if (bank_row == area_.banks.end()) throw Broke("a statement of no account was accepted");
    const std::int64_t account = numbers_.banks.at(bank_row->first);
    std::map<std::string, std::int64_t> here;
    std::vector<const SaidLine*> order;
    for (const SaidLine& line : said.lines) {
        const std::string words = said.account + line.words;
        if (++here[words] <= times_seen_[words]) continue;
        times_seen_[words] = here[words];
        order.push_back(&line);
    }
    // Lines of one payment stay in the bank's order; so does each beside one that names none.
    for (auto at = order.begin(); at != order.end();) {
        const auto end =
            std::find_if(at, order.end(), [](const auto* l) { return l->payment == 0; });
        std::sort(at, end, [&](const auto* a, const auto* b) {
            return std::pair(a->payment, a) < std::pair(b->payment, b);
        });
        at = end == order.end() ? end : std::next(end);
    }
    for (const SaidLine* const line : order) take_line(*line, account);
}

}  // namespace almoner::tests
