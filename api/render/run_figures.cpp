#include "api/render/run_figures.h"

#include "api/render/figures.h"
#include "ledger/records/payment.h"
#include "ledger/values/kinds.h"
#include "ledger/views/words.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace almoner::api {
namespace {

using ledger::Date;
using ledger::Money;
using nlohmann::json;

Money money_in(const json& object, const std::string& key) {
    return Money::from_pence(object.value(key, std::int64_t{0}));
}

Date day_in(const json& object, const char* key) {
    return Date::parse(object.at(key).get<std::string>()).value();
}

std::string text_in(const json& object, const char* key) {
    return object.value(key, std::string());
}

std::string name_and_account(const json& payment) {
    const std::string account = text_in(payment, "account");
    return text_in(payment, "payee") + (account.empty() ? "" : " " + account);
}

// "£120 to council" is paid beside it, "-£86" is taken off: so each row adds up.
std::string contribution_words(const json& payment) {
    const Money contribution = money_in(payment, "contribution");
    if (contribution.is_zero()) return "";
    const bool is_taken_off = text_in(payment, "contribution_is") == "taken off";
    return is_taken_off ? ledger::money_words(-contribution)
                        : ledger::money_words(contribution) + " to council";
}

bool was_waiting(const json& payment) {
    return text_in(payment, "kind") == name_of(ledger::PaymentKind::waiting_money);
}

// An emergency was paid beside it: in words; empty where none was.
std::string besides(const json& payment) {
    for (const json& finding : payment.at("findings")) {
        if (text_in(finding, "code") == "paid-besides") return text_in(finding, "words");
    }
    return "";
}

// What sets it apart from its run.
std::string remark(const json& payment, const json& run) {
    const std::string state = text_in(payment, "state");
    std::string words = state == text_in(run, "state") ? "" : state;
    const auto add = [&](const char* more) {
        words += (words.empty() ? "" : ", ") + std::string(more);
    };
    if (was_waiting(payment)) add("set aside before");
    if (!text_in(payment, "late").empty()) add("late");
    if (!besides(payment).empty()) add("paid besides");
    return words;
}

// Each reason once: most are late for the same.
std::vector<std::string> late_notes(const json& run) {
    std::map<std::string, std::string> refs;
    for (const json& payment : run.at("payments")) {
        const std::string late = text_in(payment, "late");
        if (late.empty()) continue;
        std::string& all = refs[late];
        all += (all.empty() ? "" : ", ") + text_in(payment, "payment");
    }
    std::vector<std::string> notes;
    notes.reserve(refs.size());
    for (const auto& [late, all] : refs) {
        notes.push_back(refs.size() == 1 ? "" : all + ": ");
        notes.back().append("late. ").append(late);
    }
    if (notes.size() == 1) notes[0][0] = 'L';
    return notes;
}

void add_notes(const json& payment, std::vector<std::string>& notes) {
    const std::string ref = text_in(payment, "payment") + ": ";
    if (text_in(payment, "state") == "held") {
        for (const json& finding : payment.at("findings")) {
            if (text_in(finding, "outcome") != "held") continue;
            notes.push_back(ref + "held. " + text_in(finding, "words") + " " +
                            text_in(finding, "next"));
        }
    }
    if (const std::string words = besides(payment); !words.empty()) notes.push_back(ref + words);
    if (!payment.contains("reason")) return;
    notes.push_back(ref + text_in(payment, "kind") + ", " + text_in(payment, "reason") + ": " +
                    text_in(payment, "words") +
                    (payment.value("other_account", false)
                         ? " It goes to another account than the agreement's."
                         : ""));
}

Figures payments_for_a_person(const json& run) {
    Figures figures{.name = "payments",
                    .title = "",
                    .columns = {{"payment", "Payment", Kind::text},
                                {"person", "Person", Kind::text},
                                {"payee", "Payee", Kind::text},
                                {"period", "Period", Kind::text},
                                {"entry_on", "Arrives", Kind::date},
                                {"gross", "Gross", Kind::money},
                                {"contribution", "Contribution", Kind::text},
                                {"advanced", "Paid before", Kind::money},
                                {"offset", "Offset", Kind::money},
                                {"net", "Net", Kind::money},
                                {"remark", "Remark", Kind::text}},
                    .rows = {},
                    .notes = late_notes(run)};
    bool some_advanced = false;
    bool some_offset = false;
    for (const json& payment : run.at("payments")) {
        const json& period = payment.at("period");
        some_advanced = some_advanced || !money_in(payment, "advanced").is_zero();
        some_offset = some_offset || !money_in(payment, "offset").is_zero();
        figures.rows.push_back(
            {text_in(payment, "payment"),
             text_in(payment, "person"),
             name_and_account(payment),
             ledger::period_words({day_in(period, "first"), day_in(period, "last")}),
             day_in(payment, "entry_on"),
             money_in(payment, "gross"),
             contribution_words(payment),
             money_in(payment, "advanced"),
             money_in(payment, "offset"),
             money_in(payment, "net"),
             remark(payment, run)});
        add_notes(payment, figures.notes);
    }
    if (std::ranges::any_of(run.at("payments"), was_waiting)) {
        figures.notes.emplace_back(
            "Set aside before: taken over from another system, or moved here by a change of "
            "option. "
            "No period pays it.");
    }
    // Rarely anything was.
    if (!some_advanced) figures.columns[7].seen = Seen::by_programs;
    if (!some_offset) figures.columns[8].seen = Seen::by_programs;
    return figures;
}

Figures files_of(const json& run) {
    Figures figures{.name = "files",
                    .title = "Files",
                    .columns = {{"file", "File", Kind::text},
                                {"state", "State", Kind::text},
                                {"entry_on", "Arrives", Kind::date},
                                {"items", "Payments", Kind::number},
                                {"total", "Total", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const json& file : run.at("files")) {
        figures.rows.push_back({text_in(file, "file"),
                                text_in(file, "state"),
                                day_in(file, "entry_on"),
                                file.at("items").get<std::int64_t>(),
                                money_in(file, "total")});
    }
    return figures;
}

std::string heading_of(const json& run) {
    const auto count = run.at("count").get<std::int64_t>();
    const auto held = run.at("held").get<std::int64_t>();
    std::string words = text_in(run, "run") + " is " + text_in(run, "state") + ": " +
                        std::to_string(count) + (count == 1 ? " payment" : " payments") + " of " +
                        ledger::money_words(money_in(run, "total")) + " in all";
    if (held > 0) words += ", and " + std::to_string(held) + " held";
    words += ".\n";
    std::string streams;
    for (const auto& [stream, sum] : run.at("streams").items()) {
        streams += (streams.empty() ? "" : ", ") + stream + " " +
                   ledger::money_words(Money::from_pence(sum.get<std::int64_t>()));
    }
    if (!streams.empty()) words += "By stream: " + streams + ".\n";
    if (text_in(run, "state") == "proposed" && count > 0) {
        words += "To approve it: --confirm " + text_in(run, "confirm") + "\n";
    }
    return words;
}

std::vector<Column> columns_for_programs() {
    std::vector<Column> columns{{"run", "", Kind::text},
                                {"payment", "", Kind::text},
                                {"person", "", Kind::text},
                                {"payee", "", Kind::text},
                                {"account", "", Kind::text},
                                {"agreement", "", Kind::text},
                                {"kind", "", Kind::text},
                                {"option", "", Kind::text},
                                {"period_first", "", Kind::date},
                                {"period_last", "", Kind::date},
                                {"attempt", "", Kind::number},
                                {"nominal_on", "", Kind::date},
                                {"entry_on", "", Kind::date},
                                {"gross", "", Kind::money},
                                {"contribution", "", Kind::money},
                                {"contribution_is", "", Kind::text},
                                {"advanced", "", Kind::money},
                                {"net", "", Kind::money}};
    for (const ledger::Stream stream : ledger::all_streams) {
        if (stream == ledger::Stream::unassigned) continue;
        columns.push_back({"streams_" + std::string(name_of(stream)), "", Kind::money});
    }
    columns.insert(columns.end(),
                   {{"state", "", Kind::text},
                    {"late", "", Kind::text},
                    {"held_for", "", Kind::text},
                    {"next", "", Kind::text},
                    {"reason", "", Kind::text},
                    {"words", "", Kind::text},
                    {"evidence", "", Kind::number},
                    {"other_account", "", Kind::text},
                    {"offset", "", Kind::money}});
    return columns;
}

std::string held_for(const json& payment) {
    std::string codes;
    if (text_in(payment, "state") != "held") return codes;
    for (const json& finding : payment.at("findings")) {
        if (text_in(finding, "outcome") != "held") continue;
        codes += (codes.empty() ? "" : ", ") + text_in(finding, "code");
    }
    return codes;
}

Cell plain_cell(const json& payment, const std::string& column) {
    if (!payment.contains(column) || payment[column].is_null()) return {};
    const json& value = payment[column];
    if (value.is_boolean()) return std::string(value.get<bool>() ? "yes" : "no");
    if (value.is_number_integer()) return value.get<std::int64_t>();
    return value.get<std::string>();
}

// By the kind of its column; what stands within another is named "period_first", "streams_nhs".
Cell program_cell(const std::string& run, const json& payment, const Column& column) {
    constexpr std::string_view by_stream = "streams_";
    if (column.name == "run") return run;
    if (column.name == "held_for") return held_for(payment);
    if (column.name == "period_first") return day_in(payment.at("period"), "first");
    if (column.name == "period_last") return day_in(payment.at("period"), "last");
    if (column.name.starts_with(by_stream)) {
        return money_in(payment.at("streams"), column.name.substr(by_stream.size()));
    }
    switch (column.kind) {
        case Kind::money: return money_in(payment, column.name);
        case Kind::date: return day_in(payment, column.name.c_str());
        case Kind::text:
        case Kind::number: break;
    }
    return plain_cell(payment, column.name);
}

}  // namespace

std::string run_words(std::string_view answer) {
    const json run = json::parse(answer);
    std::string words = heading_of(run) + "\n" + terminal_table(payments_for_a_person(run));
    if (!run.at("files").empty()) words += "\n" + terminal_table(files_of(run));
    return words;
}

std::string run_csv(std::string_view answer) {
    const json run = json::parse(answer);
    Figures figures{.name = "payments",
                    .title = "",
                    .columns = columns_for_programs(),
                    .rows = {},
                    .notes = {}};
    for (const json& payment : run.at("payments")) {
        std::vector<Cell>& cells = figures.rows.emplace_back();
        for (const Column& column : figures.columns) {
            cells.push_back(program_cell(text_in(run, "run"), payment, column));
        }
    }
    return csv_text(figures);
}

}  // namespace almoner::api
