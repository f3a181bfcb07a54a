// A table of figures as one value, and its forms: for a terminal, JSON and CSV.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace almoner::api {

enum class Kind : std::uint8_t { text, number, money, date };

// What is words for a person may be several values for a program.
enum class Seen : std::uint8_t { everywhere, by_programs, not_in_json };

struct Column {
    std::string name;     // the key in JSON and the header in CSV: "free_to_spend"
    std::string heading;  // for a person: "Free to spend"
    Kind kind = Kind::text;
    Seen seen = Seen::everywhere;
};

// Empty: there is nothing to show, which is not nil.
using Cell = std::variant<std::monostate, std::string, std::int64_t, ledger::Money, ledger::Date>;

struct Figures {
    std::string name;   // the key of the rows in JSON: "entries"
    std::string title;  // one line above the table
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;  // as wide as the columns, each cell of its column's kind
    std::vector<std::string> notes;       // below the table, one line each
};

// Aligned columns; in a money column every row has pence as soon as one has.
[[nodiscard]] std::string terminal_table(const Figures& figures);

// {"version":1,"title":...,"<name>":[{...}],"notes":[...]}, amounts in pence, dates ISO 8601.
[[nodiscard]] std::string json_text(const Figures& figures);

// Several tables in one object, each under its name: {"version":1,"currency":"GBP","sentence":...,
// "<name>":[{...}],"<other>":[{...}],"titles":{"<name>":...},"notes":{"<name>":[...]}}.
[[nodiscard]] std::string json_text(const std::string& sentence, std::span<const Figures> tables);

// A money column x becomes x_pence and x_pounds; the first column is the version of the layout.
[[nodiscard]] std::string csv_text(const Figures& figures);
// Several tables, an empty line between two.
[[nodiscard]] std::string csv_text(std::span<const Figures> tables);

// Layouts change by adding columns at the end; anything else raises this.
inline constexpr std::int64_t layout_version = 1;

}  // namespace almoner::api
