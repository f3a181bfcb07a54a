// One entry (Ntry) of a statement, turned into its lines.
#pragma once

#include "gateway/iso20022/message_scan.h"
#include "gateway/statement/line_sink.h"
#include "gateway/statement/statement.h"

#include <cstdint>

namespace almoner::gateway::iso20022 {

// What the entries of one statement have added up to so far.
struct CamtTally {
    std::int64_t booked_total =
        0;  // can't overflow: xml::max_file_bytes / smallest entry * Money's limit
    bool mixed_currencies = false;  // a booked line is not in the currency of the first one
    std::string currency;           // of the first booked line
};

// Reads the open element, an Ntry of `statement` (number statement.entries), and hands its lines to
// `sink`. Refuses only what a line can't be without: amount, sign, date (amount-...,
// sign-unreadable, date-unreadable, date-missing).
void read_entry(MessageScan& scan,
                Statement& statement,
                CamtTally& tally,
                const std::function<void(StatementLine&&)>& sink);

// The day inside the open element (<Dt> or <DtTm>); noted under `leaf` when it is there and no
// date.
struct CamtDay {
    std::optional<ledger::Date> day;
    std::string text;  // as written
};
[[nodiscard]] CamtDay read_day(MessageScan& scan);

}  // namespace almoner::gateway::iso20022
