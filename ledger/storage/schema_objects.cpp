#include "ledger/storage/schema_objects.h"

namespace almoner::ledger {

void compare_objects(const SchemaObjects& ours,
                     const SchemaObjects& theirs,
                     std::vector<GuardFault>& faults) {
    for (const auto& [name, text] : ours) {
        const auto found = theirs.find(name);
        if (found == theirs.end()) {
            faults.push_back({name, "it is missing"});
        } else if (found->second != text) {
            faults.push_back({name, "it is not as the migrations made it"});
        }
    }
    for (const auto& [name, text] : theirs) {
        if (!ours.contains(name)) faults.push_back({name, "no migration made it"});
    }
}

}  // namespace almoner::ledger
