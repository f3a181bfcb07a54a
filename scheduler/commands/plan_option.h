// almoner plan option: a plan line is managed another way from a day on, in one decision.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: plan_line, option, from (today or later), new_plan_line (else the old reference and the
// option), amount and purpose (else as before). The agreement that paid the line ends the day
// before, unless it pays other lines of that option that go on. Who is paid from then on: an
// agreement of the budget and the new option that is there already, or a new one: payee,
// payee_account, agreement (its reference), and of the terms in agreement_add what is to differ
// from the old agreement's; with signed_on and evidence it counts from `from` on, else it is a
// draft. A proposal. Refused: plan-line-unknown, plan-line-held, one-off-line, plan-line-ended,
// nothing-to-change, day-in-the-past, before-the-line, later-change, plan-line-exists,
// outside-the-budget, agreement-missing, agreement-exists, agreements-overlap, and as
// agreement_add and agreement_sign.
[[nodiscard]] ledger::Outcome<Answer> plan_option(Asked& asked);

// Ends, adds, and moves what is set aside and free from the day on that it counts. Refused:
// changed-since, plan-line-exists, agreement-exists, agreements-overlap.
[[nodiscard]] ledger::Outcome<ledger::Done> option_takes_effect(Asked& asked,
                                                                const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
