// Closes a month as its confirmed proposal would, for tests of what follows.
#pragma once

#include "ledger/area/area_writer.h"
#include "ledger/records/month_closing.h"

#include <cstdint>
#include <string>

namespace almoner::tests {

inline ledger::Handler closing(std::int64_t body,
                               const ledger::Period& month,
                               std::int64_t proposal = 1) {
    return [=](ledger::Work& work) -> ledger::Outcome<std::string> {
        ledger::insert_month_closing(work,
                                     {.body = body,
                                      .month = month,
                                      .closed_on = month.last + 1,
                                      .proposal = proposal,
                                      .proposed_by = 1,
                                      .confirmed_by = 2});
        return std::string("{}");
    };
}

}  // namespace almoner::tests
