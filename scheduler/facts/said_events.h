// What is recorded of somebody is asked about at once: a loss of capacity, a birthday, a nomination
// that was withdrawn, a report, a request for a review, a stay in hospital.
#pragma once

#include "ledger/records/attested_fact.h"
#include "rules/policy/policy.h"
#include "scheduler/commands/command.h"
#include "scheduler/facts/fact_subject.h"

#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// Of each event whose rules look at one of these facts, which stand in the books: the rules are
// asked of all that is known, and what they ask for is a task, with its words sealed. Nothing is
// refused: it has happened. A task whose reason is gone is done.
void ask_about_what_was_said(Asked& asked,
                             const FactSubject& of,
                             const std::vector<ledger::AttestedFact>& told);

// What a birthday that came, or comes soon, asks for by itself (CAP-03, CAP-04): the words of its
// task; empty: nothing. And the same asked, kept and told, by `birthday_task`.
inline constexpr std::string_view birthday_task = "said-transition";
[[nodiscard]] std::string asked_by_birthday(ledger::Database& database,
                                            const FactSubject& of,
                                            const rules::Policy& policy,
                                            ledger::Date today);
void ask_about_birthday(Asked& asked, const FactSubject& of);

}  // namespace almoner::scheduler
