#include "ledger/actors/random.h"

#include <sodium.h>
#include <stdexcept>

namespace almoner::ledger {

std::string random_octets(std::size_t size) {
    if (sodium_init() < 0) throw std::runtime_error("this machine gives no random octets");
    std::string octets(size, '\0');
    ::randombytes_buf(octets.data(), size);
    return octets;
}

}  // namespace almoner::ledger
