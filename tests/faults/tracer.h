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

// The same for a process that serves already: attaches to it, starts the program as its caller, and
// kills the process before its `step`th change, or with 0 when the caller has ended. The end is the
// caller's.
[[nodiscard]] TracedEnd kill_server_at(pid_t server,
                                       const std::vector<std::string>& caller,
                                       int step);

}  // namespace almoner::tests
