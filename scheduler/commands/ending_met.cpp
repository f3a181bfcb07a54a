// How what is owed at the end is met: by what was spent, by a document, or by the public body.
#include "ledger/posting/closing.h"
#include "ledger/records/in_force.h"
#include "ledger/records/spend.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_fields.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using nlohmann::json;

// The debt that a command is about.
struct Debt {
    EndingStanding standing{};
    Owed owed{};
};

Outcome<Debt> debt_asked_for(const Asked& asked) {
    Outcome<EndingStanding> found = open_ending_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    FieldReading in(asked.fields);
    const std::string kind = in.needed("what");
    if (!in.accepted()) return in.refusal();
    const Outcome<ledger::PlanLine> line = line_of_ending(asked, found.value());
    if (!line.accepted()) return line.refusal();
    const Owed* const owed = found.value().of(kind, line.value().number);
    if (owed == nullptr || owed->unmet() <= Money{}) {
        return refused_in("what",
                          "not-owed",
                          "Nothing of this kind is owed on plan line " + line.value().ref + ".",
                          "Look at it with 'almoner ending show'.");
    }
    if (has_open_proposal(asked.work.database(), found.value(), kind)) {
        return refused_in("what",
                          "proposal-open",
                          "Something about " + kind + " waits for a second person.",
                          "Have it confirmed or refused first: 'almoner proposal list'.");
    }
    return Debt{.standing = found.value(), .owed = *owed};
}

Outcome<Done> is_within(const Owed& owed, Money amount, const std::string& field) {
    if (amount <= owed.unmet()) return Done{};
    return refused_in(
        field,
        "more-than-is-owed",
        in_pounds(owed.unmet()) + " of it is unmet, and this is " + in_pounds(amount) + ".",
        "If more is owed than was found, answer the line again first.");
}

// Confirmed, of this debt's plan line, and not counted for another.
Outcome<ledger::Spend> spend_that_met(const Asked& asked, const Debt& debt) {
    const Outcome<std::int64_t> id = asked.fields.number("spend");
    if (!id.accepted()) return id.refusal();
    ledger::Database& database = asked.work.database();
    const auto spend = ledger::spend_by_id(database, id.value());
    if (!spend || spend->budget != debt.standing.budget.number || spend->is_refund) {
        return refused_in("spend",
                          "spend-unknown",
                          "The budget has no record of spending of this number.",
                          "Take it from 'almoner spend list BUDGET'.");
    }
    const auto steps = ledger::steps_of_spend(database, spend->id);
    if (ledger::state_after(steps) != ledger::SpendState::confirmed) {
        return refused_in("spend",
                          "spend-not-confirmed",
                          "This record of spending is not confirmed.",
                          "Have it confirmed with 'almoner spend confirm'.");
    }
    if (steps.back().plan_line != debt.owed.line.number) {
        return refused_in("spend",
                          "spend-elsewhere",
                          "It was confirmed as spending of another plan line.",
                          "Give a record of plan line " + debt.owed.line.ref + ".");
    }
    if (ledger::has_settled(database, spend->id)) {
        return refused_in("spend",
                          "spend-counted",
                          "This record of spending has met a debt already.",
                          "Give another one.");
    }
    return *spend;
}

Outcome<Answer> met_by_spending(Asked& asked, const Debt& debt) {
    const auto spend = spend_that_met(asked, debt);
    if (!spend.accepted()) return spend.refusal();
    const Outcome<Done> within = is_within(debt.owed, spend.value().amount, "spend");
    if (!within.accepted()) return within.refusal();
    ledger::insert_ending_settled(asked.work,
                                  {.ending = debt.standing.opened.id,
                                   .kind = debt.owed.kind,
                                   .plan_line = debt.owed.line.number,
                                   .amount = spend.value().amount,
                                   .way = "spent",
                                   .spend = spend.value().id,
                                   .on = asked.work.today(),
                                   .actor = asked.actor.number});
    return json{{"ending", ledger::ending_number(debt.standing.opened.id)},
                {"what", debt.owed.kind},
                {"plan_line", debt.owed.line.ref},
                {"met", spend.value().amount.pence()},
                {"unmet", (debt.owed.unmet() - spend.value().amount).pence()}}
        .dump();
}

Outcome<Answer> propose_met(Asked& asked, const Debt& debt, Money amount, std::string_view way) {
    const auto evidence = evidence_named(asked, debt.standing.budget.person, true);
    if (!evidence.accepted()) return evidence.refusal();
    return propose(asked,
                   {.kind = std::string(ending_met_proposal),
                    .from_on = asked.work.today(),
                    .content = json{{"ref", ledger::ending_number(debt.standing.opened.id)},
                                    {"ending", debt.standing.opened.id},
                                    {"kinds", {debt.owed.kind}},
                                    {"line", debt.owed.line.number},
                                    {"line_ref", debt.owed.line.ref},
                                    {"way", way},
                                    {"amount", amount.pence()}}
                                   .dump(),
                    .evidence = evidence.value()},
                   {.before = amount, .after = amount},
                   "what");
}

Outcome<Done> is_by_law(const Debt& debt) {
    if (liabilities_move(debt.standing.opened, debt.owed.line)) return Done{};
    ledger::Refusal refusal = refused_in(
        "what",
        "not-by-law",
        "No regulation moves what is owed out of this funder's money to the public body here.",
        "Have it paid out of the budget's money and give the record of it with 'almoner ending "
        "met'.");
    refusal.citation = "SI 2013/1617 reg 17(9), 17(10); SI 2014/1652 reg 14(7), 14(8)";
    return refusal;
}

// The body owes it from now on. What lies with the holder stays there: it comes back by a case.
void take_over(ledger::Work& work, const Debt& debt, Money amount) {
    const ledger::PlanLine& line = debt.owed.line;
    work.post(post(ledger::BudgetClosed{
                  .holding = {static_cast<std::int32_t>(debt.standing.budget.number), line.option},
                  .left = {},
                  .third_parties = {{line.stream, static_cast<std::int32_t>(line.body), amount}}}),
              {.plan_line = line.number, .effective = work.today()});
}

}  // namespace

Outcome<Answer> ending_met(Asked& asked) {
    const Outcome<Debt> debt = debt_asked_for(asked);
    if (!debt.accepted()) return debt.refusal();
    if (asked.fields.has("spend")) return met_by_spending(asked, debt.value());
    FieldReading in(asked.fields);
    const Money amount = in.has("amount") ? in.money("amount") : debt.value().owed.unmet();
    if (in.accepted() && amount.is_zero()) {
        in.refuse("nothing-to-take", "The amount is nothing.", "Give an amount.", "amount");
    }
    if (!in.accepted()) return in.refusal();
    const Outcome<Done> within = is_within(debt.value().owed, amount, "amount");
    if (!within.accepted()) return within.refusal();
    return propose_met(asked, debt.value(), amount, "shown");
}

Outcome<Answer> ending_take_over(Asked& asked) {
    const Outcome<Debt> debt = debt_asked_for(asked);
    if (!debt.accepted()) return debt.refusal();
    const Outcome<Done> lawful = is_by_law(debt.value());
    if (!lawful.accepted()) return lawful.refusal();
    return propose_met(asked, debt.value(), debt.value().owed.unmet(), "body");
}

Outcome<Done> ending_met_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    ledger::Database& database = asked.work.database();
    const json content = json::parse(proposal.content);
    const auto id = content.at("ending").get<std::int64_t>();
    const auto kind = content.at("kinds").at(0).get<std::string>();
    const auto line = content.at("line").get<std::int64_t>();
    const Money amount = Money::from_pence(content.at("amount").get<std::int64_t>());
    Debt debt{.standing = standing_of_ending(database, ledger::ending_by_id(database, id).value())};
    const Owed* const owed = debt.standing.of(kind, line);
    if (owed == nullptr) throw ledger::InvariantBroken("a proposal for a debt that is not there");
    debt.owed = *owed;
    Outcome<Done> within = is_within(debt.owed, amount, "proposal");
    if (!within.accepted()) return within;
    const auto way = content.at("way").get<std::string>();
    if (way == "body") take_over(asked.work, debt, amount);
    ledger::insert_ending_settled(asked.work,
                                  {.ending = id,
                                   .kind = kind,
                                   .plan_line = line,
                                   .amount = amount,
                                   .way = way,
                                   .evidence = proposal.evidence.value(),
                                   .proposal = proposal.id,
                                   .on = asked.work.today(),
                                   .actor = asked.actor.number});
    return Done{};
}

}  // namespace almoner::scheduler
