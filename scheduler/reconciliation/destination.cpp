#include "scheduler/reconciliation/destination.h"

#include <algorithm>

namespace almoner::scheduler {

const Destination* find_destination(std::string_view name) {
    const auto* const found = std::ranges::find(destinations, name, &Destination::name);
    return found == destinations.end() ? nullptr : found;
}

bool may_go(const Destination& destination, LineWay way, LinePlace place) {
    return (destination.way == way || destination.way == LineWay::either) &&
           (destination.place == place || destination.place == LinePlace::any);
}

std::string destinations_for(LineWay way, LinePlace place) {
    std::string names;
    for (const Destination& each : destinations) {
        if (!may_go(each, way, place)) continue;
        names += (names.empty() ? "" : ", ") + std::string(each.name);
    }
    return names;
}

}  // namespace almoner::scheduler
