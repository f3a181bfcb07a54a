// The posting table worked with numbers (worked_cases.py of the design), on real books: 25 cases.
// The identities are checked by World after every step.
#include "ledger/posting/closing.h"
#include "ledger/posting/commissioner_money.h"
#include "ledger/posting/contribution.h"
#include "ledger/posting/emergency.h"
#include "ledger/posting/notional.h"
#include "ledger/posting/option_change.h"
#include "ledger/posting/partner.h"
#include "ledger/posting/payment.h"
#include "ledger/posting/payroll.h"
#include "ledger/posting/set_aside.h"
#include "ledger/posting/spending.h"
#include "ledger/posting/surplus.h"
#include "ledger/posting/takeover.h"
#include "tests/ledger/posting_world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace almoner::ledger::test {
namespace {

using enum AccountName;

void fund_council(World& world, std::int64_t amount) {
    world.line(council_bank, amount, post(BankToppedUp{council_bank, {care(amount)}}));
}

void fund_icb(World& world, std::int64_t amount) {
    world.line(icb_bank, amount, post(BankToppedUp{icb_bank, {health(amount)}}));
}

void set_aside(World& world, const Holding& holding, const Shares& shares) {
    world.does(post(PeriodSetAside{holding, shares, {}}));
}

Promise approve(World& world, const Payment& payment) {
    return world.promises(post(PaymentApproved{payment}));
}

// The bank's debit of what has settled.
void line_out(World& world, std::int32_t bank_account, const Shares& shares) {
    world.line(
        bank_account, -total_of(shares).pence(), post(PaymentOnStatement{bank_account, shares}));
}

void line_back(World& world, std::int32_t bank_account, const Shares& shares) {
    world.line(
        bank_account, total_of(shares).pence(), post(ReturnOnStatement{bank_account, shares}));
}

// Approved, settled, on the payer's statement.
void pay(World& world, const Payment& payment) {
    world.settles(approve(world, payment));
    line_out(world, payment.from_bank_account, payment.shares);
}

void spend(World& world, const Holding& holding, const Shares& shares) {
    world.does(post(SpendingAccounted{holding, shares}));
}

void receive(World& world, const Holding& holding, const Shares& shares) {
    world.line(client_bank, total_of(shares).pence(), post(ClientReceipt{holding, shares}));
}

// Two thirds social care, one third NHS, the odd penny by largest remainder.
Shares thirds(std::int64_t amount) {
    return split_by_streams(pence(amount), {care(2), health(1)});
}

Debts debt(AccountName payable, std::int64_t amount) {
    return {{payable, thirds(amount)}};
}

Posting choice_of(std::vector<Leg> legs) {
    return {.event = Event::spending_accounted,
            .nature = Nature::choice,
            .effect = Effect::posts,
            .legs = std::move(legs)};
}

TEST(WorkedCases, C01DirectPaymentSentSettledReturnedBeforeAndAfterTheBankLine) {
    World w;
    const Payment payment{direct(1), icb_bank, {health(180000)}};
    fund_icb(w, 1000000);
    set_aside(w, payment.to, payment.shares);
    const Promise k1 = approve(w, payment);
    EXPECT_EQ(w.total(held), 0);  // the file may be sent 30 days ahead
    w.settles(k1);
    line_out(w, icb_bank, payment.shares);
    EXPECT_EQ(w.total(held), 180000);
    EXPECT_EQ(w.total(bank), 820000);
    EXPECT_EQ(w.total(undrawn), 0);
    w.does(post(PaymentReturned{payment, {}, pence(180000)}));
    EXPECT_EQ(w.total(transit), 180000);
    line_back(w, icb_bank, payment.shares);
    EXPECT_EQ(w.total(undrawn), 180000);
    EXPECT_EQ(w.total(held), 0);
    EXPECT_EQ(w.total(bank), 1000000);
    (void)approve(w, payment);
    EXPECT_TRUE(w.refuses(post(PaymentApproved{payment})));  // of the same period: one row's floor
}

TEST(WorkedCases, C02NetContributionArrivesLateAndIsSpentInFull) {
    World w;
    fund_council(w, 100000);
    set_aside(w, direct(2), {care(13000)});
    w.does(post(ContributionDue{direct(2), {own(2000)}}));
    pay(w, {direct(2), council_bank, {care(13000)}});
    EXPECT_EQ(w.total(held), 13000);
    spend(w, direct(2), split_by_streams(pence(15000), {care(13000), own(2000)}));
    EXPECT_EQ(w.total(held, {.stream = Stream::person}), -2000);
    w.does(post(ContributionArrived{direct(2), {own(2000)}}));
    EXPECT_EQ(w.total(held), 0);
    EXPECT_EQ(-w.total(allocation), 13000);
}

TEST(WorkedCases, C03GrossContributionInvoicedByTheCouncil) {
    World w;
    fund_council(w, 100000);
    set_aside(w, direct(3), {care(15000)});
    pay(w, {direct(3), council_bank, {care(15000)}});
    w.does(post(ContributionInvoiced{{care(2000)}}));
    w.line(council_bank, 2000, post(ContributionReceived{council_bank, {care(2000)}}));
    EXPECT_EQ(w.total(fund), 15000);
    EXPECT_EQ(-w.total(allocation), 13000);
    EXPECT_EQ(w.total(bank), 87000);
}

// Two people in one client account of ours; net pay is returned.
class ManagedAccount : public ::testing::Test {
  protected:
    void SetUp() override {
        fund_council(w, 1000000);
        fund_icb(w, 1000000);
        set_aside(w, managed(1), {care(80000), health(40000)});
        set_aside(w, managed(2), {care(50000)});
        const Promise a = approve(w, {managed(1), council_bank, {care(80000)}});
        const Promise b = approve(w, {managed(1), icb_bank, {health(40000)}});
        const Promise c = approve(w, {managed(2), council_bank, {care(50000)}});
        for (const Promise& promise : {a, b, c}) w.settles(promise);
        line_out(w, council_bank, {care(130000)});
        line_out(w, icb_bank, {health(40000)});
        receive(w, managed(1), {care(80000)});
        receive(w, managed(1), {health(40000)});
        receive(w, managed(2), {care(50000)});
    }

    // 80 h x 12.71: tax 9.80, NIC 3.98, pensions 21.47 + 16.10, employer's NIC by the allowance.
    void post_payroll() {
        w.does(post(PayrollPosted{managed(1),
                                  {{payable_net_pay, thirds(98155)},
                                   {payable_hmrc, thirds(1378)},
                                   {payable_pension, thirds(3757)}}}));
    }

    void pay_out(AccountName payable, std::int64_t amount) {
        const Promise promise = w.promises(post(PayOutApproved{managed(1), debt(payable, amount)}));
        w.line_settles(client_bank, -amount, promise);
    }

    World w;
};

TEST_F(ManagedAccount, C04PayrollIsOwedThenPaidAndNetPayIsReturned) {
    post_payroll();
    const std::int64_t owed =
        w.total(payable_net_pay) + w.total(payable_hmrc) + w.total(payable_pension);
    EXPECT_EQ(owed, 103290);
    EXPECT_EQ(w.total(held, {.budget = 1}) - owed, 16710);
    pay_out(payable_net_pay, 98155);
    w.line(client_bank, 98155, post(PayOutReturned{managed(1), debt(payable_net_pay, 98155)}));
    EXPECT_EQ(w.total(payable_net_pay), 98155);
    pay_out(payable_net_pay, 98155);
    pay_out(payable_hmrc, 1378);
    pay_out(payable_pension, 3757);
    EXPECT_EQ(w.total(held, {.budget = 1}) - w.total(fund, {.budget = 1}), 0);
    EXPECT_EQ(w.statement(client_bank), 170000 - 103290);
}

TEST_F(ManagedAccount, C04NothingOwedSoNothingLeavesAnotherPersonsMoney) {
    EXPECT_TRUE(w.refuses(choice_of({{of_holding(payable_net_pay, managed(1), care(1)),
                                      ledger::held(managed(2), care(1)),
                                      pence(1)}})));
}

TEST_F(ManagedAccount, C04FeeIsSweptToTheOfficeAccount) {
    w.does(post(FeeChargedToBudget{managed(2), {care(1500)}}));
    w.line_settles(client_bank,
                   -1500,
                   w.promises(post(PayOutApproved{managed(2), {{payable_fee, {care(1500)}}}})));
    EXPECT_EQ(w.total(held, {.budget = 2}), 48500);
}

TEST_F(ManagedAccount, C04UnexplainedReceiptTurnsOutToBeAPersonsOwnMoney) {
    const UnassignedLine line = unassigned(client_bank, support_service, 777);
    w.line(client_bank, 777, post(LineInUnexplained{line}));
    EXPECT_EQ(w.total(suspense), 777);
    w.does({post(LineInExplained{line}), post(OwnMoneyPaidIn{managed(2), {own(777)}})});
    EXPECT_EQ(w.total(suspense), 0);
    EXPECT_EQ(w.total(held, {.budget = 2, .stream = Stream::person}), 777);
}

TEST_F(ManagedAccount, C04BankChargeOnTheClientAccountIsANamedShortfall) {
    const UnassignedLine charge = unassigned(client_bank, support_service, 350);
    w.line(client_bank, -350, post(ClientAccountCharged{charge}));
    EXPECT_EQ(w.total(receivable_shortfall), 350);
    w.line(client_bank, 350, post(ClientAccountMadeGood{charge}));
    EXPECT_EQ(w.total(receivable_shortfall), 0);
}

TEST(WorkedCases, C05SurplusOffsetAgainstTwoPeriodsButNeverMoreThanAPeriod) {
    World w;
    fund_icb(w, 5000000);
    set_aside(w, direct(5), {health(500000)});
    pay(w, {direct(5), icb_bank, {health(500000)}});
    set_aside(w, direct(5), {health(180000)});
    w.does(post(SurplusOffset{direct(5), {health(180000)}}));
    EXPECT_EQ(w.total(undrawn), 0);  // the first period pays nothing
    spend(w, direct(5), {health(180000)});
    set_aside(w, direct(5), {health(180000)});
    w.does(post(SurplusOffset{direct(5), {health(120000)}}));
    EXPECT_EQ(w.total(undrawn), 60000);
    pay(w, {direct(5), icb_bank, {health(60000)}});
    spend(w, direct(5), {health(180000)});
    EXPECT_EQ(w.total(held), 200000);
    EXPECT_EQ(-w.total(allocation), 560000);
    set_aside(w, direct(5), {health(180000)});
    EXPECT_TRUE(w.refuses(post(SurplusOffset{direct(5), {health(300000)}})));
}

TEST(WorkedCases, C06SurplusRepaidAndPartWrittenOff) {
    World w;
    fund_icb(w, 500000);
    set_aside(w, direct(6), {health(200000)});
    pay(w, {direct(6), icb_bank, {health(200000)}});
    spend(w, direct(6), {health(120000)});
    w.does(post(ReclaimMatured{direct(6), {health(60000)}}));
    EXPECT_EQ(w.total(held), 80000);
    EXPECT_EQ(w.total(held) - w.total(payable_reclaim), 20000);
    w.line(icb_bank, 50000, post(ReclaimReceived{icb_bank, {health(50000)}}));
    w.does(post(ReclaimPaidByHolder{direct(6), {health(50000)}}));
    w.does(post(ReclaimLost{direct(6), {health(10000)}}));
    EXPECT_EQ(w.total(held), 20000);
    EXPECT_EQ(w.total(bank), 350000);
    EXPECT_EQ(-w.total(allocation) - w.total(written_off), 150000);
}

TEST(WorkedCases, C07ThirdPartySpendsWithItsChargeAndCarriesForward) {
    World w;
    fund_council(w, 500000);
    for (int period = 0; period < 2; ++period) {
        set_aside(w, third_party(7), {care(130000)});
        pay(w, {third_party(7), council_bank, {care(130000)}});
        spend(w, third_party(7), {care(100000)});
        w.does(post(ManagementCharged{third_party(7), {care(10000)}}));
    }
    EXPECT_EQ(w.total(held, {.option = Option::third_party}), 40000);
}

TEST(WorkedCases, C08NotionalInvoicePaidReturnedPaidAgainAndTheRestReleased) {
    World w;
    const Shares invoice{care(48000)};
    fund_council(w, 100000);
    set_aside(w, notional(8), {care(50000)});
    w.does(post(SupplierInvoiced{notional(8), invoice}));
    w.settles(w.promises(post(SupplierPaymentApproved{notional(8), council_bank, invoice})));
    line_out(w, council_bank, invoice);
    w.does(post(SupplierPaymentReturned{notional(8), council_bank, invoice}));
    line_back(w, council_bank, invoice);
    EXPECT_EQ(w.total(payable_supplier), 48000);
    w.settles(w.promises(post(SupplierPaymentApproved{notional(8), council_bank, invoice})));
    line_out(w, council_bank, invoice);
    w.does(post(CommitmentNotUsed{notional(8), {care(2000)}}));
    EXPECT_EQ(-w.total(allocation), 48000);
    EXPECT_EQ(w.total(bank), 52000);
}

class LeadCommissioner : public ::testing::TestWithParam<bool> {};

TEST_P(LeadCommissioner, C09PaysForItsPartnerAndRecharges) {
    const bool partner_in_books = GetParam();
    World w;
    const Shares lent{health(40000)};
    fund_council(w, 100000);
    if (partner_in_books) fund_icb(w, 100000);
    set_aside(w, direct(9), {care(60000), health(40000)});
    pay(w, {direct(9), council_bank, {care(60000), health(40000)}});
    EXPECT_EQ(w.total(bank, {.bank_account = council_bank}), 0);
    EXPECT_EQ(w.statement(council_bank), 0);
    EXPECT_EQ(-w.total(bank, {.stream = Stream::nhs, .bank_account = council_bank}), 40000);
    w.does(post(RechargeClaimed{council_bank, lent, partner_in_books}));
    if (partner_in_books) {
        w.settles(w.promises(post(RechargeApproved{icb_bank, lent})));
        line_out(w, icb_bank, lent);
    }
    w.line(council_bank, 40000, post(RechargeReceived{council_bank, lent}));
    EXPECT_EQ(-w.total(allocation, {.stream = Stream::nhs}), 40000);
    EXPECT_EQ(w.total(bank, {.stream = Stream::nhs, .bank_account = council_bank}), 0);
}
INSTANTIATE_TEST_SUITE_P(Partner, LeadCommissioner, ::testing::Values(true, false));

// 1,300 held: wages of 200 from social care come first, the agency's 640 moves to the NHS body.
TEST(WorkedCases, C10DeathWithWagesAndAnAgencyStillOwed) {
    World w;
    fund_council(w, 1000000);
    fund_icb(w, 1000000);
    set_aside(w, direct(10), {care(30000), health(100000)});
    pay(w, {direct(10), council_bank, {care(30000)}});
    pay(w, {direct(10), icb_bank, {health(100000)}});
    spend(w, direct(10), {care(20000)});
    w.does(post(BudgetClosed{direct(10), {health(100000), care(10000)}, {health(64000)}}));
    EXPECT_EQ(w.total(fund), 0);
    w.settles(w.promises(post(BodyPaymentApproved{icb_bank, {health(64000)}})));
    line_out(w, icb_bank, {health(64000)});
    w.line(icb_bank, 100000, post(ReclaimReceived{icb_bank, {health(100000)}}));
    w.line(council_bank, 10000, post(ReclaimReceived{council_bank, {care(10000)}}));
    w.does(post(ReclaimPaidByHolder{direct(10), {health(100000), care(10000)}}));
    EXPECT_EQ(w.total(held), 0);
    EXPECT_EQ(-w.total(allocation, {.stream = Stream::nhs}), 64000);
    EXPECT_EQ(w.total(bank, {.bank_account = icb_bank}), 936000);
    EXPECT_EQ(-w.total(allocation, {.stream = Stream::social_care}), 20000);
    EXPECT_EQ(w.total(bank, {.bank_account = council_bank}), 980000);
}

void advance_200_on_500(World& w) {
    fund_council(w, 200000);
    w.does(post(EmergencySetAside{direct(11), {care(20000)}}));
    pay(w, {direct(11), council_bank, {care(20000)}});
    w.does(post(PeriodSetAside{direct(11), {care(50000)}, {care(20000)}}));
    pay(w, {direct(11), council_bank, {care(30000)}});
}

TEST(WorkedCases, C11EmergencyAsAnAdvanceThenNetted) {
    World w;
    advance_200_on_500(w);
    EXPECT_EQ(w.total(undrawn), 0);
    EXPECT_EQ(-w.total(allocation), 50000);
}

TEST(WorkedCases, C12OptionChangedAndTheMoneyMovesIntoTheClientAccount) {
    World w;
    advance_200_on_500(w);
    spend(w, direct(11), {care(10000)});
    w.does(post(OptionMoneyMoved{direct(11), managed(11), {care(40000)}, false}));
    EXPECT_EQ(w.total(in_flight), 40000);
    receive(w, managed(11), {care(40000)});
    EXPECT_EQ(w.total(held, {.option = Option::managed_account}), 40000);
    EXPECT_EQ(w.total(held, {.option = Option::direct_payment}), 0);
}

TEST(WorkedCases, C13LinesInSuspenseInAndOutThenExplained) {
    World w;
    const UnassignedLine in = unassigned(council_bank, council, 5000);
    w.line(council_bank, 5000, post(LineInUnexplained{in}));
    w.line(council_bank, -1200, post(LineOutUnexplained{unassigned(council_bank, council, 1200)}));
    w.does({post(LineInExplained{in}), post(ContributionReceived{council_bank, {care(5000)}})});
    EXPECT_EQ(w.total(bank), 3800);
    EXPECT_EQ(w.total(suspense), -1200);
}

// What life does to the books: one person's managed account.
class ManagedLife : public ::testing::Test {
  protected:
    void start(std::int64_t care_pence, std::int64_t health_pence) {
        fund_council(w, 1000000);
        fund_icb(w, 1000000);
        set_aside(w, managed(1), {care(care_pence), health(health_pence)});
        pay(w, {managed(1), council_bank, {care(care_pence)}});
        pay(w, {managed(1), icb_bank, {health(health_pence)}});
        receive(w, managed(1), {care(care_pence)});
        receive(w, managed(1), {health(health_pence)});
    }

    void slip(const Debts& debts) { w.does(post(PayrollPosted{managed(1), debts})); }

    void pay_out(AccountName payable, std::int64_t amount) {
        const Promise promise = w.promises(post(PayOutApproved{managed(1), debt(payable, amount)}));
        w.line_settles(client_bank, -amount, promise);
    }

    World w;
};

// The allowance covers 40.00 of 94.77 at the run; the rest is claimed later and HMRC refunds it.
TEST_F(ManagedLife, C14EmploymentAllowanceClaimedLate) {
    start(80000, 40000);
    slip({{payable_net_pay, thirds(98155)},
          {payable_hmrc, thirds(6855)},
          {payable_pension, thirds(3757)}});
    pay_out(payable_net_pay, 98155);
    pay_out(payable_pension, 3757);
    pay_out(payable_hmrc, 6855);
    w.does(post(HmrcCreditClaimed{managed(1), thirds(5477)}));
    EXPECT_EQ(w.total(payable_hmrc), -5477);
    std::int64_t free = w.total(held);
    for (const AccountName payable : {payable_net_pay, payable_hmrc, payable_pension}) {
        free -= std::max<std::int64_t>(0, w.total(payable));
    }
    EXPECT_EQ(free, 11233);  // counts nothing that HMRC has not paid yet
    w.line(client_bank, 5477, post(HmrcRefunded{managed(1), thirds(5477)}));
    EXPECT_EQ(w.total(payable_hmrc), 0);
}

TEST_F(ManagedLife, C15StatutoryPayRecoveredAt109PerCent) {
    start(80000, 40000);
    slip(debt(payable_net_pay, 19432));
    w.does(post(HmrcCreditClaimed{managed(1), thirds(21180)}));
    EXPECT_EQ(w.total(payable_hmrc), -21180);
    EXPECT_EQ(w.total(fund), 120000 - 19432 + 21180);
}

TEST_F(ManagedLife, C16SlipCorrectedDownwardsAfterItWasPaid) {
    start(80000, 40000);
    slip(debt(payable_net_pay, 98155));
    pay_out(payable_net_pay, 98155);
    std::vector<Leg> reversal;
    for (const Share& share : thirds(98155)) {
        reversal.push_back({of_holding(payable_net_pay, managed(1), share),
                            of_holding(fund, managed(1), share),
                            share.amount});
    }
    EXPECT_TRUE(w.refuses(choice_of(reversal)));
    w.does(post(SlipCorrected{managed(1),
                              debt(payable_net_pay, 98155),
                              debt(payable_net_pay, 90000),
                              debt(payable_net_pay, 98155)}));
    EXPECT_EQ(w.total(receivable_overpaid_pay), 8155);
    EXPECT_EQ(w.total(payable_net_pay), 0);
    slip(debt(payable_net_pay, 20000));
    w.does(post(OverpaidRecovered{managed(1),
                                  {{payable_net_pay, left_after(thirds(98155), thirds(90000))}}}));
    EXPECT_EQ(w.total(payable_net_pay), 11845);
    EXPECT_EQ(w.total(receivable_overpaid_pay), 0);
}

TEST(WorkedCases, C17ReturnAfterPayrollIsAFactAndItsOverdraftIsExcused) {
    World w;
    const Payment payment{managed(1), council_bank, {care(120000)}};
    const AccountKey the_fund = of_holding(fund, managed(1), care(0));
    fund_council(w, 1000000);
    set_aside(w, payment.to, payment.shares);
    pay(w, payment);
    w.does(post(PayrollPosted{managed(1), {{payable_net_pay, {care(98155)}}}}));
    EXPECT_TRUE(w.refuses(
        choice_of({{the_fund, of_holding(undrawn, managed(1), care(0)), pence(120000)}})));
    w.does(post(PaymentReturned{payment, {}, pence(120000)}));
    line_back(w, council_bank, payment.shares);
    EXPECT_EQ(w.excused(the_fund), 98155);
    EXPECT_EQ(w.total(undrawn), 120000);
    w.settles(approve(w, payment));
    EXPECT_EQ(w.total(fund), 21845);
    EXPECT_EQ(w.excused(the_fund), 0);
}

TEST_F(ManagedLife, C18WageAboveTheFundIsOwedByLaw) {
    start(120000, 1);
    const Debts wage{{payable_net_pay, {care(130000)}}};
    EXPECT_TRUE(w.refuses(post(PayrollPosted{managed(1), wage})));
    w.does(post(WageOwedByLaw{managed(1), wage}));
    EXPECT_EQ(w.excused(of_holding(fund, managed(1), care(0))), 10000);
    EXPECT_TRUE(w.refuses(post(PayOutApproved{managed(1), wage})));
}

TEST(WorkedCases, C19OptionChangedAndTheTrustAccountsForTheRestMonthsLate) {
    World w;
    fund_council(w, 1000000);
    set_aside(w, third_party(19), {care(40000)});
    pay(w, {third_party(19), council_bank, {care(40000)}});
    w.line(client_bank, 28000, post(OptionMoneyMoved{third_party(19), managed(19), {care(28000)}}));
    spend(w, third_party(19), {care(12000)});
    EXPECT_EQ(w.total(held, {.option = Option::third_party}), 0);
    EXPECT_EQ(w.total(fund, {.option = Option::managed_account}), 28000);
}

TEST(WorkedCases, C20PartialReturnInProportionToThePayment) {
    World w;
    const Payment payment{direct(20), council_bank, {care(60000), health(40000)}};
    fund_council(w, 1000000);
    fund_icb(w, 1000000);
    set_aside(w, payment.to, payment.shares);
    pay(w, payment);
    w.does(post(PaymentReturned{payment, {}, pence(10000)}));
    line_back(w, council_bank, {care(6000), health(4000)});
    EXPECT_EQ(w.total(undrawn), 10000);
    EXPECT_EQ(w.total(transit), 0);
}

TEST(WorkedCases, C21VoidedPaidAgainAndTheFirstSettlesAfterAll) {
    World w;
    const Payment payment{direct(21), council_bank, {care(50000)}};
    fund_council(w, 1000000);
    set_aside(w, payment.to, payment.shares);
    w.releases(approve(w, payment));
    pay(w, payment);
    w.does(post(PaymentSettledLate{payment, {}}));
    line_out(w, council_bank, payment.shares);
    EXPECT_EQ(w.total(held), 100000);
    EXPECT_EQ(w.total(transit), 0);
}

TEST(WorkedCases, C22EmergencyStraightToAWorkerThenReturned) {
    World w;
    const Payment payment{direct(22), council_bank, {care(20000)}};
    fund_council(w, 1000000);
    w.does(post(EmergencySetAside{payment.to, payment.shares}));
    w.settles(approve(w, payment));
    w.does(post(EmergencyPaidWorker{payment.to, payment.shares}));
    line_out(w, council_bank, payment.shares);
    w.does({post(EmergencyWorkerReturned{payment.to, payment.shares}),
            post(PaymentReturned{payment, {}, pence(20000)})});
    line_back(w, council_bank, payment.shares);
    EXPECT_EQ(w.total(undrawn), 20000);
}

// 300.00 paid, 560.00 in flight on the day of the death.
class DeathInFlight : public ::testing::Test {
  protected:
    void SetUp() override {
        fund_icb(w, 1000000);
        set_aside(w, direct(23), {health(30000)});
        pay(w, {direct(23), icb_bank, {health(30000)}});
        set_aside(w, direct(23), last.shares);
        in_flight_payment = approve(w, last);
    }

    World w;
    Payment last{direct(23), icb_bank, {health(56000)}};
    Promise in_flight_payment;
};

TEST_F(DeathInFlight, C23WaitsForItsOutcomeBeforeMoneyIsGivenBack) {
    EXPECT_TRUE(w.refuses(post(UnapprovedGivenBack{direct(23), {health(56000)}})));
    w.releases(in_flight_payment);
    w.does(post(UnapprovedGivenBack{direct(23), {health(56000)}}));
    EXPECT_EQ(-w.total(allocation), 30000);
}

TEST_F(DeathInFlight, C23IsReturnedAfterTheReclaimMatured) {
    w.settles(in_flight_payment);
    line_out(w, icb_bank, last.shares);
    w.does(post(ReclaimMatured{direct(23), {health(86000)}}));
    w.does(post(ReturnedAfterReclaim{{last, {}, pence(56000)}}));
    line_back(w, icb_bank, last.shares);
    EXPECT_EQ(w.total(held), 30000);
    EXPECT_EQ(w.total(receivable_reclaim), 30000);
}

TEST_F(DeathInFlight, C23LeavesTheBodyOwingMoreThanIsLeft) {
    w.releases(in_flight_payment);
    w.does(post(UnapprovedGivenBack{direct(23), {health(56000)}}));
    w.does(post(BudgetClosed{direct(23), {health(30000)}, {health(64000)}}));
    EXPECT_EQ(w.total(payable_body), 64000);
    EXPECT_EQ(-w.total(allocation), 64000);
}

TEST_F(ManagedLife, C24DuplicateDebitOnAClientAccountIsRefundedByTheBank) {
    start(80000, 40000);
    const UnassignedLine line = unassigned(client_bank, support_service, 98155);
    w.line(client_bank, -98155, post(DuplicateOnStatement{line}));
    EXPECT_EQ(w.total(suspense), -98155);
    EXPECT_EQ(w.statement(client_bank), 21845);
    w.line(client_bank, 98155, post(LineInUnexplained{line}));
    EXPECT_EQ(w.total(suspense), 0);
    EXPECT_EQ(w.total(transit), 0);
}

TEST(WorkedCases, C25PersonTakenOverAndTheJointFloor) {
    World w;
    w.line(client_bank,
           50000,
           post(PersonTakenOver{managed(25), {care(50000)}, {{payable_net_pay, {care(12000)}}}}));
    EXPECT_EQ(w.total(fund), 38000);
    const AccountKey shortfall = at_bank(receivable_shortfall, client_bank, care(0));
    EXPECT_TRUE(
        w.refuses(choice_of({{shortfall, ledger::held(managed(25), care(0)), pence(50001)}})));
    EXPECT_EQ(w.total(held), 50000);
}

}  // namespace
}  // namespace almoner::ledger::test
