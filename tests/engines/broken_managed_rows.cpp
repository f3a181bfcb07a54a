// What the tables of managed accounts refuse.
#include "tests/engines/broken_rows.h"

namespace almoner::tests {

const std::vector<TableRows>& broken_managed_rows() {
    static const std::vector<TableRows> rows{
        {"slip_pay_out",
         "id=1 seq=1 payment=1 slip=1 what='net-pay' pay_order=0 plan_line=1 body=1 stream=1"
         " amount=5",
         {{"CHECK (what IN ('net-pay','hmrc','pension','attachment'))", "what='gift'"},
          {"CHECK (amount <> 0)", "amount=0 what='hmrc'"},
          {"CHECK ((what = 'attachment') = (pay_order <> 0))", "pay_order=3"},
          {"CHECK (what = 'hmrc' OR amount > 0)", "amount=-5"},
          {"INDEX slip_pay_out_by_payment", "id=2"},
          {"TRIGGER slip_pay_out_is_never_changed", "UPDATE slip_pay_out SET amount = 9"},
          {"TRIGGER slip_pay_out_is_never_deleted", "DELETE FROM slip_pay_out"},
          {"TRIGGER slip_pay_out_is_never_emptied", "TRUNCATE slip_pay_out"}}},
        {"pay_out_reference",
         "id=1 seq=1 payment=1 words_private=1",
         {{"INDEX pay_out_reference_by_payment", "id=2"},
          {"TRIGGER pay_out_reference_is_never_changed",
           "UPDATE pay_out_reference SET words_private = 9"},
          {"TRIGGER pay_out_reference_is_never_deleted", "DELETE FROM pay_out_reference"},
          {"TRIGGER pay_out_reference_is_never_emptied", "TRUNCATE pay_out_reference"}}},
        {"supplier_invoice",
         "id=1 seq=1 supplier=1 budget=1 plan_line=1 number_mark='x' number_private=1 dated_on=1"
         " amount=5 evidence=1 instruction=1 recorded_on=1 recorded_by=1",
         {{"CHECK (amount > 0)", "amount=0"},
          {"CHECK (evidence > 0)", "evidence=0"},
          {"CHECK (instruction > 0)", "instruction=0"},
          {"TRIGGER supplier_invoice_is_never_changed", "UPDATE supplier_invoice SET amount = 9"},
          {"TRIGGER supplier_invoice_is_never_deleted", "DELETE FROM supplier_invoice"},
          {"TRIGGER supplier_invoice_is_never_emptied", "TRUNCATE supplier_invoice"}}},
        {"supplier_invoice_step",
         "id=1 seq=1 invoice=1 state='withdrawn' done_on=1 actor=1",
         {{"CHECK (state = 'withdrawn')", "state='gone'"},
          {"INDEX supplier_invoice_step_once", "id=2"},
          {"TRIGGER supplier_invoice_step_is_never_changed",
           "UPDATE supplier_invoice_step SET actor = 9"},
          {"TRIGGER supplier_invoice_step_is_never_deleted", "DELETE FROM supplier_invoice_step"},
          {"TRIGGER supplier_invoice_step_is_never_emptied", "TRUNCATE supplier_invoice_step"}}},
        {"managed_pay_out",
         "id=1 seq=1 payment=1 what='invoice' subject=1",
         {{"CHECK (what IN ('invoice','fee','opening'))", "what='gift'"},
          {"CHECK (subject > 0)", "subject=0"},
          {"INDEX managed_pay_out_by_payment", "id=2"},
          {"TRIGGER managed_pay_out_is_never_changed", "UPDATE managed_pay_out SET subject = 9"},
          {"TRIGGER managed_pay_out_is_never_deleted", "DELETE FROM managed_pay_out"},
          {"TRIGGER managed_pay_out_is_never_emptied", "TRUNCATE managed_pay_out"}}},
    };
    return rows;
}

}  // namespace almoner::tests
