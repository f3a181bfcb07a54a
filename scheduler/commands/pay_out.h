// Payments that pay no holder their budget: each a run of its own, approved and sent as any other.
#pragma once

#include "ledger/posting/shares.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/pay_out.h"
#include "ledger/records/payment.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <string>

namespace almoner::scheduler {

// Fields: ending, what and plan_line (a debt that the body took over), payee_account (who is owed
// it), amount (else all that is open), paid_from (a bank account of the body; unless given its only
// one). Answers {"run", "payment", "amount", "confirm"}. Refused: ending-unknown,
// nothing-taken-over, more-than-is-left, payee-account-unknown, payee-not-confirmed,
// bank-account-unknown, paid-from-another-body.
[[nodiscard]] ledger::Outcome<Answer> ending_pay(Asked& asked);
// Fields: ending (closed), payee_account, amount, evidence (where the account is not the person's
// own). Their own money, out of the client account that holds it. Refused: as above, and
// nothing-to-refund, evidence-missing.
[[nodiscard]] ledger::Outcome<Answer> ending_refund(Asked& asked);
// Fields: case, payee_account (the commissioner's own), amount. Reclaimed money out of the client
// account that holds it. Refused: as above, and case-not-so-far, not-in-a-client-account,
// payee-is-another.
[[nodiscard]] ledger::Outcome<Answer> case_collect(Asked& asked);

// The support service's client account that keeps this money; 0: none in these books.
[[nodiscard]] std::int32_t client_account_of(ledger::Work& work,
                                             std::int64_t budget,
                                             ledger::Option option);

// What is to be paid, once everything about it was looked at.
struct PayOutWish {
    ledger::PaymentKind kind = ledger::PaymentKind::body_debt;
    ledger::PayOut what{};
    std::int64_t budget = 0;
    ledger::Option option = ledger::Option::none;
    ledger::Shares shares{};
    std::int64_t payee_account = 0;
    std::int64_t paid_from = 0;
    std::int64_t instead_of = 0;  // an earlier pay-out of the same that came to nothing; 0: none
};

// The field `payee_account`, confirmed. Refused: payee-account-unknown, payee-not-confirmed.
[[nodiscard]] ledger::Outcome<std::int64_t> payee_to_pay(const Asked& asked);
// Of the body's own bank accounts the one that the field `paid_from` names; unless given its only
// one. Refused: bank-account-unknown, paid-from-another-body.
[[nodiscard]] ledger::Outcome<ledger::BankAccount> paying_account_of(const Asked& asked,
                                                                     std::int64_t body);
// The field `amount`, else all of it. Refused: nothing-to-take, more-than-is-left.
[[nodiscard]] ledger::Outcome<ledger::Money> amount_to_pay(const Asked& asked, ledger::Money open);
// A run of one payment. Refused: bank-holidays-missing, bank-holidays-unknown.
[[nodiscard]] ledger::Outcome<Answer> propose_pay_out(Asked& asked, const PayOutWish& wish);

}  // namespace almoner::scheduler
