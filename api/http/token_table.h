// Tokens that callers show, remembered only by their SHA-256 and compared in constant time.
#pragma once

#include "api/http/http.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace almoner::api {

using TokenHash = std::array<std::uint8_t, 32>;
[[nodiscard]] TokenHash hash_of_token(std::string_view token);

class TokenTable {
  public:
    void add(const TokenHash& hash, Caller caller);

    // Looks at every entry, so that the time taken tells nothing of how near a guess was.
    [[nodiscard]] std::optional<Caller> find(std::string_view token) const;

  private:
    struct Entry {
        TokenHash hash{};
        Caller caller;
    };
    std::vector<Entry> entries_;
};

}  // namespace almoner::api
