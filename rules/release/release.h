// Whether a payment that is due may go out, and what holds it back when it may not.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace almoner::rules {

enum class AgreementStanding : std::uint8_t { draft, active, held, ended };
enum class PayeeStanding : std::uint8_t { none, blocked, confirmed };

struct ReleaseFacts {
    AgreementStanding agreement = AgreementStanding::draft;
    bool is_signed = false;
    bool has_last_day = false;    // of an agreement that has ended
    bool ends_sooner = false;     // an end was set since that leaves out days of this payment
    bool beside_another = false;  // another agreement pays the same plan lines in this period
    ledger::Period period{};
    std::optional<ledger::Date> died_on{};
    std::optional<ledger::Date> budget_ends_on{};
    bool representative_is_paid = false;
    bool has_representative = false;  // on the day of the payment
    PayeeStanding payee = PayeeStanding::none;
    bool payee_is_another = false;   // the agreement pays somebody else since
    bool amount_is_another = false;  // its terms changed since, and with them what is due
    bool paid_already = false;       // same person, payee, amount and period
    ledger::Money gross{};
    ledger::Money net{};
    std::optional<ledger::Money> item_limit{};  // of the paying bank account
    bool before_books = false;                  // it would leave before that account's books open
    // Out of a client account.
    bool funds_short = false;        // the person's sub-balance there does not hold it
    bool reference_missing = false;  // the payee would not know whom it is for
};

struct ReleaseRule {
    std::string_view code;
    // Whether the money is due all the same: it is set aside, and only its payment waits.
    bool is_due = false;
    std::string_view words;
    std::string_view next;
    bool (*holds)(const ReleaseFacts& facts) = nullptr;
};

// Every rule that holds the payment, in the table's order; none: it may go out.
[[nodiscard]] std::vector<const ReleaseRule*> release_findings(const ReleaseFacts& facts);
[[nodiscard]] const ReleaseRule* release_rule(std::string_view code);

}  // namespace almoner::rules
