// Personal text apart from the money: sealed under a key of the person, proved by a salted
// commitment, and it may be erased. Reading throws StorageError where a key is missing.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// Any words about a person: a representative's name, an explanation.
std::int64_t insert_private_text(Work& work, std::int64_t person, std::string_view text);
// Nothing once it was erased.
[[nodiscard]] std::optional<std::string> private_text(Database& database, std::int64_t id);
// For queries that read many rows: what stands in `sealed` of the row with this id and person.
[[nodiscard]] std::optional<std::string> opened_text(Database& database,
                                                     std::int64_t id,
                                                     std::int64_t person,
                                                     std::string_view octets);

struct PersonDetails {
    std::string given_name{};
    std::string family_name{};
    std::optional<Date> date_of_birth{};
    std::string nhs_number{};  // ten digits, or empty
    std::string address{};
    std::string postcode{};
    std::string phone{};
    std::string email{};
    std::string language{};  // that they read

    friend bool operator==(const PersonDetails&, const PersonDetails&) = default;
};
std::int64_t insert_person_private(Work& work, std::int64_t person, const PersonDetails& details);
[[nodiscard]] std::optional<PersonDetails> person_private(Database& database, std::int64_t id);
// What stands in the rows of everybody with this number; nothing for an empty one.
[[nodiscard]] std::optional<std::string> mark_of_nhs_number(Database& database,
                                                            std::string_view digits);
// Whoever has, or once had, this number; nothing is opened for it.
[[nodiscard]] std::vector<std::int64_t> people_with_nhs_number(Database& database,
                                                               std::string_view digits);

struct BankDetails {
    std::string account_name{};
    std::string sort_code{};
    std::string account_number{};

    friend bool operator==(const BankDetails&, const BankDetails&) = default;
};
// `person` 0: an organisation's.
std::int64_t insert_bank_private(Work& work, std::int64_t person, const BankDetails& details);
[[nodiscard]] std::optional<BankDetails> bank_private(Database& database, std::int64_t id);
[[nodiscard]] std::optional<BankDetails> opened_bank_details(Database& database,
                                                             std::int64_t id,
                                                             std::int64_t person,
                                                             std::string_view octets);
// The rows with this account; nothing is opened for it.
[[nodiscard]] std::vector<std::int64_t> bank_rows_of_account(Database& database,
                                                             std::string_view sort_code,
                                                             std::string_view account_number);

}  // namespace almoner::ledger
