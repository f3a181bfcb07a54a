#include "rules/engine/evaluate.h"

#include "rules/engine/catalogue.h"
#include "rules/engine/evaluate_briefly.h"
#include "rules/engine/fact_list.h"

#include <algorithm>

namespace almoner::rules {
namespace {

constexpr std::string_view not_known = "not-known";

enum class Naming : std::uint8_t { in_full, none };

// The names of facts by their place; made only when one is missing.
class FactNames {
  public:
    FactNames(const Facts& facts, Naming naming) : facts_(facts), naming_(naming) {}

    [[nodiscard]] bool are_wanted() const { return naming_ == Naming::in_full; }
    [[nodiscard]] const FactSlot* at(const void* place) {
        if (slots_.empty()) slots_ = slots_of(facts_);
        const auto found = std::ranges::find(slots_, place, &FactSlot::at);
        return found == slots_.end() ? nullptr : &*found;
    }

  private:
    const Facts& facts_;
    Naming naming_;
    std::vector<FactSlot> slots_;
};

void name_missing(const Missing& missing, FactNames& names, Finding& finding) {
    if (!names.are_wanted()) return;
    std::string list;
    for (const void* const place : missing) {
        const FactSlot* const slot = names.at(place);
        const std::string name = slot == nullptr ? "regime" : slot->name;
        if (std::ranges::find(finding.needs, name) != finding.needs.end()) continue;
        finding.needs.push_back(name);
        list += (list.empty() ? "" : "; ") + (slot == nullptr
                                                  ? std::string("whose law each line stands under")
                                                  : std::string(slot->words));
    }
    if (finding.reason == not_known) finding.words = "It is not known: " + list + ".";
}

Finding unknown(const Rule& rule, const Condition& condition, const FactNames& names) {
    Finding finding{.rule = rule.id, .effect = Effect::need_evidence, .citation = rule.citation};
    if (condition.effect == Effect::need_evidence) {
        finding.reason = condition.reason;
        if (names.are_wanted()) finding.words = condition.words;
        finding.next = condition.next;
    } else {
        finding.reason = not_known;
        finding.next = "Record it; nothing is taken for granted.";
    }
    return finding;
}

Finding failed(const Rule& rule,
               const Condition& condition,
               const Case& c,
               const FactNames& names) {
    Finding finding{.rule = rule.id,
                    .effect = condition.effect,
                    .reason = condition.reason,
                    .next = condition.next,
                    .citation = rule.citation,
                    .follows = condition.follows};
    if (names.are_wanted()) finding.words = condition.words;
    if (condition.effect == Effect::need_evidence) finding.needs.emplace_back(condition.reason);
    if (condition.detail != nullptr) condition.detail(c, finding);
    return finding;
}

template <class T>
void add_new(std::vector<T>& to, const std::vector<T>& from) {
    for (const T& each : from) {
        if (std::ranges::find(to, each) == to.end()) to.push_back(each);
    }
}

template <class T, class Better>
void keep_stricter(std::optional<T>& kept, const std::optional<T>& other, Better better) {
    if (other && (!kept || better(*other, *kept))) kept = other;
}

void merge(std::vector<Finding>& findings, Finding found) {
    const auto same = std::ranges::find_if(findings, [&](const Finding& kept) {
        return kept.rule == found.rule && kept.reason == found.reason;
    });
    if (same == findings.end()) {
        findings.push_back(std::move(found));
        return;
    }
    const bool stricter = found.notice_days > same->notice_days ||
                          (found.due_on && (!same->due_on || *found.due_on < *same->due_on));
    if (stricter) same->words = found.words;
    keep_stricter(same->notice_days, found.notice_days, std::greater<>{});
    keep_stricter(same->due_on, found.due_on, std::less<>{});
    add_new(same->needs, found.needs);
    add_new(same->regimes, found.regimes);
    add_new(same->lines, found.lines);
}

void name_line(const LineFacts& line, Finding& finding) {
    if (line.regime.value) finding.regimes.push_back(*line.regime.value);
    if (line.ref.value) finding.lines.push_back(*line.ref.value);
}

void ask(const Rule& rule, const Case& c, FactNames& names, std::vector<Finding>& findings) {
    for (const Condition& condition : rule.conditions) {
        const Truth truth = condition.holds(c);
        if (truth.value == true) continue;
        Finding found =
            truth.value ? failed(rule, condition, c, names) : unknown(rule, condition, names);
        if (!truth.value) name_missing(truth.missing, names, found);
        if (names.are_wanted()) name_line(c.line, found);
        merge(findings, std::move(found));
    }
}

Finding regime_unknown(const Rule& rule, const LineFacts& line, FactNames& names) {
    Finding found = unknown(rule, {}, names);
    name_missing({&line.regime}, names, found);
    return found;
}

// What is asked, and as of which day.
struct Asking {
    Event event{};
    ledger::Date on{};
};

Evaluation evaluated(const Asking& asking,
                     const Facts& facts,
                     const Policy& policy,
                     FactNames& names) {
    const auto& [event, on] = asking;
    Evaluation evaluation{
        .event = event, .on = on, .policy_version = policy.version(), .asked = {}, .findings = {}};
    static const std::vector<LineFacts> no_line(1);
    const std::vector<LineFacts>& lines = facts.lines.empty() ? no_line : facts.lines;
    evaluation.asked.reserve(rules_of(event).size());
    for (const Rule* const rule : rules_of(event)) {
        bool was_asked = false;
        for (const LineFacts& line : lines) {
            if (!is_asked_of(*rule, event, line)) continue;
            const bool any_regime = rule->regimes == every_regime;
            if (!any_regime && !line.regime.value) {
                merge(evaluation.findings, regime_unknown(*rule, line, names));
            } else if (any_regime || rule->regimes.holds(*line.regime.value)) {
                ask(*rule, {event, facts, line, policy, on}, names, evaluation.findings);
            } else {
                continue;
            }
            was_asked = true;
        }
        if (was_asked) evaluation.asked.push_back(rule);
    }
    return evaluation;
}

}  // namespace

Effect Evaluation::worst() const {
    Effect worst = Effect::allow;
    for (const Finding& finding : findings) worst = std::max(worst, finding.effect);
    return worst;
}

std::optional<std::int64_t> Evaluation::notice_days() const {
    std::optional<std::int64_t> days;
    for (const Finding& each : findings) keep_stricter(days, each.notice_days, std::greater<>{});
    return days;
}

std::optional<ledger::Date> Evaluation::due_on() const {
    std::optional<ledger::Date> day;
    for (const Finding& each : findings) keep_stricter(day, each.due_on, std::less<>{});
    return day;
}

Evaluation evaluate(Event event, const Facts& facts, const Policy& policy, ledger::Date on) {
    FactNames names(facts, Naming::in_full);
    return evaluated({event, on}, facts, policy, names);
}

Evaluation evaluate_briefly(Event event,
                            const Facts& facts,
                            const Policy& policy,
                            ledger::Date on) {
    FactNames names(facts, Naming::none);
    return evaluated({event, on}, facts, policy, names);
}

}  // namespace almoner::rules
