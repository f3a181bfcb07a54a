// What of a budget's money is free, with its workings: each figure from a record.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/budget.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "ledger/views/as_of.h"
#include "rules/surplus/surplus_facts.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// One figure of the workings. `part` is the sum that it belongs to: "cleared", "uncleared",
// "reserves", "contingency", "in-advance" or "contribution".
struct SurplusRow {
    std::string_view part{};
    ledger::Money amount{};
    std::string words{};
    std::string from{};  // the record: "the books", "spend 12", "fact 3", "budget B1"
};

// The share of one funder: every funder's is looked at under its own law (FND-04).
struct FunderSurplus {
    ledger::Stream stream{};  // person: the person's own money, which is nobody's surplus
    std::int32_t body = 0;
    ledger::Money cleared{};
    ledger::Money free{};
};

// free = cleared - uncleared - reserves - contingency - in advance - contribution adjustments.
struct SurplusWorkings {
    std::int64_t budget = 0;
    std::string budget_ref{};
    ledger::Date on{};
    ledger::Money cleared{};
    ledger::Money uncleared{};
    ledger::Money reserves{};
    ledger::Money contingency{};
    ledger::Money in_advance{};
    ledger::Money contribution_adjustment{};
    ledger::Money free{};
    ledger::Money weekly_amount{};
    ledger::Money threshold{};  // the policy's weeks of it
    std::int64_t weeks = 0;     // whole weeks of money that are free, for bands
    bool is_over = false;       // more is free than the policy asks no questions about
    std::vector<SurplusRow> rows{};
    std::vector<FunderSurplus> funders{};  // free of all of them together is `free`
};

// Of the money that is held for the budget under any option, at the end of the day as the books
// had it. Within a command that posted, fold the books first.
[[nodiscard]] SurplusWorkings surplus_of(ledger::Database& database,
                                         const ledger::Budget& budget,
                                         ledger::Date on);
// The same at a moment of the books.
[[nodiscard]] SurplusWorkings surplus_of(ledger::Database& database,
                                         const ledger::Budget& budget,
                                         const ledger::AsOf& as_of);

// How it stands to what the policy asks no questions about: "within" half of it, "near" up to it,
// "over" up to twice as much, "far over" above.
[[nodiscard]] std::string_view band_of(const SurplusWorkings& workings);

// The same as the rules take it.
void take_surplus(const SurplusWorkings& workings, rules::SurplusFacts& facts);

}  // namespace almoner::scheduler
