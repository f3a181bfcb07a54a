#include "ledger/views/balance.h"

#include "ledger/posting/contribution.h"
#include "ledger/posting/notional.h"
#include "ledger/posting/payroll.h"
#include "ledger/posting/set_aside.h"
#include "ledger/posting/spending.h"
#include "ledger/posting/surplus.h"
#include "ledger/records/agreement.h"
#include "ledger/records/record_table.h"
#include "ledger/views/access.h"
#include "ledger/views/balance_words.h"
#include "tests/ledger/views/counting_database.h"
#include "tests/ledger/views/small_area.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::ledger {
namespace {

using tests::CountingDatabase;
using tests::day;
using tests::pence;
using tests::SmallArea;

const Date today = *Date::parse("2026-11-22");

Scope anybody() {
    return everything(1, "month end");
}

BalanceView balance(SmallArea& area, const char* person, const AsOf& as_of = now_on(today)) {
    return balance_of(anybody(), area.database(), person, as_of, {}).value();
}

// The figures are those of the worked cases of the posting table: case 1.
TEST(Balance, OfADirectPaymentFollowsAPaymentFromItsApprovalToItsReturn) {
    SmallArea area;
    const std::int32_t budget = area.person("P001", "B001");
    const Payment payment = area.payment(budget, Option::direct_payment, {area.nhs(1'800'00)});
    const std::int64_t first = area.approved(payment);
    BalanceView view = balance(area, "P001");
    ASSERT_EQ(view.options.size(), 1U);
    EXPECT_EQ(view.options.at(0),
              (OptionBalance{.option = Option::direct_payment,
                             .held = pence(0),
                             .with_body = pence(1'800'00),
                             .on_its_way = pence(1'800'00)}));
    EXPECT_EQ(view.sentence,
              "As of 22 November 2026, you hold £0 and £0 is free to spend; the NHS still has"
              " £1,800 for you, all of it on its way.");
    area.settle(first, 2, today);
    view = balance(area, "P001");
    EXPECT_EQ(view.options.at(0),
              (OptionBalance{.option = Option::direct_payment,
                             .held = pence(1'800'00),
                             .free_to_spend = pence(1'800'00)}));
    EXPECT_EQ(view.sentence,
              "As of 22 November 2026, you hold £1,800 and £1,800 is free to spend.");
    area.happens(post(PaymentReturned{payment, {}, pence(1'800'00)}));
    view = balance(area, "P001");
    EXPECT_EQ(view.options.at(0),
              (OptionBalance{.option = Option::direct_payment, .with_body = pence(1'800'00)}));
    EXPECT_EQ(view.sentence,
              "As of 22 November 2026, you hold £0 and £0 is free to spend; the NHS still has"
              " £1,800 for you.");
}

// Case 4: £1,200 held, a wage of £981.55 net, £13.78 for HMRC and £37.57 for the pension.
TEST(Balance, OfAManagedAccountCountsAnApprovedPayOutOnce) {
    SmallArea area;
    const std::int32_t budget = area.person("P004", "B004");
    const Holding holding{.budget = budget, .option = Option::managed_account};
    area.paid(area.payment(budget, Option::managed_account, {area.council(1'200'00)}));
    area.choose(post(PayrollPosted{holding,
                                   {{AccountName::payable_net_pay, {area.council(981'55)}},
                                    {AccountName::payable_hmrc, {area.council(13'78)}},
                                    {AccountName::payable_pension, {area.council(37'57)}}}}));
    const OptionBalance owed{.option = Option::managed_account,
                             .held = pence(1'200'00),
                             .promised = pence(1'032'90),
                             .free_to_spend = pence(167'10)};
    EXPECT_EQ(balance(area, "P004").options.at(0), owed);
    const std::int64_t first = area.choose(
        post(PayOutApproved{holding, {{AccountName::payable_net_pay, {area.council(981'55)}}}}));
    EXPECT_EQ(balance(area, "P004").options.at(0), owed);
    EXPECT_EQ(balance(area, "P004").sentence,
              "As of 22 November 2026, £1,200 is held for you on a managed account, £1,032.90 of"
              " it is promised and £167.10 is free to spend.");
    area.settle(first, 1, today);
    EXPECT_EQ(balance(area, "P004").options.at(0),
              (OptionBalance{.option = Option::managed_account,
                             .held = pence(218'45),
                             .promised = pence(51'35),
                             .free_to_spend = pence(167'10)}));
}

TEST(Balance, OfAManagedAccountLeavesOutWhatHmrcHasNotPaidYet) {
    SmallArea area;
    const std::int32_t budget = area.person("P005", "B005");
    const Holding holding{.budget = budget, .option = Option::managed_account};
    area.paid(area.payment(budget, Option::managed_account, {area.council(800'00)}));
    area.choose(post(HmrcCreditClaimed{holding, {area.council(94'77)}}));
    const OptionBalance shown = balance(area, "P005").options.at(0);
    EXPECT_EQ(shown.held, pence(800'00));
    EXPECT_EQ(shown.promised, pence(0));
    EXPECT_EQ(shown.free_to_spend, pence(800'00));
}

TEST(Balance, OfMoneyThatIsSentButNotOnTheClientAccountsStatementIsAboutToArrive) {
    SmallArea area;
    const std::int32_t budget = area.person("P006", "B006");
    Payment payment = area.payment(budget, Option::managed_account, {area.council(500'00)});
    payment.to.client_account = 9;
    area.paid(payment);
    const OptionBalance shown = balance(area, "P006").options.at(0);
    EXPECT_EQ(shown.arriving, pence(500'00));
    EXPECT_EQ(shown.held, pence(0));
    EXPECT_EQ(shown.free_to_spend, pence(0));
    area.happens(post(ClientReceipt{payment.to, {area.council(500'00)}}));
    EXPECT_EQ(balance(area, "P006").options.at(0).held, pence(500'00));
}

// Case 7: care £1,200 and a charge of £100 a period; £1,000 and £100 spent.
TEST(Balance, OfAThirdPartyCarriesForwardWhatIsLeft) {
    SmallArea area;
    const std::int32_t budget = area.person("P007", "B007");
    const Holding holding{.budget = budget, .option = Option::third_party};
    for (int period = 0; period < 2; ++period) {
        area.paid(area.payment(budget, Option::third_party, {area.council(1'300'00)}));
        area.choose(post(SpendingAccounted{holding, {area.council(1'000'00)}}));
        area.choose(post(ManagementCharged{holding, {area.council(100'00)}}));
    }
    EXPECT_EQ(balance(area, "P007").sentence,
              "As of 22 November 2026, £400 is held for you by a third party and £400 is free to"
              " spend.");
}

// Case 8: £500 set aside, an invoice of £480.
TEST(Balance, OfNotionalMoneyStaysWithTheCouncilUntilTheProviderIsPaid) {
    SmallArea area;
    const std::int32_t budget = area.person("P008", "B008");
    const Holding holding{.budget = budget, .option = Option::notional};
    area.choose(post(PeriodSetAside{holding, {area.council(500'00)}, {}}));
    area.choose(post(SupplierInvoiced{holding, {area.council(480'00)}}));
    const OptionBalance invoiced{.option = Option::notional,
                                 .with_body = pence(500'00),
                                 .promised = pence(480'00),
                                 .free_to_spend = pence(20'00)};
    EXPECT_EQ(balance(area, "P008").options.at(0), invoiced);
    const std::int64_t first = area.choose(
        post(SupplierPaymentApproved{holding, area.council_bank, {area.council(480'00)}}));
    EXPECT_EQ(balance(area, "P008").options.at(0), invoiced);
    EXPECT_EQ(balance(area, "P008").sentence,
              "As of 22 November 2026, the council still has £500 for you, £480 of it is promised"
              " and £20 is free to spend.");
    area.settle(first, 1, today);
    EXPECT_EQ(
        balance(area, "P008").options.at(0),
        (OptionBalance{
            .option = Option::notional, .with_body = pence(20'00), .free_to_spend = pence(20'00)}));
}

// Case 2: £150 less £20 of one's own, which is late, and all of it spent.
TEST(Balance, SaysInWordsWhatIsMissingAndWhatIsLateWhereWeSeeTheAccount) {
    SmallArea area;
    const std::int32_t budget = area.person("P002", "B002");
    const Holding holding{.budget = budget, .option = Option::third_party};
    area.choose(post(ContributionDue{holding, {area.own(20'00)}}));
    area.paid(area.payment(budget, Option::third_party, {area.council(130'00)}));
    area.happens(post(SpendingAccounted{holding, {area.council(130'00), area.own(20'00)}}));
    const BalanceView view = balance(area, "P002");
    EXPECT_EQ(view.options.at(0).held, pence(-20'00));
    EXPECT_EQ(view.options.at(0).own_part_late, pence(20'00));
    EXPECT_EQ(view.sentence,
              "As of 22 November 2026, £20 more has been spent than we know to have come.");
    EXPECT_EQ(view.notes,
              (std::vector<std::string>{
                  "Your own contribution of £20 has not arrived yet.",
                  "Tell us if money came from somewhere else, or if a sum is wrong."}));
    area.happens(post(ContributionArrived{holding, {area.own(20'00)}}));
    EXPECT_EQ(balance(area, "P002").sentence,
              "As of 22 November 2026, no money has been set aside for you yet.");
}

// Nobody but the holder sees what they add to their own account.
TEST(Balance, OfADirectPaymentSaysWhatToAddAndNeverThatItHasNotArrived) {
    SmallArea area;
    const std::int32_t budget = area.person("P020", "B020");
    const Holding holding{.budget = budget, .option = Option::direct_payment};
    (void)area.area().run([&](Work& work) -> Outcome<std::string> {
        insert_agreement(work,
                         {.ref = "A020",
                          .from_on = day("2026-04-01"),
                          .budget = budget,
                          .option = Option::direct_payment,
                          .payee = "holder",
                          .anchor_on = day("2026-11-02"),
                          .start_on = day("2026-11-02"),
                          .contribution = pence(20'00),
                          .contribution_basis = ContributionBasis::net,
                          .status = AgreementStatus::active});
        return std::string("{}");
    });
    area.choose(post(ContributionDue{holding, {area.own(20'00)}}));
    area.paid(area.payment(budget, Option::direct_payment, {area.council(130'00)}));
    BalanceView view = balance(area, "P020");
    EXPECT_EQ(view.options.at(0).held, pence(130'00));
    EXPECT_EQ(view.options.at(0).own_part_late, pence(0));
    EXPECT_EQ(view.notes,
              (std::vector<std::string>{"The next payment is due on 30 November 2026.",
                                        "Add £20 of your own to the account every four weeks."}));
    area.choose(post(SpendingAccounted{holding, {area.council(130'00), area.own(15'00)}}));
    view = balance(area, "P020");
    EXPECT_EQ(view.options.at(0).held, pence(0));
    EXPECT_EQ(view.notes.size(), 2U);
}

// Two funders, each with an option of its own.
TEST(Balance, NamesOnlyTheFunderThatHasTheMoneyOfAnOption) {
    SmallArea area;
    const std::int32_t budget = area.person("P021", "B021");
    area.choose(post(
        PeriodSetAside{{.budget = budget, .option = Option::notional}, {area.nhs(90'00)}, {}}));
    area.choose(post(PeriodSetAside{
        {.budget = budget, .option = Option::managed_account}, {area.council(358'68)}, {}}));
    const BalanceView view = balance(area, "P021");
    EXPECT_EQ(with_whom_of(view, Option::notional), "the NHS");
    EXPECT_EQ(with_whom_of(view, Option::managed_account), "the council");
    EXPECT_NE(view.sentence.find("; the council still has £358.68 for you."), std::string::npos)
        << view.sentence;
}

std::string sentence_of(Money held, Money promised, Money kept) {
    BalanceView view{.as_of = now_on(today)};
    view.options = {{.option = Option::direct_payment,
                     .held = held,
                     .promised = promised,
                     .kept_aside = kept,
                     .free_to_spend = held - promised - kept}};
    return balance_sentence(view);
}

TEST(Balance, SaysWhatIsMissingOfWhatIsToBeKept) {
    EXPECT_EQ(sentence_of(pence(88'05), pence(0), pence(150'00)),
              "As of 22 November 2026, you hold £88.05, all of it is kept for emergencies and"
              " £61.95 is missing of the £150 to be kept.");
    EXPECT_EQ(sentence_of(pence(100'00), pence(60'00), pence(150'00)),
              "As of 22 November 2026, you hold £100, £60 of it is promised, the other £40 is kept"
              " for emergencies and £110 is missing of the £150 to be kept.");
    EXPECT_EQ(sentence_of(pence(100'00), pence(120'00), pence(150'00)),
              "As of 22 November 2026, you hold £100, £120 is promised, £20 is missing for that and"
              " nothing is left of the £150 to be kept for emergencies.");
    EXPECT_EQ(sentence_of(pence(150'00), pence(0), pence(150'00)),
              "As of 22 November 2026, you hold £150, £150 of it is kept for emergencies and £0 is"
              " free to spend.");
}

// Case 6: £800 held, a reclaim of £600; and £150 kept for emergencies.
TEST(Balance, KeepsTheContingencyAndWhatIsOwedOutOfWhatIsFree) {
    SmallArea area;
    const std::int32_t budget = area.person("P009", "B009", pence(150'00));
    const Holding holding{.budget = budget, .option = Option::direct_payment};
    area.paid(area.payment(budget, Option::direct_payment, {area.nhs(2'000'00)}));
    area.choose(post(SpendingAccounted{holding, {area.nhs(1'200'00)}}));
    area.choose(post(ReclaimMatured{holding, {area.nhs(600'00)}}));
    const BalanceView view = balance(area, "P009");
    EXPECT_EQ(view.options.at(0),
              (OptionBalance{.option = Option::direct_payment,
                             .held = pence(800'00),
                             .promised = pence(600'00),
                             .kept_aside = pence(150'00),
                             .free_to_spend = pence(50'00)}));
    EXPECT_EQ(view.sentence,
              "As of 22 November 2026, you hold £800, £600 of it is promised, £150 of it is kept"
              " for emergencies and £50 is free to spend.");
    EXPECT_EQ(figures_of(view.options.at(0), with_whom_of(view, Option::direct_payment)),
              (std::vector<NamedFigure>{{"Held by you", pence(800'00)},
                                        {"Still with the NHS", pence(0)},
                                        {"Free to spend", pence(50'00)},
                                        {"Promised", pence(600'00)},
                                        {"Kept for emergencies", pence(150'00)}}));
}

TEST(Balance, OfAMixedBudgetNamesBothFundersAndTheContingencyOnce) {
    SmallArea area;
    const std::int32_t budget = area.person("P010", "B010", pence(50'00));
    area.choose(post(PeriodSetAside{
        {.budget = budget, .option = Option::notional}, {area.council(300'00)}, {}}));
    area.paid(area.payment(budget, Option::direct_payment, {area.nhs(200'50)}));
    const BalanceView view = balance(area, "P010");
    EXPECT_EQ(view.free_to_spend, pence(450'50));
    EXPECT_EQ(view.sentence,
              "As of 22 November 2026, the council still has £300 for you and £300 is"
              " free to spend; you hold £200.50, £50 of it is kept for emergencies and £150.50 is"
              " free to spend.");
}

TEST(Balance, OfThePastGoesByWhatBelongsToTheDayOrByWhatWasBooked) {
    SmallArea area;
    const std::int32_t budget = area.person("P011", "B011");
    const Payment first = area.payment(budget, Option::direct_payment, {area.nhs(300'00)});
    area.paid(first, {.effective = day("2026-10-05")});
    const std::int64_t then = area.last_seq();
    area.paid(first, {.effective = day("2026-11-02")});
    const std::int64_t pending = area.approved(first, {.effective = day("2026-11-30")});
    const std::int64_t later = area.last_seq();
    area.settle(pending, 2, day("2026-11-30"));
    const auto held = [&](const AsOf& as_of) {
        return balance(area, "P011", as_of).options.at(0).held;
    };
    EXPECT_EQ(held(now_on(today)), pence(900'00));
    EXPECT_EQ(held(effective_on(day("2026-10-05"))), pence(300'00));
    EXPECT_EQ(held(effective_on(day("2026-11-29"))), pence(600'00));
    EXPECT_EQ(held(effective_on(day("2026-11-30"))), pence(900'00));
    EXPECT_TRUE(balance(area, "P011", effective_on(day("2026-10-04"))).options.empty());
    EXPECT_EQ(held(booked_at(then, today)), pence(300'00));
    const OptionBalance sent = balance(area, "P011", booked_at(later, today)).options.at(0);
    EXPECT_EQ(sent.held, pence(600'00));
    EXPECT_EQ(sent.on_its_way, pence(300'00));
    EXPECT_EQ(held(booked_by(area.database(), today)), pence(900'00));
    EXPECT_TRUE(
        balance(area, "P011", booked_by(area.database(), day("2026-11-21"))).options.empty());
    EXPECT_EQ(balance(area, "P011", effective_on(day("2026-10-05"))).sentence,
              "By what belongs to 5 October 2026 or before, you hold £300 and £300 is free to"
              " spend.");
}

TEST(Balance, ReadsAsManyRowsAfterAThousandTransfersAsAfterTen) {
    SmallArea area;
    const std::int32_t budget = area.person("P012", "B012");
    const Payment payment = area.payment(budget, Option::direct_payment, {area.nhs(1)});
    const auto rows_read = [&] {
        CountingDatabase counting(area.database());
        EXPECT_TRUE(balance_of(anybody(), counting, "P012", now_on(today), {}).accepted());
        return counting.rows_read();
    };
    for (int i = 0; i < 2; ++i) area.paid(payment);
    const std::int64_t few = rows_read();
    for (int i = 0; i < 200; ++i) area.paid(payment);
    EXPECT_EQ(rows_read(), few);
    EXPECT_LT(few, 40);
}

TEST(Balance, IsRefusedForAPersonWhomTheReaderMayNotSeeAsForOneWhoIsNotThere) {
    SmallArea area;
    area.person("P013", "B013");
    Scope nobody = anybody();
    nobody.people.emplace();
    const auto refused = balance_of(nobody, area.database(), "P013", now_on(today), {});
    const auto absent = balance_of(anybody(), area.database(), "P099", now_on(today), {});
    ASSERT_FALSE(refused.accepted());
    ASSERT_FALSE(absent.accepted());
    EXPECT_EQ(refused.refusal(), absent.refusal());
    EXPECT_EQ(refused.refusal().code, "person-unknown");
}

TEST(Balance, LeavesOutStreamsThatTheReaderMayNotSee) {
    SmallArea area;
    const std::int32_t budget = area.person("P014", "B014");
    area.paid(area.payment(budget, Option::direct_payment, {area.nhs(100'00)}));
    area.paid(area.payment(budget, Option::direct_payment, {area.council(40'00)}));
    Scope of_council = anybody();
    of_council.streams = {Stream::social_care};
    const auto view = balance_of(of_council, area.database(), "P014", now_on(today), {}).value();
    EXPECT_EQ(view.options.at(0).held, pence(40'00));
    EXPECT_EQ(with_whom_of(view, Option::direct_payment), "the council");
}

TEST(BalanceDetail, IsByStreamAndByPlanLine) {
    SmallArea area;
    const std::int32_t budget = area.person("P015", "B015");
    const std::int64_t line = area.plan_line(budget, "PL15", Option::direct_payment);
    const Holding holding{.budget = budget, .option = Option::direct_payment};
    area.paid(area.payment(budget, Option::direct_payment, {area.nhs(450'00)}));
    area.paid(area.payment(budget, Option::direct_payment, {area.council(60'00)}));
    area.choose(post(SpendingAccounted{holding, {area.nhs(120'00)}}),
                {.plan_line = line, .effective = day("2026-10-20")});
    area.choose(post(SpendingAccounted{holding, {area.nhs(30'05)}}), {.plan_line = line});
    const auto detail_at = [&](const AsOf& as_of) {
        return balance_detail_of(anybody(), area.database(), "P015", as_of).value();
    };
    const BalanceDetail detail = detail_at(now_on(today));
    ASSERT_EQ(detail.streams.size(), 2U);
    EXPECT_EQ(detail.streams[0],
              (StreamBalance{.budget = "B015",
                             .option = Option::direct_payment,
                             .stream = Stream::nhs,
                             .body = "ICB",
                             .held = pence(299'95)}));
    EXPECT_EQ(detail.streams[1].body, "LA");
    EXPECT_EQ(detail.streams[1].held, pence(60'00));
    PlanLineSpent spent{.budget = "B015",
                        .option = Option::direct_payment,
                        .stream = Stream::nhs,
                        .plan_line = "PL15",
                        .purpose = "Personal assistant",
                        .planned = pence(450'00),
                        .frequency = "weekly",
                        .spent = pence(150'05)};
    EXPECT_EQ(detail.plan_lines, std::vector{spent});
    spent.spent = pence(120'00);
    EXPECT_EQ(detail_at(effective_on(day("2026-10-31"))).plan_lines, std::vector{spent});
}

TEST(BalanceDetail, ShowsEachPlanLineBeforeAnythingIsSpent) {
    SmallArea area;
    const std::int32_t budget = area.person("P018", "B018");
    area.plan_line(budget, "PL18", Option::direct_payment);
    const auto detail =
        balance_detail_of(anybody(), area.database(), "P018", now_on(today)).value();
    ASSERT_EQ(detail.plan_lines.size(), 1U);
    EXPECT_EQ(detail.plan_lines[0].plan_line, "PL18");
    EXPECT_EQ(detail.plan_lines[0].planned, pence(450'00));
    EXPECT_EQ(detail.plan_lines[0].paid, pence(0));
    EXPECT_EQ(detail.plan_lines[0].spent, pence(0));
}

TEST(NextPayment, IsTheEarliestUnderWayAndElseADateOfTheAgreement) {
    SmallArea area;
    const std::int32_t budget = area.person("P016", "B016");
    const auto write = [&](const auto& handler) {
        ASSERT_TRUE(area.area()
                        .run([&](Work& work) -> Outcome<std::string> {
                            handler(work);
                            return std::string("{}");
                        })
                        .outcome.accepted());
    };
    EXPECT_TRUE(balance(area, "P016").next.empty());
    write([&](Work& work) {
        insert_agreement(work,
                         {.ref = "A016",
                          .from_on = day("2026-04-01"),
                          .budget = budget,
                          .option = Option::direct_payment,
                          .payee = "holder",
                          .anchor_on = day("2026-11-02"),
                          .start_on = day("2026-11-02"),
                          .status = AgreementStatus::active});
    });
    // Four weeks after Monday 2 November.
    EXPECT_EQ(balance(area, "P016").next.at(0).on, day("2026-11-30"));
    EXPECT_EQ(balance(area, "P016").next.at(0).option, Option::direct_payment);
    EXPECT_EQ(balance(area, "P016").notes,
              std::vector<std::string>{"The next payment is due on 30 November 2026."});
    write([&](Work& work) {
        for (const char* entry : {"2026-11-30", "2026-11-27"}) {
            work.records().insert(payment_table,
                                  1,
                                  1,
                                  budget,
                                  Option::direct_payment,
                                  1,
                                  1,
                                  day(entry),
                                  day(entry) + 27,
                                  1,
                                  day(entry),
                                  day(entry),
                                  pence(450'00),
                                  pence(0),
                                  pence(0),
                                  pence(450'00),
                                  1,
                                  0);
        }
    });
    const BalanceView view = balance(area, "P016");
    ASSERT_EQ(view.next.size(), 2U);
    EXPECT_EQ(view.next[0].on, day("2026-11-27"));
    EXPECT_EQ(view.next[0].amount, pence(450'00));
    EXPECT_EQ(view.next[1].on, day("2026-11-30"));
    EXPECT_EQ(view.notes,
              (std::vector<std::string>{"The next payment of £450 is due on 27 November 2026.",
                                        "Another payment of £450 is due on 30 November 2026."}));
    area.database().run_script("UPDATE payment SET state = 9");
    EXPECT_EQ(balance(area, "P016").next.at(0).amount, std::nullopt);
}

TEST(Access, IsNotedWhereSomebodyElseSeesWhatWasBought) {
    const Scope staff = anybody();
    const Scope holder{.actor = 7, .purpose = std::string(own_account)};
    EXPECT_EQ(access_to_note(staff, Look::detail), "detail");
    EXPECT_EQ(access_to_note(staff, Look::history), "history");
    EXPECT_EQ(access_to_note(staff, Look::balance), "balance");
    EXPECT_EQ(access_to_note(holder, Look::detail), std::nullopt);
}

}  // namespace
}  // namespace almoner::ledger
