#include "scheduler/notice/decided.h"

namespace almoner::scheduler {

std::string with_decision(const std::string& decided, const std::string& reasons) {
    return decided + "\n" + reasons;
}

std::string decided_in(const ledger::Notice& notice) {
    const std::size_t end = notice.reasons.find('\n');
    const bool has_one = notice.kind == "decision" && end != std::string::npos;
    return has_one ? notice.reasons.substr(0, end) : std::string{};
}

std::string reasons_in(const ledger::Notice& notice) {
    const std::string decided = decided_in(notice);
    return decided.empty() ? notice.reasons : notice.reasons.substr(decided.size() + 1);
}

}  // namespace almoner::scheduler
