// Who asks for what, when and under which key: the same for every command.
#pragma once

#include "ledger/calendar/date.h"

#include <cstdint>
#include <map>
#include <string>

namespace almoner::ledger {

struct Stamp {
    std::string command;  // "run approve"
    std::string key;      // idempotency key: the same key is the same command, for ever
    std::int64_t actor = 0;
    std::int64_t at_ms = 0;  // the instant, for the record
    Date today;              // the civil date in London that the command works with
    // What was asked, by field; kept in the journal as digests only.
    std::map<std::string, std::string> fields;
    bool dry_run = false;
};

}  // namespace almoner::ledger
