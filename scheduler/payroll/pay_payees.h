// On which account what a slip owes is paid, and by which reference its payee knows it.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "scheduler/payroll/open_pay.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// HMRC is paid as a provider of this reference.
inline constexpr std::string_view hmrc_payee = "HMRC";

struct PayPayee {
    std::int64_t payee_account = 0;     // 0: none known
    std::string reference{};            // the payee's own, as a bank file carries it; empty: ours
    bool is_reference_missing = false;  // it would not know whom the money is for
    std::int64_t person = 0;            // whose key seals the reference
};

class PayPayees {
  public:
    PayPayees(ledger::Database& database, ledger::Date today);

    [[nodiscard]] PayPayee of(const OpenPay& pay) const;

  private:
    [[nodiscard]] PayPayee of_hmrc(const OpenPay& pay) const;
    [[nodiscard]] PayPayee of_pension(const OpenPay& pay) const;
    [[nodiscard]] PayPayee of_wages(const OpenPay& pay) const;
    [[nodiscard]] PayPayee of_order(const OpenPay& pay) const;
    using Accounts = std::map<std::string, std::int64_t, std::less<>>;

    // By its reference, else by its name where no other bears it.
    [[nodiscard]] std::int64_t account_of(std::string_view provider) const;

    ledger::Database& database_;
    ledger::Date today_;
    Accounts by_ref_;
    Accounts by_name_;  // 0: two bear it
};

// Without spaces and in capitals, where a bank file carries it whole; else nothing.
[[nodiscard]] std::string bank_reference(std::string_view text);

// "123PA00045678" and "2609": as HMRC asks to be told (payments.md; memory, unverified). Without
// spaces, in capitals.
[[nodiscard]] std::string without_spaces(std::string_view text);

}  // namespace almoner::scheduler
