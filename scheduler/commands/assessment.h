// almoner assessment record: what an adult is to contribute, worked out of what they have and get,
// by two people.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace almoner::scheduler {

// The content is the agreement's new version, as of agreement_proposal; what the papers say stands
// sealed in the private row.
inline constexpr std::string_view assessment_proposal = "assessment";

// Fields: agreement, capital, income ("state-pension=230.25, benefit=50.00", a week), expenses,
// group, tariff_income, weekly, per_period (as the papers have them, else worked out), declined
// ("yes": the authority pays nothing because of the capital), from, evidence. Answers as propose().
// The agreement asks for what the person's other agreements leave of it. Refused:
// agreement-unknown, agreement-ended, nothing-to-assess, income-unreadable, tariff-not-given,
// charged-already, evidence-missing, what the rules find, and as a change of the agreement.
[[nodiscard]] ledger::Outcome<Answer> assessment_record(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> assessment_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

// What the papers say and what it comes to, for who confirms it; nothing where it is not to be seen
// whole.
void show_means(ledger::Database& database,
                const ledger::Proposal& proposal,
                nlohmann::ordered_json& changes);

}  // namespace almoner::scheduler
