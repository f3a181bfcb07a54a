#include "tests/api/http_client.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <memory>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace almoner::tests {
namespace {

int connected(std::uint16_t port) {
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the sockets' own way.
    if (::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(made);
        throw std::runtime_error("no connection");
    }
    return made;
}

struct FreeContext {
    void operator()(SSL_CTX* it) const { SSL_CTX_free(it); }
};
struct FreeSession {
    void operator()(SSL* it) const { SSL_free(it); }
};
using Context = std::unique_ptr<SSL_CTX, FreeContext>;
using TlsSession = std::unique_ptr<SSL, FreeSession>;

Context client_context() {
    return Context(SSL_CTX_new(TLS_client_method()));
}

std::string last_words() {
    std::array<char, 256> words{};
    ERR_error_string_n(ERR_get_error(), words.data(), words.size());
    return words.data();
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "almoner-http-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

ServerUnderTest::ServerUnderTest(std::vector<api::Listener> listeners,
                                 api::ServerLimits limits,
                                 std::function<void(const api::Served&)> on_served)
    : server_(std::move(listeners), limits, std::move(on_served)),
      thread_([this] { server_.run(); }) {}

ServerUnderTest::~ServerUnderTest() {
    stop_and_wait();
}

void ServerUnderTest::stop_and_wait() {
    if (!thread_.joinable()) return;
    server_.stop();
    thread_.join();
}

api::Listener plain_listener(api::Handler handler) {
    return {"127.0.0.1", 0, std::nullopt, std::move(handler)};
}

api::Listener tls_listener(api::Handler handler, const api::TlsFiles& files) {
    return {"127.0.0.1", 0, files, std::move(handler)};
}

OpenConnection::OpenConnection(std::uint16_t port) : socket_(connected(port)) {}

OpenConnection::~OpenConnection() {
    ::close(socket_);
}

void OpenConnection::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string OpenConnection::receive_until(std::string_view mark) {
    std::string all;
    std::array<char, 4096> part{};
    while (mark.empty() || all.find(mark) == std::string::npos) {
        const ssize_t got = ::recv(socket_, part.data(), part.size(), 0);
        if (got <= 0) break;
        all.append(part.data(), static_cast<std::size_t>(got));
    }
    return all;
}

std::string OpenConnection::receive_all() {
    return receive_until("");
}

std::string exchange(std::uint16_t port, std::string_view bytes) {
    OpenConnection connection(port);
    connection.send(bytes);
    return connection.receive_all();
}

std::string exchange_tls(std::uint16_t port,
                         std::string_view bytes,
                         const std::filesystem::path& certificate) {
    const Context context = client_context();
    SSL_CTX_load_verify_file(context.get(), certificate.c_str());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    // Tests make certificates for a day of their own.
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context.get()), X509_V_FLAG_NO_CHECK_TIME);
    const TlsSession session(SSL_new(context.get()));
    SSL_set1_host(session.get(), "localhost");
    const int socket = connected(port);
    SSL_set_fd(session.get(), socket);
    std::string all;
    if (SSL_connect(session.get()) == 1 &&
        SSL_write(session.get(), bytes.data(), static_cast<int>(bytes.size())) > 0) {
        std::array<char, 4096> part{};
        for (int got = 1; got > 0;) {
            got = SSL_read(session.get(), part.data(), static_cast<int>(part.size()));
            if (got > 0) all.append(part.data(), static_cast<std::size_t>(got));
        }
        SSL_shutdown(session.get());
    } else {
        all = "TLS: " + last_words();
    }
    ::close(socket);
    return all;
}

std::string handshake_trouble(std::uint16_t port, std::string_view newest_version) {
    const Context context = client_context();
    // Our own side would refuse old versions first, unless told not to.
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");
    SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
    const int newest = newest_version == "1.1"   ? TLS1_1_VERSION
                       : newest_version == "1.2" ? TLS1_2_VERSION
                                                 : TLS1_3_VERSION;
    SSL_CTX_set_max_proto_version(context.get(), newest);
    const TlsSession session(SSL_new(context.get()));
    const int socket = connected(port);
    SSL_set_fd(session.get(), socket);
    ERR_clear_error();
    std::string trouble;
    if (SSL_connect(session.get()) != 1) trouble = last_words();
    ::close(socket);
    return trouble;
}

}  // namespace almoner::tests
