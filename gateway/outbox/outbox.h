// The folder that files for a bank are put into, whole or not at all, and known again after a
// restart.
#pragma once

#include "ledger/values/outcome.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::gateway {

struct OutboxFile {
    std::string sha256;  // 64 small hex digits
    std::uint64_t size = 0;

    friend bool operator==(const OutboxFile&, const OutboxFile&) = default;
};

class Outbox {
  public:
    // The folder must be there.
    explicit Outbox(std::filesystem::path folder) : folder_(std::move(folder)) {}
    // `marks` is a folder that whoever collects the files leaves alone. It holds a mark for each
    // file, so that one that was collected is known and not written a second time.
    Outbox(std::filesystem::path folder, std::filesystem::path marks)
        : folder_(std::move(folder)), marks_(std::move(marks)) {}

    // Written beside, synced, renamed, the folder synced: after a crash the file is there whole or
    // not at all. The same bytes again change nothing; other bytes under a name that is there are
    // refused (outbox-file-differs). `name` is a plain file name, refused otherwise
    // (outbox-name-form). With marks, a file that was perhaps put in place and is gone is refused
    // too (outbox-file-in-doubt): only the bank knows. Throws std::system_error when the disk or
    // the folder won't take it; nothing is left behind.
    [[nodiscard]] ledger::Outcome<OutboxFile> write(std::string_view name, std::string_view bytes);
    // Where the caller has the digest of these bytes already.
    [[nodiscard]] ledger::Outcome<OutboxFile> write(std::string_view name,
                                                    std::string_view bytes,
                                                    const std::string& sha256);

    // Sees to it that a file that was begun and never put in place never is: it goes out no more.
    // Refused where it was put in place (outbox-file-there), or perhaps was (outbox-file-in-doubt).
    [[nodiscard]] ledger::Outcome<ledger::Done> give_up(std::string_view name);

    // What is there under the name, or by its mark was there and has been collected, so that a
    // restart compares and never sends blindly again.
    [[nodiscard]] std::optional<OutboxFile> found(std::string_view name) const;

    // Marks a file that was found in place, as write does; nothing without marks.
    void mark_found(std::string_view name, const OutboxFile& file) const;

  private:
    [[nodiscard]] bool is_in_doubt(std::string_view name) const;
    void put_in_place(std::string_view name,
                      std::string_view bytes,
                      const OutboxFile& wanted) const;

    std::filesystem::path folder_;
    std::filesystem::path marks_;  // empty: none are kept
};

}  // namespace almoner::gateway
