#include "scheduler/commands/modulus_load.h"

#include "tests/support/asking.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using tests::ask;
using tests::TestArea;

std::map<std::string, std::string> tables() {
    return {{"file:modulus", "001001 001099 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n"},
            {"file:substitution", "938173 938017\n"},
            {"version", "8.50"},
            {"dated", "05/05/2026"}};
}

const ledger::Date may = *ledger::Date::parse("2026-05-05");

TEST(ModulusLoad, KeepsTheTablesWithTheirVersionAndDate) {
    TestArea area;
    EXPECT_FALSE(modulus_in_force(area.database(), may));
    const auto answer = ask(area, modulus_load, tables());
    ASSERT_TRUE(answer.accepted());
    EXPECT_EQ(answer.value(), R"({"dated":"2026-05-05","lines":1,"version":"8.50"})");
    const auto table = modulus_in_force(area.database(), may);
    ASSERT_TRUE(table);
    EXPECT_FALSE(modulus_in_force(area.database(), may - 1));
    EXPECT_EQ(table->edition().version, "8.50");
    EXPECT_EQ(table->rules_for(*ledger::SortCode::parse("001050")).size(), 1U);
    EXPECT_EQ(ask(area, modulus_load, tables()).refusal().code, "modulus-loaded-already");
}

TEST(ModulusLoad, RefusesWhatItCantRead) {
    TestArea area;
    auto fields = tables();
    fields["file:modulus"] = "001001 001099 MOD12 0 0 0 0 0 0 8 7 6 5 4 3 2 1\n";
    EXPECT_EQ(ask(area, modulus_load, fields).refusal().code, "modulus-table-line");
    for (const char* const field : {"file:modulus", "file:substitution", "version", "dated"}) {
        fields = tables();
        fields.erase(field);
        EXPECT_EQ(ask(area, modulus_load, fields).refusal().field, field);
    }
    EXPECT_FALSE(modulus_in_force(area.database(), may));
}

}  // namespace
}  // namespace almoner::scheduler
