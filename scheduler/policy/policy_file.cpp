#include "scheduler/policy/policy_file.h"

#include "gateway/policy/policy_text.h"

namespace almoner::scheduler {

rules::PolicyMade policy_from_file(std::string_view toml) {
    const ledger::Outcome<gateway::PolicyText> read = gateway::read_policy(toml);
    if (!read.accepted()) return {{}, {read.refusal()}};
    const gateway::PolicyText& text = read.value();
    rules::GivenPolicy given{.version = text.version, .body = text.body, .from_on = text.from_on};
    for (const gateway::PolicyValue& each : text.values) {
        given.values.push_back({each.key, each.value, "line " + std::to_string(each.line)});
    }
    for (const gateway::PolicyGuarantee& each : text.guarantees) {
        given.guarantees.push_back({each.from_on, each.group, each.weekly});
    }
    return rules::make_policy(given);
}

}  // namespace almoner::scheduler
