// The server's log: one JSON object a line on standard output, without personal data.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace almoner::api {

struct Served;

class ServiceLog {
  public:
    using Member = std::pair<std::string_view, std::string_view>;
    ServiceLog();

    // `event` is a fixed name such as "job-done"; the members hold codes, counts and references.
    void note(std::string_view event, std::initializer_list<Member> members = {}) const;
    void alarm(std::string_view event, std::initializer_list<Member> members = {}) const;
    void served(const Served& served) const;
};

}  // namespace almoner::api
