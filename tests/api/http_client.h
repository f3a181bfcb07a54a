// A server under test on a free port, and a client that sends it any bytes, whole or slowly.
#pragma once

#include "api/http/server.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace almoner::tests {

class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// Runs on a thread of its own until the end of the test.
class ServerUnderTest {
  public:
    explicit ServerUnderTest(std::vector<api::Listener> listeners,
                             api::ServerLimits limits = {},
                             std::function<void(const api::Served&)> on_served = {});
    ~ServerUnderTest();
    ServerUnderTest(const ServerUnderTest&) = delete;
    ServerUnderTest& operator=(const ServerUnderTest&) = delete;
    [[nodiscard]] std::uint16_t port(std::size_t listener = 0) const {
        return server_.port(listener);
    }
    void stop_and_wait();

  private:
    api::Server server_;
    std::thread thread_;
};

[[nodiscard]] api::Listener plain_listener(api::Handler handler);
[[nodiscard]] api::Listener tls_listener(api::Handler handler, const api::TlsFiles& files);

// Sends the bytes over plain HTTP and gives all that comes back until the other side closes.
[[nodiscard]] std::string exchange(std::uint16_t port, std::string_view bytes);

// The same over TLS, trusting `certificate` alone for the name "localhost".
[[nodiscard]] std::string exchange_tls(std::uint16_t port,
                                       std::string_view bytes,
                                       const std::filesystem::path& certificate);

// Shakes hands with nothing newer than this version ("1.1", "1.2", "1.3"): "" when it went well,
// else OpenSSL's words.
[[nodiscard]] std::string handshake_trouble(std::uint16_t port, std::string_view newest_version);

// A plain connection that stays open.
class OpenConnection {
  public:
    explicit OpenConnection(std::uint16_t port);
    ~OpenConnection();
    OpenConnection(const OpenConnection&) = delete;
    OpenConnection& operator=(const OpenConnection&) = delete;
    void send(std::string_view bytes);
    [[nodiscard]] std::string receive_until(std::string_view mark);
    [[nodiscard]] std::string receive_all();

  private:
    int socket_ = -1;
};

}  // namespace almoner::tests
