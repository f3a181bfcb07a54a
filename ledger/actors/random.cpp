#include "ledger/actors/random.h"

#include <sodium.h>
#include <stdexcept>
#include <string_view>

namespace almoner::ledger {

std::string random_octets(std::size_t size) {
    if (sodium_init() < 0) throw std::runtime_error("this machine gives no random octets");
    std::string octets(size, '\0');
    ::randombytes_buf(octets.data(), size);
    return octets;
}

std::string time_ordered_key(std::int64_t now_ms) {
    static constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
    std::string key(10, '0');
    for (auto place = key.rbegin(); place != key.rend(); ++place, now_ms /= 32) {
        *place = digits[static_cast<std::size_t>(now_ms % 32)];
    }
    for (const char octet : random_octets(16)) {
        key += digits[static_cast<unsigned char>(octet) % 32U];
    }
    return key;
}

}  // namespace almoner::ledger
