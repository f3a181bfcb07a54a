// Reads one cell of a spreadsheet as a date, a sum of money, bank details: kindly, but never
// guessing.
#pragma once

#include "ledger/bank_details/account_number.h"
#include "ledger/bank_details/sort_code.h"
#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace almoner::gateway {

// Every reader trims spaces (also the no-break space) and takes off a spreadsheet's leading
// apostrophe; an empty cell is refused as `empty`. Refusals never repeat the cell.

// YYYY-MM-DD or D/M/YYYY, with midnight after it or nothing. Refused: `date-two-digit-year`,
// `date-month-first` (04/13/2026), `date-serial-number`, `date-does-not-exist`, `date-unreadable`.
ledger::Outcome<ledger::Date> read_date(std::string_view cell);

// The first day on which an agreement, a budget, a plan line or an opening balance may begin: an
// earlier one is a slip of the year (constructed; direct payments began in 1997).
inline constexpr ledger::Date first_term_day = ledger::Date::from_days(7'305);  // 1990-01-01
// The same for such a day. Refused also: `date-before-1990`.
ledger::Outcome<ledger::Date> read_term_date(std::string_view cell);

// The most that one amount for a person may be: above it, it is a slip (constructed).
inline constexpr ledger::Money most_for_a_person = ledger::Money::from_pence(100'000'000);
// Refused: `money-too-big`.
ledger::Outcome<ledger::Done> check_most_for_a_person(ledger::Money amount);

// `£1,234.50`, `1234.5`, `-1234`. Refused: `money-scientific`, `money-too-many-decimals`,
// `money-comma` (12,50 or 1,23,4), `money-too-big`, `money-unreadable`.
ledger::Outcome<ledger::Money> read_money(std::string_view cell);

// `12-34-56`, `12 34 56`, `123456`. Refused: `sort-code-lost-zero` (five digits),
// `number-scientific`, `sort-code-unreadable`.
ledger::Outcome<ledger::SortCode> read_sort_code(std::string_view cell);

// Eight digits, spaces and hyphens allowed. Refused: `account-number-lost-zero` (seven digits),
// `account-number-length` (6, 9 or 10: its bank has a rule for that), `number-scientific`,
// `account-number-unreadable`.
ledger::Outcome<ledger::AccountNumber> read_account_number(std::string_view cell);

// yes, no, y, n, true, false, 1, 0 in any case. Refused: `yes-or-no`.
ledger::Outcome<bool> read_yes_no(std::string_view cell);

// Digits only, from 0 to `most`. Refused: `whole-number`.
ledger::Outcome<std::size_t> read_whole_number(std::string_view cell, std::size_t most);

// A reference: letters, digits and . _ / - , at most 40, beginning with a letter or digit. Refused:
// `reference-characters`, `reference-too-long`, `number-scientific`.
ledger::Outcome<std::string> read_reference(std::string_view cell);

// One piece of text of at most `most` bytes, line breaks turned to spaces. Refused:
// `text-too-long`, `text-control-character`.
ledger::Outcome<std::string> read_text(std::string_view cell, std::size_t most);

// Without outer spaces and the apostrophe that keeps a spreadsheet from reading a formula.
[[nodiscard]] std::string_view trimmed(std::string_view cell);

}  // namespace almoner::gateway
