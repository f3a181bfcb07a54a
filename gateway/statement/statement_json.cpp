#include "gateway/statement/statement_json.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace almoner::gateway {
namespace {

using Json = nlohmann::ordered_json;

Json text(const std::string& value) {
    return value.empty() ? Json(nullptr) : Json(value);
}

Json day(const std::optional<ledger::Date>& value) {
    return value ? Json(value->iso()) : Json(nullptr);
}

Json pence(const std::optional<ledger::Money>& value) {
    return value ? Json(value->pence()) : Json(nullptr);
}

Json references(const References& from) {
    return {{"end_to_end_id", text(from.end_to_end_id)},
            {"payment_information_id", text(from.payment_information_id)},
            {"message_id", text(from.message_id)},
            {"transaction_id", text(from.transaction_id)},
            {"instruction_id", text(from.instruction_id)},
            {"mandate_id", text(from.mandate_id)},
            {"creditor_reference", text(from.creditor_reference)}};
}

Json batch(const StatementLine& line) {
    if (line.batch.empty() && line.batch_count == 0 && !line.batch_total) return nullptr;
    Json members = Json::array();
    for (const References& each : line.batch) members.push_back(references(each));
    return {{"count", line.batch_count == 0 ? Json(nullptr) : Json(line.batch_count)},
            {"total", pence(line.batch_total)},
            {"references", std::move(members)}};
}

Json return_reason(const StatementLine& line) {
    if (!line.returned) return nullptr;
    return {{"code", text(line.return_code)}, {"words", text(line.return_words)}};
}

Json line_as_json(const StatementLine& line, std::size_t statement) {
    return {{"account", line.account},
            {"statement", statement},
            {"booked_on", day(line.booked_on)},
            {"value_on", day(line.value_on)},
            {"amount", line.amount.pence()},
            {"currency", line.currency},
            {"booked", line.booked},
            {"reversal", line.reversal},
            {"references", references(line.references)},
            {"counterparty",
             {{"name", text(line.counterparty.name)},
              {"account", text(line.counterparty.account)},
              {"sort_code", text(line.counterparty.sort_code)}}},
            {"bank_reference", text(line.bank_reference)},
            {"entry_reference", text(line.entry_reference)},
            {"transaction_code", text(line.transaction_code)},
            {"bank_code", text(line.bank_code)},
            {"return_reason", return_reason(line)},
            {"remittance", text(line.remittance)},
            {"description", text(line.description)},
            {"batch", batch(line)},
            {"entry", line.entry},
            {"detail", line.detail == 0 ? Json(nullptr) : Json(line.detail)},
            {"raw", line.raw}};
}

Json balance(const std::optional<StatementBalance>& from) {
    return from ? Json(from->amount.pence()) : Json(nullptr);
}

std::string_view words_for(BalanceCheck check) {
    switch (check) {
        case BalanceCheck::not_given: return "not-given";
        case BalanceCheck::several_currencies: return "several-currencies";
        case BalanceCheck::agree: return "agree";
        case BalanceCheck::disagree: return "disagree";
    }
    return "";
}

Json balances(const Statement& statement) {
    Json out = Json::array();
    for (const StatementBalance& each : statement.balances) {
        out.push_back({{"type", each.type},
                       {"amount", each.amount.pence()},
                       {"currency", each.currency},
                       {"on", day(each.on)}});
    }
    return out;
}

Json violations(const Statement& statement) {
    Json out = Json::array();
    for (const Violation& each : statement.violations) {
        out.push_back({{"code", each.code}, {"where", each.where}, {"words", each.words}});
    }
    return out;
}

// What a statement says beside its lines.
Json head(const Statement& statement) {
    return {{"id", text(statement.id)},
            {"format", statement.format},
            {"kind", statement.kind == StatementKind::posts ? "posts" : "informs-only"},
            {"account", statement.account},
            {"sort_code", text(statement.sort_code)},
            {"currency", text(statement.currency)},
            {"from", day(statement.from)},
            {"to", day(statement.to)},
            {"created_at", text(statement.created_at)},
            {"opening_balance", balance(statement.opening)},
            {"closing_balance", balance(statement.closing)},
            {"balance_check", words_for(statement.balance_check)},
            {"balances", balances(statement)},
            {"entries", statement.entries},
            {"line_count", statement.lines.size()},
            {"booked_total", pence(statement.booked_total)},
            {"violations", violations(statement)},
            {"violations_left_out", statement.violations_left_out}};
}

}  // namespace

// Each line becomes text on its own: a tree of a hundred thousand of them would take a gigabyte.
std::string statements_as_json(const std::vector<Statement>& statements) {
    std::string lines;
    std::string heads;
    std::size_t number = 0;
    for (const Statement& statement : statements) {
        ++number;
        for (const StatementLine& line : statement.lines) {
            if (!lines.empty()) lines += ",\n";
            lines += line_as_json(line, number).dump();
        }
        if (!heads.empty()) heads += ",\n";
        heads += head(statement).dump();
    }
    const bool only_one = statements.size() == 1;
    const Json opening = only_one ? balance(statements.front().opening) : Json(nullptr);
    const Json closing = only_one ? balance(statements.front().closing) : Json(nullptr);
    return "{\"opening_balance\":" + opening.dump() + ",\"closing_balance\":" + closing.dump() +
           ",\"lines\":[" + lines + "],\n\"statements\":[" + heads + "]}\n";
}

}  // namespace almoner::gateway
