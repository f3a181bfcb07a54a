#include "scheduler/option_change/carry_over.h"

#include "ledger/posting/keys.h"
#include "ledger/posting/option_change.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/states.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/option_change/old_money.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::OptionChange;
using ledger::Outcome;

// The last that is open, or that a person decided about; one that ended with its money is neither.
const ledger::Query last_task{
    "SELECT words, state FROM task t WHERE kind = $1 AND subject = $2 AND (state = $3"
    " OR EXISTS (SELECT 1 FROM task_decision d WHERE d.task = t.id)) ORDER BY id DESC LIMIT 1"};

std::string budget_ref(ledger::Database& database, std::int64_t number) {
    const auto budget = ledger::budget_numbered(database, number, ledger::last_day_of_all);
    return budget ? budget->ref : std::to_string(number);
}

std::string subject_of(ledger::Database& database, const OptionChange& change) {
    return "budget:" + budget_ref(database, change.budget) + " " +
           std::string(name_of(change.before));
}

// The same for every change away from that option, so that two make one task.
std::string words_of(ledger::Database& database, const OptionChange& change, Money left) {
    return in_pounds(left) + " of budget " + budget_ref(database, change.budget) +
           " is still under " + std::string(name_of(change.before)) +
           ", which is not how it is managed any more: have it handed over, or accounted for.";
}

// What the task should say and doesn't: nothing where it says so, or where somebody decided what to
// do about just that.
struct TaskChange {
    bool is_needed = false;
    std::string words;  // empty: the task ends
};

TaskChange task_change(ledger::Database& database, const OptionChange& change, Money left) {
    constexpr int open = static_cast<int>(ledger::TaskState::open);
    const std::string words = left > Money{} ? words_of(database, change, left) : std::string{};
    ledger::Rows rows =
        database.select(last_task, old_option_task, subject_of(database, change), open);
    if (!rows.next()) return {!words.empty(), words};
    const bool is_open = rows.integer(1) == open;
    return {words.empty() ? is_open : rows.text(0) != words, words};
}

Money move_free(ledger::Work& work, const std::vector<MoneyToMove>& moves) {
    Money moved;
    for (const auto& [change, shares] : moves) {
        const auto budget = static_cast<std::int32_t>(change.budget);
        const ledger::OptionChanged event{
            .from = {budget, change.before, 0}, .to = {budget, change.after, 0}, .undrawn = shares};
        work.post(post(event), {.plan_line = change.line_before, .effective = work.today()});
        moved += ledger::total_of(shares);
    }
    return moved;
}

Money carry(ledger::Work& work, const OptionChange& change) {
    if (change.from_on > work.today()) return {};
    ledger::Database& database = work.database();
    const OldMoney money = old_money(database, in_books(work), change, work.today());
    const Money moved = move_free(work, money.to_move);
    const TaskChange task = task_change(database, change, money.left);
    if (task.is_needed) {
        const std::string subject = subject_of(database, change);
        close_tasks(work,
                    old_option_task,
                    subject,
                    task.words.empty() ? "nothing is left there" : "figures-changed");
        if (!task.words.empty()) open_task(work, old_option_task, subject, task.words);
    }
    return moved;
}

}  // namespace

void carry_over(ledger::Work& work, const OptionChange& change) {
    carry(work, change);
}

bool needs_carrying(ledger::Database& database, const OptionChange& change, ledger::Date today) {
    const OldMoney money = old_money(database, as_stored(database), change, today);
    return !money.to_move.empty() || task_change(database, change, money.left).is_needed;
}

Outcome<Answer> option_carry(Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("change");
    if (!id.accepted()) return id.refusal();
    const auto changes = ledger::option_changes_on(asked.work.database(), asked.work.today());
    const auto change = std::ranges::find(changes, id.value(), &OptionChange::id);
    if (change == changes.end()) {
        return refused_in("change",
                          "option-change-unknown",
                          "There is no change of option of this number that counts by now.",
                          "The daily job 'options' finds those that do.");
    }
    const Money moved = carry(asked.work, *change);
    return nlohmann::json{{"change", change->id}, {"moved_amount", moved.pence()}}.dump();
}

}  // namespace almoner::scheduler
