// One person who was taken over twice: two budgets of the same money, paid into one bank account.
#include "ledger/records/budget.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/run_commands.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::on;
using tests::PersonTerms;
using tests::RunArea;
using tests::TestPerson;

class PaidTwice : public ::testing::Test {
  protected:
    PaidTwice() : person_(area_.add()) {}

    // For the same person, with bank details that were put in a second time.
    void add_budget(PersonTerms terms = {}, const std::string& account_number = "88837491") {
        add_budget_of(person_.person, std::move(terms), account_number);
    }
    void add_budget_of(std::int64_t person,
                       PersonTerms terms = {},
                       const std::string& account_number = "88837491") {
        area_.write([&](ledger::Work& work) {
            terms.line.budget = terms.agreement.budget =
                ledger::insert_budget(work,
                                      {.ref = "B-1a",
                                       .from_on = on("2020-01-01"),
                                       .person = person,
                                       .lead = area_.commissioner,
                                       .start_on = on("2020-01-01")});
            terms.agreement.payee_account = ledger::insert_payee_account(
                work,
                {.from_on = on("2020-01-01"),
                 .person = person,
                 .bank_private = ledger::insert_bank_private(
                     work, person, {"A HOLDER", "107999", account_number}),
                 .proposed_by = 1,
                 .confirmed_by = 2});
            terms.line.ref = "L-1a";
            if (terms.line.body == 0) terms.line.body = area_.commissioner;
            ledger::insert_plan_line(work, terms.line);
            terms.agreement.ref = "A-1a";
            terms.agreement.paid_from = area_.bank_account;
            ledger::insert_agreement(work, terms.agreement);
        });
    }
    std::int64_t found() { return area_.count("finding WHERE code = 'paid-already'"); }

    RunArea area_;
    TestPerson person_;
};

TEST_F(PaidTwice, InOneRunTheSecondIsHeld) {
    add_budget();
    const json run = area_.propose("2026-11-02")[0];
    EXPECT_EQ(run["payments"], 1);
    EXPECT_EQ(run["held"], 1);
    EXPECT_EQ(found(), 1);
}

TEST_F(PaidTwice, ALaterRunHoldsIt) {
    area_.approve(area_.propose("2026-11-02")[0]);
    add_budget();
    EXPECT_EQ(area_.propose("2026-11-02")[0]["held"], 1);
    EXPECT_EQ(found(), 1);
}

TEST_F(PaidTwice, MoneyOfAnotherFunderIsAnotherBudget) {
    PersonTerms terms;
    terms.line.body = area_.partner;
    terms.line.stream = ledger::Stream::social_care;
    add_budget(terms);
    EXPECT_EQ(area_.propose("2026-11-02")[0]["held"], 0);
}

TEST_F(PaidTwice, IntoAnotherAccountIsAnotherBudget) {
    add_budget({}, "88837493");
    EXPECT_EQ(area_.propose("2026-11-02")[0]["held"], 0);
}

TEST_F(PaidTwice, AnotherAmountIsAnotherBudget) {
    PersonTerms terms;
    terms.line.amount = tests::pounds(99);
    add_budget(terms);
    EXPECT_EQ(area_.propose("2026-11-02")[0]["held"], 0);
}

TEST_F(PaidTwice, AnotherPeriodIsAnotherBudget) {
    PersonTerms terms;
    terms.line.start_on = terms.agreement.start_on = terms.agreement.anchor_on = on("2026-11-09");
    add_budget(terms);
    EXPECT_EQ(area_.propose("2026-11-09")[0]["held"], 0);
}

// The import warns of a number that stands twice, and takes both in.
TEST_F(PaidTwice, TwoRecordsWithOneNhsNumberAreOnePerson) {
    std::int64_t other = 0;
    area_.write([&](ledger::Work& work) {
        auto person = *ledger::person_numbered(work.database(), person_.person, on("2026-11-02"));
        person.personal = ledger::insert_person_private(
            work, person_.person, {.given_name = "A", .nhs_number = "9990000034"});
        ledger::insert_person(work, person);
        other = ledger::insert_person(
            work, {.ref = "P-1a", .from_on = on("2020-01-01"), .information_format = "standard"});
        auto twin = *ledger::person_numbered(work.database(), other, on("2026-11-02"));
        twin.personal = ledger::insert_person_private(
            work, other, {.given_name = "A.", .nhs_number = "9990000034"});
        ledger::insert_person(work, twin);
    });
    add_budget_of(other);
    EXPECT_EQ(area_.propose("2026-11-02")[0]["held"], 1);
    EXPECT_EQ(found(), 1);
}

// A couple, or two people with one representative, may share a bank account.
TEST_F(PaidTwice, TwoPeopleMayShareAnAccount) {
    area_.add();
    EXPECT_EQ(area_.propose("2026-11-02")[0]["held"], 0);
}

}  // namespace
}  // namespace almoner::scheduler
