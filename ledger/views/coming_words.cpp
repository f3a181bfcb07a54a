#include "ledger/views/coming_words.h"

#include "ledger/views/held_words.h"
#include "ledger/views/words.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

// Payments of which the same is to be said.
struct Alike {
    NextPayment first{};
    int count = 1;
    Money sum{};
    bool same_amount = true;
    std::optional<Period> period{};
};

bool are_alike(const NextPayment& a, const NextPayment& b) {
    const bool is_known = a.amount.has_value() && b.amount.has_value();
    const bool same_day = a.on == b.on || (!a.has_a_day() && !b.has_a_day());
    return is_known && same_day && a.option == b.option && a.state == b.state &&
           a.held_for == b.held_for && a.is_expected == b.is_expected;
}

void add(Alike& alike, const NextPayment& next) {
    ++alike.count;
    alike.sum += *next.amount;
    alike.same_amount = alike.same_amount && next.amount == alike.first.amount;
    if (!next.period || !alike.period) return;
    alike.period->first = std::min(alike.period->first, next.period->first);
    alike.period->last = std::max(alike.period->last, next.period->last);
}

std::vector<Alike> grouped(std::span<const NextPayment> coming) {
    std::vector<Alike> groups;
    for (const NextPayment& next : coming) {
        const auto known = std::ranges::find_if(
            groups, [&](const Alike& each) { return are_alike(each.first, next); });
        if (known != groups.end()) {
            add(*known, next);
        } else {
            groups.push_back(
                {.first = next, .sum = next.amount.value_or(Money{}), .period = next.period});
        }
    }
    return groups;
}

// "A payment of £450", "The next 8 payments to your provider of £450 each".
std::string subject(const Alike& alike, const std::string& one, const std::string& many) {
    const bool is_one = alike.count == 1;
    const NextPayment& first = alike.first;
    std::string words =
        is_one ? one + " payment" : many + std::to_string(alike.count) + " payments";
    if (first.option == Option::notional) words += " to your provider";
    if (!first.amount) return words;
    const std::string all = alike.same_amount ? money_words(*first.amount) + " each"
                                              : money_words(alike.sum) + " in all";
    const std::string sum = is_one ? money_words(*first.amount) : all;
    return words + (first.is_expected ? ", expected to be " + sum + "," : " of " + sum);
}

std::string for_period(const Alike& alike) {
    return alike.period ? " for " + period_words(*alike.period) : "";
}

std::string held_sentence(const Alike& alike) {
    const std::string what =
        alike.first.amount ? subject(alike, "A", "") : subject(alike, "The next", "");
    return what + for_period(alike) + (alike.count == 1 ? " is" : " are") + " held " +
           held_words(alike.first.held_for, alike.first.option) + ".";
}

// Its day has passed.
std::string late_sentence(const Alike& alike) {
    const bool is_one = alike.count == 1;
    const std::string what = subject(alike, "A", "");
    const std::string day = alike.first.on.words();
    if (alike.first.state == PaymentState::sent) {
        return what + (is_one ? " was" : " were") + " expected on " + day +
               " and the bank has not confirmed " + (is_one ? "it" : "them") + " yet.";
    }
    const bool approved = alike.first.state != PaymentState::proposed;
    return what + " that " + (is_one ? "was" : "were") + " due on " + day +
           (is_one ? " is late: it has" : " are late: they have") + " not been " +
           (approved ? "sent" : "approved") + " yet.";
}

std::string due_sentence(const Alike& alike, bool is_first) {
    const std::string what =
        is_first ? subject(alike, "The next", "The next ") : subject(alike, "Another", "Another ");
    if (alike.count == 1) return what + " is due on " + alike.first.on.words() + ".";
    return what + for_period(alike) + " are due on " + alike.first.on.words() + ".";
}

std::string recall_sentence(const Alike& alike) {
    return "The bank was asked not to make " + subject(alike, "a", "") + " that " +
           (alike.count == 1 ? "was" : "were") + " to arrive on " + alike.first.on.words() + ".";
}

}  // namespace

std::vector<std::string> coming_words(std::span<const NextPayment> coming, Date today) {
    std::vector<std::string> sentences;
    bool is_first = true;
    for (const Alike& alike : grouped(coming)) {
        const NextPayment& next = alike.first;
        if (!next.has_a_day()) {
            // That nothing is to be paid is nobody's worry.
            if (next.amount != Money{}) sentences.push_back(held_sentence(alike));
        } else if (next.state == PaymentState::recall_asked) {
            sentences.push_back(recall_sentence(alike));
        } else if (next.on < today) {
            sentences.push_back(late_sentence(alike));
        } else {
            sentences.push_back(due_sentence(alike, is_first));
            is_first = false;
        }
    }
    return sentences;
}

std::string came_back_words(const CameBack& back) {
    const std::string what = std::string("A payment") +
                             (back.option == Option::notional ? " to your provider" : "") + " of " +
                             money_words(back.amount) + " that was due on " + back.was_for.words();
    const std::string on = " on " + back.back_on.words() + ".";
    return what + (back.was_refused ? " was refused by the bank" : " came back from the bank") + on;
}

}  // namespace almoner::ledger
