#include "scheduler/facts/ask_rules.h"

#include "ledger/records/area_salt.h"
#include "ledger/records/evaluation.h"
#include "ledger/records/operator_file.h"
#include "ledger/values/invariant.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/facts_json.h"
#include "scheduler/policy/policy_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Outcome;
using nlohmann::ordered_json;
using rules::Effect;
using rules::Evaluation;
using rules::Finding;

constexpr std::string_view salt_of_evaluations = "evaluations";
constexpr char separator = '\x1f';

ordered_json shown(const Finding& finding) {
    ordered_json row{{"rule", finding.rule},
                     {"effect", name_of_value(finding.effect)},
                     {"reason", finding.reason},
                     {"words", finding.words},
                     {"next", finding.next},
                     {"citation", finding.citation}};
    if (finding.notice_days) row["notice_days"] = *finding.notice_days;
    if (finding.due_on) row["due_on"] = finding.due_on->iso();
    if (finding.follows) row["follows"] = name_of_value(*finding.follows);
    if (!finding.needs.empty()) row["needs"] = finding.needs;
    if (!finding.lines.empty()) row["lines"] = finding.lines;
    return row;
}

ledger::StoredEvaluation stored(ledger::Work& work,
                                const Question& question,
                                const Evaluation& evaluation,
                                const std::string& details) {
    const Effect worst = evaluation.worst();
    return {.event = std::string(name_of_value(evaluation.event)),
            .about = question.about,
            .on = question.on,
            .policy = evaluation.policy_version,
            .effect = std::string(name_of_value(worst)),
            .asked = static_cast<std::int64_t>(evaluation.asked.size()),
            .details = worst == Effect::allow ? std::string{} : details,
            .digest = digest_of(work, {evaluation.policy_version, details})};
}

void keep(ledger::Work& work,
          const Question& question,
          const Evaluation& evaluation,
          const std::string& details) {
    ledger::insert_evaluation(work, question.person, stored(work, question, evaluation, details));
}

void add_line(std::string& words, const Finding& finding, const std::string& line) {
    if (!words.empty()) words += '\n';
    words.append(finding.rule).append(": ").append(line);
}

// What is asked for of the evidence store, as a person would look for it; "" for none.
std::string asked_for(const Finding& finding) {
    std::string names;
    for (const std::string& name : finding.needs) {
        if (name.find('.') == std::string::npos) continue;
        names.append(names.empty() ? "" : ", ").append(told_as(name));
    }
    return names.empty() ? names : " (" + names + ")";
}

// "What is wrong (RULE, source)." for each finding that stands in the way, the worst first.
ledger::Refusal refusal_of(const Evaluation& evaluation, const std::string& field) {
    std::vector<const Finding*> in_the_way;
    for (const Finding& each : evaluation.findings) {
        if (each.effect > Effect::warn) in_the_way.push_back(&each);
    }
    std::ranges::sort(in_the_way, [&](const Finding* a, const Finding* b) {
        return a->effect != b->effect ? a->effect > b->effect : a < b;
    });
    const Finding& first = *in_the_way.front();
    ledger::Refusal refusal{.code = std::string(first.reason),
                            .words = {},
                            .next = {},
                            .field = field,
                            .citation = std::string(first.citation)};
    for (const Finding* const each : in_the_way) {
        add_line(refusal.words, *each, std::string(each->words));
        add_line(refusal.next, *each, std::string(each->next) + asked_for(*each));
    }
    return refusal;
}

}  // namespace

rules::Policy policy_in_force(ledger::Database& database, ledger::Date on) {
    const auto file = ledger::operator_file_on(database, ledger::OperatorFileKind::policy, on);
    if (!file) return {};
    rules::PolicyMade made = policy_loaded(file->content);
    if (!made.problems.empty()) {
        throw ledger::InvariantBroken("a policy that was loaded can't be read any more");
    }
    return std::move(made.policy);
}

ledger::Digest digest_of(ledger::Work& work, std::initializer_list<std::string_view> parts) {
    std::string looked_at = ledger::area_salt(work, salt_of_evaluations);
    for (const std::string_view part : parts) {
        looked_at += separator;
        looked_at += part;
    }
    return ledger::sha256(looked_at);
}

std::string details_of(const Evaluation& evaluation, const rules::Facts& facts) {
    ordered_json findings = ordered_json::array();
    for (const Finding& each : evaluation.findings) findings.push_back(shown(each));
    return ordered_json{{"facts", ordered_json::parse(facts_as_json(facts))},
                        {"findings", std::move(findings)}}
        .dump();
}

Evaluation consult_rules(Asked& asked, const Question& question, const rules::Facts& facts) {
    Evaluation evaluation = rules::evaluate(
        question.event, facts, policy_in_force(asked.work.database(), question.on), question.on);
    keep(asked.work, question, evaluation, details_of(evaluation, facts));
    return evaluation;
}

Outcome<Done> ask_rules(Asked& asked, const Question& question, const rules::Facts& facts) {
    const Evaluation evaluation = rules::evaluate(
        question.event, facts, policy_in_force(asked.work.database(), question.on), question.on);
    std::string details = details_of(evaluation, facts);
    if (evaluation.allows()) {
        keep(asked.work, question, evaluation, details);
        return Done{};
    }
    asked.work.refusal_tells_of(question.person);
    asked.work.keep_if_refused([question, evaluation, kept = std::move(details)](
                                   ledger::Work& work) { keep(work, question, evaluation, kept); });
    return refusal_of(evaluation, question.field);
}

}  // namespace almoner::scheduler
