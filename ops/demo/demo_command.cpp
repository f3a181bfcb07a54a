#include "ops/demo/demo_command.h"

#include "api/cli/reading.h"
#include "api/render/figures.h"
#include "ops/demo/demonstration.h"

#include <charconv>
#include <filesystem>
#include <map>
#include <ostream>

namespace almoner::ops::demo {
namespace {

using api::Cell;
using api::Figures;
using api::Kind;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::string_view why_so_many =
    "The situations are dealt in twenties, and one area has at most 20,000 budgets.";

Refusal refused(std::string code, std::string words, std::string next, std::string field) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = std::move(field),
            .citation = ""};
}

template <class Number>
bool reads(const std::string& text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

Outcome<Wanted> wanted(const api::Program& program, const api::Call& call) {
    Wanted wanted{.last_day = usual_days().last,
                  .bank_holidays = program.bank_holidays,
                  .payroll_rates = program.payroll_rates};
    if (!reads(call.fields.at("people"), wanted.people) || wanted.people < fewest_people ||
        wanted.people > most_people) {
        return refused("demo-people",
                       "A demonstration has " + std::to_string(fewest_people) + " to " +
                           std::to_string(most_people) + " people.",
                       std::string(why_so_many) + " Give a number between those.",
                       "people");
    }
    if (call.fields.contains("seed") && !reads(call.fields.at("seed"), wanted.seed)) {
        return refused("demo-seed", "That is not a seed.", "Give a whole number.", "seed");
    }
    if (!call.fields.contains("to")) return wanted;
    const auto day = ledger::Date::parse(call.fields.at("to"));
    if (!day || *day < usual_days().first || *day > usual_days().last) {
        return refused("demo-last-day",
                       "A demonstration ends between " + usual_days().first.words() + " and " +
                           usual_days().last.words() + ".",
                       "Give a day between those, as 2026-06-30.",
                       "to");
    }
    wanted.last_day = *day;
    return wanted;
}

Figures people_figures(const MadeArea& area) {
    Figures figures{
        .name = "people",
        .title = "People by situation",
        .columns = {{"situation", "Situation", Kind::text}, {"people", "People", Kind::number}},
        .rows = {},
        .notes = {}};
    std::map<Situation, std::int64_t> met;
    for (const MadePerson& person : area.people) ++met[person.situation];
    for (const SituationShape& shape : all_situations()) {
        figures.rows.push_back({std::string(shape.words), met[shape.situation]});
    }
    return figures;
}

Figures count_figures(const Done& done) {
    Figures figures{.name = "counts",
                    .title = "What happened",
                    .columns = {{"what", "What", Kind::text}, {"count", "Count", Kind::number}},
                    .rows = {},
                    .notes = {}};
    const Counts& counts = done.counts;
    const auto add = [&](const char* what, std::int64_t count) {
        figures.rows.push_back({std::string(what), count});
    };
    add("people", static_cast<std::int64_t>(done.area.people.size()));
    add("agreements", static_cast<std::int64_t>(done.area.files.agreements.size()));
    add("runs sent", counts.runs);
    add("payments sent", counts.payments);
    add("pence sent", counts.paid_out.pence());
    add("payments held", counts.held);
    add("payments settled", counts.settled);
    add("payments returned", counts.returned);
    add("payees confirmed after a return", counts.payees_confirmed);
    add("receipts on the client account", counts.received);
    add("changes of rate", counts.rate_changes);
    add("uplifts", counts.uplifts);
    add("deaths", counts.deaths);
    add("payments recalled", counts.recalled);
    add("too late to recall", counts.too_late_to_recall);
    add("changes of option", counts.option_changes);
    add("sums handed over", counts.handed_over);
    add("contributions paid in", counts.contributions);
    add("contributions paid in late", counts.late_contributions);
    add("bank lines in suspense at first", counts.in_suspense);
    add("bank lines explained", counts.explained);
    add("commands", done.commands);
    return figures;
}

void say_what_next(const api::Call& call, const Wanted& wanted) {
    const std::string data = call.data.string();
    const std::string vi = " --data " + data + " --as vi --credential-file " + data +
                           "/credentials/vi --as-of " + wanted.last_day.iso() + "\n";
    *call.err << "The import files are in " << data << "/area, the events in " << data
              << "/schedule.csv.\nTo look:\n"
              << "  almoner verify --data " << data << "\n"
              << "  almoner report month --commissioner ICB --month 2026-05" << vi
              << "  almoner balance P-00001" << vi;
}

int run_demo(const api::Program& program, api::Call& call) {
    if (call.dry_run) return api::show_usage(call, api::no_dry_run("Making a demonstration"));
    const Outcome<Wanted> wish = wanted(program, call);
    if (!wish.accepted()) return api::show_usage(call, wish.refusal());
    if (call.store.has_area()) {
        return api::show_refusal(call,
                                 refused("area-exists",
                                         "This data folder holds an area already.",
                                         "Choose an empty folder with --data.",
                                         "--data"));
    }
    std::filesystem::create_directories(call.data);
    try {
        const Done done = demonstrate(
            call.data, call.store, wish.value(), [&](ledger::Date day, const Counts& counts) {
                *call.err << "   " << day.iso() << ": " << counts.payments << " payments sent, "
                          << counts.settled << " settled, " << counts.returned << " returned\n";
            });
        call.store.remember();
        const std::vector<Figures> tables{people_figures(done.area), count_figures(done)};
        api::show_all(call, "The journal's head is " + done.head + ".", tables);
    } catch (const DemoStopped& stopped) {
        *call.err << "The demonstration stopped: " << stopped.what() << '\n';
        return api::show_refusal(call, stopped.refusal);
    }
    say_what_next(call, wish.value());
    return api::exit_ok;
}

}  // namespace

api::CommandSpec demo_command() {
    using enum api::ArgumentKind;
    return {
        .words = "demo",
        .help =
            "Make a simulated area of any size and pay it for six months against a stand-in "
            "bank; the same for the same seed",
        .example = "almoner demo --people 300 --seed 7 --data demo-area",
        .arguments =
            {{"--people",
              "people",
              text,
              true,
              "How many, 20 to 20000: the situations are dealt in twenties, and one area has at "
              "most 20,000 budgets"},
             {"--seed", "seed", text, false, "Any whole number, 1"},
             {"--to", "to", text, false, "The last day that is played, 2026-09-30"}},
        .run = run_demo};
}

}  // namespace almoner::ops::demo
