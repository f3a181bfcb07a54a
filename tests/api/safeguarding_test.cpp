// `almoner safeguarding` as its users type it: the sample area's client account to the penny.
#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/support/cli_area.h"

#include <gtest/gtest.h>

namespace almoner::tests {
namespace {

TEST(Safeguarding, EndsWithFiveWhereAPennyIsNobodys) {
    CliArea area;
    area.load_sample_area();
    const ProgramEnd agrees = area.ask("vi", {"safeguarding"});
    EXPECT_EQ(agrees.exit_code, 0) << agrees.out << agrees.err;
    EXPECT_NE(agrees.out.find("to the penny"), std::string::npos) << agrees.out;
    const auto figures = area.answer("vi", {"safeguarding"});
    ASSERT_FALSE(figures.at("accounts").empty());
    std::int64_t held = 0;
    const auto& account = figures.at("accounts").at(0);
    for (const auto& each : figures.at("people")) {
        if (each.at("account") == account.at("account")) held += each.at("held").get<int>();
    }
    EXPECT_EQ(account.at("held"), held);
    ledger::open_sqlite(area.data(), ledger::SqliteUse::write)
        ->run_script(
            "UPDATE account SET debit_posted = debit_posted + 1 WHERE id ="
            " (SELECT MIN(id) FROM account WHERE name = 32 AND bank_account <> 0)");
    const ProgramEnd differs = area.ask("vi", {"safeguarding"});
    EXPECT_EQ(differs.exit_code, 5) << differs.out << differs.err;
    EXPECT_NE(differs.out.find("0.01"), std::string::npos) << differs.out;
}

}  // namespace
}  // namespace almoner::tests
