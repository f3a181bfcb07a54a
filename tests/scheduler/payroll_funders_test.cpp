// Whose money pays a slip, once it has: 80 hours are £1,003.02 of net pay (payroll.md; the same
// slip as in payroll_pay_test).
#include "ledger/records/ending.h"
#include "ledger/records/managed_pay_out.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/invoice.h"
#include "tests/scheduler/paying_suppliers.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaymentState;
using ledger::Stream;
using nlohmann::json;
using tests::on;

// The council pays beside the NHS: £2,000 each.
class FundersOfWages : public tests::PayingSuppliers {
  protected:
    void pays_from(std::int64_t line) {
        area.write([&](ledger::Work& work) {
            auto changed = *ledger::employment_numbered(work.database(), job, on("2026-05-05"));
            changed.from_on = on("2026-04-06");
            ledger::insert_employment(work, changed, std::vector<ledger::PaidFrom>{{line, 1}});
        });
    }
    std::string correct() {
        return area.refusal(
            payroll_correct, {{"slip", "1"}, {"words", "The council's."}}, {.day = "2026-05-05"});
    }

    const std::int64_t council = add_council_line(2'000'00);
};

// Another funder's money would pay the same wage again, and the assistant has it.
TEST_F(FundersOfWages, StayThoseOfASlipThatIsPaid) {
    post_slips();
    send(propose());
    (void)bank("1003.02", "DBIT", ledger::payment_ref(1));
    pays_from(council);
    EXPECT_EQ(correct(), "funders-of-a-paid-slip");
    // 82 hours out of the money that paid the 80.
    pays_from(holder.line);
    withdraw(1);
    work_hours(job, 82);
    EXPECT_EQ(correct(), "accepted");
    EXPECT_EQ(refused("2026-05-10", "2026-05-05"), "nothing-to-pay-out");
}

TEST_F(FundersOfWages, StayThoseOfASlipThatIsOnItsWay) {
    post_slips();
    const json proposed = propose();
    pays_from(council);
    EXPECT_EQ(correct(), "accepted");  // nobody approved it yet
    approve_run(proposed.at("runs")[0]);
    EXPECT_EQ(correct(), "funders-of-a-paid-slip");
}

TEST_F(FundersOfWages, AreOthersWhereNothingOfTheSlipIsPaid) {
    post_slips();
    pays_from(council);
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "The council's."}}, {.day = "2026-05-05"}));
    EXPECT_EQ(at(AccountName::payable_net_pay), 0);
    EXPECT_EQ(at(AccountName::payable_net_pay, Stream::social_care), 1'003'02);
    EXPECT_EQ(propose("2026-05-10", "2026-05-05").at("runs")[0].at("confirm"), "1:100302");
    expect_clean();
}

// The budget ends, and the public body owes the wages from then on.
class WagesOfAnEnding : public tests::PayingSuppliers {
  protected:
    void ends(const std::string& kind_taken_over) {
        const std::string letter = document("what is owed");
        area.write([&](ledger::Work& work) {
            const std::int64_t id = ledger::insert_ending(work,
                                                          holder.person,
                                                          {.budget = holder.budget,
                                                           .because = "stop",
                                                           .last_on = on("2026-04-26"),
                                                           .ground = "no-longer-suitable",
                                                           .opened_on = on("2026-04-28"),
                                                           .opened_by = 1});
            step(work, id, "open");
            if (kind_taken_over.empty()) return step(work, id, "closed");
            ledger::insert_ending_settled(work,
                                          {.ending = id,
                                           .kind = kind_taken_over,
                                           .plan_line = holder.line,
                                           .amount = Money::from_pence(1'003'02),
                                           .way = "body",
                                           .evidence = std::stoll(letter),
                                           .proposal = 1,
                                           .on = on("2026-04-28"),
                                           .actor = 1});
        });
    }
    void step(ledger::Work& work, std::int64_t ending, const std::string& state) const {
        ledger::insert_ending_step(
            work,
            holder.person,
            {.ending = ending, .state = state, .on = on("2026-04-28"), .actor = 1});
    }
    std::string approve_refused(const json& run) {
        return area.refusal(run_approve,
                            {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                            {.actor = tests::ben, .day = "2026-04-28"});
    }
};

TEST_F(WagesOfAnEnding, AreNotPaidByTheClientAccountOnceTheBodyOwesThem) {
    post_slips();
    ends("wages");
    const json proposed = propose();
    ASSERT_EQ(proposed.at("held").size(), 1U);
    EXPECT_EQ(proposed.at("held")[0].at("code"), "body-took-over");
    // HMRC's part nobody took over.
    EXPECT_EQ(propose("2026-07-22", "2026-07-06").at("runs").back().at("confirm"), "1:1378");
}

TEST_F(WagesOfAnEnding, AreStoppedThatWereProposedBefore) {
    post_slips();
    const json run = propose().at("runs")[0];
    ends("wages");
    EXPECT_EQ(approve_refused(run), "nothing-to-approve");
}

TEST_F(WagesOfAnEnding, AreNotPaidOutOfAClosedBudget) {
    post_slips();
    ends("");
    EXPECT_EQ(propose().at("held")[0].at("code"), "budget-closed");
}

TEST_F(WagesOfAnEnding, LeaveASuppliersInvoiceToTheBodyToo) {
    ASSERT_EQ(record(), "accepted");
    ends("invoices");
    EXPECT_EQ(pay_refused(), "body-took-over");
}

// Two thirds of the wages are of the line that ended, and one of another line: £668.68 and £334.34
// of net pay, £9.19 and £4.59 of HMRC's £13.78.
class WagesThatEndInPart : public WagesOfAnEnding {
  protected:
    WagesThatEndInPart() {
        area.write([&](ledger::Work& work) {
            ledger::PlanLine line =
                *ledger::plan_line_numbered(work.database(), holder.line, on("2026-05-01"));
            line.number = 0;
            line.ref = "LMORE";
            const std::int64_t other = ledger::insert_plan_line(work, line);
            auto changed = *ledger::employment_numbered(work.database(), job, on("2026-05-05"));
            changed.from_on = on("2026-04-06");
            ledger::insert_employment(
                work, changed, std::vector<ledger::PaidFrom>{{holder.line, 2}, {other, 1}});
        });
        post_slips();
    }
};

TEST_F(WagesThatEndInPart, ArePaidAsFarAsTheBodyDidNotTakeThemOver) {
    ends("wages");
    const json proposed = propose();
    ASSERT_EQ(proposed.at("held").size(), 1U);
    EXPECT_EQ(proposed.at("held")[0].at("code"), "body-took-over");
    EXPECT_EQ(proposed.at("held")[0].at("amount"), 668'68);
    EXPECT_EQ(proposed.at("runs")[0].at("confirm"), "1:33434");
    send(proposed);
    EXPECT_EQ(bank("334.34", "DBIT", ledger::payment_ref(1)).at("settled"), 1);
    EXPECT_EQ(at(AccountName::payable_net_pay), 668'68);
    const json again = propose("2026-05-10", "2026-05-05");
    EXPECT_EQ(again.at("runs")[0].at("payments"), 0);
    EXPECT_EQ(again.at("held")[0].at("amount"), 668'68);
    EXPECT_EQ(area.count("payment WHERE state = 2"), 1);
    expect_clean();
}

TEST_F(WagesThatEndInPart, AreSplitThatWereProposedWhole) {
    const json run = propose().at("runs")[0];
    EXPECT_EQ(run.at("confirm"), "1:100302");
    ends("wages");
    EXPECT_EQ(approve_refused(run), "nothing-to-approve");
    (void)area.answer(run_cancel, {{"run", run.at("run")}}, {.day = "2026-04-28"});
    EXPECT_EQ(propose().at("runs")[0].at("confirm"), "1:33434");
}

TEST_F(WagesThatEndInPart, LeaveHmrcTheRestToo) {
    ends("hmrc");
    EXPECT_EQ(propose().at("runs")[0].at("confirm"), "1:100302");
    const json proposed = propose("2026-07-22", "2026-07-06");
    EXPECT_EQ(proposed.at("runs")[0].at("confirm"), "1:459");
    EXPECT_EQ(proposed.at("held")[0].at("amount"), 9'19);
}

class HeldOfManagedAccounts : public WagesOfAnEnding {};

// HMRC's £13.78 are held without the reference that it knows; then the slip is another, of 82
// hours.
TEST_F(HeldOfManagedAccounts, EndWhereTheSlipIsAnotherSince) {
    area.write([&](ledger::Work& work) {
        auto made = *ledger::employer_numbered(work.database(), employer, on("2026-04-01"));
        made.accounts_private.reset();
        ledger::insert_employer(work, made);
    });
    post_slips();
    ASSERT_EQ(propose("2026-07-22", "2026-07-06").at("held").size(), 1U);
    const std::int64_t before = area.count("payment WHERE state = 2");
    ASSERT_EQ(before, 1);
    withdraw(1);
    work_hours(job, 82);
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "Two hours more."}}, {.day = "2026-07-06"}));
    ASSERT_EQ(propose("2026-07-22", "2026-07-06").at("held").size(), 1U);
    EXPECT_EQ(area.count("payment WHERE state = 2"), 1);  // the new one alone
}

TEST_F(HeldOfManagedAccounts, EndWithTheInvoiceThatIsWithdrawn) {
    ASSERT_EQ(record(), "accepted");
    (void)pay_invoice();
    area.area().database().run_script("UPDATE payment SET state = 2 WHERE id = 1");
    EXPECT_EQ(area.refusal(invoice_withdraw, {{"invoice", "INV-0001"}}, may_1), "accepted");
    EXPECT_EQ(state(1), PaymentState::cancelled);
}

}  // namespace
}  // namespace almoner::scheduler
