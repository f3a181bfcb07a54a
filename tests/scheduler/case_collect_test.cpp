// Reclaimed money that a support service's client account holds: it leaves there by one bank line
// and reaches the commissioner by another (ledger.md, Postings: each side posts with its own).
#include "ledger/posting/closing.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/actor.h"
#include "ledger/records/ending.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/pay_out.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/scheduler/reduction_case_area.h"
#include "tests/support/bank_answers.h"
#include "tests/support/care_service.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::Option;
using ledger::Stream;
using nlohmann::json;
using tests::ben;
using tests::CaseArea;
using tests::Given;
using tests::on;
using tests::pounds;

constexpr std::string_view payer = "08999966374958";
constexpr std::string_view clients = "08999911223344";

// £1,800.00 of a managed account, of which a case asks £900.00 back from 2 December 2026 on.
class Collecting : public CaseArea {
  protected:
    Collecting() {
        tests::RunArea fresh;
        std::swap(area, fresh);
        tests::PersonTerms terms = tests::four_weekly_1800();
        terms.line.option = terms.agreement.option = Option::managed_account;
        terms.agreement.payee = "support-service:CARE";
        area.write([&](ledger::Work& work) {
            ledger::insert_actor(work, {.ref = "anna", .from_on = on("2026-01-01")});
            terms.organisation_paid = add_service(work);
        });
        person = area.add(terms);
        area.write([&](ledger::Work& work) {
            commissioners = account(work, {.organisation = area.commissioner});
            persons = account(work, {.person = person.person});
        });
        tests::send_all(area, outbox_.path());
        EXPECT_EQ(bank(clients, "1800.00", "CRDT", 1, "2026-11-20").at("received"), 1);
        told_of_budget("reclaim.unused", "500000");
    }
    // £25.00 of the person's own money are left where it is held, and the budget is closed by their
    // death.
    void close_with_own_share(Option option, std::int64_t account = 0) {
        const ledger::Holding holding{
            static_cast<std::int32_t>(person.budget), option, static_cast<std::int32_t>(account)};
        const ledger::Shares own{
            {Stream::person, static_cast<std::int32_t>(area.commissioner), pounds(25)}};
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::PersonTakenOver{holding, own, {}}),
                      {.effective = on("2026-10-01")});
            const auto ending = ledger::insert_ending(work,
                                                      person.person,
                                                      {.budget = person.budget,
                                                       .because = "death",
                                                       .last_on = on("2026-11-30"),
                                                       .opened_on = on("2026-12-01"),
                                                       .opened_by = 1});
            ledger::insert_ending_step(
                work,
                person.person,
                {.ending = ending, .state = "closed", .on = on("2026-12-01"), .actor = 1});
            work.post(post(ledger::OwnShareOwedBack{holding, own}),
                      {.effective = on("2026-12-01")});
        });
    }
    void reclaimed(const std::string& amount = "900.00") {
        (void)decided("reclaim", "reclaim", {{"amount", amount}, {"ground", "unused-accumulated"}});
        issue_notice("reclaim");
        ASSERT_EQ(area.refusal(case_take_effect, {{"case", "C-0001"}}, {.day = "2026-12-02"}),
                  "accepted");
    }
    Given fields(const Given& more = {}) {
        Given all{{"case", "C-0001"}, {"payee_account", std::to_string(commissioners)}};
        for (const auto& [name, value] : more) all[name] = value;
        return all;
    }
    std::string refused(const Given& more = {}) {
        return area.refusal(case_collect, fields(more), {.day = "2026-12-03"});
    }
    void send(const json& run) {
        area.answer(run_approve,
                    {{"run", run["run"]}, {"confirm", run["confirm"]}},
                    {.actor = ben, .day = "2026-12-03"});
        area.answer(run_send, {{"run", run["run"]}}, {.day = "2026-12-03"});
    }
    void collect() { send(area.answer(case_collect, fields(), {.day = "2026-12-03"})); }
    json bank(std::string_view of,
              const std::string& amount,
              std::string_view sign,
              std::int64_t payment,
              std::string_view day = "2026-12-07") {
        std::string camt = testing::replaced(
            testing::without_balances(testing::camt_with(
                tests::bank_line(amount, sign, ledger::payment_ref(payment)), "0.00")),
            "20000055779911",
            of);
        for (std::size_t at = camt.find("2026-11-20"); at != std::string::npos;
             at = camt.find("2026-11-20", at + 10)) {
            camt.replace(at, 10, day);
        }
        return area.answer(import_statement, {{"file", camt}}, {.day = std::string(day)});
    }
    Money at(AccountName name, Stream stream = Stream::nhs) {
        ledger::AccountKey key{
            .name = name, .stream = stream, .body = static_cast<std::int32_t>(area.commissioner)};
        if (name == AccountName::receivable_reclaim) return area.balance(key).posted;
        key.option = Option::managed_account;
        key.budget = static_cast<std::int32_t>(person.budget);
        if (name == AccountName::held) key.bank_account = static_cast<std::int32_t>(client);
        return area.balance(key).posted;
    }
    std::string state() { return ledger::case_by_id(area.area().database(), 1)->state; }
    // £900.00 at the commissioner's bank, which two people explain as reclaimed money.
    void explained_line() {
        const std::string camt =
            testing::replaced(testing::without_balances(testing::camt_with(
                                  tests::bank_line("900.00", "CRDT", "thank you"), "0.00")),
                              "20000055779911",
                              payer);
        const tests::AskedOn then{.day = "2026-12-07"};
        EXPECT_EQ(area.answer(import_statement, {{"file", camt}}, then).at("suspense"), 1);
        const json explained = area.answer(
            statement_explain,
            {{"item", "1"}, {"to", "reclaim"}, {"commissioner", "ICB"}, {"stream", "nhs"}},
            then);
        area.answer(proposal_confirm,
                    {{"proposal", std::to_string(explained.at("proposal").get<int>())},
                     {"confirm", explained.at("confirm")}},
                    {.actor = ben, .day = "2026-12-07"});
    }
    ledger::Outcome<json> count(const std::string& amount) {
        return area.ask(case_repaid,
                        {{"case", "C-0001"}, {"item", "1"}, {"amount", amount}},
                        {.day = "2026-12-07"});
    }

    std::int64_t client = 0;
    std::int64_t commissioners = 0;  // payee accounts
    std::int64_t persons = 0;

  private:
    std::int64_t add_service(ledger::Work& work) {
        const tests::CareService care = tests::add_care_service(work, area);
        client = care.client_account;
        return care.number;
    }
    static std::int64_t account(ledger::Work& work, ledger::PayeeAccount made) {
        made.from_on = on("2020-01-01");
        made.bank_private =
            ledger::insert_bank_private(work, made.person, {"PAYEE", "107999", "88837491"});
        made.status = ledger::PayeeStatus::confirmed;
        made.proposed_by = 1;
        made.confirmed_by = 2;
        return ledger::insert_payee_account(work, made);
    }

    tests::TempFolder outbox_;
};

TEST_F(Collecting, IsProposedForWhatTheCaseAsksFor) {
    reclaimed();
    EXPECT_EQ(refused({{"amount", "900.01"}}), "more-than-is-left");
    EXPECT_EQ(refused({{"payee_account", std::to_string(persons)}}), "payee-is-another");
    EXPECT_EQ(refused({{"payee_account", "99"}}), "payee-account-unknown");
    EXPECT_EQ(refused({{"case", "C-0002"}}), "case-unknown");
    ASSERT_EQ(refused(), "accepted");
    EXPECT_EQ(refused({{"amount", "0.01"}}), "more-than-is-left");  // it is on its way
}

TEST_F(Collecting, WaitsForTheCaseAndForAnAnswer) {
    (void)decided("reclaim", "reclaim", {{"amount", "900.00"}, {"ground", "unused-accumulated"}});
    EXPECT_EQ(refused(), "case-not-so-far");
    issue_notice("reclaim");
    ASSERT_EQ(area.refusal(case_take_effect, {{"case", "C-0001"}}, {.day = "2026-12-02"}),
              "accepted");
    notice_step(1, "challenged", "2026-12-03");
    EXPECT_EQ(refused(), "reconsideration-unanswered");
}

TEST_F(Collecting, PostsEachSideWithItsOwnLine) {
    reclaimed();
    collect();
    EXPECT_EQ(at(AccountName::payable_reclaim), pounds(900));
    EXPECT_EQ(bank(clients, "900.00", "DBIT", 2).at("settled"), 1);
    EXPECT_EQ(at(AccountName::held), pounds(900));
    EXPECT_EQ(at(AccountName::payable_reclaim), Money{});
    EXPECT_EQ(at(AccountName::receivable_reclaim), pounds(900));
    EXPECT_EQ(state(), "awaiting-repayment");
    EXPECT_TRUE(is_sound());
    EXPECT_EQ(bank(payer, "900.00", "CRDT", 2).at("received"), 1);
    EXPECT_EQ(at(AccountName::receivable_reclaim), Money{});
    EXPECT_EQ(state(), "closed");
    EXPECT_TRUE(is_sound());
}

TEST_F(Collecting, CountsWhatArrivesBeforeTheClientAccountsStatementIsRead) {
    reclaimed();
    collect();
    EXPECT_EQ(bank(payer, "900.00", "CRDT", 2).at("received"), 1);
    EXPECT_EQ(at(AccountName::receivable_reclaim), Money{});
    EXPECT_EQ(at(AccountName::held), pounds(1'800));
    EXPECT_EQ(state(), "closed");
    // A second line of the same is nobody's yet.
    EXPECT_EQ(bank(payer, "900.00", "CRDT", 2, "2026-12-08").at("suspense"), 1);
    EXPECT_EQ(bank(clients, "900.00", "DBIT", 2).at("settled"), 1);
    EXPECT_EQ(at(AccountName::held), pounds(900));
    EXPECT_EQ(at(AccountName::payable_reclaim), Money{});
    EXPECT_TRUE(is_sound());
}

// The commissioner has it by a line of another reference, and the client account still holds it.
TEST_F(Collecting, IsNotRepaidByALineBeforeItIsPaidOut) {
    reclaimed();
    explained_line();
    const auto repaid = count("900.00");
    ASSERT_FALSE(repaid.accepted());
    EXPECT_EQ(repaid.refusal().code, "not-paid-out");
    EXPECT_EQ(repaid.refusal().field, "amount");
    EXPECT_EQ(at(AccountName::payable_reclaim), pounds(900));
    EXPECT_EQ(state(), "awaiting-repayment");
    EXPECT_TRUE(is_sound());
}

// Nobody has approved it: cancelled, it would leave the money where it is for good.
TEST_F(Collecting, IsNotRepaidByAPayOutThatHasNotLeft) {
    reclaimed();
    explained_line();
    const json run = area.answer(case_collect, fields(), {.day = "2026-12-03"});
    EXPECT_EQ(count("900.00").refusal().code, "not-paid-out");
    send(run);
    EXPECT_EQ(count("0.01").refusal().code, "not-paid-out");
    (void)bank(clients, "900.00", "DBIT", 2);
    EXPECT_TRUE(count("900.00").accepted());
    EXPECT_EQ(state(), "closed");
    EXPECT_TRUE(is_sound());
}

TEST_F(Collecting, TellsOfACountedPayOutThatComesBack) {
    reclaimed();
    explained_line();
    collect();
    (void)bank(clients, "900.00", "DBIT", 2);
    ASSERT_TRUE(count("500.00").accepted());
    EXPECT_EQ(bank(clients, "900.00", "CRDT", 2).at("returned"), 1);
    ledger::Rows rows = area.area().database().select(
        ledger::Query{"SELECT words FROM task WHERE kind = 'counted-and-came-back'"});
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.str(0),
              "£500.00 that C-0001 counts as repaid is at the client account again: find out whose "
              "money the counted bank line was, and have this money paid to whom it is owed");
}

// Of £900.00 £500.00 are on their way, then paid out: £400.00 are left to be given up.
TEST_F(Collecting, IsNotGivenUpOnceItIsPaidOut) {
    reclaimed();
    const auto give_up = [&](const std::string& amount) {
        return area.refusal(
            case_write_off,
            {{"case", "C-0001"}, {"amount", amount}, {"way", "lost"}, {"words", "Gone."}},
            {.day = "2026-12-03"});
    };
    const auto confirm = [&](const std::string& pence) {
        return area.refusal(case_approve,
                            {{"case", "C-0001"}, {"confirm", "1:" + pence}},
                            {.actor = ben, .day = "2026-12-03"});
    };
    ASSERT_EQ(give_up("900.00"), "accepted");
    const json run =
        area.answer(case_collect, fields({{"amount", "500.00"}}), {.day = "2026-12-03"});
    EXPECT_EQ(confirm("90000"), "more-than-is-left");
    send(run);
    (void)bank(clients, "500.00", "DBIT", 2);
    EXPECT_EQ(confirm("90000"), "more-than-is-left");
    EXPECT_EQ(at(AccountName::held), pounds(1'300));
    EXPECT_EQ(at(AccountName::payable_reclaim), pounds(400));
    EXPECT_TRUE(is_sound());
}

TEST_F(Collecting, ThatIsOnItsWayIsNotProposedToBeGivenUp) {
    reclaimed();
    const Given given_up{
        {"case", "C-0001"}, {"amount", "400.01"}, {"way", "waived"}, {"words", "Ours."}};
    area.answer(case_collect, fields({{"amount", "500.00"}}), {.day = "2026-12-03"});
    EXPECT_EQ(area.refusal(case_write_off, given_up, {.day = "2026-12-03"}), "more-than-is-left");
    Given just = given_up;
    just["amount"] = "400.00";
    EXPECT_EQ(area.refusal(case_write_off, just, {.day = "2026-12-03"}), "accepted");
}

TEST_F(Collecting, IsOwedAgainWhenTheClientAccountGetsItBack) {
    reclaimed();
    collect();
    (void)bank(clients, "900.00", "DBIT", 2);
    EXPECT_EQ(bank(clients, "900.00", "CRDT", 2).at("returned"), 1);
    EXPECT_EQ(at(AccountName::held), pounds(1'800));
    EXPECT_EQ(at(AccountName::payable_reclaim), pounds(900));
    EXPECT_EQ(at(AccountName::receivable_reclaim), pounds(900));
    EXPECT_EQ(state(), "awaiting-repayment");
    EXPECT_TRUE(is_sound());
}

// The status report of a client account's bank moves nothing: its statement does.
TEST_F(Collecting, SettlesWithTheStatementAlone) {
    reclaimed();
    collect();
    const std::string ref = ledger::payment_ref(2);
    EXPECT_EQ(tests::read_status(area, ref, "ACSC").at("settled"), 0);
    EXPECT_EQ(at(AccountName::held), pounds(1'800));
}

TEST_F(Collecting, IsNotDoneForMoneyThatTheHolderHas) {
    tests::PersonTerms terms = tests::four_weekly_1800();
    person = area.add(terms);
    area.write([&](ledger::Work& work) {
        work.post(post(ledger::PersonTakenOver{
                      {static_cast<std::int32_t>(person.budget), Option::direct_payment},
                      {{Stream::nhs, static_cast<std::int32_t>(area.commissioner), pounds(900)}},
                      {}}),
                  {.effective = on("2026-10-01")});
    });
    told_of_budget("reclaim.unused", "500000");
    (void)decided("reclaim",
                  "reclaim",
                  {{"amount", "900.00"}, {"ground", "unused-accumulated"}, {"plan_line", "LP2"}});
    issue_notice("reclaim");
    ASSERT_EQ(area.refusal(case_take_effect, {{"case", "C-0001"}}, {.day = "2026-12-02"}),
              "accepted");
    EXPECT_EQ(refused(), "not-in-a-client-account");
}

// The person's own £25.00 at the client account, once their budget is closed.
TEST_F(Collecting, TheOwnShareIsPaidOutOfTheClientAccount) {
    close_with_own_share(Option::managed_account, client);
    Given refund{{"ending", "E-0001"}, {"payee_account", std::to_string(persons)}};
    const tests::AskedOn then{.day = "2026-12-03"};
    EXPECT_EQ(at(AccountName::payable_refund, Stream::person), pounds(25));
    refund["payee_account"] = std::to_string(commissioners);
    EXPECT_EQ(area.refusal(ending_refund, refund, then), "evidence-missing");
    refund["payee_account"] = std::to_string(persons);
    refund["amount"] = "25.01";
    EXPECT_EQ(area.refusal(ending_refund, refund, then), "more-than-is-left");
    refund.erase("amount");
    const json run = area.answer(ending_refund, refund, then);
    EXPECT_EQ(run.at("confirm"), "1:2500");
    EXPECT_EQ(area.refusal(ending_refund, refund, then), "nothing-to-refund");
    send(run);
    EXPECT_EQ(bank(clients, "25.00", "DBIT", 2).at("settled"), 1);
    EXPECT_EQ(at(AccountName::payable_refund, Stream::person), Money{});
    EXPECT_EQ(at(AccountName::held, Stream::person), Money{});
    EXPECT_EQ(at(AccountName::held), pounds(1'800));
    EXPECT_EQ(area.refusal(ending_refund, refund, then), "nothing-to-refund");
    EXPECT_TRUE(is_sound());
}

// The person's own £25.00 with a third party is in no client account of these books.
TEST_F(Collecting, TheOwnShareAtAThirdPartyIsGivenBackByTheThirdParty) {
    close_with_own_share(Option::third_party);
    EXPECT_EQ(area.refusal(ending_refund,
                           {{"ending", "E-0001"}, {"payee_account", std::to_string(persons)}},
                           {.day = "2026-12-03"}),
              "own-share-at-third-party");
}

}  // namespace
}  // namespace almoner::scheduler
