// The bank details that a person or an organisation is paid on, as confirmed.
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

enum class CheckResult : std::uint8_t { valid = 1, invalid = 2, uncheckable = 3, not_checked = 4 };
enum class PayeeStatus : std::uint8_t { confirmed = 1, blocked = 2 };
[[nodiscard]] std::string_view name_of(CheckResult value);
[[nodiscard]] std::optional<CheckResult> check_result_named(std::string_view name);
[[nodiscard]] std::string_view name_of(PayeeStatus value);
[[nodiscard]] std::optional<PayeeStatus> payee_status_named(std::string_view name);

struct PayeeAccount {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    Date from_on{};
    std::int64_t person = 0;        // 0: an organisation's
    std::int64_t organisation = 0;  // 0: a person's
    std::int64_t bank_private = 0;  // a row of bank_private
    CheckResult check_result = CheckResult::valid;
    PayeeStatus status = PayeeStatus::confirmed;
    std::optional<std::int64_t> evidence{};
    std::int64_t proposed_by = 0;
    std::int64_t confirmed_by = 0;

    friend bool operator==(const PayeeAccount&, const PayeeAccount&) = default;
};

[[nodiscard]] std::optional<PayeeAccount> payee_account_numbered(Database& database,
                                                                 std::int64_t number,
                                                                 Date on);
[[nodiscard]] std::vector<PayeeAccount> payee_accounts_on(Database& database,
                                                          Date on);  // by number
[[nodiscard]] std::vector<PayeeAccount> payee_account_versions(
    Database& database, std::int64_t number);  // first to last
[[nodiscard]] std::vector<PayeeAccount> payee_accounts_of_person(Database& database,
                                                                 std::int64_t person,
                                                                 Date on);
[[nodiscard]] std::vector<PayeeAccount> payee_accounts_of_organisation(Database& database,
                                                                       std::int64_t organisation,
                                                                       Date on);

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_payee_account(Work& work, PayeeAccount payee_account);

}  // namespace almoner::ledger
