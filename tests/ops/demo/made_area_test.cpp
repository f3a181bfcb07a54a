#include "ops/demo/made_area.h"

#include "gateway/area/area_reading.h"
#include "ledger/bank_details/modulus_check.h"
#include "ledger/calendar/working_days.h"
#include "ops/demo/schedule.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace almoner::ops::demo {
namespace {

using almoner::testing::project_path;
using almoner::testing::read_whole;
using ledger::Date;

ledger::BankHolidays our_holidays() {
    return ledger::parse_bank_holidays(
               read_whole(project_path("ops/reference-data/bank-holidays-england-wales.csv")))
        .value();
}

// Every bank account that anybody of the area has.
std::vector<gateway::AccountDetails> accounts_of(const gateway::AreaFiles& files) {
    std::vector<gateway::AccountDetails> all;
    for (const auto& row : files.bank_accounts) all.push_back(row.details);
    for (const auto& row : files.third_parties) all.push_back(row.details);
    for (const auto& row : files.providers) all.push_back(row.details);
    std::string budget;
    for (const auto& row : files.agreements) {
        if (row.details && row.budget != budget) all.push_back(*row.details);
        if (row.details) budget = row.budget;
    }
    return all;
}

TEST(MadeArea, ReadsWithoutAnErrorOrAWarningAndGivesTheSameRows) {
    const MadeArea area = make_area(200, 7);
    const gateway::AreaReading reading = gateway::read_area(area_bytes(area.files));
    EXPECT_TRUE(reading.errors.empty()) << reading.errors.front().words;
    EXPECT_TRUE(reading.warnings.empty()) << reading.warnings.front().words;
    EXPECT_TRUE(reading.notes.empty());
    EXPECT_EQ(reading.good.people.size(), 200U);
    EXPECT_EQ(area_bytes(reading.good), area_bytes(area.files));
}

TEST(MadeArea, IsTheSameForTheSameSeedAndAnotherForAnother) {
    EXPECT_EQ(area_bytes(make_area(60, 3).files), area_bytes(make_area(60, 3).files));
    EXPECT_NE(area_bytes(make_area(60, 3).files).at("people.csv"),
              area_bytes(make_area(60, 4).files).at("people.csv"));
}

TEST(MadeArea, ALargerAreaBeginsWithThePeopleOfASmallerOne) {
    const std::string small = area_bytes(make_area(40, 9).files).at("agreements.csv");
    const std::string large = area_bytes(make_area(100, 9).files).at("agreements.csv");
    EXPECT_EQ(large.substr(0, small.size()), small);
}

TEST(MadeArea, TwentyPeopleHaveEverySituationButTheTrust) {
    const MadeArea area = make_area(20, 1);
    std::map<Situation, int> met;
    for (const MadePerson& person : area.people) ++met[person.situation];
    EXPECT_EQ(met.size(), 15U);
    EXPECT_EQ(met[Situation::nhs_direct], 5);
    EXPECT_EQ(met[Situation::council_net], 2);
    EXPECT_EQ(met[Situation::trust], 0);
    std::set<ledger::Option> options;
    for (const auto& line : area.files.plan_lines) options.insert(line.option);
    EXPECT_EQ(options.size(), 4U);
}

TEST(MadeArea, NobodySharesANumber) {
    const MadeArea area = make_area(2'000, 5);
    std::set<std::string> nhs_numbers;
    for (const auto& row : area.files.people) {
        ASSERT_TRUE(row.nhs_number->is_for_tests());
        EXPECT_TRUE(nhs_numbers.insert(row.nhs_number->written()).second);
    }
    std::set<std::string> accounts;
    for (const auto& details : accounts_of(area.files)) {
        EXPECT_TRUE(accounts.insert(std::string(details.account_number.digits())).second);
    }
    // The three bodies' banks, 15 of each twenty people, 4 funds and 4 trusts for 50 people each,
    // 14 providers for 200.
    EXPECT_EQ(accounts.size(), 3U + 1'500U + 8U + 14U);
}

TEST(MadeArea, EveryAccountFitsThePublishedModulusTable) {
    const auto folder = almoner::testing::reference_path("payments/modulus");
    if (!folder) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    const auto table = ledger::ModulusTable::parse(read_whole(*folder / "valacdos-v8-50.txt"),
                                                   read_whole(*folder / "scsubtab.txt"),
                                                   {"8.50", *Date::parse("2025-06-23")});
    ASSERT_TRUE(table.accepted());
    const MadeArea area = make_area(500, 11);
    for (const auto& details : accounts_of(area.files)) {
        EXPECT_EQ(ledger::check(table.value(), details.sort_code, details.account_number),
                  ledger::ModulusResult::valid)
            << details.account_number.digits();
    }
}

TEST(Schedule, HasAsManyOfEachKindAsItSays) {
    const MadeArea area = make_area(400, 2);
    const std::vector<Event> events = make_schedule(area, 2, our_holidays());
    std::map<EventKind, int> kinds;
    for (const Event& event : events) ++kinds[event.kind];
    EXPECT_EQ(kinds[EventKind::rate_change], 20);
    EXPECT_EQ(kinds[EventKind::death], 4);
    EXPECT_EQ(kinds[EventKind::option_change], 4);
    EXPECT_EQ(kinds[EventKind::recall], 2);
    EXPECT_EQ(kinds[EventKind::uplift], 2);
    // Twenty people are invoiced, each for six or seven periods up to 21 September.
    const int contributions = kinds[EventKind::contribution] + kinds[EventKind::late_contribution];
    EXPECT_GE(contributions, 120);
    EXPECT_LE(contributions, 140);
    EXPECT_GT(kinds[EventKind::late_contribution], 0);
    EXPECT_EQ(events, make_schedule(area, 2, our_holidays()));
}

// By the dice alone, all of so few may pay in time.
TEST(Schedule, SomebodyPaysLateInASmallAreaToo) {
    for (const std::uint64_t seed : {3U, 4U, 5U}) {
        int late = 0;
        for (const Event& event : make_schedule(make_area(60, seed), seed, our_holidays())) {
            if (event.kind == EventKind::late_contribution) ++late;
        }
        EXPECT_GT(late, 0) << seed;
    }
}

TEST(Schedule, NobodyHasTwoFatesAndAllIsOnWorkingDays) {
    const ledger::BankHolidays holidays = our_holidays();
    const std::vector<Event> events = make_schedule(make_area(400, 2), 2, holidays);
    std::set<std::string> met;
    Date before;
    for (const Event& event : events) {
        EXPECT_TRUE(ledger::is_working_day(event.on, holidays)) << event.on.iso();
        EXPECT_LE(before, event.on);
        before = event.on;
        const bool is_fate = event.kind == EventKind::death || event.kind == EventKind::recall ||
                             event.kind == EventKind::option_change ||
                             event.kind == EventKind::rate_change;
        const bool is_new = !is_fate || met.insert(event.budget).second;
        EXPECT_TRUE(is_new) << event.budget;
    }
}

}  // namespace
}  // namespace almoner::ops::demo
