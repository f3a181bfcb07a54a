// An assessment on record, where a test is about what it limits.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/assessment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"
#include "tests/support/test_area.h"

#include <string_view>

namespace almoner::tests {

// That the person of the agreement can pay so much a week from that day on. `proposal`: another one
// each time.
inline void record_assessment(TestArea& area,
                              std::string_view agreement,
                              std::int64_t weekly_pence,
                              std::int64_t proposal = 900'001,
                              std::string_view from = "2026-11-01") {
    (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
        const auto known =
            ledger::agreement_by_ref(work.database(), agreement, ledger::last_day_of_all);
        ledger::insert_assessment(
            work,
            {.agreement = known->number,
             .from_on = *ledger::Date::parse(from),
             .weekly = ledger::Money::from_pence(weekly_pence),
             .per_period = ledger::Money::from_pence(weekly_pence * 4),
             .workings_private = ledger::insert_private_text(
                 work,
                 1,
                 R"({"capital":0,"income":[],"expenses":0,"tariff":null,"weekly":null,)"
                 R"("per_period":null,"group":"single","declined":false})"),
             .evidence = 1,
             .proposal = proposal,
             .proposed_by = 1,
             .approved_by = 2});
        return std::string{};
    });
}

}  // namespace almoner::tests
