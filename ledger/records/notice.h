// Written notices of a decision, and letters that only inform, each with where it stands.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// What a decision is told by; then the letters without one.
inline constexpr std::array<std::string_view, 7> deciding_notices{
    "reduction", "stop", "suspension", "reclaim", "offset", "transfer", "decision"};
inline constexpr std::string_view appointment_letter = "appointment";
inline constexpr std::array<std::string_view, 6> informing_letters{"first-payment",
                                                                   "uplift",
                                                                   "moved-date",
                                                                   "held-payment",
                                                                   "yearly-statement",
                                                                   appointment_letter};

struct Notice {
    std::int64_t id = 0;
    std::string number{};  // "N-0001"
    std::string kind{};    // one of the two lists
    std::int64_t budget = 0;
    std::string case_number{};  // "C-0001", or empty
    std::string reasons{};      // one paragraph a line; empty once erased
    std::optional<Money> amount{};
    std::string workings{};  // of the amount, one line each: "words = £12.50"; empty once erased
    std::optional<Date> effect_on{};  // asked for when it was drafted; never before it matures
    Date drafted_on{};
    std::int64_t drafted_by = 0;

    // As its steps have it; the rest is not looked at by `insert_notice`.
    std::string state{};              // as rules/lifecycle names them: "drafted", ...
    std::optional<Date> issued_on{};  // in the recipients' own formats: its days run from here
    std::int64_t issued_by = 0;
    std::int64_t days = 0;  // of notice
    std::optional<Date> matures_on{};
    bool held = false;  // challenged, unanswered, and the law or policy makes it wait
    bool was_challenged = false;
    bool unsent = false;       // a letter of it was made, and nobody recorded that it went out
    bool undelivered = false;  // a letter of it came back and was not served again

    friend bool operator==(const Notice&, const Notice&) = default;
};

[[nodiscard]] bool is_deciding(std::string_view kind);
[[nodiscard]] std::string notice_number(std::int64_t id);

// The words are about `person`. Its id.
std::int64_t insert_notice(Work& work, std::int64_t person, const Notice& notice);

[[nodiscard]] std::optional<Notice> notice_by_id(Database& database, std::int64_t id);
// Nothing also for what is no number of a notice.
[[nodiscard]] std::optional<Notice> find_notice(Database& database, std::string_view number);
[[nodiscard]] std::vector<Notice> every_notice(Database& database);  // by number
[[nodiscard]] std::vector<Notice> notices_of(Database& database, std::int64_t budget);
[[nodiscard]] std::vector<Notice> notices_of_case(Database& database,
                                                  const std::string& case_number);

// What it tells of may take effect: it was issued, its days have run, its letters went out and none
// came back, it was not withdrawn, and no challenge holds it.
[[nodiscard]] bool has_matured(const Notice& notice, Date day);

}  // namespace almoner::ledger
