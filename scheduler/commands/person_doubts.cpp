#include "scheduler/commands/person_doubts.h"

#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"

namespace almoner::scheduler {

NhsNumbers::NhsNumbers(ledger::Database& database) {
    for (const ledger::Person& person : ledger::people_on(database, ledger::last_day_of_all)) {
        const auto details = ledger::person_private(database, person.personal);
        if (!details || details->nhs_number.empty()) continue;
        owners_.emplace(details->nhs_number, Owner{person.number, person.ref});
    }
}

std::optional<std::string> NhsNumbers::other_than(std::int64_t person,
                                                  const std::string& ref,
                                                  const std::string& digits) {
    if (digits.empty()) return std::nullopt;
    const auto [owner, is_new] = owners_.try_emplace(digits, Owner{person, ref});
    if (is_new || owner->second.person == person) return std::nullopt;
    return owner->second.ref;
}

bool is_born_by(const std::optional<ledger::Date>& birth, ledger::Date today) {
    return !birth || *birth <= today;
}

}  // namespace almoner::scheduler
