// A small payment file that every format takes; tests spoil one thing in it.
#pragma once

#include "gateway/payment_file.h"

#include <string_view>

namespace almoner::gateway::testing {

inline ledger::Date day(std::string_view iso) {
    return ledger::Date::parse(iso).value();
}

inline PaymentItem sample_item(std::string_view id, std::int64_t pence) {
    return {.end_to_end_id = std::string(id),
            .payee_name = "Zo\u00eb N\u00fa\u00f1ez",
            .sort_code = "089999",
            .account_number = "66374958",
            .amount = ledger::Money::from_pence(pence),
            .entry_on = day("2026-11-23"),
            .processing_on = day("2026-11-20"),
            .reference = std::string(id)};
}

inline PaymentFile sample_file() {
    return {.serial = "A00042",
            .message_id = "ALM-20261118-000042",
            .created_on = day("2026-11-18"),
            .created_at = "2026-11-18T10:05:09",
            .originator = {.name = "Wessex Council",
                           .sort_code = "203002",
                           .account_number = "00004588",
                           .service_user_number = "654321"},
            .codes = {},
            .items = {sample_item("ALM0000001", 123456), sample_item("ALM0000002", 44)}};
}

}  // namespace almoner::gateway::testing
