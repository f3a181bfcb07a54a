#include "scheduler/monitoring/contribution_missing.h"

#include "ledger/posting/account.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"
#include "ledger/records/states.h"
#include "ledger/views/chain.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/monitoring/return_facts.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;

const ledger::Query with_a_debt{
    "SELECT DISTINCT budget FROM account WHERE name = $1 AND option = $2 AND budget <> 0"
    " AND debit_posted > credit_posted ORDER BY budget"};
const ledger::Query of_budget{
    "SELECT id, debit_posted, credit_posted, last_transfer FROM account"
    " WHERE budget = $1 AND name = $2 AND option = $3 ORDER BY id"};

const ledger::Query open_subjects{
    "SELECT subject FROM task WHERE kind = $1 AND state = $2 ORDER BY subject"};

constexpr auto receivable = static_cast<int>(ledger::AccountName::receivable_contribution);
constexpr auto managed = static_cast<int>(ledger::Option::managed_account);

struct Standing {
    Money due{};
    Money came{};
    Date since{};  // of the oldest part that did not come
};

// What comes is set against the oldest: the rest is of the newest.
Date oldest_of(ledger::Database& database, std::int64_t account, std::int64_t last, Money left) {
    Date since{};
    ledger::Chain chain(database, account, last);
    while (const auto row = chain.next()) {
        const bool is_moved = row->state == ledger::TransferState::posted ||
                              row->state == ledger::TransferState::settles;
        if (!is_moved || !row->is_debit) continue;
        since = row->effective;
        left -= row->amount;
        if (left <= Money{}) break;
    }
    return since;
}

std::optional<Standing> standing_of(ledger::Database& database, std::int64_t budget) {
    Standing all;
    std::vector<std::array<std::int64_t, 3>>
        accounts;  // its number, its last transfer, what is left
    {
        ledger::Rows rows = database.select(of_budget, budget, receivable, managed);
        while (rows.next()) {
            const Money due = rows.money(1);
            const Money came = rows.money(2);
            all.due += due;
            all.came += came;
            if (due > came) {
                accounts.push_back({rows.integer(0), rows.integer(3), (due - came).pence()});
            }
        }
    }
    if (accounts.empty()) return std::nullopt;
    for (const auto& [id, last, left] : accounts) {
        const Date since = oldest_of(database, id, last, Money::from_pence(left));
        if (all.since == Date{} || since < all.since) all.since = since;
    }
    return all;
}

// What was done about an earlier debt was not done about this one.
void forget_before(ledger::Database& database,
                   std::int64_t budget,
                   const Standing& standing,
                   Date today,
                   rules::ContributionFacts& contribution) {
    for (const ledger::AttestedFact& each :
         ledger::attested_facts_of(database, {ledger::CaseKind::budget, budget}, today)) {
        if (standing.since <= each.from_on) continue;
        if (each.name == "contribution.letter_sent") contribution.letter_sent = false;
        if (each.name == "contribution.missing_reviewed") contribution.missing_reviewed = false;
    }
}

struct Missing {
    rules::Facts facts{};
    Date since{};  // the debt that the books know; of what a return says, whenever
};

Missing missing_of(ledger::Database& database, const ledger::Budget& budget, Date today) {
    Missing missing{.facts = facts_besides_returns(database, budget, today)};
    rules::ContributionFacts& contribution = missing.facts.contribution;
    if (!contribution.letter_sent.value) contribution.letter_sent = false;
    if (!contribution.missing_reviewed.value) contribution.missing_reviewed = false;
    if (const auto standing = standing_of(database, budget.number)) {
        contribution.contribution_expected = standing->due;
        contribution.contribution_received = standing->came;
        contribution.days_overdue = std::max(0, today - standing->since);
        forget_before(database, budget.number, *standing, today, contribution);
        missing.since = standing->since;
    }
    return missing;
}

struct Wanted {
    std::string codes{};
    std::string words{};
};
Wanted wanted_by(const rules::Evaluation& found) {
    Wanted wanted;
    for (const rules::Finding& each : found.findings) {
        if (each.rule != "CTB-06" || each.effect == rules::Effect::allow) continue;
        wanted.codes += (wanted.codes.empty() ? "" : ", ") + std::string(each.reason);
        wanted.words +=
            (wanted.words.empty() ? "" : " ") + each.words + " " + std::string(each.next);
    }
    return wanted;
}

std::string words_of_task(const ledger::Budget& budget, const std::string& codes) {
    return "CTB-06 asks for something of budget " + budget.ref + " (" + codes +
           "). Record what was done with 'almoner fact record " + budget.ref +
           "': --facts contribution.letter_sent=yes, then contribution.missing_reviewed=yes.";
}

std::vector<std::int64_t> contributions_due(ledger::Database& database) {
    std::vector<std::int64_t> budgets;
    ledger::Rows rows = database.select(with_a_debt, receivable, managed);
    while (rows.next()) budgets.push_back(rows.integer(0));
    return budgets;
}

constexpr std::string_view about_budget = "budget:";

std::vector<std::string> budgets_with_a_task(ledger::Database& database) {
    std::vector<std::string> refs;
    ledger::Rows rows = database.select(
        open_subjects, contribution_task, static_cast<int>(ledger::TaskState::open));
    while (rows.next()) refs.push_back(rows.str(0).substr(about_budget.size()));
    return refs;
}

struct Wish {
    std::string words{};  // of its task; empty: nothing is asked for
    Date since{};
};

Wish asked_of(ledger::Database& database,
              const ledger::Budget& budget,
              const rules::Policy& policy,
              Date today) {
    const Missing missing = missing_of(database, budget, today);
    const Wanted wanted =
        wanted_by(rules::evaluate(rules::Event::monitor, missing.facts, policy, today));
    if (wanted.codes.empty()) return {};
    return {.words = words_of_task(budget, wanted.codes), .since = missing.since};
}

}  // namespace

void find_missing_contributions(ledger::Database& database, Date today, JobFindings& found) {
    const rules::Policy policy = policy_in_force(database, today);
    for (const std::int64_t number : contributions_due(database)) {
        const auto budget = ledger::budget_numbered(database, number, today);
        if (!budget) continue;
        const Wish wish = asked_of(database, *budget, policy, today);
        const std::string subject = std::string(about_budget) + budget->ref;
        if (wish.words.empty() ||
            is_said_already(database, contribution_task, subject, wish.words, wish.since)) {
            continue;
        }
        found.commands.push_back(
            {.name = "monitor contribution", .fields = {{"budget", budget->ref}}});
    }
    for (const std::string& ref : budgets_with_a_task(database)) {
        const auto budget = ledger::budget_by_ref(database, ref, ledger::last_day_of_all);
        if (!budget || !asked_of(database, *budget, policy, today).words.empty()) continue;
        found.commands.push_back({.name = "task settled",
                                  .fields = {{"kind", std::string(contribution_task)},
                                             {"subject", std::string(about_budget) + ref},
                                             {"cause", "no-longer-missing"}}});
    }
}

void follow_contribution(Asked& asked, const ledger::Budget& budget) {
    const Date today = asked.work.today();
    const Missing missing = missing_of(asked.work.database(), budget, today);
    const Wanted wanted =
        wanted_by(consult_rules(asked,
                                {.event = rules::Event::monitor,
                                 .about = {ledger::CaseKind::budget, budget.number},
                                 .person = budget.person,
                                 .on = today,
                                 .field = "budget"},
                                missing.facts));
    const std::string subject = "budget:" + budget.ref;
    if (wanted.codes.empty()) {
        close_tasks(asked.work, contribution_task, subject, "no-longer-missing");
        return;
    }
    const std::string words = words_of_task(budget, wanted.codes);
    if (is_said_already(asked.work.database(), contribution_task, subject, words, missing.since)) {
        return;
    }
    close_tasks(asked.work, contribution_task, subject, "said-again");
    open_task(asked.work,
              contribution_task,
              subject,
              words,
              ledger::insert_private_text(asked.work, budget.person, wanted.words));
}

Outcome<Answer> monitor_contribution(Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("budget");
    if (!ref.accepted()) return ref.refusal();
    const auto budget =
        ledger::budget_by_ref(asked.work.database(), ref.value(), ledger::last_day_of_all);
    if (!budget) {
        return refused_in("budget",
                          "budget-unknown",
                          "There is no budget of this reference.",
                          "Take the reference from 'almoner person show PERSON'.");
    }
    follow_contribution(asked, *budget);
    return nlohmann::json{{"budget", budget->ref}}.dump();
}

}  // namespace almoner::scheduler
