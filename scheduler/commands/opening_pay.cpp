#include "scheduler/commands/opening_pay.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/opening_balance.h"
#include "ledger/records/organisation.h"
#include "scheduler/commands/pay_out.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/managed_payments.h"
#include "scheduler/payroll/pay_payees.h"

#include <algorithm>
#include <array>
#include <optional>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::OpeningBalance;
using ledger::OpeningPart;
using ledger::Outcome;
using ledger::PaymentKind;

constexpr std::size_t longest_reference = 35;

struct Creditor {
    std::string_view owed_to;
    PaymentKind kind{};
};
constexpr std::array creditors{Creditor{"net-pay", PaymentKind::net_pay_paid},
                               Creditor{"hmrc", PaymentKind::hmrc_paid},
                               Creditor{"pension", PaymentKind::pension_paid},
                               Creditor{"attachment", PaymentKind::attachment_paid},
                               Creditor{"fee", PaymentKind::fee_paid},
                               Creditor{"refund", PaymentKind::own_share}};

Outcome<OpeningBalance> owed_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("opening");
    if (!id.accepted()) return id.refusal();
    const auto opening = ledger::opening_balance_by_id(asked.work.database(), id.value());
    if (!opening) {
        return refused_in("opening",
                          "opening-unknown",
                          "There is no opening balance of this number.",
                          "Take it from 'almoner opening list'.");
    }
    const bool is_owed = part_of(opening->key, OpeningPart::kind) == "owed" &&
                         part_of(opening->key, OpeningPart::option) == "managed-account";
    if (is_owed) return *opening;
    return refused_in("opening",
                      "opening-not-owed",
                      "This opening balance is nothing that a managed account owes.",
                      "Choose one of the kind 'owed'.");
}

PaymentKind kind_of(const OpeningBalance& opening) {
    const std::string_view owed_to = part_of(opening.key, OpeningPart::owed_to);
    return std::ranges::find(creditors, owed_to, &Creditor::owed_to)->kind;
}

std::int32_t body_of(ledger::Database& database, const OpeningBalance& opening) {
    const std::string_view ref = part_of(opening.key, OpeningPart::commissioner);
    std::optional<ledger::Organisation> body;
    for (const auto kind : {ledger::OrganisationKind::nhs, ledger::OrganisationKind::council}) {
        if (!body) {
            body = ledger::organisation_by_ref(database, kind, ref, ledger::last_day_of_all);
        }
    }
    return body ? static_cast<std::int32_t>(body->number) : 0;
}

Money open_of(ledger::Database& database, const OpeningBalance& opening) {
    Money open = opening.amount;
    for (const auto& each : ledger::managed_pay_outs(database, "opening", opening.id)) {
        open -= each.counts;
    }
    return open;
}

Outcome<std::string> reference_of(const Asked& asked) {
    FieldReading in(asked.fields);
    const std::string words = in.words("reference", longest_reference);
    if (!in.accepted()) return in.refusal();
    std::string carried = bank_reference(words);
    if (words.empty() || !carried.empty()) return carried;
    return refused_in("reference",
                      "reference-unfit",
                      "No bank file carries this reference whole: at most 18 letters and digits.",
                      "Shorten it as the payee allows, or leave it out.");
}

}  // namespace

Outcome<Answer> opening_pay(Asked& asked) {
    ledger::Work& work = asked.work;
    const Outcome<OpeningBalance> found = owed_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const OpeningBalance& opening = found.value();
    const auto budget = ledger::budget_by_ref(
        work.database(), part_of(opening.key, OpeningPart::budget), ledger::last_day_of_all);
    const std::int32_t client_account =
        budget ? client_account_of(work, budget->number, ledger::Option::managed_account) : 0;
    if (client_account == 0) {
        return refused_in("opening",
                          "not-in-a-client-account",
                          "No client account in these books holds this person's money.",
                          "Pay it where the money is.");
    }
    const Money open = open_of(work.database(), opening);
    if (open <= Money{}) {
        return refused_in("opening",
                          "nothing-to-pay-out",
                          "All of it is paid, or on its way.",
                          "Look at 'almoner opening list'.");
    }
    const Outcome<Money> amount = amount_to_pay(asked, open);
    if (!amount.accepted()) return amount.refusal();
    const Outcome<std::int64_t> payee = payee_to_pay(asked);
    if (!payee.accepted()) return payee.refusal();
    const Outcome<std::string> reference = reference_of(asked);
    if (!reference.accepted()) return reference.refusal();
    FieldReading in(asked.fields);
    const ledger::Date pay_on = in.date_or("pay_on", work.today());
    if (!in.accepted()) return in.refusal();
    const auto stream = ledger::stream_named(part_of(opening.key, OpeningPart::stream));
    return propose_managed(
        asked,
        {.wish = {.kind = kind_of(opening),
                  .budget = budget->number,
                  .client_account = client_account,
                  .payee_account = payee.value(),
                  .due_by = pay_on,
                  .parts = {{.body = body_of(work.database(), opening),
                             .stream = stream.value_or(ledger::Stream::unassigned),
                             .gross = amount.value(),
                             .net = amount.value()}}},
         .what = {.what = "opening", .subject = opening.id},
         .reference = reference.value(),
         .person = budget->person});
}

}  // namespace almoner::scheduler
