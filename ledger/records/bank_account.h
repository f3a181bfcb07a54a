// Bank accounts that payments are made from, or that a support service holds for its clients.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

enum class Rail : std::uint8_t { bacs = 1, faster_payments = 2 };
[[nodiscard]] std::string_view name_of(Rail value);
[[nodiscard]] std::optional<Rail> rail_named(std::string_view name);

struct BankAccount {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    std::string ref{};
    Date from_on{};
    std::int64_t owner = 0;  // an organisation
    std::string name{};
    std::string sort_code{};
    std::string account_number{};
    Rail rail = Rail::bacs;
    std::string file_profile{};  // as the gateway names it: "pain.001.001.03"
    std::string service_user_number{};
    std::string originator_name{};
    std::optional<Money> item_limit{};
    std::optional<Money> file_limit{};

    friend bool operator==(const BankAccount&, const BankAccount&) = default;
};

[[nodiscard]] std::optional<BankAccount> bank_account_numbered(Database& database,
                                                               std::int64_t number,
                                                               Date on);
[[nodiscard]] std::optional<BankAccount> bank_account_by_ref(Database& database,
                                                             std::string_view ref,
                                                             Date on);
[[nodiscard]] std::vector<BankAccount> bank_accounts_on(Database& database, Date on);  // by number
[[nodiscard]] std::vector<BankAccount> bank_account_versions(Database& database,
                                                             std::int64_t number);  // first to last

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_bank_account(Work& work, BankAccount bank_account);

}  // namespace almoner::ledger
