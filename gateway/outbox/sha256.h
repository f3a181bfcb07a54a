// SHA-256 of bytes that come in pieces, in hex: how a file is known again.
#pragma once

#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace almoner::gateway {

class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(std::string_view bytes);
    // 64 small hex digits of everything added; nothing may be added after.
    [[nodiscard]] std::string hex() &&;

  private:
    evp_md_ctx_st* context_;
};

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace almoner::gateway
