#include "api/cli/invoice_show.h"

#include "api/cli/access_look.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/managed_pay_out.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_text.h"
#include "ledger/records/supplier_invoice.h"

#include <set>
#include <string>

namespace almoner::api {
namespace {

using ledger::last_day_of_all;
using ledger::SupplierInvoice;

Figures empty_table() {
    return {.name = "invoices",
            .title = "Invoices of managed accounts",
            .columns = {{"invoice", "Invoice", Kind::text},
                        {"supplier", "Supplier", Kind::text},
                        {"number", "Number", Kind::text},
                        {"dated_on", "Dated", Kind::date},
                        {"amount", "Amount", Kind::money},
                        {"budget", "Budget", Kind::text},
                        {"plan_line", "Plan line", Kind::text},
                        {"state", "State", Kind::text},
                        {"payment", "Payment", Kind::text},
                        {"evidence", "Document", Kind::number},
                        {"instruction", "Instruction", Kind::number}},
            .rows = {},
            .notes = {}};
}

struct Standing {
    std::string state{"recorded"};
    std::string payment{};
};

Standing standing_of(ledger::Database& database, const SupplierInvoice& invoice) {
    Standing standing;
    if (invoice.is_withdrawn) standing.state = "withdrawn";
    ledger::Money paid;
    for (const auto& each : ledger::managed_pay_outs(database, "invoice", invoice.id)) {
        if (paid.is_zero() || !each.counts.is_zero()) {
            standing = {std::string(name_of(each.state)), ledger::payment_ref(each.payment)};
        }
        paid += each.counts;
    }
    // The rest came back.
    if (!paid.is_zero() && paid < invoice.amount) standing.state = "paid-in-part";
    return standing;
}

void add(Figures& figures,
         ledger::Database& database,
         const SupplierInvoice& invoice,
         const std::string& budget) {
    const auto supplier =
        ledger::organisation_numbered(database, invoice.supplier, last_day_of_all);
    const auto line = ledger::plan_line_numbered(database, invoice.plan_line, last_day_of_all);
    const Standing standing = standing_of(database, invoice);
    figures.rows.push_back({ledger::invoice_ref(invoice.id),
                            supplier ? supplier->ref : std::string{},
                            ledger::private_text(database, invoice.number_private).value_or(""),
                            invoice.dated_on,
                            invoice.amount,
                            budget,
                            line ? line->ref : std::string{},
                            standing.state,
                            standing.payment,
                            invoice.evidence,
                            invoice.instruction});
}

// Whose invoices are looked at, as the note of the look names them: "P-0001,P-0002".
std::string in_a_row(const std::set<std::string>& people) {
    std::string all;
    for (const std::string& person : people) all += (all.empty() ? "" : ",") + person;
    return all;
}

}  // namespace

int list_invoices(const Program& program, const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    ledger::Database& database = *reading.database;
    const auto wanted = call.fields.find("budget");
    Figures figures = empty_table();
    std::set<std::string> people;
    for (const SupplierInvoice& each : ledger::every_invoice(database)) {
        const auto budget = ledger::budget_numbered(database, each.budget, last_day_of_all);
        if (!budget || !reading.scope.sees_person(budget->person)) continue;
        if (wanted != call.fields.end() && budget->ref != wanted->second) continue;
        const auto person = ledger::person_numbered(database, budget->person, last_day_of_all);
        if (person) people.insert(person->ref);
        add(figures, database, each, budget->ref);
    }
    if (const std::string all = in_a_row(people); !all.empty()) {
        const auto noted = note_look(program, call, reading, all, ledger::Look::detail);
        if (!noted.accepted()) return show_refusal(call, noted.refusal());
    }
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
