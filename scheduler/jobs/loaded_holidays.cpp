#include "scheduler/jobs/loaded_holidays.h"

#include "ledger/records/operator_file.h"
#include "ledger/values/invariant.h"

#include <string>
#include <utility>

namespace almoner::scheduler {

std::optional<ledger::BankHolidays> loaded_holidays(ledger::Database& database) {
    const auto loaded = ledger::operator_file(database, ledger::OperatorFileKind::bank_holidays);
    if (!loaded) return std::nullopt;
    // A list of many years is read over and over by commands that follow on each other: the same
    // octets are the same list.
    struct Kept {
        std::string content;
        ledger::BankHolidays list;
    };
    thread_local std::optional<Kept> kept;
    if (kept && kept->content == loaded->content) return kept->list;
    auto list = ledger::parse_bank_holidays(loaded->content);
    if (!list.accepted()) {
        throw ledger::InvariantBroken("a list of holidays that was loaded can't be read any more");
    }
    kept = {.content = loaded->content, .list = std::move(list).value()};
    return kept->list;
}

}  // namespace almoner::scheduler
