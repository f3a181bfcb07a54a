#include "ledger/records/supplier_invoice.h"

#include "ledger/records/managed_account_tables.h"
#include "ledger/records/numbered_ref.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr std::string_view prefix = "INV-";
constexpr char columns[] =
    "SELECT i.id, i.supplier, i.budget, i.plan_line, i.number_mark, i.number_private, i.dated_on,"
    " i.amount, i.evidence, i.instruction, i.recorded_on, i.recorded_by,"
    " (SELECT COUNT(*) FROM supplier_invoice_step s WHERE s.invoice = i.id)"
    " FROM supplier_invoice i ";
constexpr auto by_id_text = joined(columns, "WHERE i.id = $1");
const Query by_id{by_id_text.data()};
constexpr auto every_text = joined(columns, "ORDER BY i.id");
const Query every{every_text.data()};
constexpr auto of_supplier_text = joined(columns, "WHERE i.supplier = $1 ORDER BY i.id");
const Query of_supplier{of_supplier_text.data()};

SupplierInvoice read(const Rows& rows) {
    return {.id = rows.integer(0),
            .supplier = rows.integer(1),
            .budget = rows.integer(2),
            .plan_line = rows.integer(3),
            .number_mark = rows.str(4),
            .number_private = rows.integer(5),
            .dated_on = rows.date(6),
            .amount = rows.money(7),
            .evidence = rows.integer(8),
            .instruction = rows.integer(9),
            .recorded_on = rows.date(10),
            .recorded_by = rows.integer(11),
            .is_withdrawn = rows.integer(12) > 0};
}

}  // namespace

std::string invoice_ref(std::int64_t id) {
    return numbered_ref(prefix, id);
}

std::optional<SupplierInvoice> find_invoice(Database& database, std::string_view ref) {
    const auto id = id_of_ref(prefix, ref);
    return id ? invoice_by_id(database, *id) : std::nullopt;
}

std::int64_t insert_supplier_invoice(Work& work, const SupplierInvoice& invoice) {
    return work.records().insert(supplier_invoice_table,
                                 invoice.supplier,
                                 invoice.budget,
                                 invoice.plan_line,
                                 invoice.number_mark,
                                 invoice.number_private,
                                 invoice.dated_on,
                                 invoice.amount,
                                 invoice.evidence,
                                 invoice.instruction,
                                 invoice.recorded_on,
                                 invoice.recorded_by);
}

void withdraw_invoice(Work& work, std::int64_t invoice, std::int64_t actor) {
    work.records().insert(supplier_invoice_step_table, invoice, "withdrawn", work.today(), actor);
}

std::optional<SupplierInvoice> invoice_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read);
}

std::vector<SupplierInvoice> every_invoice(Database& database) {
    return all_rows(database.select(every), read);
}

std::vector<SupplierInvoice> invoices_of(Database& database, std::int64_t supplier) {
    return all_rows(database.select(of_supplier, supplier), read);
}

}  // namespace almoner::ledger
