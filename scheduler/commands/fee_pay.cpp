// Fees that were charged are paid: each out of the person's own balance at the client account, or
// out of the body's bank account.
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/managed_pay_out.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/private_text.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/fee.h"
#include "scheduler/commands/pay_out.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payroll/fees_due.h"
#include "scheduler/payroll/managed_payments.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Outcome;
using ledger::PaymentKind;
using ledger::PaymentState;
using nlohmann::json;

// A support service is paid as a provider of the same reference, as HMRC is: what is sent to itself
// arrives at its client account, among what people hold there.
Outcome<std::vector<ledger::PayeeAccount>> office_accounts(const Asked& asked) {
    ledger::Database& database = asked.work.database();
    const auto provider = ledger::organisation_by_ref(database,
                                                      ledger::OrganisationKind::provider,
                                                      asked.fields.text("service"),
                                                      ledger::last_day_of_all);
    auto accounts = provider ? ledger::payee_accounts_of_organisation(
                                   database, provider->number, asked.work.today())
                             : std::vector<ledger::PayeeAccount>{};
    if (!accounts.empty()) return accounts;
    return refused_in("service",
                      "payee-account-unknown",
                      "No provider of the service's reference has bank details.",
                      "Bring it in as a provider with organisations.csv of 'almoner import', with "
                      "the account of its office.");
}

Outcome<std::int64_t> account_meant(const Asked& asked,
                                    const std::vector<ledger::PayeeAccount>& accounts) {
    if (!asked.fields.has("payee_account") && accounts.size() == 1) {
        return accounts.front().number;
    }
    if (!asked.fields.has("payee_account")) {
        return refused_in("payee_account",
                          "payee-account-which",
                          "The service has several bank accounts.",
                          "Say with --payee-account which is paid.");
    }
    const Outcome<std::int64_t> number = asked.fields.number("payee_account");
    if (!number.accepted()) return number.refusal();
    if (std::ranges::find(accounts, number.value(), &ledger::PayeeAccount::number) !=
        accounts.end()) {
        return number.value();
    }
    return refused_in("payee_account",
                      "payee-is-another",
                      "These bank details are not the support service's.",
                      "Give an account of the provider that has the service's reference.");
}

bool is_client_account(ledger::Database& database,
                       const ledger::PayeeAccount& account,
                       std::int64_t service,
                       Date today) {
    const auto keeper = ledger::organisation_numbered(database, service, ledger::last_day_of_all);
    if (!keeper || !keeper->client_bank_account) return false;
    const auto clients =
        ledger::bank_account_numbered(database, *keeper->client_bank_account, today);
    const auto details = ledger::bank_private(database, account.bank_private);
    return clients && details && clients->sort_code == details->sort_code &&
           clients->account_number == details->account_number;
}

Outcome<std::int64_t> office_account(const Asked& asked, std::int64_t service) {
    const auto accounts = office_accounts(asked);
    if (!accounts.accepted()) return accounts.refusal();
    const Outcome<std::int64_t> number = account_meant(asked, accounts.value());
    if (!number.accepted()) return number.refusal();
    const auto account =
        std::ranges::find(accounts.value(), number.value(), &ledger::PayeeAccount::number);
    if (account->status != ledger::PayeeStatus::confirmed) {
        return refused_in("payee_account",
                          "payee-not-confirmed",
                          "These bank details are blocked until somebody confirms them.",
                          "Have them confirmed with 'almoner payee confirm'.");
    }
    if (!is_client_account(asked.work.database(), *account, service, asked.work.today())) {
        return number.value();
    }
    return refused_in("payee_account",
                      "fee-into-client-account",
                      "This is the account where people's money is kept.",
                      "Give the account of the service's office, which holds no client's money.");
}

// The last payment of this charge that came to nothing; what was held comes to its end.
std::int64_t instead_of(ledger::Work& work, std::int64_t charge) {
    std::int64_t last = 0;
    for (const auto& each : ledger::managed_pay_outs(work.database(), "fee", charge)) {
        if (!each.counts.is_zero()) continue;
        last = each.payment;
        if (each.state != PaymentState::held) continue;
        (void)move_payments(
            work, {each.payment, each.payment}, PaymentState::held, PaymentState::cancelled);
    }
    return last;
}

std::vector<DraftPart> parts_of(ledger::Database& database, const OpenFee& fee) {
    const ledger::Shares shares =
        ledger::split_by_streams(fee.open, ledger::shares_of_charge(database, fee.charge));
    std::vector<DraftPart> parts;
    parts.reserve(shares.size());
    for (const ledger::Share& each : shares) {
        parts.push_back({.plan_line = fee.fee.plan_line,
                         .body = each.body,
                         .stream = each.stream,
                         .gross = each.amount,
                         .net = each.amount});
    }
    return parts;
}

// What can't be paid stands beside what is; no payment of it is made.
json shown_held(const OpenFee& fee, const ledger::Refusal& why) {
    return {{"payment", ""},
            {"fee", fee.charge.id},
            {"kind",
             name_of(fee.fee.paid_by == "body" ? PaymentKind::body_debt : PaymentKind::fee_paid)},
            {"amount", fee.open.pence()},
            {"code", why.code},
            {"words", why.words},
            {"next", why.next}};
}

class FeePayments {
  public:
    FeePayments(Asked& asked, std::int64_t payee_account, Date pay_on)
        : asked_(asked), payee_account_(payee_account), pay_on_(pay_on), drafts_(asked) {}

    Outcome<Done> add(const OpenFee& fee) {
        return fee.fee.paid_by == "body" ? add_of_body(fee) : add_managed(fee);
    }

    std::vector<ManagedRun> recorded() && {
        return record_managed(asked_.work, std::move(payments_));
    }

  private:
    Outcome<Done> add_managed(const OpenFee& fee) {
        ledger::Work& work = asked_.work;
        const std::int32_t client_account =
            client_account_of(work, fee.charge.budget, ledger::Option::managed_account);
        if (client_account == 0) {
            return refused_in("service",
                              "not-in-a-client-account",
                              "No client account in these books holds a person's money.",
                              "Pay it where the money is.");
        }
        const auto budget =
            ledger::budget_numbered(work.database(), fee.charge.budget, ledger::last_day_of_all);
        payments_.push_back({.draft = drafts_.make({.kind = PaymentKind::fee_paid,
                                                    .budget = fee.charge.budget,
                                                    .client_account = client_account,
                                                    .payee_account = payee_account_,
                                                    .instead_of = instead_of(work, fee.charge.id),
                                                    .due_by = pay_on_,
                                                    .parts = parts_of(work.database(), fee)}),
                             .what = ledger::ManagedPayOut{.what = "fee", .subject = fee.charge.id},
                             .person = budget ? budget->person : 0});
        return Done{};
    }

    // Owed by the body, as what it takes over at an ending is.
    Outcome<Done> add_of_body(const OpenFee& fee) {
        ledger::Work& work = asked_.work;
        std::vector<DraftPart> parts = parts_of(work.database(), fee);
        const Outcome<ledger::BankAccount> from = paying_account_of(asked_, parts.front().body);
        if (!from.accepted()) return from.refusal();
        Date arrives = std::max(pay_on_, work.today());
        if (from.value().rail != ledger::Rail::faster_payments) {
            const auto holidays = holidays_for(work.database(), {work.today(), work.today()});
            if (!holidays.accepted()) return holidays.refusal();
            arrives =
                std::max(arrives,
                         ledger::earliest_entry_on(
                             london_now(work.stamp()), holidays.value(), hours_of(asked_.around)));
        }
        Draft draft{.budget = static_cast<std::int32_t>(fee.charge.budget),
                    .option = ledger::Option::managed_account,
                    .paid_from = from.value().number,
                    .payee_account = payee_account_,
                    .kind = PaymentKind::body_debt,
                    .period = {work.today(), work.today()},
                    .reissues = instead_of(work, fee.charge.id),
                    .nominal_on = arrives,
                    .entry_on = arrives,
                    .parts = std::move(parts)};
        add_up(draft);
        payments_.push_back(
            {.draft = std::move(draft),
             .what = ledger::ManagedPayOut{.what = "fee", .subject = fee.charge.id}});
        return Done{};
    }

    Asked& asked_;
    std::int64_t payee_account_;
    Date pay_on_;
    ManagedDrafts drafts_;
    std::vector<ManagedPayment> payments_{};
};

}  // namespace

Outcome<Answer> fee_pay(Asked& asked) {
    ledger::Work& work = asked.work;
    const Outcome<std::int64_t> service = service_asked_for(asked);
    if (!service.accepted()) return service.refusal();
    const Outcome<std::int64_t> payee = office_account(asked, service.value());
    if (!payee.accepted()) return payee.refusal();
    FieldReading in(asked.fields);
    const Date pay_on = in.date_or("pay_on", work.today());
    if (!in.accepted()) return in.refusal();
    const auto holidays = holidays_for(work.database(), {work.today(), work.today()});
    if (!holidays.accepted()) return holidays.refusal();
    work.books().fold();  // what was charged is read from the tables
    const std::vector<OpenFee> open = open_fees(work.database(), service.value());
    if (open.empty()) {
        return refused_in("service",
                          "nothing-to-pay-out",
                          "Every fee that was charged is paid, or on its way.",
                          "Charge what is due with 'almoner fee charge'.");
    }
    FeePayments payments(asked, payee.value(), pay_on);
    json held = json::array();
    for (const OpenFee& each : open) {
        const Outcome<Done> added = payments.add(each);
        if (added.accepted()) continue;
        if (open.size() == held.size() + 1) return added.refusal();  // none of them can be paid
        held.push_back(shown_held(each, added.refusal()));
    }
    json answer =
        json::parse(shown_runs(work.database(), std::move(payments).recorded(), work.today()));
    for (json& each : held) answer["held"].push_back(std::move(each));
    return answer.dump();
}

}  // namespace almoner::scheduler
