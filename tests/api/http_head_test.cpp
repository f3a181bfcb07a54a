#include "api/http/head.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace almoner::api {
namespace {

std::string with(const std::string& lines) {
    return "GET / HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n";
}

std::string code_of(const std::string& bytes) {
    const auto read = read_head(bytes);
    const auto* fault = std::get_if<HeadFault>(&read);
    return fault == nullptr ? "" : std::to_string(fault->status) + " " + fault->refusal.code;
}

TEST(Head, ReadsMethodPathQueryAndHeaders) {
    const auto read = read_head(
        "POST /v1/a%20b?x=1&y=two+words&z HTTP/1.1\r\nHost: [::1]:8443\r\nX-A:  b \r\n\r\n");
    ASSERT_TRUE(std::holds_alternative<Head>(read));
    const Head& head = std::get<Head>(read);
    EXPECT_EQ(head.method, "POST");
    EXPECT_EQ(head.path, "/v1/a b");
    EXPECT_EQ(head.query, (std::vector<Header>{{"x", "1"}, {"y", "two words"}, {"z", ""}}));
    EXPECT_EQ(head.headers, (std::vector<Header>{{"Host", "[::1]:8443"}, {"X-A", "b"}}));
}

TEST(Head, KeepsEverySlashOfThePath) {
    for (const char* path : {"/", "/a/", "//a", "/a//b"}) {
        const auto read = read_head("GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        ASSERT_TRUE(std::holds_alternative<Head>(read)) << path;
        EXPECT_EQ(std::get<Head>(read).path, path);
    }
}

struct Case {
    std::string bytes;
    std::string code;
};

TEST(Head, RefusesWhatTwoReadersCouldReadDifferently) {
    const std::vector<Case> cases{
        {with("Content-Length: 5\r\n"), ""},
        {with("Transfer-Encoding: chunked\r\n"), ""},
        {with("Transfer-Encoding: Chunked\r\n"), "400 bad-transfer-encoding"},
        {with("Transfer-Encoding: gzip, chunked\r\n"), "400 bad-transfer-encoding"},
        {with("Transfer-Encoding: chunked, chunked\r\n"), "400 bad-transfer-encoding"},
        {with("Transfer-Encoding: identity\r\n"), "400 bad-transfer-encoding"},
        {with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
         "400 bad-transfer-encoding"},
        {with("Transfer-Encoding:\r\n"), "400 bad-transfer-encoding"},
        {"GET / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
         "400 bad-transfer-encoding"},
        {with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), "400 two-lengths"},
        {with("Content-Length: 5\r\nContent-Length: 5\r\n"), "400 repeated-content-length"},
        {with("Content-Length: 5, 5\r\n"), "400 bad-content-length"},
        {with("Content-Length: +5\r\n"), "400 bad-content-length"},
        {with("Content-Length: -5\r\n"), "400 bad-content-length"},
        {with("Content-Length: 0x5\r\n"), "400 bad-content-length"},
        {with("Content-Length:\r\n"), "400 bad-content-length"},
        {with("Content-Length: 999999999999999999\r\n"), ""},
        {with("Content-Length: 1000000000000000000\r\n"), "400 bad-content-length"},
        {with("Host: other\r\n"), "400 repeated-host"},
        {with("host: localhost\r\n"), "400 repeated-host"},
        {"GET / HTTP/1.1\r\n\r\n", "400 missing-host"},
        {"GET / HTTP/1.0\r\n\r\n", "400 missing-host"},
        {"GET / HTTP/1.1\r\nHost:\r\n\r\n", "400 bad-host"},
        {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "400 bad-host"},
        {"GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", "400 bad-host"},
        {with("X-A: one\r\n two\r\n"), "400 folded-header"},
        {with("X-A: one\r\n\ttwo\r\n"), "400 folded-header"},
        {"GET / HTTP/1.1\r\n Host: a\r\n\r\n", "400 folded-header"},
        {with("X-A : one\r\n"), "400 bad-header"},
        {with("X-A\r\n"), "400 bad-header"},
        {with(": one\r\n"), "400 bad-header"},
        {with("X-A: one\nX-B: two\r\n"), "400 bad-header"},
        {with("X-A: one\rX-B: two\r\n"), "400 bad-header"},
        {with(std::string("X-A: o\0ne\r\n", 11)), "400 bad-header"},
        {with("X-A: o\x7fne\r\n"), "400 bad-header"},
        {with("Expect: 100-continue\r\n"), ""},
        {with("Expect: cake\r\n"), "417 unknown-expectation"},
        {"GET / HTTP/1.1\r\nHost: a\r\n", "400 bad-header"},
        {"", "400 bad-request-line"},
    };
    for (const Case& each : cases) EXPECT_EQ(code_of(each.bytes), each.code) << each.bytes;
}

TEST(Head, RefusesRequestLinesAndTargetsThatAreNotClean) {
    const auto line = [](const std::string& text) { return text + "\r\nHost: localhost\r\n\r\n"; };
    const std::vector<Case> cases{
        {line("GET / HTTP/1.1"), ""},
        {line("GET /a/../b HTTP/1.1"), "400 bad-target"},
        {line("GET /a/%2e%2e/b HTTP/1.1"), "400 bad-target"},
        {line("GET /a%2fb HTTP/1.1"), "400 bad-target"},
        {line("GET /a%00b HTTP/1.1"), "400 bad-target"},
        {line("GET /?a=%0d%0a HTTP/1.1"), "400 bad-target"},
        {line("GET /%zz HTTP/1.1"), "400 bad-target"},
        {line("GET /% HTTP/1.1"), "400 bad-target"},
        {line("GET /a#b HTTP/1.1"), "400 bad-target"},
        {line("GET /\xc3\xa9 HTTP/1.1"), "400 bad-target"},
        {line("GET http://localhost/ HTTP/1.1"), "400 bad-target"},
        {line("GET * HTTP/1.1"), "400 bad-target"},
        {line("GET  / HTTP/1.1"), "400 bad-request-line"},
        {line("GET / HTTP/1.1 "), "400 bad-request-line"},
        {line("GET / HTTP/2.0"), "400 bad-request-line"},
        {line("GET / http/1.1"), "400 bad-request-line"},
        {line("GET /"), "400 bad-request-line"},
        {line("G T / HTTP/1.1"), "400 bad-request-line"},
        {line("get / HTTP/1.1"), "501 method-not-known"},
        {line("TRACE / HTTP/1.1"), "501 method-not-known"},
        {line("\r\nGET / HTTP/1.1"), "400 bad-request-line"},
    };
    for (const Case& each : cases) EXPECT_EQ(code_of(each.bytes), each.code) << each.bytes;
}

TEST(Head, TakesAHundredHeadersAndNoMore) {
    std::string lines;
    for (int count = 1; count < 100; ++count) lines += "X-A: b\r\n";
    EXPECT_EQ(code_of(with(lines)), "");
    EXPECT_EQ(code_of(with(lines + "X-A: b\r\n")), "431 too-many-headers");
}

TEST(Head, RefusesEveryTruncation) {
    const std::string whole = with("Content-Length: 5\r\nX-A: b\r\n");
    ASSERT_EQ(code_of(whole), "");
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_NE(code_of(whole.substr(0, size)), "") << size;
}

}  // namespace
}  // namespace almoner::api
