#include "ops/bank_stand_in/standard18_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace almoner::ops::bank_stand_in {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::size_t label_length = 80;
constexpr std::array<std::string_view, 4> opening{"VOL1", "HDR1", "HDR2", "UHL1"};
constexpr std::array<std::string_view, 3> closing{"EOF1", "EOF2", "UTL1"};

// Ends with the last line that has anything in it; both CRLF and LF end a line.
std::vector<std::string_view> lines_of(std::string_view bytes) {
    std::vector<std::string_view> lines;
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        std::string_view line = bytes.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return lines;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, is_digit);
}

bool blank(std::string_view text) {
    return text.find_first_not_of(' ') == std::string_view::npos;
}

// Digits only; at most 13 of them in this format, so it can't overflow.
std::optional<std::int64_t> number(std::string_view text) {
    if (text.empty() || !all_digits(text)) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value;
}

// " YYDDD", a day that exists in this century.
std::optional<Date> day(std::string_view text) {
    const auto year = number(text.substr(1, 2));
    const auto of_year = number(text.substr(3));
    if (text.front() != ' ' || !year || !of_year || *of_year < 1) return std::nullopt;
    const auto first = Date::from_ymd(2000 + static_cast<int>(*year), 1, 1);
    if (!first) return std::nullopt;
    const Date found = *first + static_cast<std::int32_t>(*of_year - 1);
    if (found.year() != first->year()) return std::nullopt;
    return found;
}

std::string trimmed(std::string_view text) {
    const std::size_t last = text.find_last_not_of(' ');
    return std::string(text.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

bool bacs_character(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') ||
           std::string_view(".&/- ").find(c) != std::string_view::npos;
}

std::string lower(std::string_view text) {
    std::string small(text);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

// What one originating account pays on one processing day.
struct Section {
    std::int64_t credits = 0;
    std::int64_t contra = 0;
    int contras = 0;
};

// Each step returns whether to go on; the first breach is kept.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : lines_(lines_of(bytes)) {}

    Outcome<Submission> read() {
        if (labels_in_order() && lengths() && vol1() && hdr1() && hdr2() && uhl1() && records() &&
            sections_balance() && trailers())
            return std::move(found_);
        return refusal_;
    }

  private:
    bool must(bool good, std::string_view code, std::size_t line, std::string_view words) {
        if (good) return true;
        refusal_ = Refusal{std::string(code),
                           "Line " + std::to_string(line + 1) + ": " + std::string(words),
                           "Mend the file and submit it again.",
                           "line " + std::to_string(line + 1),
                           "Bacs Standard 18"};
        return false;
    }

    [[nodiscard]] std::size_t first_data() const { return opening.size(); }
    [[nodiscard]] std::size_t after_data() const { return lines_.size() - closing.size(); }

    [[nodiscard]] std::optional<std::size_t> where(std::string_view label) const {
        const auto at = std::ranges::find_if(
            lines_, [&](std::string_view line) { return line.starts_with(label); });
        if (at == lines_.end()) return std::nullopt;
        return static_cast<std::size_t>(at - lines_.begin());
    }

    bool known_labels_only() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const std::string_view line = lines_[i];
            const bool record = !line.empty() && is_digit(line.front());
            const bool label = std::ranges::find(opening, line.substr(0, 4)) != opening.end() ||
                               std::ranges::find(closing, line.substr(0, 4)) != closing.end();
            if (!must(record || label, "label-unknown", i, "neither a label nor a record"))
                return false;
        }
        return true;
    }

    bool every_label_is_there() {
        for (const std::string_view label : opening)
            if (!must(where(label).has_value(), lower(label) + "-missing", 0, "a label lacks"))
                return false;
        for (const std::string_view label : closing)
            if (!must(where(label).has_value(), lower(label) + "-missing", 0, "a label lacks"))
                return false;
        return true;
    }

    bool in_its_place(std::string_view label, std::size_t place) {
        const std::size_t at = where(label).value_or(lines_.size());
        return must(at == place, "label-order", at, "the label stands in the wrong place");
    }

    bool labels_in_order() {
        if (!must(!lines_.empty(), "file-empty", 0, "nothing to read")) return false;
        if (!known_labels_only() || !every_label_is_there()) return false;
        for (std::size_t i = 0; i < opening.size(); ++i)
            if (!in_its_place(opening[i], i)) return false;
        for (std::size_t i = 0; i < closing.size(); ++i)
            if (!in_its_place(closing[i], after_data() + i)) return false;
        for (std::size_t i = first_data(); i < after_data(); ++i)
            if (!must(is_digit(lines_[i].front()), "label-order", i, "a label among the records"))
                return false;
        return true;
    }

    bool lengths() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const bool record = i >= first_data() && i < after_data();
            if (!record && !must(lines_[i].size() == label_length,
                                 "label-length",
                                 i,
                                 "a label has 80 characters"))
                return false;
        }
        return true;
    }

    bool vol1() {
        const std::string_view line = lines_[0];
        found_.scheme = Scheme::bacs;
        found_.message_name = "BACS18";
        found_.id = line.substr(4, 6);
        return must(line.substr(4, 6).find_first_not_of("0 ") != std::string_view::npos,
                    "vol1-serial",
                    0,
                    "the serial is all zeros or blanks") &&
               must(blank(line.substr(37, 4)) && all_digits(line.substr(41, 6)),
                    "vol1-service-user-number",
                    0,
                    "the number stands at 42 to 47") &&
               must(line[79] == '1', "vol1-level", 0, "the label standard level is 1");
    }

    bool hdr1() {
        const std::string_view line = lines_[1];
        const std::string_view user = lines_[0].substr(41, 6);
        const auto created = day(line.substr(41, 6));
        const auto expires = day(line.substr(47, 6));
        if (created) found_.created_on = *created;
        return must(line[4] == 'A' && line.substr(5, 6) == user && line[11] == 'S',
                    "hdr1-file-identifier",
                    1,
                    "the identifier is A, the user's number and S") &&
               must(line.substr(21, 6) == found_.id,
                    "hdr1-set-identification",
                    1,
                    "the set is not VOL1's serial") &&
               must(line.substr(27, 8) == "00010001",
                    "hdr1-section-and-sequence",
                    1,
                    "section and sequence are 0001") &&
               must(created.has_value(), "hdr1-creation-date", 1, "the day is not bYYDDD") &&
               must(expires && *expires > found_.created_on,
                    "hdr1-expiration-date",
                    1,
                    "it must be a day after the creation");
    }

    bool hdr2() {
        const std::string_view line = lines_[2];
        const std::string_view length = line.substr(10, 5);
        multi_ = length == "00106";
        return must(line[4] == 'F', "hdr2-record-format", 2, "records have a fixed length") &&
               must(multi_ || length == "00100",
                    "hdr2-record-length",
                    2,
                    "records have 100 or 106 characters");
    }

    bool uhl1() {
        const std::string_view line = lines_[3];
        const auto processing = day(line.substr(4, 6));
        if (processing) processing_on_ = *processing;
        return must(processing.has_value(), "uhl1-processing-day", 3, "the day is not bYYDDD") &&
               must(line.substr(10, 6) == "999999", "uhl1-receiver", 3, "the receiver is 999999") &&
               must(line.substr(20, 8) == "00000000",
                    "uhl1-currency",
                    3,
                    "currency and country are zeros") &&
               must(line.substr(28, 9) == (multi_ ? "4 MULTI  " : "1 DAILY  "),
                    "uhl1-work-code",
                    3,
                    "the work code stands at 29 to 37 and agrees with HDR2");
    }

    bool records() {
        if (!must(first_data() < after_data(), "records-missing", 3, "the file has no record"))
            return false;
        for (std::size_t i = first_data(); i < after_data(); ++i)
            if (!record(i)) return false;
        return true;
    }

    bool record_form(std::size_t i) {
        const std::string_view line = lines_[i];
        return must(line.size() == (multi_ ? 106U : 100U),
                    "data-record-length",
                    i,
                    "the record's length is not HDR2's") &&
               must(std::ranges::all_of(line, bacs_character),
                    "data-characters",
                    i,
                    "a character that Bacs does not take") &&
               must(all_digits(line.substr(0, 14)),
                    "destination-account",
                    i,
                    "sort code and account are digits") &&
               must(line[14] == '0', "destination-account-type", i, "the type is 0") &&
               must(all_digits(line.substr(17, 14)),
                    "originating-account",
                    i,
                    "sort code and account are digits") &&
               must(number(line.substr(35, 11)).value_or(0) > 0,
                    "amount",
                    i,
                    "the amount is eleven digits and above zero") &&
               must(!multi_ || day(line.substr(100)),
                    "record-processing-day",
                    i,
                    "the day is not bYYDDD");
    }

    bool record(std::size_t i) {
        if (!record_form(i)) return false;
        const std::string_view line = lines_[i];
        const BankAccount from{std::string(line.substr(17, 6)), std::string(line.substr(23, 8))};
        if (i == first_data()) found_.originator = from;
        if (!must(from == found_.originator,
                  "originating-account",
                  i,
                  "this bank takes one account a file"))
            return false;
        const Date on = multi_ ? day(line.substr(100)).value_or(processing_on_) : processing_on_;
        const std::string_view code = line.substr(15, 2);
        if (code == "17") return contra(i, sections_[on]);
        return must(code == "99", "transaction-code", i, "a credit is 99 and a contra is 17") &&
               credit(i, on);
    }

    bool contra(std::size_t i, Section& section) {
        const std::string_view line = lines_[i];
        section.contra = number(line.substr(35, 11)).value_or(0);
        ++section.contras;
        contra_total_ += section.contra;
        ++contra_count_;
        found_.originator_name = trimmed(line.substr(82, 18));
        return must(line.substr(0, 14) == line.substr(17, 14),
                    "contra-account",
                    i,
                    "a contra's accounts are the same") &&
               must(line.substr(64, 18) == "CONTRA            ",
                    "contra-reference",
                    i,
                    "a contra's reference is CONTRA") &&
               must(section.contras == 1, "contra-repeated", i, "a section has one contra");
    }

    bool credit(std::size_t i, Date on) {
        const std::string_view line = lines_[i];
        const std::int64_t pence = number(line.substr(35, 11)).value_or(0);
        sections_[on].credits += pence;
        credit_total_ += pence;
        found_.instructions.push_back(
            {.end_to_end_id = "",
             .reference = trimmed(line.substr(64, 18)),
             .payee_name = trimmed(line.substr(82, 18)),
             .payee = {std::string(line.substr(0, 6)), std::string(line.substr(6, 8))},
             .amount = Money::from_pence(pence),
             .on = on,
             .group = found_.id});
        return must(!blank(line.substr(82, 18)), "destination-name", i, "the payee has no name");
    }

    bool sections_balance() {
        for (const auto& [on, section] : sections_) {
            if (!must(section.contras == 1,
                      "contra-missing",
                      after_data(),
                      "the section of " + on.iso() + " has no contra") ||
                !must(section.contra == section.credits,
                      "contra-amount",
                      after_data(),
                      "the section of " + on.iso() + " does not balance"))
                return false;
        }
        return true;
    }

    bool trailers() {
        const std::size_t eof1 = after_data();
        const std::string_view utl1 = lines_[eof1 + 2];
        const auto is = [&](std::size_t at, std::size_t width, std::int64_t wanted) {
            return number(utl1.substr(at, width)) == wanted;
        };
        const auto credits = static_cast<std::int64_t>(found_.instructions.size());
        return must(lines_[eof1].substr(4) == lines_[1].substr(4),
                    "eof1-differs",
                    eof1,
                    "it is not HDR1's") &&
               must(lines_[eof1 + 1].substr(4) == lines_[2].substr(4),
                    "eof2-differs",
                    eof1 + 1,
                    "it is not HDR2's") &&
               must(is(4, 13, contra_total_) && is(17, 13, credit_total_),
                    "utl1-totals",
                    eof1 + 2,
                    "the totals are not those of the records") &&
               must(is(30, 7, contra_count_) && is(37, 7, credits),
                    "utl1-counts",
                    eof1 + 2,
                    "the counts are not those of the records");
    }

    std::vector<std::string_view> lines_;
    Submission found_;
    Refusal refusal_;
    bool multi_ = false;
    Date processing_on_;
    std::map<Date, Section> sections_;
    std::int64_t credit_total_ = 0;
    std::int64_t contra_total_ = 0;
    std::int64_t contra_count_ = 0;
};

}  // namespace

Outcome<Submission> read_standard18(std::string_view bytes) {
    return Reader(bytes).read();
}

}  // namespace almoner::ops::bank_stand_in
