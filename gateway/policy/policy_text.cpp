#include "gateway/policy/policy_text.h"

#include "gateway/policy/toml_lines.h"

#include <optional>
#include <toml++/toml.h>
#include <utility>

namespace almoner::gateway {
namespace {

using ledger::Date;
using ledger::Outcome;
using ledger::Refusal;

Refusal refusal(std::string code, std::string field, std::string words, std::string next) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), ""};
}

std::string at_line(const toml::node& node, std::string_view words) {
    return "line " + std::to_string(node.source().begin.line) + ": " + std::string(words);
}

std::optional<Date> date_of(const toml::node* node) {
    if (node == nullptr || !node->is_date()) return std::nullopt;
    const toml::date day = node->as_date()->get();
    return Date::from_ymd(day.year, day.month, day.day);
}

Outcome<PolicyValue> value_of(std::string key, const toml::node& node) {
    const auto line = static_cast<std::int64_t>(node.source().begin.line);
    if (const auto* yes = node.as_boolean()) return PolicyValue{std::move(key), yes->get(), line};
    if (const auto* number = node.as_integer()) {
        return PolicyValue{std::move(key), number->get(), line};
    }
    if (const auto* text = node.as_string()) return PolicyValue{std::move(key), text->get(), line};
    return refusal("policy-value-kind",
                   std::move(key),
                   at_line(node, "It is none of true, false, a whole number and words."),
                   "Write a whole number without quotes, true or false, or words in quotes.");
}

Outcome<PolicyGuarantee> guarantee_of(const toml::node& node) {
    const auto* const row = node.as_table();
    const auto from = row == nullptr ? std::nullopt : date_of(row->get("from"));
    const auto group = row == nullptr ? std::nullopt : (*row)["group"].value<std::string>();
    const auto* const weekly = row == nullptr ? nullptr : (*row)["weekly-pence"].as_integer();
    const bool in_range = weekly != nullptr && weekly->get() > 0 && weekly->get() <= 10'000'000;
    if (!from || !group || !in_range || row->size() != 3) {
        return refusal("policy-guarantee",
                       "income-guarantee",
                       at_line(node, "An income guarantee has a day, a group and an amount."),
                       "Write from = 2026-04-06, group = \"...\" and weekly-pence = 12345.");
    }
    return PolicyGuarantee{*from, *group, ledger::Money::from_pence(weekly->get())};
}

Outcome<ledger::Done> read_guarantees(const toml::node& node, PolicyText& policy) {
    const auto* const rows = node.as_array();
    if (rows == nullptr) return guarantee_of(node).refusal();
    for (const toml::node& row : *rows) {
        Outcome<PolicyGuarantee> read = guarantee_of(row);
        if (!read.accepted()) return read.refusal();
        policy.guarantees.push_back(std::move(read).value());
    }
    return ledger::Done{};
}

Outcome<ledger::Done> read_section(const std::string& section,
                                   const toml::table& table,
                                   PolicyText& policy) {
    for (const auto& [key, node] : table) {
        Outcome<PolicyValue> value = value_of(section + "." + std::string(key.str()), node);
        if (!value.accepted()) return value.refusal();
        policy.values.push_back(std::move(value).value());
    }
    return ledger::Done{};
}

Outcome<PolicyText> policy_of(const toml::table& root) {
    PolicyText policy{.version = root["version"].value_or(std::string()),
                      .body = root["body"].value_or(std::string())};
    const auto from = date_of(root.get("from"));
    if (!from) {
        return refusal("policy-from-missing",
                       "from",
                       "The policy does not say from which day it holds.",
                       "Write from = 2026-04-01, without quotes.");
    }
    policy.from_on = *from;
    for (const auto& [key, node] : root) {
        const std::string name(key.str());
        if (name == "version" || name == "body" || name == "from") continue;
        Outcome<ledger::Done> read = ledger::Done{};
        if (name == "income-guarantee") {
            read = read_guarantees(node, policy);
        } else if (const auto* const section = node.as_table()) {
            read = read_section(name, *section, policy);
        } else {
            Outcome<PolicyValue> value = value_of(name, node);
            if (!value.accepted()) return value.refusal();
            policy.values.push_back(std::move(value).value());
        }
        if (!read.accepted()) return read.refusal();
    }
    return policy;
}

constexpr std::size_t most_octets = 1U << 20U;

}  // namespace

Outcome<PolicyText> read_policy(std::string_view text) {
    if (text.size() > most_octets) {
        return refusal("policy-too-large",
                       "",
                       "It is larger than a policy can be: 1 MB.",
                       "Give the policy's own file.");
    }
    if (std::string wrong = faulty_toml_line(text); !wrong.empty()) {
        return refusal("policy-unreadable",
                       "",
                       std::move(wrong),
                       "Mend the line: [name] begins a section, key = value stands in it.");
    }
    try {
        const toml::table root = toml::parse(text);
        return policy_of(root);
    } catch (const toml::parse_error& error) {
        return refusal("policy-unreadable",
                       "",
                       "line " + std::to_string(error.source().begin.line) + ": " +
                           std::string(error.description()),
                       "Mend the line; the file is TOML.");
    }
}

}  // namespace almoner::gateway
