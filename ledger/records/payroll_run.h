// A payroll run: which service, payday and kind, what a person is to look at, and each step of it.
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

// "correction": the new slip of `payroll correct`, in a run of its own.
inline constexpr std::array<std::string_view, 4> payroll_run_kinds{
    "cycle", "off-cycle", "leaver", "correction"};
inline constexpr std::array<std::string_view, 4> payroll_run_states{
    "draft", "approved", "posted", "cancelled"};

struct PayrollRun {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::int64_t service = 0;  // an organisation
    std::string kind{"cycle"};
    std::string frequency{};  // one of pay_frequencies (employer.h)
    Date payday{};
    std::int64_t employment = 0;  // 0: of a cycle
    std::string rates{};          // the version of the rates that it was reckoned with
    std::string rates_sha256{};
    std::int64_t drafted_by = 0;
    std::string state{};  // not looked at by insert_payroll_run

    friend bool operator==(const PayrollRun&, const PayrollRun&) = default;
};

struct PayrollRunStep {
    std::int64_t run = 0;
    std::string state{};
    Date on{};
    std::int64_t actor = 0;
};

// What a person is to look at; the two sums are what the code says: over by, before and now.
struct PayFinding {
    std::int64_t run = 0;
    std::int64_t slip = 0;  // 0: the job has none
    std::int64_t employment = 0;
    std::string code{};
    std::int64_t amount = 0;  // pence, or a count
    std::int64_t other = 0;

    friend bool operator==(const PayFinding&, const PayFinding&) = default;
};

// "PR-0012": how people and commands name a payroll run.
[[nodiscard]] std::string payroll_run_ref(std::int64_t id);

// Its id.
std::int64_t insert_payroll_run(Work& work, const PayrollRun& run);
void insert_payroll_run_step(Work& work, const PayrollRunStep& step);
void insert_pay_finding(Work& work, const PayFinding& finding);

[[nodiscard]] std::optional<PayrollRun> payroll_run_by_id(Database& database, std::int64_t id);
// Nothing also for what is no reference of a run.
[[nodiscard]] std::optional<PayrollRun> find_payroll_run(Database& database, std::string_view ref);
[[nodiscard]] std::vector<PayrollRun> every_payroll_run(Database& database);  // by id
[[nodiscard]] std::vector<PayrollRunStep> steps_of_payroll_run(Database& database,
                                                               std::int64_t run);
[[nodiscard]] std::vector<PayFinding> findings_of_payroll_run(Database& database, std::int64_t run);

}  // namespace almoner::ledger
