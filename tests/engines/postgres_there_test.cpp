// What is promised of PostgreSQL was tested on one, or that it was not is seen by name.
#include "tests/engines/postgres_server.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace almoner::tests {
namespace {

bool everything_is_asked_for() {
    const char* const set = std::getenv("CI");
    const std::string ci = set == nullptr ? "" : set;
    return ci == "true" || ci == "1" || ci == "yes";
}

TEST(PostgreSql, IsHereForTheTestsOfTheStores) {
    if (PostgresServer::shared() != nullptr) return;
    if (everything_is_asked_for()) FAIL() << "CI is set, and there is no PostgreSQL";
    GTEST_SKIP() << "PostgreSQL is not installed";
}

}  // namespace
}  // namespace almoner::tests
