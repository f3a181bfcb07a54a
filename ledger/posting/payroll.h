// Payroll on a managed account: what a slip makes the holder owe, and paying it.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"
#include "ledger/posting/owed.h"

namespace almoner::ledger {

// A slip is what it makes the holder owe: net pay, HMRC, pension, attachment, each by stream.
struct PayrollPosted {
    Holding holding;
    Debts slip;
};
// The same, where the fund does not cover it: owed all the same.
struct WageOwedByLaw {
    Holding holding;
    Debts slip;
};
struct PayOutApproved {
    Holding holding;
    Debts debts;
};
// By the pay-out's own split.
struct PayOutReturned {
    Holding holding;
    Debts debts;
};
// Statutory pay recovered, Employment Allowance claimed late, a tax refund above the slip's tax: by
// the slip's own split.
struct HmrcCreditClaimed {
    Holding holding;
    Shares shares;
};
struct HmrcRefunded {
    Holding holding;
    Shares shares;
};
// `paid` is what of the old slip was paid, or is approved to be. What it exceeds the new slip by is
// owed back by the assistant; HMRC's part stands below zero instead until HMRC refunds it.
struct SlipCorrected {
    Holding holding;
    Debts old_slip;
    Debts new_slip;
    Debts paid;
};
struct OverpaidRecovered {
    Holding holding;
    Debts debts;  // of the new slip: net pay, or pension
};
struct FeeChargedToBudget {
    Holding holding;
    Shares shares;
};
struct FeeOwedByBody {
    Shares shares;
};

[[nodiscard]] Posting post(const PayrollPosted& event);
[[nodiscard]] Posting post(const WageOwedByLaw& event);
[[nodiscard]] Posting post(const PayOutApproved& event);
[[nodiscard]] Posting post(const PayOutReturned& event);
[[nodiscard]] Posting post(const HmrcCreditClaimed& event);
[[nodiscard]] Posting post(const HmrcRefunded& event);
[[nodiscard]] Posting post(const SlipCorrected& event);
[[nodiscard]] Posting post(const OverpaidRecovered& event);
[[nodiscard]] Posting post(const FeeChargedToBudget& event);
[[nodiscard]] Posting post(const FeeOwedByBody& event);

}  // namespace almoner::ledger
