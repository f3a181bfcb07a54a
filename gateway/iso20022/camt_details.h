// One payment inside a statement entry (TxDtls), as the file gives it.
#pragma once

#include "gateway/iso20022/message_scan.h"
#include "gateway/statement/statement.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::gateway::iso20022 {

struct CamtAmount {
    ledger::Money amount;  // at least zero
    std::string currency;
};

// The bank's classification (BkTxCd).
struct CamtCode {
    std::string domain;  // "PMNT/ICDT/ARET"
    std::string proprietary;
};

struct CamtDetails {
    References references;
    std::string bank_reference;
    std::optional<CamtAmount> amount;
    std::optional<bool> credit;
    Counterparty debtor;
    Counterparty creditor;
    CamtCode code;
    bool has_return_information = false;
    std::string return_code;
    std::string return_words;
    std::string remittance;
    std::string description;
    std::size_t from = 0;  // where it stands in the file
    std::size_t to = 0;
};

// What the reading of an amount needs to know beside the element itself.
struct AmountField {
    std::string_view leaf;
    std::string_view currency_if_missing;
    bool must_be_read = true;  // else a note, and nothing
};

// The open element, an amount with its Ccy. Refuses amount-unreadable, amount-too-precise,
// amount-too-large, currency-unreadable where it must be read.
[[nodiscard]] std::optional<CamtAmount> read_amount(MessageScan& scan, const AmountField& field);

// CRDT is true, DBIT is false; nothing for any other text.
[[nodiscard]] std::optional<bool> credit_indicator(std::string_view text);

[[nodiscard]] CamtCode read_bank_code(MessageScan& scan);   // the open element is BkTxCd
[[nodiscard]] CamtDetails read_details(MessageScan& scan);  // the open element is TxDtls

}  // namespace almoner::gateway::iso20022
