// Reads camt.029: what the bank answers to our asking for payments back.
#pragma once

#include "gateway/statement/statement.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway::iso20022 {

// ACCR and CNCL confirm; RJCR refuses; PDCR, PACR, UWFW and the rest only inform.
enum class RecallEffect : std::uint8_t { informs, confirms, refuses };

struct RecallItem {
    std::string end_to_end_id;
    std::string status;  // TxCxlSts: "ACCR"; empty where only the whole answer says something
    std::string reason_code;
    std::string reason_words;

    friend bool operator==(const RecallItem&, const RecallItem&) = default;
};

struct RecallAnswer {
    std::string format;  // "camt.029.001.09"
    std::string message_id;
    std::string confirmation;  // of the whole case, Sts/Conf: "CNCL"
    std::vector<RecallItem> items;
    std::vector<Violation> violations;  // at most Statement::max_violations
    std::size_t violations_left_out = 0;

    // By the item's own status, else by the whole case's.
    [[nodiscard]] RecallEffect effect_of(const RecallItem& item) const;
};

// Refused: what is no XML (xml-...), no such answer (recall-answer-not-found), names no payment
// (original-missing), or says neither yes nor no (status-missing).
[[nodiscard]] ledger::Outcome<RecallAnswer> read_camt029(std::string_view bytes);

}  // namespace almoner::gateway::iso20022
