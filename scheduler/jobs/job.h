// The table of jobs: what each looks for, as a function of a day and the records.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// Who gives the commands of a job; the scheduler may propose and never approve.
inline constexpr std::string_view scheduler_ref = "scheduler";

struct JobCommand {
    std::string name;
    std::map<std::string, std::string> fields{};
};

// Safe to act on twice: the commands refuse or repeat what was done already.
struct JobFindings {
    std::vector<JobCommand> commands{};
    std::string words{};  // counts and references, nothing personal
    bool agrees = true;   // false: the books break an identity
};

struct Job {
    std::string_view name;
    std::string_view help;
    JobFindings (*find)(ledger::Database& database, ledger::Date today);
};

// In the order in which they run on a day.
[[nodiscard]] std::span<const Job> job_table();
[[nodiscard]] const Job* find_job(std::string_view name);

}  // namespace almoner::scheduler
