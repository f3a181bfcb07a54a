// Where an area's database is: a URL without a password, and the schema of the area.
#pragma once

#include "ledger/values/outcome.h"

#include <string>
#include <string_view>

namespace almoner::ledger {

struct StorePlace {
    std::string url;  // as libpq reads it
    std::string schema = "almoner";
    bool needs_standby = false;  // whether the writer refuses a server that commits alone
};

// postgresql://user@host/database?schema=north&standby=required&passfile=/etc/almoner/pgpass.
// Refused: store-form, store-password (on the command line everybody on the machine can read it),
// store-schema, store-standby.
[[nodiscard]] Outcome<StorePlace> store_place(std::string_view url);

}  // namespace almoner::ledger
