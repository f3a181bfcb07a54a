#include "api/cli/new_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace almoner::api {
namespace {

namespace fs = std::filesystem;
using ledger::Refusal;

Refusal refuse(std::string code, std::string words, std::string next) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = "--out",
            .citation = ""};
}

Refusal refuse_for(int reason) {
    if (reason == EEXIST) {
        return refuse("file-exists",
                      "There is a file of that name already.",
                      "Give a new name: nothing is ever written over.");
    }
    return refuse("file-unwritable",
                  "The file can't be written: " + std::generic_category().message(reason) + ".",
                  "Give a file in a folder that you may write to and that has room.");
}

// Beside the file, under a name that begins with a dot; gone when this goes.
class Part {
  public:
    explicit Part(const fs::path& file)
        : name_(file.parent_path() / ("." + file.filename().string() + ".part")) {
        ::unlink(name_.c_str());
        constexpr mode_t for_its_owner = 0600;
        // NOLINTNEXTLINE: C's own variadic call
        number_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, for_its_owner);
    }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    ~Part() {
        if (number_ < 0) return;
        ::close(number_);
        ::unlink(name_.c_str());
    }

    // Each is false where the system refuses it, and says why in errno.
    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    [[nodiscard]] bool write(std::string_view octets) const {
        while (!octets.empty()) {
            const ssize_t written = ::write(number_, octets.data(), octets.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return false;
            octets.remove_prefix(static_cast<std::size_t>(written));
        }
        return ::fsync(number_) == 0;
    }
    // A link is made only where there is nothing of that name.
    [[nodiscard]] bool becomes(const fs::path& file) const {
        return ::link(name_.c_str(), file.c_str()) == 0;
    }

  private:
    fs::path name_;
    int number_ = -1;
};

}  // namespace

ledger::Outcome<ledger::Done> write_new_file(const std::string& file, std::string_view octets) {
    const fs::path name(file);
    const Part part(name);
    if (!part.is_open() || !part.write(octets) || !part.becomes(name)) return refuse_for(errno);
    return ledger::Done{};
}

}  // namespace almoner::api
