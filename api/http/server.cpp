#include "api/http/server.h"

#include "api/http/head.h"
#include "api/http/problem.h"

#include <algorithm>
#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <list>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace almoner::api {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;
using TlsStream = asio::ssl::stream<beast::tcp_stream>;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds closing_wait{2'000};
constexpr std::size_t most_drained = 256UL * 1024;

// What the browser is told when the handler doesn't say otherwise.
const std::vector<Header>& usual_headers() {
    static const std::vector<Header> headers{
        {"Cache-Control", "no-store"},
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src "
         "'self'; "
         "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
    };
    return headers;
}

bool fits_in_a_header(const Header& header) {
    const auto plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; };
    return !header.name.empty() && std::all_of(header.name.begin(), header.name.end(), plain) &&
           std::all_of(header.value.begin(), header.value.end(), plain);
}

Response broken() {
    return problem(
        500,
        {"our-fault",
         "Something went wrong here; nothing was changed that was not answered for.",
         "Tell the operator when it was, and do not send a payment again without looking.",
         "",
         ""});
}

Response out_of_order() {
    Response response = problem(503,
                                {"try-again",
                                 "This is not available at the moment.",
                                 "Try again in a minute, with the same key.",
                                 "",
                                 ""});
    response.headers.push_back({"Retry-After", "60"});
    return response;
}

// The one place where an outage or a broken invariant in a handler ends.
Response called(const Handler& handler, const Request& request, std::string& failure) {
    try {
        Response response = handler(request);
        const auto& headers = response.headers;
        if (response.status < 200 || response.status > 599 ||
            !std::all_of(headers.begin(), headers.end(), fits_in_a_header)) {
            throw std::logic_error("the handler's response is not one");
        }
        return response;
    } catch (const std::logic_error& error) {
        failure = error.what();
        return broken();
    } catch (const std::exception& error) {
        failure = error.what();
        return out_of_order();
    }
}

HeadFault unreadable_body() {
    return {400,
            {"bad-body",
             "The body of the request can't be read.",
             "Send it again, whole.",
             "",
             "RFC 9112"}};
}

HeadFault too_long_a_body() {
    return {413,
            {"body-too-long",
             "The body of the request is too long.",
             "Send it in smaller parts.",
             "",
             ""}};
}

HeadFault too_long_a_head() {
    return {431,
            {"head-too-long",
             "The head of the request is too long.",
             "Send fewer or shorter headers.",
             "",
             ""}};
}

template <class Fields>
void fill(Fields& out, const Response& response, bool over_tls) {
    out.result(static_cast<unsigned>(response.status));
    for (const Header& header : usual_headers()) out.set(header.name, header.value);
    if (over_tls) out.set("Strict-Transport-Security", "max-age=31536000");
    if (!response.body.empty()) out.set(http::field::content_type, response.content_type);
    for (const Header& header : response.headers) out.set(header.name, header.value);
}

// Only what is modern: TLS 1.2 with forward secrecy, or 1.3; no compression, no renegotiation.
void make_strict(asio::ssl::context& context) {
    SSL_CTX* const it = context.native_handle();
    SSL_CTX_set_min_proto_version(it, TLS1_2_VERSION);
    SSL_CTX_set_options(
        it, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    if (SSL_CTX_set_cipher_list(it, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
        throw std::runtime_error("this OpenSSL has no cipher for TLS 1.2 that may be used");
    }
}

std::unique_ptr<asio::ssl::context> tls_context(const TlsFiles& files) {
    auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    make_strict(*context);
    error_code trouble;
    context->use_certificate_chain_file(files.certificate.string(), trouble);
    if (trouble)
        throw std::runtime_error("can't read the certificate " + files.certificate.string());
    context->use_private_key_file(files.key.string(), asio::ssl::context::pem, trouble);
    if (trouble)
        throw std::runtime_error("the key " + files.key.string() +
                                 " can't be read or is another certificate's");
    return context;
}

// An IPv4 caller of a listener for both is "::ffff:127.0.0.1", which Boost calls no loopback.
bool is_this_machine(const asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).is_loopback();
    }
    return address.is_loopback();
}

struct Live {
    beast::tcp_stream* stream = nullptr;
    bool idle = true;
};

}  // namespace

struct Server::Running {
    struct Open {
        Listener listener;
        std::unique_ptr<asio::ssl::context> tls;
        tcp::acceptor acceptor;
        std::size_t live = 0;  // each listener has its own share, so that health always answers
    };

    asio::io_context io{1};
    ServerLimits limits;
    std::function<void(const Served&)> on_served;
    std::list<Open> open;
    std::list<Live> live;
    asio::steady_timer stop_timer{io};
    std::uint64_t requests = 0;
    bool stopping = false;

    void listen(Listener listener);
    asio::awaitable<void> accept_all(Open& from);
    asio::awaitable<void> serve(tcp::socket socket, Open& from);
    void begin_to_stop();
};

namespace {

// One connection: requests are read, answered, and the next one awaited.
template <class Stream, class Running>
class Session {
  public:
    Session(Stream& stream, Running& running, const Handler& handler, Live& live)
        : stream_(stream),
          running_(running),
          handler_(handler),
          live_(live),
          buffer_(running.limits.head_bytes) {}

    asio::awaitable<void> run() {
        if constexpr (over_tls) {
            lowest().expires_after(running_.limits.handshake_wait);
            co_await stream_.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
        }
        for (std::size_t served = 1; !running_.stopping; ++served) {
            last_ = served >= running_.limits.requests_per_connection;
            const bool more = co_await serve_one();
            if (!more) break;
        }
        co_await close();
    }

  private:
    static constexpr bool over_tls = std::is_same_v<Stream, TlsStream>;

    beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }

    bool peer_is_loopback() {
        error_code trouble;
        const auto peer = lowest().socket().remote_endpoint(trouble);
        return !trouble && is_this_machine(peer.address());
    }

    std::string_view buffered() const {
        return {static_cast<const char*>(buffer_.data().data()), buffer_.data().size()};
    }

    asio::awaitable<void> read_more() {
        const std::size_t room = std::min<std::size_t>(4096, buffer_.max_size() - buffer_.size());
        const std::size_t got =
            co_await stream_.async_read_some(buffer_.prepare(room), asio::use_awaitable);
        buffer_.commit(got);
    }

    // Whether the connection may carry another request.
    asio::awaitable<bool> serve_one() {
        live_.idle = true;
        lowest().expires_after(running_.limits.idle_wait);
        if (buffer_.size() == 0) co_await read_more();
        live_.idle = false;
        lowest().expires_after(running_.limits.request_wait);
        began_ = Clock::now();
        std::variant<Head, HeadFault> read = co_await read_whole_head();
        if (auto* fault = std::get_if<HeadFault>(&read)) co_return co_await refuse(*fault);
        Head& head = std::get<Head>(read);
        Request request;
        request.method = std::move(head.method);
        request.path = std::move(head.path);
        request.query = std::move(head.query);
        request.headers = std::move(head.headers);
        request.from_loopback = peer_is_loopback() && !was_passed_on(request);
        const std::optional<HeadFault> fault = co_await read_body(request, head.expects_continue);
        if (fault) co_return co_await refuse(*fault);
        std::string failure;
        const Response response = called(handler_, request, failure);
        co_return co_await answer(request.method, response, failure);
    }

    asio::awaitable<std::variant<Head, HeadFault>> read_whole_head() {
        constexpr std::string_view end = "\r\n\r\n";
        std::size_t at = buffered().find(end);
        while (at == std::string_view::npos) {
            if (buffer_.size() >= running_.limits.head_bytes) co_return too_long_a_head();
            co_await read_more();
            at = buffered().find(end);
        }
        co_return read_head(buffered().substr(0, at + end.size()));
    }

    asio::awaitable<std::optional<HeadFault>> read_body(Request& request, bool expects_continue) {
        http::request_parser<http::string_body> parser;
        parser.header_limit(static_cast<std::uint32_t>(running_.limits.head_bytes));
        parser.body_limit(running_.limits.body_bytes);
        error_code trouble;
        co_await http::async_read_header(
            stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, trouble));
        if (!trouble && expects_continue && !parser.is_done()) co_await say_continue();
        if (!trouble) {
            co_await http::async_read(
                stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, trouble));
        }
        if (trouble == http::error::body_limit) co_return too_long_a_body();
        if (trouble &&
            trouble.category() == http::make_error_code(http::error::bad_field).category()) {
            co_return unreadable_body();
        }
        if (trouble) throw boost::system::system_error(trouble);
        last_ = last_ || !parser.keep_alive();
        request.body = std::move(parser.get().body());
        co_return std::nullopt;
    }

    asio::awaitable<void> say_continue() {
        constexpr std::string_view words = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(stream_, asio::buffer(words), asio::use_awaitable);
    }

    // After a request that was not understood nothing more can be: the connection ends.
    asio::awaitable<bool> refuse(const HeadFault& fault) {
        last_ = true;
        Response response = problem(fault.status, fault.refusal);
        response.route = "refused";
        co_return co_await answer("", response, "");
    }

    asio::awaitable<bool> answer(std::string_view method,
                                 const Response& response,
                                 std::string_view failure) {
        const bool keep = !last_ && !running_.stopping;
        lowest().expires_after(running_.limits.answer_wait);
        note(method, response, failure);
        if (method == "HEAD" || response.status == 204 || response.status == 304) {
            http::response<http::empty_body> out;
            fill(out, response, over_tls);
            if (method == "HEAD") out.content_length(response.body.size());
            out.keep_alive(keep);
            co_await http::async_write(stream_, out, asio::use_awaitable);
        } else {
            http::response<http::string_body> out;
            fill(out, response, over_tls);
            out.body() = response.body;
            out.prepare_payload();
            out.keep_alive(keep);
            co_await http::async_write(stream_, out, asio::use_awaitable);
        }
        co_return keep;
    }

    void note(std::string_view method, const Response& response, std::string_view failure) {
        ++running_.requests;
        if (!running_.on_served) return;
        const auto took =
            std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began_);
        running_.on_served({running_.requests,
                            std::string(method),
                            response.route,
                            response.status,
                            took,
                            std::string(failure)});
    }

    // Closing with bytes unread would reset the connection and lose the answer on its way: so they
    // are read away.
    asio::awaitable<void> close() {
        error_code trouble;
        live_.idle = true;
        lowest().expires_after(closing_wait);
        if constexpr (over_tls)
            co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, trouble));
        lowest().socket().shutdown(tcp::socket::shutdown_send, trouble);
        std::array<char, 4096> scratch{};
        for (std::size_t drained = 0; !trouble && !running_.stopping && drained < most_drained;) {
            drained += co_await lowest().async_read_some(
                asio::buffer(scratch), asio::redirect_error(asio::use_awaitable, trouble));
        }
    }

    Stream& stream_;
    Running& running_;
    const Handler& handler_;
    Live& live_;
    beast::flat_buffer buffer_;
    Clock::time_point began_{};
    bool last_ = false;
};

}  // namespace

void Server::Running::listen(Listener listener) {
    const std::string place = "port " + std::to_string(listener.port) + " on " + listener.address;
    error_code trouble;
    const auto address = asio::ip::make_address(listener.address, trouble);
    if (trouble)
        throw std::runtime_error("\"" + listener.address + "\" is not an address to listen on");
    if (!listener.tls && !address.is_loopback()) {
        throw std::runtime_error(place +
                                 ": without TLS only a loopback address may be listened on");
    }
    const tcp::endpoint endpoint(address, listener.port);
    tcp::acceptor acceptor(io);
    acceptor.open(endpoint.protocol(), trouble);
    if (!trouble) acceptor.set_option(asio::socket_base::reuse_address(true), trouble);
    if (!trouble) acceptor.bind(endpoint, trouble);
    if (!trouble) acceptor.listen(asio::socket_base::max_listen_connections, trouble);
    if (trouble == asio::error::address_in_use) {
        throw std::runtime_error(place +
                                 " is in use: stop the other program or choose another port");
    }
    if (trouble) throw std::runtime_error("can't listen on " + place + ": " + trouble.message());
    auto tls = listener.tls ? tls_context(*listener.tls) : nullptr;
    open.push_back({std::move(listener), std::move(tls), std::move(acceptor), 0});
    asio::co_spawn(io, accept_all(open.back()), asio::detached);
}

asio::awaitable<void> Server::Running::accept_all(Open& from) {
    asio::steady_timer pause(io);
    while (!stopping) {
        error_code trouble;
        tcp::socket socket(io);
        co_await from.acceptor.async_accept(socket,
                                            asio::redirect_error(asio::use_awaitable, trouble));
        if (stopping) co_return;
        if (trouble) {
            // Out of file handles, most likely: others must end before the next can begin.
            pause.expires_after(std::chrono::milliseconds(100));
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, trouble));
        } else if (from.live < limits.connections) {
            ++from.live;
            asio::co_spawn(io, serve(std::move(socket), from), asio::detached);
        }
    }
}

asio::awaitable<void> Server::Running::serve(tcp::socket socket, Open& from) {
    const auto mine = live.insert(live.end(), Live{});
    try {
        if (from.tls) {
            TlsStream stream(beast::tcp_stream(std::move(socket)), *from.tls);
            mine->stream = &beast::get_lowest_layer(stream);
            Session<TlsStream, Running> session(stream, *this, from.listener.handler, *mine);
            co_await session.run();
        } else {
            beast::tcp_stream stream(std::move(socket));
            mine->stream = &stream;
            Session<beast::tcp_stream, Running> session(
                stream, *this, from.listener.handler, *mine);
            co_await session.run();
        }
    } catch (const boost::system::system_error&) {
        // The other side went away, was too slow, or does not speak TLS: nothing to answer to.
    }
    live.erase(mine);
    --from.live;
    if (stopping && live.empty()) stop_timer.cancel();
}

void Server::Running::begin_to_stop() {
    if (stopping) return;
    stopping = true;
    error_code ignored;
    for (Open& each : open) each.acceptor.close(ignored);
    for (Live& each : live) {
        if (each.idle && each.stream != nullptr) each.stream->cancel();
    }
    if (live.empty()) return;
    stop_timer.expires_after(limits.stop_wait);
    stop_timer.async_wait([this](error_code trouble) {
        if (!trouble) io.stop();
    });
}

Server::Server(std::vector<Listener> listeners,
               ServerLimits limits,
               std::function<void(const Served&)> on_served)
    : running_(std::make_unique<Running>()) {
    running_->limits = limits;
    running_->on_served = std::move(on_served);
    for (Listener& listener : listeners) running_->listen(std::move(listener));
}

Server::~Server() = default;

std::uint16_t Server::port(std::size_t listener) const {
    return std::next(running_->open.begin(), static_cast<std::ptrdiff_t>(listener))
        ->acceptor.local_endpoint()
        .port();
}

void Server::run() {
    running_->io.run();
}

void Server::stop() {
    asio::post(running_->io, [running = running_.get()] { running->begin_to_stop(); });
}

}  // namespace almoner::api
