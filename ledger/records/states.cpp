#include "ledger/records/states.h"

#include "ledger/values/invariant.h"

namespace almoner::ledger {

std::string_view table_of(Entity entity) {
    switch (entity) {
        case Entity::payment: return "payment";
        case Entity::payment_run: return "payment_run";
        case Entity::submission: return "submission";
        case Entity::task: return "task";
        case Entity::suspense_item: return "suspense_item";
        case Entity::proposal: return "proposal";
    }
    throw InvariantBroken("unlisted entity");
}

}  // namespace almoner::ledger
