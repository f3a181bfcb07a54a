#include "api/cli/access_look.h"
#include "api/cli/commands.h"
#include "api/cli/reading.h"
#include "api/render/answer_words.h"
#include "api/render/closed_figures.h"
#include "api/render/export.h"
#include "api/render/report_figures.h"
#include "api/render/run_figures.h"
#include "ledger/views/access.h"
#include "ledger/views/balance.h"
#include "ledger/views/history.h"
#include "ledger/views/month_report.h"
#include "scheduler/commands/access_note.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/reports/expected_payment.h"
#include "scheduler/reports/forecast.h"

#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

namespace almoner::api {
namespace {

using enum ArgumentKind;

Cell cell_of(const std::optional<ledger::Date>& day) {
    return day ? Cell(*day) : Cell();
}

// How long money has been under an option that its budget left: one that is old is missing.
Figures streams_of(const ledger::BalanceDetail& detail, ledger::Date today) {
    Figures figures{.name = "streams",
                    .title = "By stream",
                    .columns = {{"budget", "Budget", Kind::text},
                                {"option", "Managed as", Kind::text},
                                {"stream", "Stream", Kind::text},
                                {"body", "Commissioner", Kind::text},
                                {"held", "Held", Kind::money},
                                {"with_body", "Not paid out yet", Kind::money},
                                {"promised", "Promised", Kind::money},
                                {"left_on", "Left on", Kind::date},
                                {"days_since", "Days", Kind::number}},
                    .rows = {},
                    .notes = {}};
    bool has_left = false;
    for (const ledger::StreamBalance& each : detail.streams) {
        figures.rows.push_back({each.budget,
                                std::string(ledger::name_of(each.option)),
                                std::string(ledger::name_of(each.stream)),
                                each.body,
                                each.held,
                                each.with_body,
                                each.promised,
                                cell_of(each.left_on),
                                each.left_on ? Cell(std::int64_t{today - *each.left_on}) : Cell()});
        has_left = has_left || each.left_on.has_value();
    }
    if (has_left) {
        figures.notes.emplace_back(
            "Left on: since that day the budget is managed another way, and what is still here is "
            "to be handed over or accounted for.");
    }
    return figures;
}

Figures lines_of(const ledger::BalanceDetail& detail) {
    Figures figures{.name = "plan_lines",
                    .title = "By plan line",
                    .columns = {{"plan_line", "Plan line", Kind::text},
                                {"purpose", "For", Kind::text},
                                {"spent", "Spent", Kind::money},
                                {"planned", "Planned", Kind::money},
                                {"frequency", "Each", Kind::text},
                                {"paid", "Paid so far", Kind::money},
                                {"option", "Managed as", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::PlanLineSpent& each : detail.plan_lines) {
        figures.rows.push_back({each.plan_line,
                                each.purpose,
                                each.spent,
                                each.planned,
                                each.frequency,
                                each.paid,
                                std::string(ledger::name_of(each.option))});
    }
    return figures;
}

int show_balance(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const ledger::AsOf as_of = moment_of(call, reading);
        const std::string& person = call.fields["person"];
        auto read = ledger::balance_of(
            reading.scope, *reading.database, person, as_of, loaded_holidays(*reading.database));
        if (!read.accepted()) return show_refusal(call, read.refusal());
        ledger::BalanceView view = std::move(read).value();
        ledger::expect(view, [&](const ledger::NextPayment& next) {
            return scheduler::expected_payment(*reading.database, next, reading.day);
        });
        const bool in_detail = call.fields.contains("detail");
        const auto noted = note_look(program,
                                     call,
                                     reading,
                                     person,
                                     in_detail ? ledger::Look::detail : ledger::Look::balance);
        if (!noted.accepted()) return show_refusal(call, noted.refusal());
        std::vector<Figures> tables{three_figures(view)};
        // A person reads them in the sentences.
        if (call.output != Call::Output::words) tables.push_back(next_figures(view));
        if (in_detail) {
            const auto detail =
                ledger::balance_detail_of(reading.scope, *reading.database, person, as_of);
            if (!detail.accepted()) return show_refusal(call, detail.refusal());
            tables.push_back(streams_of(detail.value(), reading.day));
            tables.push_back(lines_of(detail.value()));
        }
        show_all(call, view.sentence, tables);
        return static_cast<int>(exit_ok);
    });
}

void show_json(const Call& call, const std::string& json) {
    switch (call.output) {
        case Call::Output::json: *call.out << json << '\n'; break;
        case Call::Output::csv: *call.out << answer_csv(json); break;
        case Call::Output::words: *call.out << answer_words(json) << '\n'; break;
    }
}

// Everybody whom a run pays, each once, with commas between.
std::string people_of(const std::string& run) {
    std::set<std::string> people;
    const auto shown = nlohmann::json::parse(run);
    for (const auto& payment : shown.at("payments")) {
        people.insert(payment.at("person").get<std::string>());
    }
    people.erase("");
    std::string all;
    for (const std::string& person : people) all += (all.empty() ? "" : ",") + person;
    return all;
}

int show_run(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto now = is_now(call, reading);
        if (!now.accepted()) return show_refusal(call, now.refusal());
        const bool answers_for_it =
            reading.role == ledger::ActorRole::maker || reading.role == ledger::ActorRole::checker;
        const auto run = scheduler::run_show(
            *reading.database,
            call.fields["ref"],
            reading.day,
            answers_for_it ? scheduler::Payees::shown : scheduler::Payees::masked);
        if (!run.accepted()) return show_refusal(call, run.refusal());
        const std::string people = people_of(run.value());
        if (!people.empty()) {
            const auto noted = note_look(program, call, reading, people, ledger::Look::payees);
            if (!noted.accepted()) return show_refusal(call, noted.refusal());
        }
        switch (call.output) {
            case Call::Output::json: *call.out << run.value() << '\n'; break;
            case Call::Output::csv: *call.out << run_csv(run.value()); break;
            case Call::Output::words: *call.out << run_words(run.value()); break;
        }
        return static_cast<int>(exit_ok);
    });
}

int show_payment(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto now = is_now(call, reading);
        if (!now.accepted()) return show_refusal(call, now.refusal());
        const auto payment =
            scheduler::payment_show(*reading.database, call.fields["ref"], reading.day);
        if (!payment.accepted()) return show_refusal(call, payment.refusal());
        show_json(call, payment.value());
        return static_cast<int>(exit_ok);
    });
}

// The books are written as --format says; --json and --csv would say something else.
std::optional<ledger::Refusal> other_form(const Call& call, ExportFormat format) {
    const bool is_said_once = call.output == Call::Output::words ||
                              (call.output == Call::Output::csv && format == ExportFormat::csv);
    if (is_said_once) return std::nullopt;
    const std::string flag = call.output == Call::Output::json ? "--json" : "--csv";
    return ledger::Refusal{
        .code = "two-formats",
        .words = "The export is written as --format says, and " + flag + " asks for another form.",
        .next = "Leave out " + flag + ".",
        .field = flag,
        .citation = ""};
}

int show_export(const Program& program, Call& call) {
    const auto format = export_format_named(call.fields["format"]);
    if (!format) {
        return show_usage(call,
                          {.code = "format-unknown",
                           .words = "There is no such format.",
                           .next = "Choose csv, hledger or beancount.",
                           .field = "--format",
                           .citation = ""});
    }
    if (const auto refusal = other_form(call, *format)) return show_usage(call, *refusal);
    return read_area(program, call, [&](Reading& reading) {
        const auto done = export_area(
            reading.scope, *reading.database, *format, *call.out, moment_of(call, reading));
        return done.accepted() ? static_cast<int>(exit_ok) : show_refusal(call, done.refusal());
    });
}

int show_history(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto history = ledger::history_of(reading.scope,
                                                *reading.database,
                                                call.fields["person"],
                                                moment_of(call, reading),
                                                {.limit = 25, .cursor = call.fields["cursor"]});
        if (!history.accepted()) return show_refusal(call, history.refusal());
        const auto noted =
            note_look(program, call, reading, call.fields["person"], ledger::Look::history);
        if (!noted.accepted()) return show_refusal(call, noted.refusal());
        const Figures figures = history_figures(history.value());
        show(call, call.output == Call::Output::words ? in_order_of_booking(figures) : figures);
        return static_cast<int>(exit_ok);
    });
}

// A closed month has none: its figures stay, and what is foreseen changes by the day.
ledger::Outcome<scheduler::Forecast> forecast_for(Call& call, Reading& reading) {
    return scheduler::forecast_to_31_march(reading.scope,
                                           *reading.database,
                                           call.fields["commissioner"],
                                           reading.day,
                                           loaded_holidays(*reading.database));
}

int show_month(const Program& program, Call& call) {
    const auto month = ledger::month_named(call.fields["month"]);
    if (!month) return show_usage(call, month_unreadable());
    return read_area(program, call, [&](Reading& reading) {
        const auto report = ledger::month_report(reading.scope,
                                                 *reading.database,
                                                 call.fields["commissioner"],
                                                 *month,
                                                 moment_of(call, reading));
        if (!report.accepted()) return show_refusal(call, report.refusal());
        std::vector<Figures> tables = month_figures(report.value());
        // A person reads it in the sentence.
        if (call.output != Call::Output::words) tables.push_back(closed_figures(report.value()));
        if (!report.value().closed) {
            const auto forecast = forecast_for(call, reading);
            if (!forecast.accepted()) return show_refusal(call, forecast.refusal());
            tables.push_back(forecast_figures(forecast.value()));
        }
        show_all(call, month_sentence(report.value()), tables);
        const bool agree = report.value().ties.agree();
        return static_cast<int>(agree ? exit_ok : exit_integrity);
    });
}

}  // namespace

std::vector<CommandSpec> view_commands() {
    return {
        {.words = "balance",
         .help = "What a person has, what is promised, and what is free to spend",
         .example = "almoner balance P-0022 --detail --as vi --credential-file vi.txt",
         .arguments = {{"PERSON", "person", text, true, "The person's reference"},
                       {"--detail", "detail", flag, false, "By option, stream and plan line"}},
         .run = show_balance},
        {.words = "export",
         .help = "The whole books for another program, from their transfers",
         .example =
             "almoner export --format hledger --as vi --credential-file vi.txt > books.journal",
         .arguments = {{"--format", "format", text, true, "csv, hledger or beancount"}},
         .run = show_export},
        {.words = "history",
         .help = "What happened to a person's money, newest first, with the balance after each",
         .example = "almoner history P-0022 --as vi --credential-file vi.txt",
         .arguments = {{"PERSON", "person", text, true, "The person's reference"},
                       {"--cursor", "cursor", text, false, "Where the page before ended"}},
         .run = show_history},
        {.words = "payment show",
         .help = "Where a payment is: its dated events and what is expected next",
         .example = "almoner payment show ALM0000001A5",
         .arguments = {{"PAYMENT", "ref", text, true, "The payment's reference"}},
         .run = show_payment},
        {.words = "run show",
         .help = "A run before and after its approval: payments, what holds some, the totals",
         .example = "almoner run show RUN-12",
         .arguments = {{"RUN", "ref", text, true, "The run, as RUN-12"}},
         .run = show_run},
        {.words = "report month",
         .help =
             "A commissioner's month, tied to the ledger (exit code 5 when it does not agree); a "
             "closed one as it was closed",
         .example = "almoner report month --commissioner ICB --month 2026-04 --as vi "
                    "--credential-file vi.txt",
         .arguments = {{"--commissioner", "commissioner", text, true, "Its reference"},
                       {"--month", "month", text, true, "As 2026-05"}},
         .run = show_month},
    };
}

}  // namespace almoner::api
