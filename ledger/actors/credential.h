// A credential as it is kept: an argon2id hash that can be checked and not undone.
#pragma once

#include <string>
#include <string_view>

namespace almoner::ledger {

// The hash with its salt and cost in one line of text. Costs about 64 MiB and a tenth of a second,
// so hash outside the writer. Throws std::runtime_error when there is no memory for it.
[[nodiscard]] std::string credential_hash(std::string_view credential);
// With a salt of 16 octets that the caller gives, so that a made area is the same for the same
// seed.
[[nodiscard]] std::string credential_hash(std::string_view credential, std::string_view salt);
[[nodiscard]] bool credential_matches(const std::string& hash, std::string_view credential);

}  // namespace almoner::ledger
