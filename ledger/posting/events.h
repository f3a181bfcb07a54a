// The posting table: everything that can happen to money, what it moves, and whether it may be
// refused.
#pragma once

#include "ledger/posting/account.h"
#include "ledger/posting/nature.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// What becomes of the legs: they post, they are promised, or they end a promise made before.
enum class Effect : std::uint8_t { posts, promises, settles, releases, nothing };

// Numbers are stored and hashed: add at the end, never renumber.
enum class Event : std::uint8_t {
    bank_topped_up = 1,
    bank_interest = 2,
    bank_charged = 3,
    bank_money_taken_out = 4,
    person_taken_over = 5,
    own_money_paid_in = 6,
    period_set_aside = 7,
    payment_approved = 8,
    file_sent = 9,
    promise_settled = 10,
    promise_released = 11,
    payment_on_statement = 12,
    duplicate_on_statement = 13,
    client_receipt = 14,
    payment_settled_late = 15,
    payment_returned = 16,
    return_on_statement = 17,
    spending_accounted = 18,
    management_charged = 19,
    payroll_posted = 20,
    wage_owed_by_law = 21,
    pay_out_approved = 22,
    pay_out_returned = 23,
    hmrc_credit_claimed = 24,
    hmrc_refunded = 25,
    slip_corrected = 26,
    overpaid_recovered = 27,
    fee_charged_to_budget = 28,
    fee_owed_by_body = 29,
    supplier_invoiced = 30,
    supplier_payment_approved = 31,
    supplier_payment_returned = 32,
    commitment_not_used = 33,
    contribution_due = 34,
    contribution_arrived = 35,
    contribution_invoiced = 36,
    contribution_received = 37,
    surplus_offset = 38,
    reclaim_matured = 39,
    reclaim_received = 40,
    reclaim_paid_by_holder = 41,
    reclaim_waived = 42,
    reclaim_lost = 43,
    recharge_claimed = 44,
    recharge_claimed_outside = 45,
    recharge_approved = 46,
    recharge_received = 47,
    emergency_set_aside = 48,
    emergency_paid_worker = 49,
    emergency_worker_returned = 50,
    option_changed = 51,
    option_money_moved = 52,
    unapproved_given_back = 53,
    budget_closed = 54,
    own_share_owed_back = 55,
    own_share_kept = 56,
    body_payment_approved = 57,
    body_payment_returned = 58,
    returned_after_reclaim = 59,
    line_in_unexplained = 60,
    line_out_unexplained = 61,
    line_in_explained = 62,
    line_out_explained = 63,
    client_account_charged = 64,
    client_account_made_good = 65,
    payment_promised_again = 66,
    supplier_invoice_withdrawn = 67,
    contribution_withdrawn = 68,
    client_receipt_returned = 69,
};

struct EventRow {
    Event event{};
    std::string_view name;
    Nature nature{};
    Effect effect{};
    std::string_view moves;  // "debit / credit", pairs apart by "; ", choices by " or "
    std::string_view when;
};

// clang-format off
inline constexpr std::array event_table{
    // The commissioner's own bank accounts.
    EventRow{Event::bank_topped_up, "bank-topped-up", Nature::fact, Effect::posts,
             "bank / funding", "opening balance or top-up of a commissioner's bank"},
    EventRow{Event::bank_interest, "bank-interest", Nature::fact, Effect::posts,
             "bank / funding", "the bank pays interest"},
    EventRow{Event::bank_charged, "bank-charged", Nature::fact, Effect::posts,
             "funding / bank", "the bank takes a charge"},
    EventRow{Event::bank_money_taken_out, "bank-money-taken-out", Nature::fact, Effect::posts,
             "funding / bank", "the commissioner takes money out"},
    // People who come with money, and a person's own money.
    EventRow{Event::person_taken_over, "person-taken-over", Nature::fact, Effect::posts,
             "held / fund; fund / payable:*", "a person is taken over from another system"},
    EventRow{Event::own_money_paid_in, "own-money-paid-in", Nature::fact, Effect::posts,
             "held / fund", "the person's own money is paid in"},
    // Setting aside and paying.
    EventRow{Event::period_set_aside, "period-set-aside", Nature::choice, Effect::posts,
             "allocation / undrawn", "a period's money is set aside, less what was advanced"},
    EventRow{Event::payment_approved, "payment-approved", Nature::choice, Effect::promises,
             "undrawn / fund; held or in-flight / transit",
             "a payment to a holder is approved, a lead's for its partner as well"},
    EventRow{Event::file_sent, "file-sent", Nature::fact, Effect::nothing,
             "", "the file is sent: sent is not paid"},
    EventRow{Event::promise_settled, "promise-settled", Nature::fact, Effect::settles,
             "", "what was approved settles: its pending transfers post"},
    EventRow{Event::promise_released, "promise-released", Nature::fact, Effect::releases,
             "", "what was approved is rejected, or recalled and the bank confirms it: due again"},
    EventRow{Event::payment_on_statement, "payment-on-statement", Nature::fact, Effect::posts,
             "transit / bank", "the bank line of a settled payment"},
    EventRow{Event::duplicate_on_statement, "duplicate-on-statement", Nature::fact, Effect::posts,
             "suspense / bank", "a second bank line for a payment already matched"},
    EventRow{Event::client_receipt, "client-receipt", Nature::fact, Effect::posts,
             "held / in-flight", "the client account's statement shows the receipt"},
    EventRow{Event::client_receipt_returned, "client-receipt-returned",
             Nature::fact, Effect::posts,
             "in-flight / held", "the client account's statement shows it sent back"},
    EventRow{Event::payment_settled_late, "payment-settled-late", Nature::fact, Effect::posts,
             "allocation / undrawn; undrawn / fund; held or in-flight / transit",
             "a voided payment settles after all: a reclaim case follows"},
    EventRow{Event::payment_returned, "payment-returned", Nature::fact, Effect::posts,
             "fund / undrawn; transit / held or in-flight",
             "returned after settling, whole or in part, by the streams of the payment"},
    EventRow{Event::return_on_statement, "return-on-statement", Nature::fact, Effect::posts,
             "bank / transit", "the bank line of a return"},
    // Accounting for spending.
    EventRow{Event::spending_accounted, "spending-accounted", Nature::choice, Effect::posts,
             "fund / held", "the holder, fund provider or trust accounts for spending"},
    EventRow{Event::management_charged, "management-charged", Nature::choice, Effect::posts,
             "fund / held", "a management charge of the fund provider or trust"},
    // Payroll and pay-outs of a managed account.
    EventRow{Event::payroll_posted, "payroll-posted", Nature::choice, Effect::posts,
             "fund / payable:*", "payroll: gross and the employer's costs, each by stream"},
    EventRow{Event::wage_owed_by_law, "wage-owed-by-law", Nature::fact, Effect::posts,
             "fund / payable:*", "a wage above the fund: excused, urgent"},
    EventRow{Event::pay_out_approved, "pay-out-approved", Nature::choice, Effect::promises,
             "payable:* / held", "a managed account's pay-out is approved"},
    EventRow{Event::pay_out_returned, "pay-out-returned", Nature::fact, Effect::posts,
             "held / payable:*", "a managed account's pay-out comes back"},
    EventRow{Event::hmrc_credit_claimed, "hmrc-credit-claimed", Nature::choice, Effect::posts,
             "payable:hmrc / fund",
             "statutory pay recovered, allowance claimed late, tax refund above the slip's tax"},
    EventRow{Event::hmrc_refunded, "hmrc-refunded", Nature::fact, Effect::posts,
             "held / payable:hmrc", "HMRC refunds a managed account"},
    EventRow{Event::slip_corrected, "slip-corrected", Nature::choice, Effect::posts,
             "payable:* / fund; fund / payable:*; receivable:overpaid-pay / payable:*",
             "a slip is corrected after it was paid: reversal, new slip, what was overpaid"},
    EventRow{Event::overpaid_recovered, "overpaid-recovered", Nature::choice, Effect::posts,
             "payable:* / receivable:overpaid-pay", "overpaid pay is recovered from the next slip"},
    EventRow{Event::fee_charged_to_budget, "fee-charged-to-budget", Nature::choice, Effect::posts,
             "fund / payable:fee", "the support service's fee, from the budget"},
    EventRow{Event::fee_owed_by_body, "fee-owed-by-body", Nature::choice, Effect::posts,
             "allocation / payable:body", "the support service's fee, paid by the body"},
    // Notional money.
    EventRow{Event::supplier_invoiced, "supplier-invoiced", Nature::choice, Effect::posts,
             "undrawn / payable:supplier", "a provider's invoice on notional money"},
    EventRow{Event::supplier_payment_approved, "supplier-payment-approved",
             Nature::choice, Effect::promises,
             "payable:supplier / transit", "a provider's payment is approved"},
    EventRow{Event::supplier_payment_returned, "supplier-payment-returned",
             Nature::fact, Effect::posts,
             "transit / payable:supplier", "a provider's payment comes back"},
    EventRow{Event::commitment_not_used, "commitment-not-used", Nature::choice, Effect::posts,
             "undrawn / allocation", "a commitment is not used"},
    // Contributions.
    EventRow{Event::contribution_due, "contribution-due", Nature::choice, Effect::posts,
             "receivable:contribution / fund", "a net contribution falls due"},
    EventRow{Event::contribution_arrived, "contribution-arrived", Nature::fact, Effect::posts,
             "held / receivable:contribution", "it arrives in the holder's account"},
    EventRow{Event::contribution_invoiced, "contribution-invoiced", Nature::choice, Effect::posts,
             "receivable:contribution-gross / allocation",
             "a gross contribution is invoiced by the council"},
    EventRow{Event::contribution_received, "contribution-received", Nature::fact, Effect::posts,
             "bank / receivable:contribution-gross", "it arrives at the council"},
    // Surplus.
    EventRow{Event::surplus_offset, "surplus-offset", Nature::choice, Effect::posts,
             "undrawn / allocation", "surplus is offset against a period"},
    EventRow{Event::reclaim_matured, "reclaim-matured", Nature::choice, Effect::posts,
             "fund / payable:reclaim; receivable:reclaim / allocation", "a reclaim's notice is up"},
    EventRow{Event::reclaim_received, "reclaim-received", Nature::fact, Effect::posts,
             "bank / receivable:reclaim", "a reclaim arrives: the commissioner's line"},
    EventRow{Event::reclaim_paid_by_holder, "reclaim-paid-by-holder", Nature::fact, Effect::posts,
             "payable:reclaim / held", "a reclaim is repaid: the holder's side"},
    EventRow{Event::reclaim_waived, "reclaim-waived", Nature::choice, Effect::posts,
             "payable:reclaim / fund; allocation / receivable:reclaim", "a reclaim is waived"},
    EventRow{Event::reclaim_lost, "reclaim-lost", Nature::choice, Effect::posts,
             "written-off / receivable:reclaim; payable:reclaim / held", "a reclaim is lost"},
    // A lead that pays for its partner.
    EventRow{Event::recharge_claimed, "recharge-claimed", Nature::choice, Effect::posts,
             "receivable:partner / payable:partner", "recharge to a partner in these books"},
    EventRow{Event::recharge_claimed_outside, "recharge-claimed-outside",
             Nature::choice, Effect::posts,
             "receivable:partner / funding", "recharge to a partner outside these books"},
    EventRow{Event::recharge_approved, "recharge-approved", Nature::choice, Effect::promises,
             "payable:partner / transit", "the partner approves its payment of a recharge"},
    EventRow{Event::recharge_received, "recharge-received", Nature::fact, Effect::posts,
             "bank / receivable:partner", "the lead receives a recharge"},
    // Emergencies.
    EventRow{Event::emergency_set_aside, "emergency-set-aside", Nature::choice, Effect::posts,
             "allocation / undrawn", "an emergency payment, as an advance or as an addition"},
    EventRow{Event::emergency_paid_worker, "emergency-paid-worker", Nature::fact, Effect::posts,
             "fund / held", "an emergency payment straight to a worker settles"},
    EventRow{Event::emergency_worker_returned, "emergency-worker-returned",
             Nature::fact, Effect::posts,
             "held / fund", "it comes back, before its return is posted"},
    // Changes and endings.
    EventRow{Event::option_changed, "option-changed", Nature::choice, Effect::posts,
             "undrawn / undrawn", "a budget is managed another way from now on"},
    EventRow{Event::option_money_moved, "option-money-moved", Nature::fact, Effect::posts,
             "fund / fund; held or in-flight / held",
             "money arrives from the old holder, on the day it arrives"},
    EventRow{Event::unapproved_given_back, "unapproved-given-back", Nature::choice, Effect::posts,
             "undrawn / allocation", "death or stop: what is not approved"},
    EventRow{Event::budget_closed, "budget-closed", Nature::choice, Effect::posts,
             "fund / payable:reclaim; receivable:reclaim / payable:body; "
             "receivable:reclaim / allocation; allocation / payable:body",
             "death or stop: what is left, and what the body now owes third parties"},
    EventRow{Event::own_share_owed_back, "own-share-owed-back", Nature::choice, Effect::posts,
             "fund / payable:refund", "death or stop: the person's own share"},
    EventRow{Event::own_share_kept, "own-share-kept", Nature::fact, Effect::posts,
             "payable:refund / held", "the holder keeps the person's own share"},
    EventRow{Event::body_payment_approved, "body-payment-approved",
             Nature::choice, Effect::promises,
             "payable:body / transit", "what the body owes is approved"},
    EventRow{Event::body_payment_returned, "body-payment-returned", Nature::fact, Effect::posts,
             "transit / payable:body", "what the body paid comes back"},
    EventRow{Event::returned_after_reclaim, "returned-after-reclaim", Nature::fact, Effect::posts,
             "payable:reclaim / held or in-flight; transit / receivable:reclaim",
             "a payment comes back after the reclaim matured"},
    // Lines that nobody has explained yet, and client accounts.
    EventRow{Event::line_in_unexplained, "line-in-unexplained", Nature::fact, Effect::posts,
             "bank / suspense", "a bank line in, unexplained"},
    EventRow{Event::line_out_unexplained, "line-out-unexplained", Nature::fact, Effect::posts,
             "suspense / bank", "a bank line out, unexplained"},
    EventRow{Event::line_in_explained, "line-in-explained", Nature::choice, Effect::posts,
             "suspense / bank", "a line in is explained: reversed, and posted where it belongs"},
    EventRow{Event::line_out_explained, "line-out-explained", Nature::choice, Effect::posts,
             "bank / suspense", "a line out is explained: reversed, and posted where it belongs"},
    EventRow{Event::client_account_charged, "client-account-charged", Nature::fact, Effect::posts,
             "receivable:shortfall / bank", "the bank charges a client account"},
    EventRow{Event::client_account_made_good, "client-account-made-good",
             Nature::fact, Effect::posts,
             "bank / receivable:shortfall", "the shortfall is made good"},
    EventRow{Event::payment_promised_again, "payment-promised-again",
             Nature::choice, Effect::promises,
             "undrawn / fund; held or in-flight / transit; payable:supplier / transit; "
             "payable:body / transit; payable:* / held",
             "a payment that settled by a mistake of ours waits for the bank again"},
    // A payment that never left is put right before it is made.
    EventRow{Event::supplier_invoice_withdrawn, "supplier-invoice-withdrawn",
             Nature::choice, Effect::posts,
             "payable:supplier / undrawn", "a provider's invoice on notional money is withdrawn"},
    EventRow{Event::contribution_withdrawn, "contribution-withdrawn",
             Nature::choice, Effect::posts,
             "fund / receivable:contribution; allocation / receivable:contribution-gross",
             "a contribution is not due after all"},
};
// clang-format on

[[nodiscard]] const EventRow& row_of(Event event);

// What an event does to the books. Its legs are all above zero, and none crosses streams or bodies.
struct Posting {
    Event event{};
    Nature nature{};
    Effect effect{};
    std::vector<Leg> legs;
};

}  // namespace almoner::ledger
