#include "api/cli/reduction_show.h"

#include "api/cli/access_look.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/period_offset.h"
#include "ledger/records/person.h"
#include "scheduler/commands/case_steps.h"
#include "scheduler/commands/run_fields.h"

namespace almoner::api {
namespace {

using ledger::Money;

Cell money_or_nothing(Money amount) {
    return amount.is_zero() ? Cell{} : Cell{amount};
}

// What the person was told, offset or repaid, each on its day.
class Story {
  public:
    explicit Story(Figures& figures) : figures_(figures) {}

    void add(ledger::Date on, std::string what, Money amount, std::string words) {
        figures_.rows.push_back({on, std::move(what), money_or_nothing(amount), std::move(words)});
    }

  private:
    Figures& figures_;
};

void add_money(ledger::Database& database, std::int64_t id, Story& story) {
    for (const auto& each : ledger::offsets_standing(database)) {
        if (each.reduction_case != id) continue;
        story.add(each.period_first,
                  "offset in the period",
                  each.amount,
                  "of " + ledger::payment_ref(each.payment));
    }
    for (const auto& each : ledger::instalments_of_case(database, id)) {
        story.add(each.due_on, "instalment due", each.amount, "");
    }
    for (const auto& each : ledger::recoveries_of_case(database, id)) {
        story.add(each.on, each.way, each.amount, "");
    }
}

void add_notes(const scheduler::CaseStanding& standing, Money left, Figures& figures) {
    if (standing.decision) {
        figures.notes.push_back("Workings: " + standing.decision->workings);
    }
    if (standing.notice) {
        const auto& matures = standing.notice->matures_on;
        figures.notes.push_back("Notice " + standing.notice->number + " is " +
                                standing.notice->state +
                                (matures ? "; its days run until " + matures->words() : "") + ".");
    }
    if (standing.decision && scheduler::takes_a_sum(standing)) {
        figures.notes.push_back("Left: " + scheduler::in_pounds(left) + ".");
    }
}

}  // namespace

int list_cases(const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    Figures figures{.name = "cases",
                    .title = "Cases that take money back",
                    .columns = {{"case", "Case", Kind::text},
                                {"budget", "Budget", Kind::text},
                                {"kind", "Kind", Kind::text},
                                {"state", "State", Kind::text},
                                {"opened", "Opened", Kind::date},
                                {"amount", "Amount", Kind::money},
                                {"left", "Left", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::ReductionCase& each : ledger::every_case(*reading.database)) {
        const auto standing = scheduler::standing_of(*reading.database, each, reading.day);
        if (!reading.scope.sees_person(standing.budget.person)) continue;
        figures.rows.push_back(
            {ledger::case_number(each.id),
             standing.budget.ref,
             each.kind,
             each.state,
             each.opened_on,
             standing.decision ? Cell{standing.decision->amount} : Cell{},
             scheduler::takes_a_sum(standing)
                 ? money_or_nothing(scheduler::left_of(*reading.database, standing))
                 : Cell{}});
    }
    show(call, figures);
    return exit_ok;
}

int show_case(const Program& program, const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    ledger::Database& database = *reading.database;
    const auto found = ledger::find_case(database, call.fields.at("case"));
    const auto standing =
        found ? std::optional(scheduler::standing_of(database, *found, reading.day)) : std::nullopt;
    if (!standing || !reading.scope.sees_person(standing->budget.person)) {
        return show_refusal(call,
                            {.code = "case-unknown",
                             .words = "There is no case of this number.",
                             .next = "Take the number from 'almoner case list'.",
                             .field = "case",
                             .citation = ""});
    }
    const auto person =
        ledger::person_numbered(database, standing->budget.person, ledger::last_day_of_all);
    const auto look = note_look(program, call, reading, person->ref, ledger::Look::case_record);
    if (!look.accepted()) return show_refusal(call, look.refusal());
    Figures figures{.name = "steps",
                    .title = "Case " + ledger::case_number(found->id) + ": " + found->kind +
                             " of " + standing->budget.ref + ", from review " +
                             std::to_string(found->review),
                    .columns = {{"on", "On", Kind::date},
                                {"what", "What", Kind::text},
                                {"amount", "Amount", Kind::money},
                                {"words", "Why", Kind::text}},
                    .rows = {},
                    .notes = {}};
    Story story(figures);
    for (const ledger::CaseStep& step : ledger::steps_of_case(database, found->id)) {
        std::string words = step.words;
        if (!step.notice.empty()) words = "notice " + step.notice;
        if (step.evidence) words = "document " + std::to_string(*step.evidence);
        story.add(step.on, step.state, step.amount, std::move(words));
    }
    add_money(database, found->id, story);
    add_notes(*standing, scheduler::left_of(database, *standing), figures);
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
