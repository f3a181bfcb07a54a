// What a person decided of a job's end, an apprenticeship, and the number that a job had elsewhere.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

extern const RecordTable leaving_decision_table;
extern const RecordTable apprenticeship_table;
extern const RecordTable payroll_id_before_table;

// What may be owed at a job's end beside the wages.
inline constexpr std::array<std::string_view, 3> leaving_parts{"holiday", "notice", "redundancy"};

// Of a job and a part the newest counts.
struct LeavingDecision {
    std::int64_t employment = 0;
    std::string part{};  // one of leaving_parts
    bool is_due = false;
    std::int64_t weeks = 0;  // of notice that was not worked; else 0
    Money week{};            // a week's pay; nothing: as the records reckon it
    std::optional<std::int64_t> evidence{};
    Date decided_on{};
    std::int64_t decided_by = 0;

    friend bool operator==(const LeavingDecision&, const LeavingDecision&) = default;
};
void insert_leaving_decision(Work& work, const LeavingDecision& decision);
// In the order in which they were written.
[[nodiscard]] std::vector<LeavingDecision> leaving_decisions_of(Database& database,
                                                                std::int64_t employment);
// Of jobs from the first number to the last, job by job.
[[nodiscard]] std::vector<LeavingDecision> leaving_decisions_between(Database& database,
                                                                     std::int64_t first,
                                                                     std::int64_t last);
[[nodiscard]] const LeavingDecision* leaving_decision_in(std::span<const LeavingDecision> all,
                                                         std::string_view part);

// From its first day to its last; the newest of a job counts, also one that says there is none.
struct Apprenticeship {
    std::int64_t employment = 0;
    Date first_on{};
    std::optional<Date> last_on{};  // nothing: it lasts
    bool is_withdrawn = false;
    std::optional<std::int64_t> evidence{};
    std::int64_t recorded_by = 0;

    [[nodiscard]] bool holds(Date day) const {
        return !is_withdrawn && first_on <= day && (!last_on || day <= *last_on);
    }
    friend bool operator==(const Apprenticeship&, const Apprenticeship&) = default;
};
void insert_apprenticeship(Work& work, const Apprenticeship& apprenticeship);
[[nodiscard]] std::optional<Apprenticeship> apprenticeship_of(Database& database,
                                                              std::int64_t employment);
[[nodiscard]] std::vector<Apprenticeship> apprenticeships_between(Database& database,
                                                                  std::int64_t first,
                                                                  std::int64_t last);

// The payroll number under which HMRC was told of a job before this program told it.
struct PayrollIdBefore {
    std::int64_t employment = 0;
    std::string payroll_id{};
    std::int64_t recorded_by = 0;

    friend bool operator==(const PayrollIdBefore&, const PayrollIdBefore&) = default;
};
void insert_payroll_id_before(Work& work, const PayrollIdBefore& before);
// The newest; empty where there is none.
[[nodiscard]] std::string payroll_id_before(Database& database, std::int64_t employment);

}  // namespace almoner::ledger
