#include "ledger/sealing/seal.h"

#include "ledger/journal/canonical.h"
#include "ledger/values/invariant.h"

#include <sodium.h>

namespace almoner::ledger {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t mark_size = 16;
static_assert(std::tuple_size_v<SealingKey> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

void must(bool done) {
    if (!done) throw InvariantBroken("libsodium can't seal");
}

void start() {
    static const bool started = sodium_init() >= 0;
    must(started);
}

const unsigned char* raw(std::string_view octets) {
    return reinterpret_cast<const unsigned char*>(
        octets.data());  // NOLINT: as libsodium takes them
}

unsigned char* raw(std::string& octets) {
    return reinterpret_cast<unsigned char*>(octets.data());  // NOLINT: as libsodium takes them
}

}  // namespace

std::string seal(const SealingKey& key, std::string_view text, std::string_view place) {
    start();
    std::string sealed(nonce_size + text.size() + tag_size, '\0');
    randombytes_buf(sealed.data(), nonce_size);
    unsigned long long size = 0;
    must(crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + nonce_size,
                                                    &size,
                                                    raw(text),
                                                    text.size(),
                                                    raw(place),
                                                    place.size(),
                                                    nullptr,
                                                    raw(sealed),
                                                    key.data()) == 0 &&
         size == text.size() + tag_size);
    return sealed;
}

std::optional<std::string> open_seal(const SealingKey& key,
                                     std::string_view sealed,
                                     std::string_view place) {
    start();
    if (sealed.size() < nonce_size + tag_size) return std::nullopt;
    std::string text(sealed.size() - nonce_size - tag_size, '\0');
    const std::string_view body = sealed.substr(nonce_size);
    unsigned long long size = 0;
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(text),
                                                                  &size,
                                                                  nullptr,
                                                                  raw(body),
                                                                  body.size(),
                                                                  raw(place),
                                                                  place.size(),
                                                                  raw(sealed),
                                                                  key.data());
    if (opened != 0) return std::nullopt;
    return text;
}

std::string search_mark(const SealingKey& key, std::string_view purpose, std::string_view value) {
    start();
    CanonicalWriter named;
    named.text(purpose);
    named.text(value);
    std::string mark(mark_size, '\0');
    must(crypto_generichash(raw(mark),
                            mark.size(),
                            raw(named.octets()),
                            named.octets().size(),
                            key.data(),
                            key.size()) == 0);
    return mark;
}

}  // namespace almoner::ledger
