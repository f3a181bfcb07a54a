// An area with some life in it, asked through the real program, and folders for what is kept of it.
#pragma once

#include "ledger/storage/copy_store.h"
#include "tests/support/cli_area.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace almoner::tests {

class KeptArea {
  public:
    // The sample area, with a document as evidence.
    KeptArea();

    [[nodiscard]] const CliArea& area() const { return area_; }
    [[nodiscard]] std::filesystem::path data() const { return area_.data(); }
    [[nodiscard]] std::filesystem::path folder(const std::string& name) const;  // made
    [[nodiscard]] std::filesystem::path backups() const { return folder("backups"); }
    [[nodiscard]] std::filesystem::path place(const std::string& name) const;  // not made
    // Each commit goes there from the next command on.
    void ship_to(const std::filesystem::path& folder) const;
    // A command: the cut-off of the area at this time of day.
    void set_cut_off(const std::string& time) const;
    void set_cut_off_at(const std::string& time, const std::string& minute) const;
    // As this user, in an area that was restored to this place.
    [[nodiscard]] ProgramEnd ask_in(const std::string& restored,
                                    const std::string& user,
                                    std::vector<std::string> words) const;
    // The people's keys are in no backup: whoever restores puts them there.
    void give_keys(const std::string& restored) const;
    // What was restored to this place agrees with its journal, and opens.
    [[nodiscard]] bool verifies(const std::string& restored) const;
    [[nodiscard]] nlohmann::json backup() const;
    [[nodiscard]] ProgramEnd drill() const;

  private:
    CliArea area_;
};

// Every row of every table, in one state of the books; the head of the journal.
[[nodiscard]] std::vector<ledger::TableContent> rows_in(const std::filesystem::path& data);
[[nodiscard]] std::int64_t last_command_in(const std::filesystem::path& data);
[[nodiscard]] std::string cut_off_in(const std::filesystem::path& data);

// The visible names in a folder, in order.
[[nodiscard]] std::vector<std::string> names_in(const std::filesystem::path& folder);
// Every file below a folder that does not begin with a dot.
[[nodiscard]] std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder);
// One bit of one octet of the file is another.
void flip_a_bit(const std::filesystem::path& file, std::uintmax_t octet);

}  // namespace almoner::tests
