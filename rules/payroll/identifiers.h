// The numbers by which HMRC knows an employee and an employer.
#pragma once

#include "ledger/values/outcome.h"

#include <string>
#include <string_view>

namespace almoner::rules {

// Each is returned as HMRC writes it: capitals, no spaces. What can't be one is refused, and never
// mended by a guess.

// AB123456C: two letters (no D F I Q U V, the second no O, and not BG GB KN NK NT TN ZZ), six
// digits, A to D. Refused: `nino-missing`, `nino-unreadable`, `nino-letters`, `nino-suffix`.
[[nodiscard]] ledger::Outcome<std::string> parse_nino(std::string_view text);

// 123/AB456: three digits, a stroke, one to ten letters and digits. Refused:
// `paye-reference-missing`, `paye-reference-unreadable`.
[[nodiscard]] ledger::Outcome<std::string> parse_paye_reference(std::string_view text);

// 123PX1234567X: three digits, P, a letter, seven digits, a digit or X. Refused:
// `accounts-office-reference-missing`, `accounts-office-reference-unreadable`.
[[nodiscard]] ledger::Outcome<std::string> parse_accounts_office_reference(std::string_view text);

}  // namespace almoner::rules
