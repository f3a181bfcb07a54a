// The person whose budget it is; what names them stands apart, in person_private.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

struct Person {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    std::string ref{};
    Date from_on{};
    std::int64_t personal = 0;  // a row of person_private
    std::string information_format{};
    std::optional<Date> died_on{};

    friend bool operator==(const Person&, const Person&) = default;
};

[[nodiscard]] std::optional<Person> person_numbered(Database& database,
                                                    std::int64_t number,
                                                    Date on);
[[nodiscard]] std::optional<Person> person_by_ref(Database& database,
                                                  std::string_view ref,
                                                  Date on);
[[nodiscard]] std::vector<Person> people_on(Database& database, Date on);  // by number
[[nodiscard]] std::vector<Person> person_versions(Database& database,
                                                  std::int64_t number);  // first to last

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_person(Work& work, Person person);

}  // namespace almoner::ledger
