// What comes of each payment once what a notice tells of has taken effect.
#pragma once

#include "gateway/letters/letter.h"
#include "ledger/calendar/schedule.h"
#include "ledger/records/notice.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <optional>
#include <vector>

namespace almoner::scheduler {

// Payments that follow each other and are alike, by the day on which their money comes.
struct Arrivals {
    ledger::Date first{};
    ledger::Date last{};
    std::int64_t count = 1;
    ledger::Money before{};  // each of them, as it would be otherwise
    ledger::Money after{};
};

struct WhatArrives {
    ledger::Frequency frequency = ledger::Frequency::four_weekly;
    bool is_kept = false;  // an offset keeps something of each; else they are less for good
    bool ends = true;      // of an offset: all is kept by then, within the payments looked at
    ledger::Money afterwards{};
    std::vector<Arrivals> payments{};  // of a reduction the first one, and one of a whole period
};

// Of a reduction or an offset from a day on, by the terms that stand on `today`: an estimate, as
// plans change and a run may find less that is free. Nothing where that one agreement pays the plan
// line it is about can't be told.
[[nodiscard]] std::optional<WhatArrives> what_arrives(ledger::Database& database,
                                                      const ledger::Notice& notice,
                                                      ledger::Date from,
                                                      ledger::Date today);

[[nodiscard]] gateway::LetterPart arriving_part(const WhatArrives& what, bool easy);

}  // namespace almoner::scheduler
