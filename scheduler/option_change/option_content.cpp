#include "scheduler/option_change/option_content.h"

#include "ledger/records/in_force.h"
#include "scheduler/commands/agreement_content.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/run_fields.h"

namespace almoner::scheduler {

using ledger::Agreement;
using ledger::last_day_of_all;
using ledger::PlanLine;
using ledger::Proposal;
using nlohmann::json;

std::string content_of(const OptionWish& wish) {
    json ends = json::array();
    for (const Agreement& each : wish.ending) {
        ends.push_back({{"number", each.number}, {"base_version", each.version}});
    }
    const json begins = wish.agreement ? json::parse(content_of(*wish.agreement)) : json(nullptr);
    return json{{"ref", wish.old.ref},
                {"base_version", wish.old.version},
                {"line", plan_line_content(wish.line)},
                {"ends", ends},
                {"agreement", begins}}
        .dump();
}

PlanLine line_in(const Proposal& proposal) {
    const json content = json::parse(proposal.content);
    const json& line = content.at("line");
    Proposal part = proposal;
    part.subject = 0;
    part.content = line.dump();
    return plan_line_of(part);
}

std::optional<Agreement> agreement_in(const Proposal& proposal) {
    const json content = json::parse(proposal.content);
    const json& agreement = content.at("agreement");
    if (agreement.is_null()) return std::nullopt;
    Proposal part = proposal;
    part.subject = 0;
    part.content = agreement.dump();
    return agreement_of(part);
}

nlohmann::ordered_json option_changes(ledger::Database& database,
                                      const Proposal& proposal,
                                      Personal personal) {
    auto rows = nlohmann::ordered_json::array();
    const auto add = [&](const char* what, std::string before, std::string after) {
        rows.push_back(
            {{"what", what}, {"before", std::move(before)}, {"after", std::move(after)}});
    };
    const auto old = ledger::plan_line_numbered(database, proposal.subject, last_day_of_all);
    const PlanLine line = line_in(proposal);
    if (old) {
        add("option", std::string(name_of(old->option)), std::string(name_of(line.option)));
        add("plan line", old->ref, line.ref);
        add("amount", in_pounds(old->amount), in_pounds(line.amount));
        if (line.purpose_private != old->purpose_private) {
            add("purpose",
                purpose_shown(database, *old, personal),
                purpose_shown(database, line, personal));
        }
    }
    add("last day, first day", (proposal.from_on - 1).iso(), proposal.from_on.iso());
    const json content = json::parse(proposal.content);
    for (const json& each : content.at("ends")) {
        const auto agreement =
            ledger::agreement_numbered(database, each.at("number"), last_day_of_all);
        if (agreement) add("agreement that ends", agreement->ref, "");
    }
    if (const auto agreement = agreement_in(proposal)) {
        add("agreement that begins", "", agreement->ref);
        add("payee", "", agreement->payee);
        add("status", "", std::string(name_of(agreement->status)));
    }
    return rows;
}

}  // namespace almoner::scheduler
