#include "scheduler/commands/calendar_load.h"

#include "ledger/records/bank_account.h"
#include "ledger/records/payment.h"
#include "ledger/records/record_table.h"
#include "tests/support/asking.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using nlohmann::json;
using tests::ask;
using tests::TestArea;

Date day(std::string_view iso) {
    return *Date::parse(iso);
}

std::string whole_list() {
    return testing::read_whole(
        testing::project_path("ops/reference-data/bank-holidays-england-wales.csv"));
}

// TestArea's day is Sunday 22 November 2026; Friday 4 December is made a holiday at short notice.
std::string with_a_holiday_on_4_december() {
    std::string list = whole_list();
    const auto rows = list.find("# rows: 83");
    list.replace(rows, 10, "# rows: 84");
    return list + "2026-12-04,State occasion\n";
}

struct Planned {
    const char* nominal;
    const char* entry;
    ledger::PaymentState state;
};

// Payments 1, 2, ... of a run that is paid from an account of this rail.
void plan(TestArea& area, ledger::Rail rail, const std::vector<Planned>& planned) {
    const auto made = area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
        const auto account = ledger::insert_bank_account(work,
                                                         {.ref = "MAIN",
                                                          .from_on = work.today(),
                                                          .sort_code = "001001",
                                                          .account_number = "00000001",
                                                          .rail = rail});
        const auto today = work.today();
        work.records().insert(ledger::payment_run_table,
                              std::string_view("scheduled"),
                              account,
                              today,
                              today,
                              1,
                              9,
                              1);
        int number = 0;
        for (const Planned& each : planned) {
            ++number;
            work.records().insert(ledger::payment_table,
                                  1,
                                  number,
                                  1,
                                  3,
                                  1,
                                  1,
                                  day(each.nominal),
                                  day(each.nominal),
                                  1,
                                  day(each.nominal),
                                  day(each.entry),
                                  100,
                                  0,
                                  0,
                                  100,
                                  0,
                                  0);
            if (each.state == ledger::PaymentState::proposed) continue;
            work.move_state(ledger::Entity::payment,
                            {number, number},
                            ledger::PaymentState::proposed,
                            each.state,
                            "test");
        }
        return std::string("{}");
    });
    ASSERT_TRUE(made.outcome.accepted());
}

json loaded(TestArea& area, const std::string& list) {
    const auto outcome = ask(area, calendar_load, {{"file:bank_holidays", list}});
    if (!outcome.accepted()) return json{{"refused", outcome.refusal().code}};
    return json::parse(outcome.value());
}

Date entry_of(TestArea& area, std::int64_t payment) {
    return ledger::payment_by_id(area.database(), payment)->entry_on;
}

TEST(CalendarLoad, TellsWhatIsNewAndRefusesTheSameListAgain) {
    TestArea area;
    EXPECT_EQ(loaded(area, whole_list())["added"].size(), 83U);
    EXPECT_EQ(loaded(area, whole_list())["refused"], "calendar-loaded-already");
    const json changed = loaded(area, with_a_holiday_on_4_december());
    EXPECT_EQ(changed["added"], (json{{{"date", "2026-12-04"}, {"name", "State occasion"}}}));
    EXPECT_EQ(changed["redated_count"], 0);
    EXPECT_EQ(loaded(area, "date,name\n")["refused"].is_null(), false);
}

TEST(CalendarLoad, WhatFallsOnANewHolidayMovesToTheWorkingDayBefore) {
    TestArea area;
    (void)loaded(area, whole_list());
    using enum ledger::PaymentState;
    plan(area,
         ledger::Rail::bacs,
         {{"2026-12-04", "2026-12-04", proposed},
          {"2026-12-05", "2026-12-04", approved},  // a Saturday, paid the day before
          {"2026-12-07", "2026-12-07", held},
          {"2026-12-04", "2026-12-04", cancelled}});
    const json answer = loaded(area, with_a_holiday_on_4_december());
    EXPECT_EQ(answer["redated_count"], 2) << answer.dump(1);
    EXPECT_EQ(answer["redated"][0],
              (json{{"payment", "ALM00000001Y"},
                    {"from", "2026-12-04"},
                    {"to", "2026-12-03"},
                    {"late", false}}));
    EXPECT_EQ(entry_of(area, 1), day("2026-12-03"));
    EXPECT_EQ(entry_of(area, 2), day("2026-12-03"));
    EXPECT_EQ(entry_of(area, 3), day("2026-12-07"));
    EXPECT_EQ(entry_of(area, 4), day("2026-12-04"));
    const auto log =
        area.database().prepare("SELECT payment, entry_on, reason FROM payment_redated");
    ASSERT_TRUE(log->step());
    EXPECT_EQ(log->text(2), "now a day off: State occasion");
    // The holiday is called off: both go back to where they were.
    EXPECT_EQ(loaded(area, whole_list() + "\n")["redated_count"], 2);
    EXPECT_EQ(entry_of(area, 1), day("2026-12-04"));
    EXPECT_EQ(entry_of(area, 2), day("2026-12-04"));
}

// From Sunday a file goes in on Monday 23rd and is there on Wednesday 25th at the earliest.
TEST(CalendarLoad, ADayThatCantBeReachedAnyMoreIsNotGiven) {
    std::string list = whole_list();
    list.replace(list.find("# rows: 83"), 10, "# rows: 84");
    list += "2026-11-25,State occasion\n";
    for (const ledger::Rail rail : {ledger::Rail::bacs, ledger::Rail::faster_payments}) {
        TestArea area;
        (void)loaded(area, whole_list());
        plan(area, rail, {{"2026-11-25", "2026-11-25", ledger::PaymentState::approved}});
        const json answer = loaded(area, list);
        const bool bacs = rail == ledger::Rail::bacs;
        EXPECT_EQ(answer["redated"][0]["to"], bacs ? "2026-11-26" : "2026-11-24") << answer.dump(1);
        EXPECT_EQ(answer["redated"][0]["late"], bacs);
    }
}

// A list that was cut off, with its count of rows taken out.
TEST(CalendarLoad, AYearThatIsStillNeededIsNotLost) {
    TestArea area;
    (void)loaded(area, whole_list());
    plan(area, ledger::Rail::bacs, {{"2027-01-04", "2027-01-04", ledger::PaymentState::proposed}});
    std::string list = whole_list();
    list.erase(list.find("# rows: 83"), 11);
    const auto until = [&](const char* year) {
        const std::string cut = list.substr(0, list.find("\n" + std::string(year) + "-") + 1);
        return loaded(area, cut)["refused"];
    };
    EXPECT_EQ(until("2026"), "bank-holidays-year-lost");  // today's own
    EXPECT_EQ(until("2027"), "bank-holidays-year-lost");  // that of a payment to come
    EXPECT_TRUE(until("2028").is_null());
}

TEST(CalendarLoad, WhatTheBankHasIsOnlyTold) {
    TestArea area;
    (void)loaded(area, whole_list());
    plan(area,
         ledger::Rail::bacs,
         {{"2026-12-04", "2026-12-04", ledger::PaymentState::sent},
          {"2026-11-20", "2026-11-20", ledger::PaymentState::sent}});
    const json answer = loaded(area, with_a_holiday_on_4_december());
    EXPECT_EQ(answer["redated_count"], 0);
    ASSERT_EQ(answer["beyond_reach"].size(), 1U);
    EXPECT_EQ(answer["beyond_reach"][0]["entry_on"], "2026-12-04");
    EXPECT_EQ(entry_of(area, 1), day("2026-12-04"));
}

}  // namespace
}  // namespace almoner::scheduler
