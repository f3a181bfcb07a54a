// Who must get a notice, where, and how each of them reads.
#pragma once

#include "gateway/letters/letter.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

struct Recipient {
    std::string kind{};       // "person" or "representative"
    std::int64_t number = 0;  // of either
    std::string name{};
    std::vector<std::string> address{};  // a line each
    std::string format{};                // as it is recorded: "large-print", ...
    std::string language{};              // "en", "cy", ...
    bool is_holder = false;              // else the letter is about somebody else
};

// The person, and everybody who acts for them on the day; a child's parents in the child's place;
// after a death those who act for the estate. Refused, with notice as field: nobody-to-tell,
// reader-unknown, address-missing.
[[nodiscard]] ledger::Outcome<std::vector<Recipient>> recipients_of(ledger::Database& database,
                                                                    std::int64_t person,
                                                                    ledger::Date on);

// How a letter of a recorded format is set.
[[nodiscard]] gateway::LetterLook look_of(std::string_view format);
// The tag of a language as people write it: "Welsh" is "cy".
inline constexpr std::string_view unknown_language = "und";  // we have no tag of it
[[nodiscard]] std::string language_tag(std::string_view language);
// "1 High Street, Anytown" by its commas and lines.
[[nodiscard]] std::vector<std::string> address_lines(std::string_view address);

}  // namespace almoner::scheduler
