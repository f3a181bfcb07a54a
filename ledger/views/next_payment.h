// The payments that a person can expect, and when.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/calendar/bank_holidays.h"
#include "ledger/calendar/date.h"
#include "ledger/calendar/schedule.h"
#include "ledger/records/budget.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace almoner::ledger {

struct NextPayment {
    Date on{};                      // the day on which the money should be there
    std::optional<Money> amount{};  // none: not worked out yet, only the date is known
    Option option = Option::none;
    std::string reference{};  // of the payment; empty where only the date is known
    std::string expected{};   // what happens next to it
    PaymentState state = PaymentState::proposed;
    std::string held_for{};  // the first finding that holds it; empty where nothing does
    std::optional<Period> period{};
    std::int64_t agreement = 0;  // of one that no run has proposed yet, and the period that it pays
    std::optional<PayPeriod> to_pay{};
    bool is_expected = false;  // the amount is what its terms come to, and no run has said so

    // What is held has no day on which anybody can count.
    [[nodiscard]] bool has_a_day() const { return state != PaymentState::held; }
};

// Every payment that is under way, and of each active agreement that has none the next day; the
// earliest first.
[[nodiscard]] std::vector<NextPayment> next_payments(Database& database,
                                                     std::span<const Budget> budgets,
                                                     Date today,
                                                     const BankHolidays& holidays);

// What a payment that no run has proposed yet will be, as far as it can be known.
using AmountOfNext = std::function<std::optional<Money>(const NextPayment& next)>;

// Promised to be paid, and in no file that went to the bank yet.
struct NotSentYet {
    Option option = Option::none;
    Money amount{};  // of the streams that the reader may see
    Date send_on{};  // the last day on which it can be sent to arrive on its day
};
[[nodiscard]] std::vector<NotSentYet> not_sent_yet(const Scope& scope,
                                                   Database& database,
                                                   std::span<const Budget> budgets,
                                                   const AsOf& as_of,
                                                   const BankHolidays& holidays);

}  // namespace almoner::ledger
