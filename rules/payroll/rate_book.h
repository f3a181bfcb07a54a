// The rates and thresholds of payroll as dated data that an operator can replace.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::rules {

// What a figure stands on.
enum class RateMark : std::uint8_t {
    published,
    memory,       // not verified
    computed,     // from other figures
    constructed,  // made up, for want of a published one
};

struct RateFigure {
    ledger::Period days{};
    std::int64_t value = 0;  // pence, 1/100 of a per cent, 1/100, a count, or 1 for yes
    RateMark mark = RateMark::published;
    std::string source;
};

class RateBook {
  public:
    // Our own file: comment lines `# version: V`, `# source: WORDS`, `# source KEY: WORDS`, and if
    // wished `# rows: N`; the header `from,until,item,value,mark,source`; a row for each figure.
    // Items are those of `rules/payroll/rate_items.h`, sources those that the file declares. A
    // refusal's field is "row 7, value" with the line's number; its words name every faulty line.
    // Refused: rates-too-large, rates-no-header, rates-bad-row, rates-bad-date, rates-unknown-item,
    // rates-bad-value, rates-bad-mark, rates-unknown-source, rates-overlap, rates-no-version,
    // rates-rows-differ.
    [[nodiscard]] static ledger::Outcome<RateBook> parse(std::string_view csv);

    // Nothing when no row holds on the day: a figure never holds longer than its file says.
    [[nodiscard]] const RateFigure* find(std::string_view item, ledger::Date day) const;
    [[nodiscard]] const std::string& version() const { return version_; }
    // Each figure with its item, by item and then by day.
    [[nodiscard]] const std::map<std::string, std::vector<RateFigure>, std::less<>>& all() const {
        return figures_;
    }

  private:
    std::map<std::string, std::vector<RateFigure>, std::less<>> figures_;
    std::string version_;
};

// "payroll-rate-missing": the book has no such figure for the day; the field is the item.
[[nodiscard]] ledger::Refusal missing_rate(std::string_view item, ledger::Date day);

// Takes many figures of one day; the first that is missing is remembered and the rest are read on.
class RatesOnDay {
  public:
    RatesOnDay(const RateBook& book, ledger::Date day) : book_(&book), day_(day) {}

    [[nodiscard]] ledger::Date day() const { return day_; }
    [[nodiscard]] bool has(std::string_view item) const {
        return book_->find(item, day_) != nullptr;
    }
    // 0 when missing.
    std::int64_t number(std::string_view item);
    ledger::Money money(std::string_view item) { return ledger::Money::from_pence(number(item)); }
    std::int32_t bp(std::string_view item) { return static_cast<std::int32_t>(number(item)); }
    bool yes(std::string_view item) { return number(item) != 0; }

    // `value` when nothing was missing.
    template <class T>
    [[nodiscard]] ledger::Outcome<T> complete(T value) const {
        if (!missing_.empty()) return missing_rate(missing_, day_);
        return value;
    }

  private:
    const RateBook* book_;
    ledger::Date day_;
    std::string missing_;
};

}  // namespace almoner::rules
