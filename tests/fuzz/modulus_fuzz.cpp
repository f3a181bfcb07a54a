// Any bytes are a table or a refusal; a table answers every sort code, and the same twice.
#include "ledger/bank_details/modulus_check.h"
#include "ledger/bank_details/modulus_table.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace almoner::ledger;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(data, data + size);
    const std::size_t cut = text.find('\0');
    const std::string_view weights = std::string_view(text).substr(0, cut);
    const std::string_view rest =
        cut == std::string::npos ? std::string_view{} : std::string_view(text).substr(cut + 1);
    const auto parsed = ModulusTable::parse(weights, rest, {});
    if (!parsed.accepted()) return parsed.refusal().code.empty() ? std::abort(), 0 : 0;
    const ModulusTable& table = parsed.value();
    for (const char* account : {"00000000", "99999999", "40000099", "99123499", "12345678"}) {
        for (unsigned sort = 0; sort < 1'000'000; sort += 10'007) {
            const std::string digits = std::to_string(1'000'000 + sort).substr(1);
            const SortCode code = *SortCode::parse(digits);
            const AccountNumber number = *AccountNumber::parse(account);
            const ModulusResult result = check(table, code, number);
            const bool ruled = !table.rules_for(code).empty();
            if (ruled == (result == ModulusResult::uncheckable)) std::abort();
            if (table.rules_for(code).size() > 2) std::abort();
            if (check(table, code, number) != result) std::abort();
        }
    }
    return 0;
}
