// Takes the filings that wait to HMRC's engine, step by step, each step kept in the books before
// the next: a crash between any two of them sends nothing twice.
#pragma once

#include "gateway/hmrc/engine_client.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

// One that is not at its end, as it stands.
struct OpenFiling {
    std::int64_t id = 0;
    std::int64_t employer = 0;
    std::int64_t step = 0;  // the last one
    gateway::hmrc::Filing state{};
    gateway::hmrc::MarkedBody body{};
};
// By id; those of whom somebody was erased are left out.
[[nodiscard]] std::vector<OpenFiling> open_filings(ledger::Database& database);

// Asks for 'payroll filing-step' with these fields: whether the books took it.
using KeepStep = std::function<bool(const std::map<std::string, std::string>& fields)>;

struct SentFilings {
    std::int64_t accepted = 0;
    std::int64_t turned_down = 0;  // or said to be duplicates
    std::int64_t waiting = 0;      // acknowledged, or HMRC is out of reach
    // Of those that wait, when the next one may be asked about; seconds since 1970.
    std::optional<std::int64_t> next_at_s{};
};

// Every step that is due. What is prepared later waits while an earlier message of the same
// employer has not reached HMRC. Where the books don't take a step, somebody else is at it: that
// filing is left alone.
[[nodiscard]] SentFilings send_filings(std::vector<OpenFiling> filings,
                                       const gateway::hmrc::EngineClient& client,
                                       const KeepStep& keep,
                                       const std::function<std::int64_t()>& now_s);

// The fields of 'payroll filing-step'.
[[nodiscard]] std::map<std::string, std::string> step_fields(std::int64_t filing,
                                                             std::int64_t step,
                                                             const gateway::hmrc::Filing& state);

}  // namespace almoner::scheduler
