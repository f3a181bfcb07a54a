// A paper as a file that a mail program opens and sends: its text, and the page beside it.
#pragma once

#include <string>

namespace almoner::gateway {

struct PaperEmail {
    std::string to{};       // "ed@example.org"
    std::string subject{};  // plain letters; it names nobody, for anybody may read it
    std::string text{};
    std::string html{};
    std::string file_name{};  // of the page: "payslip-12.html"
};

// RFC 5322 and 2045, lines ended by CR LF, text in quoted-printable. It names no sender and asks to
// be looked at before it goes (X-Unsent). An address with a line break in it is left out.
[[nodiscard]] std::string paper_email(const PaperEmail& mail);

}  // namespace almoner::gateway
