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
    // What was asked, by field; kept in the journal as salted digests only (journal/content.h). It
    // outlives the command.
    const std::map<std::string, std::string>* fields = nullptr;
    bool dry_run = false;
    bool moves_money = true;  // then a refusal is journalled and remembered under its key
};

}  // namespace almoner::ledger
