// Payments, their parts and the runs that they belong to, as they are stored.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// Numbers are stored and hashed: never renumber.
enum class PaymentKind : std::uint8_t {
    regular = 1,
    arrears = 2,             // what a back-dated change left owing for a period
    emergency_advance = 3,   // the next period's money brought forward
    emergency_addition = 4,  // beside the period's money
    returned_part = 5,       // what came back of a payment whose rest arrived, paid again
    waiting_money = 6,       // set aside by no period: taken over, or moved by a change of option
    // Pay-outs: `pay_out` says what for; of no agreement, and none sets money aside.
    body_debt = 11,     // what the public body owes a third party
    own_share = 12,     // a person's own money out of a client account
    reclaim_paid = 13,  // reclaimed money out of a client account to the commissioner
    // Of managed accounts, out of the client account: what each pays stands in slip_pay_out or
    // managed_pay_out.
    net_pay_paid = 14,     // to an assistant
    hmrc_paid = 15,        // of one employer and tax period
    pension_paid = 16,     // of one employer, to the scheme
    attachment_paid = 17,  // of one order on wages
    fee_paid = 18,         // the support service's
    supplier_paid = 19,    // an invoice
};

[[nodiscard]] constexpr bool is_pay_out(PaymentKind kind) {
    return kind >= PaymentKind::body_debt;
}
// Out of a support service's client account: its own statement shows it, and nobody else's.
[[nodiscard]] constexpr bool is_from_client_account(PaymentKind kind) {
    return kind >= PaymentKind::own_share;
}
// Out of the slips of a payroll.
[[nodiscard]] constexpr bool pays_slips(PaymentKind kind) {
    return kind >= PaymentKind::net_pay_paid && kind <= PaymentKind::attachment_paid;
}

[[nodiscard]] std::string_view name_of(PaymentKind kind);  // "emergency-advance"

struct PaymentRecord {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::int64_t run = 0;
    std::int64_t agreement = 0;
    std::int32_t budget = 0;
    Option option = Option::none;
    std::int64_t payee_account = 0;
    PaymentKind kind = PaymentKind::regular;
    Period period{};
    std::int32_t attempt = 1;
    Date nominal_on{};
    Date entry_on{};
    Money gross{};
    Money contribution{};
    Money advanced{};           // of the period's money, paid before by an emergency advance
    Money net{};                // what is paid
    bool sets_aside = false;    // its proposal set the period's money aside
    std::int64_t reissues = 0;  // the earlier payment of the same money, or of its rest; 0: none
    PaymentState state = PaymentState::proposed;
    std::int64_t first_transfer = 0;  // 0 until approved
    std::int64_t submission = 0;
};

struct PaymentPart {
    std::int64_t id = 0;
    std::int64_t payment = 0;
    std::int32_t body = 0;  // whose money
    Stream stream{};
    std::int64_t plan_line = 0;
    Money gross{};
    Money contribution{};
    Money advanced{};
    Money net{};
};

enum class RunKind : std::uint8_t { scheduled, emergency };

struct PaymentRun {
    std::int64_t id = 0;
    RunKind kind = RunKind::scheduled;
    std::int64_t paid_from = 0;
    Period due{};
    IdRange payments{};
    std::int64_t proposed_by = 0;
    RunState state = RunState::proposed;
    std::int64_t approved_by = 0;  // 0: not yet
};

[[nodiscard]] std::string_view name_of(RunState state);
// "RUN-12": how people and commands name a payment run; read in any case, and as the number alone.
[[nodiscard]] std::string run_ref(std::int64_t run);
[[nodiscard]] std::optional<std::int64_t> run_of_ref(std::string_view text);

[[nodiscard]] std::optional<PaymentRecord> payment_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::optional<PaymentRun> run_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::vector<PaymentPart> parts_of(Database& database, std::int64_t payment);
// Whether anything was ever approved to be paid: until then an area is being set up.
[[nodiscard]] bool is_paying(Database& database);
// In the order of their ids.
void each_payment(Database& database,
                  const IdRange& ids,
                  const std::function<void(const PaymentRecord&)>& take);
void each_part(Database& database,
               const IdRange& payments,
               const std::function<void(const PaymentPart&)>& take);

// A payment's pending transfers stand one after another from first_transfer, part by part in the
// order of parts_of, parts of nil left out: two for each part (undrawn / fund, then held or
// in-flight / transit), or one where a provider is paid (payable:supplier / transit) or money is
// paid out (payable:body / transit, payable:refund or payable:reclaim / held).
[[nodiscard]] std::int64_t transfers_of_part(PaymentKind kind, Option option);
[[nodiscard]] std::vector<std::int64_t> transfers_of(const PaymentRecord& payment,
                                                     const std::vector<PaymentPart>& parts);

struct PaymentEvent {
    PaymentState state = PaymentState::proposed;
    std::string cause{};
    Date day{};
    std::int64_t at_ms = 0;
    std::int64_t actor = 0;
};

// Every dated event of a payment, oldest first, its proposal included.
[[nodiscard]] std::vector<PaymentEvent> events_of(Database& database, const PaymentRecord& payment);

}  // namespace almoner::ledger
