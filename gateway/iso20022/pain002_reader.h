// Reads pain.002: what the bank says about the payments that we sent.
#pragma once

#include "gateway/statement/statement.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway::iso20022 {

// Only ACSC settles and only RJCT rejects; ACTC, ACCP, ACSP, PDNG, PART and the rest inform
// (ledger: "Settling").
enum class StatusEffect : std::uint8_t { informs, settles, rejects };

struct PaymentStatus {
    std::string code;  // "ACSC"; empty where the level gives none
    std::string reason_code;
    std::string reason_words;

    [[nodiscard]] StatusEffect effect() const;
    friend bool operator==(const PaymentStatus&, const PaymentStatus&) = default;
};

// One payment (TxInfAndSts).
struct StatusItem {
    std::string end_to_end_id;
    std::string instruction_id;
    std::string bank_reference;
    PaymentStatus status;
};

// One block of payments (OrgnlPmtInfAndSts).
struct StatusBlock {
    std::string payment_information_id;
    PaymentStatus status;
    std::vector<StatusItem> items;
};

struct StatusReport {
    std::string format;  // "pain.002.001.03"
    std::string message_id;
    std::string created_at;  // as in the file
    std::string original_message_id;
    std::string original_message_name;  // "pain.001.001.09"
    PaymentStatus group;
    std::vector<StatusBlock> blocks;
    std::vector<Violation> violations;  // at most Statement::max_violations
    std::size_t violations_left_out = 0;

    // What the report says of one payment: its own status, else its block's, else the group's. A
    // payment that it doesn't list takes the block's or the group's, which may be empty.
    [[nodiscard]] PaymentStatus status_of(std::string_view payment_information_id,
                                          std::string_view end_to_end_id) const;
};

// Refused: what is no XML (xml-...), no status report (status-report-not-found), names no original
// message and no payment (original-missing), or gives no status at any level (status-missing).
[[nodiscard]] ledger::Outcome<StatusReport> read_pain002(std::string_view bytes);

}  // namespace almoner::gateway::iso20022
