// One file of payments for a bank, before it is bytes: what every writer takes.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway {

enum class FileProfile : std::uint8_t {
    bacs18_single,    // Standard 18, one processing day
    bacs18_multi,     // Standard 18, a processing day on each record
    pain_001_001_03,  // ISO 20022 customer credit transfer, 2009
    pain_001_001_09,  // ISO 20022 customer credit transfer, 2019
    faster_payments,  // pain.001.001.09 that asks for Faster Payments
    other_bank,       // a list for the pages of another bank, when the usual rail is down
};

// What a bank account may be set to send.
inline constexpr std::array all_file_profiles{FileProfile::bacs18_single,
                                              FileProfile::bacs18_multi,
                                              FileProfile::pain_001_001_03,
                                              FileProfile::pain_001_001_09,
                                              FileProfile::faster_payments};

[[nodiscard]] std::string_view name_of(FileProfile profile);  // "bacs18-single", "pain.001.001.03"
[[nodiscard]] std::optional<FileProfile> file_profile_named(std::string_view name);
[[nodiscard]] bool is_bacs(FileProfile profile);

// The area's own bank account, from which every item of the file is paid.
struct Originator {
    std::string name;                 // UTF-8, as the bank knows it
    std::string sort_code;            // 6 digits
    std::string account_number;       // 8 digits
    std::string service_user_number;  // 6 digits; Bacs only
};

// A bank's own codes in pain.001 (they differ by bank); empty means that the profile's are used.
struct SchemeCodes {
    std::string service_level;     // SvcLvl/Cd, at most 4 characters
    std::string local_instrument;  // LclInstrm/Prtry, at most 35 characters
};

struct PaymentItem {
    std::string end_to_end_id;   // ours, at most 35 characters, unique in the file
    std::string payee_name;      // UTF-8; the writer transliterates and cuts it
    std::string sort_code;       // 6 digits
    std::string account_number;  // 8 digits
    ledger::Money amount;        // above zero
    ledger::Date entry_on;       // the day the payee has the money
    ledger::Date processing_on;  // Bacs: the working day before
    std::string reference;       // at most 18 characters, never cut: we reconcile on it
};

struct PaymentFile {
    std::string serial;      // Bacs: the submission's six characters, e.g. "000007"
    std::string message_id;  // pain.001: at most 30 characters, unique for this bank account
    ledger::Date created_on;
    std::string created_at;  // pain.001: "2026-08-14T09:30:00", given, so that bytes are stable
    Originator originator;
    SchemeCodes codes;
    std::vector<PaymentItem> items;
};

// What the bank account's agreement allows; the scheme's own limits hold beside these.
struct FileLimits {
    ledger::Money per_item;
    ledger::Money per_file;
    std::size_t items = 0;
};

[[nodiscard]] ledger::Money total_of(const PaymentFile& file);

// Every item above a limit, then the file: item-above-limit, item-above-scheme-limit,
// file-above-limit, file-too-many-items. `field` is "items[12].amount"; the words quote our own id.
[[nodiscard]] std::vector<ledger::Refusal> check_limits(FileProfile profile,
                                                        const PaymentFile& file,
                                                        const FileLimits& limits);

// Everything in the file that its format can't carry, in the order of the file.
[[nodiscard]] std::vector<ledger::Refusal> check_form(FileProfile profile, const PaymentFile& file);

// The bytes of the file; the same file gives the same bytes. Refused with the first of
// `check_form`.
[[nodiscard]] ledger::Outcome<std::string> file_bytes(FileProfile profile, const PaymentFile& file);

}  // namespace almoner::gateway
