#include "ledger/views/balance_words.h"

#include "ledger/views/coming_words.h"
#include "ledger/views/words.h"

#include <algorithm>
#include <utility>

namespace almoner::ledger {
namespace {

std::string held_words(const OptionBalance& balance) {
    const std::string sum = money_words(balance.held);
    switch (balance.option) {
        case Option::direct_payment: return "you hold " + sum;
        case Option::third_party: return sum + " is held for you by a third party";
        case Option::managed_account: return sum + " is held for you on a managed account";
        case Option::notional:
        case Option::none: break;
    }
    return "";
}

std::string still_with(const OptionBalance& balance, const std::string& with_whom) {
    const bool several = with_whom.find(" and ") != std::string::npos;
    return with_whom + " still " + (several ? "have " : "has ") + money_words(balance.with_body) +
           " for you";
}

// "a, b and c".
std::string listed(const std::vector<std::string>& clauses) {
    std::string list;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        if (i > 0) list += i + 1 == clauses.size() ? " and " : ", ";
        list += clauses[i];
    }
    return list;
}

std::string free_words(const OptionBalance& balance) {
    if (balance.free_to_spend < Money{}) {
        return money_words(-balance.free_to_spend) + " is missing for what is promised";
    }
    return money_words(balance.free_to_spend) + " is free to spend";
}

// More is to be kept than there is: what is there, and what is missing of the rest.
void add_what_is_missing(const OptionBalance& balance, std::vector<std::string>& clauses) {
    const Money left = balance.held - balance.promised;
    const std::string kept = money_words(balance.kept_aside);
    if (left > Money{}) {
        const std::string what =
            balance.promised.is_zero() ? "all of it" : "the other " + money_words(left);
        clauses.push_back(what + " is kept for emergencies");
        clauses.push_back(money_words(balance.kept_aside - left) + " is missing of the " + kept +
                          " to be kept");
        return;
    }
    if (left < Money{}) clauses.push_back(money_words(-left) + " is missing for that");
    if (balance.kept_aside.is_zero()) return;
    clauses.push_back("nothing is left of the " + kept + " to be kept for emergencies");
}

void add_what_is_promised(const OptionBalance& balance, std::vector<std::string>& clauses) {
    if (balance.promised.is_zero()) return;
    const bool within = balance.promised < balance.held;
    const std::string sum = money_words(balance.promised);
    if (within || balance.option == Option::notional) {
        clauses.push_back(sum + " of it is promised");
    } else {
        clauses.push_back(balance.promised == balance.held ? "all of it is promised"
                                                           : sum + " is promised");
    }
}

std::string spendable_words(const OptionBalance& balance, const std::string& with_whom) {
    const bool notional = balance.option == Option::notional;
    std::vector<std::string> clauses{notional ? still_with(balance, with_whom)
                                              : held_words(balance)};
    if (balance.held < Money{}) {
        clauses[0] = money_words(-balance.held) + " more has been spent than we know to have come";
        if (!balance.promised.is_zero()) {
            clauses.push_back(money_words(balance.promised) + " is promised");
        }
        return listed(clauses);
    }
    add_what_is_promised(balance, clauses);
    if (balance.free_to_spend < Money{} && !notional) {
        add_what_is_missing(balance, clauses);
        return listed(clauses);
    }
    if (!balance.kept_aside.is_zero()) {
        clauses.push_back(money_words(balance.kept_aside) + " of it is kept for emergencies");
    }
    clauses.push_back(free_words(balance));
    return listed(clauses);
}

std::string coming_words(const BalanceView& view,
                         const OptionBalance& balance,
                         const std::string& with_whom) {
    std::string words;
    if (!balance.arriving.is_zero()) {
        words += "; " + money_words(balance.arriving) + " has been paid and is about to arrive";
    }
    if (balance.option == Option::notional || balance.with_body.is_zero()) return words;
    words += "; " + still_with(balance, with_whom);
    std::vector<std::string> clauses;
    const auto of_it = [&](Money part) {
        return (part == balance.with_body ? "all" : money_words(part)) + " of it ";
    };
    if (!balance.on_its_way.is_zero()) clauses.push_back(of_it(balance.on_its_way) + "on its way");
    if (!balance.approved.is_zero()) {
        const auto day = view.send_by.find(balance.option);
        const std::string when = day == view.send_by.end() ? "" : " on " + day->second.words();
        clauses.push_back(of_it(balance.approved) + "approved to be sent" + when);
    }
    return clauses.empty() ? words : words + ", " + listed(clauses);
}

// What came back is set aside again; once it is settled otherwise, nobody need hear of it.
bool still_owed(const BalanceView& view, Option option) {
    const auto balance = std::ranges::find(view.options, option, &OptionBalance::option);
    return balance != view.options.end() && !balance->with_body.is_zero();
}

std::string waiting_words(const WaitingMoney& waiting) {
    return money_words(total_of(waiting.shares)) + " has been set aside for you since " +
           waiting.since.words() + " and was not paid yet: the next payment run takes it up.";
}

std::string own_part_words(const OwnPart& part) {
    const std::string sum = "Add " + money_words(part.amount) + " of your own to the account ";
    switch (part.each) {
        case Frequency::four_weekly: return sum + "every four weeks.";
        case Frequency::monthly: return sum + "every month.";
        case Frequency::one_off: return sum + "once.";
    }
    return sum + "each time.";
}

}  // namespace

std::string with_whom_of(const BalanceView& view, Option option) {
    const auto found = view.with_whom.find(option);
    return found == view.with_whom.end() ? "the commissioner" : found->second;
}

std::string balance_sentence(const BalanceView& view) {
    std::string moment = words_of(view.as_of);
    moment[0] = static_cast<char>(moment[0] - 'a' + 'A');
    if (view.options.empty()) return moment + ", no money has been set aside for you yet.";
    std::string sentence = moment + ", ";
    for (const OptionBalance& balance : view.options) {
        if (&balance != view.options.data()) sentence += "; ";
        const std::string with_whom = with_whom_of(view, balance.option);
        sentence += spendable_words(balance, with_whom) + coming_words(view, balance, with_whom);
    }
    return sentence + ".";
}

std::vector<std::string> balance_notes(const BalanceView& view) {
    std::vector<std::string> notes;
    for (const CameBack& back : view.came_back) {
        if (still_owed(view, back.option)) notes.push_back(came_back_words(back));
    }
    for (const WaitingMoney& waiting : view.waiting) {
        if (still_owed(view, waiting.option)) notes.push_back(waiting_words(waiting));
    }
    for (std::string& words : coming_words(view.next, view.as_of.day)) {
        notes.push_back(std::move(words));
    }
    for (const OwnPart& part : view.own_parts) notes.push_back(own_part_words(part));
    for (const OptionBalance& balance : view.options) {
        if (balance.own_part_late > Money{}) {
            notes.push_back("Your own contribution of " + money_words(balance.own_part_late) +
                            " has not arrived yet.");
        }
        if (balance.held < Money{}) {
            notes.emplace_back("Tell us if money came from somewhere else, or if a sum is wrong.");
        }
    }
    return notes;
}

std::vector<NamedFigure> figures_of(const OptionBalance& balance, std::string_view with_whom) {
    const std::string still = "Still with " + std::string(with_whom);
    std::vector<NamedFigure> figures;
    const auto unless_nil = [&](const char* words, Money amount) {
        if (!amount.is_zero()) figures.push_back({words, amount});
    };
    switch (balance.option) {
        case Option::direct_payment:
            figures = {{"Held by you", balance.held},
                       {still, balance.with_body},
                       {"Free to spend", balance.free_to_spend}};
            unless_nil("Promised", balance.promised);
            break;
        case Option::notional:
            figures = {{still, balance.with_body},
                       {"Promised", balance.promised},
                       {"Free to spend", balance.free_to_spend}};
            break;
        case Option::third_party:
        case Option::managed_account:
        case Option::none:
            figures = {{"Held for you", balance.held},
                       {"Promised", balance.promised},
                       {"Free to spend", balance.free_to_spend}};
            unless_nil(still.c_str(), balance.with_body);
            break;
    }
    unless_nil("On its way", balance.on_its_way);
    unless_nil("Approved, not sent yet", balance.approved);
    unless_nil("About to arrive", balance.arriving);
    unless_nil("Kept for emergencies", balance.kept_aside);
    unless_nil("Your own contribution, not arrived", balance.own_part_late);
    return figures;
}

}  // namespace almoner::ledger
