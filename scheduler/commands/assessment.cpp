#include "scheduler/commands/assessment.h"

#include "gateway/csv/cells.h"
#include "ledger/records/assessment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_text.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/agreement_content.h"
#include "scheduler/commands/agreement_parts.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/assess_facts.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/reduction/ground.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::Proposal;
using nlohmann::json;

constexpr std::size_t longest_group = 100;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

ledger::Refusal income_unreadable(std::string_view each) {
    std::string list;
    for (const std::string_view name : names_of(rules::IncomeKind{})) {
        list += (list.empty() ? "" : ", ") + std::string(name);
    }
    return refused_in(
        "income",
        "income-unreadable",
        "'" + std::string(each) + "' is no income a week.",
        "Write kind=amount, several with commas between them; kinds are " + list + ".");
}

Outcome<rules::Income> income_in(std::string_view each) {
    const std::size_t equals = each.find('=');
    const std::size_t behind = equals == std::string_view::npos ? each.size() : equals + 1;
    const auto kind = rules::value_named<rules::IncomeKind>(trimmed(each.substr(0, equals)));
    const auto amount = gateway::read_money(trimmed(each.substr(behind)));
    if (!kind || !amount.accepted()) return income_unreadable(each);
    if (amount.value() < Money{}) {
        return refused_in(
            "income", "money-below-zero", "An amount can't be below zero.", "Correct the amount.");
    }
    const auto possible = gateway::check_most_for_a_person(amount.value());
    if (!possible.accepted()) {
        return refused_in(
            "income", possible.refusal().code, possible.refusal().words, possible.refusal().next);
    }
    return rules::Income{*kind, amount.value()};
}

Outcome<std::vector<rules::Income>> incomes_in(std::string_view text) {
    std::vector<rules::Income> all;
    while (!text.empty()) {
        const std::size_t end = text.find(',');
        const std::string_view each = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const Outcome<rules::Income> income = income_in(each);
        if (!income.accepted()) return income.refusal();
        all.push_back(income.value());
    }
    return all;
}

std::optional<Money> maybe_money(FieldReading& in, const std::string& name) {
    if (!in.has(name)) return std::nullopt;
    return in.money(name);
}

Outcome<MeansPaper> paper_given(Asked& asked, const Agreement& agreement) {
    // A refusal says again what was typed of their income.
    asked.work.refusal_tells_of(person_of_agreement(asked, agreement));
    FieldReading in(asked.fields);
    MeansPaper paper{.told = {.capital = in.money("capital"),
                              .expenses = in.has("expenses") ? in.money("expenses") : Money{},
                              .tariff = maybe_money(in, "tariff_income"),
                              .weekly = maybe_money(in, "weekly"),
                              .per_period = maybe_money(in, "per_period"),
                              .per = agreement.frequency},
                     .declined = in.has("declined")};
    (void)in.needed("group");
    paper.group = in.words("group", longest_group);
    const std::string income = in.needed("income");
    if (!in.accepted()) return in.refusal();
    Outcome<std::vector<rules::Income>> all = incomes_in(income);
    if (!all.accepted()) return all.refusal();
    paper.told.income = std::move(all).value();
    return paper;
}

bool has_social_care(ledger::Database& database, const Agreement& agreement, Date on) {
    const auto lines = lines_paid_by(database, agreement, on);
    return std::ranges::any_of(lines, [](const ledger::PlanLine& each) {
        return each.stream == ledger::Stream::social_care;
    });
}

// Health care is free, education has no means test, and what is paid once has no weeks.
Outcome<Agreement> agreement_to_assess(const Asked& asked) {
    Outcome<Agreement> last = agreement_asked_for(asked);
    if (!last.accepted()) return last;
    const Agreement& agreement = last.value();
    if (agreement.status == ledger::AgreementStatus::ended) {
        return refused_in("agreement",
                          "agreement-ended",
                          "This agreement has ended.",
                          "Assess the one that pays now.");
    }
    const bool is_once = agreement.frequency == ledger::Frequency::one_off;
    const Date on = activation_day(agreement, asked.work.today());
    if (!is_once && has_social_care(asked.work.database(), agreement, on)) return last;
    ledger::Refusal refusal =
        refused_in("agreement",
                   "nothing-to-assess",
                   is_once ? "What is paid once has no contribution a week."
                           : "No plan line of this agreement is an adult's social care.",
                   "Give the agreement that pays social care.");
    refusal.citation = "SI 2013/1617 reg 13(1); SI 2014/2672";
    return refusal;
}

Outcome<Done> rules_allow_means(Asked& asked,
                                const Agreement& agreement,
                                const MeansPaper& paper,
                                const std::string& field) {
    const Date on = std::max(activation_day(agreement, asked.work.today()), agreement.from_on);
    return ask_rules(asked,
                     {.event = rules::Event::assess,
                      .about = {ledger::CaseKind::agreement, agreement.number},
                      .person = person_of_agreement(asked, agreement),
                      .on = on,
                      .field = field},
                     facts_to_assess(asked.work.database(), agreement, paper, on));
}

// A new share is taken as the one before was, else as the area has it.
void set_contribution(ledger::Database& database, Agreement& agreement, Money per_period) {
    using ledger::ContributionBasis;
    agreement.contribution = per_period;
    if (per_period.is_zero()) {
        agreement.contribution_basis = ContributionBasis::none;
    } else if (agreement.contribution_basis == ContributionBasis::none) {
        const bool is_gross =
            policy_in_force(database, agreement.from_on).flag(rules::Parameter::contribution_basis);
        agreement.contribution_basis = is_gross ? ContributionBasis::gross : ContributionBasis::net;
    }
}

// Above the upper limit nobody but the authority can say what is taken.
Outcome<Done> says_its_tariff(Asked& asked, const MeansPaper& paper, Date on) {
    const rules::Policy policy = policy_in_force(asked.work.database(), on);
    const Money limit = policy.money(rules::Parameter::contribution_upper_capital);
    if (paper.told.capital <= limit || paper.told.tariff || paper.declined) return Done{};
    ledger::Refusal refusal = refused_in(
        "tariff_income",
        "tariff-not-given",
        "Above " + in_pounds(limit) + " of capital the regulations give no tariff income.",
        "Give the authority's own figure with --tariff-income, or say --declined.");
    refusal.citation = "SI 2014/2672 reg 12, 25";
    return refusal;
}

// What this agreement asks for of what was assessed: the same means are not charged twice.
Outcome<Money> share_of(Asked& asked,
                        const Agreement& agreement,
                        const MeansPaper& paper,
                        const rules::MeansAssessed& assessed) {
    if (paper.declined) return assessed.per_period;
    const Money others =
        others_in_a_year(asked.work.database(), person_of_agreement(asked, agreement), agreement);
    const auto left = left_for_a_period(assessed.weekly, others, agreement.frequency);
    if (left) return std::min(assessed.per_period, *left);
    return refused_in("agreement",
                      "charged-already",
                      "Other agreements of this person ask for " + in_pounds(others) +
                          " in 52 weeks, which is more than all that they could pay.",
                      "Lower those first with 'almoner agreement change', then record this.");
}

// On which day its rules are asked, and what it comes to.
struct Assessing {
    Date on{};
    MeansFound found{};
};
Assessing assessing(Asked& asked, const Agreement& agreement, const MeansPaper& paper) {
    const Date on = std::max(activation_day(agreement, asked.work.today()), agreement.from_on);
    return {on, means_found(asked.work.database(), agreement, paper, on)};
}

Outcome<Answer> propose_assessment(Asked& asked,
                                   const Agreement& agreement,
                                   const MeansPaper& paper,
                                   const MeansFound& found,
                                   std::int64_t evidence) {
    const Ground ground{.name = rules::WithoutCase::contribution, .evidence = evidence};
    const Outcome<Done> allowed = may_pay_so(asked, agreement, ground);
    if (!allowed.accepted()) return allowed.refusal();
    const Money worth = worth_in_a_year(asked.work.database(), agreement, asked.work.today());
    Proposal proposal{.kind = std::string(assessment_proposal),
                      .subject = agreement.number,
                      .from_on = agreement.from_on,
                      .content = with_ground(json::parse(content_of(agreement)), ground).dump(),
                      .evidence = evidence};
    proposal.private_row = ledger::insert_private_text(
        asked.work, person_of_agreement(asked, agreement), kept_means(paper, found));
    return propose(asked, std::move(proposal), {.before = worth, .after = worth}, "agreement");
}

std::string kept_text(ledger::Database& database, const Proposal& proposal) {
    auto text = ledger::private_text(database, proposal.private_row.value_or(0));
    if (!text) throw ledger::InvariantBroken("an assessment of somebody who was erased");
    return *std::move(text);
}

MeansPaper paper_of(ledger::Database& database,
                    const Proposal& proposal,
                    const Agreement& agreement) {
    return means_kept(kept_text(database, proposal), agreement.frequency);
}

}  // namespace

Outcome<Answer> assessment_record(Asked& asked) {
    const Outcome<Agreement> last = agreement_to_assess(asked);
    if (!last.accepted()) return last.refusal();
    FieldReading in(asked.fields);
    const Date from = in.date_or("from", asked.work.today());
    Agreement agreement = version_to_change(in, asked, last.value(), from);
    if (!in.accepted()) return in.refusal();
    const Outcome<MeansPaper> paper = paper_given(asked, agreement);
    if (!paper.accepted()) return paper.refusal();
    const auto evidence = evidence_named(asked, person_of_agreement(asked, agreement), true);
    if (!evidence.accepted()) return evidence.refusal();
    const Outcome<Done> allowed = rules_allow_means(asked, agreement, paper.value(), "agreement");
    if (!allowed.accepted()) return allowed.refusal();
    const Agreement before = agreement;
    const auto [on, found] = assessing(asked, agreement, paper.value());
    const Outcome<Done> said = says_its_tariff(asked, paper.value(), on);
    if (!said.accepted()) return said.refusal();
    const Outcome<Money> share = share_of(asked, agreement, paper.value(), found.assessed);
    if (!share.accepted()) return share.refusal();
    set_contribution(asked.work.database(), agreement, share.value());
    const MeansNow means{.weekly = found.assessed.weekly, .declined = paper.value().declined};
    const Outcome<Done> scheduled = rules_allow(asked, before, agreement, &means);
    if (!scheduled.accepted()) return scheduled.refusal();
    return propose_assessment(asked, agreement, paper.value(), found, evidence.value().value_or(0));
}

Outcome<Done> assessment_takes_effect(Asked& asked, const Proposal& proposal) {
    ledger::Database& database = asked.work.database();
    const Agreement agreement = agreement_of(proposal);
    const MeansPaper paper = paper_of(database, proposal, agreement);
    Outcome<Done> allowed = rules_allow_means(asked, agreement, paper, "proposal");
    if (!allowed.accepted()) return allowed;
    const MeansFound now = assessing(asked, agreement, paper).found;
    const rules::MeansAssessed& found = now.assessed;
    const auto shown = found_kept(kept_text(database, proposal));
    const Outcome<Money> share = share_of(asked, agreement, paper, found);
    if (!share.accepted()) return share.refusal();
    if (share.value() != agreement.contribution || (shown && !is_same(*shown, now))) {
        return refused_in(
            "proposal",
            "changed-since",
            "By the policy, the plan or the other agreements as they are now it comes "
            "to other sums than those that were shown.",
            "Refuse this proposal and record the assessment again.");
    }
    // The agreement's own rules ask for it.
    ledger::insert_assessment(asked.work,
                              {.agreement = agreement.number,
                               .from_on = agreement.from_on,
                               .weekly = found.weekly,
                               .per_period = found.per_period,
                               .workings_private = proposal.private_row.value_or(0),
                               .evidence = proposal.evidence.value_or(0),
                               .proposal = proposal.id,
                               .proposed_by = proposal.proposed_by,
                               .approved_by = asked.actor.number});
    return agreement_takes_effect(asked, proposal);
}

void show_means(ledger::Database& database,
                const Proposal& proposal,
                nlohmann::ordered_json& changes) {
    const Agreement agreement = agreement_of(proposal);
    const MeansPaper paper = paper_of(database, proposal, agreement);
    const MeansFound shown =
        found_kept(kept_text(database, proposal))
            .value_or(means_found(database, agreement, paper, proposal.from_on));
    const rules::MeansAssessed& found = shown.assessed;
    const rules::Policy policy = policy_in_force(database, proposal.from_on);
    const bool is_own_figure =
        paper.told.capital > policy.money(rules::Parameter::contribution_upper_capital);
    const auto add = [&](std::string_view what, Money amount) {
        changes.push_back({{"what", what}, {"before", ""}, {"after", in_pounds(amount)}});
    };
    add("capital", paper.told.capital);
    for (const rules::Income& each : paper.told.income) add(name_of_value(each.kind), each.weekly);
    add(is_own_figure ? "tariff income a week, the authority's own figure" : "tariff income a week",
        found.tariff);
    if (shown.guarantee) add("minimum income a week", *shown.guarantee);
    add("expenses a week", paper.told.expenses);
    add("contribution a week", found.weekly);
    add("contribution a period", found.per_period);
    add("income left a week", found.income_left);
}

}  // namespace almoner::scheduler
