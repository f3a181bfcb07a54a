#include "api/cli/payroll_compare_show.h"

#include "ledger/records/budget.h"
#include "ledger/records/employer.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payroll_run.h"
#include "ledger/views/words.h"
#include "scheduler/payroll/compare_run.h"

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

namespace almoner::api {
namespace {

using ledger::last_day_of_all;
using scheduler::BesideOld;
using scheduler::ComparedJob;
using scheduler::Comparison;

constexpr std::array controls{"rows", "gross", "tax", "ni_employee", "ni_employer", "net"};

std::optional<ledger::Employer> employer_seen(Reading& reading, std::int64_t number) {
    const auto known = ledger::employer_numbered(*reading.database, number, last_day_of_all);
    const auto budget =
        known ? ledger::budget_numbered(*reading.database, known->budget, last_day_of_all)
              : std::nullopt;
    return budget && reading.scope.sees_person(budget->person) ? known : std::nullopt;
}

std::string words_of(std::string_view column) {
    const auto* const found =
        std::ranges::find(scheduler::old_figure_list, column, &scheduler::OldFigure::column);
    return std::string(found->words);
}

Figures slips_of(Reading& reading, const Comparison& compared) {
    Figures figures{.name = "slips",
                    .title = "Slip by slip",
                    .columns = {{"standing", "Beside theirs", Kind::text},
                                {"slip", "Slip", Kind::number},
                                {"row", "Row", Kind::number},
                                {"employer", "Employer", Kind::text},
                                {"job", "Job", Kind::text},
                                {"differences", "Figures apart", Kind::number}},
                    .rows = {},
                    .notes = {}};
    figures.rows.reserve(compared.jobs.size());
    for (const ComparedJob& each : compared.jobs) {
        const auto employer = employer_seen(reading, each.employer);
        figures.rows.push_back({std::string(name_of(each.standing)),
                                each.slip == 0 ? Cell{} : Cell{each.slip},
                                each.row == 0 ? Cell{} : Cell{static_cast<std::int64_t>(each.row)},
                                employer ? employer->ref : std::string{},
                                each.employment,
                                static_cast<std::int64_t>(each.apart.size())});
    }
    return figures;
}

Figures differences_of(const Comparison& compared) {
    Figures figures{.name = "differences",
                    .title = "What differs",
                    .columns = {{"slip", "Slip", Kind::number},
                                {"job", "Job", Kind::text},
                                {"column", "Column", Kind::text, Seen::by_programs},
                                {"figure", "What", Kind::text},
                                {"here", "Here", Kind::money},
                                {"there", "There", Kind::money},
                                {"difference", "Here above there", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ComparedJob& each : compared.jobs) {
        for (const scheduler::FigureApart& apart : each.apart) {
            figures.rows.push_back({each.slip,
                                    each.employment,
                                    std::string(apart.column),
                                    words_of(apart.column),
                                    apart.here,
                                    apart.there,
                                    apart.here - apart.there});
        }
    }
    return figures;
}

Figures reasons_of(const Comparison& compared) {
    Figures figures{.name = "reasons",
                    .title = "Why, as far as it can be told",
                    .columns = {{"job", "Job", Kind::text},
                                {"row", "Row", Kind::number},
                                {"code", "Code", Kind::text},
                                {"words", "What", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ComparedJob& each : compared.jobs) {
        for (const scheduler::WhyApart& why : each.why) {
            figures.rows.push_back(
                {each.employment,
                 each.row == 0 ? Cell{} : Cell{static_cast<std::int64_t>(each.row)},
                 why.code,
                 why.words});
        }
    }
    return figures;
}

Figures sums_of(const Comparison& compared) {
    Figures figures{.name = "sums",
                    .title = "Sums of the jobs that both have",
                    .columns = {{"column", "Column", Kind::text, Seen::by_programs},
                                {"figure", "What", Kind::text},
                                {"here", "Here", Kind::money},
                                {"there", "There", Kind::money},
                                {"difference", "Here above there", Kind::money}},
                    .rows = {},
                    .notes = {}};
    figures.rows.reserve(compared.sums.size());
    for (const scheduler::ComparedSum& each : compared.sums) {
        figures.rows.push_back({std::string(each.column),
                                words_of(each.column),
                                each.here,
                                each.there,
                                each.here - each.there});
    }
    std::string missing;
    for (const std::string_view each : compared.not_given) {
        missing += (missing.empty() ? "" : ", ") + std::string(each);
    }
    if (!missing.empty()) {
        figures.notes.push_back("Not compared, for no row gives them: " + missing + ".");
    }
    return figures;
}

std::string counted(std::size_t count, const std::string& words) {
    return ", " + std::to_string(count) + " " + words;
}

std::string sentence_of(const ledger::PayrollRun& run, const Comparison& compared) {
    const std::string named = "Payroll run " + ledger::payroll_run_ref(run.id) +
                              " for the payday " + run.payday.words() + " (" + run.state + "): ";
    const std::size_t equal = compared.count(BesideOld::equal);
    if (compared.is_equal()) {
        return named +
               (equal == 1 ? "its slip is" : "all " + std::to_string(equal) + " slips are") +
               " as the old provider paid.";
    }
    return named + std::to_string(equal) + " as the old provider paid" +
           counted(compared.count(BesideOld::different), "different") +
           counted(compared.count(BesideOld::only_here), "only here") +
           counted(compared.count(BesideOld::only_there), "only there") + ".";
}

std::function<bool(std::int64_t)> seen_by(Reading& reading) {
    return
        [&reading](std::int64_t employer) { return employer_seen(reading, employer).has_value(); };
}

scheduler::OldFigures figures_given(const Call& call, Reading& reading, ledger::Date payday) {
    scheduler::OldFigures figures = scheduler::read_old_figures(
        *reading.database, "the file", call.fields.at("file:figures"), payday, seen_by(reading));
    scheduler::ControlTotals totals;
    for (const char* const each : controls) {
        const auto given = call.fields.find(each);
        if (given != call.fields.end()) totals[each] = given->second;
    }
    scheduler::check_controls(totals, figures);
    return figures;
}

}  // namespace

int compare_payroll_run(const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    const auto run = ledger::find_payroll_run(*reading.database, call.fields.at("run"));
    if (!run) {
        return show_refusal(call,
                            {.code = "payroll-run-unknown",
                             .words = "There is no payroll run of this reference.",
                             .next = "Take it from 'almoner payroll runs'.",
                             .field = "run",
                             .citation = ""});
    }
    const scheduler::OldFigures figures = figures_given(call, reading, run->payday);
    if (!figures.errors.empty()) {
        return show_refusal(
            call,
            {.code = "payroll-compare-has-errors",
             .words = scheduler::all_told(", and nothing was compared:", figures.errors),
             .next = "Mend the rows and compare again.",
             .field = "file:figures",
             .citation = ""});
    }
    const Comparison compared =
        scheduler::compare_run(*reading.database, *run, figures.rows, seen_by(reading));
    const std::vector<Figures> tables{slips_of(reading, compared),
                                      differences_of(compared),
                                      reasons_of(compared),
                                      sums_of(compared)};
    show_all(call, sentence_of(*run, compared), tables);
    return compared.is_equal() ? exit_ok : exit_partial;
}

}  // namespace almoner::api
