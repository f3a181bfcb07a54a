#include "rules/lifecycle/printed.h"

#include "ledger/records/payment_states.h"
#include "rules/lifecycle/life_cycles.h"

#include <algorithm>

namespace almoner::rules {
namespace {

template <class State, std::size_t N>
LifeCycle printed(std::string name, const std::array<Move<State>, N>& moves) {
    LifeCycle cycle{std::move(name), std::string(name_of_value(State{})), {}};
    for (const Move<State>& move : moves) {
        cycle.moves.push_back({std::string(name_of_value(move.from)),
                               std::string(name_of_value(move.to)),
                               std::string(move.trigger),
                               std::string(move.guards)});
    }
    return cycle;
}

LifeCycle payment() {
    LifeCycle cycle{"payment", std::string(name_of(ledger::PaymentState::proposed)), {}};
    for (const ledger::PaymentMove& move : ledger::payment_moves) {
        cycle.moves.push_back({std::string(name_of(move.from)),
                               std::string(name_of(move.to)),
                               std::string(move.cause),
                               ""});
    }
    return cycle;
}

// Mermaid takes no hyphen in the name of a state.
std::string id(std::string name) {
    std::ranges::replace(name, '-', '_');
    return name;
}

}  // namespace

ledger::Refusal illegal_transition(std::string_view what,
                                   std::string_view from,
                                   std::string_view to,
                                   std::string_view possible) {
    const std::string subject(what);
    return {.code = "illegal-transition",
            .words = (subject == "agreement" ? "An " : "A ") + subject + " that is " +
                     std::string(from) + " can't become " + std::string(to) + ".",
            .next = possible.empty() ? "It has come to its end; begin another one."
                                     : "From here it can become: " + std::string(possible) + ".",
            .field = subject,
            .citation = ""};
}

std::vector<LifeCycle> life_cycles() {
    return {printed("budget", budget_moves),
            printed("plan", plan_moves),
            printed("agreement", agreement_moves),
            payment(),
            printed("review", review_moves),
            printed("notice", notice_moves),
            printed("case", case_moves)};
}

std::string mermaid(const LifeCycle& cycle) {
    std::string text = "stateDiagram-v2\n    [*] --> " + id(cycle.begins_as) + "\n";
    for (const PrintedMove& move : cycle.moves) {
        text += "    " + id(move.from) + " --> " + id(move.to) + ": " + move.trigger;
        if (!move.guards.empty()) text += " [" + move.guards + "]";
        text += "\n";
    }
    return text;
}

}  // namespace almoner::rules
