#include "scheduler/commands/policy_load.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/operator_file.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/policy/policy_file.h"

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::OperatorFileKind;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::string_view file_field = "file:policy";
constexpr std::int64_t the_area = 1;  // a policy is of the whole area: one is proposed at a time

// All that is wrong with the file, in one refusal.
Refusal all_of(const std::vector<Refusal>& problems) {
    Refusal all = problems.front();
    for (std::size_t i = 1; i < problems.size(); ++i) {
        all.words += "\n" + problems[i].field + ": " + problems[i].words;
        all.next += "\n" + problems[i].field + ": " + problems[i].next;
    }
    return all;
}

Outcome<rules::Policy> policy_in(const std::string& content) {
    rules::PolicyMade made = policy_from_file(content);
    if (!made.problems.empty()) return all_of(made.problems);
    return std::move(made.policy);
}

std::string file_in(const ledger::Proposal& proposal) {
    return nlohmann::json::parse(proposal.content).at("file").get<std::string>();
}

Outcome<Done> may_begin(ledger::Database& database, ledger::Date today, ledger::Date from) {
    if (from >= today) return Done{};
    // The first policy may say what has held all the time; nothing was decided under another.
    if (!ledger::operator_file(database, OperatorFileKind::policy)) return Done{};
    return refused_in(std::string(file_field),
                      "policy-in-the-past",
                      "This policy would hold from " + from.iso() +
                          " on, and decisions were made since then under the one before.",
                      "Let it begin today or later.");
}

}  // namespace

Outcome<Answer> policy_load(Asked& asked) {
    const Outcome<std::string> content = asked.fields.need(std::string(file_field));
    if (!content.accepted()) return content.refusal();
    const Outcome<rules::Policy> policy = policy_in(content.value());
    if (!policy.accepted()) return policy.refusal();
    ledger::Database& database = asked.work.database();
    const auto loaded = ledger::operator_file(database, OperatorFileKind::policy);
    if (loaded && loaded->sha256 == ledger::sha256_hex(content.value())) {
        return refused_in(std::string(file_field),
                          "policy-loaded-already",
                          "This policy is loaded already.",
                          "Nothing needs to be done.");
    }
    const Outcome<Done> begins = may_begin(database, asked.work.today(), policy.value().from_on());
    if (!begins.accepted()) return begins.refusal();
    return propose(
        asked,
        {.kind = std::string(policy_proposal),
         .subject = the_area,
         .from_on = policy.value().from_on(),
         .content =
             nlohmann::json{{"ref", policy.value().version()}, {"file", content.value()}}.dump()},
        {.count = static_cast<std::int64_t>(
             changes(policy_in_force(database, policy.value().from_on()), policy.value()).size())},
        std::string(file_field));
}

Outcome<Done> policy_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    const Outcome<rules::Policy> policy = policy_in(file_in(proposal));
    if (!policy.accepted()) return policy.refusal();
    const Outcome<Done> begins =
        may_begin(asked.work.database(), asked.work.today(), policy.value().from_on());
    if (!begins.accepted()) return begins.refusal();
    ledger::insert_operator_file(asked.work,
                                 {.kind = OperatorFileKind::policy,
                                  .version = policy.value().version(),
                                  .dated_on = policy.value().from_on(),
                                  .content = file_in(proposal)});
    return Done{};
}

nlohmann::ordered_json policy_changes(ledger::Database& database,
                                      const ledger::Proposal& proposal) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    const Outcome<rules::Policy> policy = policy_in(file_in(proposal));
    if (!policy.accepted()) return list;
    const rules::Policy before = policy_in_force(database, policy.value().from_on());
    for (const rules::PolicyChange& each : changes(before, policy.value())) {
        list.push_back({{"what", each.row->key},
                        {"before", shown(*each.row, each.before)},
                        {"after", shown(*each.row, each.after)}});
    }
    return list;
}

}  // namespace almoner::scheduler
