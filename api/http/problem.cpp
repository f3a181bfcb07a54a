#include "api/http/problem.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace almoner::api {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 18> status_words{{
    {200, "OK"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
}};

}  // namespace

std::string_view words_of_status(int status) {
    for (const auto& [number, words] : status_words) {
        if (number == status) return words;
    }
    return "Refused";
}

Response problem(int status, const ledger::Refusal& refusal) {
    nlohmann::json told{
        {"type", "urn:almoner:problem:" + refusal.code},
        {"title", words_of_status(status)},
        {"status", status},
        {"code", refusal.code},
        {"detail", refusal.words},
    };
    if (!refusal.next.empty()) told["next"] = refusal.next;
    if (!refusal.citation.empty()) told["citation"] = refusal.citation;
    if (!refusal.field.empty()) {
        told["errors"] = {
            {{"pointer", "/" + refusal.field}, {"code", refusal.code}, {"detail", refusal.words}}};
    }
    Response response;
    response.status = status;
    response.content_type = "application/problem+json";
    response.body = told.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

}  // namespace almoner::api
