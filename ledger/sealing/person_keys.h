// The keys that personal text is sealed with, one for each person: whoever throws a key away has
// erased all that it sealed, wherever a copy of it lies.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>

namespace almoner::ledger {

using SealingKey = std::array<unsigned char, 32>;

// What is about no person: an organisation's bank details, the words of an unknown payer.
inline constexpr std::int64_t nobody = 0;

// Text was to be kept about somebody whose key was thrown away.
struct PersonErased : std::runtime_error {
    PersonErased() : std::runtime_error("the person was erased") {}
};

class PersonKeys {
  public:
    PersonKeys() = default;
    PersonKeys(const PersonKeys&) = delete;
    PersonKeys& operator=(const PersonKeys&) = delete;
    virtual ~PersonKeys() = default;

    // Nothing for a person who has none yet, or whose key was thrown away.
    [[nodiscard]] virtual std::optional<SealingKey> of(std::int64_t person) = 0;
    // Makes one where there is none. It is only sure to be there again after sync(). Throws
    // PersonErased.
    [[nodiscard]] virtual SealingKey for_sealing(std::int64_t person) = 0;
    [[nodiscard]] virtual bool was_thrown_away(std::int64_t person) = 0;
    // Before the commit of what was sealed: a key without its text is harmless, a text without its
    // key is lost. Throws StorageError.
    virtual void sync() = 0;
    // After the commit of the record that says so; may be asked again. Throws StorageError.
    virtual void throw_away(std::int64_t person) = 0;
};

}  // namespace almoner::ledger
