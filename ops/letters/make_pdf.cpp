#include "ops/letters/make_pdf.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace almoner::ops {
namespace {

using ledger::Outcome;

constexpr std::chrono::milliseconds between_looks{20};

ledger::Refusal refused(std::string code, std::string words) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = "Mend it and run 'almoner letter print' again; the HTML is the record.",
            .field = "letter",
            .citation = ""};
}

// A folder that its owner alone reads, gone with the letter in it.
class Workshop {
  public:
    Workshop() {
        std::string name = (std::filesystem::temp_directory_path() / "letter-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no folder can be made for the letter");
        }
        path_ = name;
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;
    ~Workshop() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

// In a group of its own, so that all it starts ends with it. What it says is thrown away: it may
// quote the letter. 0, or the error.
int start(std::array<std::string, 5> words, pid_t& child) {
    std::array<char*, 6> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
    posix_spawn_file_actions_t files{};
    posix_spawnattr_t attributes{};
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    for (const int end : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        posix_spawn_file_actions_addopen(&files, end, "/dev/null", O_RDWR, 0);
    }
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    const int failed = ::posix_spawnp(
        &child, words.front().c_str(), &files, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

// Its exit status, or nothing where it had to be ended.
std::optional<int> wait_for(pid_t child, std::chrono::seconds at_most) {
    const auto until = std::chrono::steady_clock::now() + at_most;
    int status = 0;
    while (true) {
        const pid_t ended = ::waitpid(child, &status, WNOHANG);
        if (ended == child) return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        if (ended < 0 && errno != EINTR) return -1;
        if (until <= std::chrono::steady_clock::now()) break;
        std::this_thread::sleep_for(between_looks);
    }
    ::kill(-child, SIGKILL);
    ::waitpid(child, &status, 0);
    return std::nullopt;
}

}  // namespace

Outcome<std::string> make_pdf(const PdfMaker& maker, std::string_view html) {
    const Workshop workshop;
    const std::string in = workshop.file("letter.html");
    const std::string out = workshop.file("letter.pdf");
    std::ofstream(in, std::ios::binary) << html;
    pid_t child = 0;
    if (start({maker.program, "--pdf-variant", "pdf/ua-1", in, out}, child) != 0) {
        return refused("pdf-program-missing", "The program that makes PDFs can't be started.");
    }
    const std::optional<int> ended = wait_for(child, maker.at_most);
    if (!ended) return refused("pdf-too-slow", "The program that makes PDFs took too long.");
    std::ifstream made(out, std::ios::binary);
    std::string pdf{std::istreambuf_iterator<char>(made), {}};
    if (*ended != 0 || !pdf.starts_with("%PDF-")) {
        return refused("pdf-failed", "The program that makes PDFs failed.");
    }
    return pdf;
}

}  // namespace almoner::ops
