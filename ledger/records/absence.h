// When an assistant was away, and why by a closed list: never what they were ill with.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

inline constexpr std::array<std::string_view, 10> absence_kinds{"sickness",
                                                                "holiday",
                                                                "maternity",
                                                                "paternity",
                                                                "adoption",
                                                                "shared-parental",
                                                                "bereavement",
                                                                "neonatal",
                                                                "unpaid",
                                                                "jury"};

struct Absence {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    std::int64_t employment = 0;
    std::string kind{};  // one of absence_kinds
    Date first_on{};
    std::optional<Date> last_on{};   // nothing: it lasts
    std::int64_t minutes = 0;        // of holiday: what is taken; else 0
    std::optional<Date> event_on{};  // of parents: the week due, the match, the birth, the loss
    std::optional<std::int64_t> evidence{};
    bool is_withdrawn = false;
    Date recorded_on{};
    std::int64_t recorded_by = 0;

    friend bool operator==(const Absence&, const Absence&) = default;
};

// Number 0: a new one. Else the next version of it. Its number.
std::int64_t insert_absence(Work& work, Absence absence);
[[nodiscard]] std::optional<Absence> absence_numbered(Database& database, std::int64_t number);
// The last version of each that was not withdrawn, by first day.
[[nodiscard]] std::vector<Absence> absences_of(Database& database, std::int64_t employment);

// Every version of each, withdrawn ones too, as they were written; `seq` is that of the command.
struct AbsenceVersion {
    std::int64_t seq = 0;
    Absence absence{};
};
[[nodiscard]] std::vector<AbsenceVersion> absence_versions_of(Database& database,
                                                              std::int64_t employment);

}  // namespace almoner::ledger
