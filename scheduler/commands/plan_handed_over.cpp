#include "scheduler/commands/plan_handed_over.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/content_days.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/option_change/hand_over.h"
#include "scheduler/option_change/may_move.h"

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Option;
using ledger::Outcome;
using nlohmann::json;

// A support service of the budget, past or present, whose statements are read into these books.
const ledger::Query client_account_of{
    "SELECT 1 FROM agreement a JOIN payee_account p ON p.number = a.payee_account"
    " JOIN organisation o ON o.number = p.organisation WHERE a.budget = $1 AND a.option = $2"
    " AND a.status <> 'draft' AND o.client_bank_account <> 0 LIMIT 1"};

bool is_on_a_statement(ledger::Database& database, const ledger::OptionChange& change) {
    const bool is_managed =
        change.before == Option::managed_account || change.after == Option::managed_account;
    return is_managed &&
           database.select(client_account_of, change.budget, Option::managed_account).next();
}

HandOver read_hand_over(FieldReading& in, Asked& asked, const ledger::OptionChange& change) {
    HandOver told{.budget = static_cast<std::int32_t>(change.budget),
                  .before = change.before,
                  .after = change.after,
                  .amount = in.money("amount"),
                  .on = in.date("on")};
    if (in.accepted() && told.amount.is_zero()) {
        in.refuse("amount-is-nothing", "The amount is nothing.", "Give an amount.", "amount");
    }
    if (in.accepted() && told.on > asked.work.today()) {
        in.refuse("day-in-the-future",
                  "It can't have arrived on a day that is still to come.",
                  "Give the day on which the new holder had it.",
                  "on");
    }
    return told;
}

MoneyToLeave money_of(const HandOver& told) {
    return {.budget = told.budget, .option = told.before, .moved = told.amount};
}

json content_of(const HandOver& told, const std::string& ref) {
    return {{"ref", ref},
            {"budget", told.budget},
            {"before_option", name_of(told.before)},
            {"after_option", name_of(told.after)},
            {"amount", told.amount.pence()},
            {"on", told.on.iso()}};
}

}  // namespace

Outcome<Answer> plan_handed_over(Asked& asked) {
    asked.work.books().fold();  // what is left is read from the tables
    ledger::Database& database = asked.work.database();
    FieldReading in(asked.fields);
    const std::string ref = in.needed("budget");
    Option before = Option::none;
    if (in.has("option")) {
        before = in.named("option",
                          ledger::option_named,
                          "notional, third-party, direct-payment, managed-account");
    }
    if (!in.accepted()) return in.refusal();
    const auto budget = ledger::budget_by_ref(database, ref, ledger::last_day_of_all);
    if (!budget) {
        return refused_in("budget",
                          "budget-unknown",
                          "There is no budget of this reference.",
                          "Take it from 'almoner person show PERSON'.");
    }
    const auto change = change_meant(database, budget->number, before, Option::none);
    if (!change.accepted()) return change.refusal();
    const HandOver told = read_hand_over(in, asked, change.value());
    if (!in.accepted()) return in.refusal();
    if (is_on_a_statement(database, change.value())) {
        return refused_in("budget",
                          "on-a-statement",
                          "The support service's statement shows this money.",
                          "Say there what the line is: 'almoner statement explain ITEM --to "
                          "hand-over --budget " +
                              ref + "'.");
    }
    const Outcome<Done> allowed = may_hand_over(asked.work, told, "amount");
    if (!allowed.accepted()) return allowed.refusal();
    const auto moves = may_move(asked, money_of(told), told.on, "amount");
    if (!moves.accepted()) return moves.refusal();
    return propose(asked,
                   {.kind = std::string(hand_over_proposal),
                    .subject = budget->number,
                    .from_on = told.on,
                    .content = content_of(told, ref).dump()},
                   {.before = told.amount, .after = told.amount},
                   "budget");
}

Outcome<Done> hand_over_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    asked.work.books().fold();
    const json content = json::parse(proposal.content);
    const auto option = [&](const char* field) {
        return ledger::option_named(content.at(field).get<std::string>()).value();
    };
    const HandOver told{.budget = content.at("budget").get<std::int32_t>(),
                        .before = option("before_option"),
                        .after = option("after_option"),
                        .amount = ledger::Money::from_pence(content.at("amount")),
                        .on = day_in(content.at("on")).value()};
    const Outcome<Done> allowed = may_hand_over(asked.work, told, "proposal");
    if (!allowed.accepted()) return allowed.refusal();
    const auto moves = may_move(asked, money_of(told), told.on, "proposal");
    if (!moves.accepted()) return moves.refusal();
    asked.work.posts_facts("an old holder handed money over", "finance");
    hand_over(asked.work, told);
    return Done{};
}

nlohmann::ordered_json hand_over_changes(const ledger::Proposal& proposal) {
    const json content = json::parse(proposal.content);
    const auto amount = ledger::Money::from_pence(content.at("amount"));
    auto rows = nlohmann::ordered_json::array();
    rows.push_back({{"what", "held under"},
                    {"before", content.at("before_option")},
                    {"after", content.at("after_option")}});
    rows.push_back({{"what", "amount"}, {"before", ""}, {"after", in_pounds(amount)}});
    rows.push_back({{"what", "handed over"}, {"before", ""}, {"after", content.at("on")}});
    return rows;
}

}  // namespace almoner::scheduler
