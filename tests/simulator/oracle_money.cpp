// What paying people moves: set aside, promised, given back.
#include "ledger/calendar/date.h"
#include "tests/simulator/oracle.h"

#include <algorithm>

namespace almoner::tests {
namespace {

constexpr std::int64_t person_stream = 5;
constexpr std::int64_t notional = 1;
constexpr std::int64_t managed = 4;
enum Kind : std::int64_t { regular = 1, arrears = 2, advance = 3, addition = 4, part_again = 5 };

bool stands_alone(const ShownPayment& payment) {
    return payment.kind == arrears || payment.kind == addition;
}

}  // namespace

Place Oracle::of_body(std::int64_t name, const Share& share) {
    return {name, share.stream, 0, share.body, 0, 0};
}

Place Oracle::at_bank(std::int64_t name, std::int64_t account, const Share& share) {
    return {name, share.stream, 0, share.body, account, 0};
}

Place Oracle::of_budget(std::int64_t name, const ShownPayment& at, const Share& share) const {
    const bool is_in_client_account = at.option == managed && (name == held || name == in_flight);
    return {name,
            share.stream,
            at.option,
            share.body,
            is_in_client_account ? numbers_.banks.at("BA-SS") : 0,
            at.budget};
}

Oracle::Shares Oracle::shares_of(const ShownPayment& payment) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> sums;
    for (const ShownPart& part : payment.parts) {
        if (part.net != 0) sums[{part.stream, part.body}] += part.net;
    }
    Shares shares;
    for (const auto& [whose, pence] : sums) shares.push_back({whose.first, whose.second, pence});
    return shares;
}

// "undrawn / fund and held (in-flight where the client account is ours) / transit"; a provider is
// paid from what it invoiced.
Moves Oracle::promise_of(const ShownPayment& payment) const {
    Moves moves;
    for (const Share& share : shares_of(payment)) {
        const Place out = at_bank(transit, payment.paid_from, share);
        if (payment.option == notional) {
            moves.push_back({of_budget(payable_supplier, payment, share), out, share.pence});
            continue;
        }
        moves.push_back(
            {of_budget(undrawn, payment, share), of_budget(fund, payment, share), share.pence});
        const auto there = payment.option == managed ? in_flight : held;
        moves.push_back({of_budget(there, payment, share), out, share.pence});
    }
    return moves;
}

void Oracle::release(Known& payment) {
    piles_.release(promise_of(payment.is));
}

Oracle::PartOfPeriod Oracle::key_of(const ShownPayment& payment, const ShownPart& part) {
    return {payment.agreement,
            payment.period_first,
            part.body,
            part.stream,
            part.plan_line,
            stands_alone(payment) ? payment.id : 0};
}

// An advance may have been more than its period came to: the rest stands for those after it.
std::int64_t Oracle::use_rest_of_advances(const PartOfPeriod& key, std::int64_t at_most) {
    std::int64_t used = 0;
    for (const auto& [other, worth] : worth_) {
        const bool is_same_money = other[0] == key[0] && other[2] == key[2] && other[3] == key[3];
        if (!is_same_money || other[1] >= key[1]) continue;
        std::int64_t& aside = set_aside_.at(other);
        const std::int64_t rest = std::clamp<std::int64_t>(aside - worth, 0, at_most - used);
        aside -= rest;
        used += rest;
    }
    return used;
}

// What is set aside for a period is what is due for it, however often it is proposed.
void Oracle::set_aside(const ShownPayment& payment) {
    for (const ShownPart& part : payment.parts) {
        const Share share{part.stream, part.body, 0};
        const PartOfPeriod key = key_of(payment, part);
        std::int64_t& aside = set_aside_[key];
        const bool brings_forward = payment.kind == advance;
        const std::int64_t wanted = part.net + (brings_forward ? aside : part.advanced);
        // What was brought forward is not given back; what waited for the period is.
        std::int64_t& waiting = waits_for_period_[key];
        std::int64_t more = std::max(wanted - aside, -waiting);
        aside += more;
        if (payment.kind == regular) {
            more -= use_rest_of_advances(key, std::max<std::int64_t>(0, more));
            worth_[key] = wanted;
        }
        if (!brings_forward) waiting = part.net;
        piles_.move(of_body(allocation, share), of_budget(undrawn, payment, share), more);
        if (!brings_forward) ask_for_contribution(payment, part);
    }
    if (payment.option == notional) invoice(payment);
}

// A provider is owed what the period comes to beside the advances for it that are paid or will be.
void Oracle::invoice(const ShownPayment& payment) {
    for (const Share& share : shares_of(payment)) invoiced_.try_emplace(invoice_of(payment, share));
    for (auto& [key, invoiced] : invoiced_) {
        if (key[0] != payment.agreement || key[1] != payment.period_first) continue;
        const Share share{key[3], key[2], 0};
        if (key != invoice_of(payment, share)) continue;
        std::int64_t owed = payment.kind == advance ? invoiced : 0;
        for (const Share& each : shares_of(payment)) {
            if (each.stream == share.stream && each.body == share.body) owed += each.pence;
        }
        if (payment.kind == regular) owed += advances_that_stand(payment, share);
        piles_.move(of_budget(undrawn, payment, share),
                    of_budget(payable_supplier, payment, share),
                    owed - invoiced);
        invoiced = owed;
    }
}

Oracle::PartOfPeriod Oracle::invoice_of(const ShownPayment& payment, const Share& share) {
    return {payment.agreement,
            payment.period_first,
            share.body,
            share.stream,
            0,
            stands_alone(payment) ? payment.id : 0};
}

void Oracle::ask_for_contribution(const ShownPayment& payment, const ShownPart& part) {
    std::int64_t& asked = asked_of_person_[key_of(payment, part)];
    const std::int64_t now = part.contribution - asked;
    asked = part.contribution;
    const bool is_netted = std::ranges::any_of(area_.agreements, [&](const auto& each) {
        return each.second.is_netted && numbers_.agreements.at(each.first) == payment.agreement;
    });
    const Share share{part.stream, part.body, 0};
    const Share own{person_stream, part.body, 0};
    if (is_netted) {
        piles_.move(of_budget(contribution_due, payment, own), of_budget(fund, payment, own), now);
    } else {
        piles_.move(of_body(contribution_gross, share), of_body(allocation, share), now);
    }
}

void Oracle::give_back_set_aside(const ShownPayment& payment) {
    for (const ShownPart& part : payment.parts) {
        const Share share{part.stream, part.body, part.net};
        if (payment.option == notional) {
            piles_.move(of_budget(payable_supplier, payment, share),
                        of_budget(undrawn, payment, share),
                        part.net);
        }
        piles_.move(of_budget(undrawn, payment, share), of_body(allocation, share), part.net);
    }
}

}  // namespace almoner::tests
