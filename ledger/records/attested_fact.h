// What was found out about a budget, an agreement or a plan line and stands in no record of its
// own: that a payee was judged capable, that an account's statements can be followed.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

enum class CaseKind : std::uint8_t {
    budget = 1,
    agreement = 2,
    plan_line = 3,
    run = 4,
    payment = 5
};
[[nodiscard]] std::string_view name_of(CaseKind value);

// What a fact or an evaluation is about.
struct CaseRef {
    CaseKind kind = CaseKind::budget;
    std::int64_t number = 0;

    friend bool operator==(const CaseRef&, const CaseRef&) = default;
};

struct AttestedFact {
    std::int64_t id = 0;
    CaseRef about{};
    std::string name{};   // "payee.judged_capable", as `almoner rules schema` lists them
    std::string value{};  // "yes", "25000" (pence), "2026-11-22"; empty: it is withdrawn
    Date from_on{};
    std::optional<std::int64_t> evidence{};
    std::int64_t attested_by = 0;  // an actor

    friend bool operator==(const AttestedFact&, const AttestedFact&) = default;
};

// Its id. The value is words about `person`, and is erased with them.
std::int64_t insert_attested_fact(Work& work, std::int64_t person, const AttestedFact& fact);
// The last of each name that counts on the day, without what was withdrawn; by name.
[[nodiscard]] std::vector<AttestedFact> attested_facts_of(Database& database,
                                                          const CaseRef& about,
                                                          Date on);
// The facts of these names of every case of the kind; by case, then name.
[[nodiscard]] std::vector<AttestedFact> attested_facts_on(Database& database,
                                                          CaseKind kind,
                                                          std::span<const std::string_view> names,
                                                          Date on);
// All that was ever attested of a case, in the order in which it was recorded.
[[nodiscard]] std::vector<AttestedFact> attested_fact_history(Database& database,
                                                              const CaseRef& about);

}  // namespace almoner::ledger
