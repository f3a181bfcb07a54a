// Our own payroll rates, and the cases that others publish, row by row.
#pragma once

#include "rules/payroll/rate_book.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"

#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::testing {

inline ledger::Date on(std::string_view iso) {
    return ledger::Date::parse(iso).value();
}

inline ledger::Money pence(std::int64_t pence) {
    return ledger::Money::from_pence(pence);
}

// "1048.26", "-3", "" for nothing.
inline ledger::Money pounds(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    std::string digits(text.substr(0, point));
    std::string part(text.substr(std::min(point + 1, text.size())));
    part.resize(2, '0');
    const std::int64_t value = std::stoll("0" + digits + part);
    return pence(negative ? -value : value);
}

inline const rules::RateBook& our_rates() {
    static const rules::RateBook book = [] {
        auto parsed = rules::RateBook::parse(
            read_whole(project_path("ops/reference-data/payroll-rates.csv")));
        if (!parsed.accepted()) throw std::runtime_error(parsed.refusal().words);
        return std::move(parsed).value();
    }();
    return book;
}

using SampleRow = std::map<std::string, std::string, std::less<>>;

// The rows of a file of payroll/samples; none when the samples are not there.
inline std::vector<SampleRow> sample_rows(const std::string& file) {
    const auto path = reference_path("payroll/samples/" + file);
    if (!path) return {};
    std::istringstream lines(read_whole(*path));
    const auto cells_of = [](const std::string& line) {
        std::vector<std::string> cells;
        std::istringstream in(line);
        for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
        return cells;
    };
    std::string line;
    std::getline(lines, line);
    const std::vector<std::string> header = cells_of(line);
    std::vector<SampleRow> rows;
    while (std::getline(lines, line)) {
        if (line.ends_with('\r')) line.pop_back();
        std::vector<std::string> cells = cells_of(line);
        cells.resize(header.size());
        SampleRow row;
        for (std::size_t i = 0; i < header.size(); ++i) row[header[i]] = cells[i];
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace almoner::testing
