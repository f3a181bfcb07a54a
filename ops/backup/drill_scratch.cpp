#include "ops/backup/drill_scratch.h"

#include "ledger/storage/database.h"

#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;

constexpr const char* beginning = "almoner-drill-";

// A folder of this account that no living drill holds: its lock, or -1.
int hold(const fs::path& folder) {
    const int held = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (held < 0) return -1;
    struct stat found{};
    if (::fstat(held, &found) == 0 && found.st_uid == ::geteuid() &&
        ::flock(held, LOCK_EX | LOCK_NB) == 0) {
        return held;
    }
    ::close(held);
    return -1;
}

void clear_left_ones(const fs::path& within) {
    std::error_code failed;
    std::vector<fs::path> left;
    for (const auto& each : fs::directory_iterator(within, failed)) {
        if (each.path().filename().string().starts_with(beginning)) left.push_back(each.path());
    }
    for (const fs::path& each : left) {
        const int held = hold(each);
        if (held < 0) continue;
        fs::remove_all(each, failed);
        ::close(held);
    }
}

}  // namespace

DrillScratch::DrillScratch(const fs::path& within) {
    clear_left_ones(within);
    // Another drill may clear a new one away before it is held.
    constexpr int times = 10;
    for (int i = 0; i < times; ++i) {
        std::string name = (within / (std::string(beginning) + "XXXXXX")).string();
        if (::mkdtemp(name.data()) == nullptr) break;
        path_ = name;
        held_ = hold(path_);
        if (held_ >= 0 && fs::exists(path_)) return;
        if (held_ >= 0) ::close(held_);
    }
    throw ledger::StorageError("can't make a folder in " + within.string());
}

DrillScratch::~DrillScratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    ::close(held_);
}

}  // namespace almoner::ops
