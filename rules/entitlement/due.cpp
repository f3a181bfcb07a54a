#include "rules/entitlement/due.h"

#include "ledger/values/invariant.h"

#include <algorithm>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Money;
using ledger::Refusal;
using ledger::Stream;

bool is_charged(Stream stream, const EntitlementPolicy& policy) {
    return std::find(policy.contribution_streams.begin(),
                     policy.contribution_streams.end(),
                     stream) != policy.contribution_streams.end();
}

bool is_free(const PlanLine& line, const ledger::PayPeriod& period) {
    return std::any_of(
        line.free_of_charge.begin(), line.free_of_charge.end(), [&](const ledger::Period& each) {
            return each.first <= period.covered.last && period.covered.first <= each.last;
        });
}

// What this line bears of the contribution that is left.
Money take_contribution(Money& left, Money gross) {
    const Money taken = std::min(left, gross);
    left -= taken;
    return taken;
}

}  // namespace

ledger::Outcome<ledger::Done> check_terms(const EntitlementTerms& terms) {
    for (const Stream free : {Stream::nhs, Stream::education}) {
        if (!is_charged(free, terms.policy)) continue;
        return Refusal{"contribution-on-free-care",
                       "A client contribution may not be charged against " +
                           std::string(name_of(free)) + " money.",
                       "Take the stream out of the policy's contribution_streams.",
                       "contribution_streams",
                       free == Stream::nhs
                           ? "National Health Service Act 2006 s1(4); SI 2013/1617 reg 8(1)(d)(ii)"
                           : "SI 2014/1652 reg 10(1)"};
    }
    for (const PlanLine& line : terms.lines) {
        const auto checked = check_rates(line.rates);
        if (checked.accepted()) continue;
        Refusal refusal = checked.refusal();
        refusal.field = "plan line " + std::to_string(line.plan_line) + ", " + refusal.field;
        return refusal;
    }
    if (!terms.contribution) return ledger::Done{};
    const auto checked = check_rates(terms.contribution->assessed);
    if (checked.accepted()) return ledger::Done{};
    Refusal refusal = checked.refusal();
    refusal.field = "contribution, " + refusal.field;
    return refusal;
}

DueForPeriod due_for_period(const EntitlementTerms& terms, const ledger::PayPeriod& period) {
    if (!check_terms(terms).accepted()) throw ledger::InvariantBroken("terms were not checked");
    const YearlyShare yearly = terms.policy.yearly;
    DueForPeriod due;
    due.period = period;
    if (terms.contribution) {
        due.contribution_assessed =
            period_amount(terms.contribution->assessed, period, yearly).amount;
    }
    const bool netted = terms.contribution && terms.contribution->method == ContributionMethod::net;
    Money left = due.contribution_assessed;
    for (const PlanLine& line : terms.lines) {
        DuePart part{.plan_line = line.plan_line, .body = line.body, .stream = line.stream};
        part.gross = period_amount(line.rates, period, yearly).amount;
        if (part.gross.is_zero()) continue;
        if (is_charged(line.stream, terms.policy) && !is_free(line, period)) {
            part.contribution = take_contribution(left, part.gross);
        }
        part.net = netted ? part.gross - part.contribution : part.gross;
        due.gross += part.gross;
        due.contribution += part.contribution;
        due.net += part.net;
        due.parts.push_back(part);
    }
    return due;
}

}  // namespace almoner::rules
