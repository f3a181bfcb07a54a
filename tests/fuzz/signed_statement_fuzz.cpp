#include "ledger/journal/signed_statement.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// Property: what is read as a statement is one that was written so, octet by octet, but for its
// signature; and no key that was just made has signed it.
// libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace almoner::ledger;
    static const SigningKey key = SigningKey::make();
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto statement = read_statement(text);
    if (!statement) return 0;
    if (is_signed_by(*statement, key.public_half())) std::abort();
    const std::string again = statement_text(*statement, key);
    const auto read_again = read_statement(again);
    if (!read_again || !is_signed_by(*read_again, key.public_half())) std::abort();
    if (read_again->figures != statement->figures || read_again->head.seq != statement->head.seq) {
        std::abort();
    }
    return 0;
}
