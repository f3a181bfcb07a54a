// Names as people write them, in the few characters that a payment file may carry, still
// recognisable.
#pragma once

#include "ledger/values/outcome.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::gateway {

enum class CharacterSet : std::uint8_t {
    bacs,   // A-Z 0-9 . & / - space (payments.md, section 2.5)
    latin,  // ISO 20022's basic Latin set: a-z A-Z 0-9 / - ? : ( ) . , ' + space
};

// The name in `set`, at most `longest` characters, without spaces at the ends or side by side.
// Latin, Greek and Cyrillic letters become their nearest Latin letters; marks and signs become a
// space. Refused: text-not-utf-8, text-script-unknown (a letter that we can't render),
// text-nothing-left.
[[nodiscard]] ledger::Outcome<std::string> transliterate(std::string_view utf8,
                                                         CharacterSet set,
                                                         std::size_t longest);

// Whether `text` can go into a file of `set` as it stands.
[[nodiscard]] bool written_in(CharacterSet set, std::string_view text);

}  // namespace almoner::gateway
