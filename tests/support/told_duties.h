// That a holder was told what an employer has to do, on paper (EMP-02, EMP-03): their first wage
// waits for it.
#pragma once

#include "ledger/records/actor.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/evidence.h"
#include "ledger/records/in_force.h"
#include "tests/support/run_area.h"

#include <string>

namespace almoner::tests {

inline void tell_duties(ledger::Work& work,
                        std::int64_t person,
                        std::int64_t budget,
                        std::string_view from = "2026-01-01") {
    if (!ledger::actor_numbered(work.database(), anna.number, ledger::last_day_of_all)) {
        ledger::insert_actor(work, {.ref = "anna", .from_on = on(from)});
    }
    const std::int64_t paper = ledger::insert_evidence(work,
                                                       {.kind = "letter",
                                                        .person = person,
                                                        .subject = "duties",
                                                        .dated_on = on(from),
                                                        .given_by = anna.number,
                                                        .media_type = "text/plain"},
                                                       "the holder was told");
    for (const char* const name : {"spending.duties_told", "spending.employment_law_told"}) {
        ledger::insert_attested_fact(work,
                                     person,
                                     {.about = {ledger::CaseKind::budget, budget},
                                      .name = name,
                                      .value = std::to_string(paper),
                                      .from_on = on(from),
                                      .attested_by = anna.number});
    }
}

}  // namespace almoner::tests
