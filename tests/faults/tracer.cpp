#include "tests/faults/tracer.h"

#include "tests/support/files.h"
#include "tests/support/test_area.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace almoner::tests {
namespace {

using std::filesystem::path;

constexpr int syscall_stop = SIGTRAP | 0x80;  // with PTRACE_O_TRACESYSGOOD
constexpr long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACECLONE;
constexpr int first_file = 3;  // below are the standard streams

long trace(__ptrace_request request, pid_t thread, long data = 0) {
    return ::ptrace(request, thread, nullptr, data);  // NOLINT: C's own variadic call
}

std::optional<__ptrace_syscall_info> call_of(pid_t thread) {
    __ptrace_syscall_info call{};
    // NOLINTNEXTLINE: C's own variadic call
    const long got = ::ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof call, &call);
    if (got <= 0 || call.op != PTRACE_SYSCALL_INFO_ENTRY) return std::nullopt;
    return call;
}

// What a crash can leave half done; reading and mapping change nothing.
bool changes_a_file(const __ptrace_syscall_info& call) {
    const auto number = static_cast<long>(call.entry.nr);
    constexpr std::array always{SYS_pwrite64,
                                SYS_pwritev,
                                SYS_fsync,
                                SYS_fdatasync,
                                SYS_ftruncate,
                                SYS_renameat,
                                SYS_renameat2,
                                SYS_unlinkat,
                                SYS_mkdirat,
                                SYS_linkat,
#ifdef SYS_rename  // the older calls that not every processor has
                                SYS_rename,
                                SYS_unlink,
                                SYS_mkdir,
#endif
                                SYS_fallocate};
    if (std::ranges::find(always, number) != always.end()) return true;
    if (number == SYS_write) return call.entry.args[0] >= first_file;
    return number == SYS_openat && (call.entry.args[2] & O_CREAT) != 0;
}

class Tracer {
  public:
    Tracer(pid_t leader, int step) : leader_(leader), step_(step) {}

    // Until the traced process is gone, and the other child as well; the status of each.
    struct Ends {
        int leader = 0;
        int other = 0;
    };
    Ends follow(pid_t other) {
        Ends ends;
        bool waits_for_other = other > 0;
        bool waits_for_leader = true;
        while (waits_for_leader || waits_for_other) {
            int status = 0;
            const pid_t thread = ::waitpid(-1, &status, __WALL);
            if (thread < 0 && errno == EINTR) continue;
            if (thread < 0) throw std::runtime_error("a traced process was lost");
            const bool is_over = WIFEXITED(status) || WIFSIGNALED(status);
            if (thread == other && is_over) {
                ends.other = status;
                waits_for_other = false;
                if (!was_killed_ && !is_own_child_) ::kill(leader_, SIGKILL);
            } else if (thread == leader_ && is_over) {
                ends.leader = status;
                waits_for_leader = false;
            } else if (!is_over) {
                stopped(thread, status);
            }
        }
        return ends;
    }

    void expect_caller() { is_own_child_ = false; }
    [[nodiscard]] bool was_killed() const { return was_killed_; }
    [[nodiscard]] int steps() const { return steps_; }

  private:
    void stopped(pid_t thread, int status) {
        const int signal = WSTOPSIG(status);
        const bool is_event = (status >> 16) != 0;
        if (signal == syscall_stop) count(thread);
        // The first stop of a new thread, and of a new program, is ours and not for it.
        const bool is_ours =
            is_event || signal == syscall_stop || signal == SIGSTOP || signal == SIGTRAP;
        trace(PTRACE_SYSCALL, thread, is_ours ? 0 : signal);
    }

    void count(pid_t thread) {
        const auto call = call_of(thread);
        if (!call || !changes_a_file(*call)) return;
        if (++steps_ != step_) return;
        ::kill(leader_, SIGKILL);
        was_killed_ = true;
    }

    pid_t leader_;
    int step_;
    int steps_ = 0;
    bool was_killed_ = false;
    bool is_own_child_ = true;
};

struct Output {
    path out;
    path err;
};

void redirect(const path& file, int to) {
    const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(opened, to);
    ::close(opened);
}

pid_t start(std::vector<std::string> arguments, const Output& output, bool is_traced) {
    arguments.insert(arguments.begin(), testing::program_path());
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    if (child != 0) return child;
    ::close(STDIN_FILENO);
    ::open("/dev/null", O_RDONLY);
    redirect(output.out, STDOUT_FILENO);
    redirect(output.err, STDERR_FILENO);
    if (is_traced) {
        trace(PTRACE_TRACEME, 0);
        ::raise(SIGSTOP);
    }
    ::execv(argv.front(), argv.data());
    ::_exit(127);
}

TracedEnd end_of(const Tracer& tracer, int status, const Output& output) {
    TracedEnd traced{.was_killed = tracer.was_killed(), .steps = tracer.steps(), .end = {}};
    if (WIFEXITED(status)) traced.end.exit_code = WEXITSTATUS(status);
    traced.end.out = testing::read_whole(output.out);
    traced.end.err = testing::read_whole(output.err);
    return traced;
}

void attach_to_every_thread(pid_t process) {
    const path tasks = "/proc/" + std::to_string(process) + "/task";
    for (const auto& task : std::filesystem::directory_iterator(tasks)) {
        const pid_t thread = std::stoi(task.path().filename().string());
        if (trace(PTRACE_SEIZE, thread, options) != 0 || trace(PTRACE_INTERRUPT, thread) != 0) {
            throw std::runtime_error("the server can't be traced");
        }
    }
}

}  // namespace

bool can_trace() {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(trace(PTRACE_TRACEME, 0) == 0 ? 0 : 1);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TracedEnd run_killed_at(const std::vector<std::string>& arguments, int step) {
    const TempFolder folder;
    const Output output{folder.path() / "out", folder.path() / "err"};
    const pid_t child = start(arguments, output, true);
    int status = 0;
    ::waitpid(child, &status, 0);
    trace(PTRACE_SETOPTIONS, child, options);
    trace(PTRACE_SYSCALL, child);
    Tracer tracer(child, step);
    const Tracer::Ends ends = tracer.follow(0);
    return end_of(tracer, ends.leader, output);
}

TracedEnd kill_server_at(pid_t server, const std::vector<std::string>& caller, int step) {
    const TempFolder folder;
    const Output output{folder.path() / "out", folder.path() / "err"};
    attach_to_every_thread(server);
    const pid_t child = start(caller, output, false);
    Tracer tracer(server, step);
    tracer.expect_caller();
    const Tracer::Ends ends = tracer.follow(child);
    return end_of(tracer, ends.other, output);
}

}  // namespace almoner::tests
