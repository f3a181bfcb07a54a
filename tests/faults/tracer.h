// Kills a real process before a chosen one of the calls by which it changes files: the same point
// each time, with no hook in the program.
#pragma once

#include "tests/support/program.h"

#include <set>
#include <string>
#include <sys/types.h>
#include <vector>

namespace almoner::tests {

// Whether this machine lets a process trace its own children (ptrace).
[[nodiscard]] bool can_trace();

struct TracedEnd {
    bool was_killed = false;
    int steps = 0;  // calls that change a file: written, synced, renamed, removed, cut
    ProgramEnd end;
};

// Runs the program with these arguments and kills it (SIGKILL) before its `step`th change of a
// file, counted from 1; with 0 it runs to its end.
[[nodiscard]] TracedEnd run_killed_at(const std::vector<std::string>& arguments, int step);

// A program of several threads changes files a few times more or less each time it runs, so that a
// step near the end of one run may lie beyond the end of another. Such a run ends well instead of
// being killed, and its result has to be whole all the same; but most have to be killed.
class Kills {
  public:
    // Whether the process was killed, or ended well before it came to its step.
    [[nodiscard]] bool counts(const TracedEnd& end) {
        end.was_killed ? ++killed_ : ++ended_;
        return end.was_killed || end.end.exit_code == 0;
    }
    [[nodiscard]] bool nearly_all() const { return killed_ > 0 && ended_ <= 1 + killed_ / 8; }

  private:
    int killed_ = 0;
    int ended_ = 0;
};

// The same for a process that serves already: attaches to it, starts the program as its caller, and
// kills the process before its `step`th change, or with 0 when the caller has ended. The end is the
// caller's.
[[nodiscard]] TracedEnd kill_server_at(pid_t server,
                                       const std::vector<std::string>& caller,
                                       int step);

}  // namespace almoner::tests
