// What the HTTP server and the rest of the program say to each other: a request, a response, a
// handler.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::api {

struct Header {
    std::string name;
    std::string value;

    friend bool operator==(const Header&, const Header&) = default;
};

// Who is asking, once a token or a session has told. `actor` is empty for someone unknown.
enum class Audience { anyone, viewer, maker, checker };

struct Caller {
    std::string actor;
    std::vector<Audience> may_act_as;
};

struct Request {
    std::string method;
    std::string path;  // decoded, begins with "/", has no "." or ".." segment
    std::vector<Header> query;
    std::vector<Header> headers;
    std::string body;
    // It came from this machine, and nothing says that somebody passed it on for another.
    bool from_loopback = false;

    std::map<std::string, std::string>
        parameters;  // of the route's pattern, filled in by the Router
    Caller caller;   // filled in by the Router

    // The first of that name, in any case of letters; nothing when there is none.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<Header> headers;  // they replace the server's own of the same name
    std::string route;  // the pattern that answered: what logs may show, where a path may not
};

using Handler = std::function<Response(const Request&)>;

[[nodiscard]] bool equal_in_any_case(std::string_view left, std::string_view right);

}  // namespace almoner::api
