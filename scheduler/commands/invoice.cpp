#include "scheduler/commands/invoice.h"

#include "ledger/journal/sha256.h"
#include "ledger/posting/keys.h"
#include "ledger/records/area_salt.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/managed_pay_out.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_text.h"
#include "ledger/records/returns.h"
#include "ledger/records/supplier_invoice.h"
#include "scheduler/commands/pay_out.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/supplier_facts.h"
#include "scheduler/payroll/managed_payments.h"
#include "scheduler/payroll/pay_payees.h"
#include "scheduler/spending/post_spend.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Outcome;
using ledger::PlanLine;
using ledger::SupplierInvoice;
using nlohmann::json;

constexpr std::size_t longest_number = 35;

Outcome<std::int64_t> supplier_of(const Asked& asked) {
    const auto supplier = ledger::organisation_by_ref(asked.work.database(),
                                                      ledger::OrganisationKind::provider,
                                                      asked.fields.text("supplier"),
                                                      ledger::last_day_of_all);
    if (supplier) return supplier->number;
    return refused_in("supplier",
                      "supplier-unknown",
                      "There is no provider of this reference.",
                      "Bring providers in with organisations.csv of 'almoner import'.");
}

Outcome<PlanLine> line_of(const Asked& asked) {
    const auto line = ledger::plan_line_by_ref(
        asked.work.database(), asked.fields.text("plan_line"), ledger::last_day_of_all);
    if (!line) {
        return refused_in("plan_line",
                          "plan-line-unknown",
                          "There is no plan line of this reference.",
                          "Take it from 'almoner person show PERSON'.");
    }
    if (line->option == ledger::Option::managed_account) return *line;
    return refused_in("plan_line",
                      "plan-line-not-managed",
                      "This plan line is not of a managed account.",
                      "What holders pay themselves is recorded with 'almoner spend record'.");
}

std::int64_t person_of(ledger::Database& database, std::int64_t budget) {
    const auto known = ledger::budget_numbered(database, budget, ledger::last_day_of_all);
    return known ? known->person : 0;
}

// A document of the holder's, or of nobody in particular.
Outcome<std::int64_t> paper(const Asked& asked, const char* field, std::int64_t person) {
    const Outcome<std::int64_t> number = asked.fields.number(field);
    if (!number.accepted()) return number.refusal();
    const Outcome<Done> known = evidence_numbered(asked, number.value(), person);
    if (!known.accepted()) return known.refusal();
    return number.value();
}

// The same one twice is never paid twice; one that is as high and of the same day may be.
Outcome<Done> is_another(const Asked& asked, const SupplierInvoice& invoice) {
    for (const SupplierInvoice& each :
         ledger::invoices_of(asked.work.database(), invoice.supplier)) {
        if (each.is_withdrawn) continue;
        if (each.number_mark == invoice.number_mark) {
            return refused_in("number",
                              "invoice-known",
                              "This supplier's invoice of this number is " +
                                  ledger::invoice_ref(each.id) + " already.",
                              "Look at it with 'almoner invoice list'; withdraw it if it was "
                              "wrong.");
        }
        const bool is_alike = each.amount == invoice.amount && each.dated_on == invoice.dated_on;
        if (!is_alike || asked.fields.has("again")) continue;
        return refused_in(
            "amount",
            "invoice-alike",
            "This supplier's " + ledger::invoice_ref(each.id) + " is of the same day and amount.",
            "If both are meant, record it with --again.");
    }
    return Done{};
}

Outcome<SupplierInvoice> invoice_asked_for(const Asked& asked) {
    const auto invoice = ledger::find_invoice(asked.work.database(), asked.fields.text("invoice"));
    if (!invoice) {
        return refused_in("invoice",
                          "invoice-unknown",
                          "There is no invoice of this reference.",
                          "Take it from 'almoner invoice list'.");
    }
    if (invoice->is_withdrawn) {
        return refused_in("invoice",
                          "invoice-withdrawn",
                          "This invoice was withdrawn.",
                          "Record it anew if it is owed after all.");
    }
    return *invoice;
}

ledger::Refusal is_paid() {
    return refused_in("invoice",
                      "invoice-paid",
                      "This invoice is paid, or its payment is on its way.",
                      "Look at it with 'almoner invoice list'.");
}

// What of it is promised or paid and has not come back, by whose money it is.
ledger::Shares paid_of(ledger::Database& database, const SupplierInvoice& invoice) {
    ledger::Shares paid;
    for (const auto& each : ledger::managed_pay_outs(database, "invoice", invoice.id)) {
        if (each.counts.is_zero()) continue;
        const ledger::Shares kept =
            ledger::left_after(ledger::shares_of(ledger::parts_of(database, each.payment)),
                               ledger::returned_shares(database, each.payment));
        paid.insert(paid.end(), kept.begin(), kept.end());
    }
    return paid;
}

Outcome<std::int64_t> account_of(const Asked& asked, std::int64_t supplier) {
    const auto accounts =
        ledger::payee_accounts_of_organisation(asked.work.database(), supplier, asked.work.today());
    if (asked.fields.has("payee_account")) {
        Outcome<std::int64_t> given = payee_to_pay(asked);
        const bool is_its_own =
            !given.accepted() ||
            std::ranges::find(accounts, given.value(), &ledger::PayeeAccount::number) !=
                accounts.end();
        if (is_its_own) return given;
        return refused_in("payee_account",
                          "payee-is-another",
                          "These bank details are not the supplier's.",
                          "Give an account of the provider whose invoice it is.");
    }
    if (accounts.size() <= 1) return accounts.empty() ? 0 : accounts.front().number;
    return refused_in("payee_account",
                      "payee-account-which",
                      "This supplier has several bank accounts.",
                      "Say with --payee-account which is paid.");
}

ledger::Money free_in_fund(ledger::Work& work, const PlanLine& line, const ledger::Share& share) {
    const ledger::Holding holding{.budget = static_cast<std::int32_t>(line.budget),
                                  .option = ledger::Option::managed_account};
    const ledger::Balance fund = work.books().balance(
        ledger::of_holding(ledger::AccountName::fund, holding, {share.stream, share.body, {}}));
    return std::max(fund.posted - fund.promised, ledger::Money{});
}

// In the funds of all whose money the invoice is paid with.
ledger::Money left_for(ledger::Work& work, const PlanLine& line, const ledger::Shares& shares) {
    ledger::Money left;
    for (const ledger::Share& each : shares) left += free_in_fund(work, line, each);
    return left;
}

// Each of them pays its own part: one fund's money stands for no other's.
Outcome<Done> funds_hold(ledger::Work& work, const PlanLine& line, const ledger::Shares& shares) {
    for (const ledger::Share& each : shares) {
        const ledger::Money free = free_in_fund(work, line, each);
        if (each.amount <= free) continue;
        return refused_in("invoice",
                          "fund-short",
                          in_pounds(each.amount) + " of it are " +
                              std::string(name_of(each.stream)) + " money, of which the fund has " +
                              in_pounds(free) + " free.",
                          "Have their budget or their own contribution paid in first, by an "
                          "emergency payment if it can't wait.");
    }
    return Done{};
}

std::vector<DraftPart> parts_of(const PlanLine& line, const ledger::Shares& shares) {
    std::vector<DraftPart> parts;
    parts.reserve(shares.size());
    for (const ledger::Share& each : shares) {
        parts.push_back({.plan_line = line.number,
                         .body = each.body,
                         .stream = each.stream,
                         .gross = each.amount,
                         .net = each.amount});
    }
    return parts;
}

// As a bank file carries it; what it can't carry goes by our own reference.
std::string reference_of(ledger::Database& database, const SupplierInvoice& invoice) {
    const auto number = ledger::private_text(database, invoice.number_private);
    return number ? bank_reference(*number) : std::string{};
}

}  // namespace

Outcome<Answer> invoice_record(Asked& asked) {
    ledger::Work& work = asked.work;
    const Outcome<std::int64_t> supplier = supplier_of(asked);
    if (!supplier.accepted()) return supplier.refusal();
    const Outcome<PlanLine> line = line_of(asked);
    if (!line.accepted()) return line.refusal();
    FieldReading in(asked.fields);
    (void)in.needed("number");
    const std::string number = in.words("number", longest_number);
    const ledger::Date dated_on = in.date("dated_on");
    const ledger::Money amount = in.money("amount");
    if (in.accepted() && amount.is_zero()) {
        in.refuse("nothing-to-pay", "The amount is nothing.", "Give what it asks for.", "amount");
    }
    if (in.accepted() && dated_on > work.today()) {
        in.refuse("invoice-dated-ahead",
                  "The invoice is of a day that is still to come.",
                  "Look at its date again.",
                  "dated_on");
    }
    if (!in.accepted()) return in.refusal();
    const std::int64_t person = person_of(work.database(), line.value().budget);
    const Outcome<std::int64_t> evidence = paper(asked, "evidence", person);
    if (!evidence.accepted()) return evidence.refusal();
    const Outcome<std::int64_t> instruction = paper(asked, "instruction", person);
    if (!instruction.accepted()) return instruction.refusal();
    SupplierInvoice invoice{.supplier = supplier.value(),
                            .budget = line.value().budget,
                            .plan_line = line.value().number,
                            .dated_on = dated_on,
                            .amount = amount,
                            .evidence = evidence.value(),
                            .instruction = instruction.value(),
                            .recorded_on = work.today(),
                            .recorded_by = asked.actor.number};
    invoice.number_mark = ledger::sha256_hex(ledger::area_salt(work, ledger::salt_of_invoices) +
                                             without_spaces(number));
    const Outcome<Done> another = is_another(asked, invoice);
    if (!another.accepted()) return another.refusal();
    invoice.number_private = ledger::insert_private_text(work, person, number);
    const std::int64_t id = ledger::insert_supplier_invoice(work, invoice);
    return json{{"invoice", ledger::invoice_ref(id)},
                {"supplier", asked.fields.text("supplier")},
                {"amount", amount.pence()}}
        .dump();
}

Outcome<Answer> invoice_pay(Asked& asked) {
    ledger::Work& work = asked.work;
    const Outcome<SupplierInvoice> found = invoice_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    SupplierInvoice invoice = found.value();
    const ledger::Shares paid = paid_of(work.database(), invoice);
    const ledger::Money whole = invoice.amount;
    invoice.amount -= ledger::total_of(paid);
    if (invoice.amount <= ledger::Money{}) return is_paid();
    const Outcome<std::int64_t> payee = account_of(asked, invoice.supplier);
    if (!payee.accepted()) return payee.refusal();
    FieldReading in(asked.fields);
    const ledger::Date pay_on = in.date_or("pay_on", work.today());
    if (!in.accepted()) return in.refusal();
    const auto line =
        ledger::plan_line_numbered(work.database(), invoice.plan_line, ledger::last_day_of_all);
    const std::int32_t client_account =
        client_account_of(work, invoice.budget, ledger::Option::managed_account);
    if (!line || client_account == 0) {
        return refused_in("invoice",
                          "not-in-a-client-account",
                          "No client account in these books holds this person's money.",
                          "Pay it where the money is, and record it with 'almoner spend record'.");
    }
    const std::int64_t person = person_of(work.database(), invoice.budget);
    // What came back is owed again out of the money that it came back to.
    const ledger::Shares shares = ledger::split_by_streams(
        invoice.amount,
        ledger::left_after(
            ledger::split_by_streams(whole, weights_of(work.database(), *line, invoice.dated_on)),
            paid));
    const Outcome<Done> held = funds_hold(work, *line, shares);
    if (!held.accepted()) return held.refusal();
    const Outcome<Done> allowed = ask_rules(
        asked,
        {.event = rules::Event::pay_supplier,
         .about = {ledger::CaseKind::plan_line, line->number},
         .person = person,
         .on = work.today(),
         .field = "invoice"},
        facts_of_invoice(
            work.database(), invoice, *line, left_for(work, *line, shares), work.today()));
    if (!allowed.accepted()) return allowed.refusal();
    return propose_managed(asked,
                           {.wish = {.kind = ledger::PaymentKind::supplier_paid,
                                     .budget = invoice.budget,
                                     .client_account = client_account,
                                     .payee_account = payee.value(),
                                     .due_by = pay_on,
                                     .parts = parts_of(*line, shares)},
                            .what = {.what = "invoice", .subject = invoice.id},
                            .reference = reference_of(work.database(), invoice),
                            .person = person});
}

Outcome<Answer> invoice_withdraw(Asked& asked) {
    const Outcome<SupplierInvoice> found = invoice_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    if (!paid_of(asked.work.database(), found.value()).empty()) return is_paid();
    // A payment of it that is held would keep the budget's ending open.
    for (const auto& each :
         ledger::managed_pay_outs(asked.work.database(), "invoice", found.value().id)) {
        if (each.state != ledger::PaymentState::held) continue;
        (void)ledger::move_payments(asked.work,
                                    {each.payment, each.payment},
                                    ledger::PaymentState::held,
                                    ledger::PaymentState::cancelled);
    }
    ledger::withdraw_invoice(asked.work, found.value().id, asked.actor.number);
    return json{{"invoice", ledger::invoice_ref(found.value().id)}, {"state", "withdrawn"}}.dump();
}

}  // namespace almoner::scheduler
