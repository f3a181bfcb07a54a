#include "ledger/posting/payroll.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {
namespace {

void owe(Composer& legs, const Holding& holding, const Debts& debts) {
    for (const Debt& debt : debts) {
        for (const Share& share : debt.shares) {
            legs.move(of_holding(AccountName::fund, holding, share),
                      of_holding(debt.payable, holding, share),
                      share.amount);
        }
    }
}

}  // namespace

Posting post(const PayrollPosted& event) {
    Composer legs(Event::payroll_posted);
    owe(legs, event.holding, event.slip);
    return std::move(legs).posting();
}

Posting post(const WageOwedByLaw& event) {
    Composer legs(Event::wage_owed_by_law);
    owe(legs, event.holding, event.slip);
    return std::move(legs).posting();
}

Posting post(const PayOutApproved& event) {
    Composer legs(Event::pay_out_approved);
    for (const Debt& debt : event.debts) {
        for (const Share& share : debt.shares) {
            legs.move(of_holding(debt.payable, event.holding, share),
                      held(event.holding, share),
                      share.amount);
        }
    }
    return std::move(legs).posting();
}

Posting post(const PayOutReturned& event) {
    Composer legs(Event::pay_out_returned);
    for (const Debt& debt : event.debts) {
        for (const Share& share : debt.shares) {
            legs.move(held(event.holding, share),
                      of_holding(debt.payable, event.holding, share),
                      share.amount);
        }
    }
    return std::move(legs).posting();
}

Posting post(const HmrcCreditClaimed& event) {
    Composer legs(Event::hmrc_credit_claimed);
    for (const Share& share : event.shares) {
        legs.move(of_holding(AccountName::payable_hmrc, event.holding, share),
                  of_holding(AccountName::fund, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const HmrcRefunded& event) {
    Composer legs(Event::hmrc_refunded);
    for (const Share& share : event.shares) {
        legs.move(held(event.holding, share),
                  of_holding(AccountName::payable_hmrc, event.holding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting post(const SlipCorrected& event) {
    Composer legs(Event::slip_corrected);
    for (const Debt& debt : event.old_slip) {
        for (const Share& share : debt.shares) {
            legs.move(of_holding(debt.payable, event.holding, share),
                      of_holding(AccountName::fund, event.holding, share),
                      share.amount);
        }
    }
    owe(legs, event.holding, event.new_slip);
    for (const Debt& debt : event.paid) {
        if (debt.payable == AccountName::payable_hmrc) continue;
        for (const Share& share : left_after(debt.shares, owed_in(event.new_slip, debt.payable))) {
            legs.move(of_holding(AccountName::receivable_overpaid_pay, event.holding, share),
                      of_holding(debt.payable, event.holding, share),
                      share.amount);
        }
    }
    return std::move(legs).posting();
}

Posting post(const OverpaidRecovered& event) {
    Composer legs(Event::overpaid_recovered);
    for (const Debt& debt : event.debts) {
        for (const Share& share : debt.shares) {
            legs.move(of_holding(debt.payable, event.holding, share),
                      of_holding(AccountName::receivable_overpaid_pay, event.holding, share),
                      share.amount);
        }
    }
    return std::move(legs).posting();
}

Posting post(const FeeChargedToBudget& event) {
    Composer legs(Event::fee_charged_to_budget);
    owe(legs, event.holding, {{AccountName::payable_fee, event.shares}});
    return std::move(legs).posting();
}

Posting post(const FeeOwedByBody& event) {
    Composer legs(Event::fee_owed_by_body);
    for (const Share& share : event.shares) {
        legs.move(of_body(AccountName::allocation, share),
                  of_body(AccountName::payable_body, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace almoner::ledger
