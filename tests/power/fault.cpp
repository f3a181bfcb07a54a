#include "tests/power/fault.h"

namespace almoner::tests {
namespace {

bool changes_the_disk(DiskCall call) {
    return call == DiskCall::make || call == DiskCall::write || call == DiskCall::truncate ||
           call == DiskCall::sync || call == DiskCall::remove;
}

bool takes_room(DiskCall call) {
    return call == DiskCall::write || call == DiskCall::share;
}

bool counts(FaultKind kind, DiskCall call) {
    switch (kind) {
        case FaultKind::none:
        case FaultKind::power_cut: return changes_the_disk(call);
        case FaultKind::io_error: return true;
        case FaultKind::disk_full: return takes_room(call);
    }
    return false;
}

}  // namespace

CallEnd FaultCounter::next(DiskCall call) {
    if (is_off()) return CallEnd::is_dead;
    if (!counts(fault_.kind, call)) return CallEnd::goes_well;
    ++calls_;
    const bool strikes = calls_ == fault_.at || (happened_ && fault_.lasts);
    if (fault_.kind == FaultKind::none || !strikes) return CallEnd::goes_well;
    happened_ = true;
    if (fault_.kind == FaultKind::power_cut) return CallEnd::is_cut;
    return fault_.kind == FaultKind::io_error ? CallEnd::fails : CallEnd::finds_no_room;
}

}  // namespace almoner::tests
