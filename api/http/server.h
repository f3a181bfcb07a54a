// The HTTP server: strict about what it reads, bounded in what it holds, and stoppable.
#pragma once

#include "api/http/certificate.h"
#include "api/http/http.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace almoner::api {

struct ServerLimits {
    std::size_t head_bytes = 16UL * 1024;
    std::size_t body_bytes = 1024UL * 1024;
    std::size_t connections = 256;
    std::size_t requests_per_connection = 1000;
    std::chrono::milliseconds handshake_wait{10'000};
    std::chrono::milliseconds idle_wait{30'000};     // for the first byte of the next request
    std::chrono::milliseconds request_wait{20'000};  // from its first byte to its last
    std::chrono::milliseconds answer_wait{30'000};   // to take the whole response
    std::chrono::milliseconds stop_wait{
        10'000};  // for what is under way when the server is told to stop
};

// One address to listen on. Without `tls` it speaks plain HTTP: for the loopback only.
struct Listener {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443;  // 0: any free one, see Server::port
    std::optional<TlsFiles> tls;
    Handler handler;
};

// What a log may say of a request: no path, no query, no header.
struct Served {
    std::uint64_t number = 0;
    std::string method;
    std::string route;
    int status = 0;
    std::chrono::microseconds took{0};
    std::string failure;  // what the handler threw, for the operator alone
};

class Server {
  public:
    // Takes the addresses at once. Throws std::runtime_error with words for the operator when one
    // is in use or a certificate can't be read.
    Server(std::vector<Listener> listeners,
           ServerLimits limits = {},
           std::function<void(const Served&)> on_served = {});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // The port that the listener with this index really has.
    [[nodiscard]] std::uint16_t port(std::size_t listener = 0) const;

    // Serves on this thread until stop(); handlers are called on it too, one at a time.
    void run();

    // From any thread: takes no more connections, lets what is under way end, then run() returns.
    void stop();

  private:
    struct Running;
    std::unique_ptr<Running> running_;
};

}  // namespace almoner::api
