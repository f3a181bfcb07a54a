#include "api/http/server.h"
#include "tests/api/http_client.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <vector>

namespace almoner::api {
namespace {

using tests::exchange;
using tests::exchange_tls;
using tests::OpenConnection;
using tests::plain_listener;
using tests::ServerUnderTest;
using tests::TemporaryFolder;
using tests::tls_listener;
using namespace std::chrono_literals;

constexpr std::int64_t new_year_2026 = 1'767'225'600;
constexpr const char* last = "Host: localhost\r\nConnection: close\r\n";

Response echo(const Request& request) {
    Response response;
    response.content_type = "text/plain";
    response.body = request.method + " " + request.path + " [" + request.body + "]";
    return response;
}

std::string body_of(const std::string& response) {
    const std::size_t at = response.find("\r\n\r\n");
    return at == std::string::npos ? response : response.substr(at + 4);
}

std::string status_of(const std::string& response) {
    return response.substr(0, response.find("\r\n"));
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string request(const std::string& first, const std::string& rest = "\r\n") {
    return first + "\r\n" + last + rest;
}

TEST(Server, AnswersOverTlsToWhoTrustsItsCertificate) {
    const TemporaryFolder folder;
    const TlsFiles files = self_signed_certificate(folder.path(), new_year_2026);
    const ServerUnderTest server({tls_listener(echo, files)});
    const std::string response =
        exchange_tls(server.port(), request("GET /a HTTP/1.1"), files.certificate);
    EXPECT_EQ(status_of(response), "HTTP/1.1 200 OK");
    EXPECT_EQ(body_of(response), "GET /a []");
    EXPECT_TRUE(holds(response, "Strict-Transport-Security: max-age=31536000\r\n"));
}

TEST(Server, KnowsACallerOnThisMachineAndNoneForWhomAProxySpeaks) {
    const ServerUnderTest server({plain_listener([](const Request& request) {
        Response response;
        response.body = request.from_loopback ? "near" : "far";
        return response;
    })});
    const auto asked_with = [&](const std::string& header) {
        return body_of(exchange(server.port(), request("GET / HTTP/1.1", header + "\r\n")));
    };
    EXPECT_EQ(asked_with(""), "near");
    EXPECT_EQ(asked_with("Accept: */*\r\n"), "near");
    for (const char* header : {"Forwarded: for=192.0.2.1\r\n",
                               "x-forwarded-for: 192.0.2.1\r\n",
                               "X-Real-IP: 192.0.2.1\r\n",
                               "Via: 1.1 proxy\r\n"}) {
        EXPECT_EQ(asked_with(header), "far") << header;
    }
}

TEST(Server, RefusesTlsOlderThan12) {
    const TemporaryFolder folder;
    const ServerUnderTest server(
        {tls_listener(echo, self_signed_certificate(folder.path(), new_year_2026))});
    EXPECT_TRUE(holds(tests::handshake_trouble(server.port(), "1.1"), "protocol version"))
        << tests::handshake_trouble(server.port(), "1.1");
    EXPECT_EQ(tests::handshake_trouble(server.port(), "1.2"), "");
    EXPECT_EQ(tests::handshake_trouble(server.port(), "1.3"), "");
}

TEST(Server, OutlivesPlainWordsOnItsTlsPort) {
    const TemporaryFolder folder;
    const TlsFiles files = self_signed_certificate(folder.path(), new_year_2026);
    const ServerUnderTest server({tls_listener(echo, files)});
    EXPECT_FALSE(holds(exchange(server.port(), request("GET / HTTP/1.1")), "200"));
    EXPECT_TRUE(
        holds(exchange_tls(server.port(), request("GET / HTTP/1.1"), files.certificate), "200 OK"));
}

TEST(Server, SendsTheSecurityHeaders) {
    const ServerUnderTest server({plain_listener(echo)});
    const std::string response = exchange(server.port(), request("GET / HTTP/1.1"));
    for (const char* header : {"Cache-Control: no-store\r\n",
                               "Content-Security-Policy: default-src 'none';",
                               "X-Content-Type-Options: nosniff\r\n",
                               "Referrer-Policy: no-referrer\r\n",
                               "X-Frame-Options: DENY\r\n"}) {
        EXPECT_TRUE(holds(response, header)) << header << "\n" << response;
    }
    EXPECT_FALSE(holds(response, "Strict-Transport-Security"));
}

TEST(Server, ReadsBodiesByLengthAndByChunks) {
    const ServerUnderTest server({plain_listener(echo)});
    const std::string by_length = request("POST /p HTTP/1.1", "Content-Length: 5\r\n\r\nhello");
    EXPECT_EQ(body_of(exchange(server.port(), by_length)), "POST /p [hello]");
    const std::string by_chunks = request(
        "POST /p HTTP/1.1", "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
    EXPECT_EQ(body_of(exchange(server.port(), by_chunks)), "POST /p [hello]");
}

TEST(Server, RefusesWithAProblemAndCloses) {
    const ServerUnderTest server({plain_listener(echo)});
    const std::string smuggled =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n"
        "GET /inner HTTP/1.1\r\nHost: a\r\n\r\n";
    const std::string response = exchange(server.port(), smuggled);
    EXPECT_EQ(status_of(response), "HTTP/1.1 400 Bad Request");
    EXPECT_TRUE(holds(response, "Content-Type: application/problem+json\r\n"));
    EXPECT_TRUE(holds(response, "Connection: close\r\n"));
    EXPECT_TRUE(holds(response, "\"code\":\"bad-transfer-encoding\""));
    EXPECT_FALSE(holds(response, "inner"));
}

TEST(Server, RefusesBodiesThatCannotBeRead) {
    const ServerUnderTest server({plain_listener(echo)});
    for (const char* chunks : {"zz\r\nhello\r\n0\r\n\r\n",
                               "3\r\nhello\r\n0\r\n\r\n",
                               "-1\r\n\r\n",
                               "ffffffffffffffffff\r\n\r\n"}) {
        const std::string bytes =
            request("POST / HTTP/1.1", std::string("Transfer-Encoding: chunked\r\n\r\n") + chunks);
        EXPECT_EQ(status_of(exchange(server.port(), bytes)).substr(0, 10), "HTTP/1.1 4") << chunks;
    }
}

TEST(Server, LimitsTheHeadAndTheBody) {
    ServerLimits limits;
    limits.head_bytes = 1024;
    limits.body_bytes = 2048;
    const ServerUnderTest server({plain_listener(echo)}, limits);
    const auto head_of = [](std::size_t size) {
        const std::string start = "GET / HTTP/1.1\r\nConnection: close\r\nHost: a\r\nX-A: ";
        return start + std::string(size - start.size() - 4, 'x') + "\r\n\r\n";
    };
    EXPECT_EQ(status_of(exchange(server.port(), head_of(1024))), "HTTP/1.1 200 OK");
    EXPECT_EQ(status_of(exchange(server.port(), head_of(1025))),
              "HTTP/1.1 431 Request Header Fields Too Large");
    const auto post = [](std::size_t size) {
        return request(
            "POST / HTTP/1.1",
            "Content-Length: " + std::to_string(size) + "\r\n\r\n" + std::string(size, 'x'));
    };
    EXPECT_EQ(status_of(exchange(server.port(), post(2048))), "HTTP/1.1 200 OK");
    EXPECT_EQ(status_of(exchange(server.port(), post(2049))), "HTTP/1.1 413 Payload Too Large");
    const std::string chunk = "800\r\n" + std::string(2048, 'x') + "\r\n";
    const std::string chunked =
        request("POST / HTTP/1.1", "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk);
    EXPECT_EQ(status_of(exchange(server.port(), chunked)), "HTTP/1.1 413 Payload Too Large");
}

TEST(Server, AnswersSeveralRequestsOnOneConnection) {
    const ServerUnderTest server({plain_listener(echo)});
    const std::string both =
        "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: "
        "2\r\n\r\nhi" +
        request("GET /3 HTTP/1.1");
    const std::string responses = exchange(server.port(), both);
    EXPECT_LT(responses.find("GET /1 []"), responses.find("POST /2 [hi]"));
    EXPECT_LT(responses.find("POST /2 [hi]"), responses.find("GET /3 []"));
}

TEST(Server, AnswersHeadWithoutABody) {
    const ServerUnderTest server({plain_listener(echo)});
    const std::string response = exchange(server.port(), request("HEAD /a HTTP/1.1"));
    EXPECT_TRUE(holds(response, "Content-Length: 10\r\n")) << response;
    EXPECT_EQ(body_of(response), "");
}

TEST(Server, SaysContinueToWhoWaitsForIt) {
    const ServerUnderTest server({plain_listener(echo)});
    OpenConnection connection(server.port());
    connection.send(
        request("POST / HTTP/1.1", "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
    EXPECT_EQ(connection.receive_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    connection.send("hi");
    EXPECT_EQ(body_of(connection.receive_all()), "POST / [hi]");
}

TEST(Server, CutsOffWhoIsSlow) {
    ServerLimits limits;
    limits.request_wait = 100ms;
    limits.idle_wait = 100ms;
    limits.handshake_wait = 100ms;
    const TemporaryFolder folder;
    const ServerUnderTest server(
        {plain_listener(echo),
         tls_listener(echo, self_signed_certificate(folder.path(), new_year_2026))},
        limits);
    OpenConnection half_a_head(server.port());
    half_a_head.send("GET / HTTP/1.1\r\nHost:");
    OpenConnection half_a_body(server.port());
    half_a_body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
    OpenConnection silent(server.port());
    OpenConnection no_handshake(server.port(1));
    EXPECT_EQ(half_a_head.receive_all(), "");
    EXPECT_EQ(half_a_body.receive_all(), "");
    EXPECT_EQ(silent.receive_all(), "");
    EXPECT_EQ(no_handshake.receive_all(), "");
}

TEST(Server, TakesNoMoreConnectionsThanItsLimit) {
    ServerLimits limits;
    limits.connections = 2;
    const ServerUnderTest server({plain_listener(echo)}, limits);
    OpenConnection first(server.port());
    OpenConnection second(server.port());
    first.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
    second.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(holds(first.receive_until("[]"), "200 OK"));
    EXPECT_TRUE(holds(second.receive_until("[]"), "200 OK"));
    EXPECT_EQ(exchange(server.port(), request("GET /3 HTTP/1.1")), "");
}

TEST(Server, ClosesAConnectionAfterItsShareOfRequests) {
    ServerLimits limits;
    limits.requests_per_connection = 2;
    const ServerUnderTest server({plain_listener(echo)}, limits);
    OpenConnection connection(server.port());
    for (int count = 0; count < 3; ++count) connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string all = connection.receive_all();
    const std::size_t second = all.find("200 OK", all.find("200 OK") + 1);
    EXPECT_NE(second, std::string::npos);
    EXPECT_EQ(all.find("200 OK", second + 1), std::string::npos);
}

TEST(Server, TurnsExceptionsIntoProblemsAndGoesOn) {
    const Handler handler = [](const Request& asked) -> Response {
        if (asked.path == "/outage") throw std::runtime_error("secret of the disk");
        if (asked.path == "/wrong") throw std::logic_error("secret of the code");
        Response response;
        if (asked.path == "/split") response.headers.push_back({"X-A", "b\r\nSet-Cookie: c"});
        return response;
    };
    std::mutex guard;
    std::vector<Served> seen;
    const auto note = [&](const Served& served) {
        const std::lock_guard lock(guard);
        seen.push_back(served);
    };
    const ServerUnderTest server({plain_listener(handler)}, {}, note);
    const std::string outage = exchange(server.port(), request("GET /outage HTTP/1.1"));
    EXPECT_EQ(status_of(outage), "HTTP/1.1 503 Service Unavailable");
    EXPECT_TRUE(holds(outage, "Retry-After: 60\r\n"));
    EXPECT_FALSE(holds(outage, "secret"));
    const std::string wrong = exchange(server.port(), request("GET /wrong HTTP/1.1"));
    EXPECT_EQ(status_of(wrong), "HTTP/1.1 500 Internal Server Error");
    EXPECT_FALSE(holds(wrong, "secret"));
    EXPECT_FALSE(holds(exchange(server.port(), request("GET /split HTTP/1.1")), "Set-Cookie"));
    EXPECT_EQ(status_of(exchange(server.port(), request("GET /good HTTP/1.1"))), "HTTP/1.1 200 OK");
    const std::lock_guard lock(guard);
    ASSERT_EQ(seen.size(), 4U);
    EXPECT_EQ(seen[0].failure, "secret of the disk");
    EXPECT_EQ(seen[0].status, 503);
    EXPECT_EQ(seen[3].number, 4U);
}

TEST(Server, StopsAfterWhatIsUnderWay) {
    std::promise<void> called;
    std::promise<void> go_on;
    const Handler slow = [&](const Request& asked) {
        called.set_value();
        go_on.get_future().wait();
        return echo(asked);
    };
    ServerUnderTest server({plain_listener(slow)});
    OpenConnection idle(server.port());
    OpenConnection busy(server.port());
    busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    called.get_future().wait();
    auto stopped = std::async(std::launch::async, [&] { server.stop_and_wait(); });
    go_on.set_value();
    const std::string answer = busy.receive_all();
    stopped.wait();
    EXPECT_EQ(body_of(answer), "GET /slow []");
    EXPECT_EQ(idle.receive_all(), "");
    EXPECT_THROW(OpenConnection{server.port()}, std::exception);
}

TEST(Server, SaysWhichPortIsInUse) {
    const ServerUnderTest server({plain_listener(echo)});
    Listener same = plain_listener(echo);
    same.port = server.port();
    try {
        const Server second({same});
        FAIL() << "a second server took the same port";
    } catch (const std::runtime_error& error) {
        EXPECT_EQ(std::string(error.what()),
                  "port " + std::to_string(server.port()) +
                      " on 127.0.0.1 is in use: stop the other program or choose another port");
    }
}

TEST(Server, ListensWithoutTlsOnTheLoopbackOnly) {
    Listener open_to_all = plain_listener(echo);
    open_to_all.address = "0.0.0.0";
    EXPECT_THROW(Server({open_to_all}), std::runtime_error);
    open_to_all.address = "somewhere";
    EXPECT_THROW(Server({open_to_all}), std::runtime_error);
}

TEST(Certificate, IsMadeOnceAndItsKeyIsForItsOwnerAlone) {
    const TemporaryFolder folder;
    const TlsFiles files = self_signed_certificate(folder.path() / "tls", new_year_2026);
    struct stat about{};
    ASSERT_EQ(::stat(files.key.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U);
    const auto made_at = std::filesystem::last_write_time(files.certificate);
    std::ignore = self_signed_certificate(folder.path() / "tls", new_year_2026 + 700LL * 86'400);
    EXPECT_EQ(std::filesystem::last_write_time(files.certificate), made_at);
    std::ignore = self_signed_certificate(folder.path() / "tls", new_year_2026 + 800LL * 86'400);
    EXPECT_NE(std::filesystem::last_write_time(files.certificate), made_at);
}

TEST(Certificate, SaysWhenTheFolderCannotBeMade) {
    EXPECT_THROW(std::ignore = self_signed_certificate("/proc/no/such", new_year_2026),
                 std::runtime_error);
}

TEST(Certificate, OfAnotherKeyIsRefused) {
    const TemporaryFolder folder;
    const TlsFiles one = self_signed_certificate(folder.path() / "one", new_year_2026);
    const TlsFiles two = self_signed_certificate(folder.path() / "two", new_year_2026);
    EXPECT_THROW(Server({tls_listener(echo, {one.certificate, two.key})}), std::runtime_error);
    EXPECT_THROW(Server({tls_listener(echo, {folder.path() / "none", two.key})}),
                 std::runtime_error);
}

}  // namespace
}  // namespace almoner::api
