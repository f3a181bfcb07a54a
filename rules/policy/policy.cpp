#include "rules/policy/policy.h"

#include "rules/engine/catalogue.h"

#include <algorithm>

namespace almoner::rules {
namespace {

using ledger::Outcome;
using ledger::Refusal;

Refusal refusal(std::string code, const Given& given, std::string words, std::string next) {
    if (!given.where.empty()) words = given.where + ": " + words;
    return {std::move(code), std::move(words), std::move(next), given.key, ""};
}

// Where no source fixes the parameter itself: what its rule stands on.
std::string citation_of(const ParameterRow& row) {
    if (!row.citation.empty()) return std::string(row.citation);
    const Rule* const rule = rule_by_id(row.rule);
    return rule == nullptr ? std::string{} : std::string(rule->citation);
}

std::string in_quotes(std::string_view text) {
    return "'" + std::string(text) + "'";
}

Outcome<std::int64_t> choice_of(const ParameterRow& row, const Given& given) {
    const auto* const text = std::get_if<std::string>(&given.value);
    const auto found = text == nullptr ? row.choices.end() : std::ranges::find(row.choices, *text);
    if (found != row.choices.end()) return std::int64_t{found - row.choices.begin()};
    std::string list;
    for (const std::string_view each : row.choices)
        list += (list.empty() ? "" : ", ") + in_quotes(each);
    Refusal refused = refusal("policy-choice-unknown",
                              given,
                              "It is none of " + list + " (" + std::string(row.rule) + ": " +
                                  std::string(row.words) + ").",
                              "Take one of them.");
    refused.citation = citation_of(row);
    return refused;
}

Outcome<std::int64_t> number_of(const ParameterRow& row, const Given& given) {
    const auto* const number = std::get_if<std::int64_t>(&given.value);
    if (number == nullptr) {
        return refusal("policy-value-kind",
                       given,
                       "It is a whole number (" + std::string(name_of_value(row.unit)) + ").",
                       "Write the number without quotes and without a fraction.");
    }
    const std::int64_t most = most_of(row);
    if (*number < row.least || *number > most) {
        Refusal refused = refusal("policy-value-range",
                                  given,
                                  std::to_string(*number) + " is out of range (" +
                                      std::string(row.rule) + ": " + std::string(row.words) + ").",
                                  "Give a number from " + std::to_string(row.least) + " to " +
                                      std::to_string(most) + ".");
        refused.citation = citation_of(row);
        return refused;
    }
    return *number;
}

Outcome<std::int64_t> value_of(const ParameterRow& row, const Given& given) {
    if (row.unit == Unit::choice) return choice_of(row, given);
    if (row.unit != Unit::flag) return number_of(row, given);
    if (const auto* const yes = std::get_if<bool>(&given.value)) return std::int64_t{*yes ? 1 : 0};
    return refusal("policy-value-kind", given, "It is true or false.", "Write true or false.");
}

bool loosens(const ParameterRow& row, std::int64_t value) {
    return (row.may == May::lower && value > row.fallback) ||
           (row.may == May::raise && value < row.fallback);
}

Refusal loosening(const ParameterRow& row, const Given& given, std::int64_t value) {
    Refusal refused =
        refusal("policy-loosens",
                given,
                shown(row, value) + " would loosen " + std::string(row.rule) + " (" +
                    std::string(row.words) + "): it may " + std::string(name_of_value(row.may)) +
                    " from " + shown(row, row.fallback) + ".",
                "Keep " + shown(row, row.fallback) + ", or be stricter.");
    refused.citation = row.citation;
    return refused;
}

// MON-01: who is looked at more closely is not asked less often. From the lower band to the higher.
struct Bands {
    Parameter lower{};
    Parameter higher{};
};
constexpr std::array bands{
    Bands{Parameter::monitoring_low_months, Parameter::monitoring_medium_months},
    Bands{Parameter::monitoring_medium_months, Parameter::monitoring_high_months}};

Refusal out_of_order(const ParameterRow& lower, const ParameterRow& higher) {
    return {"policy-bands-order",
            "By " + std::string(higher.key) +
                " a higher band would be asked for returns less often "
                "than a lower one by " +
                std::string(lower.key) + " (" + std::string(higher.rule) + ").",
            "Give both, the higher band the same number of months or fewer.",
            std::string(higher.key),
            citation_of(higher)};
}

// Of a policy that was kept before this was asked.
void put_in_order(std::vector<Given>& values) {
    const auto given = [&](Parameter parameter) -> std::int64_t* {
        const auto found = std::ranges::find(values, row_of(parameter).key, &Given::key);
        return found == values.end() ? nullptr : std::get_if<std::int64_t>(&found->value);
    };
    for (const Bands& each : bands) {
        const std::int64_t* const lower = given(each.lower);
        const std::int64_t most = lower != nullptr ? *lower : row_of(each.lower).fallback;
        std::int64_t* const higher = given(each.higher);
        if (higher != nullptr) {
            *higher = std::min(*higher, most);
        } else if (row_of(each.higher).fallback > most) {
            values.push_back({std::string(row_of(each.higher).key), most, ""});
        }
    }
}

}  // namespace

Policy::Policy() {
    for (const ParameterRow& row : parameter_table()) {
        values_[static_cast<std::size_t>(row.parameter)] = row.fallback;
    }
}

std::optional<ledger::Money> Policy::income_guarantee(std::string_view group,
                                                      ledger::Date on) const {
    const IncomeGuarantee* latest = nullptr;
    for (const IncomeGuarantee& each : guarantees_) {
        if (each.group != group || each.from_on > on) continue;
        if (latest == nullptr || latest->from_on < each.from_on) latest = &each;
    }
    if (latest == nullptr) return std::nullopt;
    return latest->weekly;
}

GivenPolicy within_bounds(GivenPolicy given) {
    for (Given& each : given.values) {
        const ParameterRow* const row = parameter_by_key(each.key);
        auto* const number = std::get_if<std::int64_t>(&each.value);
        if (row == nullptr || number == nullptr) continue;
        *number = std::clamp(*number, row->least, most_of(*row));
    }
    put_in_order(given.values);
    return given;
}

PolicyMade make_policy(const GivenPolicy& given) {
    PolicyMade made;
    made.policy.version_ = given.version;
    made.policy.body_ = given.body;
    made.policy.from_on_ = given.from_on;
    made.policy.guarantees_ = given.guarantees;
    if (given.version.empty()) {
        made.problems.push_back({"policy-version-missing",
                                 "The policy has no version.",
                                 "Give it one, as version = \"2026-1\".",
                                 "version",
                                 ""});
    }
    std::array<bool, parameter_count> seen{};
    for (const Given& each : given.values) {
        const ParameterRow* const row = parameter_by_key(each.key);
        if (row == nullptr) {
            made.problems.push_back(refusal("policy-key-unknown",
                                            each,
                                            "No rule has a parameter of this name.",
                                            "'almoner rules list' shows them all."));
            continue;
        }
        const auto place = static_cast<std::size_t>(row->parameter);
        if (seen[place]) {
            made.problems.push_back(
                refusal("policy-key-twice", each, "It is given twice.", "Keep one of them."));
            continue;
        }
        seen[place] = true;
        const Outcome<std::int64_t> value = value_of(*row, each);
        if (!value.accepted()) {
            made.problems.push_back(value.refusal());
        } else if (loosens(*row, value.value())) {
            made.problems.push_back(loosening(*row, each, value.value()));
        } else {
            made.policy.values_[place] = value.value();
        }
    }
    for (const Bands& each : bands) {
        if (made.policy.number(each.higher) <= made.policy.number(each.lower)) continue;
        made.problems.push_back(out_of_order(row_of(each.lower), row_of(each.higher)));
    }
    return made;
}

std::vector<PolicyChange> changes(const Policy& before, const Policy& after) {
    std::vector<PolicyChange> found;
    for (const ParameterRow& row : parameter_table()) {
        const PolicyChange change{&row, before.number(row.parameter), after.number(row.parameter)};
        if (change.before != change.after) found.push_back(change);
    }
    return found;
}

Policy policy_on(const std::vector<Policy>& policies, ledger::Date on) {
    const Policy* latest = nullptr;
    for (const Policy& each : policies) {
        if (each.from_on() > on) continue;
        if (latest == nullptr || latest->from_on() <= each.from_on()) latest = &each;
    }
    return latest == nullptr ? Policy{} : *latest;
}

}  // namespace almoner::rules
