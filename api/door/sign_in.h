// Who asks, by their name and credential: for commands and for looks alike.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/actor.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"

#include <string_view>

namespace almoner::api {

// As the records have them on a day. A wrong user and a wrong credential get one answer,
// not-signed-in, so that nobody learns which users there are; whoever has the right credential also
// hears why it opens nothing: user-ended, user-waits.
[[nodiscard]] ledger::Outcome<ledger::Actor> sign_in(ledger::Database& database,
                                                     std::string_view user,
                                                     std::string_view credential,
                                                     ledger::Date on);

}  // namespace almoner::api
