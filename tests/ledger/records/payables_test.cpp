#include "ledger/records/payables.h"

#include "ledger/records/in_force.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::ledger {
namespace {

Date day(std::string_view iso) {
    return *Date::parse(iso);
}

struct Dated {
    Date from_on{};
    char name = ' ';
};

std::string pieces(const std::vector<Dated>& versions) {
    std::string words;
    for (const InForce<Dated>& piece : in_force(std::span(versions))) {
        words += piece.record->name;
        words += piece.days.first.iso() + "/";
        words += piece.days.last == last_day_of_all ? "" : piece.days.last.iso();
        words += ' ';
    }
    return words;
}

TEST(InForce, EachVersionCountsUntilALaterOneBegins) {
    EXPECT_EQ(pieces({}), "");
    EXPECT_EQ(pieces({{day("2026-04-01"), 'a'}}), "a2026-04-01/ ");
    EXPECT_EQ(pieces({{day("2026-04-01"), 'a'}, {day("2026-10-01"), 'b'}}),
              "a2026-04-01/2026-09-30 b2026-10-01/ ");
}

TEST(InForce, ALaterVersionOfEarlierDaysReplacesWhatStoodThere) {
    EXPECT_EQ(
        pieces({{day("2026-04-01"), 'a'}, {day("2026-10-01"), 'b'}, {day("2026-07-01"), 'c'}}),
        "a2026-04-01/2026-06-30 c2026-07-01/ ");
    EXPECT_EQ(pieces({{day("2026-04-01"), 'a'}, {day("2026-04-01"), 'b'}}), "b2026-04-01/ ");
}

void write_area(Work& work) {
    const Date from = day("2026-04-01");
    for (const char* const ref : {"B-1", "B-2", "B-3"}) {
        insert_budget(work, {.ref = ref, .from_on = from, .person = 1, .start_on = from});
    }
    insert_budget(work, {.ref = "B-4", .from_on = day("2027-01-01"), .person = 1});
    PlanLine line{.ref = "PL-1", .from_on = from, .budget = 2};
    line.number = insert_plan_line(work, line);
    insert_plan_line(work, {.ref = "PL-2", .from_on = from, .budget = 1});
    insert_plan_line(work, {.ref = "PL-3", .from_on = from, .budget = 2});
    line.from_on = day("2027-04-01");
    insert_plan_line(work, line);
    Agreement agreement{.ref = "A-1", .from_on = from, .budget = 2, .payee = "holder"};
    agreement.number = insert_agreement(work, agreement);
    insert_agreement(work, {.ref = "A-2", .from_on = from, .budget = 3});
    insert_agreement(work, {.ref = "A-3", .from_on = day("2026-12-01"), .budget = 1});
    insert_agreement(work, {.ref = "A-4", .from_on = from, .budget = 4});
    agreement.from_on = day("2026-11-01");
    agreement.status = AgreementStatus::active;
    insert_agreement(work, agreement);
}

TEST(Payables, EachAgreementComesWithItsBudgetAndItsPlan) {
    tests::TestArea area;
    const CommandResult result = area.run([](Work& work) -> Outcome<std::string> {
        write_area(work);
        return std::string("{}");
    });
    ASSERT_TRUE(result.outcome.accepted());

    const Payables payables(area.database(), day("2026-11-22"));
    ASSERT_EQ(payables.size(), 2U);  // A-3 begins later, A-4's budget does
    const Payable first = payables.at(0);
    EXPECT_EQ(first.agreement->ref, "A-1");
    EXPECT_EQ(first.agreement->status, AgreementStatus::active);
    EXPECT_EQ(first.versions.size(), 2U);
    EXPECT_EQ(first.budget->ref, "B-2");
    const auto lines = plan_lines_in(first.plan_versions);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].size(), 2U);  // with the rate that begins in April
    EXPECT_EQ(lines[0].front().ref, "PL-1");
    EXPECT_EQ(lines[1].front().ref, "PL-3");
    EXPECT_EQ(payables.at(1).agreement->ref, "A-2");
    EXPECT_TRUE(payables.at(1).plan_versions.empty());

    const Payables before(area.database(), day("2026-10-31"));
    EXPECT_EQ(before.at(0).agreement->status, AgreementStatus::draft);
}

}  // namespace
}  // namespace almoner::ledger
