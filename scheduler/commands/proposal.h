// Changes that money follows: one person proposes, another confirms, and then they take effect.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// Kinds beside ledger::payee_account_proposal. The content of the first two is the whole new
// version of the record.
inline constexpr std::string_view plan_line_proposal = "plan-line";
inline constexpr std::string_view agreement_proposal = "agreement";
inline constexpr std::string_view uplift_proposal = "uplift";
inline constexpr std::string_view erase_proposal = "erase";
inline constexpr std::string_view explanation_proposal = "bank-line";  // and its undoing
inline constexpr std::string_view budget_proposal = "budget";
inline constexpr std::string_view representative_proposal = "representative";
inline constexpr std::string_view plan_resume_proposal = "plan-resume";
inline constexpr std::string_view person_alive_proposal = "person-alive";
inline constexpr std::string_view month_proposal = "month";  // to be closed
inline constexpr std::string_view option_proposal = "option";
inline constexpr std::string_view hand_over_proposal = "hand-over";
// What is held already, for another person to look at.
inline constexpr std::string_view plan_hold_proposal = "plan-hold";
inline constexpr std::string_view agreement_hold_proposal = "agreement-hold";
inline constexpr std::string_view recharge_proposal = "recharge";
inline constexpr std::string_view recharge_payment_proposal = "recharge-payment";

// How much hangs on a change, in a year: what its confirmer types, and what limits are held
// against (the higher of the two). Of a bank line it is its amount; of a month that is closed,
// which pays nobody, what was paid in it: no limit is held against that.
struct Stake {
    std::int64_t count = 1;
    ledger::Money before{};
    ledger::Money after{};
};

// As it was proposed; of bank details it is what is paid to them now, since an import proposes them
// too.
[[nodiscard]] Stake stake_of(ledger::Database& database,
                             const ledger::Proposal& proposal,
                             ledger::Date today);
[[nodiscard]] std::string to_confirm(const Stake& stake);  // "COUNT:TOTAL", the total in pence

// Stores the proposal with its stake; answers {"proposal", "kind", "from", "count", "before",
// "after", "confirm"}. Refused: proposal-open (`field` names the subject).
[[nodiscard]] ledger::Outcome<Answer> propose(Asked& asked,
                                              ledger::Proposal proposal,
                                              const Stake& stake,
                                              const std::string& field);

// Takes effect what was proposed, for a checker who did not propose it. Field confirm
// ("COUNT:TOTAL", the total in pounds or in pence). Refused: proposal-closed, needs-checker,
// own-proposal, above-approve-limit, confirm-differs, and what the kind refuses.
[[nodiscard]] ledger::Outcome<Answer> confirm(Asked& asked, const ledger::Proposal& proposal);

// almoner proposal confirm|refuse. Fields: proposal (its number), confirm. Refused:
// proposal-unknown, and as confirm(); only a checker or who proposed it may refuse a proposal.
[[nodiscard]] ledger::Outcome<Answer> proposal_confirm(Asked& asked);
[[nodiscard]] ledger::Outcome<Answer> proposal_refuse(Asked& asked);

}  // namespace almoner::scheduler
