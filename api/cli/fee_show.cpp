#include "api/cli/fee_show.h"

#include "ledger/records/agreement.h"
#include "ledger/records/agreement_fee.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/managed_pay_out.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/plan_line.h"

#include <optional>
#include <string>
#include <vector>

namespace almoner::api {
namespace {

using ledger::AgreementFee;
using ledger::FeeCharge;
using ledger::last_day_of_all;

Figures terms_table() {
    return {.name = "terms",
            .title = "What agreements say of the support service's fee",
            .columns = {{"agreement", "Agreement", Kind::text},
                        {"budget", "Budget", Kind::text},
                        {"service", "Service", Kind::text},
                        {"from_on", "From", Kind::date},
                        {"amount", "Fee", Kind::money},
                        {"frequency", "Each", Kind::text},
                        {"paid_by", "Paid by", Kind::text},
                        {"plan_line", "Plan line", Kind::text},
                        {"evidence", "Document", Kind::number}},
            .rows = {},
            .notes = {}};
}

Figures charges_table() {
    return {.name = "charges",
            .title = "What was charged",
            .columns = {{"charge", "Charge", Kind::number},
                        {"agreement", "Agreement", Kind::text},
                        {"first_on", "From", Kind::date},
                        {"last_on", "To", Kind::date},
                        {"amount", "Amount", Kind::money},
                        {"charged_on", "Charged", Kind::date},
                        {"state", "State", Kind::text},
                        {"payment", "Payment", Kind::text}},
            .rows = {},
            .notes = {}};
}

// Of whom the reader may see, and of the budget that was asked for.
std::optional<ledger::Agreement> seen(const Call& call,
                                      const Reading& reading,
                                      std::int64_t agreement) {
    ledger::Database& database = *reading.database;
    auto found = ledger::agreement_numbered(database, agreement, last_day_of_all);
    if (!found) return std::nullopt;
    const auto budget = ledger::budget_numbered(database, found->budget, last_day_of_all);
    if (!budget || !reading.scope.sees_person(budget->person)) return std::nullopt;
    const auto wanted = call.fields.find("budget");
    if (wanted != call.fields.end() && budget->ref != wanted->second) return std::nullopt;
    return found;
}

void add_terms(Figures& terms,
               ledger::Database& database,
               const AgreementFee& fee,
               const ledger::Agreement& agreement) {
    const auto budget = ledger::budget_numbered(database, agreement.budget, last_day_of_all);
    const auto service = ledger::organisation_numbered(database, fee.service, last_day_of_all);
    const auto line = ledger::plan_line_numbered(database, fee.plan_line, last_day_of_all);
    terms.rows.push_back({agreement.ref,
                          budget ? budget->ref : std::string{},
                          service ? service->ref : std::string{},
                          fee.from_on,
                          fee.amount,
                          fee.frequency,
                          fee.paid_by,
                          line ? line->ref : std::string{},
                          fee.evidence});
}

void add_charge(Figures& charges,
                ledger::Database& database,
                const FeeCharge& charge,
                const ledger::Agreement& agreement) {
    std::string state = "charged";
    std::string payment;
    for (const auto& each : ledger::managed_pay_outs(database, "fee", charge.id)) {
        state = std::string(name_of(each.state));
        payment = ledger::payment_ref(each.payment);
        if (!each.counts.is_zero()) break;
    }
    charges.rows.push_back({charge.id,
                            agreement.ref,
                            charge.days.first,
                            charge.days.last,
                            charge.amount,
                            charge.charged_on,
                            state,
                            payment});
}

}  // namespace

int list_fees(const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    ledger::Database& database = *reading.database;
    std::vector<Figures> tables{terms_table(), charges_table()};
    for (const AgreementFee& each : ledger::every_agreement_fee(database)) {
        const auto agreement = seen(call, reading, each.agreement);
        if (agreement) add_terms(tables[0], database, each, *agreement);
    }
    for (const FeeCharge& each : ledger::every_fee_charge(database)) {
        const auto agreement = seen(call, reading, each.agreement);
        if (agreement) add_charge(tables[1], database, each, *agreement);
    }
    const std::string sentence = tables[0].rows.empty()
                                     ? "No agreement says anything of a fee."
                                     : "Charge what is over with 'almoner fee charge', and pay it "
                                       "with 'almoner fee pay'.";
    show_all(call, sentence, tables);
    return exit_ok;
}

}  // namespace almoner::api
