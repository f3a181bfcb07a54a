#include "api/cli/spend_show.h"

#include "api/cli/budget_look.h"
#include "api/cli/findings_show.h"
#include "gateway/csv/cells.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/spend.h"
#include "ledger/views/words.h"
#include "scheduler/spending/spend_row.h"
#include "scheduler/surplus/surplus_of.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <vector>

namespace almoner::api {
namespace {

using ledger::Money;
using scheduler::SurplusWorkings;

constexpr std::size_t most_weeks = 520;

Cell line_cell(ledger::Database& database, const std::optional<std::int64_t>& line) {
    if (!line) return Cell{};
    const auto known = ledger::plan_line_numbered(database, *line, ledger::last_day_of_all);
    return known ? Cell{known->ref} : Cell{};
}

// What a confirmed line belongs to: its own line, or none.
std::string confirmed_as(ledger::Database& database, const std::vector<ledger::SpendStep>& steps) {
    if (ledger::state_after(steps) != ledger::SpendState::confirmed) return {};
    const auto& line = steps.back().plan_line;
    if (!line) return "outside the plan";
    const auto known = ledger::plan_line_numbered(database, *line, ledger::last_day_of_all);
    return known ? known->ref : std::string{};
}

std::string of_body(ledger::Database& database, std::int32_t body, ledger::Date on) {
    const auto known = ledger::organisation_numbered(database, body, on);
    return known ? known->ref : std::string{};
}

std::string sentence_of(const SurplusWorkings& found) {
    const std::string free = ledger::money_words(found.free);
    const std::string standing =
        found.is_over
            ? " That is above " + ledger::money_words(found.threshold) +
                  ", what the policy asks no questions about: ask why it built up. "
                  "Nothing is taken for it."
            : " The policy asks no questions up to " + ledger::money_words(found.threshold) + ".";
    return free + " of budget " + found.budget_ref + " was free on " + found.on.words() + "." +
           standing;
}

Figures sum_of(const SurplusWorkings& found) {
    Figures figures{.name = "sum",
                    .title = "What is free",
                    .columns = {{"part", "Part", Kind::text}, {"amount", "Amount", Kind::money}},
                    .rows = {},
                    .notes = {}};
    const auto row = [&](const char* part, Money amount) {
        figures.rows.push_back({std::string(part), amount});
    };
    row("held", found.cleared);
    row("less commitments", found.uncleared);
    row("less tax, pension and holiday reserves", found.reserves);
    row("less contingency", found.contingency);
    row("less money received in advance", found.in_advance);
    row("less contribution adjustments", found.contribution_adjustment);
    row("free", found.free);
    row("a week of the budget", found.weekly_amount);
    row("asked about above", found.threshold);
    return figures;
}

Figures workings_of(const SurplusWorkings& found) {
    Figures figures{.name = "workings",
                    .title = "Where each figure is from",
                    .columns = {{"part", "Part", Kind::text},
                                {"amount", "Amount", Kind::money},
                                {"words", "What it is", Kind::text},
                                {"from", "Record", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const scheduler::SurplusRow& each : found.rows) {
        figures.rows.push_back({std::string(each.part), each.amount, each.words, each.from});
    }
    return figures;
}

Figures funders_of(ledger::Database& database, const SurplusWorkings& found) {
    Figures figures{.name = "funders",
                    .title = "Whose money it is",
                    .columns = {{"stream", "Money", Kind::text},
                                {"body", "Of", Kind::text},
                                {"held", "Held", Kind::money},
                                {"free", "Free", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const scheduler::FunderSurplus& each : found.funders) {
        figures.rows.push_back({std::string(name_of(each.stream)),
                                of_body(database, each.body, found.on),
                                each.cleared,
                                each.free});
    }
    return figures;
}

int show_spend_errors(const Call& call, const scheduler::SpendReading& reading) {
    const ledger::Refusal refusal{
        .code = "spend-file-has-errors",
        .words = std::to_string(reading.errors.size()) +
                 (reading.errors.size() == 1 ? " thing is" : " things are") +
                 " wrong in the file, and nothing of it was recorded.",
        .next = "Mend the rows and import the file again.",
        .field = "file",
        .citation = {}};
    if (call.output == Call::Output::json) {
        *call.err << nlohmann::ordered_json{{"code", refusal.code},
                                            {"field", refusal.field},
                                            {"detail", refusal.words},
                                            {"next", refusal.next},
                                            {"errors", listed(reading.errors)}}
                         .dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
                  << '\n';
        return exit_refused;
    }
    if (call.output == Call::Output::csv) {
        Figures figures = no_findings();
        add_rows(figures, "error", reading.errors);
        *call.out << csv_text(figures);
    } else {
        for (const auto& each : reading.errors) tell(*call.err, each);
    }
    return show_refusal(call, refusal);
}

}  // namespace

int list_spends(const Program& program, const Call& call, Reading& reading) {
    const auto budget = budget_looked_at(program, call, reading);
    if (!budget.accepted()) return show_refusal(call, budget.refusal());
    ledger::Database& database = *reading.database;
    const ledger::AsOf as_of = moment_of(call, reading);
    Figures figures{.name = "spending",
                    .title = "What was spent of " + budget.value().ref,
                    .columns = {{"spend", "Number", Kind::number},
                                {"date", "Day", Kind::date},
                                {"amount", "Amount", Kind::money},
                                {"refund", "Refund", Kind::text},
                                {"payee", "Payee", Kind::text},
                                {"what_for", "What for", Kind::text},
                                {"reference", "Reference", Kind::text},
                                {"plan_line", "Line told", Kind::text},
                                {"state", "State", Kind::text},
                                {"confirmed_as", "Line", Kind::text},
                                {"question", "Question", Kind::text}},
                    .rows = {},
                    .notes = {}};
    Money waiting;
    for (const ledger::Spend& each : ledger::spends_of(database, budget.value().number)) {
        if (!as_of.knows(each.seq) || each.spent_on > reading.day) continue;
        const auto steps = ledger::steps_of_spend(database, each.id, as_of.last_row());
        const ledger::SpendState state = ledger::state_after(steps);
        if (state == ledger::SpendState::unconfirmed) {
            waiting += each.is_refund ? -each.amount : each.amount;
        }
        figures.rows.push_back({each.id,
                                each.spent_on,
                                each.amount,
                                std::string(each.is_refund ? "yes" : ""),
                                each.payee,
                                each.what_for,
                                each.reference,
                                line_cell(database, each.plan_line),
                                std::string(name_of(state)),
                                confirmed_as(database, steps),
                                steps.empty() ? std::string{} : steps.back().question});
    }
    if (!waiting.is_zero()) {
        figures.notes.push_back(
            ledger::money_words(waiting) +
            " waits to be confirmed: until then it counts as held, and as spent on no line.");
    }
    show(call, figures);
    return exit_ok;
}

int show_surplus(const Program& program, const Call& call, Reading& reading) {
    const auto budget = budget_looked_at(program, call, reading);
    if (!budget.accepted()) return show_refusal(call, budget.refusal());
    const SurplusWorkings found =
        scheduler::surplus_of(*reading.database, budget.value(), reading.day);
    const std::vector<Figures> tables{
        sum_of(found), workings_of(found), funders_of(*reading.database, found)};
    show_all(call, sentence_of(found), tables);
    return exit_ok;
}

int list_surpluses(const Call& call, Reading& reading) {
    const auto given = call.fields.find("weeks");
    std::optional<std::int64_t> weeks;
    if (given != call.fields.end()) {
        const auto number = gateway::read_whole_number(given->second, most_weeks);
        if (!number.accepted()) return show_usage(call, number.refusal());
        weeks = static_cast<std::int64_t>(number.value());
    }
    std::vector<SurplusWorkings> over;
    for (const ledger::Budget& each : ledger::budgets_on(*reading.database, reading.day)) {
        if (!reading.scope.sees_person(each.person)) continue;
        SurplusWorkings found = scheduler::surplus_of(*reading.database, each, reading.day);
        const bool is_meant =
            weeks ? found.free > found.weekly_amount.mul_div(*weeks, 1, ledger::Rounding::down)
                  : found.is_over;
        if (is_meant && found.free > Money{}) over.push_back(std::move(found));
    }
    std::ranges::stable_sort(over, std::greater{}, &SurplusWorkings::weeks);
    Figures figures{.name = "surpluses",
                    .title = "Budgets with more free than is asked about",
                    .columns = {{"budget", "Budget", Kind::text},
                                {"free", "Free", Kind::money},
                                {"weeks", "Weeks of it", Kind::number},
                                {"asked_above", "Asked above", Kind::money},
                                {"band", "Band", Kind::text}},
                    .rows = {},
                    .notes = {"A figure here only asks why it built up: 'almoner surplus show "
                              "BUDGET' has the workings, and 'almoner review open BUDGET --kind "
                              "surplus' looks into it. Nothing is taken for it."}};
    for (const SurplusWorkings& each : over) {
        figures.rows.push_back({each.budget_ref,
                                each.free,
                                each.weeks,
                                each.threshold,
                                std::string(scheduler::band_of(each))});
    }
    show(call, figures);
    return exit_ok;
}

int import_spends(const Program& program, Call& call) {
    int end = exit_ok;
    const int looked = read_area(program, call, [&](Reading& reading) {
        const scheduler::SpendReading rows = scheduler::read_spend_file(
            *reading.database, "the file", call.fields.at("file"), reading.day);
        for (const std::string& note : rows.notes) *call.err << "Note: " << note << '\n';
        if (!rows.errors.empty()) end = show_spend_errors(call, rows);
        return exit_ok;
    });
    if (looked != exit_ok) return looked;
    return end == exit_ok ? ask_and_show(program, call) : end;
}

}  // namespace almoner::api
