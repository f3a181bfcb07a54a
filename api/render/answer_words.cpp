#include "api/render/answer_words.h"

#include "api/render/figures.h"
#include "api/render/layout.h"
#include "ledger/views/words.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::api {
namespace {

using Json = nlohmann::ordered_json;
using ledger::Date;
using ledger::Money;

constexpr std::array<std::string_view, 22> money_names{
    "after", "amount", "balance", "before",    "claimed", "closing", "contingency", "contribution",
    "due",   "gross",  "net",     "off_by",    "opening", "owed",    "paid",        "promised",
    "spent", "sum",    "surplus", "suspended", "total",   "undrawn"};
constexpr std::array<std::string_view, 6> money_endings{
    "_amount", "_pence", "_total", "_to_spend", "_balance", "_limit"};

// JSON that nests deeper than any answer of ours is shown as it is.
constexpr int deepest = 6;

bool is_sum(const Json& value) {
    return value.is_number_integer() && value.is_number_unsigned()
               ? value.get<std::uint64_t>() <= std::uint64_t{Money::max_pence}
               : value.is_number_integer() && value.get<std::int64_t>() >= -Money::max_pence &&
                     value.get<std::int64_t>() <= Money::max_pence;
}

Kind kind_of(std::string_view key, const Json& value) {
    if (value.is_number_integer()) {
        return names_money(key) && is_sum(value) ? Kind::money : Kind::number;
    }
    if (value.is_string() && Date::parse(value.get_ref<const std::string&>())) return Kind::date;
    return Kind::text;
}

std::string plain_words(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    if (value.is_null()) return "";
    if (value.is_array() &&
        std::ranges::all_of(value, [](const Json& one) { return one.is_primitive(); })) {
        std::string list;
        for (const Json& one : value) list += (list.empty() ? "" : ", ") + plain_words(one);
        return list;
    }
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Cell cell_of(const Json& value, Kind kind) {
    if (value.is_null()) return {};
    switch (kind) {
        case Kind::money: return Money::from_pence(value.get<std::int64_t>());
        case Kind::number: return value.get<std::int64_t>();
        case Kind::date: return *Date::parse(value.get<std::string>());
        case Kind::text: break;
    }
    return plain_words(value);
}

bool is_table(const Json& value) {
    return value.is_array() && !value.empty() &&
           std::ranges::all_of(value, [](const Json& one) { return one.is_object(); });
}

// A column is of a kind only where all its values are.
void note_column(Figures& figures, const std::string& key, const Json& value) {
    const Kind kind = kind_of(key, value);
    const auto known = std::ranges::find(figures.columns, key, &Column::name);
    if (known == figures.columns.end()) {
        figures.columns.push_back({key, name_words(key), kind});
    } else if (!value.is_null() && known->kind != kind) {
        known->kind = Kind::text;
    }
}

Figures table_of(const Json& rows) {
    Figures figures;
    for (const Json& row : rows) {
        for (const auto& [key, value] : row.items()) {
            if (!value.is_null()) note_column(figures, key, value);
        }
    }
    for (const Json& row : rows) {
        std::vector<Cell>& cells = figures.rows.emplace_back();
        for (const Column& column : figures.columns) {
            const auto found = row.find(column.name);
            cells.push_back(found == row.end() ? Cell{} : cell_of(*found, column.kind));
        }
    }
    return figures;
}

void add_value(Figures& figures, const std::string& name, const Json& value) {
    const bool is_money = kind_of(name, value) == Kind::money;
    figures.rows.push_back({is_money ? name + "_pence" : name, plain_words(value)});
    if (!is_money) return;
    const Money amount = Money::from_pence(value.get<std::int64_t>());
    figures.rows.push_back({name + "_pounds", ledger::money_decimal(amount)});
}

void append_csv(Figures& plain,
                std::vector<Figures>& tables,
                const Json& object,
                const std::string& within,
                int depth) {
    for (const auto& [key, value] : object.items()) {
        if (is_table(value)) {
            tables.push_back(table_of(value));
        } else if (value.is_object() && depth < deepest) {
            append_csv(plain, tables, value, within + key + ".", depth + 1);
        } else {
            add_value(plain, within + key, value);
        }
    }
}

std::string value_words(std::string_view key, const Json& value) {
    switch (kind_of(key, value)) {
        case Kind::money: return ledger::money_words(Money::from_pence(value.get<std::int64_t>()));
        case Kind::date: return Date::parse(value.get<std::string>())->words();
        case Kind::number:
        case Kind::text: break;
    }
    return printable(plain_words(value));
}

void append_object(std::string& out, const Json& object, int depth, const std::string& indent) {
    std::string tables;
    for (const auto& [key, value] : object.items()) {
        if (value.is_array() && value.empty()) continue;
        if (is_table(value)) {
            tables += "\n" + name_words(key) + "\n" + terminal_table(table_of(value));
        } else if (value.is_object() && depth < deepest) {
            out += indent + name_words(key) + ":\n";
            append_object(out, value, depth + 1, indent + "  ");
        } else {
            out += indent + name_words(key) + ": " + value_words(key, value) + "\n";
        }
    }
    out += tables;
}

}  // namespace

bool names_money(std::string_view key) {
    return std::ranges::find(money_names, key) != money_names.end() ||
           std::ranges::any_of(money_endings,
                               [&](std::string_view ending) { return key.ends_with(ending); });
}

std::string name_words(std::string_view key) {
    std::string words = printable(key);
    std::ranges::replace(words, '_', ' ');
    std::ranges::replace(words, '-', ' ');
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') {
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    }
    return words;
}

std::string answer_words(std::string_view json) {
    const Json answer = Json::parse(json, nullptr, false);
    if (!answer.is_object()) return std::string(json);
    std::string out;
    append_object(out, answer, 0, "");
    return out;
}

std::string answer_csv(std::string_view json) {
    const Json answer = Json::parse(json, nullptr, false);
    if (!answer.is_object()) return std::string(json);
    Figures plain;
    plain.columns = {{"field", "Field", Kind::text}, {"value", "Value", Kind::text}};
    std::vector<Figures> tables;
    append_csv(plain, tables, answer, "", 0);
    if (!plain.rows.empty() || tables.empty()) tables.insert(tables.begin(), std::move(plain));
    return csv_text(tables);
}

}  // namespace almoner::api
