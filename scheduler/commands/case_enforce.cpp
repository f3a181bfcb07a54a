// A reclaim that is overdue is recovered by law: two people say so, once, and what comes in
// afterwards is counted as before.
#include "ledger/records/private_text.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/case_steps.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/reduction_case.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/enforce_facts.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using nlohmann::json;
using rules::CaseState;

constexpr std::size_t longest_words = 2'000;

Outcome<Done> may_enforce(Asked& asked, const CaseStanding& standing) {
    if (standing.state != CaseState::awaiting_repayment) {
        return refused_in("case",
                          "case-not-so-far",
                          "Nothing is to be repaid by this case now, or it is enforced already.",
                          "Look at the case with 'almoner case show'.");
    }
    if (standing.waits) {
        return refused_in("case",
                          "reconsideration-unanswered",
                          "A notice of this case is being reconsidered, and there is no answer "
                          "yet.",
                          "Answer the person in writing first.");
    }
    ledger::Database& database = asked.work.database();
    const ledger::Date today = asked.work.today();
    if (overdue_of(database, standing, today).is_zero()) {
        return refused_in("case",
                          "nothing-overdue",
                          "Nothing of this case is overdue.",
                          "Wait until the day to repay, or the next instalment, is over.");
    }
    return ask_rules(asked,
                     {.event = rules::Event::enforce,
                      .about = {ledger::CaseKind::budget, standing.budget.number},
                      .person = standing.budget.person,
                      .on = today,
                      .field = "case"},
                     facts_to_enforce(database, standing, today));
}

}  // namespace

Outcome<Answer> case_enforce(Asked& asked) {
    const Outcome<CaseStanding> found = case_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const CaseStanding& standing = found.value();
    const Outcome<Done> allowed = may_enforce(asked, standing);
    if (!allowed.accepted()) return allowed.refusal();
    FieldReading in(asked.fields);
    (void)in.needed("words");
    const std::string words = in.words("words", longest_words);
    if (!in.accepted()) return in.refusal();
    const auto evidence = evidence_named(asked, standing.budget.person, true);
    if (!evidence.accepted()) return evidence.refusal();
    const Money left = left_of(asked.work.database(), standing);
    ledger::Proposal proposal{
        .kind = std::string(case_enforce_proposal),
        .subject = standing.opened.id,
        .from_on = asked.work.today(),
        .content = json{{"ref", ledger::case_number(standing.opened.id)}}.dump(),
        .evidence = evidence.value()};
    proposal.private_row = ledger::insert_private_text(asked.work, standing.budget.person, words);
    return propose(asked, std::move(proposal), {.before = left, .after = left}, "case");
}

Outcome<Done> case_enforced(Asked& asked, const ledger::Proposal& proposal) {
    ledger::Database& database = asked.work.database();
    const auto opened = ledger::case_by_id(database, proposal.subject);
    if (!opened) throw ledger::InvariantBroken("a proposal for a case that is not there");
    CaseStanding standing = standing_of(database, *opened, asked.work.today());
    const Outcome<Done> allowed = may_enforce(asked, standing);
    if (!allowed.accepted()) return allowed.refusal();
    const std::string words =
        proposal.private_row ? ledger::private_text(database, *proposal.private_row).value_or("")
                             : std::string{};
    return move_case(asked,
                     standing,
                     {CaseState::enforced},
                     {.on = asked.work.today(),
                      .amount = left_of(database, standing),
                      .evidence = proposal.evidence,
                      .words = words});
}

}  // namespace almoner::scheduler
