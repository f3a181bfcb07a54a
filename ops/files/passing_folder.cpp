#include "ops/files/passing_folder.h"

#include "ledger/storage/database.h"

#include <system_error>

namespace almoner::ops {

namespace fs = std::filesystem;

PassingFolder::PassingFolder(fs::path path) : path_(std::move(path)) {
    std::error_code failed;
    fs::remove_all(path_, failed);
    fs::create_directory(path_, failed);
    if (failed) {
        throw ledger::StorageError("can't make " + path_.string() + ": " + failed.message());
    }
}

PassingFolder::~PassingFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace almoner::ops
