// Personal text apart from the money: sealed by a salted commitment, and it may be erased.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

// Any words about a person: a representative's name, an explanation.
std::int64_t insert_private_text(Work& work, std::int64_t person, std::string_view text);
// Nothing once it was erased.
[[nodiscard]] std::optional<std::string> private_text(Database& database, std::int64_t id);

struct PersonDetails {
    std::string given_name{};
    std::string family_name{};
    std::optional<Date> date_of_birth{};
    std::string nhs_number{};  // ten digits, or empty
    std::string address{};
    std::string postcode{};
    std::string phone{};
    std::string email{};

    friend bool operator==(const PersonDetails&, const PersonDetails&) = default;
};
std::int64_t insert_person_private(Work& work, std::int64_t person, const PersonDetails& details);
[[nodiscard]] std::optional<PersonDetails> person_private(Database& database, std::int64_t id);

struct BankDetails {
    std::string account_name{};
    std::string sort_code{};
    std::string account_number{};

    friend bool operator==(const BankDetails&, const BankDetails&) = default;
};
// `person` 0: an organisation's.
std::int64_t insert_bank_private(Work& work, std::int64_t person, const BankDetails& details);
[[nodiscard]] std::optional<BankDetails> bank_private(Database& database, std::int64_t id);

}  // namespace almoner::ledger
