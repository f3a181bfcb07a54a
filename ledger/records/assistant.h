// A personal assistant whom budget holders employ: a person like any other, with a key of their
// own, and what payroll has to know of them beside it.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// Names, address and birth stand in the person (ledger/records/person.h, private_text.h), bank
// details in its payee account; the reference is the person's.
struct Assistant {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    Date from_on{};
    std::int64_t person = 0;
    std::int64_t personal = 0;  // a row of assistant_private

    friend bool operator==(const Assistant&, const Assistant&) = default;
};

struct AssistantDetails {
    std::string nino{};    // as HMRC writes it; empty: not known, and never invented
    std::string gender{};  // "F" or "M", as HMRC asks; empty: not known
    // The State Pension age's day, where somebody has looked it up.
    std::optional<Date> state_pension_on{};

    friend bool operator==(const AssistantDetails&, const AssistantDetails&) = default;
};
std::int64_t insert_assistant_private(Work& work,
                                      std::int64_t person,
                                      const AssistantDetails& details);
// Nothing once they were erased.
[[nodiscard]] std::optional<AssistantDetails> assistant_private(Database& database,
                                                                std::int64_t id);
// The people who have, or once had, this number; nothing is opened for it.
[[nodiscard]] std::vector<std::int64_t> people_with_nino(Database& database, std::string_view nino);

[[nodiscard]] std::optional<Assistant> assistant_numbered(Database& database,
                                                          std::int64_t number,
                                                          Date on);
[[nodiscard]] std::optional<Assistant> assistant_of_person(Database& database,
                                                           std::int64_t person,
                                                           Date on);
// By the reference of the person.
[[nodiscard]] std::optional<Assistant> assistant_by_ref(Database& database,
                                                        std::string_view ref,
                                                        Date on);
[[nodiscard]] std::vector<Assistant> assistants_on(Database& database, Date on);  // by number

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_assistant(Work& work, Assistant assistant);

}  // namespace almoner::ledger
