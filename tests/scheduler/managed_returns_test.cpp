// What comes back of a managed account's payments: 80 hours at £12.71 are £1,016.80, of which
// £1,003.02 reach the assistant and £13.78 HMRC (payroll.md; the same slip as in payroll_pay_test).
#include "ledger/records/payee_versions.h"
#include "ledger/records/payment.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/slip_recovery.h"
#include "scheduler/payroll/open_pay.h"
#include "tests/scheduler/managed_paying.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaymentState;
using ledger::Stream;
using nlohmann::json;
using tests::on;

// Of the qualifying £536.80, 4% after relief at source, £21.47, and 3%, £16.10: £37.57.
class PayingAScheme : public tests::ManagedPaying {
  protected:
    PayingAScheme() {
        area.write([&](ledger::Work& work) {
            auto made = *ledger::employment_numbered(work.database(), job, on("2026-04-01"));
            made.pension = "enrolled";
            made.pension_since = on("2026-01-05");
            ledger::insert_employment(work, made, std::vector<ledger::PaidFrom>{{holder.line, 1}});
        });
        post_slips();
        send(propose());
        send(propose("2026-06-22", "2026-05-20"), "2026-06-17");
        (void)bank("37.57", "DBIT", scheme, "2026-06-22");
    }
    bool is_scheme_blocked() {
        const auto payment = ledger::payment_by_id(area.area().database(), 2);
        const auto payee = ledger::payee_account_numbered(
            area.area().database(), payment->payee_account, on("2026-07-31"));
        return payee->status == ledger::PayeeStatus::blocked;
    }

    const std::string scheme = "EMP000123456";
};

// £31.00 for somebody who opted out, under the reference that each of its payments has.
TEST_F(PayingAScheme, IsNotPaidTwiceForWhatItRefunds) {
    EXPECT_EQ(at(AccountName::payable_pension), 0);
    EXPECT_EQ(bank("31.00", "CRDT", scheme, "2026-07-01").at("suspense"), 1);
    EXPECT_EQ(at(AccountName::payable_pension), 0);
    EXPECT_EQ(state(2), PaymentState::settled);
    EXPECT_FALSE(is_scheme_blocked());
    EXPECT_EQ(refused("2026-07-20", "2026-07-01"), "nothing-to-pay-out");
    expect_clean();
}

TEST_F(PayingAScheme, IsOwedAgainWhereAllComesBackAndStaysOpenForOthers) {
    EXPECT_EQ(bank("37.57", "CRDT", scheme, "2026-07-01").at("returned"), 1);
    EXPECT_EQ(at(AccountName::payable_pension), 37'57);
    EXPECT_EQ(state(2), PaymentState::returned);
    EXPECT_FALSE(is_scheme_blocked());
    EXPECT_EQ(propose("2026-07-20", "2026-07-01").at("runs")[0].at("confirm"), "1:3757");
    expect_clean();
}

TEST_F(PayingAScheme, IsOwedAgainWhatTheBankSaysItReturns) {
    const std::string line =
        testing::replaced(tests::bank_line("10.00", "CRDT", scheme),
                          "</TxDtls>",
                          "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>");
    EXPECT_EQ(bank_lines(line, "2026-07-01").at("returned"), 1);
    EXPECT_EQ(at(AccountName::payable_pension), 10'00);
    EXPECT_FALSE(is_scheme_blocked());
    EXPECT_EQ(propose("2026-07-20", "2026-07-01").at("runs")[0].at("confirm"), "1:1000");
    expect_clean();
}

// Of 70 hours £28.68 are due: 4% and 3% of the qualifying £409.70. £8.89 were too much, beside
// £108.24 of net pay: £981.55 were paid, and £873.31 are due.
class RefundsOfAScheme : public PayingAScheme {
  protected:
    static std::string refund(const std::string& amount) {
        return testing::replaced(tests::bank_line(amount, "CRDT", "EMP000123456"),
                                 "</TxDtls>",
                                 "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>");
    }
    json seventy_hours() {
        withdraw(1);
        work_hours(job, 70);
        return area.answer(
            payroll_correct, {{"slip", "1"}, {"words", "Ten hours."}}, {.day = "2026-06-23"});
    }
    // Within one commit.
    ledger::Outcome<std::string> in_group(scheduler::CommandHandler handler,
                                          const tests::FieldMap& fields,
                                          const tests::AskedOn& how) {
        ledger::Stamp stamp = area.area().stamp(how.key);
        stamp.actor = how.actor.number;
        stamp.today = on(how.day);
        stamp.fields = &fields;
        const scheduler::Surroundings around{.folder = {}, .settings = area.settings};
        return area.area()
            .writer()
            .run(stamp,
                 [&](ledger::Work& work) -> ledger::Outcome<std::string> {
                     scheduler::Asked asked{work, scheduler::Fields(fields), how.actor, around};
                     return handler(asked);
                 })
            .outcome;
    }
};

// The first £4.00 clear what was too much of the pension; of the next £8.00 only £4.89 do, and the
// scheme is owed the rest again. What the assistant owes back stays theirs.
TEST_F(RefundsOfAScheme, AreEachCountedOnceWithinOneFile) {
    confirm(seventy_hours());
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 117'13);
    EXPECT_EQ(bank_lines(refund("4.00") + refund("8.00"), "2026-07-01").at("returned"), 2);
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 108'24);
    EXPECT_EQ(at(AccountName::payable_pension), 3'11);
    expect_clean();
}

// The correction is the first that shows anything as overpaid: its account is not in the tables yet
// as the statement of the same commit is read.
TEST_F(RefundsOfAScheme, AreKnownFromACorrectionOfTheSameCommit) {
    const json proposed = seventy_hours();
    ledger::AreaWriter& writer = area.area().writer();
    writer.begin_group();
    const auto confirmed = in_group(
        proposal_confirm,
        {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}},
        {.actor = tests::ben, .day = "2026-06-23", .key = "confirmed"});
    const auto read = in_group(import_statement,
                               {{"file", client_statement(refund("4.00"), "2026-07-01")}},
                               {.day = "2026-07-01", .key = "read"});
    writer.commit_group();
    ASSERT_TRUE(confirmed.accepted());
    ASSERT_TRUE(read.accepted());
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 113'13);
    EXPECT_EQ(at(AccountName::payable_pension), 0);
    expect_clean();
}

class WhatComesBack : public tests::ManagedPaying {};

// £1,003.02 paid, £889.70 due, and the bank gives back all of it: the assistant has nothing.
TEST_F(WhatComesBack, IsNotPaidAgainAboveWhatTheNewSlipOwes) {
    const std::int64_t sheet = work_hours(job, 80);
    const json run = draft();
    approve(run, "2026-04-28");
    (void)area.answer(payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-28"});
    send(propose());
    (void)bank("1003.02", "DBIT", ledger::payment_ref(1));
    withdraw(sheet);
    work_hours(job, 70);
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "Ten hours."}}, {.day = "2026-05-01"}));
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 113'32);
    EXPECT_EQ(bank("1003.02", "CRDT", ledger::payment_ref(1), "2026-05-05").at("returned"), 1);
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 0);  // owed back no more
    EXPECT_EQ(at(AccountName::payable_net_pay), 889'70);
    const json again = propose("2026-05-10", "2026-05-05");
    ASSERT_EQ(again.at("held").size(), 1U);  // the account is blocked
    EXPECT_EQ(again.at("held")[0].at("amount"), 889'70);
    expect_clean();
}

// £100.00 of the £113.32 that were too much: £13.32 are left, and nothing is paid again. As the
// hours turn out to be right after all, the £100.00 that came back are owed, and the £13.32 the
// assistant has.
TEST_F(WhatComesBack, IsOwedBackNoMore) {
    std::int64_t sheet = work_hours(job, 80);
    const json run = draft();
    approve(run, "2026-04-28");
    (void)area.answer(payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-28"});
    send(propose());
    (void)bank("1003.02", "DBIT", ledger::payment_ref(1));
    withdraw(sheet);
    sheet = work_hours(job, 70);
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "Ten hours."}}, {.day = "2026-05-01"}));
    EXPECT_EQ(bank("100.00", "CRDT", ledger::payment_ref(1), "2026-05-05").at("returned"), 1);
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 13'32);
    EXPECT_EQ(at(AccountName::payable_net_pay), 0);
    EXPECT_EQ(refused("2026-05-10", "2026-05-05"), "nothing-to-pay-out");
    EXPECT_EQ(ledger::given_back(area.area().database(), 2, 0), Money::from_pence(100'00));
    const auto agreed =
        area.ask(payroll_recover, {{"slip", "2"}, {"each", "13.33"}}, {.day = "2026-05-05"});
    ASSERT_FALSE(agreed.accepted());
    EXPECT_EQ(agreed.refusal().code, "each-above-owed");
    EXPECT_EQ(agreed.refusal().words, "What is owed back is £13.32.");
    withdraw(sheet);
    work_hours(job, 80);
    confirm(area.answer(
        payroll_correct, {{"slip", "2"}, {"words", "After all."}}, {.day = "2026-05-06"}));
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 0);
    EXPECT_EQ(at(AccountName::payable_net_pay), 100'00);
    EXPECT_EQ(slips(job).at(0).recovered, Money::from_pence(13'32));
    expect_clean();
}

// One assistant is paid 2 : 1 by the NHS and the council.
class WagesOfTwo : public tests::ManagedPaying {
  protected:
    WagesOfTwo() {
        const std::int64_t other = add_council_line(1'000'00);
        const std::int64_t shared =
            add_job({{.plan_line = holder.line, .weight = 2}, {.plan_line = other, .weight = 1}});
        work_hours(shared, 80);
        const json run = draft();
        approve(run, "2026-04-28");
        (void)area.answer(payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-28"});
        send(propose());
        (void)bank("1003.02", "DBIT", ledger::payment_ref(1));
    }
    std::map<Stream, std::int64_t> parts(std::int64_t payment) {
        std::map<Stream, std::int64_t> all;
        for (const auto& each : ledger::parts_of(area.area().database(), payment)) {
            all[each.stream] += each.net.pence();
        }
        return all;
    }
};

// £1,003.02 were £668.68 and £334.34; £100.00 of it are £66.67 and £33.33.
TEST_F(WagesOfTwo, ComesBackToBoth) {
    (void)bank("100.00", "CRDT", ledger::payment_ref(1), "2026-05-05");
    EXPECT_EQ(at(AccountName::payable_net_pay), 66'67);
    EXPECT_EQ(at(AccountName::payable_net_pay, Stream::social_care), 33'33);
    EXPECT_EQ(propose("2026-05-10", "2026-05-05").at("held")[0].at("amount"), 100'00);
    EXPECT_EQ(parts(2),
              (std::map<Stream, std::int64_t>{{Stream::nhs, 66'67}, {Stream::social_care, 33'33}}));
}

// HMRC is owed £9.19 and £4.59, and owes the NHS £12.00: the council's £4.59 are paid, and £2.81
// of the NHS wait for its own next debt.
TEST_F(WagesOfTwo, OwesHmrcEachItsOwn) {
    area.write([&](ledger::Work& work) {
        auto slip = *ledger::pay_slip_by_id(work.database(), 1);
        slip.employment = job;
        slip.worked = tests::four_weeks_to_may;
        slip.closes.reset();
        const std::int64_t refund = ledger::insert_pay_slip(work, slip);
        ledger::insert_pay_slip_split(work,
                                      {.slip = refund,
                                       .plan_line = holder.line,
                                       .body = area.commissioner,
                                       .stream = Stream::nhs,
                                       .hmrc = Money::from_pence(-12'00)});
        const std::int64_t first = work.books().next_transfer();
        work.post(post(ledger::PersonTakenOver{holding(), {share(1)}, {}}),
                  {.effective = on("2026-04-28")});
        ledger::insert_pay_slip_posting(work,
                                        {.slip = refund,
                                         .way = "posted",
                                         .first_transfer = first,
                                         .last_transfer = work.books().next_transfer() - 1,
                                         .on = on("2026-04-28")});
    });
    EXPECT_EQ(propose("2026-07-22", "2026-07-06").at("runs")[0].at("confirm"), "1:459");
    EXPECT_EQ(parts(2), (std::map<Stream, std::int64_t>{{Stream::social_care, 4'59}}));
    Money open;
    area.write([&](ledger::Work& work) {
        for (const auto& [debt, amount] : open_parts(work, {0, 0})) open += amount;
    });
    EXPECT_EQ(open, Money::from_pence(-2'81));
}

}  // namespace
}  // namespace almoner::scheduler
