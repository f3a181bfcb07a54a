// A support service "CARE" whose client bank account is in the books of a test's area.
#pragma once

#include "ledger/records/bank_account.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "tests/support/run_area.h"

#include <cstdint>
#include <string>

namespace almoner::tests {

struct CareService {
    std::int64_t number = 0;
    std::int64_t client_account = 0;
};

// Its client account is as the area's own one is, and is known by `account`.
inline CareService add_care_service(ledger::Work& work,
                                    const RunArea& area,
                                    const std::string& account = "CARE-CLIENTS") {
    ledger::Organisation care{.ref = "CARE",
                              .from_on = on("2020-01-01"),
                              .kind = ledger::OrganisationKind::support_service,
                              .name = "Care"};
    care.number = ledger::insert_organisation(work, care);
    auto clients =
        *ledger::bank_account_numbered(work.database(), area.bank_account, ledger::last_day_of_all);
    clients.number = 0;
    clients.owner = care.number;
    clients.ref = account;
    clients.account_number = "11223344";
    care.client_bank_account = ledger::insert_bank_account(work, clients);
    ledger::insert_organisation(work, care);
    return {.number = care.number, .client_account = *care.client_bank_account};
}

}  // namespace almoner::tests
