#include "scheduler/commands/budget.h"

#include "ledger/records/agreement.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/content_days.h"
#include "scheduler/commands/lives.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/reduction/ground.h"
#include "scheduler/reduction/lowered.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::Outcome;
using ledger::Proposal;
using nlohmann::json;

std::string content_of(const Budget& budget) {
    return json{{"ref", budget.ref},
                {"base_version", budget.version},
                {"person", budget.person},
                {"lead", budget.lead},
                {"start", budget.start_on.iso()},
                {"end", optional_day(budget.end_on)},
                {"contingency", budget.contingency.pence()}}
        .dump();
}

Outcome<Budget> budget_asked_for(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("budget");
    if (!ref.accepted()) return ref.refusal();
    const auto budget = ledger::budget_by_ref(asked.work.database(), ref.value(), last_day_of_all);
    if (budget) return *budget;
    return refused_in("budget",
                      "budget-unknown",
                      "There is no budget of this reference.",
                      "Take the reference from 'almoner person show PERSON'.");
}

Outcome<Done> may_last_so(Asked& asked,
                          const Budget& before,
                          const Budget& after,
                          const Ground& ground) {
    const auto lowered = lowered_by(before, after);
    if (!lowered) return Done{};
    Lowering lowering =
        lowering_of_lines(asked.work.database(), after.number, std::nullopt, lowered->from);
    lowering.about = {ledger::CaseKind::budget, after.number};
    lowering.field = "budget";
    return may_lower(asked, lowering, ground);
}

Outcome<Answer> propose_budget(Asked& asked, const Budget& before, const Budget& budget) {
    const Outcome<Ground> ground = ground_given(asked, budget.person);
    if (!ground.accepted()) return ground.refusal();
    const Outcome<Done> allowed = may_last_so(asked, before, budget, ground.value());
    if (!allowed.accepted()) return allowed.refusal();
    const Money worth = worth_in_a_year(asked.work.database(), budget, asked.work.today());
    return propose(asked,
                   {.kind = std::string(budget_proposal),
                    .subject = budget.number,
                    .from_on = budget.from_on,
                    .content = with_ground(json::parse(content_of(budget)), ground.value()).dump()},
                   {.before = worth, .after = worth},
                   "budget");
}

void begins_too_late(FieldReading& in, const std::string& what, Date start) {
    in.refuse("outside-the-budget",
              what + " begins on " + start.iso() + ", before the budget would.",
              "Give that day or an earlier one.",
              "start");
}

void check_start(FieldReading& in, ledger::Database& database, const Budget& budget) {
    for (const auto& line : ledger::plan_lines_of(database, budget.number, last_day_of_all)) {
        if (line.start_on < budget.start_on) {
            begins_too_late(in, "Plan line " + line.ref, line.start_on);
        }
    }
    for (const auto& each : ledger::agreements_of(database, budget.number, last_day_of_all)) {
        if (each.start_on < budget.start_on) {
            begins_too_late(in, "Agreement " + each.ref, each.start_on);
        }
    }
}

void read_changes(FieldReading& in, Asked& asked, Budget& budget) {
    if (in.has("start")) budget.start_on = in.date("start");
    if (in.has("end")) {
        if (asked.fields.text("end") == "none") {
            budget.end_on.reset();
        } else {
            budget.end_on = in.date("end");
        }
    }
    if (in.has("contingency")) budget.contingency = in.money("contingency");
    if (budget.end_on && *budget.end_on < budget.start_on) {
        in.refuse("ends-before-it-starts",
                  "Its last day would be before its first, " + budget.start_on.iso() + ".",
                  "Correct one of the two dates.",
                  in.has("end") ? "end" : "start");
    }
    check_start(in, asked.work.database(), budget);
}

void note_reduction(Asked& asked, const Budget& before, const Budget& after) {
    const bool ends_sooner = after.end_on && (!before.end_on || *after.end_on < *before.end_on);
    if (!ends_sooner || *after.end_on + 1 >= asked.work.today()) return;
    open_task(asked.work,
              "back-dated-reduction",
              "budget:" + after.ref,
              "Budget " + after.ref + " ends on " + after.end_on->iso() +
                  ", which is past: decide, with a review and notice, whether anything that was "
                  "paid for later days is to come back.");
}

}  // namespace

Outcome<Answer> budget_change(Asked& asked) {
    const Outcome<Budget> last = budget_asked_for(asked);
    if (!last.accepted()) return last.refusal();
    const Budget& before = last.value();
    FieldReading in(asked.fields);
    Budget budget = before;
    read_changes(in, asked, budget);
    if (budget == before) {
        in.refuse("nothing-to-change",
                  "This is what the budget says already.",
                  "Give start, end or contingency.",
                  "budget");
    }
    if (!in.accepted()) return in.refusal();
    budget.from_on = asked.work.today();
    const Outcome<Done> moves = may_last_until(asked.work.database(), before, budget, "budget");
    if (!moves.accepted()) return moves.refusal();
    const bool same_days = budget.start_on == before.start_on && budget.end_on == before.end_on;
    if (!same_days) return propose_budget(asked, before, budget);
    ledger::insert_budget(asked.work, budget);
    return json{{"budget", budget.ref},
                {"from", budget.from_on.iso()},
                {"contingency", budget.contingency.pence()}}
        .dump();
}

Outcome<Answer> propose_budget_end(Asked& asked, Budget budget, Date on) {
    const Budget before = budget;
    budget.end_on = on;
    budget.from_on = asked.work.today();
    return propose_budget(asked, before, budget);
}

Budget budget_of(const Proposal& proposal) {
    const json content = json::parse(proposal.content);
    return {.number = proposal.subject,
            .version = content.at("base_version"),
            .ref = content.at("ref"),
            .from_on = proposal.from_on,
            .person = content.at("person"),
            .lead = content.at("lead"),
            .start_on = day_in(content.at("start")).value(),
            .end_on = day_in(content.at("end")),
            .contingency = Money::from_pence(content.at("contingency"))};
}

Outcome<Done> budget_takes_effect(Asked& asked, const Proposal& proposal) {
    const Budget budget = budget_of(proposal);
    const auto last =
        ledger::budget_numbered(asked.work.database(), budget.number, last_day_of_all);
    if (!last || last->version != budget.version) {
        return refused_in("proposal",
                          "changed-since",
                          "Budget " + budget.ref + " was changed since this was proposed.",
                          "Refuse this proposal and propose the change again.");
    }
    const Outcome<Done> allowed =
        may_last_so(asked, *last, budget, ground_in(json::parse(proposal.content)));
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<Done> moves = may_last_until(asked.work.database(), *last, budget, "proposal");
    if (!moves.accepted()) return moves.refusal();
    note_reduction(asked, *last, budget);
    ledger::insert_budget(asked.work, budget);
    return Done{};
}

}  // namespace almoner::scheduler
