#include "api/render/answer_words.h"

#include "api/render/figures.h"
#include "api/render/layout.h"
#include "ledger/views/words.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

namespace almoner::api {
namespace {

using Json = nlohmann::ordered_json;
using ledger::Date;
using ledger::Money;

constexpr std::array<std::string_view, 24> money_names{
    "advanced", "after",       "amount",       "balance",   "before", "claimed",
    "closing",  "contingency", "contribution", "due",       "gross",  "net",
    "off_by",   "offset",      "opening",      "owed",      "paid",   "promised",
    "spent",    "sum",         "surplus",      "suspended", "total",  "undrawn"};
constexpr std::array<std::string_view, 6> money_endings{
    "_amount", "_pence", "_total", "_to_spend", "_balance", "_limit"};

// Of pay: what a take-over's control totals, a rate and a corrected slip are told in.
constexpr std::array<std::string_view, 16> pay_names{"at_lel",
                                                     "compensation",
                                                     "employee",
                                                     "employer",
                                                     "lel_to_pt",
                                                     "loan",
                                                     "pension_employee",
                                                     "pension_employer",
                                                     "postgraduate",
                                                     "pt_to_uel",
                                                     "rate",
                                                     "recovered",
                                                     "statutory",
                                                     "tax",
                                                     "taxable",
                                                     "used"};

// An object of sums by their streams.
constexpr std::string_view by_stream = "streams";
constexpr std::string_view pence_ending = "_pence";

// JSON that nests deeper than any answer of ours is shown as it is.
constexpr int deepest = 6;

bool is_sum(const Json& value) {
    return value.is_number_integer() && value.is_number_unsigned()
               ? value.get<std::uint64_t>() <= std::uint64_t{Money::max_pence}
               : value.is_number_integer() && value.get<std::int64_t>() >= -Money::max_pence &&
                     value.get<std::int64_t>() <= Money::max_pence;
}

std::string value_words(std::string_view key, const Json& value);

Kind kind_of(std::string_view key, const Json& value) {
    if (value.is_number_integer()) {
        return names_money(key) && is_sum(value) ? Kind::money : Kind::number;
    }
    if (value.is_string() && Date::parse(value.get_ref<const std::string&>())) return Kind::date;
    return Kind::text;
}

std::optional<ledger::Period> period_in(const Json& value) {
    if (!value.is_object() || value.size() != 2) return std::nullopt;
    const auto day = [&](const char* key) -> std::optional<Date> {
        const auto found = value.find(key);
        if (found == value.end() || !found->is_string()) return std::nullopt;
        return Date::parse(found->get_ref<const std::string&>());
    };
    const auto first = day("first");
    const auto last = day("last");
    if (!first || !last) return std::nullopt;
    return ledger::Period{*first, *last};
}

std::string plain_words(const Json& value);

// "nhs £32.44, social-care £10", "is new: yes, task: 17".
std::string object_words(std::string_view key, const Json& object) {
    if (const auto period = period_in(object)) return period_words(*period);
    std::string words;
    for (const auto& [name, value] : object.items()) {
        const std::string within = std::string(key) + "." + name;
        const bool is_money = kind_of(within, value) == Kind::money;
        words += words.empty() ? "" : ", ";
        if (is_money && key == by_stream) {
            words += name + " " + value_words(within, value);
        } else {
            std::string label = name_words(name);
            if (!label.empty()) label[0] = name[0];
            words += label + ": " + value_words(within, value);
        }
    }
    return words;
}

// What was found is known by its code.
std::string list_words(const Json& list) {
    std::string words;
    for (const Json& one : list) {
        const bool is_finding = one.is_object() && one.contains("code");
        words += (words.empty() ? "" : ", ") + plain_words(is_finding ? one["code"] : one);
    }
    return words;
}

std::string plain_words(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    if (value.is_null()) return "";
    if (value.is_array()) return list_words(value);
    if (value.is_object()) return object_words("", value);
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Before and after: "£9.80, £14.90".
bool are_sums(std::string_view key, const Json& value) {
    return value.is_array() && !value.empty() && names_money(key) &&
           std::ranges::all_of(value, [](const Json& each) { return is_sum(each); });
}

std::string sums_words(const Json& sums) {
    std::string words;
    for (const Json& each : sums) {
        words += words.empty() ? "" : ", ";
        words += ledger::money_words(Money::from_pence(each.get<std::int64_t>()));
    }
    return words;
}

std::string value_words(std::string_view key, const Json& value) {
    if (are_sums(key, value)) return sums_words(value);
    switch (kind_of(key, value)) {
        case Kind::money: return ledger::money_words(Money::from_pence(value.get<std::int64_t>()));
        case Kind::date: return Date::parse(value.get<std::string>())->words();
        case Kind::number:
        case Kind::text: break;
    }
    return printable(value.is_object() ? object_words(key, value) : plain_words(value));
}

Cell cell_of(std::string_view key, const Json& value, Kind kind) {
    if (value.is_null()) return {};
    switch (kind) {
        case Kind::money: return Money::from_pence(value.get<std::int64_t>());
        case Kind::number: return value.get<std::int64_t>();
        case Kind::date: return *Date::parse(value.get<std::string>());
        case Kind::text: break;
    }
    return value.is_object() ? object_words(key, value) : plain_words(value);
}

// "suspense_pence" is a sum of money called "suspense".
std::string without_unit(std::string_view key) {
    if (key.ends_with(pence_ending)) key.remove_suffix(pence_ending.size());
    return std::string(key);
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
        const std::string name = kind == Kind::money ? without_unit(key) : key;
        figures.columns.push_back({key, name_words(name), kind});
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
            const bool none = found == row.end();
            cells.push_back(none ? Cell{} : cell_of(column.name, *found, column.kind));
        }
    }
    for (Column& column : figures.columns) {
        if (column.kind == Kind::money) column.name = without_unit(column.name);
    }
    return figures;
}

// What stands within a cell has columns of its own for a program: "period_first", "streams_nhs".
Json flat(const Json& row) {
    Json out = Json::object();
    for (const auto& [key, value] : row.items()) {
        if (!value.is_object()) {
            out[key] = value;
            continue;
        }
        for (const auto& [name, inner] : value.items()) {
            std::string column = key;
            column += "_";
            column += name;
            out[column] = inner;
        }
    }
    return out;
}

Figures flat_table_of(const Json& rows) {
    Json all = Json::array();
    for (const Json& row : rows) all.push_back(flat(row));
    return table_of(all);
}

void add_value(Figures& figures, const std::string& key, const Json& value) {
    const bool is_money = kind_of(key, value) == Kind::money;
    const std::string name = is_money ? without_unit(key) : key;
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
            tables.push_back(flat_table_of(value));
        } else if (value.is_object() && depth < deepest) {
            append_csv(plain, tables, value, within + key + ".", depth + 1);
        } else {
            add_value(plain, within + key, value);
        }
    }
}

// `within` is the name of the object that these values stand in, with a point.
void append_object(std::string& out,
                   const Json& object,
                   const std::string& within,
                   int depth,
                   const std::string& indent) {
    std::string tables;
    for (const auto& [key, value] : object.items()) {
        if (value.is_array() && value.empty()) continue;
        const std::string name = within + key;
        const bool is_money = kind_of(name, value) == Kind::money;
        const std::string label = indent + name_words(is_money ? without_unit(key) : key) + ":";
        if (is_table(value)) {
            tables += "\n" + name_words(key) + "\n" + terminal_table(table_of(value));
        } else if (value.is_object() && depth < deepest && !period_in(value)) {
            out += label + "\n";
            append_object(out, value, key + ".", depth + 1, indent + "  ");
        } else {
            out += label + " " + value_words(name, value) + "\n";
        }
    }
    out += tables;
}

}  // namespace

bool names_money(std::string_view key) {
    // By stream everything is a sum; else the name after the last point tells.
    if (key.starts_with("streams.") || key.starts_with("streams_")) return true;
    key.remove_prefix(key.rfind('.') == std::string_view::npos ? 0 : key.rfind('.') + 1);
    return std::ranges::find(money_names, key) != money_names.end() ||
           std::ranges::find(pay_names, key) != pay_names.end() ||
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
    append_object(out, answer, "", 0, "");
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
