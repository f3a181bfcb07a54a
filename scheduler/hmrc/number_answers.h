// What HMRC answers when it is asked about a National Insurance number: right, another one, or
// none.
#pragma once

#include "gateway/hmrc/engine_reply.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"
#include "scheduler/commands/proposal_show.h"

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string_view>

namespace almoner::scheduler {

// Of an assistant, whose new number is sealed under their own key.
inline constexpr std::string_view number_proposal = "nino";
inline constexpr std::string_view number_unknown_task = "nino-unknown";

// Another number than the one that is known becomes a proposal, which another person confirms. One
// that HMRC does not know, or an answer that can't be read, is a task until the number is right.
// Answers about anybody but the one who was asked about are left alone.
void take_number_answers(Asked& asked,
                         const ledger::HmrcFiling& filing,
                         std::span<const gateway::hmrc::NinoAnswer> answers);

// Refused: details-erased.
[[nodiscard]] ledger::Outcome<ledger::Done> number_takes_effect(Asked& asked,
                                                                const ledger::Proposal& proposal);
// What the second person sees of it.
[[nodiscard]] nlohmann::ordered_json number_changes(ledger::Database& database,
                                                    const ledger::Proposal& proposal,
                                                    Personal personal);

}  // namespace almoner::scheduler
