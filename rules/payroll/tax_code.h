// A tax code as HMRC writes it: whose rates, which allowance or which flat rate.
#pragma once

#include "ledger/values/outcome.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::rules {

enum class TaxRegime : std::uint8_t { ruk, wales, scotland };  // no prefix, C, S
inline constexpr std::array all_tax_regimes = {
    TaxRegime::ruk, TaxRegime::wales, TaxRegime::scotland};
[[nodiscard]] std::string_view name_of(TaxRegime regime);  // "scotland"

enum class TaxCodeKind : std::uint8_t {
    allowance,  // 1257L: free of tax; 0T: nothing free
    addition,   // K475: more is taxed than is paid
    flat,       // BR, D0, D1...: one rate on all of it
    no_tax,     // NT
};

struct TaxCode {
    TaxRegime regime = TaxRegime::ruk;
    TaxCodeKind kind = TaxCodeKind::allowance;
    std::int32_t number = 0;       // a tenth of the yearly allowance or addition, in pounds
    std::int32_t above_basic = 0;  // of a flat code: BR 0, D0 1, D1 2, ...

    friend bool operator==(const TaxCode&, const TaxCode&) = default;
};

// Spaces around it and small letters are forgiven. Digits with L, M, N, T (or the old P, Y), K with
// 1 to 9999, BR, D0 to D3, 0T, NT; S or C in front. At most seven characters (PAYE specification
// 3.3.2; PAYE11015). Refused: `tax-code-basis` (W1, M1 or X belongs in the basis),
// `tax-code-letter` (a letter that HMRC gives no meaning), `tax-code-length`,
// `tax-code-unreadable`.
[[nodiscard]] ledger::Outcome<TaxCode> parse_tax_code(std::string_view text);

// Cumulative, or each payment by itself (HMRC's week 1/month 1, written W1, M1 or X).
enum class TaxBasis : std::uint8_t { cumulative, this_period };

// C, or N; also cumulative, W1, M1, W1/M1, X, noncum. Refused: `tax-basis-unreadable`.
[[nodiscard]] ledger::Outcome<TaxBasis> parse_tax_basis(std::string_view text);

}  // namespace almoner::rules
