// What a bank statement says, in one shape whatever format it came in.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::gateway {

// camt.053 posts; camt.052 and camt.054 only inform (ledger: "Settling").
enum class StatementKind : std::uint8_t { posts, informs_only };

// As in the file, NOTPROVIDED included; empty where the file has none.
struct References {
    std::string end_to_end_id;
    std::string payment_information_id;
    std::string message_id;
    std::string transaction_id;
    std::string instruction_id;
    std::string mandate_id;
    std::string creditor_reference;  // structured remittance

    friend bool operator==(const References&, const References&) = default;
};

struct Counterparty {
    std::string name;
    std::string account;    // IBAN or account number as in the file
    std::string sort_code;  // the clearing code of its bank, where given

    friend bool operator==(const Counterparty&, const Counterparty&) = default;
};

// One line: an entry, or one payment inside an entry whose payments carry amounts that add up to
// it.
struct StatementLine {
    std::string account;  // as in the file: IBAN, or account number
    std::optional<ledger::Date> booked_on;
    std::optional<ledger::Date> value_on;
    ledger::Money amount;  // credit above zero, debit below, in the currency's smallest unit
    std::string currency;
    bool booked = true;     // false: pending, future or for information
    bool reversal = false;  // the bank says that it undoes an earlier entry
    bool returned = false;  // a payment that came back
    References references;
    std::vector<References> batch;  // of every payment in an entry that stayed one line
    std::uint32_t batch_count = 0;  // as the bank counts them; 0 when it doesn't say
    std::optional<ledger::Money> batch_total;
    Counterparty counterparty;
    std::string
        bank_reference;  // the bank's own; with #2 for the second payment of an entry, and so on
    std::string entry_reference;   // the entry's number on the statement, not always unique
    std::string transaction_code;  // "PMNT/ICDT/ARET"
    std::string bank_code;         // the bank's own words for it
    std::string return_code;       // "AC04", or a Bacs ARUCS code
    std::string return_words;
    std::string remittance;
    std::string description;   // what the bank adds
    std::string raw;           // the piece of the file, at most 64 KiB
    std::uint32_t entry = 0;   // which entry of the statement, from 1
    std::uint32_t detail = 0;  // which payment of the entry, from 1; 0 when the line is the entry
};

struct StatementBalance {
    std::string type;  // OPBD, CLBD, PRCD, ITBD ... (ISO 20022 external balance type)
    ledger::Money amount;
    std::string currency;
    std::optional<ledger::Date> on;

    friend bool operator==(const StatementBalance&, const StatementBalance&) = default;
};

// Whether opening balance + booked lines = closing balance.
enum class BalanceCheck : std::uint8_t { not_given, several_currencies, agree, disagree };

// Something the file does that its scheme does not allow, or that doesn't add up; it was read all
// the same.
struct Violation {
    std::string code;   // kebab-case, stable
    std::string where;  // "Stmt[1]/Ntry[3]/BookgDt, line 41"
    std::string words;

    friend bool operator==(const Violation&, const Violation&) = default;
};

struct Statement {
    StatementKind kind = StatementKind::posts;
    std::string format;  // "camt.053.001.08"
    std::string message_id;
    std::string id;
    std::string account;    // as in the file: IBAN, or account number
    std::string sort_code;  // of the bank that holds it, where given
    std::string currency;
    std::optional<ledger::Date> from;
    std::optional<ledger::Date> to;
    std::string created_at;  // as in the file
    std::optional<StatementBalance> opening;
    std::optional<StatementBalance> closing;
    std::vector<StatementBalance> balances;  // all of them, in file order
    BalanceCheck balance_check = BalanceCheck::not_given;
    std::uint32_t entries = 0;
    std::optional<ledger::Money> booked_total;  // nothing if beyond Money's range
    std::vector<StatementLine> lines;
    std::vector<Violation> violations;  // at most max_violations
    std::size_t violations_left_out = 0;

    static constexpr std::size_t max_violations = 1000;
};

// A British bank account as six and eight digits.
struct UkAccount {
    std::string sort_code;
    std::string number;

    friend bool operator==(const UkAccount&, const UkAccount&) = default;
};

// From a GB IBAN (check digits not tested), fourteen digits, or eight digits and the bank's sort
// code; spaces and dashes don't matter. Nothing when it is none of these.
[[nodiscard]] std::optional<UkAccount> uk_account(const std::string& account,
                                                  const std::string& sort_code);

}  // namespace almoner::gateway
