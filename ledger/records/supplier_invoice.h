// Invoices that a managed account pays: of which supplier, for which plan line, on whose word.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// What the marks of invoices' numbers are made with.
inline constexpr std::string_view salt_of_invoices = "invoice-numbers";

struct SupplierInvoice {
    std::int64_t id = 0;
    std::int64_t supplier = 0;  // an organisation
    std::int64_t budget = 0;
    std::int64_t plan_line = 0;
    std::string number_mark{};        // a salted digest: the number is found and not read by it
    std::int64_t number_private = 0;  // the number, sealed with the holder
    Date dated_on{};
    Money amount{};
    std::int64_t evidence = 0;     // the invoice itself
    std::int64_t instruction = 0;  // the holder's
    Date recorded_on{};
    std::int64_t recorded_by = 0;
    bool is_withdrawn = false;  // not looked at by insert_supplier_invoice

    friend bool operator==(const SupplierInvoice&, const SupplierInvoice&) = default;
};

// "INV-0012": how people and commands name an invoice.
[[nodiscard]] std::string invoice_ref(std::int64_t id);
// Nothing also for what is no reference of an invoice.
[[nodiscard]] std::optional<SupplierInvoice> find_invoice(Database& database, std::string_view ref);

std::int64_t insert_supplier_invoice(Work& work, const SupplierInvoice& invoice);  // its id
void withdraw_invoice(Work& work, std::int64_t invoice, std::int64_t actor);
[[nodiscard]] std::optional<SupplierInvoice> invoice_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::vector<SupplierInvoice> every_invoice(Database& database);  // by id
[[nodiscard]] std::vector<SupplierInvoice> invoices_of(Database& database,
                                                       std::int64_t supplier);  // by id

}  // namespace almoner::ledger
