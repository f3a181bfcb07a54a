#include "api/http/health.h"

#include "api/http/router.h"

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>
#include <utility>

namespace almoner::api {
namespace {

std::vector<HealthCheck> run(const std::function<std::vector<HealthCheck>()>& checks) {
    try {
        return checks();
    } catch (const std::exception&) {
        return {{"checks", false, "the checks could not run"}};
    }
}

Response ready(const std::vector<HealthCheck>& found) {
    nlohmann::json list = nlohmann::json::array();
    for (const HealthCheck& check : found) {
        list.push_back({{"name", check.name}, {"good", check.good}, {"words", check.words}});
    }
    const bool all_good =
        !found.empty() &&
        std::all_of(found.begin(), found.end(), [](const HealthCheck& it) { return it.good; });
    Response response;
    response.status = all_good ? 200 : 503;
    response.body = nlohmann::json{{"ready", all_good}, {"checks", list}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

}  // namespace

Handler health_handler(std::function<std::vector<HealthCheck>()> checks) {
    const auto live = [](const Request&) {
        Response response;
        response.body = R"({"live":true})";
        return response;
    };
    const auto readiness = [checks = std::move(checks)](const Request&) {
        return ready(run(checks));
    };
    return Router({{"GET", "/livez", Audience::anyone, live},
                   {"GET", "/readyz", Audience::anyone, readiness}},
                  {});
}

}  // namespace almoner::api
