#include "gateway/hmrc/ir_mark.h"

#include "gateway/hmrc/canonical_xml.h"
#include "ledger/values/invariant.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>

namespace almoner::gateway::hmrc {
namespace {

using Digest = std::array<unsigned char, 20>;

Digest sha1(std::string_view text) {
    Digest digest{};
    if (EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha1(), nullptr) != 1) {
        throw ledger::InvariantBroken("SHA-1 can't be made");
    }
    return digest;
}

// `bits` at a time, the first bits first; the last letter is filled up with zeros.
std::string in_letters(const Digest& digest, std::string_view alphabet, unsigned bits) {
    std::string text;
    std::uint32_t held = 0;
    unsigned count = 0;
    for (const unsigned char octet : digest) {
        held = (held << 8U) | octet;
        count += 8;
        while (count >= bits) {
            count -= bits;
            text += alphabet[(held >> count) & ((1U << bits) - 1U)];
        }
        held &= (1U << count) - 1U;
    }
    if (count > 0) text += alphabet[(held << (bits - count)) & ((1U << bits) - 1U)];
    return text;
}

}  // namespace

ledger::Outcome<IrMark> ir_mark_of(std::string_view message) {
    const auto body =
        canonical_xml(message, {.names = {"GovTalkMessage", "Body"}, .without = "IRmark"});
    if (!body.accepted()) return body.refusal();
    const Digest digest = sha1(body.value());
    // 160 bits: 26 letters of 6 and 4 bits over, and 32 letters of 5.
    return IrMark{
        .base64 =
            in_letters(
                digest, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6) +
            "=",
        .base32 = in_letters(digest, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5)};
}

}  // namespace almoner::gateway::hmrc
