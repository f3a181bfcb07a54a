// Facts as a command tells them, and as a proposal keeps those of what is not in the books yet.
#pragma once

#include "ledger/records/attested_fact.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"
#include "scheduler/commands/proposal_show.h"

#include <nlohmann/json.hpp>
#include <vector>

namespace almoner::scheduler {

// The field `facts` ("line.planned_cost=50.00, line.kind=ordinary"), of a thing of this kind; every
// paper that they name is about the person, and so are the words of a refusal. A value is as it is
// kept, and empty where the fact is withdrawn. Refused: field-missing, fact-unreadable,
// fact-unknown, and with the fact as field fact-value, fact-recorded-elsewhere and what is wrong
// with a piece of evidence.
[[nodiscard]] ledger::Outcome<std::vector<ledger::AttestedFact>> facts_told(const Asked& asked,
                                                                            ledger::CaseKind kind,
                                                                            std::int64_t person);

// The same of a new plan line; none where the field is not given.
[[nodiscard]] ledger::Outcome<std::vector<ledger::AttestedFact>> line_facts_told(
    const Asked& asked, std::int64_t person);

// What was told of a plan line, within the content of its proposal: the values are sealed rows.
[[nodiscard]] nlohmann::json with_told(ledger::Work& work,
                                       std::int64_t person,
                                       nlohmann::json content,
                                       const std::vector<ledger::AttestedFact>& told);
[[nodiscard]] std::vector<ledger::AttestedFact> told_in(ledger::Database& database,
                                                        const ledger::Proposal& proposal);

// {"what", "before", "after"} rows of them, for who confirms it.
void show_told(ledger::Database& database,
               const ledger::Proposal& proposal,
               Personal personal,
               nlohmann::ordered_json& changes);

// They stand in the books from that day on, as said by who proposed it.
struct ToldOf {
    std::int64_t person = 0;
    ledger::CaseRef about{};
    ledger::Date from_on{};
};
void record_told(ledger::Work& work, const ToldOf& of, std::vector<ledger::AttestedFact> told);

}  // namespace almoner::scheduler
