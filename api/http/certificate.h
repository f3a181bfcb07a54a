// The certificate and key that the server shows: the operator's own, or one made here on the first
// start.
#pragma once

#include <cstdint>
#include <filesystem>

namespace almoner::api {

struct TlsFiles {
    std::filesystem::path certificate;  // PEM, the server's own first
    std::filesystem::path key;          // PEM, without a pass phrase
};

// A self-signed certificate (P-256; localhost, 127.0.0.1, ::1) in `folder`, made when there is none
// or when it ends within 30 days of `now` (seconds since 1970). The key's file can be read by its
// owner only. Throws std::runtime_error when the folder can't be written or the files there can't
// be read.
[[nodiscard]] TlsFiles self_signed_certificate(const std::filesystem::path& folder,
                                               std::int64_t now);

}  // namespace almoner::api
