// Who acts for a person, from when and until when.
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

enum class RepresentativeRole : std::uint8_t {
    representative = 1,
    nominee = 2,
    parent = 3,
    deputy = 4,
    attorney = 5
};
[[nodiscard]] std::string_view name_of(RepresentativeRole value);
[[nodiscard]] std::optional<RepresentativeRole> representative_role_named(std::string_view name);

struct Representative {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    Date from_on{};
    std::int64_t person = 0;
    RepresentativeRole role = RepresentativeRole::representative;
    std::int64_t name_private = 0;  // a row of private_text
    Date start_on{};
    std::optional<Date> end_on{};

    friend bool operator==(const Representative&, const Representative&) = default;
};

[[nodiscard]] std::optional<Representative> representative_numbered(Database& database,
                                                                    std::int64_t number,
                                                                    Date on);
[[nodiscard]] std::vector<Representative> representatives_on(Database& database,
                                                             Date on);  // by number
[[nodiscard]] std::vector<Representative> representative_versions(
    Database& database, std::int64_t number);  // first to last
[[nodiscard]] std::vector<Representative> representatives_of(Database& database,
                                                             std::int64_t person,
                                                             Date on);

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_representative(Work& work, Representative representative);

}  // namespace almoner::ledger
