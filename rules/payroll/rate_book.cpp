#include "rules/payroll/rate_book.h"

#include "rules/payroll/rate_items.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

namespace almoner::rules {
namespace {

using ledger::Date;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::size_t largest_file_bytes = 1'000'000;
constexpr std::size_t most_lines_named = 20;
constexpr std::string_view header_words = "from,until,item,value,mark,source";
// A value above this is a slip, and sums made of it stay far from the largest sum of money.
constexpr std::int64_t largest_value = 10'000'000'000;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool all_digits =
        !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!all_digits || error != std::errc{} || value > largest_value) return std::nullopt;
    return value;
}

// "116.75" as 11,675; "13.8" as 1,380.
std::optional<std::int64_t> hundredths(std::string_view text) {
    const std::size_t point = text.find('.');
    const auto whole = whole_number(text.substr(0, point));
    if (!whole) return std::nullopt;
    if (point == std::string_view::npos) return *whole * 100;
    const std::string_view digits = text.substr(point + 1);
    const auto part = whole_number(digits);
    if (!part || digits.size() > 2) return std::nullopt;
    return *whole * 100 + (digits.size() == 1 ? *part * 10 : *part);
}

std::optional<std::int64_t> value_in(RateUnit unit, std::string_view text) {
    switch (unit) {
        case RateUnit::pounds:
        case RateUnit::per_cent:
        case RateUnit::decimal: return hundredths(text);
        case RateUnit::count: return whole_number(text);
        case RateUnit::yes_no: break;
    }
    if (text != "yes" && text != "no") return std::nullopt;
    return text == "yes" ? 1 : 0;
}

std::string_view how_to_write(RateUnit unit) {
    switch (unit) {
        case RateUnit::pounds: return "Write pounds and pence: 116.75.";
        case RateUnit::per_cent: return "Write per cent, with at most two decimals: 13.8.";
        case RateUnit::decimal: return "Write a number with at most two decimals: 5.6.";
        case RateUnit::count: return "Write a whole number: 28.";
        case RateUnit::yes_no: break;
    }
    return "Write yes or no.";
}

std::optional<RateMark> mark_of(std::string_view text) {
    if (text.empty()) return RateMark::published;
    if (text == "memory") return RateMark::memory;
    if (text == "computed") return RateMark::computed;
    if (text == "constructed") return RateMark::constructed;
    return std::nullopt;
}

struct RateRow {
    std::size_t line = 0;
    std::string item;
    RateFigure figure;
};

class RateReader {
  public:
    void read(std::string_view csv) {
        if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
        for (std::size_t number = 1; !csv.empty(); ++number) {
            const std::size_t end = csv.find('\n');
            std::string_view text = csv.substr(0, end);
            csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
            if (text.ends_with('\r')) text.remove_suffix(1);
            read_line(number, trimmed(text));
        }
        if (faults_.empty()) check_whole();
        if (faults_.empty()) check_overlaps();
    }

    [[nodiscard]] const std::vector<Refusal>& faults() const { return faults_; }
    [[nodiscard]] std::vector<RateRow>& rows() { return rows_; }
    [[nodiscard]] const std::string& version() const { return version_; }

  private:
    void read_line(std::size_t number, std::string_view text) {
        if (text.empty()) return;
        if (text.front() == '#') return read_comment(text.substr(1));
        if (header_seen_) return read_row(number, text);
        header_seen_ = true;
        if (text == header_words) return;
        fault(number,
              "",
              "rates-no-header",
              "The first row is not the header.",
              "Put the header " + std::string(header_words) + " above the figures.");
    }

    void read_comment(std::string_view text) {
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) return;
        const std::string_view key = trimmed(text.substr(0, colon));
        const std::string value(trimmed(text.substr(colon + 1)));
        constexpr std::string_view source = "source ";
        if (key.starts_with(source)) sources_.emplace(trimmed(key.substr(source.size())));
        if (key == "version") version_ = value;
        if (key == "rows") promised_rows_ = value;
    }

    void read_row(std::size_t number, std::string_view text) {
        std::array<std::string_view, 6> cells;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::size_t comma = text.find(',');
            const bool last = i + 1 == cells.size();
            if (last != (comma == std::string_view::npos)) {
                fault(number,
                      "",
                      "rates-bad-row",
                      "The row has not six cells.",
                      "Fill " + std::string(header_words) + "; the mark may be empty.");
                return;
            }
            cells[i] = trimmed(text.substr(0, comma));
            if (!last) text.remove_prefix(comma + 1);
        }
        read_cells(number, cells);
    }

    void read_cells(std::size_t number, const std::array<std::string_view, 6>& cells) {
        const auto from = Date::parse(cells[0]);
        const auto until = Date::parse(cells[1]);
        const auto unit = unit_of_item(cells[2]);
        const auto value = unit ? value_in(*unit, cells[3]) : std::nullopt;
        const auto mark = mark_of(cells[4]);
        if (!from || !until || *until < *from) {
            fault(number,
                  from ? "until" : "from",
                  "rates-bad-date",
                  "The first or last day is not a day, or the last is before the first.",
                  "Write the days as year, month, day: 2026-04-06.");
        } else if (!unit) {
            fault(number,
                  "item",
                  "rates-unknown-item",
                  "No rule reads an item of this name.",
                  "Correct its name, or take the row out.");
        } else if (!value) {
            fault(number,
                  "value",
                  "rates-bad-value",
                  "The value of " + std::string(cells[2]) + " can't be read.",
                  std::string(how_to_write(*unit)));
        } else if (!mark) {
            fault(number,
                  "mark",
                  "rates-bad-mark",
                  "The mark is not one that is known.",
                  "Leave it empty, or write memory, computed or constructed.");
        } else if (!sources_.contains(cells[5])) {
            fault(number,
                  "source",
                  "rates-unknown-source",
                  "The file doesn't say what this source is.",
                  "Add a line such as: # source GOVUK: gov.uk, rates and thresholds");
        } else {
            rows_.push_back({number,
                             std::string(cells[2]),
                             {{*from, *until}, *value, *mark, std::string(cells[5])}});
        }
    }

    void check_whole() {
        if (!header_seen_) {
            fault(0,
                  "",
                  "rates-no-header",
                  "The file has no header.",
                  "Put the header " + std::string(header_words) + " above the figures.");
        } else if (version_.empty()) {
            fault(0,
                  "version",
                  "rates-no-version",
                  "The file doesn't say its version.",
                  "Add a line such as: # version: 2026-11");
        } else if (promised_rows_ && *promised_rows_ != std::to_string(rows_.size())) {
            fault(0,
                  "rows",
                  "rates-rows-differ",
                  "The file holds " + std::to_string(rows_.size()) +
                      " figures, which is not the number that its line \"# rows:\" gives.",
                  "Fetch the file again, or mend the number.");
        }
    }

    void check_overlaps() {
        std::ranges::stable_sort(rows_, {}, [](const RateRow& row) {
            return std::pair(std::string_view(row.item), row.figure.days.first);
        });
        for (std::size_t i = 1; i < rows_.size(); ++i) {
            const RateRow& before = rows_[i - 1];
            const RateRow& row = rows_[i];
            if (row.item != before.item || before.figure.days.last < row.figure.days.first)
                continue;
            fault(row.line,
                  "from",
                  "rates-overlap",
                  row.item + " has two values on " + row.figure.days.first.words() + ".",
                  "End row " + std::to_string(before.line) + " the day before, or keep one row.");
        }
    }

    void fault(std::size_t line,
               std::string_view field,
               std::string code,
               std::string words,
               std::string next) {
        std::string where = line == 0 ? "" : "row " + std::to_string(line);
        if (!field.empty()) where += (where.empty() ? "" : ", ") + std::string(field);
        faults_.push_back(
            {std::move(code), std::move(words), std::move(next), std::move(where), ""});
    }

    bool header_seen_ = false;
    std::string version_;
    std::optional<std::string> promised_rows_;
    std::set<std::string, std::less<>> sources_;
    std::vector<RateRow> rows_;
    std::vector<Refusal> faults_;
};

Refusal all_of(const std::vector<Refusal>& faults) {
    Refusal first = faults.front();
    if (faults.size() == 1) return first;
    const std::size_t named = std::min(faults.size(), most_lines_named + 1);
    first.words += " Also faulty:";
    for (std::size_t i = 1; i < named; ++i) first.words += (i == 1 ? " " : "; ") + faults[i].field;
    if (faults.size() > named) {
        first.words += "; and " + std::to_string(faults.size() - named) + " more";
    }
    first.words += ".";
    return first;
}

}  // namespace

Outcome<RateBook> RateBook::parse(std::string_view csv) {
    if (csv.size() > largest_file_bytes) {
        return Refusal{"rates-too-large",
                       "The file is larger than 1 MB, so it is not a file of payroll rates.",
                       "Check which file was given.",
                       "",
                       ""};
    }
    RateReader reader;
    reader.read(csv);
    if (!reader.faults().empty()) return all_of(reader.faults());
    RateBook book;
    book.version_ = reader.version();
    for (RateRow& row : reader.rows()) {
        book.figures_[std::move(row.item)].push_back(std::move(row.figure));
    }
    return book;
}

const RateFigure* RateBook::find(std::string_view item, Date day) const {
    const auto figures = figures_.find(item);
    if (figures == figures_.end()) return nullptr;
    const auto found = std::ranges::find_if(
        figures->second, [&](const RateFigure& each) { return each.days.holds(day); });
    return found == figures->second.end() ? nullptr : &*found;
}

Refusal missing_rate(std::string_view item, Date day) {
    return {"payroll-rate-missing",
            "The payroll rates hold no " + std::string(item) + " for " + day.words() + ".",
            "Add a row for it to the file of rates, or check the year.",
            std::string(item),
            ""};
}

std::int64_t RatesOnDay::number(std::string_view item) {
    if (const RateFigure* const figure = book_->find(item, day_)) return figure->value;
    if (missing_.empty()) missing_ = item;
    return 0;
}

}  // namespace almoner::rules
