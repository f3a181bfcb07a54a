// What is said of an appointment: by which authority somebody acts, when they agreed, and the
// best-interests decision that it rests on.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/appointment.h"
#include "ledger/records/proposal.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// Of fields authority, agreed_on and best_interests; nothing where authority is not given.
// `representative` stands as it will be stored. Refused: nominee-not-appointed, not-in-the-list,
// day-in-the-future, evidence-missing, evidence-unknown, evidence-of-another-person.
[[nodiscard]] ledger::Outcome<std::optional<ledger::Appointment>> appointment_given(
    const Asked& asked, const ledger::Representative& representative);

// As a proposal keeps it until it is confirmed; null: there is none.
[[nodiscard]] nlohmann::json appointment_content(
    const std::optional<ledger::Appointment>& appointment);
[[nodiscard]] std::optional<ledger::Appointment> appointment_in(const nlohmann::json& content);

// The agreements that pay whoever represents the person, drafts among them.
[[nodiscard]] std::vector<ledger::Agreement> paid_to_representative(ledger::Database& database,
                                                                    std::int64_t person);

// A task: the person is told who acts for them, in the format that they read.
void ask_for_letter(ledger::Work& work, std::int64_t person);

// The agreement goes on paying the bank account that it did when another represents the person: a
// task for each. It closes when its payee is another.
inline constexpr std::string_view representative_account_task = "representative-account";
void ask_whose_account(ledger::Work& work, std::int64_t person);

// Of somebody recorded already, as it was proposed; whether the proposal is about one.
[[nodiscard]] bool is_appointment(const nlohmann::json& content);
[[nodiscard]] ledger::Outcome<ledger::Done> appointment_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
