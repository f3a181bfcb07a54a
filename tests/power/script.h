// What an area does in a life without a fault, step by step, and what came of each step: the oracle
// for lives with one.
#pragma once

#include "tests/power/disk.h"
#include "tests/power/power_vfs.h"
#include "tests/power/session.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace almoner::tests {

// What a step leaves outside of the area once it is done.
enum class Keeps : std::uint8_t { nothing, a_backup, what_was_shipped };

struct Step {
    std::string name;
    std::function<Session::Answers(Session&)> run;
    bool has_commands = false;  // given again it must say the same
    Keeps keeps = Keeps::nothing;
    std::vector<std::string> answers{};
    std::vector<std::string> answers_again{};  // where they differ, once it was done
    Disk before{};                             // as it was when the step began
    std::size_t entries_then = 0;              // in the journal once it was done
};

struct Script {
    std::vector<Step> steps;
    std::vector<StoredEntry> journal;
    bool begins_with_nothing = false;  // not even the tables
    std::size_t entries_at_start = 0;
    std::set<std::size_t> commits;  // lengths that the journal had between two units of work
    [[nodiscard]] std::size_t entries_before(std::size_t step) const;
    // How far in the journal what was kept reaches, of the steps before this one.
    [[nodiscard]] std::size_t kept_before(std::size_t step, Keeps how) const;
};

// Where an area is, and what is kept of it elsewhere.
struct KeptPlaces {
    std::filesystem::path data{};
    std::filesystem::path backups{};
    std::filesystem::path shipped{};
    std::filesystem::path scratch{};  // for what is restored
};

// A new area: made and migrated, then its first users, people and papers.
[[nodiscard]] Script birth_of_an_area(PowerVfs& vfs, const std::filesystem::path& folder);
// A small area that pays: holds, proposals of two people, runs proposed, approved, sent, settled by
// a statement and cancelled, an emergency, an unexplained line, refusals, checkpoints, restarts.
[[nodiscard]] Script weeks_of_an_area(PowerVfs& vfs, const std::filesystem::path& folder);
// The same, shorter: each commit is shipped to a second folder, and a backup is made now and then.
[[nodiscard]] Script kept_weeks_of_an_area(PowerVfs& vfs, const KeptPlaces& places);

// Writes a script while it is played for the first time.
class ScriptWriter {
  public:
    ScriptWriter(PowerVfs& vfs, const SessionSettings& settings);
    // The first answer.
    std::string group(const std::string& name, std::vector<scheduler::Command> commands);
    // A command before there are users. Once there is one it can't be given again: nobody who says
    // no name is let in.
    std::string by_nobody(const std::string& name, const scheduler::Command& command);
    std::string with_follow_up(const std::string& name, const scheduler::Command& command);
    // What is no command: a checkpoint, a restart, a look, in time a backup.
    void other(const std::string& name,
               const std::function<void(Session&)>& does,
               Keeps keeps = Keeps::nothing);
    [[nodiscard]] Script finish();

  private:
    std::string play(Step step);

    PowerVfs& vfs_;
    Session session_;
    Script script_;
};

}  // namespace almoner::tests
