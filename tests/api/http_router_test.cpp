#include "api/http/health.h"
#include "api/http/problem.h"
#include "api/http/router.h"
#include "api/http/token_table.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace almoner::api {
namespace {

static_assert(!std::is_default_constructible_v<Route>, "a route must say who may see it");
static_assert(!std::is_constructible_v<Route, std::string, std::string, Handler>,
              "a route must say who may see it");

Response echo(const Request& request) {
    Response response;
    response.body = request.caller.actor + " asks for " +
                    (request.parameters.empty() ? request.path : request.parameters.at("id"));
    return response;
}

TokenTable tokens() {
    TokenTable table;
    table.add(hash_of_token("green-apple"), {"pat", {Audience::viewer}});
    table.add(hash_of_token("blue-pear"), {"sam", {Audience::viewer, Audience::maker}});
    return table;
}

Router router() {
    return Router({{"GET", "/", Audience::anyone, echo},
                   {"GET", "/v1/budgets/{id}/balance", Audience::viewer, echo},
                   {"POST", "/v1/runs", Audience::maker, echo}},
                  [table = tokens()](std::string_view token) { return table.find(token); });
}

Response ask(const std::string& method,
             const std::string& path,
             const std::string& authorization = "") {
    Request request;
    request.method = method;
    request.path = path;
    if (!authorization.empty()) request.headers.push_back({"authorization", authorization});
    return router()(request);
}

TEST(Router, AnswersOnlyWhoMaySeeARoute) {
    struct Case {
        std::string method, path, authorization;
        int status;
    };
    const std::vector<Case> cases{
        {"GET", "/", "", 200},
        {"HEAD", "/", "", 200},
        {"GET", "/nowhere", "", 404},
        {"GET", "/v1/budgets/7/balance", "Bearer green-apple", 200},
        {"GET", "/v1/budgets/7/balance", "bearer green-apple", 200},
        {"HEAD", "/v1/budgets/7/balance", "Bearer green-apple", 200},
        {"GET", "/v1/budgets/7/balance", "", 401},
        {"GET", "/v1/budgets/7/balance", "Bearer ", 401},
        {"GET", "/v1/budgets/7/balance", "Bearer green-appl", 401},
        {"GET", "/v1/budgets/7/balance", "Bearer  green-apple", 401},
        {"GET", "/v1/budgets/7/balance", "Basic green-apple", 401},
        {"GET", "/v1/budgets//balance", "Bearer green-apple", 404},
        {"GET", "/v1/budgets/7/balance/", "Bearer green-apple", 404},
        {"GET", "/v1/budgets/7/balance/x", "Bearer green-apple", 404},
        {"GET", "/v1/budgets/7", "Bearer green-apple", 404},
        {"POST", "/v1/budgets/7/balance", "Bearer green-apple", 405},
        {"POST", "/v1/runs", "Bearer green-apple", 403},
        {"POST", "/v1/runs", "Bearer blue-pear", 200},
        {"HEAD", "/v1/runs", "Bearer blue-pear", 405},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(ask(each.method, each.path, each.authorization).status, each.status)
            << each.method << " " << each.path << " " << each.authorization;
    }
}

TEST(Router, TellsTheHandlerWhoAsksAndWhatThePatternHeld) {
    const Response response = ask("GET", "/v1/budgets/7/balance", "Bearer blue-pear");
    EXPECT_EQ(response.body, "sam asks for 7");
    EXPECT_EQ(response.route, "/v1/budgets/{id}/balance");
}

TEST(Router, SaysHowToAskWhenItRefuses) {
    EXPECT_EQ(ask("GET", "/v1/budgets/7/balance").headers,
              (std::vector<Header>{{"WWW-Authenticate", "Bearer"}}));
    EXPECT_EQ(ask("GET", "/v1/runs").headers, (std::vector<Header>{{"Allow", "POST"}}));
}

TEST(Router, RefusesARouteWithoutAPathOrAHandler) {
    EXPECT_THROW(Route("GET", "v1", Audience::anyone, echo), std::invalid_argument);
    EXPECT_THROW(Route("GET", "/v1", Audience::anyone, {}), std::invalid_argument);
}

// FIPS 180-2, appendix B.1.
TEST(TokenTable, HashesBySha256) {
    const TokenHash hash = hash_of_token("abc");
    EXPECT_EQ(hash.front(), 0xba);
    EXPECT_EQ(hash[1], 0x78);
    EXPECT_EQ(hash.back(), 0xad);
}

TEST(Problem, CarriesTheRefusalAsRfc9457Asks) {
    const Response response =
        problem(422, {"no-money", "The fund is empty.", "Add a top-up.", "amount", "s. 31"});
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(response.body,
              R"({"citation":"s. 31","code":"no-money","detail":"The fund is empty.",)"
              R"("errors":[{"code":"no-money","detail":"The fund is empty.","pointer":"/amount"}],)"
              R"("next":"Add a top-up.","status":422,"title":"Unprocessable Content",)"
              R"("type":"urn:almoner:problem:no-money"})");
}

Response ask_health(std::vector<HealthCheck> found, const std::string& path) {
    Request request;
    request.method = "GET";
    request.path = path;
    return health_handler([found = std::move(found)] { return found; })(request);
}

TEST(Health, IsReadyOnlyWhenEveryCheckIsGood) {
    EXPECT_EQ(ask_health({}, "/livez").status, 200);
    EXPECT_EQ(ask_health({{"storage", true, "open"}}, "/readyz").status, 200);
    EXPECT_EQ(ask_health({{"storage", true, "open"}, {"clock", false, "behind"}}, "/readyz").status,
              503);
    EXPECT_EQ(ask_health({}, "/readyz").status, 503);
    EXPECT_EQ(ask_health({}, "/").status, 404);
}

TEST(Health, StaysReadyWhenWhatIsNotNeededIsBadAndSaysSo) {
    const Response ready =
        ask_health({{"storage", true, "open"}, {"backup", false, "9 days ago", false}}, "/readyz");
    EXPECT_EQ(ready.status, 200);
    EXPECT_NE(
        ready.body.find(R"({"good":false,"name":"backup","needed":false,"words":"9 days ago"})"),
        std::string::npos)
        << ready.body;
}

TEST(Health, HasMetricsWhereThereAreAnyAndNoneWhenTheyFail) {
    Request request;
    request.method = "GET";
    request.path = "/metrics";
    const auto checks = [] { return std::vector<HealthCheck>{}; };
    EXPECT_EQ(health_handler(checks)(request).status, 404);
    const Response good = health_handler(checks, [] { return std::string("x 1\n"); })(request);
    EXPECT_EQ(good.status, 200);
    EXPECT_EQ(good.body, "x 1\n");
    EXPECT_EQ(good.content_type, "text/plain; version=0.0.4; charset=utf-8");
    const auto failing = []() -> std::string { throw std::runtime_error("disk"); };
    EXPECT_EQ(health_handler(checks, failing)(request).status, 503);
}

TEST(Health, BesideWhatIsPublicAnswersThisMachineAlone) {
    const Handler health =
        health_handler([] { return std::vector<HealthCheck>{{"storage", true, "open"}}; },
                       [] { return std::string("x 1\n"); });
    const Handler both = with_health_for_this_machine(health, router());
    const auto status = [&](const std::string& path, bool from_loopback) {
        Request request;
        request.method = "GET";
        request.path = path;
        request.from_loopback = from_loopback;
        return both(request).status;
    };
    EXPECT_EQ(status("/livez", true), 200);
    EXPECT_EQ(status("/readyz", true), 200);
    EXPECT_EQ(status("/livez", false), 404);
    EXPECT_EQ(status("/readyz", false), 404);
    EXPECT_EQ(status("/metrics", true), 404);
    EXPECT_EQ(status("/", true), 200);
    EXPECT_EQ(status("/v1/budgets/7/balance", true), 401);
}

TEST(Health, IsNotReadyWhenAChecksThrows) {
    Request request;
    request.method = "GET";
    request.path = "/readyz";
    const Handler handler =
        health_handler([]() -> std::vector<HealthCheck> { throw std::runtime_error("disk"); });
    EXPECT_EQ(handler(request).status, 503);
}

}  // namespace
}  // namespace almoner::api
