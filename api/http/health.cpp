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
        list.push_back({{"name", check.name},
                        {"good", check.good},
                        {"needed", check.needed},
                        {"words", check.words}});
    }
    const bool all_good =
        !found.empty() && std::all_of(found.begin(), found.end(), [](const HealthCheck& it) {
            return it.good || !it.needed;
        });
    Response response;
    response.status = all_good ? 200 : 503;
    response.body = nlohmann::json{{"ready", all_good}, {"checks", list}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

Response measured(const std::function<std::string()>& metrics) {
    Response response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    try {
        response.body = metrics();
    } catch (const std::exception&) {
        response.status = 503;
    }
    return response;
}

}  // namespace

Handler health_handler(std::function<std::vector<HealthCheck>()> checks,
                       std::function<std::string()> metrics) {
    const auto live = [](const Request&) {
        Response response;
        response.body = R"({"live":true})";
        return response;
    };
    const auto readiness = [checks = std::move(checks)](const Request&) {
        return ready(run(checks));
    };
    std::vector<Route> routes{{"GET", "/livez", Audience::anyone, live},
                              {"GET", "/readyz", Audience::anyone, readiness}};
    if (metrics) {
        const auto measures = [metrics = std::move(metrics)](const Request&) {
            return measured(metrics);
        };
        routes.push_back({"GET", "/metrics", Audience::anyone, measures});
    }
    return Router(std::move(routes), {});
}

Handler with_health_for_this_machine(Handler health, Handler others) {
    return [health = std::move(health), others = std::move(others)](const Request& request) {
        const bool asks_for_health = request.path == "/livez" || request.path == "/readyz";
        return asks_for_health && request.from_loopback ? health(request) : others(request);
    };
}

}  // namespace almoner::api
