#include "ops/demo/office.h"

#include "ledger/calendar/london.h"
#include "scheduler/jobs/run_job.h"
#include "scheduler/service/follow_up.h"

#include <utility>

namespace almoner::ops::demo {
namespace {

using nlohmann::json;

constexpr ledger::TimeOfDay nine{9 * 60};

// Keys grow with the journal, so that their index stays in order.
std::string key_of(std::int64_t command) {
    const std::string digits = std::to_string(command);
    return "demo-" + std::string(8 - digits.size(), '0') + digits;
}

}  // namespace

std::int64_t Office::now_ms() const {
    return ledger::instant_of({.on = today_, .at = nine}).time_since_epoch().count() * 1'000;
}

ledger::Outcome<json> Office::try_to(std::string_view who,
                                     const std::string& command,
                                     const FieldMap& fields) {
    const scheduler::Command asked{.name = command,
                                   .key = key_of(++commands_),
                                   .actor = std::string(who),
                                   .at_ms = now_ms(),
                                   .today = today_,
                                   .fields = fields};
    const auto result = scheduler::run_with_follow_up(runner_, reader_, around_, asked);
    if (!result.outcome.accepted()) return result.outcome.refusal();
    return json::parse(result.outcome.value());
}

json Office::ask(std::string_view who, const std::string& command, const FieldMap& fields) {
    ledger::Outcome<json> answer = try_to(who, command, fields);
    if (!answer.accepted()) throw DemoStopped(command, today_, answer.refusal());
    return std::move(answer).value();
}

void Office::propose_and_confirm(const std::string& command, const FieldMap& fields) {
    confirm(command, ask(maker, command, fields));
}

bool Office::try_to_agree(const std::string& command, const FieldMap& fields) {
    const ledger::Outcome<json> proposed = try_to(maker, command, fields);
    if (proposed.accepted()) confirm(command, proposed.value());
    return proposed.accepted();
}

void Office::confirm(const std::string& command, const json& proposed) {
    const std::string typed = proposed.at("confirm");
    const std::string number = std::to_string(proposed.at("proposal").get<std::int64_t>());
    if (command == "uplift propose") {
        ask(checker, "uplift approve", {{"uplift", number}, {"confirm", typed}});
    } else {
        ask(checker, "proposal confirm", {{"proposal", number}, {"confirm", typed}});
    }
}

json Office::run_job(std::string_view name) {
    const auto result = scheduler::run_job(
        runner_, reader_, around_, {.name = std::string(name), .today = today_, .at_ms = now_ms()});
    if (!result.outcome.accepted()) {
        throw DemoStopped("job " + std::string(name), today_, result.outcome.refusal());
    }
    ++commands_;
    return json::parse(result.outcome.value());
}

}  // namespace almoner::ops::demo
