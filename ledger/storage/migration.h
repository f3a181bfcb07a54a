// A numbered, forward-only change of the tables; its text is checksummed once it has run.
#pragma once

namespace almoner::ledger {

struct Migration {
    int number;
    const char* name;
    const char* sql;
};

}  // namespace almoner::ledger
