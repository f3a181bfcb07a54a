// The bank's answers to one file, in every order in which they can arrive: the books end alike.
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/submission.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaymentState;
using tests::bank_line;
using tests::pounds;
using tests::read_statement;
using tests::read_status;
using tests::RunArea;

// Three payments of £400 in one file.
class SentFile {
  public:
    SentFile() {
        for (int i = 0; i < 3; ++i) area.add();
        tests::send_all(area, outbox_.path());
        serial = ledger::submission_by_id(area.area().database(), 1).value().serial;
        for (const auto& payment : area.payments()) refs.push_back(ledger::payment_ref(payment.id));
    }

    Money at_bank(AccountName name) {
        return area
            .balance({.name = name,
                      .stream = ledger::Stream::nhs,
                      .body = static_cast<std::int32_t>(area.commissioner),
                      .bank_account = static_cast<std::int32_t>(area.bank_account)})
            .posted;
    }
    Money in_suspense() {
        return area
            .balance({.name = AccountName::suspense,
                      .stream = ledger::Stream::unassigned,
                      .body = static_cast<std::int32_t>(area.commissioner),
                      .bank_account = static_cast<std::int32_t>(area.bank_account)})
            .posted;
    }
    std::vector<std::string> states() {
        std::vector<std::string> names;
        for (const auto& payment : area.payments()) {
            names.emplace_back(ledger::name_of(payment.state));
        }
        return names;
    }

    RunArea area;
    std::string serial;
    std::vector<std::string> refs;

  private:
    tests::TempFolder outbox_;
};

using Step = std::function<void(SentFile&)>;
using Steps = std::map<std::string, Step>;

// Runs the steps in each order after the first one, the month tied out after every step.
void in_every_order(const Step& first, const Steps& steps, const Step& check) {
    std::vector<std::string> order;
    for (const auto& [name, step] : steps) order.push_back(name);
    do {
        std::string words;
        for (const std::string& name : order) words += name + "; ";
        const testing::ScopedTrace trace(__FILE__, __LINE__, words);
        SentFile file;
        first(file);
        for (const std::string& name : order) {
            steps.at(name)(file);
            (void)tests::november(file.area);
        }
        check(file);
    } while (std::ranges::next_permutation(order).found);
}

void nothing_first(SentFile& file) {
    EXPECT_EQ(file.states(), (std::vector<std::string>{"sent", "sent", "sent"}));
}

void total_of_1200(SentFile& file) {
    (void)read_statement(file.area, bank_line("1200.00", "DBIT", file.serial), "-200.00");
}

void total_of_800(SentFile& file) {
    (void)read_statement(file.area, bank_line("800.00", "DBIT", file.serial), "200.00");
}

void first_comes_back(SentFile& file) {
    (void)read_statement(file.area, bank_line("400.00", "CRDT", file.refs[0]), "1400.00");
}

TEST(AnswersInAnyOrder, ASettledReportAReturnAndTheTotalEndAlike) {
    const Steps steps{
        {"the first is settled", [](SentFile& f) { (void)read_status(f.area, f.refs[0], "ACSC"); }},
        {"the second is settled",
         [](SentFile& f) { (void)read_status(f.area, f.refs[1], "ACSC"); }},
        {"the first comes back", first_comes_back},
        {"the total", total_of_1200}};
    in_every_order(nothing_first, steps, [](SentFile& file) {
        EXPECT_EQ(file.states(), (std::vector<std::string>{"returned", "settled", "settled"}));
        EXPECT_EQ(file.at_bank(AccountName::bank), -pounds(800));
        EXPECT_EQ(file.at_bank(AccountName::transit), Money{});
        EXPECT_EQ(file.in_suspense(), Money{});
    });
}

TEST(AnswersInAnyOrder, APaymentWithALineOfItsOwnIsNotInTheTotal) {
    const Steps steps{
        {"a line of its own",
         [](SentFile& f) {
             (void)read_statement(f.area, bank_line("400.00", "DBIT", f.refs[0]), "600.00");
         }},
        {"the first is settled", [](SentFile& f) { (void)read_status(f.area, f.refs[0], "ACSC"); }},
        {"the first comes back", first_comes_back}};
    in_every_order(nothing_first, steps, [](SentFile& file) {
        total_of_800(file);
        (void)tests::november(file.area);
        EXPECT_EQ(file.states(), (std::vector<std::string>{"returned", "settled", "settled"}));
        EXPECT_EQ(file.at_bank(AccountName::bank), -pounds(800));
        EXPECT_EQ(file.at_bank(AccountName::transit), Money{});
        EXPECT_EQ(file.in_suspense(), Money{});
    });
}

TEST(AnswersInAnyOrder, ARejectedPaymentThatTheTotalLeavesOutIsDueAgain) {
    SentFile file;
    (void)read_status(file.area, file.refs[0], "RJCT");
    (void)read_status(file.area, file.refs[1], "ACSC");
    total_of_800(file);
    (void)tests::november(file.area);
    EXPECT_EQ(file.states(), (std::vector<std::string>{"rejected", "settled", "settled"}));
    EXPECT_EQ(file.at_bank(AccountName::bank), -pounds(800));
    EXPECT_EQ(file.in_suspense(), Money{});
    // It can't come back: no debit that we know of held it.
    first_comes_back(file);
    (void)tests::november(file.area);
    EXPECT_EQ(file.states()[0], "rejected");
    EXPECT_EQ(file.in_suspense(), pounds(400));
}

TEST(AnswersInAnyOrder, ARejectedPaymentThatTheTotalHoldsAndThatComesBackIsReturned) {
    in_every_order([](SentFile& f) { (void)read_status(f.area, f.refs[0], "RJCT"); },
                   {{"the first comes back", first_comes_back}, {"the total", total_of_1200}},
                   [](SentFile& file) {
                       EXPECT_EQ(file.states(),
                                 (std::vector<std::string>{"returned", "settled", "settled"}));
                       EXPECT_EQ(file.at_bank(AccountName::bank), -pounds(800));
                       EXPECT_EQ(file.at_bank(AccountName::transit), Money{});
                       EXPECT_EQ(file.in_suspense(), Money{});
                   });
}

TEST(AnswersInAnyOrder, NothingPostsTwice) {
    SentFile file;
    (void)read_status(file.area, file.refs[0], "ACSC");
    total_of_1200(file);
    // The total again, and a line of its own for what the total held: both are a person's.
    (void)read_statement(file.area,
                         bank_line("1200.00", "DBIT", file.serial + " AGAIN") +
                             bank_line("400.00", "DBIT", file.refs[1]),
                         "-600.00");
    (void)read_status(file.area, file.refs[1], "ACSC");
    (void)read_status(file.area, file.refs[2], "RJCT");
    (void)tests::november(file.area);
    EXPECT_EQ(file.states(), (std::vector<std::string>{"settled", "settled", "settled"}));
    EXPECT_EQ(file.at_bank(AccountName::bank), -pounds(1'200));
    EXPECT_EQ(file.at_bank(AccountName::transit), Money{});
    EXPECT_EQ(file.in_suspense(), -pounds(1'600));
}

TEST(AnswersInAnyOrder, AFileOfTwoDaysHasATotalForEachDay) {
    const tests::TempFolder outbox;
    RunArea area;
    for (int i = 0; i < 3; ++i) area.add();
    tests::send_all(area, outbox.path(), "2026-11-30");
    ASSERT_EQ(area.count("submission"), 1);
    const std::string serial = ledger::submission_by_id(area.area().database(), 1).value().serial;
    const auto settled = [&] {
        return std::ranges::count(area.payments(), PaymentState::settled, [](const auto& payment) {
            return payment.state;
        });
    };
    (void)read_statement(area, bank_line("1200.00", "DBIT", serial + " 1"), "-200.00");
    EXPECT_EQ(settled(), 3);
    (void)tests::november(area);
    (void)read_statement(area, bank_line("1200.00", "DBIT", serial + " 2"), "-200.00");
    EXPECT_EQ(settled(), 6);
    EXPECT_EQ(tests::november(area).unmatched, ledger::ByAge{});
    EXPECT_EQ(ledger::submission_by_id(area.area().database(), 1).value().state,
              ledger::SubmissionState::settled);
}

TEST(AnswersInAnyOrder, ATotalOfAnotherAmountIsAPersons) {
    SentFile file;
    (void)read_status(file.area, file.refs[0], "ACSC");
    (void)read_statement(file.area, bank_line("1200.01", "DBIT", file.serial), "-200.01");
    (void)tests::november(file.area);
    EXPECT_EQ(file.states(), (std::vector<std::string>{"settled", "sent", "sent"}));
    EXPECT_EQ(file.in_suspense(), -Money::from_pence(1'200'01));
}

}  // namespace
}  // namespace almoner::scheduler
