// A filing between the books and HMRC's engine: its message in sealed pieces, and where it stands.
#pragma once

#include "gateway/hmrc/envelope.h"
#include "gateway/hmrc/filing.h"
#include "ledger/area/work.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

[[nodiscard]] gateway::hmrc::MessageKind message_kind(std::string_view kind);  // "fps"
[[nodiscard]] std::string_view name_of(gateway::hmrc::MessageKind kind);

// Stores it with its first step: made. Each employee's piece is sealed under that person's key, the
// rest under the holder's. `filing` without transaction id, mark and day. Its id.
std::int64_t store_filing(ledger::Work& work,
                          ledger::HmrcFiling filing,
                          const gateway::hmrc::MarkedBody& body,
                          std::int64_t actor);

// HMRC does not have what it says.
[[nodiscard]] bool is_turned_down(ledger::Database& database, const ledger::HmrcFiling& filing);

// Refused: filing-erased, where somebody in it was erased.
[[nodiscard]] ledger::Outcome<gateway::hmrc::MarkedBody> body_of_filing(
    ledger::Database& database, const ledger::HmrcFiling& filing);

[[nodiscard]] gateway::hmrc::Filing filing_at(ledger::Database& database,
                                              const ledger::HmrcFiling& filing,
                                              const ledger::FilingStep& step);
// What HMRC said, as it is sealed.
[[nodiscard]] std::string details_of(const gateway::hmrc::Filing& filing);
// Of HMRC's answer to a NINO verification request, in those details; they have passed the check of
// 'payroll filing-step'.
[[nodiscard]] std::vector<gateway::hmrc::NinoAnswer> numbers_in(const nlohmann::json& said);
[[nodiscard]] std::optional<gateway::hmrc::FilingState> filing_state_named(std::string_view name);

}  // namespace almoner::scheduler
