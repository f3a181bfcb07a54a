#include "scheduler/payroll/family_question.h"

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "rules/engine/evaluate_briefly.h"
#include "rules/spending/spending_facts.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/supplier_facts.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::CaseKind;

constexpr std::string_view managed_rule = "MAN-01";
constexpr std::string_view not_known = "not-known";

// Each version of them that counts by a day.
const ledger::Query agreements_of_option{
    "SELECT number, signed_on FROM agreement WHERE budget = $1 AND option = $2 AND from_on <= $3"
    " ORDER BY number, version"};

static_assert(std::ranges::equal(ledger::family_relations, names_of(rules::Relation{})));

rules::Relation relation_of(const ledger::Employment& employment) {
    const auto* const found = std::ranges::find(ledger::family_relations, employment.relation);
    return static_cast<rules::Relation>(found - ledger::family_relations.begin());
}

rules::Facts facts_of_care() {
    rules::Facts facts;
    facts.spending.is_for_administration = false;  // an assistant gives care
    facts.spending.is_for_disabled_child_parent = false;
    return facts;
}

// MAN-01, FND-02, FND-03: the hours that are paid are those that the holder confirmed, or agreed to
// when the job began; each line pays its own part of them, and no fee of the support service.
void take_money(const std::vector<ledger::PlanLine>& lines, bool is_signed, rules::Facts& facts) {
    rules::ThirdPartyFacts& managed = facts.third_party;
    managed.holder_signed = is_signed;
    managed.holder_decided = true;
    managed.pays_assistant = true;
    if (!managed.fee_paid_by_body_or_budget.value) managed.fee_paid_by_body_or_budget = true;
    if (!managed.split_by_agreed_shares.value) managed.split_by_agreed_shares = true;
    if (!lines.empty()) take_whose_money(lines.front().stream, managed);
}

void take_terms(const ledger::Employment& employment, rules::Facts& facts) {
    facts.spending.relation = relation_of(employment);
    facts.spending.in_household = employment.lives_with_holder;
    facts.spending.employer = rules::Employer::holder;
    facts.spending.holder_decides = true;
    facts.information.decision_recorded = true;  // the command's own journal row
}

// As they stand now, with what was said of them, which was read before: the records are not asked
// again, as of a line that is not in the books.
std::vector<ledger::PlanLine> take_lines_of(ledger::Database& database,
                                            const JobRecords& job,
                                            rules::Facts& facts) {
    std::vector<ledger::PlanLine> lines;
    lines.reserve(job.facts.paid_from.size());
    for (const ledger::PaidFrom& each : job.facts.paid_from) {
        const auto* const newest =
            plan_line_in(job.facts.plan_lines, each.plan_line, ledger::last_day_of_all);
        if (newest == nullptr || newest->stream == ledger::Stream::person) continue;
        std::vector<ledger::AttestedFact> said;
        for (const ledger::AttestedFact& fact : job.facts.said_of_lines) {
            if (fact.about.number == each.plan_line) said.push_back(fact);
        }
        ledger::PlanLine line = *newest;
        line.number = 0;
        take_line(database, line, job.wanted.paid_on, facts, said);
        lines.push_back(*newest);
    }
    return lines;
}

// By the last version of one of the agreements that pay the line.
bool has_signed(ledger::Database& database, const ledger::PlanLine& line, ledger::Date on) {
    ledger::Rows rows =
        database.select(agreements_of_option, line.budget, static_cast<int>(line.option), on);
    bool any = false;
    bool last = false;
    std::int64_t number = 0;
    while (rows.next()) {
        if (rows.integer(0) != number) any = any || last;
        number = rows.integer(0);
        last = rows.maybe_integer(1).has_value() && rows.date(1) <= on;
    }
    return any || last;
}

// The holder's own agreement of the account that pays the lines.
bool is_signed(ledger::Database& database,
               const std::vector<ledger::PlanLine>& lines,
               ledger::Date on) {
    return std::ranges::all_of(lines, [&](const ledger::PlanLine& line) {
        return line.option != ledger::Option::managed_account || has_signed(database, line, on);
    });
}

// EMP-02, EMP-03: before the first wage. Who was paid before, here or by another bureau, was told.
bool is_first_wage(const JobRecords& job) {
    return job.slips.empty() && job.facts.openings.empty() && job.earlier_wages.empty();
}

bool is_duty(const rules::Finding& finding) {
    return finding.rule == "EMP-02" || finding.rule == "EMP-03";
}

// What was said of the agreements that pay the lines counts before what was said of the budget.
void take_said_of_agreements(ledger::Database& database,
                             std::int64_t budget,
                             const std::vector<ledger::PlanLine>& lines,
                             ledger::Date on,
                             rules::Facts& facts) {
    for (const ledger::Agreement& each : ledger::agreements_of(database, budget, on)) {
        const bool pays = std::ranges::any_of(
            lines, [&](const ledger::PlanLine& line) { return line.option == each.option; });
        if (!pays) continue;
        take_attested(database,
                      ledger::attested_facts_of(database, {CaseKind::agreement, each.number}, on),
                      facts);
    }
}

// Of a job that is recorded. That an agreement is not signed yet holds its wages, not the job.
bool stands_in_the_way(const rules::Finding& finding) {
    if (finding.effect == rules::Effect::block) return finding.rule != managed_rule;
    return finding.effect > rules::Effect::warn && finding.rule.starts_with("FAM-");
}

// By name: what is not known is the fact that the rule asks for.
void add_wanted(const rules::Finding& finding, std::vector<std::string>& wanted) {
    std::vector<std::string> names{std::string(finding.reason)};
    if (finding.reason == not_known && !finding.needs.empty()) names = finding.needs;
    for (const std::string& each : names) {
        std::string name = told_as(each);
        if (std::ranges::find(wanted, name) == wanted.end()) wanted.push_back(std::move(name));
    }
}

}  // namespace

rules::Facts facts_of_employment(ledger::Database& database,
                                 const EmploymentRow& row,
                                 ledger::Date on) {
    rules::Facts facts = facts_of_care();
    take_attested(
        database, ledger::attested_facts_of(database, {CaseKind::budget, row.budget}, on), facts);
    std::vector<ledger::PlanLine> lines;
    lines.reserve(row.lines.size());
    for (const ledger::PaidFrom& each : row.lines) {
        const auto line =
            ledger::plan_line_numbered(database, each.plan_line, ledger::last_day_of_all);
        // No law asks whom somebody pays of their own money.
        if (line && line->stream != ledger::Stream::person) lines.push_back(*line);
    }
    take_said_of_agreements(database, row.budget, lines, on, facts);
    take_lines(database, lines, on, facts);
    take_money(lines, is_signed(database, lines, on), facts);
    take_terms(row.employment, facts);
    return facts;
}

std::vector<std::string> against_wages(ledger::Database& database,
                                       const rules::Policy& policy,
                                       const JobRecords& job) {
    std::vector<std::string> reasons;
    const ledger::Date on = job.wanted.paid_on;
    rules::Facts facts = facts_of_care();
    take_attested(database, job.facts.said, facts);
    const auto lines = take_lines_of(database, job, facts);
    if (facts.lines.empty()) return reasons;
    const bool is_first = is_first_wage(job);
    if (is_first) take_said_of_agreements(database, job.employer.budget, lines, on, facts);
    take_money(lines, is_signed(database, lines, on), facts);
    take_terms(job.job, facts);
    const auto holds = [&](const rules::Finding& each) {
        return each.effect > rules::Effect::warn && (is_first || !is_duty(each));
    };
    auto found = rules::evaluate_briefly(rules::Event::pay_payroll, facts, policy, on);
    const bool lacks_a_fact = std::ranges::any_of(
        found.findings, [&](const auto& each) { return holds(each) && each.reason == not_known; });
    // Which one is put into words for those jobs alone that wait for it.
    if (lacks_a_fact) found = rules::evaluate(rules::Event::pay_payroll, facts, policy, on);
    for (const rules::Finding& each : found.findings) {
        if (holds(each)) add_wanted(each, reasons);
    }
    return reasons;
}

ledger::Outcome<std::vector<std::string>> ask_about_employment(Asked& asked,
                                                               const EmploymentRow& row,
                                                               std::int64_t holder) {
    const ledger::Date on = std::max(row.employment.start_on, asked.work.today());
    const rules::Facts facts = facts_of_employment(asked.work.database(), row, on);
    std::vector<std::string> wanted;
    if (facts.lines.empty()) return wanted;
    const Question question{.event = rules::Event::pay_payroll,
                            .about = {CaseKind::budget, row.budget},
                            .person = holder,
                            .on = on,
                            .field = "relation"};
    const rules::Evaluation looked = rules::evaluate(
        question.event, facts, policy_in_force(asked.work.database(), on), question.on);
    if (std::ranges::any_of(looked.findings, stands_in_the_way)) {
        const auto refused = ask_rules(asked, question, facts);
        if (!refused.accepted()) return refused.refusal();
    }
    const rules::Evaluation found = consult_rules(asked, question, facts);
    for (const rules::Finding& each : found.findings) {
        if (each.effect > rules::Effect::warn) add_wanted(each, wanted);
    }
    return wanted;
}

}  // namespace almoner::scheduler
