// What was paid ahead, what of it is out, and what periods were short of it.
#include "tests/simulator/oracle.h"

#include <algorithm>
#include <limits>

namespace almoner::tests {
namespace {

enum Kind : std::int64_t { regular = 1, advance = 3 };

std::int64_t came_back_of(const std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>& all,
                          const std::pair<std::int64_t, std::int64_t>& whose) {
    const auto found = all.find(whose);
    return found == all.end() ? 0 : found->second;
}

}  // namespace

bool is_live(std::int64_t state) {
    return state == proposed || state == approved || state == in_file || state == sent ||
           state == recall_asked || state == settled;
}

bool is_out(std::int64_t state) {
    return is_live(state) || state == returned;
}

// Of its period and of one money: what of them is out.
std::int64_t Oracle::advances_that_stand(const ShownPayment& payment, const Share& share) const {
    ByOwner out;
    for (const Known* const each : of_agreement(payment)) {
        const ShownPayment& is = each->is;
        if (is.period_first != payment.period_first) continue;
        if (payments_.at(root_of(is.id)).is.kind == advance) add_advance(out, *each);
    }
    return out[{share.stream, share.body}];
}

void Oracle::add_advance(ByOwner& out, const Known& known) {
    for (const ShownPart& part : known.is.parts) {
        const Owner owner{part.stream, part.body};
        if (is_out(known.is.state)) out[owner] += part.net - came_back_of(known.came_back, owner);
    }
}

// Of advances and of what periods were short of them, by the first day of the period.
std::map<std::int64_t, Oracle::OfPeriod> Oracle::advances_by_period(
    const ShownPayment& payment) const {
    std::map<std::int64_t, OfPeriod> all;
    for (const Known* const each : of_agreement(payment)) {
        const ShownPayment& is = each->is;
        OfPeriod& then = all[is.period_first];
        if (payments_.at(root_of(is.id)).is.kind == advance) add_advance(then.out, *each);
        if (is.kind != regular || was_replaced(is.id) || is.id == payment.reissues) continue;
        for (const ShownPart& part : is.parts) {
            if (part.advanced == 0) continue;
            then.taken[{part.stream, part.body}] += part.advanced;
            then.is_certain = then.is_certain && is_live(is.state);
        }
    }
    return all;
}

void Oracle::take_from(Ahead& ahead, const ByOwner& taken) {
    for (const auto& [whose, pence] : taken) {
        std::int64_t& left = ahead.left[whose];
        const std::int64_t there = std::clamp<std::int64_t>(left, 0, pence);
        left -= there;
        ahead.short_of += pence - there;
    }
}

// What is left of the advances up to a day when every period before another day was short of its
// own, and what they were short of beyond; and what later ones are.
Oracle::Ahead Oracle::ahead_of(const ShownPayment& payment,
                               std::int64_t before,
                               std::int64_t whole_last) const {
    Ahead ahead;
    for (const auto& [first, then] : advances_by_period(payment)) {
        const bool is_reached = first <= whole_last;
        ahead.is_certain = ahead.is_certain && then.is_certain;
        for (const auto& [whose, pence] : then.out) {
            (is_reached ? ahead.left : ahead.later)[whose] += pence;
        }
        if (first < before) {
            take_from(ahead, then.taken);
        } else {
            for (const auto& [whose, pence] : then.taken) ahead.taken_later[whose] += pence;
        }
    }
    return ahead;
}

std::int64_t Oracle::ever_advanced(const ShownPayment& payment, const Owner& whose) const {
    std::int64_t sum = 0;
    for (const Known* const each : of_agreement(payment)) {
        if (payments_.at(root_of(each->is.id)).is.kind != advance) continue;
        for (const ShownPart& part : each->is.parts) {
            if (Owner{part.stream, part.body} == whose) sum += part.net;
        }
    }
    return sum;
}

// Of an advance only what periods were short of beyond what is out is paid again: the rest was
// never taken off one. Nothing where a period that was short of it failed.
std::optional<std::int64_t> Oracle::periods_are_short_of(const ShownPayment& payment) const {
    constexpr std::int64_t no_day = std::numeric_limits<std::int64_t>::max();
    const Ahead ahead = ahead_of(payment, no_day, no_day);
    if (!ahead.is_certain) return std::nullopt;
    return ahead.short_of;
}

}  // namespace almoner::tests
