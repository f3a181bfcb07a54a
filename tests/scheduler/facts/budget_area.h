// The people's area, with a paper about P1 and what was asked of a budget.
#pragma once

#include "ledger/records/evaluation.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/plan_approve.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/commands/people_area.h"

#include <string>
#include <string_view>

namespace almoner::tests {

class BudgetEvents : public PeopleArea {
  protected:
    BudgetEvents() {
        paper = accepted(scheduler::evidence_add,
                         {{"kind", "letter"},
                          {"person", "P1"},
                          {"subject", "person:P1"},
                          {"dated_on", "2026-11-19"},
                          {"file:document", "What was said."},
                          {"media_type", "text/plain"}})
                    .at("evidence")
                    .dump();
    }

    static Files confirmation(const nlohmann::json& proposed) {
        return {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}};
    }
    void confirm(const nlohmann::json& proposed) {
        accepted(scheduler::proposal_confirm, confirmation(proposed), asking_checker);
    }
    // The event's last evaluation of this case, as it was kept.
    std::string last_effect(const ledger::CaseRef& about, std::string_view event) {
        std::string effect = "never asked";
        for (const auto& each : ledger::evaluations_of(area.database(), about)) {
            if (each.event == event) effect = each.effect;
        }
        return effect;
    }
    void is_sound() {
        for (const auto& fault : ledger::verify(area.database()).faults) {
            ADD_FAILURE() << fault.words;
        }
    }

    std::string paper;
};

// B9 is made here, with a plan that is submitted and approved: the ICB's money for P1.
class BudgetMadeHere : public BudgetEvents {
  protected:
    static Files line(const std::string& ref,
                      const std::string& amount,
                      const std::string& start = "2026-12-07",
                      const std::string& end = "") {
        Files fields{{"plan_line", ref},
                     {"budget", "B9"},
                     {"person", "P1"},
                     {"lead_commissioner", "ICB"},
                     {"commissioner", "ICB"},
                     {"stream", "nhs"},
                     {"purpose", "Nights"},
                     {"option", "notional"},
                     {"amount", amount},
                     {"frequency", "weekly"},
                     {"start", start},
                     {"facts", "line.planned_cost=" + amount}};
        if (!end.empty()) fields["end"] = end;
        return fields;
    }
    Files offer_of(const std::string& amount, const std::string& frequency = "weekly") const {
        return {{"budget", "B9"},
                {"amount", amount},
                {"frequency", frequency},
                {"ways", "notional,third-party,direct-payment"},
                {"accounts", "bank-account"},
                {"evidence", paper}};
    }
    // What is submitted.
    Files plan() const {
        return {{"budget", "B9"},
                {"evidence", paper},
                {"states",
                 "needs-and-outcomes, services, amount-and-intervals, coordinator, monitoring, "
                 "first-review, notice-period, risk-procedure"}};
    }
    void sign(const std::string& on = "2026-11-20") {
        accepted(scheduler::plan_sign, {{"budget", "B9"}, {"signed_on", on}, {"evidence", paper}});
        tell_of_plan();
    }
    void tell_of_plan() {
        tell("B9",
             "plan.services_meet_needs=yes, plan.needs_met_by_carer=no, plan.combines_plans=no,"
             "eligibility.option_discussion=" +
                 paper);
    }
    // By whoever saw these figures.
    std::string approved(const std::string& seen, const scheduler::Actor& who = asking_checker) {
        return refused(scheduler::plan_approve, {{"budget", "B9"}, {"confirm", seen}}, who);
    }
};

}  // namespace almoner::tests
