#include "scheduler/jobs/loaded_holidays.h"

#include "ledger/records/operator_file.h"
#include "ledger/values/invariant.h"

namespace almoner::scheduler {

std::optional<ledger::BankHolidays> loaded_holidays(ledger::Database& database) {
    const auto loaded = ledger::operator_file(database, ledger::OperatorFileKind::bank_holidays);
    if (!loaded) return std::nullopt;
    auto list = ledger::parse_bank_holidays(loaded->content);
    if (!list.accepted()) {
        throw ledger::InvariantBroken("a list of holidays that was loaded can't be read any more");
    }
    return std::move(list).value();
}

}  // namespace almoner::scheduler
