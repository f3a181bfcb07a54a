// A part of a payment comes back: whose money it was, and that it is due again.
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::Option;
using ledger::Stream;
using nlohmann::json;
using tests::bank_line;
using tests::on;
using tests::pounds;
using tests::read_statement;
using tests::RunArea;

// £200 of NHS money and £100 of social care in one payment.
class PaidByTwo : public ::testing::Test {
  protected:
    PaidByTwo() {
        tests::PersonTerms terms;
        terms.line.amount = pounds(50);
        person = area.add(terms);
        area.write([&](ledger::Work& work) {
            ledger::PlanLine line = terms.line;
            line.ref = "CARE";
            line.budget = person.budget;
            line.body = area.partner;
            line.stream = Stream::social_care;
            line.amount = pounds(25);
            ledger::insert_plan_line(work, line);
        });
        tests::send_all(area, outbox_.path());
        ref = ledger::payment_ref(1);
        (void)read_statement(area, bank_line("300.00", "DBIT", ref), "700.00");
    }

    void comes_back(const std::string& amount, std::string_view closing, std::string_view words) {
        (void)read_statement(
            area, bank_line(amount, "CRDT", ref + " " + std::string(words)), closing);
        tests::expect_sound(area);
    }
    Money undrawn(Stream stream, std::int64_t body) {
        return area
            .balance({.name = AccountName::undrawn,
                      .stream = stream,
                      .option = Option::direct_payment,
                      .body = static_cast<std::int32_t>(body),
                      .budget = static_cast<std::int32_t>(person.budget)})
            .posted;
    }

    RunArea area;
    tests::TestPerson person;
    std::string ref;
    tests::TempFolder outbox_;
};

TEST_F(PaidByTwo, ReturnsOfPenniesDoNotDriftBetweenTheTwo) {
    comes_back("0.01", "1000.01", "1");
    comes_back("0.01", "1000.01", "2");
    comes_back("299.98", "1299.98", "3");
    EXPECT_EQ(area.payments().at(0).state, ledger::PaymentState::returned);
    EXPECT_EQ(undrawn(Stream::nhs, area.commissioner), pounds(200));
    EXPECT_EQ(undrawn(Stream::social_care, area.partner), pounds(100));
    EXPECT_EQ(area.count("excuse"), 0);
}

}  // namespace
}  // namespace almoner::scheduler
