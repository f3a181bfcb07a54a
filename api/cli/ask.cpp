#include "api/cli/spec.h"
#include "api/door/local_door.h"
#include "api/render/answer_words.h"
#include "api/socket/socket.h"
#include "ledger/actors/random.h"
#include "ledger/area/internal_error.h"
#include "ledger/calendar/london.h"
#include "scheduler/commands/init.h"
#include "scheduler/commands/text_check.h"
#include "scheduler/payroll/program_rates.h"
#include "scheduler/service/command_runner.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <system_error>
#include <thread>

namespace almoner::api {
namespace {

using nlohmann::ordered_json;

Ask ask_of(const Program& program, const Call& call) {
    return {.name = call.words,
            .key = call.key.empty() ? ledger::time_ordered_key(program.clock()) : call.key,
            .as = call.as,
            .credential = call.credential,
            .as_of = call.as_of,
            .at = call.at,
            .fields = call.fields,
            .dry_run = call.dry_run};
}

// Another call of the program has the area for the time of a command: one waits for one's turn.
std::unique_ptr<ledger::Database> writer_in_turn(const Store& store) {
    constexpr auto longest = std::chrono::seconds(10);
    constexpr auto between = std::chrono::milliseconds(20);
    const auto until = std::chrono::steady_clock::now() + longest;
    for (;;) {
        try {
            return store.open_writer();
        } catch (const ledger::StorageBusy&) {
            if (std::chrono::steady_clock::now() > until) throw;
        }
        std::this_thread::sleep_for(between);
    }
}

// A folder that is gone when nobody needs it any more.
class ScratchFolder {
  public:
    ScratchFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "almoner-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::system_error(
                errno, std::generic_category(), "no folder can be made for the dry run");
        }
        path_ = name;
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

ledger::CommandResult ask_alone(const Program& program, const Call& call) {
    // Only 'init' makes something where nothing was: a mistyped folder stays as it is.
    if (call.words == "init") {
        std::filesystem::create_directories(call.data);
    } else if (!call.store.has_area()) {
        ledger::CommandResult refused;
        refused.outcome = no_area(call);
        return refused;
    }
    const std::unique_ptr<ledger::Database> database = writer_in_turn(call.store);
    ledger::AreaWriter writer(*database, [] { return ledger::random_octets(16); });
    scheduler::Surroundings around{.folder = call.data,
                                   .settings = scheduler::area_settings(*database)};
    around.settings.emplace(scheduler::program_rates, program.payroll_rates);
    scheduler::DirectRunner runner(writer, around);
    LocalDoor door(runner, call.store, around, program.clock);
    ledger::CommandResult result = door.ask(ask_of(program, call));
    if (call.words == "init" && result.outcome.accepted() && !call.dry_run) call.store.remember();
    return result;
}

// What 'init' would say: it is asked of an area elsewhere, which is gone after the answer.
ledger::CommandResult try_init(const Program& program, Call call) {
    const ScratchFolder scratch;
    call.data = scratch.path();
    auto store = program.store(call.data, "sqlite");
    if (!store.accepted()) {
        ledger::CommandResult refused;
        refused.outcome = store.refusal();
        return refused;
    }
    call.store = std::move(store).value();
    return ask_alone(program, call);
}

int exit_code_of(const ordered_json& answer) {
    if (answer.value("agrees", true) == false) return exit_integrity;
    return answer.value("partial", false) ? exit_partial : exit_ok;
}

}  // namespace

ledger::CommandResult ask_at_door(const Program& program, const Call& call) {
    const auto text = scheduler::check_text(call.fields);
    if (!text.accepted()) {
        ledger::CommandResult refused;
        refused.outcome = text.refusal();
        return refused;
    }
    if (const std::unique_ptr<Door> server = door_of_server(call.data)) {
        return server->ask(ask_of(program, call));
    }
    if (call.words == "init" && call.dry_run && !call.store.has_area()) {
        return try_init(program, call);
    }
    return ask_alone(program, call);
}

ledger::Refusal no_area(const Call& call) {
    return {.code = "area-unknown",
            .words = "There is no area in " + call.store.place + ".",
            .next = "Give its folder with --data, or make one with 'almoner init'.",
            .field = "--data",
            .citation = ""};
}

int show_refusal(const Call& call, const ledger::Refusal& refusal) {
    const int code = ledger::is_internal_error(refusal) ? exit_integrity : exit_refused;
    if (call.output == Call::Output::json) {
        const ordered_json problem{{"code", refusal.code},
                                   {"field", refusal.field},
                                   {"detail", refusal.words},
                                   {"next", refusal.next},
                                   {"citation", refusal.citation}};
        *call.err << problem.dump(2) << '\n';
        return code;
    }
    *call.err << "Refused (" << refusal.code << "): " << refusal.words << '\n';
    if (!refusal.field.empty()) *call.err << "  where: " << refusal.field << '\n';
    if (!refusal.next.empty()) *call.err << "  what to do: " << refusal.next << '\n';
    if (!refusal.citation.empty()) *call.err << "  source: " << refusal.citation << '\n';
    return code;
}

int show_usage(const Call& call, const ledger::Refusal& refusal) {
    (void)show_refusal(call, refusal);
    return exit_usage;
}

ledger::Refusal no_dry_run(const std::string& what) {
    return {.code = "no-dry-run",
            .words = what + " can't be tried without doing it.",
            .next = "Leave out --dry-run.",
            .field = "--dry-run",
            .citation = ""};
}

int show_answer(const Call& call, const ledger::CommandResult& result) {
    if (!result.outcome.accepted()) return show_refusal(call, result.outcome.refusal());
    const ordered_json answer = ordered_json::parse(result.outcome.value());
    switch (call.output) {
        case Call::Output::json: *call.out << answer.dump(2) << '\n'; break;
        case Call::Output::csv: *call.out << answer_csv(result.outcome.value()); break;
        case Call::Output::words: *call.out << answer_words(result.outcome.value()) << '\n'; break;
    }
    if (call.dry_run && !call.is_look) *call.err << "Nothing was changed: this was a dry run.\n";
    if (result.replayed) *call.err << "This key was used before: this is the answer it had.\n";
    return exit_code_of(answer);
}

int ask_and_show(const Program& program, Call& call) {
    return show_answer(call, ask_at_door(program, call));
}

ledger::Outcome<ledger::Date> day_of(const Program& program, const Call& call) {
    if (call.as_of.empty()) {
        const auto now = std::chrono::sys_seconds(std::chrono::seconds(program.clock() / 1000));
        return ledger::london_civil(now).on;
    }
    if (const auto day = ledger::Date::parse(call.as_of)) return *day;
    return ledger::Refusal{.code = "date-unreadable",
                           .words = "'" + call.as_of + "' is not a date.",
                           .next = "Write it as 2026-11-22.",
                           .field = "--as-of",
                           .citation = ""};
}

}  // namespace almoner::api
