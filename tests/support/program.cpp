#include "tests/support/program.h"

#include "tests/support/places.h"
#include "tests/support/test_area.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace almoner::tests {
namespace {

using std::filesystem::path;

std::string text_of(const path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

pid_t start(std::vector<std::string> arguments, const path& out, const path& err) {
    arguments.insert(arguments.begin(), testing::program_path());
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t files{};
    posix_spawn_file_actions_init(&files);
    constexpr int write_new = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, out.c_str(), write_new, 0600);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, err.c_str(), write_new, 0600);
    pid_t process = -1;
    const int failed = posix_spawn(
        &process, testing::program_path().c_str(), &files, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) throw std::runtime_error("the program can't be started");
    return process;
}

int wait_for(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::uint16_t port_after(const std::string& text, const std::string& mark) {
    const std::size_t at = text.rfind(mark);
    if (at == std::string::npos) return 0;
    return static_cast<std::uint16_t>(std::stoul(text.substr(at + mark.size())));
}

}  // namespace

ProgramEnd run_almoner(const std::vector<std::string>& arguments) {
    const TempFolder folder;
    const path out = folder.path() / "out";
    const path err = folder.path() / "err";
    ProgramEnd end;
    end.exit_code = wait_for(start(arguments, out, err));
    end.out = text_of(out);
    end.err = text_of(err);
    return end;
}

RunningServer::RunningServer(const path& data,
                             const std::vector<std::string>& more,
                             const std::string& until)
    : said_(data / "serve.err") {
    std::vector<std::string> arguments{
        "serve", "--data", data.string(), "--port", "0", "--health-port", "0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    process_ = start(arguments, data / "serve.out", said_);
    wait_until(until);
}

// The process says when it listens; there is nothing else to wait on.
void RunningServer::wait_until(const std::string& words) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < until) {
        const std::string said = text_of(said_);
        if (said.find(words) != std::string::npos) {
            port_ = port_after(said, "https://127.0.0.1:");
            health_port_ = port_after(said, "http://127.0.0.1:");
            return;
        }
        if (waitpid(process_, nullptr, WNOHANG) == process_) {
            process_ = -1;
            throw std::runtime_error("the server ended: " + said);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    throw std::runtime_error("the server did not say: " + words);
}

void RunningServer::kill_at_once() {
    kill(process_, SIGKILL);
    (void)wait_for_end();
}

int RunningServer::wait_for_end() {
    const int code = wait_for(process_);
    process_ = -1;
    return code;
}

RunningServer::~RunningServer() {
    stop();
}

int RunningServer::stop() {
    if (process_ < 0) return -1;
    kill(process_, SIGTERM);
    const int code = wait_for(process_);
    process_ = -1;
    return code;
}

}  // namespace almoner::tests
