// A budget that comes to its end by death, stop or move: what is still owed, how it was met, and
// its steps; the last step is its state.
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

extern const RecordTable ending_table;
extern const RecordTable ending_answer_table;
extern const RecordTable ending_settled_table;
extern const RecordTable ending_step_table;

inline constexpr std::array<std::string_view, 3> ending_causes{"death", "stop", "move"};
// Everything that somebody has to have looked for before a budget is closed.
inline constexpr std::array<std::string_view, 7> owed_kinds{
    "wages", "notice-pay", "redundancy", "holiday-pay", "hmrc", "pension", "invoices"};

struct Ending {
    std::int64_t id = 0;
    std::int64_t budget = 0;
    std::string because{};  // one of ending_causes
    Date last_on{};         // the last day that the budget pays for
    std::string ground{};   // of a stop, as rules/stop names them
    Date opened_on{};
    std::int64_t opened_by = 0;
    std::optional<std::int64_t> consulted{};  // the document of it
    std::optional<Date> consulted_on{};
    std::string words{};  // why nobody was consulted, or whatever; empty once erased
    std::string state{};  // "open", "closed" or "withdrawn"; not looked at by insert_ending

    friend bool operator==(const Ending&, const Ending&) = default;
};

// What two people found of one kind; plan line 0: nothing is owed of it. The last answer for a kind
// and plan line counts.
struct EndingAnswer {
    std::int64_t seq = 0;
    std::int64_t ending = 0;
    std::string kind{};  // one of owed_kinds
    std::int64_t plan_line = 0;
    Money amount{};
    std::int64_t evidence = 0;
    std::int64_t proposal = 0;
    std::int64_t proposed_by = 0;
    std::int64_t approved_by = 0;

    friend bool operator==(const EndingAnswer&, const EndingAnswer&) = default;
};

// How some of it was met: "spent" (a record of spending), "shown" (a document), or "body": the
// public body owes it now.
struct EndingSettled {
    std::int64_t seq = 0;
    std::int64_t ending = 0;
    std::string kind{};
    std::int64_t plan_line = 0;
    Money amount{};
    std::string way{};
    std::int64_t spend = 0;     // of "spent"
    std::int64_t evidence = 0;  // of the others
    std::int64_t proposal = 0;  // of the others: two people saw it
    Date on{};
    std::int64_t actor = 0;

    friend bool operator==(const EndingSettled&, const EndingSettled&) = default;
};

struct EndingStep {
    std::int64_t ending = 0;
    std::string state{};
    Date on{};
    std::int64_t actor = 0;
    std::string words{};  // empty once erased
};

[[nodiscard]] std::string ending_number(std::int64_t id);  // "E-0001"

// The words are about `person`. Its id.
std::int64_t insert_ending(Work& work, std::int64_t person, const Ending& opened);
void insert_ending_answer(Work& work, const EndingAnswer& answer);
void insert_ending_settled(Work& work, const EndingSettled& settled);
void insert_ending_step(Work& work, std::int64_t person, const EndingStep& step);

[[nodiscard]] std::optional<Ending> ending_by_id(Database& database, std::int64_t id);
// Nothing also for what is no number of an ending.
[[nodiscard]] std::optional<Ending> find_ending(Database& database, std::string_view number);
[[nodiscard]] std::vector<Ending> every_ending(Database& database);  // by number
// Those that were not withdrawn, by number; and the last of them.
[[nodiscard]] std::vector<Ending> endings_of(Database& database, std::int64_t budget);
[[nodiscard]] std::optional<Ending> ending_of(Database& database, std::int64_t budget);
[[nodiscard]] std::vector<EndingAnswer> answers_of_ending(Database& database, std::int64_t id);
[[nodiscard]] std::vector<EndingSettled> settled_of_ending(Database& database, std::int64_t id);
[[nodiscard]] std::vector<EndingStep> steps_of_ending(Database& database, std::int64_t id);
// Whether a record of spending has met something already, of any ending.
[[nodiscard]] bool has_settled(Database& database, std::int64_t spend);

}  // namespace almoner::ledger
