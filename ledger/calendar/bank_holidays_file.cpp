#include "ledger/calendar/bank_holidays.h"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace almoner::ledger {
namespace {

constexpr std::size_t largest_file_bytes = 1'000'000;
constexpr std::size_t longest_name_bytes = 100;
constexpr std::size_t most_lines_named = 20;

struct RawLine {
    std::size_t number = 0;  // from 1, as an editor shows it
    std::string_view text;
};

std::size_t length_after(std::uint8_t lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xE0) return 2;
    return lead < 0xF0 ? 3 : 4;
}

// The second byte decides whether a character is overlong, a surrogate or beyond Unicode (RFC
// 3629).
bool second_byte_fits(std::uint8_t lead, std::uint8_t second) {
    switch (lead) {
        case 0xE0: return second >= 0xA0;
        case 0xED: return second <= 0x9F;
        case 0xF0: return second >= 0x90;
        case 0xF4: return second <= 0x8F;
        default: return true;
    }
}

// How many bytes the UTF-8 character at the start of `text` takes; nothing when it is not one.
std::optional<std::size_t> character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::size_t length = length_after(byte(0));
    if (length == 1) return 1;
    if (byte(0) < 0xC2 || byte(0) > 0xF4 || text.size() < length) return std::nullopt;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return std::nullopt;
    }
    if (!second_byte_fits(byte(0), byte(1))) return std::nullopt;
    return length;
}

bool is_readable_name(std::string_view name) {
    if (name.empty() || name.size() > longest_name_bytes) return false;
    while (!name.empty()) {
        const auto length = character_length(name);
        const auto lead = static_cast<std::uint8_t>(name.front());
        if (!length || lead < 0x20 || lead == 0x7F) return false;
        name.remove_prefix(*length);
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// The name without its quotes; nothing when a comma or a quote stands where it may not.
std::optional<std::string> unquoted(std::string_view text) {
    if (text.empty() || text.front() != '"') {
        if (text.find_first_of(",\"") != std::string_view::npos) return std::nullopt;
        return std::string(text);
    }
    if (text.size() < 2 || text.back() != '"') return std::nullopt;
    text = text.substr(1, text.size() - 2);
    std::string name;
    bool quote_open = false;
    for (const char c : text) {
        if (quote_open && c != '"') return std::nullopt;
        quote_open = c == '"' && !quote_open;
        if (!quote_open) name += c;
    }
    if (quote_open) return std::nullopt;
    return name;
}

std::vector<RawLine> lines_of(std::string_view csv) {
    if (csv.substr(0, 3) == "\xEF\xBB\xBF") csv.remove_prefix(3);
    std::vector<RawLine> lines;
    for (std::size_t number = 1; !csv.empty(); ++number) {
        const std::size_t end = csv.find('\n');
        std::string_view text = csv.substr(0, end);
        csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
        if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
        if (!trimmed(text).empty()) lines.push_back({number, trimmed(text)});
    }
    return lines;
}

class Reader {
  public:
    void read(std::string_view csv) {
        for (const RawLine& line : lines_of(csv)) {
            if (line.text.front() == '#') {
                read_comment(line.text.substr(1));
            } else if (!header_seen_) {
                read_header(line);
            } else {
                read_row(line);
            }
        }
    }

    Outcome<BankHolidays> result() {
        if (faults_.empty()) check_whole();
        if (!faults_.empty()) return all_faults();
        return BankHolidays::make(std::move(days_), std::move(from_));
    }

  private:
    void read_comment(std::string_view text) {
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) return;
        const std::string_view key = trimmed(text.substr(0, colon));
        const std::string value(trimmed(text.substr(colon + 1)));
        if (key == "source") from_.source = value;
        if (key == "version") from_.version = value;
        if (key == "rows") rows_ = value;
    }

    void read_header(const RawLine& line) {
        header_seen_ = true;
        if (line.text == "date,name") return;
        fault(line,
              "",
              "bank-holidays-no-header",
              "The first row is not \"date,name\".",
              "Put the header date,name above the days.");
    }

    void read_row(const RawLine& line) {
        const std::size_t comma = line.text.find(',');
        const auto on = Date::parse(trimmed(line.text.substr(0, comma)));
        if (!on) {
            fault(line,
                  "date",
                  "bank-holiday-bad-date",
                  "The date is not a day that exists.",
                  "Write the date as year, month, day: 2027-12-27.");
            return;
        }
        const auto name = comma == std::string_view::npos
                              ? std::nullopt
                              : unquoted(trimmed(line.text.substr(comma + 1)));
        if (!name || !is_readable_name(*name)) {
            fault(line,
                  "name",
                  "bank-holiday-bad-name",
                  "The name is missing, too long or can't be read.",
                  "Write a name of up to 100 characters, in quotes when it holds a comma, and save "
                  "the file as UTF-8.");
            return;
        }
        days_.push_back({*on, *name});
    }

    void check_whole() {
        const RawLine whole{};
        if (!header_seen_) {
            fault(whole,
                  "",
                  "bank-holidays-no-header",
                  "The file has no row \"date,name\".",
                  "Put the header date,name above the days.");
        } else if (!is_readable_name(from_.source)) {
            fault(whole,
                  "source",
                  "bank-holidays-no-source",
                  "The file doesn't say its source.",
                  "Add a line such as: # source: gov.uk/bank-holidays");
        } else if (!is_readable_name(from_.version)) {
            fault(whole,
                  "version",
                  "bank-holidays-no-version",
                  "The file doesn't say its version.",
                  "Add a line such as: # version: 2026-08");
        } else if (rows_ && *rows_ != std::to_string(days_.size())) {
            fault(whole,
                  "rows",
                  "bank-holidays-rows-differ",
                  "The file holds " + std::to_string(days_.size()) +
                      " days, which is not the number that its line \"# rows:\" gives.",
                  "Fetch the file again, or mend the number.");
        }
    }

    void fault(const RawLine& line,
               std::string field,
               std::string code,
               std::string words,
               std::string next) {
        if (line.number != 0) {
            const std::string row = "row " + std::to_string(line.number);
            field = field.empty() ? row : row + ", " + field;
        }
        faults_.push_back(
            {std::move(code), std::move(words), std::move(next), std::move(field), ""});
    }

    Refusal all_faults() {
        Refusal first = faults_.front();
        if (faults_.size() == 1) return first;
        first.words += " Also faulty:";
        for (std::size_t i = 1; i < faults_.size() && i <= most_lines_named; ++i) {
            first.words += (i == 1 ? " " : "; ") + faults_[i].field;
        }
        if (faults_.size() - 1 > most_lines_named) {
            first.words +=
                "; and " + std::to_string(faults_.size() - 1 - most_lines_named) + " more";
        }
        first.words += ".";
        return first;
    }

    bool header_seen_ = false;
    std::optional<std::string> rows_;
    BankHolidaySource from_;
    std::vector<BankHoliday> days_;
    std::vector<Refusal> faults_;
};

}  // namespace

Outcome<BankHolidays> parse_bank_holidays(std::string_view csv) {
    if (csv.size() > largest_file_bytes) {
        return Refusal{"bank-holidays-too-large",
                       "The file is larger than 1 MB, so it is not a list of bank holidays.",
                       "Check which file was given.",
                       "",
                       ""};
    }
    Reader reader;
    reader.read(csv);
    return reader.result();
}

}  // namespace almoner::ledger
