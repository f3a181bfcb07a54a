// The people's area, with a paper about P1 and what was asked of a budget.
#pragma once

#include "ledger/records/evaluation.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/evidence.h"
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

}  // namespace almoner::tests
