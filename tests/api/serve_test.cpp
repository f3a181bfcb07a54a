#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/api/http_client.h"
#include "tests/support/places.h"
#include "tests/support/program.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <fstream>

namespace almoner::tests {
namespace {

const std::string sample_area = testing::project_path("ops/sample-area").string();

// A simulated area with one checker, so that the day of the test plays no part.
class Serve : public ::testing::Test {
  protected:
    Serve() {
        std::ofstream(credential()) << "correct horse battery\n";
        first({"init", "--name", "Mid Mercia", "--simulated"});
        first({"user",
               "add",
               "--ref",
               "sam",
               "--name",
               "Sam Field",
               "--role",
               "checker",
               "--new-credential-file",
               credential()});
    }

    // Before there is a user, nobody has to say who they are.
    void first(std::vector<std::string> arguments) {
        for (const char* more : {"--as-of", "2026-03-02", "--data"}) arguments.emplace_back(more);
        arguments.push_back(folder_.path().string());
        const ProgramEnd end = run_almoner(arguments);
        EXPECT_EQ(end.exit_code, 0) << arguments.front() << ": " << end.err;
    }

    [[nodiscard]] std::string credential() const { return (folder_.path() / "sam.txt").string(); }

    ProgramEnd ask(std::vector<std::string> arguments) {
        for (const char* more : {"--as", "sam", "--as-of", "2026-03-02", "--credential-file"}) {
            arguments.emplace_back(more);
        }
        arguments.push_back(credential());
        arguments.emplace_back("--data");
        arguments.push_back(folder_.path().string());
        return run_almoner(arguments);
    }

    std::string must(const std::vector<std::string>& arguments) {
        const ProgramEnd end = ask(arguments);
        EXPECT_EQ(end.exit_code, 0) << arguments.front() << ": " << end.err;
        return end.out;
    }

    std::string get(const RunningServer& server,
                    const std::string& path,
                    const std::string& token = "") {
        std::string request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n";
        if (!token.empty()) request += "Authorization: Bearer " + token + "\r\n";
        return exchange_tls(server.port(),
                            request + "Connection: close\r\n\r\n",
                            folder_.path() / "tls" / "certificate.pem");
    }

    TempFolder folder_;
};

TEST_F(Serve, ShowsAPlainPageAndIsReady) {
    const RunningServer server(folder_.path());
    const std::string page = get(server, "/");
    EXPECT_NE(page.find("200 OK"), std::string::npos);
    EXPECT_NE(page.find("Personal budgets in Mid Mercia"), std::string::npos);
    const std::string ready =
        exchange(server.health_port(),
                 "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_NE(ready.find("200 OK"), std::string::npos) << ready;
    EXPECT_NE(ready.find(R"("ready":true)"), std::string::npos) << ready;
    for (const char* path : {"/livez", "/readyz"}) {
        const std::string over_tls = get(server, path);
        EXPECT_NE(over_tls.find("200 OK"), std::string::npos) << path << over_tls;
    }
    EXPECT_NE(get(server, "/metrics").find(" 404 "), std::string::npos);
}

TEST_F(Serve, ASecondServerOnTheSameDataIsRefused) {
    const RunningServer server(folder_.path());
    const ProgramEnd second = run_almoner(
        {"serve", "--data", folder_.path().string(), "--port", "0", "--health-port", "0"});
    EXPECT_EQ(second.exit_code, 4);
    EXPECT_NE(second.err.find("another almoner is already writing"), std::string::npos)
        << second.err;
}

TEST_F(Serve, ACommandHasTheSameAnswerWithTheServerAndWithout) {
    const std::vector<std::string> command{"import", sample_area, "--dry-run", "--json"};
    const ProgramEnd alone = ask(command);
    RunningServer server(folder_.path());
    const ProgramEnd served = ask(command);
    EXPECT_EQ(served.exit_code, alone.exit_code);
    EXPECT_EQ(served.out, alone.out);
    EXPECT_FALSE(alone.out.empty());
    EXPECT_EQ(server.stop(), 0);
}

TEST_F(Serve, EndsCleanlyWhenItIsToldToAndCanBeStartedAgain) {
    RunningServer first(folder_.path());
    EXPECT_EQ(first.stop(), 0);
    RunningServer second(folder_.path());
    EXPECT_EQ(second.stop(), 0);
    const ProgramEnd jobs = ask({"job", "run", "identities"});
    EXPECT_EQ(jobs.exit_code, 0) << jobs.err;
}

TEST_F(Serve, ABalanceNeedsATokenThatIsKnown) {
    must({"import", sample_area});
    RunningServer server(folder_.path());
    const std::string path = "/v1/budgets/B-0001/balance";
    EXPECT_NE(get(server, path).find(" 401 "), std::string::npos);
    EXPECT_NE(get(server, path, "alm_guess").find(" 401 "), std::string::npos);
    std::string token = must({"token", "add", "--for", "sam"});
    token.pop_back();
    const std::string answer = get(server, path, token);
    EXPECT_NE(answer.find(" 200 "), std::string::npos) << answer;
    EXPECT_NE(answer.find(R"("currency":"GBP")"), std::string::npos) << answer;
    // The last day of the area's own books, whatever this machine's clock says.
    EXPECT_NE(answer.find(R"("as_of":"2026-03-02")"), std::string::npos) << answer;
    EXPECT_NE(answer.find(R"("next_payments":[{"on":")"), std::string::npos) << answer;
    EXPECT_NE(get(server, path + "?as_of=2026-01-01", token).find(" 400 "), std::string::npos);
    EXPECT_NE(get(server, "/v1/budgets/none-such/balance", token).find(" 404 "), std::string::npos);
    must({"token", "end", "1"});
    EXPECT_NE(get(server, path, token).find(" 401 "), std::string::npos) << "its user stays";
    const std::string listed = must({"token", "list", "--csv"});
    EXPECT_NE(listed.find(",2026-03-02,2026-03-02,nothing: it was ended"), std::string::npos)
        << listed;
    EXPECT_EQ(listed.find(token), std::string::npos);
    EXPECT_EQ(server.stop(), 0);
}

TEST_F(Serve, EveryLookAtAPersonsMoneyStandsInTheAccessLog) {
    must({"import", sample_area});
    const auto looks = [&] {
        std::vector<std::string> all;
        const auto database = ledger::open_sqlite(folder_.path(), ledger::SqliteUse::read);
        for (ledger::Rows rows = database->select(
                 ledger::Query{"SELECT p.ref, l.what, a.ref FROM access_log l JOIN person p ON "
                               "p.number = l.person"
                               " JOIN actor a ON a.number = l.actor ORDER BY l.id"});
             rows.next();) {
            all.push_back(rows.str(0) + " " + rows.str(1) + " " + rows.str(2));
        }
        return all;
    };
    must({"balance", "P-0001"});
    must({"balance", "P-0001", "--detail"});
    must({"history", "P-0001"});
    EXPECT_EQ(ask({"balance", "no-such-person"}).exit_code, 1);
    EXPECT_EQ(looks(),
              (std::vector<std::string>{
                  "P-0001 balance sam", "P-0001 detail sam", "P-0001 history sam"}));
    std::string token = must({"token", "add", "--for", "sam"});
    token.pop_back();
    RunningServer server(folder_.path());
    must({"history", "P-0001"});
    (void)get(server, "/v1/budgets/B-0001/balance", token);
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(looks().size(), 5U);
    EXPECT_EQ(looks().back(), "P-0001 balance sam");
    must({"verify"});
}

TEST(ServeWithoutAnArea, SaysWhatToDo) {
    const TempFolder folder;
    const ProgramEnd end = run_almoner({"serve", "--data", folder.path().string()});
    EXPECT_EQ(end.exit_code, 1);
    EXPECT_NE(end.err.find("almoner init"), std::string::npos);
}

}  // namespace
}  // namespace almoner::tests
