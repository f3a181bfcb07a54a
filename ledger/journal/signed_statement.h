// A month's figures with the journal's head, signed: what a funder keeps as an independent witness.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/journal/journal.h"
#include "ledger/journal/signing.h"

#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

struct SignedStatement {
    std::string area{};          // the hash of the journal's first row, 64 hexadecimal digits
    std::string commissioner{};  // its reference
    std::string month{};         // "2026-04"
    Date made_on{};
    JournalHead head{};
    std::string key{};      // the id of the key that signed it
    std::string figures{};  // CSV; ends with a line feed

    // Not part of the text that is signed.
    std::string signature{};  // 64 octets
};

// "key" and "signature" are filled in. No field but the figures has a line feed.
[[nodiscard]] std::string statement_text(SignedStatement statement, const SigningKey& key);

// Nothing unless it is, octet by octet, what statement_text writes; whether the signature is good
// is_signed_by says.
[[nodiscard]] std::optional<SignedStatement> read_statement(std::string_view text);
[[nodiscard]] bool is_signed_by(const SignedStatement& statement, const PublicKey& key);

}  // namespace almoner::ledger
