#include "ledger/records/payment_states.h"
#include "scheduler/commands/run_commands.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::PaymentKind;
using nlohmann::json;
using tests::on;
using tests::PersonTerms;
using tests::pounds;
using tests::RunArea;
using tests::TestPerson;

// £500 once from 2 November, beside nothing else.
PersonTerms one_off_of_500() {
    PersonTerms terms;
    terms.line.frequency = ledger::PlanFrequency::one_off;
    terms.line.amount = pounds(500);
    return terms;
}

void change_line(RunArea& area,
                 const TestPerson& person,
                 const std::string& from,
                 const std::function<void(ledger::PlanLine&)>& change) {
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on(from));
        line.from_on = on(from);
        change(line);
        ledger::insert_plan_line(work, line);
    });
}

ledger::Money live_total(RunArea& area) {
    ledger::Money total;
    for (const auto& payment : area.payments()) {
        if (ledger::is_live(payment.state)) total += payment.net;
    }
    return total;
}

TEST(OneOffSum, ALaterVersionOfItsLinePaysOnlyTheDifference) {
    RunArea area;
    const TestPerson person = area.add(one_off_of_500());
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 50'000);
    change_line(
        area, person, "2027-01-10", [](ledger::PlanLine& line) { line.amount = pounds(520); });
    (void)area.propose("2027-01-25", "2027-01-20");
    EXPECT_EQ(live_total(area), pounds(520));
    const auto payments = area.payments();
    ASSERT_GE(payments.size(), 2U);
    std::int64_t arrears = 0;
    for (const auto& payment : payments) {
        if (payment.kind == PaymentKind::arrears) arrears += payment.net.pence();
    }
    EXPECT_EQ(arrears, 2'000);
}

TEST(OneOffSum, ANewPurposePaysNothingAgain) {
    RunArea area;
    const TestPerson person = area.add(one_off_of_500());
    (void)area.propose("2026-11-02");
    change_line(area, person, "2027-01-10", [](ledger::PlanLine& line) {
        line.purpose = "a new wheelchair";
    });
    (void)area.propose("2027-01-25", "2027-01-20");
    EXPECT_EQ(live_total(area), pounds(500));
}

TEST(OneOffSum, ALowerSumIsATaskForAPerson) {
    RunArea area;
    const TestPerson person = area.add(one_off_of_500());
    (void)area.propose("2026-11-02");
    change_line(
        area, person, "2027-01-10", [](ledger::PlanLine& line) { line.amount = pounds(450); });
    (void)area.propose("2027-01-25", "2027-01-20");
    EXPECT_EQ(live_total(area), pounds(500));
    EXPECT_EQ(area.count("task"), 1);
}

}  // namespace
}  // namespace almoner::scheduler
