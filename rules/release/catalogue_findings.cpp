#include "rules/release/catalogue_findings.h"

#include "ledger/values/invariant.h"
#include "rules/engine/catalogue.h"

#include <deque>
#include <map>
#include <string>

namespace almoner::rules {
namespace {

constexpr std::string_view not_known = "not-known";

// The codes are kept in a deque, whose strings stay where they are.
struct Codes {
    std::deque<std::string> texts;
    std::map<std::string_view, ReleaseRule> rules;

    void add(const Rule& rule,
             std::string_view reason,
             std::string_view words,
             std::string_view next) {
        const std::string& code =
            texts.emplace_back(std::string(rule.id) + ":" + std::string(reason));
        rules.emplace(
            code,
            ReleaseRule{.code = code, .is_due = true, .words = words, .next = next, .holds = {}});
    }
};

const Codes& codes() {
    static const Codes all = [] {
        Codes made;
        for (const Rule* const rule : rules_of(Event::release)) {
            for (const Condition& condition : rule->conditions) {
                made.add(*rule, condition.reason, condition.words, condition.next);
            }
            made.add(*rule,
                     not_known,
                     "What this rule asks for is not on record.",
                     "Look at 'almoner rules explain', and record it with 'almoner fact record'.");
        }
        return made;
    }();
    return all;
}

template <class Wanted>
std::vector<const ReleaseRule*> rules_of(const Evaluation& evaluation, Wanted wanted) {
    std::vector<const ReleaseRule*> found;
    for (const Finding& each : evaluation.findings) {
        if (!wanted(each.effect)) continue;
        const std::string code = std::string(each.rule) + ":" + std::string(each.reason);
        const ReleaseRule* const rule = catalogue_release_rule(code);
        if (rule == nullptr) throw ledger::InvariantBroken("a finding of release without a rule");
        found.push_back(rule);
    }
    return found;
}

}  // namespace

std::vector<const ReleaseRule*> held_by_catalogue(const Evaluation& evaluation) {
    return rules_of(evaluation, [](Effect effect) { return effect > Effect::warn; });
}

std::vector<const ReleaseRule*> warned_by_catalogue(const Evaluation& evaluation) {
    return rules_of(evaluation, [](Effect effect) { return effect == Effect::warn; });
}

const ReleaseRule* catalogue_release_rule(std::string_view code) {
    const auto found = codes().rules.find(code);
    return found == codes().rules.end() ? nullptr : &found->second;
}

}  // namespace almoner::rules
