#include "scheduler/spending/spend_question.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::CaseKind;
using ledger::Date;
using ledger::Money;
using ledger::PlanLine;

// No law asks how a person's own money is spent.
void take_spent_line(ledger::Database& database,
                     const PlanLine& line,
                     Date on,
                     rules::Facts& facts) {
    if (line.stream != ledger::Stream::person) take_line(database, line, on, facts);
}

// A year's worth of the line, less what was spent on it in the same year.
Money left_of(ledger::Database& database, const PlanLine& line, Date on) {
    return worth_in_a_year(line) - spent_in_year(database, line, on);
}

}  // namespace

rules::Facts facts_of_spend(ledger::Database& database,
                            const ledger::Spend& spend,
                            const SpendPlace& place,
                            Date on) {
    rules::Facts facts;
    // What nobody said is as usual: nothing is assumed against the holder.
    facts.spending.secures_whole = true;
    facts.spending.provider_barred = facts.spending.requires_one_provider = false;
    take_attested(
        database, ledger::attested_facts_of(database, {CaseKind::budget, spend.budget}, on), facts);
    if (place.line) {
        take_spent_line(database, *place.line, on, facts);
    } else {
        for (const PlanLine& each :
             ledger::plan_lines_of(database, spend.budget, ledger::last_day_of_all)) {
            if (each.option == place.option) take_spent_line(database, each, on, facts);
        }
    }
    facts.spending.in_plan = place.line.has_value();
    facts.spending.holder_decides = place.option == ledger::Option::direct_payment ||
                                    place.option == ledger::Option::managed_account;
    facts.spending.amount = spend.amount;
    facts.spending.plan_line_left = place.line ? left_of(database, *place.line, on) : spend.amount;
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

SpendQuestion ask_about_spend(Asked& asked,
                              const ledger::Budget& budget,
                              const ledger::Spend& spend,
                              const SpendPlace& place) {
    const rules::Facts facts = facts_of_spend(asked.work.database(), spend, place, spend.spent_on);
    if (spend.is_refund || facts.lines.empty()) return {};
    const rules::Evaluation found = consult_rules(asked,
                                                  {.event = rules::Event::card_txn,
                                                   .about = {CaseKind::budget, spend.budget},
                                                   .person = budget.person,
                                                   .on = spend.spent_on,
                                                   .field = "spend"},
                                                  facts);
    SpendQuestion question;
    for (const rules::Finding& each : found.findings) {
        if (each.effect < rules::Effect::warn) continue;
        question.codes += (question.codes.empty() ? "" : ",") + std::string(each.reason);
        question.words += (question.words.empty() ? "" : " ") + each.words + " " +
                          std::string(each.next) + " (" + std::string(each.rule) + ")";
    }
    return question;
}

}  // namespace almoner::scheduler
