#include "scheduler/facts/answer_facts.h"

#include "ledger/records/attested_fact.h"
#include "ledger/values/invariant.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/plan_facts.h"

#include <algorithm>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::CaseKind;
using ledger::Date;

constexpr std::string_view discussion = "eligibility.option_discussion";

bool is_among(const std::string& list, std::string_view name) {
    return ("," + list + ",").find("," + std::string(name) + ",") != std::string::npos;
}

std::vector<ledger::AttestedFact> said_of(ledger::Database& database,
                                          const ledger::Budget& budget,
                                          Date on) {
    return ledger::attested_facts_of(database, {CaseKind::budget, budget.number}, on);
}

}  // namespace

rules::Facts facts_to_offer(ledger::Database& database,
                            const ledger::Budget& budget,
                            const ledger::BudgetAnswer& offer,
                            Date on) {
    rules::Facts facts;
    auto lines = lines_going_on(database, budget.number, on);
    std::erase_if(lines, [&](const ledger::PlanLine& each) {
        return !is_among(offer.streams, name_of(each.stream));
    });
    take_lines(database, lines, on, facts);
    take_attested(database, said_of(database, budget, on), facts);
    facts.eligibility.notional_available = is_among(offer.ways, "notional");
    facts.eligibility.third_party_available = is_among(offer.ways, "third-party");
    facts.eligibility.direct_payment_available = is_among(offer.ways, "direct-payment");
    facts.eligibility.bank_account_offered = is_among(offer.accounts, "bank-account");
    facts.information.decision_recorded = true;  // the answer itself
    return facts;
}

rules::Facts facts_to_refuse(ledger::Database& database,
                             const ledger::Budget& budget,
                             const ledger::BudgetAnswer& refusal,
                             Date on) {
    rules::Facts facts;
    for (const ledger::Stream stream : {ledger::Stream::nhs,
                                        ledger::Stream::social_care,
                                        ledger::Stream::children,
                                        ledger::Stream::education}) {
        if (!is_among(refusal.streams, name_of(stream))) continue;
        facts.lines.push_back({.regime = regime_of(stream)});
    }
    take_attested(database, said_of(database, budget, on), facts);
    const rules::Proof letter = proof_of(database, refusal.letter);
    facts.eligibility.refusal_letter_issued = letter.value && is_complete(*letter.value);
    facts.eligibility.refusal_states_reasons = !refusal.reasons.empty();
    facts.eligibility.refusal_states_review = !refusal.challenge.empty();
    facts.information.decision_recorded = true;
    return facts;
}

rules::Facts facts_of_review(ledger::Database& database,
                             const ledger::Budget& budget,
                             const ledger::Review& review,
                             Date on) {
    rules::Facts facts;
    for (const ledger::PlanLine& each : lines_going_on(database, budget.number, on)) {
        facts.lines.push_back({.ref = each.ref, .regime = regime_of(each.stream)});
    }
    auto said = said_of(database, budget, on);
    std::erase_if(said, [&](const ledger::AttestedFact& each) {
        return each.name == discussion && each.from_on < review.opened_on;
    });
    take_attested(database, said, facts);
    facts.information.decision_recorded = true;  // the review's own steps
    return facts;
}

}  // namespace almoner::scheduler
