// A message to HMRC of one employer's scheme, in pieces that are sealed by person; what it told of
// which slip; and each step of its life (gateway/hmrc/filing.h says what follows what).
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

extern const RecordTable hmrc_filing_table;
extern const RecordTable hmrc_filing_part_table;
extern const RecordTable hmrc_filing_slip_table;
extern const RecordTable hmrc_filing_step_table;

inline constexpr std::array<std::string_view, 3> filing_kinds{"fps", "eps", "nvr"};
// What a message is for. Of these "paid" and "corrected" are full payment submissions.
inline constexpr std::array<std::string_view, 6> filing_purposes{
    "paid", "corrected", "nobody-paid", "allowance", "last-of-year", "nino"};

struct HmrcFiling {
    std::int64_t id = 0;
    std::int64_t employer = 0;
    std::string kind{};            // one of filing_kinds
    std::string purpose{};         // one of filing_purposes
    std::int64_t tax_year = 0;     // 2026 is 2026-27
    std::int64_t tax_month = 0;    // of a payday or of a month without pay; 0: of the whole year
    std::int64_t about = 0;        // the payday's days since 1970; of "nino" the job
    bool says_yes = false;         // of "allowance": that it is claimed; else the year's last one
    std::string late_reason{};     // A to H, or empty
    std::string transaction_id{};  // 32 digits and letters A to F
    std::string mark{};            // the IRmark, as HMRC's receipt has it
    std::string mark_shown{};      // as people compare it
    Date made_on{};
    std::int64_t made_by = 0;

    friend bool operator==(const HmrcFiling&, const HmrcFiling&) = default;
};

// In order of position these give the message's body. The first names the scheme.
struct FilingPart {
    std::int64_t filing = 0;
    std::int64_t position = 0;
    std::int64_t employment = 0;  // 0: of the scheme, not of a job
    std::int64_t body_private = 0;

    friend bool operator==(const FilingPart&, const FilingPart&) = default;
};

struct FilingSlip {
    std::int64_t filing = 0;
    std::int64_t slip = 0;
    Money pay_to_date{};
    Money tax_to_date{};
    Money ni_to_date{};     // the employee's and the employer's
    Money loans_to_date{};  // student and postgraduate

    friend bool operator==(const FilingSlip&, const FilingSlip&) = default;
};

struct FilingStep {
    std::int64_t filing = 0;
    std::int64_t step = 0;  // from 1
    std::string state{};    // gateway::hmrc::name_of(FilingState)
    bool is_answer_held = false;
    std::int64_t try_after_s = 0;
    std::int64_t outages = 0;
    std::optional<std::int64_t> details_private{};  // what HMRC said, as JSON
    Date on{};
    std::int64_t actor = 0;

    friend bool operator==(const FilingStep&, const FilingStep&) = default;
};

std::int64_t insert_hmrc_filing(Work& work, const HmrcFiling& filing);  // its id
void insert_filing_part(Work& work, const FilingPart& part);
void insert_filing_slip(Work& work, const FilingSlip& slip);
void insert_filing_step(Work& work, const FilingStep& step);

[[nodiscard]] std::optional<HmrcFiling> hmrc_filing_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::vector<HmrcFiling> every_hmrc_filing(Database& database);  // by id
[[nodiscard]] std::vector<HmrcFiling> filings_of_employer(Database& database,
                                                          std::int64_t employer);  // by id
[[nodiscard]] std::vector<FilingPart> parts_of_filing(Database& database, std::int64_t filing);
[[nodiscard]] std::vector<FilingSlip> slips_of_filing(Database& database, std::int64_t filing);
// The last filing, of those that HMRC did not turn down, that told of the slip.
[[nodiscard]] std::optional<FilingSlip> as_told(Database& database, std::int64_t slip);
[[nodiscard]] FilingStep last_step_of_filing(Database& database, std::int64_t filing);
[[nodiscard]] std::vector<FilingStep> steps_of_filing(Database& database, std::int64_t filing);

}  // namespace almoner::ledger
