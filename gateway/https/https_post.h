// One POST over HTTPS to a server that proves who it is, bounded in time and size.
#pragma once

#include "ledger/values/outcome.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::gateway::https {

inline constexpr std::uint16_t usual_port = 443;

struct Address {
    std::string host{};
    std::uint16_t port = usual_port;
    std::string path{};  // begins with "/"
};

// "https://host/path" or "https://host:8443/path"; no user, no spaces. Refused: https-address-form.
[[nodiscard]] ledger::Outcome<Address> parse_address(std::string_view url);

enum class Trouble : std::uint8_t {
    none,
    address_unreadable,  // nothing was sent
    not_reached,         // nothing was sent
    not_trusted,         // nothing was sent: it could not prove that it is who was asked
    no_answer,           // something was sent, perhaps all
    answer_too_long,     // all was sent
};

struct PostResult {
    Trouble trouble = Trouble::none;
    int status = 0;  // of HTTP, where there was an answer
    std::string body{};
};

struct PostSettings {
    // In PEM; without it, those that the machine trusts.
    std::optional<std::filesystem::path> trusted_certificates{};
    std::chrono::milliseconds connect_wait{10'000};
    std::chrono::milliseconds answer_wait{60'000};
    std::size_t longest_answer = std::size_t{8} * 1024 * 1024;
};

// TLS 1.2 at least; the certificate must be trusted and name the host. No redirect is followed and
// nothing is sent a second time.
[[nodiscard]] PostResult post(const std::string& url,
                              std::string_view content_type,
                              const std::string& body,
                              const PostSettings& settings);

}  // namespace almoner::gateway::https
