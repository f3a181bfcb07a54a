#include "ops/pack/new_folder.h"

#include "api/cli/new_file.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <system_error>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using ledger::Done;
using ledger::Outcome;

ledger::Refusal refused_for(int reason) {
    if (reason == EEXIST) {
        return {.code = "folder-exists",
                .words = "There is something of that name already.",
                .next = "Give a new name: nothing is ever written over.",
                .field = "--to",
                .citation = ""};
    }
    return {.code = "folder-unwritable",
            .words = "The folder can't be made: " + std::generic_category().message(reason) + ".",
            .next = "Give a name in a folder that you may write to and that has room.",
            .field = "--to",
            .citation = ""};
}

// Beside the folder, for its owner alone; gone with all that is in it unless it was kept.
class Part {
  public:
    explicit Part(const fs::path& folder) {
        std::string name =
            (folder.parent_path() / ("." + folder.filename().string() + ".XXXXXX")).string();
        if (::mkdtemp(name.data()) != nullptr) path_ = name;
    }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    ~Part() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }

    [[nodiscard]] const fs::path& path() const { return path_; }
    // False where the system refuses it, and says why in errno.
    [[nodiscard]] bool keep_as(const fs::path& folder) {
        if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, folder.c_str(), RENAME_NOREPLACE) != 0) {
            return false;
        }
        path_.clear();
        return true;
    }

  private:
    fs::path path_;
};

}  // namespace

Outcome<Done> write_new_folder(const fs::path& folder,
                               const std::map<std::string, std::string>& files) {
    const fs::path whole = fs::absolute(folder).lexically_normal();
    const fs::path named = whole.has_filename() ? whole : whole.parent_path();
    Part part(named);
    if (part.path().empty()) return refused_for(errno);
    for (const auto& [name, octets] : files) {
        const Outcome<Done> written = api::write_new_file((part.path() / name).string(), octets);
        if (!written.accepted()) return written;
    }
    if (!part.keep_as(named)) return refused_for(errno);
    return Done{};
}

}  // namespace almoner::ops
