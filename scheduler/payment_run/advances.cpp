#include "scheduler/payment_run/advances.h"

#include "ledger/records/payment_states.h"
#include "scheduler/payment_run/draft_case.h"
#include "scheduler/payment_run/families.h"
#include "scheduler/payment_run/part_again.h"

#include <algorithm>

namespace almoner::scheduler {

using ledger::Money;
using ledger::PaymentDate;
using ledger::PaymentKind;
using ledger::PaymentPart;

bool brings_forward(std::span<const Earlier> earlier, const Earlier& payment) {
    if (payment.kind == PaymentKind::emergency_advance) return true;
    if (payment.kind != PaymentKind::returned_part) return false;
    const auto whole = std::ranges::find(earlier, payment.reissues, &Earlier::id);
    return whole != earlier.end() && whole->id < payment.id && brings_forward(earlier, *whole);
}

Advances::Advances(ledger::Database& database, std::span<const Earlier> earlier)
    : database_(database) {
    for (const Earlier& payment : earlier) {
        if (!brings_forward(earlier, payment)) continue;
        One& one = all_.emplace_back(One{.payment = &payment, .out = {}, .aside = {}});
        const std::vector<PaymentPart> parts = ledger::parts_of(database, payment.id);
        const std::vector<Money> back = returned_by_part(database, payment.id, parts);
        for (std::size_t at = 0; at < parts.size(); ++at) {
            if (is_out(payment)) one.out[key_of(parts[at])] += parts[at].net - back[at];
            if (payment.sets_aside) one.aside[key_of(parts[at])] += parts[at].net;
        }
    }
}

void Advances::add(Pool& pool, const Pool& more) {
    for (const auto& [key, amount] : more) pool[key] += amount;
}

// From the same plan line, then from others of the same money.
Money Advances::draw(Pool& pool, const Key& key, Money at_most) {
    Money drawn;
    const auto draw_from = [&](Money& there) {
        const Money amount = std::min(there, at_most - drawn);
        there -= amount;
        drawn += amount;
    };
    if (const auto same = pool.find(key); same != pool.end()) draw_from(same->second);
    for (auto& [other, there] : pool) {
        const bool same_money =
            std::get<1>(other) == std::get<1>(key) && std::get<2>(other) == std::get<2>(key);
        if (same_money) draw_from(there);
    }
    return drawn;
}

void Advances::reserve(const Earlier& regular) {
    if (all_.empty() || regular.advanced.is_zero()) return;
    for (const PaymentPart& part : ledger::parts_of(database_, regular.id)) {
        reserved_[key_of(part)] += part.advanced;
    }
}

Advances::Pool Advances::free_of(const Pool& pool, Pool One::* own) const {
    Pool free = pool;
    Pool later;
    for (const One& one : all_) {
        if (!one.is_reached) add(later, one.*own);
    }
    for (const auto& [key, amount] : reserved_) {
        const Money rest = amount - draw(later, key, amount);
        draw(free, key, rest);
    }
    return free;
}

// What was proposed before `by` was there for it to use; what came later stands beside it.
void Advances::reach(const PaymentDate& date, const Earlier* by) {
    std::vector<const One*> later;
    for (One& one : all_) {
        const bool is_due =
            is_for(date, *one.payment) || one.payment->period.first <= date.period.full.last;
        if (one.is_reached || !is_due) continue;
        one.is_reached = true;
        add(out_, one.out);
        if (by != nullptr && one.payment->id > by->id) {
            later.push_back(&one);
        } else {
            add(aside_, one.aside);
        }
    }
    if (by != nullptr && !aside_.empty()) {
        for (const PaymentPart& part : ledger::parts_of(database_, by->id)) {
            draw(aside_, key_of(part), part.net + part.advanced);
        }
    }
    for (const One* one : later) add(aside_, one->aside);
}

void Advances::net(Draft& draft) const {
    if (out_.empty()) return;
    Pool free = free_of(out_, &One::out);
    for (const bool of_same_line : {true, false}) {
        for (DraftPart& part : draft.parts) {
            const auto own = free.find(key_of(part));
            const Money most = !of_same_line       ? part.net
                               : own == free.end() ? Money{}
                                                   : std::min(part.net, own->second);
            const Money amount = draw(free, key_of(part), most);
            part.advanced += amount;
            part.net -= amount;
        }
    }
}

void Advances::stand(Draft& draft) const {
    if (aside_.empty()) return;
    Pool free = free_of(aside_, &One::aside);
    for (const bool of_same_line : {true, false}) {
        for (DraftPart& part : draft.parts) {
            const auto own = free.find(key_of(part));
            const Money room =
                std::max(Money{}, part.net + part.advanced + part.may_go_back - part.set_aside);
            const Money most = !of_same_line       ? room
                               : own == free.end() ? Money{}
                                                   : std::min(room, own->second);
            const Money amount = draw(free, key_of(part), most);
            part.set_aside += amount;
            part.set_aside_ahead += amount;
        }
    }
}

void Advances::take(std::span<const DraftPart> parts) {
    for (const DraftPart& part : parts) {
        draw(out_, key_of(part), part.advanced);
        draw(aside_, key_of(part), part.set_aside_ahead);
    }
}

void Advances::take_recorded(const Earlier& regular) {
    if (all_.empty() || regular.advanced.is_zero()) return;
    for (const PaymentPart& part : ledger::parts_of(database_, regular.id)) {
        if (ledger::is_live(regular.state)) draw(reserved_, key_of(part), part.advanced);
        lost_ += part.advanced - draw(out_, key_of(part), part.advanced);
    }
}

std::vector<Advances::Left> Advances::left() const {
    Pool pool = out_;
    for (const One& one : all_) {
        if (!one.is_reached) add(pool, one.out);
    }
    std::map<std::pair<ledger::Stream, std::int32_t>, Money> by_money;
    for (const auto& [key, amount] : pool) {
        by_money[{std::get<1>(key), std::get<2>(key)}] += amount;
    }
    std::vector<Left> left;
    for (const auto& [money, amount] : by_money) {
        if (amount > Money{}) left.push_back({money.first, money.second, amount});
    }
    return left;
}

}  // namespace almoner::scheduler
