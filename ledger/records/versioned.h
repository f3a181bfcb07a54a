// What the readers of all tables of dated versions share: (number, version) is one version, and of
// those with from_on <= D the highest version counts on D.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace almoner::ledger {

inline constexpr char of_number_on_day[] =
    "WHERE number = $1 AND from_on <= $2 ORDER BY version DESC LIMIT 1";
inline constexpr char of_ref_on_day[] =
    "WHERE ref = $1 AND from_on <= $2 ORDER BY version DESC LIMIT 1";
inline constexpr char of_kind_and_ref_on_day[] =
    "WHERE kind = $3 AND ref = $1 AND from_on <= $2 ORDER BY version DESC LIMIT 1";
// In the order of their rows, which is the table's own: a scan, and versions come in order.
inline constexpr char all_on_day[] = "WHERE from_on <= $1 ORDER BY id";
inline constexpr char all_versions[] = "WHERE number = $1 ORDER BY version";

// The text of a query out of two parts, for a Query at namespace scope.
template <std::size_t N, std::size_t M>
consteval std::array<char, N + M - 1> joined(const char (&first)[N], const char (&second)[M]) {
    std::array<char, N + M - 1> text{};
    std::copy_n(first, N - 1, text.begin());
    std::copy_n(second, M, text.begin() + (N - 1));
    return text;
}

[[nodiscard]] inline std::optional<Money> maybe_money(const Rows& rows, int column) {
    if (rows.is_null(column)) return std::nullopt;
    return rows.money(column);
}

template <class Read>
auto only_row(Rows rows, Read read) -> std::optional<decltype(read(rows))> {
    if (!rows.next()) return std::nullopt;
    return read(rows);
}

template <class Read>
auto all_rows(Rows rows, Read read) {
    std::vector<decltype(read(rows))> all;
    while (rows.next()) all.push_back(read(rows));
    return all;
}

// The last version of each number, by number.
template <class Read>
auto last_of_each(Rows rows, Read read) {
    std::vector<decltype(read(rows))> all;
    const auto place_of = [&](std::int64_t number) -> std::size_t {
        const auto at = std::lower_bound(
            all.begin(), all.end(), number, [](const auto& each, std::int64_t wanted) {
                return each.number < wanted;
            });
        return static_cast<std::size_t>(at - all.begin());
    };
    while (rows.next()) {
        auto row = read(rows);
        if (all.empty() || all.back().number < row.number) {
            all.push_back(std::move(row));
            continue;
        }
        const std::size_t place = place_of(row.number);
        if (all[place].number == row.number) {
            all[place] = std::move(row);
        } else {
            all.insert(all.begin() + static_cast<std::ptrdiff_t>(place), std::move(row));
        }
    }
    return all;
}

// What is asked of every table of versions, by its columns ("SELECT ... FROM table ") and what
// makes a record of them.
template <const auto& columns, auto read>
class Versions {
  public:
    static auto numbered(Database& database, std::int64_t number, Date on) {
        return only_row(database.select(of_number, number, on), read);
    }
    static auto by_ref(Database& database, std::string_view ref, Date on) {
        return only_row(database.select(of_ref, ref, on), read);
    }
    static auto on_day(Database& database, Date on) {
        return last_of_each(database.select(of_day, on), read);
    }
    static auto all_of(Database& database, std::int64_t number) {
        return all_rows(database.select(of_all, number), read);
    }

  private:
    static constexpr auto of_number_text = joined(columns, of_number_on_day);
    static constexpr auto of_ref_text = joined(columns, of_ref_on_day);
    static constexpr auto of_day_text = joined(columns, all_on_day);
    static constexpr auto of_all_text = joined(columns, all_versions);
    static inline const Query of_number{of_number_text.data()};
    static inline const Query of_ref{of_ref_text.data()};
    static inline const Query of_day{of_day_text.data()};
    static inline const Query of_all{of_all_text.data()};
};

template <class Record>
void number_version(Work& work,
                    const RecordTable& table,
                    const Query& last_version,
                    Record& record) {
    if (record.number == 0) {
        record.number = work.records().next_number(table);
        record.version = 1;
        return;
    }
    Rows rows = work.database().select(last_version, record.number);
    record.version = rows.next() ? rows.integer(0) + 1 : 1;
}

}  // namespace almoner::ledger
