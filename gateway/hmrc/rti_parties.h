// Who employs and who is employed, as every message to HMRC's real time information names them.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway::hmrc {

// A PAYE reference 123/AB456 is two of these, the stroke left out.
struct EmployerReferences {
    std::string office_number{};              // "123"
    std::string paye_reference{};             // "AB456"
    std::string accounts_office_reference{};  // "123PX1234567X"
};

enum class Gender : std::uint8_t { male, female };  // as HMRC's record of the person says

struct RtiName {
    std::string title{};                   // may be empty
    std::vector<std::string> forenames{};  // one or two
    std::string surname{};
};

// Two to four lines, then a UK postcode or a country, never both.
struct RtiAddress {
    std::vector<std::string> lines{};
    std::string uk_postcode{};
    std::string foreign_country{};
};

struct RtiPerson {
    std::string nino{};  // "AB123456C"; empty while it is not known, and then the address is needed
    RtiName name{};
    std::optional<RtiAddress> address{};
    std::optional<ledger::Date> born_on{};
    std::optional<Gender> gender{};
};

// A tax year as HMRC writes it in these messages.
struct RtiYear {
    int first_year = 2026;  // 2026 is 2026-27

    [[nodiscard]] std::string name() const;  // "26-27"
    [[nodiscard]] ledger::Period days() const;
    // 2024-25 to 2026-27: the years whose namespaces we know.
    [[nodiscard]] bool is_known() const;
    friend bool operator==(const RtiYear&, const RtiYear&) = default;
};

}  // namespace almoner::gateway::hmrc
