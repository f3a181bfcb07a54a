#include "api/cli/case_show.h"
#include "api/cli/commands.h"
#include "api/cli/reading.h"
#include "api/render/evaluation_figures.h"
#include "api/render/figures.h"
#include "api/render/rules_page.h"
#include "rules/engine/catalogue.h"
#include "rules/engine/evaluate.h"
#include "rules/engine/fact_list.h"
#include "rules/lifecycle/printed.h"
#include "scheduler/facts/facts_json.h"
#include "scheduler/policy/policy_file.h"

#include <algorithm>
#include <ostream>

namespace almoner::api {
namespace {

using ledger::Outcome;
using ledger::Refusal;
using rules::Rule;

std::string text(std::string_view words) {
    return std::string(words);
}

template <class List>
std::string listed(const rules::SetOf<List>& set) {
    std::string list;
    for (std::size_t i = 0; i < names_of(List{}).size(); ++i) {
        const List value = static_cast<List>(i);
        if (set.holds(value)) list += (list.empty() ? "" : " ") + text(name_of_value(value));
    }
    return list;
}

std::string parameters_of(const Rule& rule) {
    std::string list;
    for (const rules::Parameter each : rule.parameters.all()) {
        const rules::ParameterRow& row = rules::row_of(each);
        list += (list.empty() ? "" : "; ") + text(row.key) + " = " + shown(row, row.fallback);
    }
    return list;
}

int rules_list(const Program& /*program*/, Call& call) {
    Figures figures{.name = "rules",
                    .title = "The rules, their source and their parameters",
                    .columns = {{"rule", "Rule", Kind::text},
                                {"requirement", "Requirement", Kind::text},
                                {"mark", "Mark", Kind::text},
                                {"source", "Source", Kind::text},
                                {"regimes", "Under", Kind::text},
                                {"events", "Asked at", Kind::text},
                                {"parameters", "Parameters", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const rules::Subject& subject : rules::subjects()) {
        for (const Rule& rule : subject.rules) {
            figures.rows.push_back({text(rule.id),
                                    text(rule.asks),
                                    text(name_of_value(rule.mark)),
                                    text(rule.citation),
                                    listed(rule.regimes),
                                    listed(rule.events),
                                    parameters_of(rule)});
        }
    }
    show(call, figures);
    return exit_ok;
}

Figures explained_conditions(const Rule& rule) {
    Figures figures{.name = "findings",
                    .title = "What it finds",
                    .columns = {{"outcome", "Outcome", Kind::text},
                                {"reason", "Reason", Kind::text},
                                {"words", "In words", Kind::text},
                                {"next", "What to do", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const rules::Condition& each : rule.conditions) {
        figures.rows.push_back({text(name_of_value(each.effect)),
                                text(each.reason),
                                text(each.words),
                                text(each.next)});
    }
    return figures;
}

Figures explained_parameters(const Rule& rule) {
    Figures figures{.name = "parameters",
                    .title = "Its parameters",
                    .columns = {{"parameter", "Parameter", Kind::text},
                                {"default", "Default", Kind::text},
                                {"words", "In words", Kind::text},
                                {"mark", "Mark", Kind::text},
                                {"source", "Source", Kind::text},
                                {"may", "May", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const rules::Parameter each : rule.parameters.all()) {
        const rules::ParameterRow& row = rules::row_of(each);
        figures.rows.push_back({text(row.key),
                                shown(row, row.fallback),
                                text(row.words),
                                text(name_of_value(row.mark)),
                                text(row.citation),
                                text(name_of_value(row.may))});
    }
    return figures;
}

Figures explained_facts(const Rule& rule) {
    Figures figures{.name = "facts",
                    .title = "The facts that it looks at",
                    .columns = {{"fact", "Fact", Kind::text},
                                {"kind", "Kind", Kind::text},
                                {"words", "In words", Kind::text}},
                    .rows = {},
                    .notes = {}};
    const std::vector<std::string> read = facts_read_by(rule);
    rules::Facts facts;
    facts.lines.resize(1);
    for (const rules::FactSlot& slot : rules::slots_of(facts)) {
        if (std::ranges::find(read, slot.name) == read.end()) continue;
        figures.rows.push_back({slot.name, text(name_of_value(slot.kind)), text(slot.words)});
    }
    return figures;
}

int rules_explain(const Program& /*program*/, Call& call) {
    const Rule* const rule = rules::rule_by_id(call.fields["rule"]);
    if (rule == nullptr) {
        return show_refusal(call,
                            {.code = "rule-unknown",
                             .words = "No rule is called '" + call.fields["rule"] + "'.",
                             .next = "'almoner rules list' shows them all.",
                             .field = "ID",
                             .citation = ""});
    }
    const std::vector tables{
        explained_conditions(*rule), explained_parameters(*rule), explained_facts(*rule)};
    show_all(call,
             text(rule->id) + ": " + text(rule->asks) + " Source: " + text(rule->citation) + " (" +
                 text(name_of_value(rule->mark)) + "). Under: " + listed(rule->regimes) +
                 ". Asked at: " + listed(rule->events) + ".",
             tables);
    return exit_ok;
}

int rules_schema(const Program& /*program*/, Call& call) {
    const auto event = rules::value_named<rules::Event>(call.fields["event"]);
    if (!event) {
        return show_refusal(call,
                            {.code = "event-unknown",
                             .words = "No rule listens to '" + call.fields["event"] + "'.",
                             .next = "Take one of: " + listed(rules::Events::all()) + ".",
                             .field = "EVENT",
                             .citation = ""});
    }
    *call.out << scheduler::facts_schema(*event) << '\n';
    return exit_ok;
}

int show_problems(const Call& call, const std::vector<Refusal>& problems) {
    int code = exit_ok;
    for (const Refusal& problem : problems) code = show_refusal(call, problem);
    return code;
}

// The policy of the file that was named, else the catalogue's defaults.
rules::PolicyMade policy_of(const Call& call, const std::string& field) {
    const auto given = call.fields.find(field);
    return given == call.fields.end() ? rules::PolicyMade{}
                                      : scheduler::policy_from_file(given->second);
}

int rules_evaluate(const Program& program, Call& call) {
    const Outcome<scheduler::GivenFacts> given = scheduler::facts_from_json(call.fields["facts"]);
    if (!given.accepted()) return show_refusal(call, given.refusal());
    const rules::PolicyMade made = policy_of(call, "policy");
    if (!made.problems.empty()) return show_problems(call, made.problems);
    const Outcome<ledger::Date> today = day_of(program, call);
    if (!today.accepted()) return show_refusal(call, today.refusal());
    const rules::Evaluation evaluation = rules::evaluate(given.value().event,
                                                         given.value().facts,
                                                         made.policy,
                                                         given.value().on.value_or(today.value()));
    show(call, figures_of(evaluation));
    return exit_for(evaluation);
}

int rules_page_printed(const Program& /*program*/, Call& call) {
    *call.out << rules_page();
    return exit_ok;
}

int rules_life_cycles(const Program& /*program*/, Call& call) {
    *call.out << life_cycles_page();
    return exit_ok;
}

Figures changes_shown(const rules::Policy& before, const rules::Policy& after) {
    Figures figures{.name = "parameters",
                    .title = after.version() + " of " +
                             (after.body().empty() ? "no named body" : after.body()) + " from " +
                             after.from_on().words() + " beside " + before.version(),
                    .columns = {{"parameter", "Parameter", Kind::text},
                                {"rule", "Rule", Kind::text},
                                {"before", "Before", Kind::text},
                                {"after", "After", Kind::text},
                                {"words", "In words", Kind::text},
                                {"mark", "Mark of the default", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const rules::PolicyChange& each : changes(before, after)) {
        figures.rows.push_back({text(each.row->key),
                                text(each.row->rule),
                                shown(*each.row, each.before),
                                shown(*each.row, each.after),
                                text(each.row->words),
                                text(name_of_value(each.row->mark))});
    }
    figures.notes.push_back(std::to_string(figures.rows.size()) + " of " +
                            std::to_string(rules::parameter_count) + " parameters differ.");
    return figures;
}

int policy_check(const Program& /*program*/, Call& call) {
    const rules::PolicyMade made = policy_of(call, "policy");
    if (!made.problems.empty()) return show_problems(call, made.problems);
    show(call,
         {.name = "policy",
          .title = "The policy can be used",
          .columns = {{"version", "Version", Kind::text},
                      {"body", "Body", Kind::text},
                      {"from_on", "From", Kind::date},
                      {"changed", "Parameters changed", Kind::number}},
          .rows = {{made.policy.version(),
                    made.policy.body(),
                    made.policy.from_on(),
                    static_cast<std::int64_t>(changes(rules::Policy{}, made.policy).size())}},
          .notes = {}});
    return exit_ok;
}

int policy_diff(const Program& /*program*/, Call& call) {
    const rules::PolicyMade after = policy_of(call, "policy");
    const rules::PolicyMade before = policy_of(call, "against");
    if (!after.problems.empty()) return show_problems(call, after.problems);
    if (!before.problems.empty()) return show_problems(call, before.problems);
    show(call, changes_shown(before.policy, after.policy));
    return exit_ok;
}

std::vector<CommandSpec> policy_specs() {
    using enum ArgumentKind;
    const Argument policy{"FILE", "policy", file, true, "A local policy as TOML"};
    return {
        {.words = "policy check",
         .help = "Whether a policy file can be used; what loosens the law is refused",
         .example = "almoner policy check policy.toml",
         .arguments = {policy},
         .run = policy_check},
        {.words = "policy diff",
         .help = "What a policy file changes: of the catalogue's defaults, or of another file",
         .example = "almoner policy diff policy.toml --against policy-2025.toml --json",
         .arguments = {policy,
                       {"--against", "against", file, false, "Another policy, else the defaults"}},
         .run = policy_diff},
        {.words = "policy load",
         .help = "Propose the area's local policy from a day on; another person confirms it",
         .example = "almoner policy load policy.toml --as jo --credential-file jo.txt",
         .arguments = {{"FILE", "file:policy", file, true, "A local policy as TOML"}},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> rules_commands() {
    using enum ArgumentKind;
    std::vector<CommandSpec> specs{
        {.words = "rules list",
         .help = "All rules with their source and parameters",
         .example = "almoner rules list --csv",
         .arguments = {},
         .run = rules_list},
        {.words = "rules explain",
         .help = "What one rule asks, finds and looks at",
         .example = "almoner rules explain RED-02",
         .arguments = {{"ID", "rule", text, true, "The rule, as RED-02"}},
         .run = rules_explain},
        {.words = "rules schema",
         .help = "The JSON schema of the facts that an event's rules look at",
         .example = "almoner rules schema activate",
         .arguments = {{"EVENT", "event", text, true, "The event, as approve-plan"}},
         .run = rules_schema},
        {.words = "rules evaluate",
         .help = "Ask the rules about the facts in a file. Exit code 1: something blocks; 3: "
                 "something is needed",
         .example = "almoner rules evaluate facts.json --policy policy.toml --as-of 2026-11-22",
         .arguments = {{"FILE", "facts", file, true, "Event and facts as JSON"},
                       {"--policy", "policy", file, false, "A local policy, else the defaults"}},
         .run = rules_evaluate},
        {.words = "rules page",
         .help = "The catalogue as a page: requirement, rule, test",
         .example = "almoner rules page",
         .arguments = {},
         .run = rules_page_printed},
        {.words = "rules life-cycles",
         .help =
             "The lives of budget, plan, agreement, payment, review, notice and case as diagrams",
         .example = "almoner rules life-cycles",
         .arguments = {},
         .run = rules_life_cycles},
    };
    for (CommandSpec& spec : policy_specs()) specs.push_back(std::move(spec));
    return specs;
}

}  // namespace almoner::api
