// HMRC pays back what it had too much: 80 hours at £12.71 made £13.78 of National Insurance, paid
// with the quarter to 5 July 2026; 70 hours make none (the same slips as in payroll_pay_test).
#include "ledger/records/hmrc_refund.h"

#include "ledger/records/budget.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/open_pay.h"
#include "scheduler/payroll/pay_due.h"
#include "tests/scheduler/managed_paying.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using nlohmann::json;
using tests::FieldMap;
using tests::on;

class RefundOfHmrc : public tests::ManagedPaying {
  protected:
    RefundOfHmrc() {
        budget_ref =
            ledger::budget_numbered(area.area().database(), holder.budget, on("2026-05-01"))->ref;
        sheet = work_hours(job, 80);
        const json run = draft();
        approve(run, "2026-04-28");
        (void)area.answer(payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-28"});
        send(propose());
        (void)bank("1003.02", "DBIT", ledger::payment_ref(1));
        send(propose("2026-07-22", "2026-07-06"), "2026-07-20");
        (void)bank("13.78", "DBIT", ledger::payment_ref(2), "2026-07-22");
    }
    void ten_hours_too_many() {
        withdraw(sheet);
        work_hours(job, 70);
        confirm(area.answer(
            payroll_correct, {{"slip", "1"}, {"words", "Ten hours."}}, {.day = "2026-05-05"}));
    }
    FieldMap refund(const std::string& item = "1") const {
        return {{"item", item},
                {"to", "hmrc-refund"},
                {"budget", budget_ref},
                {"reason", "HMRC's letter of 30 July"}};
    }
    std::int64_t open_in_all() {
        Money open;
        area.write([&](ledger::Work& work) {
            for (const auto& [debt, amount] : open_parts(work, {0, 0})) open += amount;
        });
        return open.pence();
    }

    const tests::AskedOn august{.day = "2026-08-03"};
    std::string budget_ref;
    std::int64_t sheet = 0;
};

TEST_F(RefundOfHmrc, ComesBackToThePersonAndIsSetOffNoMore) {
    ASSERT_EQ(at(AccountName::payable_hmrc), 0);
    ten_hours_too_many();
    EXPECT_EQ(at(AccountName::payable_hmrc), -13'78);
    EXPECT_EQ(open_in_all(), -13'78);
    const std::int64_t before = held();
    EXPECT_EQ(bank("13.78", "CRDT", "HMRC NDDS", "2026-08-03").at("suspense"), 1);
    const json proposed = area.answer(statement_explain, refund(), august);
    EXPECT_EQ(proposed.at("confirm"), "1:1378");
    EXPECT_EQ(at(AccountName::payable_hmrc), -13'78);  // two people say so
    confirm(proposed);
    EXPECT_EQ(at(AccountName::payable_hmrc), 0);
    EXPECT_EQ(held(), before + 13'78);
    EXPECT_EQ(open_in_all(), 0);
    ASSERT_EQ(ledger::hmrc_refund_parts(area.area().database()).size(), 1U);
    EXPECT_EQ(ledger::hmrc_refund_parts(area.area().database())[0].debt.slip, 2);
    expect_clean();

    confirm(area.answer(
        statement_explain, {{"item", "1"}, {"undo", "yes"}, {"reason", "No."}}, august));
    EXPECT_EQ(at(AccountName::payable_hmrc), -13'78);
    EXPECT_EQ(held(), before);
    EXPECT_EQ(open_in_all(), -13'78);
    EXPECT_TRUE(ledger::hmrc_refund_parts(area.area().database()).empty());
    expect_clean();
}

TEST_F(RefundOfHmrc, IsNoMoreThanTheSlipsSay) {
    (void)bank("13.78", "CRDT", "HMRC NDDS", "2026-08-03");
    EXPECT_EQ(area.refusal(statement_explain, refund(), august), "nothing-owed");
    ten_hours_too_many();
    EXPECT_EQ(area.refusal(statement_explain, refund(), august), "accepted");
    (void)bank("13.79", "CRDT", "HMRC NDDS", "2026-08-04");
    EXPECT_EQ(area.refusal(statement_explain, refund("2"), august), "nothing-owed");
    FieldMap nobody = refund("2");
    nobody["budget"] = "B-9";
    EXPECT_EQ(area.refusal(statement_explain, nobody, august), "budget-unknown");
}

// A slip of the quarter to 5 October takes back £20.00 of tax: HMRC owes it.
TEST_F(RefundOfHmrc, IsShownWhereAQuarterHasNothingElse) {
    const std::int64_t other = add_job({{.plan_line = holder.line}});
    area.write([&](ledger::Work& work) {
        auto slip = *ledger::pay_slip_by_id(work.database(), 1);
        slip.employment = other;
        slip.paid_on = on("2026-08-21");
        slip.gross = slip.taxable = slip.ni_employee = slip.ni_employer = slip.allowance = Money{};
        slip.tax = Money::from_pence(-20'00);
        slip.net = slip.paid = Money::from_pence(20'00);
        slip.closes.reset();
        const std::int64_t id = ledger::insert_pay_slip(work, slip);
        ledger::insert_pay_slip_posting(work, {.slip = id, .way = "shown", .on = on("2026-08-21")});
    });
    const auto due = pay_due(area.area().database(),
                             {on("2026-08-01"), on("2026-10-31")},
                             loaded_holidays(area.area().database()).value());
    ASSERT_EQ(due.size(), 2U);  // and their net pay
    EXPECT_EQ(due[1].what, "hmrc");
    EXPECT_EQ(due[1].amount, Money::from_pence(-20'00));
    EXPECT_EQ(due[1].due_by, on("2026-10-22"));
}

}  // namespace
}  // namespace almoner::scheduler
