// The chart of accounts: asset accounts say where the money is, claim accounts say what it is for.
#pragma once

#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace almoner::ledger {

// Numbers are stored and hashed: never renumber. `held` and `undrawn` and `fund` are one account
// per Option, told apart by AccountKey::option.
enum class AccountName : std::uint8_t {
    // claims
    funding = 1,
    allocation = 2,
    undrawn = 3,
    fund = 4,
    payable_net_pay = 5,
    payable_hmrc = 6,
    payable_pension = 7,
    payable_attachment = 8,
    payable_fee = 9,
    payable_reclaim = 10,
    payable_refund = 11,
    payable_supplier = 12,
    payable_body = 13,
    payable_partner = 14,
    suspense = 15,
    written_off = 16,
    // assets
    held = 32,
    in_flight = 33,
    bank = 34,
    transit = 35,
    receivable_contribution = 36,
    receivable_overpaid_pay = 37,
    receivable_contribution_gross = 38,
    receivable_reclaim = 39,
    receivable_partner = 40,
    receivable_shortfall = 41,
};

enum class Side : std::uint8_t { claim, asset };  // claims grow by credits, assets by debits

// What a balance may not fall below when we choose to post (ledger.md, Floors).
enum class Floor : std::uint8_t {
    none = 0,
    claim = 1,       // posted credits - posted debits - pending debits + excused >= 0
    asset = 2,       // posted debits - posted credits - pending credits + excused >= 0
    joint_held = 3,  // as asset, over the social-care and person accounts of one budget and option
};

// One account of the books. Zero means "does not apply". `body` is whose money it is, which need
// not be the owner of the bank account it sits in.
struct AccountKey {
    AccountName name{};
    Stream stream{};
    Option option = Option::none;
    std::int32_t body = 0;
    std::int32_t bank_account = 0;
    std::int32_t budget = 0;

    friend constexpr auto operator<=>(const AccountKey&, const AccountKey&) = default;
};

// Moves `amount` (above zero) from the credit account to the debit account; both carry one stream.
struct Leg {
    AccountKey debit;
    AccountKey credit;
    Money amount;
};

[[nodiscard]] Side side_of(AccountName name);
[[nodiscard]] Floor floor_of(const AccountKey& key);
[[nodiscard]] std::string_view name_of(AccountName name);  // "payable:net-pay"
[[nodiscard]] std::optional<AccountName> account_named(std::string_view name);

}  // namespace almoner::ledger
