// A row about a person as the store has it: its canonical octets, sealed with that person's key.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/journal/canonical.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

// Where sealed octets stand: nowhere else do they open.
struct SealedPlace {
    std::string_view table;
    std::int64_t id = 0;
    std::int64_t person = 0;  // 0: about nobody, under the area's own key
};

// Throws PersonErased; StorageError where the store was opened without keys.
[[nodiscard]] std::string sealed(Database& database,
                                 const SealedPlace& place,
                                 std::string_view text);

enum class SealState {
    opened,
    erased,       // the key was thrown away
    key_missing,  // there is none, and nobody threw it away
    broken        // with that key it does not open in this place
};
struct Unsealed {
    SealState state = SealState::opened;
    std::string text{};
};
inline constexpr std::string_view no_key_words =
    "what is about a person can't be read: the file of the people's keys has none for it. Put that "
    "file back from its newest copy";
// What verify asks. Without keys: key_missing.
[[nodiscard]] Unsealed unseal(Database& database,
                              const SealedPlace& place,
                              std::string_view octets);

// What verify says of it; nothing where there is no fault.
[[nodiscard]] std::string_view fault_of(SealState state);

// What everybody else asks: nothing of a person who was erased. Throws StorageError for what should
// open and does not.
[[nodiscard]] std::optional<std::string> opened(Database& database,
                                                const SealedPlace& place,
                                                std::string_view octets);

// The values of an opened row, in the order of its columns, from the one behind the salt on.
class OpenedRow {
  public:
    explicit OpenedRow(std::string_view canonical);
    [[nodiscard]] std::string text();
    [[nodiscard]] std::optional<Date> maybe_date();

  private:
    CanonicalReader values_;
};

// By which rows with these values are found, in a column of this name; nothing where there are
// none. Throws StorageError where the store was opened without keys.
[[nodiscard]] std::optional<std::string> mark_for(Database& database,
                                                  std::string_view column,
                                                  std::string_view values);

}  // namespace almoner::ledger
