// Ed25519: the key that an area signs its journal's head with, and its public half.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace almoner::ledger {

// What anybody may have: it checks signatures and makes none.
class PublicKey {
  public:
    // "-----BEGIN PUBLIC KEY-----"; nothing for anything that is not one Ed25519 key.
    [[nodiscard]] static std::optional<PublicKey> from_pem(std::string_view pem);

    [[nodiscard]] std::string pem() const;
    // 16 hexadecimal digits of its SHA-256: what a statement names it by.
    [[nodiscard]] std::string id() const;
    [[nodiscard]] bool verifies(std::string_view octets, std::string_view signature) const;

  private:
    friend class SigningKey;
    explicit PublicKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> key_;
};

class SigningKey {
  public:
    [[nodiscard]] static SigningKey make();
    // "-----BEGIN PRIVATE KEY-----", as pem() gives it; nothing for anything else.
    [[nodiscard]] static std::optional<SigningKey> from_pem(std::string_view pem);

    [[nodiscard]] std::string pem() const;  // the secret itself
    [[nodiscard]] PublicKey public_half() const;
    [[nodiscard]] std::string sign(std::string_view octets) const;  // 64 octets

  private:
    explicit SigningKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace almoner::ledger
