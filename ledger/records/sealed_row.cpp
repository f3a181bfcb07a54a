#include "ledger/records/sealed_row.h"

#include "ledger/sealing/seal.h"
#include "ledger/values/invariant.h"

namespace almoner::ledger {
namespace {

PersonKeys& keys_of(Database& database) {
    if (PersonKeys* const keys = database.keys()) return *keys;
    throw StorageError("what is about people can't be read: the area was opened without its keys");
}

std::string words_of(const SealedPlace& place) {
    return std::string(place.table) + ' ' + std::to_string(place.id);
}

}  // namespace

std::string sealed(Database& database, const SealedPlace& place, std::string_view text) {
    return seal(keys_of(database).for_sealing(place.person), text, words_of(place));
}

Unsealed unseal(Database& database, const SealedPlace& place, std::string_view octets) {
    PersonKeys* const keys = database.keys();
    if (keys == nullptr) return {.state = SealState::key_missing};
    const auto key = keys->of(place.person);
    if (!key) {
        const bool erased = keys->was_thrown_away(place.person);
        return {.state = erased ? SealState::erased : SealState::key_missing};
    }
    std::optional<std::string> text = open_seal(*key, octets, words_of(place));
    if (!text) return {.state = SealState::broken};
    return {.state = SealState::opened, .text = std::move(*text)};
}

std::string_view fault_of(SealState state) {
    switch (state) {
        case SealState::opened:
        case SealState::erased: return "";
        case SealState::key_missing:
            return "it is sealed, the key is missing, and no record says that it was thrown away";
        case SealState::broken: return "it does not open with its key: other octets stand there";
    }
    throw InvariantBroken("unlisted state of a seal");
}

std::optional<std::string> opened(Database& database,
                                  const SealedPlace& place,
                                  std::string_view octets) {
    (void)keys_of(database);
    Unsealed found = unseal(database, place, octets);
    switch (found.state) {
        case SealState::opened: return std::move(found.text);
        case SealState::erased: return std::nullopt;
        case SealState::key_missing: throw StorageError(std::string(no_key_words));
        case SealState::broken:
            throw StorageError(words_of(place) +
                               " does not open with its key: it was changed, or the file of the "
                               "people's keys is of another area");
    }
    throw InvariantBroken("unlisted state of a seal");
}

OpenedRow::OpenedRow(std::string_view canonical) : values_(canonical) {
    (void)values_.integer();  // id
    (void)values_.integer();  // seq
    (void)values_.mark();
    (void)values_.integer();  // person
    (void)values_.mark();
    (void)values_.text();  // salt
}

std::string OpenedRow::text() {
    if (values_.mark() != 't') throw InvariantBroken("a sealed row without a text where one is");
    return std::string(values_.text());
}

std::optional<Date> OpenedRow::maybe_date() {
    if (values_.mark() == 'n') return std::nullopt;
    return Date::from_days(static_cast<std::int32_t>(values_.integer()));
}

std::optional<std::string> mark_for(Database& database,
                                    std::string_view column,
                                    std::string_view values) {
    if (values.empty()) return std::nullopt;
    return search_mark(keys_of(database).for_sealing(nobody), column, values);
}

}  // namespace almoner::ledger
