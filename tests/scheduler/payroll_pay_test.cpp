// What slips of a managed account owe leaves the client account, each once: 80 hours at £12.71 are
// £1,016.80, of which £1,003.02 reach the assistant and £13.78 HMRC, by 22 July 2026 with the
// quarter to 5 July (payroll.md; the same slip as in payroll_money_test).
#include "scheduler/commands/payroll_pay.h"

#include "ledger/posting/payroll.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/pay_order.h"
#include "ledger/records/payment_ref.h"
#include "ledger/views/safeguarding.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/jobs/safeguarding.h"
#include "scheduler/payroll/contributions.h"
#include "scheduler/payroll/pay_payees.h"
#include "scheduler/payroll_papers/year_papers_of.h"
#include "tests/scheduler/managed_paying.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaymentState;
using nlohmann::json;
using tests::on;

class PayingWages : public tests::ManagedPaying {
  protected:
    using ManagedPaying::ManagedPaying;

    void change_account(const std::function<void(ledger::Work&, ledger::PayeeAccount&)>& change) {
        area.write([&](ledger::Work& work) {
            auto account =
                *ledger::payee_account_numbered(work.database(), paid_to(), on("2026-04-28"));
            account.from_on = on("2026-04-28");
            change(work, account);
            ledger::insert_payee_account(work, account);
        });
    }

  private:
    std::int64_t paid_to() { return slips(job).at(0).payee_account; }
};

TEST_F(PayingWages, LeaveTheClientAccountOnceAndOnTheirDay) {
    EXPECT_EQ(refused(), "nothing-to-pay-out");
    post_slips();
    EXPECT_EQ(at(AccountName::payable_net_pay), 1'003'02);
    const json proposed = propose();
    ASSERT_EQ(proposed.at("runs").size(), 1U);
    const json& run = proposed.at("runs")[0];
    EXPECT_EQ(run.at("client_account"), "CARE-CLIENTS");
    EXPECT_EQ(run.at("entry_on"), "2026-05-01");
    EXPECT_EQ(run.at("confirm"), "1:100302");
    EXPECT_EQ(refused(), "nothing-to-pay-out");  // it is on its way
    EXPECT_EQ(area.refusal(run_approve,
                           {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                           {.actor = tests::anna, .day = "2026-04-28"}),
              "needs-checker");
    send(proposed);
    EXPECT_EQ(at(AccountName::payable_net_pay), 1'003'02);  // sent is not paid
    EXPECT_EQ(held(), 2'000'00);
    EXPECT_EQ(refused(), "nothing-to-pay-out");
    EXPECT_EQ(bank("1003.02", "DBIT", ledger::payment_ref(1)).at("settled"), 1);
    EXPECT_EQ(at(AccountName::payable_net_pay), 0);
    EXPECT_EQ(held(), 996'98);
    EXPECT_EQ(refused("2026-05-02", "2026-05-02"), "nothing-to-pay-out");
    expect_clean();
}

TEST_F(PayingWages, AreNamedWhereRunsAreShown) {
    post_slips();
    const json proposed = propose();
    const auto shown = run_show(area.area().database(),
                                proposed.at("runs")[0].at("run").get<std::string>(),
                                on("2026-04-28"));
    ASSERT_TRUE(shown.accepted());
    const json payment = json::parse(shown.value()).at("payments").at(0);
    EXPECT_EQ(payment.at("kind"), "net-pay");
    EXPECT_EQ(payment.at("agreement"), "J1 net-pay");
}

// Two people confirmed the new account; whoever approves the money sees that it is one.
TEST_F(PayingWages, ToOtherBankDetailsThanTheSlipsAreSaid) {
    post_slips();
    const json proposed = propose();
    const std::string run = proposed.at("runs")[0].at("run");
    const auto findings = [&] {
        std::vector<std::string> codes;
        const json all =
            json::parse(run_show(area.area().database(), run, on("2026-04-28")).value())
                .at("payments")[0]
                .at("findings");
        for (const json& each : all) codes.push_back(each.at("code"));
        return codes;
    };
    change_account([](ledger::Work&, ledger::PayeeAccount& now) {
        now.check_result = ledger::CheckResult::uncheckable;
    });
    EXPECT_EQ(findings(), std::vector<std::string>{});  // the same account, checked again
    change_account([](ledger::Work& work, ledger::PayeeAccount& now) {
        now.bank_private =
            ledger::insert_bank_private(work, now.person, {"PAT PA1", "107999", "88837492"});
    });
    EXPECT_EQ(findings(), std::vector<std::string>{"other-account-since-slip"});
    const json approved = area.answer(run_approve,
                                      {{"run", run}, {"confirm", "1:100302"}},
                                      {.actor = tests::ben, .day = "2026-04-28"});
    EXPECT_EQ(approved.value("to_other_accounts", 0), 1);
    EXPECT_EQ(approved.value("warning", ""),
              "Wages go to other bank details than those of the day of their slip: 'almoner run "
              "show' names them. Cancel the run where the change was not asked for.");
}

TEST_F(PayingWages, AreDueAgainWhereTheirRunIsCancelledOrTheyAreRejected) {
    post_slips();
    const json first = propose();
    (void)area.answer(run_cancel, {{"run", first.at("runs")[0].at("run")}}, {.day = "2026-04-28"});
    const json second = propose();
    ASSERT_EQ(second.at("runs").size(), 1U);
    EXPECT_EQ(ledger::payment_by_id(area.area().database(), 2)->reissues, 1);
    EXPECT_EQ(refused(), "nothing-to-pay-out");
}

TEST_F(PayingWages, AreDueAgainWhenTheyComeBack) {
    post_slips();
    send(propose());
    (void)bank("1003.02", "DBIT", ledger::payment_ref(1));
    EXPECT_EQ(bank("1003.02", "CRDT", ledger::payment_ref(1), "2026-05-05").at("returned"), 1);
    EXPECT_EQ(at(AccountName::payable_net_pay), 1'003'02);
    EXPECT_EQ(held(), 2'000'00);
    const json again = propose("2026-05-10", "2026-05-05");
    EXPECT_EQ(again.at("runs")[0].at("payments"), 0);
    ASSERT_EQ(again.at("held").size(), 1U);
    EXPECT_EQ(again.at("held")[0].at("code"), "account-blocked");
    expect_clean();
}

// What came back in part is due again, and no more.
TEST_F(PayingWages, AreDueForWhatCameBackOfThem) {
    post_slips();
    send(propose());
    (void)bank("1003.02", "DBIT", ledger::payment_ref(1));
    (void)bank("100.00", "CRDT", ledger::payment_ref(1), "2026-05-05");
    const json again = propose("2026-05-10", "2026-05-05");
    EXPECT_EQ(again.at("held")[0].at("amount"), 100'00);
}

TEST_F(PayingWages, GoToHmrcOnceItsQuarterIsOver) {
    post_slips();
    send(propose());
    EXPECT_EQ(refused("2026-08-01", "2026-07-05"), "nothing-to-pay-out");  // it may still grow
    EXPECT_EQ(refused("2026-07-21", "2026-07-06"), "nothing-to-pay-out");
    const json proposed = propose("2026-07-22", "2026-07-06");
    ASSERT_EQ(proposed.at("runs").size(), 1U);
    EXPECT_EQ(proposed.at("runs")[0].at("entry_on"), "2026-07-22");
    EXPECT_EQ(proposed.at("runs")[0].at("confirm"), "1:1378");
    send(proposed, "2026-07-17");
    EXPECT_NE(file_sent().find("123PA000456782703"), std::string::npos) << file_sent();
    // HMRC's reference is all that the bank's line may say.
    EXPECT_EQ(bank("13.78", "DBIT", "123PA000456782703", "2026-07-22").at("settled"), 1);
    EXPECT_EQ(at(AccountName::payable_hmrc), 0);
    EXPECT_EQ(state(2), PaymentState::settled);
    const auto known =
        ledger::employer_numbered(area.area().database(), employer, ledger::last_day_of_all);
    // Another 300.00 was owed to HMRC before these books: no part of the year's.
    area.write([&](ledger::Work& work) {
        work.post(post(ledger::PersonTakenOver{
                      holding(), {}, {{AccountName::payable_hmrc, {share(300'00)}}}}),
                  {.effective = on("2026-07-22")});
    });
    const auto months = p32_months(area.area().database(), *known, 2026, ledger::BankHolidays{});
    ASSERT_EQ(months.size(), 1U);
    EXPECT_EQ(months.front().paid, ledger::Money::from_pence(13'78));
    EXPECT_EQ(bank("13.78", "DBIT", "123PA 000456782703 X", "2026-07-22").at("suspense"), 1);
    expect_clean();
}

TEST_F(PayingWages, AreHeldWithoutTheReferenceThatHmrcKnows) {
    area.write([&](ledger::Work& work) {
        auto made = *ledger::employer_numbered(work.database(), employer, on("2026-04-01"));
        made.accounts_private.reset();
        ledger::insert_employer(work, made);
    });
    post_slips();
    const json proposed = propose("2026-07-22", "2026-07-06");
    ASSERT_EQ(proposed.at("held").size(), 1U);
    EXPECT_EQ(proposed.at("held")[0].at("kind"), "hmrc");
    EXPECT_EQ(proposed.at("held")[0].at("code"), "reference-missing");
    area.write([&](ledger::Work& work) {
        auto made = *ledger::employer_numbered(work.database(), employer, on("2026-07-06"));
        made.accounts_private = ledger::insert_private_text(work, holder.person, "123PA00045678");
        ledger::insert_employer(work, made);
    });
    EXPECT_EQ(propose("2026-07-22", "2026-07-06").at("runs")[0].at("confirm"), "1:1378");
}

// Corrected to 70 hours, £889.70, between proposal and approval: two people saw another sum.
TEST_F(PayingWages, AreNotPaidAsTheyWereProposedWhereTheSlipIsAnotherSince) {
    const std::int64_t sheet = work_hours(job, 80);
    const json run = draft();
    approve(run, "2026-04-28");
    (void)area.answer(payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-28"});
    const json proposed = propose("2026-05-10");
    withdraw(sheet);
    work_hours(job, 70);
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "Ten hours."}}, {.day = "2026-04-28"}));
    EXPECT_EQ(area.refusal(run_approve,
                           {{"run", proposed.at("runs")[0].at("run")}, {"confirm", "1:100302"}},
                           {.actor = tests::ben, .day = "2026-05-05"}),
              "nothing-to-approve");
    (void)area.answer(
        run_cancel, {{"run", proposed.at("runs")[0].at("run")}}, {.day = "2026-05-05"});
    EXPECT_EQ(propose("2026-05-10", "2026-05-05").at("runs")[0].at("confirm"), "1:88970");
    expect_clean();
}

// Paid £1,003.02, and £889.70 were due: £113.32 are owed back, whatever else is owed to others.
TEST_F(PayingWages, AreOwedBackWhereTheyWerePaidTooMuch) {
    const std::int64_t other = add_job({{.plan_line = holder.line}});
    const std::int64_t sheet = work_hours(job, 80);
    work_hours(other, 20);
    const json run = draft();
    approve(run, "2026-04-28");
    (void)area.answer(payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-28"});
    const json proposed = propose();
    EXPECT_EQ(proposed.at("runs")[0].at("confirm"), "2:125722");  // 1,003.02 and 254.20
    send(proposed);
    (void)bank("1003.02", "DBIT", ledger::payment_ref(1));
    withdraw(sheet);
    work_hours(job, 70);
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "Ten hours."}}, {.day = "2026-05-01"}));
    EXPECT_EQ(at(AccountName::receivable_overpaid_pay), 113'32);
    EXPECT_EQ(at(AccountName::payable_net_pay), 254'20);  // the other's, on its way
    EXPECT_EQ(refused("2026-05-10", "2026-05-05"), "nothing-to-pay-out");
    expect_clean();
}

class PayingWithLittle : public PayingWages {
  protected:
    PayingWithLittle() : PayingWages(900'00) {}
};

// £1,003.02 out of £900.00, with another person's £10,000 in the same account.
TEST_F(PayingWithLittle, IsNeverDoneWithAnothersMoney) {
    tests::PersonTerms terms;
    terms.line.option = terms.agreement.option = ledger::Option::managed_account;
    terms.agreement.payee = "support-service:CARE";
    terms.organisation_paid = service;
    const tests::TestPerson rich = area.add(terms);
    area.write([&](ledger::Work& work) {
        work.post(post(ledger::PersonTakenOver{{static_cast<std::int32_t>(rich.budget),
                                                ledger::Option::managed_account,
                                                static_cast<std::int32_t>(client)},
                                               {share(10'000'00)},
                                               {}}),
                  {.effective = on("2026-04-01")});
    });
    post_slips();
    const json proposed = propose();
    EXPECT_EQ(proposed.at("runs")[0].at("confirm"), "0:0");
    ASSERT_EQ(proposed.at("held").size(), 1U);
    EXPECT_EQ(proposed.at("held")[0].at("code"), "client-funds-short");
    EXPECT_EQ(state(2), PaymentState::held);
    // The emergency payment that the posting proposed brings what is missing.
    area.write([&](ledger::Work& work) {
        work.post(post(ledger::PersonTakenOver{holding(), {share(103'02)}, {}}),
                  {.effective = on("2026-04-01")});
    });
    EXPECT_EQ(propose().at("runs")[0].at("confirm"), "1:100302");
    EXPECT_EQ(state(2), PaymentState::cancelled);
    expect_clean();
}

// A penny short is short.
TEST_F(PayingWithLittle, IsAskedAgainAtTheApproval) {
    area.write([&](ledger::Work& work) {
        work.post(post(ledger::PersonTakenOver{holding(), {share(103'02)}, {}}),
                  {.effective = on("2026-04-01")});
    });
    post_slips();
    const json run = propose().at("runs")[0];
    EXPECT_EQ(run.at("confirm"), "1:100302");
    area.write([&](ledger::Work& work) {
        const std::int64_t first = work.post(
            post(ledger::PayOutApproved{holding(), {{AccountName::payable_hmrc, {share(1)}}}}),
            {.effective = on("2026-04-28")});
        work.books().settle(first, on("2026-04-28"));
    });
    EXPECT_EQ(area.refusal(run_approve,
                           {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                           {.actor = tests::ben, .day = "2026-04-28"}),
              "nothing-to-approve");
    EXPECT_EQ(state(2), PaymentState::proposed);
}

// £1,016.80 in a four-weekly pay: qualifying earnings above £480.00 are £536.80, of which 5% and
// 3%.
TEST_F(PayingWages, GoToThePensionSchemeWithItsFile) {
    area.write([&](ledger::Work& work) {
        auto made = *ledger::employment_numbered(work.database(), job, on("2026-04-01"));
        made.pension = "enrolled";
        made.pension_since = on("2026-01-05");
        ledger::insert_employment(work, made, std::vector<ledger::PaidFrom>{{holder.line, 1}});
    });
    post_slips();
    const auto slip = slips(job).at(0);
    const Money both = slip.pension_employee + slip.pension_employer;
    ASSERT_GT(both, Money{});
    EXPECT_EQ(refused("2026-06-21", "2026-05-20"), "accepted");  // wages
    const json proposed = propose("2026-06-22", "2026-05-20");
    ASSERT_EQ(proposed.at("runs").size(), 1U);
    EXPECT_EQ(proposed.at("runs")[0].at("entry_on"), "2026-06-22");
    EXPECT_EQ(proposed.at("runs")[0].at("total"), both.pence());
    const auto run = ledger::run_by_id(area.area().database(), 2);
    const auto lines = contributions_of(area.area().database(), *run);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].provider, "Nest");
    EXPECT_EQ(lines[0].scheme, "EMP000123456");
    EXPECT_EQ(lines[0].given_name, "Pat");
    EXPECT_EQ(lines[0].pensionable, Money::from_pence(536'80));
    EXPECT_EQ(lines[0].employer_part, Money::from_pence(16'10));
    EXPECT_EQ(lines[0].brought, both);
    send(proposed, "2026-06-17");
    EXPECT_NE(file_sent().find("EMP000123456"), std::string::npos);
}

TEST_F(PayingWages, GoWhereAnOrderSends) {
    area.write([&](ledger::Work& work) {
        add_payee(work, "DWP");
        const auto words = ledger::insert_private_text(work, holder.person, "B4 17823, dwp");
        ledger::insert_pay_order(work,
                                 {.ref = "O1",
                                  .from_on = on("2026-04-01"),
                                  .employment = job,
                                  .words_private = words,
                                  .made_on = on("2026-04-01"),
                                  .sum = Money::from_pence(50'00)});
    });
    post_slips();
    const json proposed = propose();
    EXPECT_EQ(proposed.at("runs")[0].at("confirm"), "2:100302");  // 953.02 and 50.00
    send(proposed);
    EXPECT_NE(file_sent().find("B417823"), std::string::npos);
    EXPECT_EQ(bank("50.00", "DBIT", ledger::payment_ref(2)).at("settled"), 1);
    EXPECT_EQ(at(AccountName::payable_attachment), 0);
    expect_clean();
}

// A reference names one provider, whoever else is called so; a name that two bear names nobody.
TEST_F(PayingWages, GoToWhomARefNamesAndToNobodyWhereTwoBearOneName) {
    area.write([&](ledger::Work& work) {
        add_payee(work, "A1", "DWP");
        const std::int64_t dwp = add_payee(work, "DWP", "Department");
        add_payee(work, "A2", "Courts");
        add_payee(work, "A3", "Courts");
        const auto order = [&](const std::string& words) {
            const auto number = ledger::insert_pay_order(
                work,
                {.ref = "O" + words,
                 .from_on = on("2026-04-01"),
                 .employment = job,
                 .words_private = ledger::insert_private_text(work, holder.person, words),
                 .made_on = on("2026-04-01"),
                 .sum = Money::from_pence(50'00)});
            return OpenPay{
                .kind = ledger::PaymentKind::attachment_paid, .slip = 1, .pay_order = number};
        };
        ledger::insert_pay_slip(
            work, {.employment = job, .employer = employer, .paid_on = on("2026-05-01")});
        const PayPayees payees(work.database(), on("2026-05-01"));
        EXPECT_EQ(payees.of(order("B4 17823, dwp")).payee_account, dwp);
        EXPECT_EQ(payees.of(order("B4 17824, department")).payee_account, dwp);
        EXPECT_EQ(payees.of(order("B4 17825, courts")).payee_account, 0);
    });
}

// Of an area where nobody has the reference "HMRC".
class WithoutHmrc : public tests::PayrollRunArea {};

TEST_F(WithoutHmrc, NobodyOfThatNameIsPaidItsMoney) {
    area.write([&](ledger::Work& work) {
        const auto another =
            ledger::insert_organisation(work,
                                        {.ref = "A1",
                                         .from_on = on("2020-01-01"),
                                         .kind = ledger::OrganisationKind::provider,
                                         .name = "HMRC"});
        ledger::insert_payee_account(
            work,
            {.from_on = on("2020-01-01"),
             .organisation = another,
             .bank_private = ledger::insert_bank_private(work, 0, {"A1", "107999", "88837491"}),
             .proposed_by = 1,
             .confirmed_by = 2});
        const PayPayees payees(work.database(), on("2026-05-01"));
        EXPECT_EQ(
            payees.of({.kind = ledger::PaymentKind::hmrc_paid, .employer = employer}).payee_account,
            0);
    });
}

// The rail is down: the same run as a list for another bank, and never by the usual rail as well.
TEST_F(PayingWages, GoByAnotherBankOnce) {
    post_slips();
    const json run = propose().at("runs")[0];
    approve_run(run);
    const json sent = area.answer(
        run_send, {{"run", run.at("run")}, {"other_bank", "yes"}}, {.day = "2026-04-28"});
    EXPECT_TRUE(sent.at("files")[0].at("file").get<std::string>().ends_with(".csv"));
    write_files("2026-04-28");
    const std::string ref = ledger::payment_ref(1);
    EXPECT_EQ(file_sent(),
              "version,pay_on,name,sort_code,account_number,amount_pence,amount_pounds,reference,"
              "our_reference\n1,2026-05-01,PAT PA1,107999,88837491,100302,1003.02," +
                  ref + "," + ref + "\n");
    EXPECT_EQ(area.refusal(run_send, {{"run", run.at("run")}}, {.day = "2026-04-28"}),
              "run-not-approved");
    EXPECT_EQ(refused(), "nothing-to-pay-out");
    EXPECT_EQ(bank("1003.02", "DBIT", ref).at("settled"), 1);
    expect_clean();
}

// The bank's line says nothing that anybody knows: two people say which payment it is.
TEST_F(PayingWages, AreExplainedWhereTheLineNamesNothing) {
    post_slips();
    send(propose());
    EXPECT_EQ(bank("1003.02", "DBIT", "SALARY").at("suspense"), 1);
    const auto explained = [&](const char* to, std::int64_t payment) {
        return area.ask(statement_explain,
                        {{"item", "1"}, {"to", to}, {"payment", ledger::payment_ref(payment)}},
                        {.day = "2026-05-05"});
    };
    EXPECT_EQ(explained("payment", 1).refusal().code, "destination-not-for-it");
    const auto proposed = explained("client-paid", 1);
    ASSERT_TRUE(proposed.accepted()) << proposed.refusal().words;
    confirm(proposed.value());
    EXPECT_EQ(state(1), PaymentState::settled);
    EXPECT_EQ(at(AccountName::payable_net_pay), 0);
    EXPECT_EQ(held(), 996'98);
    EXPECT_TRUE(
        ledger::client_accounts_held(area.area().database(), ledger::now_on(on("2026-05-05")))[0]
            .agrees());
    expect_clean();
}

TEST_F(PayingWages, KeepTheClientAccountSafe) {
    const auto look = [&] {
        return ledger::client_accounts_held(area.area().database(),
                                            ledger::now_on(on("2026-05-01")));
    };
    post_slips();
    send(propose());
    ASSERT_EQ(look().size(), 1U);
    EXPECT_EQ(look()[0].held, Money::from_pence(2'000'00));
    EXPECT_EQ(look()[0].people.at(0).promised, Money::from_pence(1'003'02));
    (void)bank("1003.02", "DBIT", ledger::payment_ref(1));
    (void)bank("7.00", "CRDT", "nobody knows");
    ASSERT_TRUE(look()[0].agrees());
    EXPECT_EQ(look()[0].held, Money::from_pence(996'98));
    EXPECT_EQ(look()[0].unexplained, Money::from_pence(7'00));
    EXPECT_EQ(look()[0].bank, Money::from_pence(1'003'98));
    EXPECT_EQ(look_at_client_accounts(area.area().database(), on("2026-05-01")).commands.size(),
              0U);
    area.write([](ledger::Work& work) {  // a penny that nobody moved
        (void)work.database()
            .select(ledger::Query{
                "UPDATE account SET debit_posted = debit_posted + 1 WHERE name = 32 AND"
                " bank_account <> 0 RETURNING id"})
            .next();
    });
    EXPECT_EQ(look()[0].off_by(), Money::from_pence(1));
    const auto found = look_at_client_accounts(area.area().database(), on("2026-05-01"));
    EXPECT_FALSE(found.agrees);
    ASSERT_EQ(found.commands.size(), 1U);
    EXPECT_EQ(found.commands[0].name, "task open");
    EXPECT_EQ(found.commands[0].fields.at("subject"), "CARE-CLIENTS");
}

}  // namespace
}  // namespace almoner::scheduler
