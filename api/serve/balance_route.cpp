#include "api/serve/balance_route.h"

#include "api/http/problem.h"
#include "api/serve/token_check.h"
#include "ledger/records/actor.h"
#include "ledger/records/budget.h"
#include "ledger/records/person.h"
#include "ledger/views/access.h"
#include "ledger/views/balance.h"
#include "ledger/views/balance_words.h"
#include "scheduler/commands/access_note.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/reports/expected_payment.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::api {
namespace {

using ledger::BalanceView;
using ledger::Date;
using nlohmann::ordered_json;

constexpr const char* pattern = "/v1/budgets/{id}/balance";
constexpr const char* purpose = "balance by the API";

ledger::Refusal unknown_budget() {
    return {.code = "budget-unknown",
            .words = "There is no budget with this reference.",
            .next = "Take the reference from the letter or the list of budgets.",
            .field = "id",
            .citation = ""};
}

ledger::Refusal only_now() {
    return {.code = "query-unknown",
            .words = "The balance is shown as it is now, and takes no query.",
            .next = "Leave the query out; 'almoner balance --as-of DAY' shows an earlier day.",
            .field = "query",
            .citation = ""};
}

ordered_json option_json(const BalanceView& view, const ledger::OptionBalance& balance) {
    return {{"option", ledger::name_of(balance.option)},
            {"held", balance.held.pence()},
            {"with_body", balance.with_body.pence()},
            {"on_its_way", balance.on_its_way.pence()},
            {"promised", balance.promised.pence()},
            {"kept_aside", balance.kept_aside.pence()},
            {"free_to_spend", balance.free_to_spend.pence()},
            {"approved", balance.approved.pence()},
            {"arriving", balance.arriving.pence()},
            {"own_part_late", balance.own_part_late.pence()},
            {"with_whom", ledger::with_whom_of(view, balance.option)}};
}

ordered_json next_json(const ledger::NextPayment& next) {
    ordered_json json{{"on", nullptr},
                      {"amount", nullptr},
                      {"option", ledger::name_of(next.option)},
                      {"held_for", nullptr}};
    if (next.has_a_day()) json["on"] = next.on.iso();
    if (next.amount) json["amount"] = next.amount->pence();
    json["is_expected"] = next.is_expected;
    if (!next.held_for.empty()) json["held_for"] = next.held_for;
    return json;
}

// The figures are the person's over all their budgets, which `budgets` names.
ordered_json balance_json(const std::string& budget,
                          const std::vector<ledger::Budget>& budgets,
                          const BalanceView& view) {
    ordered_json json{{"budget", budget},
                      {"currency", "GBP"},
                      {"as_of", view.as_of.day.iso()},
                      {"free_to_spend", view.free_to_spend.pence()},
                      {"sentence", view.sentence},
                      {"next_payment", nullptr},
                      {"next_payments", ordered_json::array()},
                      {"options", ordered_json::array()},
                      {"budgets", ordered_json::array()},
                      {"notes", view.notes}};
    for (const auto& next : view.next) json["next_payments"].push_back(next_json(next));
    const auto first = std::ranges::find_if(view.next, &ledger::NextPayment::has_a_day);
    if (first != view.next.end()) json["next_payment"] = next_json(*first);
    for (const auto& option : view.options) json["options"].push_back(option_json(view, option));
    for (const auto& each : budgets) json["budgets"].push_back(each.ref);
    return json;
}

Response answer(const Store& store,
                const Clock& clock,
                scheduler::CommandRunner& runner,
                const Request& request) {
    if (!request.query.empty()) return problem(400, only_now());
    const auto database = store.open_reader();
    const Date today = today_in_london(clock);
    const std::string& id = request.parameters.at("id");
    const auto actor = ledger::actor_by_ref(*database, request.caller.actor, today);
    const auto budget = ledger::budget_by_ref(*database, id, today);
    if (!actor || !budget) return problem(404, unknown_budget());
    const auto person = ledger::person_numbered(*database, budget->person, today);
    if (!person) return problem(404, unknown_budget());
    const ledger::Scope scope = ledger::everything(actor->number, purpose);
    auto read =
        ledger::balance_of(scope,
                           *database,
                           person->ref,
                           ledger::now_on(today),
                           scheduler::loaded_holidays(*database).value_or(ledger::BankHolidays{}));
    if (!read.accepted()) return problem(404, read.refusal());
    BalanceView view = std::move(read).value();
    ledger::expect(view, [&](const ledger::NextPayment& next) {
        return scheduler::expected_payment(*database, next, today);
    });
    if (const auto what = ledger::access_to_note(scope, ledger::Look::balance)) {
        const auto noted = runner.run(scheduler::access_command(*database,
                                                                {.actor = request.caller.actor,
                                                                 .person = person->ref,
                                                                 .what = *what,
                                                                 .purpose = purpose},
                                                                clock(),
                                                                today));
        if (!noted.outcome.accepted()) return problem(503, noted.outcome.refusal());
    }
    Response response;
    response.body =
        balance_json(id, ledger::budgets_of(*database, person->number, today), view).dump();
    return response;
}

}  // namespace

Route balance_route(const Store& store, const Clock& clock, scheduler::CommandRunner& runner) {
    return {"GET", pattern, Audience::viewer, [&store, &clock, &runner](const Request& request) {
                return answer(store, clock, runner, request);
            }};
}

}  // namespace almoner::api
