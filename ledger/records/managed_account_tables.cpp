#include "ledger/records/managed_account_tables.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array slip_pay_out_columns{"payment"sv,
                                          "slip"sv,
                                          "what"sv,
                                          "pay_order"sv,
                                          "plan_line"sv,
                                          "body"sv,
                                          "stream"sv,
                                          "amount"sv};
constexpr std::array pay_out_reference_columns{"payment"sv, "words_private"sv};
constexpr std::array supplier_invoice_columns{"supplier"sv,
                                              "budget"sv,
                                              "plan_line"sv,
                                              "number_mark"sv,
                                              "number_private"sv,
                                              "dated_on"sv,
                                              "amount"sv,
                                              "evidence"sv,
                                              "instruction"sv,
                                              "recorded_on"sv,
                                              "recorded_by"sv};
constexpr std::array supplier_invoice_step_columns{"invoice"sv, "state"sv, "done_on"sv, "actor"sv};
constexpr std::array managed_pay_out_columns{"payment"sv, "what"sv, "subject"sv};

}  // namespace

const RecordTable slip_pay_out_table{"slip_pay_out", slip_pay_out_columns};
const RecordTable pay_out_reference_table{"pay_out_reference", pay_out_reference_columns};
const RecordTable supplier_invoice_table{"supplier_invoice", supplier_invoice_columns};
const RecordTable supplier_invoice_step_table{"supplier_invoice_step",
                                              supplier_invoice_step_columns};
const RecordTable managed_pay_out_table{"managed_pay_out", managed_pay_out_columns};

}  // namespace almoner::ledger
