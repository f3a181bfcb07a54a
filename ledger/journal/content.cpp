#include "ledger/journal/content.h"

#include "ledger/journal/sha256.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

std::string shortened(const Digest& digest) {
    return std::string(octets_of(digest).substr(0, content_digest_size));
}

std::string first_name(CanonicalReader& fields) {
    if (fields.at_end()) return {};
    (void)fields.text();  // of the salt
    return std::string(fields.text());
}

}  // namespace

void write_content(std::string_view command,
                   const FieldValues* fields,
                   std::string_view salt,
                   CanonicalWriter& content) {
    content.clear();
    content.text(command);
    if (fields == nullptr || fields->empty()) return;
    content.text(salt_digest_of(salt));
    CanonicalWriter salted;
    Sha256 hash;
    for (const auto& [name, value] : *fields) {
        salted.clear();
        salted.text(salt);
        salted.text(name);
        hash.add(salted.octets());
        hash.add(value);  // to the end, so it needs no length; it may be a whole file
        content.text(name);
        content.text(shortened(hash.finish()));
    }
}

std::string salt_digest_of(std::string_view salt) {
    CanonicalWriter salted;
    salted.text(salt);
    return shortened(sha256(salted.octets()));
}

std::string salt_digest_in(std::string_view content) {
    CanonicalReader reader(content);
    (void)reader.text();  // the command
    return reader.at_end() ? std::string{} : std::string(reader.text());
}

std::string differing_field(std::string_view stored, std::string_view given, bool salt_is_known) {
    CanonicalReader before(stored);
    CanonicalReader now(given);
    if (before.text() != now.text()) return "command";
    if (before.at_end() || now.at_end()) return first_name(before.at_end() ? now : before);
    (void)before.text();
    (void)now.text();
    while (!before.at_end() && !now.at_end()) {
        const std::string_view name_before = before.text();
        const std::string_view name_now = now.text();
        if (name_before != name_now) return std::string(std::min(name_before, name_now));
        const bool same = before.text() == now.text();
        if (salt_is_known && !same) return std::string(name_now);
    }
    CanonicalReader& longer = before.at_end() ? now : before;
    return longer.at_end() ? std::string{} : std::string(longer.text());
}

}  // namespace almoner::ledger
