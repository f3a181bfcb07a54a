#include "api/http/router.h"

#include "api/http/problem.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

namespace almoner::api {
namespace {

std::string_view next_segment(std::string_view& path) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

using Parameters = std::map<std::string, std::string>;

std::optional<Parameters> matched(std::string_view pattern, std::string_view path) {
    Parameters parameters;
    while (!pattern.empty() && !path.empty()) {
        const std::string_view wanted = next_segment(pattern);
        const std::string_view given = next_segment(path);
        if (wanted.starts_with('{') && !given.empty()) {
            parameters[std::string(wanted.substr(1, wanted.size() - 2))] = given;
        } else if (wanted != given) {
            return std::nullopt;
        }
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return parameters;
}

bool by_method(const Route& route, std::string_view method) {
    return route.method == method || (method == "HEAD" && route.method == "GET");
}

std::optional<std::string_view> bearer_token(const Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    const auto given = request.header("Authorization");
    if (!given || given->size() <= scheme.size()) return std::nullopt;
    if (!equal_in_any_case(given->substr(0, scheme.size()), scheme)) return std::nullopt;
    return given->substr(scheme.size());
}

Response unknown_caller() {
    Response response =
        problem(401,
                {"token-needed",
                 "This address answers only to someone it knows.",
                 "Send the header Authorization: Bearer with a token that is in use.",
                 "",
                 ""});
    response.headers.push_back({"WWW-Authenticate", "Bearer"});
    return response;
}

Response not_for_this_caller() {
    return problem(403,
                   {"not-for-this-role",
                    "This token may not do that.",
                    "Ask the person who manages the sign-ins for the role that it needs.",
                    "",
                    ""});
}

Response no_such_path() {
    return problem(
        404, {"not-found", "There is nothing at this address.", "Check the address.", "", ""});
}

Response wrong_method(const std::string& allowed) {
    Response response = problem(405,
                                {"method-not-allowed",
                                 "This address does not take that method.",
                                 "Use: " + allowed + ".",
                                 "",
                                 ""});
    response.headers.push_back({"Allow", allowed});
    return response;
}

}  // namespace

Route::Route(std::string its_method,
             std::string its_pattern,
             Audience its_audience,
             Handler its_handler)
    : method(std::move(its_method)),
      pattern(std::move(its_pattern)),
      audience(its_audience),
      handler(std::move(its_handler)) {
    if (!pattern.starts_with('/') || !handler)
        throw std::invalid_argument("a route needs a path and a handler");
}

Router::Router(std::vector<Route> routes, AudienceOf audience_of)
    : routes_(std::move(routes)), audience_of_(std::move(audience_of)) {}

Response Router::operator()(const Request& request) const {
    std::string allowed;
    for (const Route& route : routes_) {
        auto parameters = matched(route.pattern, request.path);
        if (!parameters) continue;
        if (by_method(route, request.method)) {
            Request asked = request;
            asked.parameters = std::move(*parameters);
            Response response = answer(route, std::move(asked));
            response.route = route.pattern;
            return response;
        }
        allowed += (allowed.empty() ? "" : ", ") + route.method;
    }
    return allowed.empty() ? no_such_path() : wrong_method(allowed);
}

Response Router::answer(const Route& route, Request request) const {
    const auto token = bearer_token(request);
    auto caller = token && audience_of_ ? audience_of_(*token) : std::nullopt;
    if (caller) request.caller = std::move(*caller);
    if (route.audience != Audience::anyone) {
        if (request.caller.actor.empty()) return unknown_caller();
        const auto& roles = request.caller.may_act_as;
        if (std::find(roles.begin(), roles.end(), route.audience) == roles.end())
            return not_for_this_caller();
    }
    return route.handler(request);
}

}  // namespace almoner::api
