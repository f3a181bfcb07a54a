// What a pension scheme is told beside the money: whose contributions of which slips a payment
// brings.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/payment.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct Contribution {
    std::int64_t payment = 0;
    std::int64_t employer = 0;
    std::int64_t person = 0;  // the assistant's
    std::string provider{};
    std::string scheme{};  // by which the scheme knows the employer
    std::string family_name{};
    std::string given_name{};
    std::string nino{};
    std::optional<ledger::Date> born_on{};
    ledger::Period worked{};
    ledger::Date paid_on{};
    ledger::Money pensionable{};
    ledger::Money employee{};
    ledger::Money relief{};  // that the scheme claims itself
    ledger::Money employer_part{};
    ledger::Money brought{};  // by this payment: of a corrected slip only what was open

    friend bool operator==(const Contribution&, const Contribution&) = default;
};

// Of each pension payment of the run that may go out or went, by payment, then slip: what they
// bring comes to the payments.
[[nodiscard]] std::vector<Contribution> contributions_of(ledger::Database& database,
                                                         const ledger::PaymentRun& run);

}  // namespace almoner::scheduler
