#include "api/socket/socket.h"

#include "api/socket/frame.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace almoner::api {
namespace {

constexpr std::size_t most_octets = std::size_t{1} << 30U;  // a statement file is a field
constexpr std::size_t most_callers = 128;
constexpr time_t seconds_to_ask = 30;  // between two parts of an ask
constexpr int pause_ms = 100;

class Fd {
  public:
    explicit Fd(int number) : number_(number) {}
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    Fd(Fd&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    ~Fd() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int get() const { return number_; }

  private:
    int number_;
};

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void send_all(int fd, std::string_view octets) {
    while (!octets.empty()) {
        const ssize_t sent = ::send(fd, octets.data(), octets.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) fail("the other side of the socket is gone");
        octets.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool receive_all(int fd, char* to, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::recv(fd, to + done, size - done, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("the socket can't be read");
        if (got == 0) return false;
        done += static_cast<std::size_t>(got);
    }
    return true;
}

void send_frame(int fd, std::string_view octets) {
    std::array<char, 8> head{};
    for (std::size_t i = 0; i < head.size(); ++i) {
        head[i] = static_cast<char>((octets.size() >> (8 * i)) & 0xffU);
    }
    send_all(fd, {head.data(), head.size()});
    send_all(fd, octets);
}

std::optional<std::string> receive_frame(int fd) {
    std::array<char, 8> head{};
    if (!receive_all(fd, head.data(), head.size())) return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        size |= std::size_t{static_cast<unsigned char>(head[i])} << (8 * i);
    }
    if (size > most_octets) throw std::runtime_error("the ask is too large");
    std::string octets(size, '\0');
    if (!receive_all(fd, octets.data(), size)) return std::nullopt;
    return octets;
}

sockaddr_un address_of(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string text = path.string();
    if (text.size() >= sizeof address.sun_path) {
        throw std::runtime_error("the data folder's path is too long for a socket: " + text);
    }
    std::memcpy(address.sun_path, text.c_str(), text.size() + 1);
    return address;
}

const sockaddr* generic(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);  // as the socket interface wants it
}

std::string answer(Door& door, const std::string& octets) {
    try {
        return encode(door.ask(decode_ask(octets)));
    } catch (const ledger::InvariantBroken& error) {
        return encode_outage(error.what(), true);
    } catch (const std::exception& error) {
        return encode_outage(error.what(), false);
    }
}

class ServerDoor final : public Door {
  public:
    explicit ServerDoor(Fd fd) : fd_(std::move(fd)) {}
    ledger::CommandResult ask(const Ask& ask) override {
        send_frame(fd_.get(), encode(ask));
        const std::optional<std::string> octets = receive_frame(fd_.get());
        if (!octets) {
            throw ledger::StorageBusy(
                "the server went away before it answered: ask again with the same --key, and you "
                "will"
                " get the answer of what was done");
        }
        return decode_result(*octets);
    }

  private:
    Fd fd_;
};

}  // namespace

std::filesystem::path socket_path(const std::filesystem::path& folder) {
    return folder / "almoner.sock";
}

SocketServer::SocketServer(const std::filesystem::path& folder, Door& door)
    : path_(socket_path(folder)), door_(door) {
    // The writer's lock is held, so a socket that is still there belongs to nobody.
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
    listening_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listening_ < 0) fail("no local socket");
    const sockaddr_un address = address_of(path_);
    const mode_t before = ::umask(0177);
    const int bound = ::bind(listening_, generic(address), sizeof address);
    ::umask(before);
    if (bound != 0 || ::listen(listening_, 64) != 0) fail("the local socket can't be opened");
    struct stat made{};
    if (::stat(path_.c_str(), &made) == 0) inode_ = made.st_ino;
    if (::pipe(wake_) != 0) fail("no pipe");
    thread_ = std::thread([this] { accept_callers(); });
}

SocketServer::~SocketServer() {
    (void)!::write(wake_[1], "x", 1);
    thread_.join();
    ::close(listening_);
    ::close(wake_[0]);
    ::close(wake_[1]);
    // Another server may have taken over meanwhile: its socket stays.
    struct stat there{};
    if (::stat(path_.c_str(), &there) == 0 && there.st_ino == inode_) ::unlink(path_.c_str());
    std::unique_lock lock(mutex_);
    // Who has not asked yet is not waited for; who has gets an answer.
    for (const int caller : callers_) ::shutdown(caller, SHUT_RD);
    one_left_.wait(lock, [this] { return callers_.empty(); });
}

void SocketServer::accept_callers() {
    std::array<pollfd, 2> watched{pollfd{listening_, POLLIN, 0}, pollfd{wake_[0], POLLIN, 0}};
    while (::poll(watched.data(), watched.size(), -1) >= 0 || errno == EINTR) {
        if (watched[1].revents != 0) return;
        const int caller = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (caller >= 0) {
            take(caller);
        } else {
            // Out of file handles, most likely: others must end before the next can begin.
            (void)::poll(&watched[1], 1, pause_ms);
        }
    }
}

void SocketServer::take(int caller) {
    const timeval longest{.tv_sec = seconds_to_ask, .tv_usec = 0};
    (void)::setsockopt(caller, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
    const std::lock_guard lock(mutex_);
    if (callers_.size() >= most_callers) {
        ::close(caller);
        return;
    }
    callers_.insert(caller);
    try {
        std::thread([this, caller] { answer_and_close(caller); }).detach();
    } catch (const std::system_error&) {
        callers_.erase(caller);
        ::close(caller);
    }
}

void SocketServer::answer_and_close(int caller) {
    try {
        if (const auto octets = receive_frame(caller)) send_frame(caller, answer(door_, *octets));
    } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): the caller is gone
    }
    const std::lock_guard lock(mutex_);
    callers_.erase(caller);
    ::close(caller);
    one_left_.notify_all();
}

std::unique_ptr<Door> door_of_server(const std::filesystem::path& folder) {
    const std::filesystem::path path = socket_path(folder);
    if (!std::filesystem::exists(path)) return nullptr;
    Fd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_un address = address_of(path);
    if (fd.get() < 0 || ::connect(fd.get(), generic(address), sizeof address) != 0) return nullptr;
    return std::make_unique<ServerDoor>(std::move(fd));
}

}  // namespace almoner::api
