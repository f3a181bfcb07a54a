// The areas that we give away: the sample, and the templates to begin with.
#include "gateway/area/area_files.h"
#include "gateway/area/area_reading.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace almoner::gateway {
namespace {

void expect_right(const AreaReading& read) {
    for (const AreaFinding& error : read.errors) ADD_FAILURE() << error.file << " " << error.words;
    for (const AreaFinding& each : read.warnings) ADD_FAILURE() << each.file << " " << each.words;
}

std::size_t agreements_with(const AreaFiles& area, ledger::Option option) {
    return static_cast<std::size_t>(
        std::ranges::count(area.agreements, option, &AgreementRow::option));
}

TEST(SampleArea, ReadsWithoutErrorsAndHasEverySituation) {
    const AreaReading read =
        read_area(load_area_folder(almoner::testing::project_path("ops/sample-area")));
    expect_right(read);
    const AreaFiles& area = read.good;
    EXPECT_EQ(area.people.size(), 41U);
    EXPECT_EQ(area.plan_lines.size(), 55U);
    EXPECT_EQ(area.agreements.size(), 44U);
    EXPECT_EQ(agreements_with(area, ledger::Option::managed_account), 11U);
    EXPECT_EQ(agreements_with(area, ledger::Option::third_party), 3U);
    EXPECT_EQ(agreements_with(area, ledger::Option::notional), 2U);
    for (const PersonRow& person : area.people) {
        EXPECT_TRUE(!person.nhs_number || person.nhs_number->is_for_tests()) << person.person;
    }
}

TEST(AreaTemplate, ReadsWithoutErrors) {
    const AreaReading read = read_area(area_template(SampleRows::with));
    expect_right(read);
    EXPECT_EQ(area_template(SampleRows::with).size(), all_area_files.size());
}

TEST(AreaTemplate, WithoutRowsHasTheColumnsAlone) {
    const AreaBytes empty = area_template(SampleRows::without);
    EXPECT_EQ(empty.at("support_services.csv"), "support_service,name,client_bank_account\n");
    expect_right(read_area(empty));
}

}  // namespace
}  // namespace almoner::gateway
