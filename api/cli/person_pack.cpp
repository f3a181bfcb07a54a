#include "api/cli/person_pack.h"

#include "api/cli/person_show.h"
#include "ledger/records/in_force.h"
#include "ledger/records/notice.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/private_text.h"
#include "ledger/records/review.h"
#include "ledger/records/states.h"
#include "scheduler/ending/final_account.h"
#include "scheduler/notice/decided.h"

namespace almoner::api {
namespace {

using ledger::Budget;
using ledger::Database;

const ledger::Query payments_of_budget{"SELECT id FROM payment WHERE budget = $1 ORDER BY id"};

Figures details(Database& database, const ledger::Person& person) {
    const auto known =
        ledger::person_private(database, person.personal).value_or(ledger::PersonDetails{});
    return {.name = "details",
            .title = "How to know and reach them",
            .columns = {{"born_on", "Born", Kind::date},
                        {"nhs_number", "NHS number", Kind::text},
                        {"address", "Address", Kind::text},
                        {"postcode", "Postcode", Kind::text},
                        {"phone", "Phone", Kind::text},
                        {"email", "E-mail", Kind::text}},
            .rows = {{known.date_of_birth ? Cell{*known.date_of_birth} : Cell{},
                      known.nhs_number,
                      known.address,
                      known.postcode,
                      known.phone,
                      known.email}},
            .notes = {}};
}

std::vector<std::int64_t> payment_ids(Database& database, std::int64_t budget) {
    std::vector<std::int64_t> ids;
    for (ledger::Rows rows = database.select(payments_of_budget, budget); rows.next();) {
        ids.push_back(rows.integer(0));
    }
    return ids;
}

Figures payments(Database& database, const std::vector<Budget>& budgets) {
    Figures figures{.name = "payments",
                    .title = "Payments",
                    .columns = {{"payment", "Payment", Kind::text},
                                {"budget", "Budget", Kind::text},
                                {"from", "From", Kind::date},
                                {"to", "To", Kind::date},
                                {"entry_on", "Due in the account", Kind::date},
                                {"net", "Paid", Kind::money},
                                {"state", "State", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const Budget& budget : budgets) {
        for (const std::int64_t id : payment_ids(database, budget.number)) {
            const auto payment = ledger::payment_by_id(database, id).value();
            figures.rows.push_back({ledger::payment_ref(id),
                                    budget.ref,
                                    payment.period.first,
                                    payment.period.last,
                                    payment.entry_on,
                                    payment.net,
                                    std::string(name_of(payment.state))});
        }
    }
    return figures;
}

Figures balances(Database& database, const std::vector<Budget>& budgets, ledger::Date today) {
    Figures figures{.name = "balance",
                    .title = "What each funder paid and what is left",
                    .columns = {{"budget", "Budget", Kind::text},
                                {"funder", "Funder", Kind::text},
                                {"stream", "Stream", Kind::text},
                                {"paid_in", "Paid in", Kind::money},
                                {"spent", "Spent", Kind::money},
                                {"asked_back", "Asked back", Kind::money},
                                {"owed", "Owed at the end", Kind::money},
                                {"left", "Left", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const Budget& budget : budgets) {
        for (const auto& each : scheduler::final_account(database, budget, today).funders) {
            const auto body = ledger::organisation_numbered(database, each.body, today);
            figures.rows.push_back({budget.ref,
                                    body ? body->ref : std::string{},
                                    std::string(name_of(each.stream)),
                                    each.of("paid-in"),
                                    -each.of("spent"),
                                    -each.of("asked-back"),
                                    each.owed,
                                    each.left});
        }
    }
    return figures;
}

Figures reviews(Database& database, const std::vector<Budget>& budgets) {
    Figures figures{.name = "reviews",
                    .title = "Reviews",
                    .columns = {{"budget", "Budget", Kind::text},
                                {"kind", "Kind", Kind::text},
                                {"on", "On", Kind::date},
                                {"state", "Step", Kind::text},
                                {"outcome", "Outcome", Kind::text},
                                {"words", "Words", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const Budget& budget : budgets) {
        for (const ledger::Review& review : ledger::reviews_of(database, budget.number)) {
            for (const ledger::ReviewStep& step : ledger::steps_of(database, review.id)) {
                figures.rows.push_back(
                    {budget.ref, review.kind, step.on, step.state, step.outcome, step.words});
            }
        }
    }
    return figures;
}

Figures notices(Database& database, const std::vector<Budget>& budgets) {
    Figures figures{.name = "notices",
                    .title = "Notices",
                    .columns = {{"notice", "Notice", Kind::text},
                                {"budget", "Budget", Kind::text},
                                {"kind", "Kind", Kind::text},
                                {"state", "State", Kind::text},
                                {"issued_on", "Issued", Kind::date},
                                {"matures_on", "Days run until", Kind::date},
                                {"amount", "Amount", Kind::money},
                                {"reasons", "Reasons", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const Budget& budget : budgets) {
        for (const ledger::Notice& each : ledger::notices_of(database, budget.number)) {
            std::string why = scheduler::decided_in(each);
            if (!why.empty()) why += ' ';
            why += scheduler::reasons_in(each);
            figures.rows.push_back({each.number,
                                    budget.ref,
                                    each.kind,
                                    each.state,
                                    each.issued_on ? Cell{*each.issued_on} : Cell{},
                                    each.matures_on ? Cell{*each.matures_on} : Cell{},
                                    each.amount ? Cell{*each.amount} : Cell{},
                                    why});
        }
    }
    return figures;
}

}  // namespace

std::vector<Figures> pack_tables(Database& database,
                                 const ledger::Person& person,
                                 ledger::Date today) {
    const auto budgets = ledger::budgets_of(database, person.number, ledger::last_day_of_all);
    std::vector<Figures> tables = person_tables(database, person);
    tables.push_back(details(database, person));
    tables.push_back(payments(database, budgets));
    tables.push_back(balances(database, budgets, today));
    tables.push_back(reviews(database, budgets));
    tables.push_back(notices(database, budgets));
    return tables;
}

}  // namespace almoner::api
