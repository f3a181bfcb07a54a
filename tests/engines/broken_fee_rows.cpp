// What the tables of fees, of HMRC's refunds and of what comes back refuse.
#include "tests/engines/broken_rows.h"

namespace almoner::tests {

const std::vector<TableRows>& broken_fee_rows() {
    static const std::vector<TableRows> rows{
        {"agreement_fee",
         "id=1 seq=1 agreement=1 service=1 from_on=1 amount=0 frequency='monthly'"
         " paid_by='budget' plan_line=1 evidence=1 recorded_on=1 proposed_by=1 confirmed_by=2",
         {{"CHECK (amount >= 0)", "amount=-1"},
          {"CHECK (frequency IN ('four-weekly','monthly'))", "frequency='weekly'"},
          {"CHECK (paid_by IN ('budget','body'))", "paid_by='person'"},
          {"CHECK (plan_line > 0)", "plan_line=0"},
          {"CHECK (evidence > 0)", "evidence=0"},
          {"CHECK (proposed_by <> confirmed_by)", "confirmed_by=1"},
          {"TRIGGER agreement_fee_is_never_changed", "UPDATE agreement_fee SET amount = 9"},
          {"TRIGGER agreement_fee_is_never_deleted", "DELETE FROM agreement_fee"},
          {"TRIGGER agreement_fee_is_never_emptied", "TRUNCATE agreement_fee"}}},
        {"fee_charge",
         "id=1 seq=1 fee=1 agreement=1 budget=1 first_on=1 last_on=28 amount=5 proposal=1"
         " first_transfer=1 last_transfer=1 charged_on=1 charged_by=1",
         {{"CHECK (amount > 0)", "amount=0"},
          {"CHECK (last_on >= first_on)", "last_on=0"},
          {"CHECK (first_transfer <= last_transfer)", "last_transfer=0"},
          {"INDEX fee_charge_by_period", "id=2"},
          {"TRIGGER fee_charge_is_never_changed", "UPDATE fee_charge SET amount = 9"},
          {"TRIGGER fee_charge_is_never_deleted", "DELETE FROM fee_charge"},
          {"TRIGGER fee_charge_is_never_emptied", "TRUNCATE fee_charge"}}},
        {"hmrc_refund_part",
         "id=1 seq=1 proposal=1 slip=1 plan_line=1 body=1 stream=1 amount=5",
         {{"CHECK (amount > 0)", "amount=0"},
          {"INDEX hmrc_refund_part_once", "id=2"},
          {"TRIGGER hmrc_refund_part_is_never_changed", "UPDATE hmrc_refund_part SET amount = 9"},
          {"TRIGGER hmrc_refund_part_is_never_deleted", "DELETE FROM hmrc_refund_part"},
          {"TRIGGER hmrc_refund_part_is_never_emptied", "TRUNCATE hmrc_refund_part"}}},
        {"pay_slip_recoverable",
         "id=1 seq=1 slip=1 kind='maternity' paid=5 recovered=5 compensation=0",
         {{"CHECK (kind IN\n    "
           "('maternity','paternity','adoption','shared-parental','bereavement','neonatal'))",
           "kind='sick'"},
          {"CHECK (recovered > 0)", "recovered=0"},
          {"CHECK (compensation >= 0)", "compensation=-1"},
          {"CHECK (recovered <= paid)", "recovered=6"},
          {"INDEX pay_slip_recoverable_by_slip", "id=2"},
          {"TRIGGER pay_slip_recoverable_is_never_changed",
           "UPDATE pay_slip_recoverable SET seq = 9"},
          {"TRIGGER pay_slip_recoverable_is_never_deleted", "DELETE FROM pay_slip_recoverable"},
          {"TRIGGER pay_slip_recoverable_is_never_emptied", "TRUNCATE pay_slip_recoverable"}}},
        {"overpaid_came_back",
         "id=1 seq=1 slip=1 what='net-pay' payment=1 line=1 amount=5 first_transfer=1 "
         "last_transfer=1",
         {{"CHECK (what IN ('net-pay','pension','attachment'))", "what='hmrc'"},
          {"CHECK (amount > 0)", "amount=0"},
          {"CHECK (first_transfer <= last_transfer)", "last_transfer=0"},
          {"INDEX overpaid_came_back_once", "id=2"},
          {"TRIGGER overpaid_came_back_is_never_changed",
           "UPDATE overpaid_came_back SET amount = 9"},
          {"TRIGGER overpaid_came_back_is_never_deleted", "DELETE FROM overpaid_came_back"},
          {"TRIGGER overpaid_came_back_is_never_emptied", "TRUNCATE overpaid_came_back"}}}};
    return rows;
}

}  // namespace almoner::tests
