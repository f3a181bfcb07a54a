// What was paid of a slip is known slip by slip, and what was too much of it is given back once. 80
// hours at £12.71 are £1,016.80, of which £1,003.02 reach the assistant; 70 are £889.70, of which
// nothing is taken.
#include "ledger/records/pay_order.h"
#include "ledger/records/slip_recovery.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/payroll/slip_trace.h"
#include "tests/scheduler/managed_paying.h"

#include <array>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaySlip;
using nlohmann::json;
using tests::FieldMap;
using tests::on;

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

class GivenBack : public tests::ManagedPaying {
  protected:
    GivenBack() : ManagedPaying(9'000'00) {}

    void post_drafted() {
        const json run = draft();
        approve(run, "2026-04-28");
        (void)area.answer(payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-28"});
    }
    // All that is due to assistants leaves the client account; the bank says so of these payments.
    void pay_out(const std::map<std::int64_t, std::string>& payments) {
        send(ManagedPaying::propose());
        for (const auto& [payment, amount] : payments) {
            (void)bank(amount, "DBIT", ledger::payment_ref(payment));
        }
    }
    json propose_anew(const std::string& slip) {
        return area.answer(
            payroll_correct, {{"slip", slip}, {"words", "Ten hours too many."}}, may_5);
    }
    void correct(const std::string& slip) { confirm(propose_anew(slip)); }
    std::int64_t replace(std::int64_t of_job, std::int64_t sheet, std::int64_t hours) {
        withdraw(sheet);
        return work_hours(of_job, hours);
    }
    void agree(const std::string& slip, const std::string& each) {
        const auto stored = area.answer(evidence_add,
                                        {{"file:document", "We agree on it: slip " + slip},
                                         {"kind", "letter"},
                                         {"subject", "slip:" + slip},
                                         {"dated_on", "2026-05-05"},
                                         {"media_type", "text/plain"},
                                         {"person", "PA1"}},
                                        may_5);
        confirm(area.answer(
            payroll_recover,
            {{"slip", slip}, {"each", each}, {"evidence", stored.at("evidence").dump()}},
            may_5));
    }
    std::int64_t receivable() { return at(AccountName::receivable_overpaid_pay); }
    std::int64_t payable() { return at(AccountName::payable_net_pay); }

    const tests::AskedOn may_5{.day = "2026-05-05"};
};

// 1,003.02 had reached the assistant: 113.32 of it was too much. Agreed: 50.00 from each slip.
TEST_F(GivenBack, AsWasAgreed) {
    const std::int64_t sheet = work_hours(job, 80);
    post_drafted();
    pay_out({{1, "1003.02"}});
    replace(job, sheet, 70);
    correct("1");
    EXPECT_EQ(slips(job)[0].overpaid, pence(113'32));
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 113'32);
    EXPECT_EQ(at(AccountName::payable_net_pay), 0);
    expect_clean();

    const auto stored = area.answer(evidence_add,
                                    {{"file:document", "We agree on £50 a month."},
                                     {"kind", "letter"},
                                     {"subject", "slip:2"},
                                     {"dated_on", "2026-05-05"},
                                     {"media_type", "text/plain"},
                                     {"person", "PA1"}},
                                    may_5);
    FieldMap agreed{{"slip", "2"}, {"each", "113.33"}, {"evidence", stored.at("evidence").dump()}};
    EXPECT_EQ(area.refusal(payroll_recover, agreed, may_5), "each-above-owed");
    agreed["each"] = "50.00";
    FieldMap other = agreed;
    other["slip"] = "1";
    EXPECT_EQ(area.refusal(payroll_recover, other, may_5), "nothing-overpaid");
    other = agreed;
    other.erase("evidence");
    EXPECT_EQ(area.refusal(payroll_recover, other, may_5), "evidence-missing");
    confirm(area.answer(payroll_recover, agreed, may_5));
    EXPECT_EQ(area.refusal(payroll_recover, agreed, may_5), "recovery-agreed-already");

    work_hours(job, 60, tests::four_weeks_in_may);
    pay("2026-05-29");
    const PaySlip next = slips(job).at(1);
    EXPECT_EQ(next.gross, pence(762'60));
    EXPECT_EQ(next.recovered, pence(50'00));
    EXPECT_EQ(next.paid, next.net - pence(50'00));
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 63'32);
    EXPECT_EQ(at(AccountName::payable_net_pay), next.paid.pence());
    expect_clean();
}

// The slip that shows what was too much says what became of it.
TEST_F(GivenBack, IsToldBesideTheSlip) {
    const auto told = [&] {
        const auto book = rules::RateBook::parse(area.settings.at(program_rates));
        const auto slip = ledger::pay_slip_by_id(area.area().database(), 2);
        const auto trace = trace_slip(area.area().database(), book.value(), *slip);
        for (const rules::WorkingStep& each : trace.value().steps) {
            if (each.figure == "owed back") return each;
        }
        return rules::WorkingStep{};
    };
    const std::int64_t sheet = work_hours(job, 80);
    post_drafted();
    pay_out({{1, "1003.02"}});
    replace(job, sheet, 70);
    correct("1");
    EXPECT_EQ(told().amount, pence(113'32));
    EXPECT_EQ(told().words, "paid above what is owed");
    EXPECT_EQ(told().rule, "not agreed yet: 'almoner payroll recover'");
    agree("2", "50.00");
    work_hours(job, 60, tests::four_weeks_in_may);
    pay("2026-05-29");
    EXPECT_EQ(told().words,
              "paid above what is owed, £50 of each later payment; £50 are given back");
    EXPECT_EQ(told().rule, "the agreement of 5 May 2026 (document 2)");
}

// Two assistants of one budget are owed 1,003.02 each, and only the first was paid: what is still
// owed to the second hides nothing of what the first has too much. The payments are drafted by
// slip.
TEST_F(GivenBack, IsWhatThisSlipPaidAndNoOthers) {
    const std::int64_t other = add_job({{.plan_line = holder.line}});
    const std::int64_t first = work_hours(job, 80);
    const std::int64_t second = work_hours(other, 80);
    const json run = draft();
    approve(run, "2026-04-28");
    (void)area.answer(payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-28"});
    pay_out({{1, "1003.02"}});
    // The second payment was approved and sent: it counts as paid too.
    replace(job, first, 70);
    correct("1");
    EXPECT_EQ(slips(job).at(0).overpaid, pence(113'32));
    EXPECT_EQ(receivable(), 113'32);
    replace(other, second, 70);
    correct("2");
    EXPECT_EQ(slips(other).at(0).overpaid, pence(113'32));
    expect_clean();
}

// Nothing was paid out of the second slip, and its payable is shared with the first's.
TEST_F(GivenBack, IsNothingOfASlipThatWasNotPaid) {
    const std::int64_t other = add_job({{.plan_line = holder.line}});
    work_hours(job, 80);
    post_drafted();
    pay_out({{1, "1003.02"}});
    const std::int64_t second = work_hours(other, 80);
    const json run =
        area.answer(payroll_run, {{"payday", "2026-05-01"}, {"job", "J2"}}, {.day = "2026-04-28"});
    approve(run, "2026-04-28");
    post_run(run);
    replace(other, second, 70);
    correct("2");
    EXPECT_EQ(slips(other).at(0).overpaid, Money{});
    EXPECT_EQ(receivable(), 0);
    EXPECT_EQ(payable(), 889'70);
    expect_clean();
}

// 1,003.02 were paid and 889.70 right; then 1,003.02 were right after all: nothing is owed either
// way.
TEST_F(GivenBack, WhatTurnsOutToBeRightIsSetOff) {
    std::int64_t sheet = work_hours(job, 80);
    post_drafted();
    pay_out({{1, "1003.02"}});
    sheet = replace(job, sheet, 70);
    correct("1");
    EXPECT_EQ(receivable(), 113'32);
    replace(job, sheet, 80);
    correct("2");
    EXPECT_EQ(receivable(), 0);
    EXPECT_EQ(payable(), 0);
    const PaySlip now = slips(job).at(0);
    EXPECT_EQ(now.recovered, pence(113'32));
    EXPECT_EQ(now.paid, pence(889'70));
    EXPECT_EQ(now.overpaid, Money{});
    EXPECT_EQ(area.refusal(payroll_correct, {{"slip", "3"}, {"words", "Again."}}, may_5),
              "nothing-differs");
    expect_clean();
}

// 113.32 at 50.00 a slip: 50.00, 50.00, 13.32 and no more. The nil correction of the last slip
// opens its part again, and no more than that.
TEST_F(GivenBack, EndsWithWhatWasOwedAndComesBackWithACorrection) {
    const std::int64_t sheet = work_hours(job, 80);
    post_drafted();
    pay_out({{1, "1003.02"}});
    replace(job, sheet, 70);
    correct("1");
    agree("2", "50.00");
    const std::array<std::pair<const char*, std::int64_t>, 4> paydays{
        {{"2026-05-29", 50'00}, {"2026-06-26", 50'00}, {"2026-07-24", 13'32}, {"2026-08-21", 0}}};
    ledger::Period days = tests::four_weeks_in_may;
    for (const auto& [payday, taken] : paydays) {
        work_hours(job, 60, days);
        pay(payday);
        EXPECT_EQ(slips(job).back().recovered, pence(taken)) << payday;
        days = {days.first + 28, days.last + 28};
    }
    EXPECT_EQ(receivable(), 0);
    // The slip of 24 July, which took 13.32, is taken back whole.
    const PaySlip july = slips(job).at(3);
    ASSERT_EQ(july.recovered, pence(13'32));
    withdraw(5);
    const std::int64_t before = payable();
    confirm(area.answer(payroll_correct,
                        {{"slip", std::to_string(july.id)}, {"words", "Nothing was worked."}},
                        {.day = "2026-08-25"}));
    EXPECT_EQ(receivable(), 13'32);
    EXPECT_EQ(slips(job).at(3).overpaid, Money{});
    EXPECT_EQ(before - payable(), july.net.pence() - 13'32);
    expect_clean();
}

// 100.00 are owed at 50.00 a slip. The slip that took the last 50.00 takes them again when it is
// corrected.
TEST_F(GivenBack, WhatAnOrderTookOfTheSlipItselfIsNotHeldAgainstIt) {
    area.write([&](ledger::Work& work) {
        ledger::insert_pay_order(work,
                                 {.ref = "O1",
                                  .from_on = on("2026-04-01"),
                                  .employment = job,
                                  .made_on = on("2026-04-01"),
                                  .rule = "fixed",
                                  .sum = pence(50'00),
                                  .owed = pence(100'00)});
    });
    work_hours(job, 60);
    pay();
    const std::int64_t sheet = work_hours(job, 60, tests::four_weeks_in_may);
    pay("2026-05-29");
    ASSERT_EQ(slips(job).at(1).attachment, pence(50'00));
    withdraw(sheet);
    work_hours(job, 61, tests::four_weeks_in_may);
    correct("2");
    EXPECT_EQ(slips(job).at(1).gross, pence(775'31));
    EXPECT_EQ(slips(job).at(1).attachment, pence(50'00));
    work_hours(job, 60, {on("2026-05-25"), on("2026-06-21")});
    pay("2026-06-26");
    EXPECT_EQ(slips(job).at(2).attachment, Money{});
}

// The same cost and other pay: hours of a wage, and as many pounds of nights slept through.
TEST_F(GivenBack, ACorrectionIsConfirmedAsTheSlipThatWasSeen) {
    const std::int64_t sheet = work(job, {{.kind = "sleep-in", .quantity = 10}});
    pay();
    withdraw(sheet);
    const std::int64_t again = work(job, {{.kind = "sleep-in", .quantity = 9}});
    const json proposed = propose_anew("1");
    withdraw(again);
    work(job, {{.kind = "mileage", .quantity = 1'200}});  // 540.00 as nine nights
    EXPECT_EQ(area.refusal(proposal_confirm,
                           {{"proposal", proposed.at("proposal").dump()},
                            {"confirm", proposed.at("confirm")}},
                           {.actor = tests::ben, .day = "2026-05-05"}),
              "draft-out-of-date");
}

class TwoAgreements : public tests::PayrollRunArea {
  protected:
    TwoAgreements() : PayrollRunArea(ledger::Option::direct_payment, 0) {}
};

// 100.00 at 50.00 a slip and 300.00 at 20.00, of slips of long ago: 70.00, 70.00, and then only the
// 20.00 of the second.
TEST_F(TwoAgreements, EndEachWithItsOwnSum) {
    area.write([&](ledger::Work& work) {
        ledger::insert_pay_recovery(work,
                                    {.slip = -2,
                                     .employment = job,
                                     .owed = pence(100'00),
                                     .each_time = pence(50'00),
                                     .evidence = 1,
                                     .agreed_on = on("2026-04-01"),
                                     .actor = 1});
        ledger::insert_pay_recovery(work,
                                    {.slip = -1,
                                     .employment = job,
                                     .owed = pence(300'00),
                                     .each_time = pence(20'00),
                                     .evidence = 1,
                                     .agreed_on = on("2026-04-01"),
                                     .actor = 1});
    });
    ledger::Period days = tests::four_weeks_to_may;
    for (const auto& [payday, taken] : std::vector<std::pair<const char*, std::int64_t>>{
             {"2026-05-01", 70'00}, {"2026-05-29", 70'00}, {"2026-06-26", 20'00}}) {
        work_hours(job, 60, days);
        pay(payday);
        EXPECT_EQ(slips(job).back().recovered, pence(taken)) << payday;
        days = {days.first + 28, days.last + 28};
    }
}

}  // namespace
}  // namespace almoner::scheduler
