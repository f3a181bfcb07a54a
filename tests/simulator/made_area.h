// The area that a simulation plays in, as files to import, and what the oracle must know of it.
#pragma once

#include "tests/power/disk.h"

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace almoner::tests {

// What a plan line says, by days since 1970: the last amount on or before a day counts.
struct MadeLine {
    std::string budget;
    std::string commissioner;
    std::string stream;
    bool is_monthly = false;
    std::map<std::int32_t, std::int64_t> pence_from{};
    std::map<std::int32_t, std::int64_t> before_hold{};  // what `pence_from` was; empty: not held
    // Nothing has happened to it before this day that the oracle does not follow.
    std::int32_t certain_until = std::numeric_limits<std::int32_t>::max();
};

struct MadeAgreement {
    std::string budget;
    std::string person;
    std::string payee;  // as a command names it
    bool is_monthly = false;
    bool is_in_arrears = false;
    std::int64_t contribution = 0;     // of a whole period
    bool is_netted = false;            // taken off the payment, and not invoiced
    std::vector<std::string> lines{};  // that it pays, in the plan's order
};

struct MadeBank {
    std::string sort_code;
    std::string number;
    std::int64_t opening_pence = 0;
    bool is_client = false;
};

struct MadeArea {
    std::map<std::string, std::string> files;  // as the fields of the import
    std::map<std::string, MadeLine> lines;
    std::map<std::string, MadeAgreement> agreements;
    std::map<std::string, MadeBank> banks;
    std::vector<std::string> people;
    std::map<std::string, std::string> leads;  // of the budgets
};

// Four people with one agreement each way of managing money, two with several, their amounts by
// chance; two commissioners, one of which pays for the other as well.
[[nodiscard]] MadeArea make_area(Chance& chance);

// 1 April 2026, when its plans begin; the first period begins on Monday 6 April.
inline constexpr const char* area_begins_on = "2026-04-01";
inline constexpr const char* first_period_on = "2026-04-06";

}  // namespace almoner::tests
