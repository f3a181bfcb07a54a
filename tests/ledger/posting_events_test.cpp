// Every event of the posting table: which accounts it moves, in which direction, and by how much.
#include "ledger/posting/closing.h"
#include "ledger/posting/commissioner_money.h"
#include "ledger/posting/contribution.h"
#include "ledger/posting/emergency.h"
#include "ledger/posting/events.h"
#include "ledger/posting/notional.h"
#include "ledger/posting/option_change.h"
#include "ledger/posting/partner.h"
#include "ledger/posting/payment.h"
#include "ledger/posting/payroll.h"
#include "ledger/posting/set_aside.h"
#include "ledger/posting/spending.h"
#include "ledger/posting/surplus.h"
#include "ledger/posting/takeover.h"
#include "ledger/posting/unexplained.h"
#include "ledger/values/invariant.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace almoner::ledger {
namespace {

constexpr std::int32_t council = 1;
constexpr std::int32_t icb = 2;
constexpr std::int32_t council_bank = 11;
constexpr std::int32_t icb_bank = 12;
constexpr std::int32_t client_bank = 19;
constexpr Holding direct{.budget = 7, .option = Option::direct_payment};
constexpr Holding managed{
    .budget = 7, .option = Option::managed_account, .client_account = client_bank};
constexpr Holding notional{.budget = 7, .option = Option::notional};

Share care(std::int64_t pence) {
    return {Stream::social_care, council, Money::from_pence(pence)};
}
Share health(std::int64_t pence) {
    return {Stream::nhs, icb, Money::from_pence(pence)};
}
Share own(std::int64_t pence) {
    return {Stream::person, council, Money::from_pence(pence)};
}
UnassignedLine line(std::int64_t pence) {
    return {.bank_account = client_bank, .owner = 3, .amount = Money::from_pence(pence)};
}

// "held.managed-account#7@19": option, budget and bank account, where the account has them.
std::string words(const AccountKey& key) {
    std::ostringstream out;
    out << name_of(key.name);
    if (key.option != Option::none) out << '.' << name_of(key.option);
    if (key.budget != 0) out << '#' << key.budget;
    if (key.bank_account != 0) out << '@' << key.bank_account;
    return out.str();
}

// One leg a line: debit / credit stream body pence.
std::string words(const Posting& posting) {
    std::ostringstream out;
    for (const Leg& leg : posting.legs) {
        EXPECT_EQ(leg.debit.stream, leg.credit.stream);
        EXPECT_EQ(leg.debit.body, leg.credit.body);
        out << words(leg.debit) << " / " << words(leg.credit) << ' ' << name_of(leg.debit.stream)
            << ' ' << leg.debit.body << ' ' << leg.amount.pence() << '\n';
    }
    return out.str();
}

struct Sample {
    Posting posting;
    std::string legs;
};

std::vector<Sample> money_in_and_aside() {
    return {
        {post(BankToppedUp{council_bank, {care(500), health(100)}}),
         "bank@11 / funding social-care 1 500\nbank@11 / funding nhs 2 100\n"},
        {post(BankInterest{council_bank, {care(5)}}), "bank@11 / funding social-care 1 5\n"},
        {post(BankCharged{council_bank, {care(5)}}), "funding / bank@11 social-care 1 5\n"},
        {post(BankMoneyTakenOut{council_bank, {care(5)}}), "funding / bank@11 social-care 1 5\n"},
        {post(PersonTakenOver{managed, {care(500)}, {{AccountName::payable_net_pay, {care(120)}}}}),
         "held.managed-account#7@19 / fund.managed-account#7 social-care 1 500\n"
         "fund.managed-account#7 / payable:net-pay.managed-account#7 social-care 1 120\n"},
        {post(OwnMoneyPaidIn{direct, {own(30)}}),
         "held.direct-payment#7 / fund.direct-payment#7 person 1 30\n"},
        {post(PeriodSetAside{direct, {care(500)}, {care(200)}}),
         "allocation / undrawn.direct-payment#7 social-care 1 300\n"},
        {post(EmergencySetAside{direct, {care(200)}}),
         "allocation / undrawn.direct-payment#7 social-care 1 200\n"},
        {post(EmergencyPaidWorker{direct, {care(200)}}),
         "fund.direct-payment#7 / held.direct-payment#7 social-care 1 200\n"},
        {post(EmergencyWorkerReturned{direct, {care(200)}}),
         "held.direct-payment#7 / fund.direct-payment#7 social-care 1 200\n"},
    };
}

std::vector<Sample> payments() {
    const Payment lead_pays{direct, council_bank, {care(600), health(400)}};
    const Payment to_client{managed, council_bank, {care(600)}};
    return {
        {post(PaymentApproved{lead_pays}),
         "undrawn.direct-payment#7 / fund.direct-payment#7 social-care 1 600\n"
         "held.direct-payment#7 / transit@11 social-care 1 600\n"
         "undrawn.direct-payment#7 / fund.direct-payment#7 nhs 2 400\n"
         "held.direct-payment#7 / transit@11 nhs 2 400\n"},
        {post(PaymentApproved{to_client}),
         "undrawn.managed-account#7 / fund.managed-account#7 social-care 1 600\n"
         "in-flight.managed-account#7@19 / transit@11 social-care 1 600\n"},
        {post(PaymentOnStatement{council_bank, {care(600), health(400)}}),
         "transit@11 / bank@11 social-care 1 600\ntransit@11 / bank@11 nhs 2 400\n"},
        {post(DuplicateOnStatement{line(600)}), "suspense@19 / bank@19 unassigned 3 600\n"},
        {post(ClientReceipt{managed, {care(600)}}),
         "held.managed-account#7@19 / in-flight.managed-account#7@19 social-care 1 600\n"},
        {post(PaymentSettledLate{to_client, {care(250)}}),
         "allocation / undrawn.managed-account#7 social-care 1 350\n"
         "undrawn.managed-account#7 / fund.managed-account#7 social-care 1 600\n"
         "in-flight.managed-account#7@19 / transit@11 social-care 1 600\n"},
        {post(PaymentReturned{lead_pays, {}, Money::from_pence(100)}),
         "fund.direct-payment#7 / undrawn.direct-payment#7 nhs 2 40\n"
         "transit@11 / held.direct-payment#7 nhs 2 40\n"
         "fund.direct-payment#7 / undrawn.direct-payment#7 social-care 1 60\n"
         "transit@11 / held.direct-payment#7 social-care 1 60\n"},
        {post(PaymentReturned{to_client, {}, Money::from_pence(600)}),
         "fund.managed-account#7 / undrawn.managed-account#7 social-care 1 600\n"
         "transit@11 / in-flight.managed-account#7@19 social-care 1 600\n"},
        {post(ClientReceiptReturned{managed, {care(600)}}),
         "in-flight.managed-account#7@19 / held.managed-account#7@19 social-care 1 600\n"},
        {post(ReturnOnStatement{council_bank, {care(60)}}),
         "bank@11 / transit@11 social-care 1 60\n"},
        {post(ReturnedAfterReclaim{{lead_pays, {}, Money::from_pence(1000)}}),
         "payable:reclaim.direct-payment#7 / held.direct-payment#7 nhs 2 400\n"
         "transit@11 / receivable:reclaim nhs 2 400\n"
         "payable:reclaim.direct-payment#7 / held.direct-payment#7 social-care 1 600\n"
         "transit@11 / receivable:reclaim social-care 1 600\n"},
    };
}

std::vector<Sample> payroll_and_spending() {
    const Debts slip{{AccountName::payable_net_pay, {care(65), health(33)}},
                     {AccountName::payable_hmrc, {care(10)}}};
    const std::string owed =
        "fund.managed-account#7 / payable:net-pay.managed-account#7 social-care 1 65\n"
        "fund.managed-account#7 / payable:net-pay.managed-account#7 nhs 2 33\n"
        "fund.managed-account#7 / payable:hmrc.managed-account#7 social-care 1 10\n";
    return {
        {post(SpendingAccounted{direct, {care(20)}}),
         "fund.direct-payment#7 / held.direct-payment#7 social-care 1 20\n"},
        {post(ManagementCharged{{.budget = 7, .option = Option::third_party}, {care(20)}}),
         "fund.third-party#7 / held.third-party#7 social-care 1 20\n"},
        {post(PayrollPosted{managed, slip}), owed},
        {post(WageOwedByLaw{managed, slip}), owed},
        {post(PayOutApproved{managed, {{AccountName::payable_pension, {care(4)}}}}),
         "payable:pension.managed-account#7 / held.managed-account#7@19 social-care 1 4\n"},
        {post(PayOutReturned{managed, {{AccountName::payable_net_pay, {care(65)}}}}),
         "held.managed-account#7@19 / payable:net-pay.managed-account#7 social-care 1 65\n"},
        {post(HmrcCreditClaimed{managed, {care(9)}}),
         "payable:hmrc.managed-account#7 / fund.managed-account#7 social-care 1 9\n"},
        {post(HmrcRefunded{managed, {care(9)}}),
         "held.managed-account#7@19 / payable:hmrc.managed-account#7 social-care 1 9\n"},
        {post(SlipCorrected{managed,
                            slip,
                            {{AccountName::payable_net_pay, {care(60), health(33)}},
                             {AccountName::payable_hmrc, {care(8)}}},
                            slip}),
         "payable:net-pay.managed-account#7 / fund.managed-account#7 social-care 1 65\n"
         "payable:net-pay.managed-account#7 / fund.managed-account#7 nhs 2 33\n"
         "payable:hmrc.managed-account#7 / fund.managed-account#7 social-care 1 10\n"
         "fund.managed-account#7 / payable:net-pay.managed-account#7 social-care 1 60\n"
         "fund.managed-account#7 / payable:net-pay.managed-account#7 nhs 2 33\n"
         "fund.managed-account#7 / payable:hmrc.managed-account#7 social-care 1 8\n"
         "receivable:overpaid-pay.managed-account#7 / payable:net-pay.managed-account#7 "
         "social-care 1 5\n"},
        {post(OverpaidRecovered{managed, {{AccountName::payable_net_pay, {care(5)}}}}),
         "payable:net-pay.managed-account#7 / receivable:overpaid-pay.managed-account#7 "
         "social-care 1 5\n"},
        {post(FeeChargedToBudget{managed, {care(15)}}),
         "fund.managed-account#7 / payable:fee.managed-account#7 social-care 1 15\n"},
        {post(FeeOwedByBody{{care(15)}}), "allocation / payable:body social-care 1 15\n"},
    };
}

std::vector<Sample> suppliers_contributions_surplus() {
    return {
        {post(SupplierInvoiced{notional, {care(480)}}),
         "undrawn.notional#7 / payable:supplier.notional#7 social-care 1 480\n"},
        {post(SupplierPaymentApproved{notional, council_bank, {care(480)}}),
         "payable:supplier.notional#7 / transit@11 social-care 1 480\n"},
        {post(SupplierPaymentReturned{notional, council_bank, {care(480)}}),
         "transit@11 / payable:supplier.notional#7 social-care 1 480\n"},
        {post(SupplierInvoiceWithdrawn{notional, {care(480)}}),
         "payable:supplier.notional#7 / undrawn.notional#7 social-care 1 480\n"},
        {post(CommitmentNotUsed{notional, {care(20)}}),
         "undrawn.notional#7 / allocation social-care 1 20\n"},
        {post(ContributionDue{direct, {own(20)}}),
         "receivable:contribution.direct-payment#7 / fund.direct-payment#7 person 1 20\n"},
        {post(ContributionArrived{direct, {own(20)}}),
         "held.direct-payment#7 / receivable:contribution.direct-payment#7 person 1 20\n"},
        {post(ContributionInvoiced{{care(20)}}),
         "receivable:contribution-gross / allocation social-care 1 20\n"},
        {post(ContributionWithdrawn{direct, {own(5)}, {}}),
         "fund.direct-payment#7 / receivable:contribution.direct-payment#7 person 1 5\n"},
        {post(ContributionWithdrawn{direct, {}, {care(5)}}),
         "allocation / receivable:contribution-gross social-care 1 5\n"},
        {post(ContributionReceived{council_bank, {care(20)}}),
         "bank@11 / receivable:contribution-gross social-care 1 20\n"},
        {post(SurplusOffset{direct, {care(20)}}),
         "undrawn.direct-payment#7 / allocation social-care 1 20\n"},
        {post(ReclaimMatured{direct, {care(60)}}),
         "fund.direct-payment#7 / payable:reclaim.direct-payment#7 social-care 1 60\n"
         "receivable:reclaim / allocation social-care 1 60\n"},
        {post(ReclaimReceived{council_bank, {care(50)}}),
         "bank@11 / receivable:reclaim social-care 1 50\n"},
        {post(ReclaimPaidByHolder{direct, {care(50)}}),
         "payable:reclaim.direct-payment#7 / held.direct-payment#7 social-care 1 50\n"},
        {post(ReclaimWaived{direct, {care(10)}}),
         "payable:reclaim.direct-payment#7 / fund.direct-payment#7 social-care 1 10\n"
         "allocation / receivable:reclaim social-care 1 10\n"},
        {post(ReclaimLost{direct, {care(10)}}),
         "written-off / receivable:reclaim social-care 1 10\n"
         "payable:reclaim.direct-payment#7 / held.direct-payment#7 social-care 1 10\n"},
    };
}

std::vector<Sample> partners_endings_lines() {
    return {
        {post(RechargeClaimed{council_bank, {health(400)}}),
         "receivable:partner@11 / payable:partner nhs 2 400\n"},
        {post(RechargeClaimed{council_bank, {health(400)}, false}),
         "receivable:partner@11 / funding nhs 2 400\n"},
        {post(RechargeApproved{icb_bank, {health(400)}}),
         "payable:partner / transit@12 nhs 2 400\n"},
        {post(RechargeReceived{council_bank, {health(400)}}),
         "bank@11 / receivable:partner@11 nhs 2 400\n"},
        {post(OptionChanged{direct, managed, {care(40)}}),
         "undrawn.direct-payment#7 / undrawn.managed-account#7 social-care 1 40\n"},
        {post(OptionMoneyMoved{direct, managed, {care(40)}}),
         "fund.direct-payment#7 / fund.managed-account#7 social-care 1 40\n"
         "held.managed-account#7@19 / held.direct-payment#7 social-care 1 40\n"},
        {post(OptionMoneyMoved{direct, managed, {care(40)}, false}),
         "fund.direct-payment#7 / fund.managed-account#7 social-care 1 40\n"
         "in-flight.managed-account#7@19 / held.direct-payment#7 social-care 1 40\n"},
        {post(UnapprovedGivenBack{direct, {care(40)}}),
         "undrawn.direct-payment#7 / allocation social-care 1 40\n"},
        {post(BudgetClosed{direct, {health(1000), care(300)}, {health(640), care(340)}}),
         "fund.direct-payment#7 / payable:reclaim.direct-payment#7 nhs 2 1000\n"
         "fund.direct-payment#7 / payable:reclaim.direct-payment#7 social-care 1 300\n"
         "receivable:reclaim / payable:body nhs 2 640\n"
         "receivable:reclaim / payable:body social-care 1 300\n"
         "receivable:reclaim / allocation nhs 2 360\n"
         "allocation / payable:body social-care 1 40\n"},
        {post(OwnShareOwedBack{direct, {own(12)}}),
         "fund.direct-payment#7 / payable:refund.direct-payment#7 person 1 12\n"},
        {post(OwnShareKept{direct, {own(12)}}),
         "payable:refund.direct-payment#7 / held.direct-payment#7 person 1 12\n"},
        {post(BodyPaymentApproved{icb_bank, {health(640)}}),
         "payable:body / transit@12 nhs 2 640\n"},
        {post(BodyPaymentReturned{icb_bank, {health(640)}}),
         "transit@12 / payable:body nhs 2 640\n"},
        {post(LineInUnexplained{line(5)}), "bank@19 / suspense@19 unassigned 3 5\n"},
        {post(LineOutUnexplained{line(5)}), "suspense@19 / bank@19 unassigned 3 5\n"},
        {post(LineInExplained{line(5)}), "suspense@19 / bank@19 unassigned 3 5\n"},
        {post(LineOutExplained{line(5)}), "bank@19 / suspense@19 unassigned 3 5\n"},
        {post(ClientAccountCharged{line(5)}), "receivable:shortfall@19 / bank@19 unassigned 3 5\n"},
        {post(PaymentPromisedAgain{
             post(SupplierPaymentApproved{notional, council_bank, {care(480)}}).legs}),
         "payable:supplier.notional#7 / transit@11 social-care 1 480\n"},
        {post(ClientAccountMadeGood{line(5)}),
         "bank@19 / receivable:shortfall@19 unassigned 3 5\n"},
    };
}

std::vector<Sample> samples() {
    std::vector<Sample> all;
    for (const auto& group : {money_in_and_aside(),
                              payments(),
                              payroll_and_spending(),
                              suppliers_contributions_surplus(),
                              partners_endings_lines()}) {
        all.insert(all.end(), group.begin(), group.end());
    }
    return all;
}

std::vector<std::string_view> parts_of(std::string_view text, std::string_view between) {
    std::vector<std::string_view> parts;
    for (std::size_t at = text.find(between); at != std::string_view::npos;
         at = text.find(between)) {
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at + between.size());
    }
    parts.push_back(text);
    return parts;
}

bool names(std::string_view choices, AccountName name) {
    const std::string_view text = name_of(name);
    return std::ranges::any_of(parts_of(choices, " or "), [&](std::string_view choice) {
        return choice == text || (choice == "payable:*" && text.starts_with("payable:"));
    });
}

bool listed(std::string_view moves, const Leg& leg) {
    return std::ranges::any_of(parts_of(moves, "; "), [&](std::string_view pair) {
        const auto sides = parts_of(pair, " / ");
        return sides.size() == 2 && names(sides[0], leg.debit.name) &&
               names(sides[1], leg.credit.name);
    });
}

TEST(PostingTable, MovesTheAccountsThatTheDesignNames) {
    for (const Sample& sample : samples()) {
        EXPECT_EQ(words(sample.posting), sample.legs) << row_of(sample.posting.event).name;
    }
}

TEST(PostingTable, SaysInWordsWhatTheEventMoves) {
    for (const Sample& sample : samples()) {
        const EventRow& row = row_of(sample.posting.event);
        EXPECT_EQ(sample.posting.nature, row.nature) << row.name;
        EXPECT_EQ(sample.posting.effect, row.effect) << row.name;
        for (const Leg& leg : sample.posting.legs) {
            EXPECT_TRUE(listed(row.moves, leg)) << row.name << ": " << words(sample.posting);
        }
    }
}

TEST(PostingTable, HasASampleOfEveryEventThatMovesSomething) {
    std::set<Event> sampled;
    for (const Sample& sample : samples()) sampled.insert(sample.posting.event);
    std::set<std::string_view> names_seen;
    std::size_t number = 0;
    for (const EventRow& row : event_table) {
        ++number;
        EXPECT_TRUE(names_seen.insert(row.name).second) << row.name;
        EXPECT_EQ(sampled.contains(row.event), !row.moves.empty()) << row.name;
    }
    EXPECT_EQ(number, 69U);
}

TEST(PostingReturn, SplitsByWhatIsLeftOfThePaymentSoThatPartsNeverExceedIt) {
    PaymentReturned third{{direct, council_bank, {care(1), health(1)}}, {}, Money::from_pence(1)};
    const Shares first = shares_of_return(third);
    EXPECT_EQ(first, (Shares{health(1)}));
    third.returned_before = first;
    EXPECT_EQ(shares_of_return(third), (Shares{care(1)}));
    third.returned_before = {care(1), health(1)};
    EXPECT_THROW((void)shares_of_return(third), InvariantBroken);
}

TEST(PostingReturn, IsAboveZeroAndAtMostWhatIsLeft) {
    PaymentReturned back{{direct, council_bank, {care(600), health(400)}}, {}, Money{}};
    EXPECT_THROW((void)post(back), InvariantBroken);
    back.amount = Money::from_pence(1001);
    EXPECT_THROW((void)post(back), InvariantBroken);
    back.amount = Money::from_pence(1000);
    EXPECT_EQ(post(back).legs.size(), 4U);
}

TEST(PostingShares, SplitTiesInAFixedOrderWhateverTheOrderOfTheWeights) {
    const Shares forwards = split_by_streams(Money::from_pence(1), {care(1), health(1)});
    const Shares backwards = split_by_streams(Money::from_pence(1), {health(1), care(1)});
    EXPECT_EQ(forwards, (Shares{health(1)}));
    EXPECT_EQ(forwards, backwards);
}

// Spending of 75.00 on a line of 130.00 net and 20.00 contribution: 65.00 and 10.00.
TEST(PostingShares, SplitSpendingByNetAndContribution) {
    EXPECT_EQ(split_by_streams(Money::from_pence(7500), {care(13000), own(2000)}),
              (Shares{care(6500), own(1000)}));
}

TEST(PostingShares, NeverCrossStreamsOrGoBelowZero) {
    EXPECT_THROW((void)post(SpendingAccounted{direct, {care(-1)}}), InvariantBroken);
    EXPECT_TRUE(post(SpendingAccounted{direct, {care(0)}}).legs.empty());
}

}  // namespace
}  // namespace almoner::ledger
