// The real program as a process: run to its end, or served in the background.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace almoner::tests {

struct ProgramEnd {
    int exit_code = -1;
    std::string out;
    std::string err;
};

// Arguments as they are, without a shell; standard input is empty.
[[nodiscard]] ProgramEnd run_almoner(const std::vector<std::string>& arguments);

// "almoner serve" on free ports until stop() or the end of the test.
class RunningServer {
  public:
    explicit RunningServer(const std::filesystem::path& data,
                           const std::vector<std::string>& more = {},
                           const std::string& until = "stop:");
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    ~RunningServer();

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::uint16_t health_port() const { return health_port_; }
    // Gives the process away: whoever has it now ends it.
    [[nodiscard]] pid_t give_away() { return std::exchange(process_, -1); }
    // SIGTERM; its exit code.
    int stop();
    // SIGKILL, as when its machine is gone.
    void kill_at_once();
    // Its exit code, once it ends by itself.
    int wait_for_end();
    // Until it has said this.
    void wait_until(const std::string& words);

  private:
    std::filesystem::path said_;
    pid_t process_ = -1;
    std::uint16_t port_ = 0;
    std::uint16_t health_port_ = 0;
};

}  // namespace almoner::tests
