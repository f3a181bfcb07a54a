// Every row of the catalogue that was handed down is a rule here.
#include "tests/support/reference.h"

#include "rules/engine/catalogue.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>

namespace almoner::testing {
namespace {

// "| OPT-01 | ..." in sections 1.1 to 1.11.
std::set<std::string> ids_of_catalogue(const std::string& text) {
    std::set<std::string> ids;
    std::istringstream in(text);
    bool in_catalogue = false;
    const std::regex row(R"(^\| ([A-Z]{3}-\d\d) \|)");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("### 1.")) in_catalogue = !line.starts_with("### 1.12");
        std::smatch found;
        if (in_catalogue && std::regex_search(line, found, row)) ids.insert(found[1]);
    }
    return ids;
}

TEST(CatalogueOfRules, HasEveryRowThatWasHandedDown) {
    const auto path = reference_path("rules.md");
    if (!path) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    const std::set<std::string> ids = ids_of_catalogue(read_whole(*path));
    EXPECT_EQ(ids.size(), 119U);
    for (const std::string& id : ids) EXPECT_NE(rules::rule_by_id(id), nullptr) << id;
}

}  // namespace
}  // namespace almoner::testing
