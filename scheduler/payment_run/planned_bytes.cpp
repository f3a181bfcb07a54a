#include "scheduler/payment_run/planned_bytes.h"

#include <algorithm>
#include <mutex>

namespace almoner::scheduler {
namespace {

constexpr std::size_t most_octets = 64UL * 1024 * 1024;

// Files are planned in the writer's thread and put into the outbox in that of whoever asked.
struct Kept {
    std::mutex mutex;
    std::vector<PlannedBytes> files;
};

Kept& kept() {
    static Kept kept;
    return kept;
}

}  // namespace

void keep_planned_bytes(std::vector<PlannedBytes> files) {
    std::size_t octets = 0;
    for (const PlannedBytes& file : files) octets += file.bytes.size();
    if (octets > most_octets) files.clear();
    const std::lock_guard lock(kept().mutex);
    kept().files = std::move(files);
}

std::optional<std::string> take_planned_bytes(const std::string& sha256) {
    const std::lock_guard lock(kept().mutex);
    std::vector<PlannedBytes>& files = kept().files;
    const auto found = std::ranges::find(files, sha256, &PlannedBytes::sha256);
    if (found == files.end()) return std::nullopt;
    std::string bytes = std::move(found->bytes);
    files.erase(found);
    return bytes;
}

}  // namespace almoner::scheduler
