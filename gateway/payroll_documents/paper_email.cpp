#include "gateway/payroll_documents/paper_email.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace almoner::gateway {
namespace {

// No line of quoted-printable holds "=_".
constexpr std::string_view boundary = "=_almoner_paper";
constexpr std::string_view line_end = "\r\n";
constexpr std::size_t longest_line = 75;

std::string escaped(unsigned char octet) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {'=', digits[octet >> 4U], digits[octet & 0xFU]};
}

std::string quoted_printable(std::string_view text) {
    std::string all;
    std::size_t width = 0;
    for (const char c : text) {
        if (c == '\n') {
            all += line_end;
            width = 0;
            continue;
        }
        const auto octet = static_cast<unsigned char>(c);
        const bool is_plain = (octet > ' ' && octet < 0x7FU && c != '=') || c == ' ';
        const std::string piece = is_plain ? std::string(1, c) : escaped(octet);
        if (width + piece.size() > longest_line) {
            all += "=";
            all += line_end;
            width = 0;
        }
        all += piece;
        width += piece.size();
    }
    return all;
}

std::string part(std::string_view type, std::string_view disposition, std::string_view text) {
    std::string all = "--" + std::string(boundary) + std::string(line_end);
    all += "Content-Type: " + std::string(type) + "; charset=utf-8" + std::string(line_end);
    all += "Content-Transfer-Encoding: quoted-printable" + std::string(line_end);
    if (!disposition.empty()) {
        all += "Content-Disposition: " + std::string(disposition) + std::string(line_end);
    }
    return all + std::string(line_end) + quoted_printable(text) + std::string(line_end);
}

bool is_one_line(std::string_view text) {
    return text.find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace

std::string paper_email(const PaperEmail& mail) {
    std::string all;
    const auto header = [&all](std::string_view name, std::string_view value) {
        if (!is_one_line(value)) return;
        all += std::string(name) + ": " + std::string(value) + std::string(line_end);
    };
    header("To", mail.to);
    header("Subject", mail.subject);
    header("X-Unsent", "1");
    header("MIME-Version", "1.0");
    header("Content-Type", "multipart/mixed; boundary=\"" + std::string(boundary) + "\"");
    all += line_end;
    all += part("text/plain", "", mail.text);
    all += part("text/html", "attachment; filename=\"" + mail.file_name + "\"", mail.html);
    return all + "--" + std::string(boundary) + "--" + std::string(line_end);
}

}  // namespace almoner::gateway
