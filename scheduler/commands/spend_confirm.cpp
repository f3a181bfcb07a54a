#include "gateway/csv/cells.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_words.h"
#include "ledger/records/record_table.h"
#include "ledger/records/spend.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/spend.h"
#include "scheduler/commands/spend_tasks.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/spending/post_spend.h"
#include "scheduler/spending/spend_question.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Outcome;
using ledger::Spend;
using ledger::SpendState;
using ledger::SpendStep;

constexpr std::size_t longest_words = 2'000;
constexpr std::size_t largest_id = 1'000'000'000'000;
constexpr std::size_t most_at_once = 5'000;  // constructed: a command stays short

const ledger::Query steps_of_command{"SELECT COUNT(*) FROM spend_step WHERE seq = $1"};

ledger::Refusal unknown_spend() {
    return refused_in("spend",
                      "spend-unknown",
                      "There is no record of spending of this number.",
                      "Take it from 'almoner spend list BUDGET'.");
}

// A spend, its budget and the steps that it took.
struct Told {
    Spend spend{};
    ledger::Budget budget{};
    std::vector<SpendStep> steps{};

    [[nodiscard]] SpendState state() const { return ledger::state_after(steps); }
};

Outcome<Told> told_numbered(ledger::Database& database, std::int64_t id) {
    const auto spend = ledger::spend_by_id(database, id);
    if (!spend) return unknown_spend();
    return Told{
        .spend = *spend,
        .budget = ledger::budget_numbered(database, spend->budget, ledger::last_day_of_all).value(),
        .steps = ledger::steps_of_spend(database, id)};
}

// "12" or "12-40".
Outcome<ledger::IdRange> numbers_in(const std::string& text) {
    const std::size_t dash = text.find('-');
    const auto first = gateway::read_whole_number(text.substr(0, dash), largest_id);
    const auto last = dash == std::string::npos
                          ? first
                          : gateway::read_whole_number(text.substr(dash + 1), largest_id);
    if (!first.accepted() || !last.accepted() || last.value() < first.value() ||
        last.value() - first.value() >= most_at_once) {
        return refused_in("spend",
                          "spend-unreadable",
                          "This is no number of a record, and no first and last one such as 12-40.",
                          "Give one number, or two with a dash: at most " +
                              std::to_string(most_at_once) + " at once.");
    }
    return ledger::IdRange{static_cast<std::int64_t>(first.value()),
                           static_cast<std::int64_t>(last.value())};
}

// Those that wait; of a single one, that it does.
Outcome<std::vector<Told>> waiting_in(ledger::Database& database, const ledger::IdRange& ids) {
    std::vector<Told> all;
    for (std::int64_t id = ids.first; id <= ids.last; ++id) {
        Outcome<Told> told = told_numbered(database, id);
        if (!told.accepted()) return told.refusal();
        if (told.value().state() == SpendState::unconfirmed) {
            all.push_back(std::move(told).value());
        }
    }
    if (!all.empty()) return all;
    return refused_in("spend",
                      "spend-not-waiting",
                      "It does not wait to be confirmed.",
                      "Look at it with 'almoner spend list BUDGET'.");
}

class Confirming {
  public:
    Confirming(Asked& asked, std::optional<ledger::PlanLine> line, bool is_outside)
        : asked_(asked), line_(std::move(line)), is_outside_(is_outside) {}

    Outcome<Done> confirm(const Told& told) {
        const auto line = line_of(told);
        if (!line.accepted()) return line.refusal();
        const auto place = place_of(asked_.work.database(), told.spend, line.value());
        if (!place.accepted()) return place.refusal();
        only_held_by_holders_ =
            only_held_by_holders_ && place.value().option == ledger::Option::direct_payment;
        const SpendQuestion question =
            ask_about_spend(asked_, told.budget, told.spend, place.value());
        const ledger::IdRange posted = post_spend(asked_.work, told.spend, place.value());
        ledger::insert_spend_step(asked_.work,
                                  told.budget.person,
                                  {.spend = told.spend.id,
                                   .step = static_cast<std::int64_t>(told.steps.size()) + 1,
                                   .state = SpendState::confirmed,
                                   .on = asked_.work.today(),
                                   .actor = asked_.actor.number,
                                   .plan_line = line.value(),
                                   .first_transfer = posted.first,
                                   .last_transfer = posted.last,
                                   .question = question.codes});
        note_question(told, question);
        total_ += told.spend.is_refund ? -told.spend.amount : told.spend.amount;
        budgets_.insert(told.budget.number);
        ++confirmed_;
        return Done{};
    }

    Answer end() {
        // What a holder has spent is a fact, also above what they were given; a provider or trust
        // can account for no more than it holds.
        if (only_held_by_holders_) {
            asked_.work.posts_facts("a holder accounts for what was spent", "finance");
        }
        for (const std::int64_t budget : budgets_) tell_what_waits(asked_.work, budget);
        return nlohmann::json{
            {"confirmed", confirmed_}, {"total", total_.pence()}, {"questions", questions_}}
            .dump();
    }

  private:
    Outcome<std::optional<std::int64_t>> line_of(const Told& told) {
        if (is_outside_) return std::optional<std::int64_t>{};
        if (line_ && line_->budget != told.budget.number) {
            return refused_in("line",
                              "plan-line-unknown",
                              "Budget " + told.budget.ref + " of record " +
                                  std::to_string(told.spend.id) + " has no such plan line.",
                              "Take it from 'almoner person show PERSON'.");
        }
        if (line_) return std::optional(line_->number);
        if (told.spend.plan_line) return told.spend.plan_line;
        return refused_in("line",
                          "line-missing",
                          "Record " + std::to_string(told.spend.id) + " says no plan line.",
                          "Say it with --line, or --outside if it is on none.");
    }

    void note_question(const Told& told, const SpendQuestion& question) {
        if (question.codes.empty()) return;
        ++questions_;
        open_task(asked_.work,
                  spend_question_task,
                  spend_ref(told.spend.id),
                  "A question about record " + std::to_string(told.spend.id) + " of budget " +
                      told.budget.ref + ":",
                  ledger::insert_words(asked_.work, told.budget.person, question.words));
    }

    Asked& asked_;
    std::optional<ledger::PlanLine> line_;
    bool is_outside_;
    bool only_held_by_holders_ = true;
    std::int64_t confirmed_ = 0;
    std::int64_t questions_ = 0;
    ledger::Money total_{};
    std::set<std::int64_t> budgets_;
};

// One command, one reversal: of a command that confirmed several the step itself says what was
// undone.
void note_reversal(ledger::Work& work, const SpendStep& confirmed) {
    {
        ledger::Rows rows = work.database().select(steps_of_command, confirmed.seq);
        if (!rows.next() || rows.integer(0) != 1) return;
    }
    work.records().insert(
        ledger::reversal_table, confirmed.seq, "a record of spending was confirmed wrongly");
}

// Nothing where none is named.
Outcome<std::optional<ledger::PlanLine>> line_named(ledger::Database& database,
                                                    const std::string& ref,
                                                    bool is_outside) {
    std::optional<ledger::PlanLine> line;
    if (ref.empty()) return line;
    line = ledger::plan_line_by_ref(database, ref, ledger::last_day_of_all);
    if (line && !is_outside) return line;
    return refused_in(
        "line",
        line ? "line-and-outside" : "plan-line-unknown",
        line ? "It is on a line of the plan, or on none."
             : "There is no plan line of this reference.",
        line ? "Give --line or --outside." : "Take it from 'almoner person show PERSON'.");
}

}  // namespace

Outcome<Answer> spend_confirm(Asked& asked) {
    FieldReading in(asked.fields);
    const std::string numbers = in.needed("spend");
    const std::string ref = in.has("line") ? in.reference("line") : std::string{};
    const bool is_outside = asked.fields.text("outside") == "yes";
    if (!in.accepted()) return in.refusal();
    auto line = line_named(asked.work.database(), ref, is_outside);
    if (!line.accepted()) return line.refusal();
    const auto ids = numbers_in(numbers);
    if (!ids.accepted()) return ids.refusal();
    const auto waiting = waiting_in(asked.work.database(), ids.value());
    if (!waiting.accepted()) return waiting.refusal();
    Confirming confirming(asked, std::move(line).value(), is_outside);
    for (const Told& told : waiting.value()) {
        const Outcome<Done> done = confirming.confirm(told);
        if (!done.accepted()) return done.refusal();
    }
    return confirming.end();
}

Outcome<Answer> spend_undo(Asked& asked) {
    FieldReading in(asked.fields);
    const std::int64_t id = in.number("spend");
    (void)in.needed("words");
    SpendStep step{.spend = id,
                   .on = asked.work.today(),
                   .actor = asked.actor.number,
                   .words = in.words("words", longest_words)};
    if (!in.accepted()) return in.refusal();
    const Outcome<Told> found = told_numbered(asked.work.database(), id);
    if (!found.accepted()) return found.refusal();
    const Told& told = found.value();
    if (told.state() == SpendState::withdrawn) {
        return refused_in("spend",
                          "spend-withdrawn",
                          "This record was withdrawn already.",
                          "Record it again with 'almoner spend record' if it was right.");
    }
    step.step = static_cast<std::int64_t>(told.steps.size()) + 1;
    step.state = SpendState::withdrawn;
    if (told.state() == SpendState::confirmed) {
        const SpendStep& confirmed = told.steps.back();
        if (confirmed.actor == asked.actor.number) {
            return refused_in("spend",
                              "second-person",
                              "You confirmed it yourself: what is in the books is taken back by "
                              "somebody else.",
                              "Ask a colleague to undo it.");
        }
        asked.work.posts_facts("spending was confirmed wrongly", "finance");
        const ledger::IdRange mirrored =
            mirror_spend(asked.work, {confirmed.first_transfer, confirmed.last_transfer});
        step.state = SpendState::unconfirmed;
        step.first_transfer = mirrored.first;
        step.last_transfer = mirrored.last;
        note_reversal(asked.work, confirmed);
        close_tasks(asked.work, spend_question_task, spend_ref(id), "it was undone");
    }
    ledger::insert_spend_step(asked.work, told.budget.person, step);
    tell_what_waits(asked.work, told.budget.number);
    return nlohmann::json{{"spend", id}, {"state", name_of(step.state)}}.dump();
}

}  // namespace almoner::scheduler
