#include "rules/engine/catalogue.h"

#include "ledger/values/invariant.h"
#include "rules/engine/fact_list.h"
#include "rules/engine/subjects.h"

#include <algorithm>
#include <array>
#include <set>

namespace almoner::rules {
namespace {

using Lists = std::array<std::vector<const Rule*>, names_of(Event{}).size()>;

Lists rules_by_event() {
    Lists lists;
    for (const Subject& subject : subjects()) {
        for (const Rule& rule : subject.rules) {
            for (std::size_t i = 0; i < lists.size(); ++i) {
                if (rule.events.holds(static_cast<Event>(i))) lists[i].push_back(&rule);
            }
        }
    }
    return lists;
}

// SI 2013/1617, 2014/2871, 2014/1652 and 2009/1887 as far as they are about direct payments, and
// the sections of the guides that are: 3 and 6 of the options for managing the money.
constexpr std::array of_direct_payments{"ELI-02",
                                        "ELI-03",
                                        "ELI-04",
                                        "ELI-06",
                                        "CON-01",
                                        "CAP-01",
                                        "BID-01",
                                        "CAR-01",
                                        "PLN-04",
                                        "ACC-04",
                                        "EMG-02",
                                        "AGR-01",
                                        "USE-03",
                                        "INF-01"};
constexpr std::array of_money_paid_out{"SUF-01", "SUF-02"};

// What the rule asks for when nothing but the regime is known.
void read_by(const Rule& rule, const Case& c, std::set<const void*>& read) {
    for (const Condition& condition : rule.conditions) {
        const Truth truth = condition.holds(c);
        read.insert(truth.missing.begin(), truth.missing.end());
    }
}

}  // namespace

std::span<const Subject> subjects() {
    static const std::array list{
        Subject{
            "eligibility", "Who may have one: options, eligibility, consent", eligibility_rules()},
        Subject{"payee", "Who is paid, and capacity", payee_rules()},
        Subject{"plan", "The plan and whether it suffices", plan_rules()},
        Subject{"account", "The account, the schedule and emergency payments", account_rules()},
        Subject{"spending", "What it can be spent on", spending_rules()},
        Subject{"cards", "Prepaid cards and e-marketplaces", card_rules()},
        Subject{"review", "Monitoring and review", review_rules()},
        Subject{"surplus", "Surplus, reduction and offset", surplus_rules()},
        Subject{"reclaim", "Repayment", reclaim_rules()},
        Subject{"stop", "Stop, suspension, death and move", stop_rules()},
        Subject{"third_party",
                "Third parties, managed accounts, notional budgets, funders",
                third_party_rules()},
        Subject{
            "contribution", "The means test and the person's contribution", contribution_rules()},
        Subject{"information", "Information, letters, data and fairness", information_rules()},
    };
    return list;
}

const Rule* rule_by_id(std::string_view id) {
    for (const Subject& subject : subjects()) {
        const auto found = std::ranges::find(subject.rules, id, &Rule::id);
        if (found != subject.rules.end()) return &*found;
    }
    return nullptr;
}

const std::vector<const Rule*>& rules_of(Event event) {
    static const Lists lists = rules_by_event();
    return lists[static_cast<std::size_t>(event)];
}

const Subject& subject_of(const Rule& rule) {
    for (const Subject& subject : subjects()) {
        if (&rule >= subject.rules.data() && &rule < subject.rules.data() + subject.rules.size()) {
            return subject;
        }
    }
    throw ledger::InvariantBroken("a rule without a subject");
}

bool is_asked_of(const Rule& rule, Event event, const LineFacts& line) {
    if (event != Event::activate || !line.option.value) return true;
    const auto holds = [&](const auto& list) {
        return std::ranges::find(list, rule.id) != list.end();
    };
    switch (*line.option.value) {
        case WayOfManaging::direct_payment:
        case WayOfManaging::managed_account: return true;
        case WayOfManaging::third_party: return !holds(of_direct_payments);
        case WayOfManaging::notional:
            return !holds(of_direct_payments) && !holds(of_money_paid_out);
    }
    return true;
}

namespace {

std::vector<std::string> read_in(const Rule& rule, Events events) {
    const Policy policy;
    Facts facts;
    facts.lines.resize(1);
    std::set<const void*> read;
    for (const Regime regime : all_regimes) {
        if (!rule.regimes.holds(regime)) continue;
        facts.lines[0].regime = regime;
        for (std::size_t i = 0; i < names_of(Event{}).size(); ++i) {
            const Event event = static_cast<Event>(i);
            if (!rule.events.holds(event) || !events.holds(event)) continue;
            read_by(rule, {event, facts, facts.lines[0], policy, ledger::Date{}}, read);
        }
    }
    std::vector<std::string> names;
    for (const FactSlot& slot : slots_of(facts)) {
        const bool always = slot.at == &facts.lines[0].regime && rule.regimes != every_regime;
        if (always || read.contains(slot.at)) names.push_back(slot.name);
    }
    return names;
}

}  // namespace

std::vector<std::string> facts_read_by(const Rule& rule) {
    return read_in(rule, Events::all());
}

std::vector<std::string> facts_read_by(const Rule& rule, Event event) {
    return read_in(rule, Events(event));
}

}  // namespace almoner::rules
