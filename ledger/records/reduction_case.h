// Cases that take money back or stop it, from a closed review to their end: a case's state is that
// of its last step.
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

inline constexpr std::array<std::string_view, 5> case_kinds{
    "reduction", "offset", "reclaim", "suspend", "stop"};

struct ReductionCase {
    std::int64_t id = 0;
    std::int64_t budget = 0;
    std::string kind{};  // one of the list
    std::int64_t review = 0;
    Date opened_on{};
    std::int64_t opened_by = 0;
    std::string words{};  // why; empty once erased
    std::string state{};  // as rules/lifecycle names them; not looked at by insert_case

    friend bool operator==(const ReductionCase&, const ReductionCase&) = default;
};

// What two people decided. Of a reduction the amount is the line's new one per its frequency, else
// it is the whole sum.
struct CaseDecision {
    std::int64_t reduction_case = 0;
    std::int64_t plan_line = 0;
    Money amount{};
    std::string ground{};  // of a reclaim, as rules/reclaim names them
    Date effect_on{};      // never before its notice has matured
    std::int64_t proposal = 0;
    std::int64_t proposed_by = 0;
    std::int64_t approved_by = 0;
    std::string workings{};  // empty once erased

    friend bool operator==(const CaseDecision&, const CaseDecision&) = default;
};

struct CaseStep {
    std::int64_t id = 0;
    std::int64_t reduction_case = 0;
    std::string state{};
    Date on{};
    std::int64_t actor = 0;
    std::string notice{};  // "N-0001", of a step that a notice led to
    Money amount{};        // of a step that says how much
    std::optional<std::int64_t> evidence{};
    std::string words{};  // empty once erased

    friend bool operator==(const CaseStep&, const CaseStep&) = default;
};

struct CaseInstalment {
    Date agreed_on{};
    Date due_on{};
    Money amount{};

    friend bool operator==(const CaseInstalment&, const CaseInstalment&) = default;
};

// What a payment that came back after the reclaim had matured took off it: counted as recovered,
// and no bank line repays it.
struct CaseReturned {
    std::int64_t reduction_case = 0;
    std::int64_t payment = 0;
    Money amount{};
    Date on{};

    friend bool operator==(const CaseReturned&, const CaseReturned&) = default;
};

struct CaseRecovery {
    std::int64_t reduction_case = 0;
    std::string way{};  // "repaid", "waived", "lost", or "returned": by insert_case_returned
    Money amount{};
    Date on{};
    std::int64_t item = 0;      // the bank line that repaid it
    std::int64_t proposal = 0;  // that two people waived or wrote it off by

    friend bool operator==(const CaseRecovery&, const CaseRecovery&) = default;
};

[[nodiscard]] std::string case_number(std::int64_t id);  // "C-0001"

// The words are about `person`. Its id.
std::int64_t insert_case(Work& work, std::int64_t person, const ReductionCase& opened);
void insert_case_decision(Work& work, std::int64_t person, const CaseDecision& decision);
void insert_case_step(Work& work, std::int64_t person, const CaseStep& step);
void insert_case_instalment(Work& work,
                            std::int64_t reduction_case,
                            const CaseInstalment& instalment);
void insert_case_recovery(Work& work, const CaseRecovery& recovery);
void insert_case_returned(Work& work, const CaseReturned& returned);

[[nodiscard]] std::optional<ReductionCase> case_by_id(Database& database, std::int64_t id);
// Nothing also for what is no number of a case.
[[nodiscard]] std::optional<ReductionCase> find_case(Database& database, std::string_view number);
[[nodiscard]] std::vector<ReductionCase> every_case(Database& database);  // by number
[[nodiscard]] std::vector<ReductionCase> cases_of(Database& database, std::int64_t budget);
[[nodiscard]] std::vector<CaseStep> steps_of_case(Database& database, std::int64_t id);
[[nodiscard]] std::optional<CaseDecision> decision_of_case(Database& database, std::int64_t id);
// Those of the last agreement, by day.
[[nodiscard]] std::vector<CaseInstalment> instalments_of_case(Database& database, std::int64_t id);
[[nodiscard]] std::vector<CaseRecovery> recoveries_of_case(Database& database, std::int64_t id);
// Of every case: what of a payment's returns was taken off what they ask back.
[[nodiscard]] Money returned_to_cases(Database& database, std::int64_t payment);
// Of every case: what of a bank line was counted as repaid.
[[nodiscard]] Money repaid_by(Database& database, std::int64_t item);

}  // namespace almoner::ledger
