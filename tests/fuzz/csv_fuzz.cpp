// Any bytes are a table or a refusal; every row is as wide as the header and UTF-8, and what we
// write of it reads back the same.
#include "gateway/csv/cells.h"
#include "gateway/csv/csv_encoding.h"
#include "gateway/csv/csv_reader.h"
#include "gateway/csv/csv_writer.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace almoner::gateway;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

std::string in_pounds(std::int64_t pence) {
    const std::int64_t size = pence < 0 ? -pence : pence;
    const std::string part = std::to_string(100 + size % 100).substr(1);
    return (pence < 0 ? "-" : "") + std::to_string(size / 100) + "." + part;
}

void read_as_everything(const std::string& cell) {
    const auto money = read_money(cell);
    if (money.accepted()) {
        require(read_money(in_pounds(money.value().pence())).value() == money.value());
    }
    const auto date = read_date(cell);
    if (date.accepted()) require(read_date(date.value().iso()).value() == date.value());
    const auto code = read_sort_code(cell);
    if (code.accepted()) require(read_sort_code(code.value().written()).value() == code.value());
    const auto account = read_account_number(cell);
    require(account.accepted() || !account.refusal().next.empty());
    const auto text = read_text(cell, 100);
    require(!text.accepted() || is_utf8(text.value()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(data, data + size);
    const auto read = read_csv(bytes);
    if (!read.accepted()) {
        require(!read.refusal().code.empty() && !read.refusal().next.empty());
        return 0;
    }
    const CsvTable& table = read.value();
    std::vector<std::string> header;
    for (std::size_t i = 0; i < table.header.size(); ++i) header.push_back("c" + std::to_string(i));
    CsvWriter writer(header);
    for (const CsvRow& row : table.rows) {
        require(row.cells.size() == header.size());
        std::vector<std::string> cells;
        for (const std::string& cell : row.cells) {
            require(is_utf8(cell));
            cells.emplace_back(without_apostrophe(cell));
            read_as_everything(cell);
        }
        writer.row(cells);
    }
    const auto again = read_csv(writer.bytes());
    require(again.accepted() && again.value().problems.empty());
    require(again.value().rows.size() == table.rows.size());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        for (std::size_t j = 0; j < header.size(); ++j) {
            require(without_apostrophe(again.value().rows[i].cells[j]) ==
                    without_apostrophe(table.rows[i].cells[j]));
        }
    }
    return 0;
}
