#include "ledger/storage/postgres/array_rows.h"

#include "ledger/storage/column_list.h"
#include "ledger/values/invariant.h"

namespace almoner::ledger {
namespace {

constexpr int octets_of_value = 8;
// How many dimensions, whether there are nulls, the type, how many values, the first one's number.
constexpr std::size_t place_of_count = 12;

std::string arrays(std::size_t count) {
    std::string list = "unnest(";
    for (std::size_t i = 1; i <= count; ++i) {
        if (i > 1) list += ", ";
        list += "CAST($" + std::to_string(i) + " AS bigint[])";
    }
    return list + ")";
}

}  // namespace

std::string change_by_arrays(std::string_view table, std::span<const std::string_view> columns) {
    if (columns.size() < 2) throw InvariantBroken("a change of nothing");
    const std::string id(columns.front());
    std::string values;
    for (const std::string_view column : columns.subspan(1)) {
        if (!values.empty()) values += ", ";
        values += std::string(column) + " = given." + std::string(column);
    }
    return "UPDATE " + std::string(table) + " AS stored SET " + values + " FROM " +
           arrays(columns.size()) + " AS given(" + column_list(columns) + ") WHERE stored." + id +
           " = given." + id;
}

std::string merge_by_arrays(std::string_view table,
                            std::span<const std::string_view> columns,
                            std::size_t keys,
                            Merge how) {
    if (keys == 0 || columns.size() <= keys) throw InvariantBroken("a merge of nothing");
    const std::string name(table);
    std::string values;
    for (const std::string_view column : columns.subspan(keys)) {
        if (!values.empty()) values += ", ";
        const std::string value(column);
        values += value + " = ";
        if (how == Merge::adds) values += name + "." + value + " + ";
        values += "excluded." + value;
    }
    return "INSERT INTO " + name + "(" + column_list(columns) + ") SELECT " + column_list(columns) +
           " FROM " + arrays(columns.size()) + " AS given(" + column_list(columns) +
           ") ON CONFLICT (" + column_list(columns.first(keys)) + ") DO UPDATE SET " + values;
}

ArrayRows::ArrayRows(PostgresConnection& connection,
                     CopyRows& waiting_rows,
                     std::string sql,
                     std::size_t columns)
    : connection_(connection), waiting_rows_(waiting_rows), sql_(std::move(sql)), arrays_(columns) {
    clear();
}

void ArrayRows::clear() {
    for (std::string& array : arrays_) {
        array.clear();
        wire::put_int32(array, 1);
        wire::put_int32(array, 0);
        wire::put_int32(array, static_cast<std::int32_t>(wire::type_int8));
        wire::put_int32(array, 0);
        wire::put_int32(array, 1);
    }
    column_ = 0;
    count_ = 0;
}

void ArrayRows::integers(std::span<const std::int64_t> values) {
    for (const std::int64_t value : values) {
        if (column_ == arrays_.size()) throw InvariantBroken("a row with too many values");
        std::string& array = arrays_[column_++];
        wire::put_int32(array, octets_of_value);
        wire::put_integer(array, value, octets_of_value);
    }
}

void ArrayRows::text(std::string_view /*value*/) {
    throw InvariantBroken("something else than a number among rows of numbers");
}

void ArrayRows::end_row() {
    if (column_ != arrays_.size()) throw InvariantBroken("a row with too few values");
    column_ = 0;
    ++count_;
}

void ArrayRows::flush() {
    if (count_ == 0) return;
    std::string count;
    wire::put_int32(count, static_cast<std::int32_t>(count_));
    for (std::string& array : arrays_) array.replace(place_of_count, count.size(), count);
    waiting_rows_.insert();
    connection_.send_once(sql_, {arrays_.begin(), arrays_.end()});
    clear();
}

}  // namespace almoner::ledger
