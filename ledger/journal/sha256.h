// SHA-256: the digest that chains the journal and names files.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace almoner::ledger {

using Digest = std::array<char, 32>;

[[nodiscard]] inline std::string_view octets_of(const Digest& digest) {
    return {digest.data(), digest.size()};
}

// Takes octets bit by bit; finish() gives the digest and starts anew.
class Sha256 {
  public:
    Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    ~Sha256();

    void add(std::string_view octets);
    [[nodiscard]] Digest finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

[[nodiscard]] Digest sha256(std::string_view octets);
[[nodiscard]] std::string sha256_hex(std::string_view octets);
[[nodiscard]] std::string hex(std::string_view octets);

}  // namespace almoner::ledger
