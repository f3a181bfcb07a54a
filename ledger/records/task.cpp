#include "ledger/records/task.h"

#include "ledger/records/private_words.h"
#include "ledger/records/record_table.h"

namespace almoner::ledger {

std::int64_t insert_task(Work& work, const NewTask& task) {
    return work.records().insert(task_table,
                                 task.kind,
                                 task.subject,
                                 task.due_on,
                                 task.owner,
                                 task.words,
                                 task.words_private);
}

std::string task_words(Database& database,
                       std::string_view words,
                       std::optional<std::int64_t> words_private) {
    const std::string more = words_of(database, words_private);
    return more.empty() ? std::string(words) : std::string(words) + " " + more;
}

}  // namespace almoner::ledger
