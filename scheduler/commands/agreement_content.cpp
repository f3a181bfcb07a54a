#include "scheduler/commands/agreement_content.h"

#include "scheduler/commands/content_days.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using nlohmann::json;

template <class Value>
Value named(const json& value, std::optional<Value> (*value_named)(std::string_view)) {
    return value_named(value.get<std::string>()).value();
}

}  // namespace

std::string content_of(const Agreement& agreement) {
    return json{{"ref", agreement.ref},
                {"base_version", agreement.version},
                {"budget", agreement.budget},
                {"option", name_of(agreement.option)},
                {"payee", agreement.payee},
                {"payee_account", agreement.payee_account},
                {"paid_from", agreement.paid_from},
                {"frequency", name_of(agreement.frequency)},
                {"anchor_date", agreement.anchor_on.iso()},
                {"monthly_day", optional_number(agreement.monthly_day)},
                {"start", agreement.start_on.iso()},
                {"end", optional_day(agreement.end_on)},
                {"timing", name_of(agreement.timing)},
                {"contribution", agreement.contribution.pence()},
                {"contribution_basis", name_of(agreement.contribution_basis)},
                {"status", name_of(agreement.status)},
                {"signed_on", optional_day(agreement.signed_on)},
                {"evidence", optional_number(agreement.evidence)}}
        .dump();
}

Agreement agreement_of(const ledger::Proposal& proposal) {
    const json content = json::parse(proposal.content);
    return {.number = proposal.subject,
            .version = content.at("base_version"),
            .ref = content.at("ref"),
            .from_on = proposal.from_on,
            .budget = content.at("budget"),
            .option = named(content.at("option"), ledger::option_named),
            .payee = content.at("payee"),
            .payee_account = content.at("payee_account"),
            .paid_from = content.at("paid_from"),
            .frequency = named(content.at("frequency"), ledger::frequency_named),
            .anchor_on = day_in(content.at("anchor_date")).value(),
            .monthly_day = number_in(content.at("monthly_day")),
            .start_on = day_in(content.at("start")).value(),
            .end_on = day_in(content.at("end")),
            .timing = named(content.at("timing"), ledger::timing_named),
            .contribution = ledger::Money::from_pence(content.at("contribution")),
            .contribution_basis =
                named(content.at("contribution_basis"), ledger::contribution_basis_named),
            .status = named(content.at("status"), ledger::agreement_status_named),
            .signed_on = day_in(content.at("signed_on")),
            .evidence = number_in(content.at("evidence"))};
}

}  // namespace almoner::scheduler
