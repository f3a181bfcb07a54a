// Looks at what is personal are written to the access log before they are shown.
#pragma once

#include "api/cli/reading.h"
#include "ledger/views/access.h"

#include <string>

namespace almoner::api {

// What can't be written to the access log is not shown.
[[nodiscard]] ledger::Outcome<ledger::Done> note_look(const Program& program,
                                                      const Call& call,
                                                      Reading& reading,
                                                      const std::string& person,
                                                      ledger::Look look);

}  // namespace almoner::api
