#include "api/render/rules_page.h"

#include "rules/engine/catalogue.h"
#include "rules/lifecycle/printed.h"
#include "scheduler/facts/askers.h"

#include <algorithm>

namespace almoner::api {
namespace {

using rules::Event;
using rules::Rule;

template <class List>
std::string listed(const rules::SetOf<List>& set) {
    if (set == rules::SetOf<List>::all()) return "all";
    std::string list;
    for (std::size_t i = 0; i < names_of(List{}).size(); ++i) {
        const List value = static_cast<List>(i);
        if (set.holds(value))
            list += (list.empty() ? "" : ", ") + std::string(name_of_value(value));
    }
    return list;
}

// "Catalogue.*/ELI_02_*": how the tests of a rule are asked for.
std::string tests_of(const Rule& rule) {
    std::string id(rule.id);
    std::ranges::replace(id, '-', '_');
    return "`*/" + id + "_*`";
}

void add_rules(const rules::Subject& subject, std::string& page) {
    page += "\n## " + std::string(subject.words) + "\nTests: `tests/rules/" +
            std::string(subject.name) +
            "`.\n\n| rule | requirement | source | mark | under | asked at | found | tests |\n"
            "|---|---|---|---|---|---|---|---|\n";
    for (const Rule& rule : subject.rules) {
        std::string found;
        for (const rules::Condition& condition : rule.conditions) {
            found += (found.empty() ? "" : ", ") + std::string(name_of_value(condition.effect)) +
                     " " + std::string(condition.reason);
        }
        page += "| " + std::string(rule.id) + " | " + std::string(rule.asks) + " | " +
                std::string(rule.citation) + " | " + std::string(name_of_value(rule.mark)) + " | " +
                listed(rule.regimes) + " | " + listed(rule.events) + " | " + found + " | " +
                tests_of(rule) + " |\n";
    }
}

void add_parameters(std::string& page) {
    page +=
        "\n## Parameters\nA local policy may change them as far as the last column goes.\n\n"
        "| parameter | rule | default | what it says | mark | source | may |\n"
        "|---|---|---|---|---|---|---|\n";
    for (const rules::ParameterRow& row : rules::parameter_table()) {
        page += "| " + std::string(row.key) + " | " + std::string(row.rule) + " | " +
                shown(row, row.fallback) + " | " + std::string(row.words) + " | " +
                std::string(name_of_value(row.mark)) + " | " + std::string(row.citation) + " | " +
                std::string(name_of_value(row.may)) +
                (row.least == 0 ? "" : ", to " + shown(row, row.least) + " at least") + " |\n";
    }
}

void add_events(std::string& page) {
    page +=
        "\n## Events\nWhat has no handler yet has its door in a later issue: public statements of "
        "resources (publish), prepaid\ncards (card-setup, go-live). A test compares the list with "
        "the handlers.\n\n| event | rules | asked by |\n|---|---|---|\n";
    for (std::size_t i = 0; i < names_of(Event{}).size(); ++i) {
        const Event event = static_cast<Event>(i);
        page += "| " + std::string(name_of_value(event)) + " | " +
                std::to_string(rules::rules_of(event).size()) + " | " +
                std::string(scheduler::asker_of(event)) + " |\n";
    }
}

}  // namespace

std::string rules_page() {
    std::string page =
        "# The rules\n\n"
        "Printed by `almoner rules page`; a test fails when this page differs. Marks: *law* and "
        "*guidance* are\npublished; *guide* is an NHS England guide; *local policy* is what a "
        "council or ICB has published;\n*constructed* is our own inference; *memory, unverified* "
        "waits for its source. A fact that a rule\nneeds and nobody knows is a finding of its own "
        "(`need-evidence not-known`).\n\n"
        "SI 2013/1617 NHS (Direct Payments) Regulations 2013, amended by SI 2013/2354 and SI "
        "2017/219; SI 2014/2871 Care\nand Support (Direct Payments) Regulations 2014; SI "
        "2014/1652 Special Educational Needs (Personal Budgets)\nRegulations 2014; SI 2009/1887 "
        "Community Care, Services for Carers and Children's Services (Direct Payments)\n"
        "Regulations 2009; SI 2014/2672 charging regulations; SI 2014/2840 exclusion of costs. "
        "*Summary guide*: Personal\nbudgets, IPC and personal health budgets: summary guide. The "
        "NHS regulations were read as made and merged by\nhand with the two amendments; charging "
        "amounts are those of 2015, which circulars have kept.\n";
    for (const rules::Subject& subject : rules::subjects()) add_rules(subject, page);
    add_parameters(page);
    add_events(page);
    return page;
}

std::string life_cycles_page() {
    std::string page =
        "# The lives of things\n\n"
        "Printed by `almoner rules life-cycles` from the tables in `rules/lifecycle` and "
        "`ledger/records/payment_states.h`;\na test fails when this page differs. A move that is "
        "not here is refused (`illegal-transition`). In brackets: the\nrules that must hold.\n";
    for (const rules::LifeCycle& cycle : rules::life_cycles()) {
        page += "\n## " + cycle.name + "\n```mermaid\n" + mermaid(cycle) + "```\n";
    }
    return page;
}

}  // namespace almoner::api
