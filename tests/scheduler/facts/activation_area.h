// An area in which an NHS direct payment is drafted and waits for its signature.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/evaluation.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/fact_record.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/commands/people_area.h"
#include "tests/support/activation_facts.h"

#include <string>
#include <vector>

namespace almoner::tests {

// P1, born 31 January 1980, is to have £50 a week of the ICB's money on her own account.
class ActivationArea : public PeopleArea {
  protected:
    ActivationArea() {
        Files more = sample_import();
        more.at("file:budgets.csv") += "B3,P1,ICB,2026-04-01,,\n";
        more.at("file:plan_lines.csv") +=
            "L9,B3,ICB,nhs,Nights,direct-payment,50.00,weekly,2026-12-07,\n";
        more["apply"] = "yes";
        EXPECT_TRUE(ask(area, scheduler::import_area, more, asking_maker).accepted());
        accepted(scheduler::agreement_add, agreement_of("A9"));
        document_ = accepted(scheduler::evidence_add,
                             {{"kind", "letter"},
                              {"person", "P1"},
                              {"subject", "agreement:A9"},
                              {"dated_on", "2026-11-19"},
                              {"file:document", "What was said."},
                              {"media_type", "text/plain"}})
                        .at("evidence")
                        .dump();
    }

    static Files agreement_of(const std::string& ref) {
        return {{"agreement", ref},
                {"budget", "B3"},
                {"option", "direct-payment"},
                {"payee", "holder"},
                {"paid_from", "BA-ICB"},
                {"frequency", "four-weekly"},
                {"anchor_date", "2026-12-07"},
                {"start", "2026-12-07"},
                {"timing", "advance"}};
    }
    void tell(const std::string& subject, const std::string& facts) {
        accepted(scheduler::fact_record, {{"subject", subject}, {"facts", facts}});
    }
    void tell_all() {
        tell("A9", std::string(flags_attested));
        for (const char* const paper : papers) tell("B3", paper + ("=" + document_));
        tell("L9", "line.planned_cost=50.00");
    }
    Files signature() {
        return {{"agreement", "A9"}, {"signed_on", "2026-11-20"}, {"evidence", document_}};
    }
    std::string sign() { return refused(scheduler::agreement_sign, signature()); }
    // What was proposed is taken back, so that it can be asked again.
    std::string sign_once(const std::string& ref = "A9") {
        const auto asked =
            ask(area, scheduler::agreement_sign, with(signature(), "agreement", ref), asking_maker);
        if (!asked.accepted()) return asked.refusal().code + " " + asked.refusal().field;
        const nlohmann::json proposed = nlohmann::json::parse(asked.value());
        accepted(scheduler::proposal_refuse, {{"proposal", proposed.at("proposal").dump()}});
        return "accepted";
    }
    // Of the event, also of refused commands.
    std::vector<ledger::StoredEvaluation> evaluations(const std::string& event = "activate") {
        const auto agreement =
            ledger::agreement_by_ref(area.database(), "A9", ledger::last_day_of_all);
        auto all = ledger::evaluations_of(area.database(),
                                          {ledger::CaseKind::agreement, agreement->number});
        std::erase_if(all, [&](const auto& each) { return each.event != event; });
        return all;
    }

    std::string document_;
};

}  // namespace almoner::tests
