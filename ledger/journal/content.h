// What a command was asked, by field, as the journal keeps it: digests that nobody can guess back.
#pragma once

#include "ledger/journal/canonical.h"

#include <map>
#include <string>
#include <string_view>

namespace almoner::ledger {

using FieldValues = std::map<std::string, std::string>;

inline constexpr std::size_t content_salt_size = 16;
inline constexpr std::size_t content_digest_size = 8;

// The command's name; where it has fields, a digest of the salt, then each field's name and a
// digest of salt, name and value. The salt stands beside the journal, not in it, and may be erased.
void write_content(std::string_view command,
                   const FieldValues* fields,
                   std::string_view salt,
                   CanonicalWriter& content);
// What a content says of its salt; empty where it has no fields. Throws Unreadable.
[[nodiscard]] std::string salt_digest_in(std::string_view content);
[[nodiscard]] std::string salt_digest_of(std::string_view salt);

// The first field in which two contents of one key differ, "command" when it is another command,
// and nothing when they are the same. Without the salt only the names can be told apart.
[[nodiscard]] std::string differing_field(std::string_view stored,
                                          std::string_view given,
                                          bool salt_is_known);

}  // namespace almoner::ledger
