// The local Unix socket in the data folder: a program's commands go to the server that runs there.
#pragma once

#include "api/door/door.h"

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

namespace almoner::api {

[[nodiscard]] std::filesystem::path socket_path(const std::filesystem::path& folder);

// Answers asks with `door`, one thread a caller, until it is destroyed. Only the owner of the
// folder can connect (mode 0600).
class SocketServer {
  public:
    SocketServer(const std::filesystem::path& folder, Door& door);
    SocketServer(const SocketServer&) = delete;
    SocketServer& operator=(const SocketServer&) = delete;
    ~SocketServer();

  private:
    void accept_callers();
    void take(int caller);
    void answer_and_close(int caller);
    std::filesystem::path path_;
    std::uint64_t inode_ = 0;  // of our socket, to know it from one that came after
    Door& door_;
    int listening_ = -1;
    int wake_[2] = {-1, -1};
    std::mutex mutex_;
    std::condition_variable one_left_;
    std::set<int> callers_;
    std::thread thread_;
};

// The door of a server that runs on this folder; nothing when none does.
[[nodiscard]] std::unique_ptr<Door> door_of_server(const std::filesystem::path& folder);

}  // namespace almoner::api
