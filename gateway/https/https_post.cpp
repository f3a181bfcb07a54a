#include "gateway/https/https_post.h"

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <exception>
#include <stdexcept>
#include <utility>

namespace almoner::gateway::https {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using TlsStream = asio::ssl::stream<beast::tcp_stream>;

ledger::Refusal bad_address() {
    return {"https-address-form",
            "The address must begin with https:// and name a host.",
            "Write it like https://host/path.",
            "",
            ""};
}

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

bool is_path_character(char c) {
    return c > ' ' && c < 0x7F && c != '#' && c != '\\';
}

class Exchange {
  public:
    Exchange(Address address, const PostSettings& settings)
        : address_(std::move(address)), settings_(settings), tls_(asio::ssl::context::tls_client) {}

    PostResult run(std::string_view content_type, const std::string& body) {
        if (!trust()) return {.trouble = Trouble::not_trusted};
        std::exception_ptr failure;
        bool is_over = false;
        asio::co_spawn(io_, exchange(content_type, body), [&](std::exception_ptr thrown) {
            failure = std::move(thrown);
            is_over = true;
        });
        // Looking the name up has no time limit of its own.
        io_.run_for(settings_.connect_wait * 2 + settings_.answer_wait);
        if (failure || !is_over) return {.trouble = phase_};
        return std::move(result_);
    }

  private:
    bool trust() {
        boost::system::error_code trouble;
        tls_.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                             asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                             asio::ssl::context::no_tlsv1_1,
                         trouble);
        if (trouble) return false;
        if (settings_.trusted_certificates) {
            tls_.load_verify_file(settings_.trusted_certificates->string(), trouble);
        } else {
            tls_.set_default_verify_paths(trouble);
        }
        return !trouble;
    }

    asio::awaitable<void> exchange(std::string_view content_type, const std::string& body) {
        phase_ = Trouble::not_reached;
        tcp::resolver resolver(io_);
        const auto places = co_await resolver.async_resolve(
            address_.host, std::to_string(address_.port), asio::use_awaitable);
        TlsStream stream(io_, tls_);
        beast::tcp_stream& lowest = beast::get_lowest_layer(stream);
        lowest.expires_after(settings_.connect_wait);
        co_await lowest.async_connect(places, asio::use_awaitable);

        phase_ = Trouble::not_trusted;
        stream.set_verify_mode(asio::ssl::verify_peer);
        stream.set_verify_callback(asio::ssl::host_name_verification(address_.host));
        // The macro that Boost's own examples use has a cast in the old style.
        if (SSL_ctrl(stream.native_handle(),
                     SSL_CTRL_SET_TLSEXT_HOSTNAME,
                     TLSEXT_NAMETYPE_host_name,
                     address_.host.data()) != 1) {
            throw std::runtime_error("the host's name can't be set");
        }
        co_await stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);

        phase_ = Trouble::no_answer;
        lowest.expires_after(settings_.answer_wait);
        co_await send(stream, content_type, body);
        co_await receive(stream);
        // The connection is not kept: who shuts it first plays no part any more.
        lowest.close();
    }

    asio::awaitable<void> send(TlsStream& stream,
                               std::string_view content_type,
                               const std::string& body) {
        http::request<http::string_body> request(http::verb::post, address_.path, 11);
        const bool is_usual = address_.port == usual_port;
        request.set(http::field::host,
                    is_usual ? address_.host : address_.host + ":" + std::to_string(address_.port));
        request.set(http::field::content_type,
                    beast::string_view(content_type.data(), content_type.size()));
        request.set(http::field::accept, "text/xml");
        request.set(http::field::connection, "close");
        request.body() = body;
        request.prepare_payload();
        co_await http::async_write(stream, request, asio::use_awaitable);
    }

    asio::awaitable<void> receive(TlsStream& stream) {
        http::response_parser<http::string_body> parser;
        parser.body_limit(settings_.longest_answer);
        beast::flat_buffer buffer;
        try {
            co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
        } catch (const boost::system::system_error& error) {
            if (error.code() == http::error::body_limit) phase_ = Trouble::answer_too_long;
            throw;
        }
        result_.status = static_cast<int>(parser.get().result_int());
        result_.body = std::move(parser.get().body());
    }

    Address address_;
    const PostSettings& settings_;
    asio::ssl::context tls_;
    Trouble phase_ = Trouble::not_reached;
    PostResult result_;
    asio::io_context io_{1};  // last: what still waits in it goes first
};

}  // namespace

ledger::Outcome<Address> parse_address(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (!url.starts_with(scheme)) return bad_address();
    url.remove_prefix(scheme.size());
    Address address;
    const std::size_t slash = std::min(url.find('/'), url.size());
    std::string_view host = url.substr(0, slash);
    address.path = slash == url.size() ? "/" : std::string(url.substr(slash));
    if (const std::size_t colon = host.find(':'); colon != host.npos) {
        const std::string_view port = host.substr(colon + 1);
        const auto [end, error] =
            std::from_chars(port.data(), port.data() + port.size(), address.port);
        if (error != std::errc{} || end != port.data() + port.size() || address.port == 0) {
            return bad_address();
        }
        host = host.substr(0, colon);
    }
    if (host.empty() || !std::ranges::all_of(host, is_host_character) ||
        !std::ranges::all_of(address.path, is_path_character)) {
        return bad_address();
    }
    address.host = host;
    return address;
}

PostResult post(const std::string& url,
                std::string_view content_type,
                const std::string& body,
                const PostSettings& settings) {
    const auto address = parse_address(url);
    if (!address.accepted()) return {.trouble = Trouble::address_unreadable};
    return Exchange(address.value(), settings).run(content_type, body);
}

}  // namespace almoner::gateway::https
