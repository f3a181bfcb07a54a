// What comes of each payment, as whoever gets it reads it.
#include "ledger/values/invariant.h"
#include "ledger/views/words.h"
#include "scheduler/notice/what_arrives.h"

#include <string>

namespace almoner::scheduler {
namespace {

using gateway::LetterPart;
using ledger::money_words;

std::string often(ledger::Frequency frequency) {
    switch (frequency) {
        case ledger::Frequency::four_weekly: return "every four weeks";
        case ledger::Frequency::monthly: return "every month";
        case ledger::Frequency::one_off: return "once";
    }
    throw ledger::InvariantBroken("unlisted frequency");
}

std::string sum_of(ledger::Money amount) {
    return amount.is_zero() ? "nothing" : money_words(amount);
}

std::string instead(const Arrivals& each) {
    return sum_of(each.after) + " instead of " + money_words(each.before);
}

// From which payment on it is less, and what a payment for days before and after comes to.
LetterPart less_for_good(const WhatArrives& what, bool easy) {
    const Arrivals& whole = what.payments.back();
    const Arrivals& first = what.payments.front();
    const bool has_mixed = what.payments.size() > 1;
    LetterPart part{.heading = "What will be paid"};
    part.paragraphs.push_back((easy ? "The money comes " : "The direct payment comes ") +
                              often(what.frequency) + ".");
    if (easy) {
        if (has_mixed) {
            part.paragraphs.push_back("On " + first.first.words() + " it should be " +
                                      sum_of(first.after) + ".");
        }
        part.paragraphs.push_back("From " + whole.first.words() + " it should be " +
                                  sum_of(whole.after) + " each time. Before that it is " +
                                  money_words(whole.before) + ".");
        return part;
    }
    std::string& told = part.paragraphs.back();
    if (has_mixed) {
        told += " The payment of " + first.first.words() +
                ", which is for days before and after, should be " + instead(first) + ".";
    }
    told += " From the payment of " + whole.first.words() + " on, each should be " +
            instead(whole) + ". Payments before that stay as they are.";
    return part;
}

std::string kept_of(const Arrivals& each, bool easy) {
    const bool is_one = each.count == 1;
    const std::string comes = sum_of(each.after);
    if (easy) {
        const std::string days = is_one ? "On " + each.first.words()
                                        : "From " + each.first.words() + " to " + each.last.words();
        return days + " " +
               (each.after.is_zero() ? "no money comes"
                                     : comes + " comes, not " + money_words(each.before)) +
               (is_one ? "." : ", each time.");
    }
    const std::string kept = money_words(each.before - each.after) + " of the " +
                             money_words(each.before) + ", and " + comes + " comes.";
    if (is_one) return "Payment of " + each.first.words() + ": we keep " + kept;
    return "The " + std::to_string(each.count) + " payments from " + each.first.words() + " to " +
           each.last.words() + ": of each we keep " + kept;
}

LetterPart kept_for_a_while(const WhatArrives& what, bool easy) {
    LetterPart part{.heading = "What will be paid"};
    const std::string last = what.payments.back().last.words();
    const std::string again = money_words(what.afterwards);
    if (easy) {
        part.paragraphs.emplace_back(
            "We keep some of the money when it comes. This is what we think "
            "now.");
        if (what.ends) {
            part.paragraphs.push_back("After " + last + " all of it comes again: " + again + ".");
        }
        part.paragraphs.emplace_back(
            "We leave enough for the care that is planned. So it can take "
            "longer.");
    } else {
        const std::string end =
            what.ends ? "By this the payment of " + last +
                            " is the last one of which we keep something, and after it " + again +
                            " comes again."
                      : "By this it takes longer than the payment of " + last + ".";
        part.paragraphs.push_back("The direct payment comes " + often(what.frequency) +
                                  ". What we keep of each payment, and what comes, is below. It is "
                                  "an estimate. " +
                                  end);
        part.paragraphs.emplace_back(
            "We never keep what the planned care needs until the next "
            "payment, so it may take longer.");
    }
    part.points.reserve(what.payments.size());
    for (const Arrivals& each : what.payments) part.points.push_back(kept_of(each, easy));
    return part;
}

}  // namespace

LetterPart arriving_part(const WhatArrives& what, bool easy) {
    return what.is_kept ? kept_for_a_while(what, easy) : less_for_good(what, easy);
}

}  // namespace almoner::scheduler
