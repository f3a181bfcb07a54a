// What a bank's statement says, read the naive way: by looking for tags.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::tests {

struct SaidLine {
    std::string words;         // all of it, which tells lines apart
    std::int64_t pence = 0;    // above zero: in
    std::int64_t payment = 0;  // that it names; 0: none
    std::string file;          // that it names by its serial
    std::int32_t booked_on = 0;
};

struct SaidStatement {
    std::string account;  // its number
    std::vector<SaidLine> lines;
};

[[nodiscard]] SaidStatement read_what_the_bank_said(const std::string& camt);
// Of a status report: whether it rejects this payment, by itself or with its file.
[[nodiscard]] bool rejects(const std::string& report, const std::string& reference);
// The text between the first <tag> and its end, from `at` on; empty where there is none.
[[nodiscard]] std::string between_tags(const std::string& text,
                                       const std::string& tag,
                                       std::size_t at = 0);

}  // namespace almoner::tests
