// Something that a person is to do. Its words hold references, days and codes alone; what tells of
// a person stands sealed beside them.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

struct NewTask {
    std::string_view kind;
    std::string_view subject;  // "agreement:A1"
    Date due_on{};
    std::string_view owner;
    std::string_view words;
    std::optional<std::int64_t> words_private{};  // a row of private_text
};

// Its id.
std::int64_t insert_task(Work& work, const NewTask& task);

// What somebody is shown: the words, and behind them those that were sealed and can still be read.
[[nodiscard]] std::string task_words(Database& database,
                                     std::string_view words,
                                     std::optional<std::int64_t> words_private);

}  // namespace almoner::ledger
