// What a fact is told of, by the reference that people write.
#pragma once

#include "ledger/records/attested_fact.h"
#include "ledger/values/outcome.h"

#include <string_view>

namespace almoner::scheduler {

struct FactSubject {
    ledger::CaseRef about{};
    std::int64_t budget = 0;
    std::int64_t person = 0;
};

// "B1", "A1", "L1", or "plan-line:L1" where several kinds of thing have the reference. Refused:
// subject-unknown, subject-which.
[[nodiscard]] ledger::Outcome<FactSubject> fact_subject(ledger::Database& database,
                                                        std::string_view ref);

}  // namespace almoner::scheduler
