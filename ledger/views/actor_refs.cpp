#include "ledger/views/actor_refs.h"

#include "ledger/records/actor.h"
#include "ledger/records/in_force.h"

namespace almoner::ledger {

std::string actor_ref(Database& database, std::int64_t number) {
    if (number == 0) return "scheduler";
    const auto actor = actor_numbered(database, number, last_day_of_all);
    return actor ? actor->ref : std::to_string(number);
}

}  // namespace almoner::ledger
