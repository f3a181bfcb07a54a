// Sealed text: nobody reads or changes it without its key (XChaCha20-Poly1305 of libsodium).
#pragma once

#include "ledger/sealing/person_keys.h"

#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

// `place` says where the text belongs ("bank_private 12"): sealed octets that were moved to another
// row do not open there. Two sealings of one text differ, so sealed octets are never hashed into
// the journal: the commitment is over the text.
[[nodiscard]] std::string seal(const SealingKey& key,
                               std::string_view text,
                               std::string_view place);
// Nothing with another key, in another place, or when an octet was changed.
[[nodiscard]] std::optional<std::string> open_seal(const SealingKey& key,
                                                   std::string_view sealed,
                                                   std::string_view place);

// What an equal value is found by, 16 octets: BLAKE2b under a key of the area, for one purpose
// ("nhs-number"). Without the key nobody can try values out.
[[nodiscard]] std::string search_mark(const SealingKey& key,
                                      std::string_view purpose,
                                      std::string_view value);

}  // namespace almoner::ledger
