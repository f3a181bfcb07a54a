#include "api/serve/service_log.h"

#include "api/http/server.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>
#include <string>

namespace almoner::api {
namespace {

constexpr const char* logger_name = "almoner";

std::string members_of(std::string_view event, std::initializer_list<ServiceLog::Member> members) {
    nlohmann::ordered_json line{{"event", event}};
    for (const auto& [name, value] : members) line[std::string(name)] = value;
    const std::string text =
        line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    return text.substr(1);  // the pattern opens the object
}

void write(spdlog::level::level_enum level,
           std::string_view event,
           std::initializer_list<ServiceLog::Member> members) {
    const auto logger = spdlog::get(logger_name);
    if (logger) logger->log(level, members_of(event, members));
}

}  // namespace

ServiceLog::ServiceLog() {
    if (spdlog::get(logger_name)) return;
    const auto logger = spdlog::stdout_logger_mt(logger_name);
    logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v)",
                        spdlog::pattern_time_type::utc);
    logger->flush_on(spdlog::level::info);
}

void ServiceLog::note(std::string_view event, std::initializer_list<Member> members) const {
    write(spdlog::level::info, event, members);
}

void ServiceLog::alarm(std::string_view event, std::initializer_list<Member> members) const {
    write(spdlog::level::err, event, members);
}

void ServiceLog::served(const Served& served) const {
    const std::string number = std::to_string(served.number);
    const std::string status = std::to_string(served.status);
    const std::string took = std::to_string(served.took.count());
    note("request",
         {{"request", number},
          {"method", served.method},
          {"route", served.route},
          {"status", status},
          {"took_us", took}});
    if (!served.failure.empty()) {
        alarm("request-failed", {{"request", number}, {"failure", served.failure}});
    }
}

}  // namespace almoner::api
