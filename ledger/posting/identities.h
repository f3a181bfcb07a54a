// What must hold of the accounts after every step, whatever happened: the nightly job, `verify` and
// the tests ask it here.
#pragma once

#include "ledger/posting/account.h"

#include <compare>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace almoner::ledger {

// One account with its counters, in pence; they may exceed what Money allows for a single sum.
struct AccountRow {
    AccountKey key;
    std::int64_t debit_posted = 0;
    std::int64_t credit_posted = 0;
    std::int64_t debit_pending = 0;
    std::int64_t credit_pending = 0;
    std::int64_t excused = 0;
};

// The joint floor of one budget and option: social care and the person's own money together.
struct JointRow {
    std::int32_t budget = 0;
    Option option = Option::none;
    std::int64_t free = 0;
    std::int64_t excused = 0;
};

struct Counters {
    std::vector<AccountRow> accounts;
    std::vector<JointRow> joints;
};

enum class Identity : std::uint8_t {
    trial_balance,  // debits equal credits per body and stream, posted and pending
    fund,           // held + in-flight + owed to the fund = fund + what the holder owes
    floor,          // no account below its floor by more than is excused
    joint_floor,    // nor a joint one, and its figure is what its accounts add up to
    statement,      // what our books say of a bank account = its statement's closing balance
};

// An identity that does not hold, where, and by how much.
struct Breach {
    Identity identity{};
    AccountKey where;  // only the parts that the identity is about
    std::int64_t off_by_pence = 0;

    friend constexpr auto operator<=>(const Breach&, const Breach&) = default;
};

// Every identity but the statements'.
[[nodiscard]] std::vector<Breach> breaches_of(const Counters& counters);

// What our books say a bank account's statement should close at. For a commissioner's account its
// streams; for a client account Σ held:managed-account + bank[unassigned], the safeguarding figure.
[[nodiscard]] std::int64_t expected_closing_pence(std::span<const AccountRow> rows,
                                                  std::int32_t bank_account);

// A breach for each account whose statement closed at something else.
[[nodiscard]] std::vector<Breach> statement_breaches(
    std::span<const AccountRow> rows, const std::map<std::int32_t, std::int64_t>& closing_pence);

// "fund: budget 7 direct-payment nhs body 2" - no name and no bank detail.
[[nodiscard]] std::string place_of(const Breach& breach);
// And " is off by 1p".
[[nodiscard]] std::string words_of(const Breach& breach);

}  // namespace almoner::ledger
