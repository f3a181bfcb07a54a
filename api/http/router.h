// The table of routes: what answers where, and who may ask. What no route names is refused.
#pragma once

#include "api/http/http.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::api {

// A route can't be made without saying who may see it.
struct Route {
    // `pattern` is a path such as "/v1/budgets/{id}/balance"; a GET answers HEAD as well.
    // Throws std::invalid_argument when the pattern doesn't begin with "/".
    Route(std::string method, std::string pattern, Audience audience, Handler handler);

    std::string method;
    std::string pattern;
    Audience audience;
    Handler handler;
};

// Who shows this token; nothing when nobody does.
using AudienceOf = std::function<std::optional<Caller>(std::string_view token)>;

class Router {
  public:
    Router(std::vector<Route> routes, AudienceOf audience_of);

    // 404 no such path, 405 not by this method, 401 no token or an unknown one, 403 not for this
    // caller.
    [[nodiscard]] Response operator()(const Request& request) const;

    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

  private:
    [[nodiscard]] Response answer(const Route& route, Request request) const;

    std::vector<Route> routes_;
    AudienceOf audience_of_;
};

}  // namespace almoner::api
