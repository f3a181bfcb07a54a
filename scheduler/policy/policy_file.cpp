#include "scheduler/policy/policy_file.h"

#include "gateway/policy/policy_text.h"

namespace almoner::scheduler {

namespace {

rules::GivenPolicy given_in(const gateway::PolicyText& text) {
    rules::GivenPolicy given{.version = text.version, .body = text.body, .from_on = text.from_on};
    for (const gateway::PolicyValue& each : text.values) {
        given.values.push_back({each.key, each.value, "line " + std::to_string(each.line)});
    }
    for (const gateway::PolicyGuarantee& each : text.guarantees) {
        given.guarantees.push_back({each.from_on, each.group, each.weekly});
    }
    return given;
}

}  // namespace

rules::PolicyMade policy_from_file(std::string_view toml) {
    const ledger::Outcome<gateway::PolicyText> read = gateway::read_policy(toml);
    if (!read.accepted()) return {{}, {read.refusal()}};
    return rules::make_policy(given_in(read.value()));
}

rules::PolicyMade policy_loaded(std::string_view toml) {
    const ledger::Outcome<gateway::PolicyText> read = gateway::read_policy(toml);
    if (!read.accepted()) return {{}, {read.refusal()}};
    return rules::make_policy(rules::within_bounds(given_in(read.value())));
}

}  // namespace almoner::scheduler
