// A data record: one payment to one account (payments.md, section 2.5).
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"

#include <optional>
#include <string>
#include <string_view>

namespace almoner::gateway::bacs {

struct DataRecord {
    std::string_view destination_sort_code;
    std::string_view destination_account;
    std::string_view transaction_code;
    std::string_view originating_sort_code;
    std::string_view originating_account;
    ledger::Money amount;
    std::string_view originator_name;   // the service user's name; the narrative of a contra
    std::string_view reference;         // the service user's reference; "CONTRA" in a contra
    std::string_view destination_name;  // the payee's name; the service user's in a contra
    std::optional<ledger::Date> processing_date;  // only where records are 106 characters

    void append_to(std::string& out) const;
};

}  // namespace almoner::gateway::bacs
