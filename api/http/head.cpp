#include "api/http/head.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace almoner::api {
namespace {

constexpr std::size_t most_headers = 100;
constexpr std::array<std::string_view, 6> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};

using Fault = std::optional<HeadFault>;

HeadFault fault(int status, std::string code, std::string words) {
    return {status,
            {std::move(code),
             std::move(words),
             "Send the request again as HTTP/1.1 asks.",
             "",
             "RFC 9112"}};
}

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

// RFC 9110 section 5.6.2.
constexpr std::string_view token_marks = "!#$%&'*+-.^_`|~";

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               token_marks.find(c) != std::string_view::npos;
    });
}

bool is_control(char letter) {
    const auto value = static_cast<unsigned char>(letter);
    return value < 0x20 || value == 0x7f;
}

int hex_digit(char letter) {
    if (is_digit(letter)) return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return -1;
}

// Nothing when an escape is broken or hides a control character.
std::optional<std::string> unescaped(std::string_view text, bool plus_is_space) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        char letter = text[at];
        if (letter == '+' && plus_is_space) letter = ' ';
        if (letter == '%') {
            if (text.size() - at < 3) return std::nullopt;
            const int high = hex_digit(text[at + 1]);
            const int low = hex_digit(text[at + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            letter = static_cast<char>(high * 16 + low);
            at += 2;
        }
        if (is_control(letter)) return std::nullopt;
        plain += letter;
    }
    return plain;
}

// Cuts off and gives what stands before the next `mark`, or all of it.
std::string_view next_part(std::string_view& rest, std::string_view mark) {
    const std::size_t end = std::min(rest.find(mark), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + mark.size(), rest.size()));
    return part;
}

bool read_path(std::string_view text, std::string& path) {
    while (!text.empty()) {
        text.remove_prefix(1);
        const std::string_view part = text.substr(0, text.find('/'));
        text.remove_prefix(part.size());
        const auto segment = unescaped(part, false);
        if (!segment || *segment == "." || *segment == ".." ||
            segment->find_first_of("/\\") != std::string::npos) {
            return false;
        }
        path += '/' + *segment;
    }
    return true;
}

bool read_query(std::string_view text, std::vector<Header>& query) {
    while (!text.empty()) {
        std::string_view value = next_part(text, "&");
        auto name = unescaped(next_part(value, "="), true);
        auto plain = unescaped(value, true);
        if (!name || !plain || query.size() >= most_headers) return false;
        query.push_back({std::move(*name), std::move(*plain)});
    }
    return true;
}

bool is_visible_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

bool read_target(std::string_view target, Head& head) {
    if (target.empty() || target.front() != '/' || !is_visible_ascii(target)) return false;
    if (target.find('#') != std::string_view::npos) return false;
    const std::string_view path = next_part(target, "?");
    return read_path(path, head.path) && read_query(target, head.query);
}

Fault read_first_line(std::string_view line, Head& head, bool& version_1_0) {
    head.method = next_part(line, " ");
    const std::string_view target = next_part(line, " ");
    if (!is_token(head.method))
        return fault(400, "bad-request-line", "The request line can't be read.");
    if (line != "HTTP/1.1" && line != "HTTP/1.0") {
        return fault(400, "bad-request-line", "The request line can't be read.");
    }
    if (std::find(methods.begin(), methods.end(), head.method) == methods.end()) {
        return fault(501, "method-not-known", "This method is not known here.");
    }
    if (!read_target(target, head))
        return fault(400, "bad-target", "The address asked for is not a clean path.");
    version_1_0 = line == "HTTP/1.0";
    return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

Fault read_header(std::string_view line, Head& head) {
    if (line.front() == ' ' || line.front() == '\t') {
        return fault(400, "folded-header", "A header runs over several lines.");
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
        return fault(400, "bad-header", "The name of a header can't be read.");
    }
    if (head.headers.size() >= most_headers)
        return fault(431, "too-many-headers", "The request has too many headers.");
    head.headers.push_back(
        {std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
    return std::nullopt;
}

std::vector<std::string_view> all_of_name(const Head& head, std::string_view name) {
    std::vector<std::string_view> found;
    for (const Header& header : head.headers) {
        if (equal_in_any_case(header.name, name)) found.emplace_back(header.value);
    }
    return found;
}

// RFC 9110 section 4.2: a name or an address, and a port.
bool is_host(std::string_view text) {
    return !text.empty() && text.size() <= 255 && is_visible_ascii(text) &&
           text.find_first_of("/\\@?#,<>\"'%") == std::string_view::npos;
}

Fault check_framing(const Head& head, bool version_1_0) {
    const auto encodings = all_of_name(head, "Transfer-Encoding");
    const auto lengths = all_of_name(head, "Content-Length");
    if (!encodings.empty() &&
        (encodings.size() > 1 || encodings.front() != "chunked" || version_1_0)) {
        return fault(400,
                     "bad-transfer-encoding",
                     "Transfer-Encoding may only be chunked, once, in HTTP/1.1.");
    }
    if (!encodings.empty() && !lengths.empty()) {
        return fault(400, "two-lengths", "Content-Length and Transfer-Encoding are both given.");
    }
    if (lengths.size() > 1)
        return fault(400, "repeated-content-length", "Content-Length is given more than once.");
    if (!lengths.empty()) {
        const std::string_view length = lengths.front();
        if (length.empty() || length.size() > 18 ||
            !std::all_of(length.begin(), length.end(), is_digit)) {
            return fault(400, "bad-content-length", "Content-Length is not a whole number.");
        }
    }
    return std::nullopt;
}

Fault check_headers(Head& head, bool version_1_0) {
    const auto hosts = all_of_name(head, "Host");
    if (hosts.empty()) return fault(400, "missing-host", "The Host header is missing.");
    if (hosts.size() > 1)
        return fault(400, "repeated-host", "The Host header is given more than once.");
    if (!is_host(hosts.front())) return fault(400, "bad-host", "The Host header can't be read.");
    if (Fault found = check_framing(head, version_1_0)) return found;
    const auto expectations = all_of_name(head, "Expect");
    if (!expectations.empty()) {
        if (expectations.size() > 1 || !equal_in_any_case(expectations.front(), "100-continue")) {
            return fault(417,
                         "unknown-expectation",
                         "The Expect header asks for something that is not known here.");
        }
        head.expects_continue = !version_1_0;
    }
    return std::nullopt;
}

// A line of the head may hold no control character but a tab: so no bare CR, bare LF or NUL.
bool is_clean_line(std::string_view line) {
    return std::none_of(
        line.begin(), line.end(), [](char c) { return is_control(c) && c != '\t'; });
}

Fault read_lines(std::string_view rest, Head& head) {
    bool version_1_0 = false;
    const std::string_view first = next_part(rest, "\r\n");
    if (!is_clean_line(first))
        return fault(400, "bad-request-line", "The request line can't be read.");
    if (Fault found = read_first_line(first, head, version_1_0)) return found;
    while (!rest.starts_with("\r\n")) {
        if (rest.empty()) return fault(400, "bad-header", "The head of the request has no end.");
        const std::string_view line = next_part(rest, "\r\n");
        if (!is_clean_line(line))
            return fault(400, "bad-header", "A header holds a control character.");
        if (Fault found = read_header(line, head)) return found;
    }
    if (rest.size() != 2) return fault(400, "bad-header", "The head of the request has no end.");
    return check_headers(head, version_1_0);
}

}  // namespace

std::variant<Head, HeadFault> read_head(std::string_view bytes) {
    Head head;
    if (Fault found = read_lines(bytes, head)) return std::move(*found);
    return head;
}

bool was_passed_on(const Request& request) {
    constexpr std::array<std::string_view, 4> marks{
        "Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"};
    return std::ranges::any_of(
        marks, [&](std::string_view name) { return request.header(name).has_value(); });
}

}  // namespace almoner::api
