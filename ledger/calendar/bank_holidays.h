// The bank holidays of England and Wales as dated data that an operator can replace.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/outcome.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

struct BankHoliday {
    Date on{};
    std::string name;

    friend bool operator==(const BankHoliday&, const BankHoliday&) = default;
};

// Where a list came from, as its file says.
struct BankHolidaySource {
    std::string version;
    std::string source;

    friend bool operator==(const BankHolidaySource&, const BankHolidaySource&) = default;
};

// Said when a date lies outside the years of the list: weekends are still known, bank holidays are
// not.
struct CalendarWarning {
    std::string code;
    std::string words;
    std::string next;

    friend bool operator==(const CalendarWarning&, const CalendarWarning&) = default;
};

class BankHolidays {
  public:
    // A default list is empty and covers no year.
    BankHolidays() = default;
    // Refused: bank-holidays-empty, bank-holiday-twice, bank-holiday-on-a-weekend,
    // bank-holidays-year-incomplete (fewer than eight in a year: a cut-off file, not a quiet year).
    [[nodiscard]] static Outcome<BankHolidays> make(std::vector<BankHoliday> days,
                                                    BankHolidaySource from);

    [[nodiscard]] const std::vector<BankHoliday>& days() const { return days_; }  // oldest first
    [[nodiscard]] const BankHolidaySource& from() const { return from_; }
    [[nodiscard]] std::optional<std::string_view> name_on(Date day) const;
    // Whether the list speaks for the year of this day.
    [[nodiscard]] bool covers(Date day) const;
    // "bank-holidays-unknown" when any day of the period lies outside the list's years.
    [[nodiscard]] std::optional<CalendarWarning> warning_for(const Period& period) const;

    friend bool operator==(const BankHolidays&, const BankHolidays&) = default;

  private:
    std::vector<BankHoliday> days_;
    BankHolidaySource from_;
};

// Our own file: comment lines `# source:`, `# version:` and, if wished, `# rows:`; then the header
// `date,name`; then a row for each day (YYYY-MM-DD). A UTF-8 mark at the start, CRLF, blank lines,
// quoted names and any order of rows are accepted. A refusal's field is "row 7, date" with the
// line's number in the file; its words name every faulty line.
[[nodiscard]] Outcome<BankHolidays> parse_bank_holidays(std::string_view csv);

struct BankHolidayChanges {
    std::vector<BankHoliday> added;
    std::vector<BankHoliday> removed;
};

// What an operator is shown before a new list takes effect. A name that changed is no change of
// date.
[[nodiscard]] BankHolidayChanges changes_between(const BankHolidays& before,
                                                 const BankHolidays& after);

}  // namespace almoner::ledger
