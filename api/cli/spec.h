// The table of commands of the program: words, arguments, help with an example, and what it does.
#pragma once

#include "api/door/door.h"
#include "ledger/calendar/date.h"
#include "ledger/journal/signing.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::api {

enum class ArgumentKind : std::uint8_t {
    text,
    flag,    // "yes" when given
    file,    // the field holds the file's octets
    folder,  // one field "file:NAME" for each *.csv in it
};

struct Argument {
    std::string name;   // "--confirm", or "RUN" for one by position
    std::string field;  // the command's field; empty: not sent
    ArgumentKind kind = ArgumentKind::text;
    bool required = false;
    std::string help;
};

// What was typed, and the surroundings of one call of the program.
struct Call {
    std::string words;                          // "run approve"
    std::map<std::string, std::string> fields;  // by Argument::field
    std::filesystem::path data;
    Store store;                   // of the area in `data`
    std::filesystem::path folder;  // of an argument that is a folder
    std::string as;
    std::string credential;
    std::string as_of;
    std::string at;
    std::string key;
    bool dry_run = false;
    bool is_look = false;  // a dry run that nobody asked for: there is nothing to do
    enum class Output : std::uint8_t { words, json, csv } output = Output::words;
    std::ostream* out = nullptr;
    std::ostream* err = nullptr;
};

enum ExitCode : int {
    exit_ok = 0,
    exit_refused = 1,
    exit_usage = 2,
    exit_partial = 3,
    exit_temporary = 4,
    exit_integrity = 5
};

struct Program;

struct CommandSpec {
    std::string words;
    std::string help;
    std::string example;
    std::vector<Argument> arguments;
    // Empty: the command of the same words is asked for at the door and its answer shown.
    std::function<int(const Program&, Call&)> run;
};

// What the composition root gives the command line.
struct Program {
    // Of a data folder: where its settings say, or as --store asks when they say nothing. Refused:
    // a store that can't be named so, or another than the settings say.
    std::function<ledger::Outcome<Store>(const std::filesystem::path& folder,
                                         const std::string& asked)>
        store;
    Clock clock;
    std::string version;
    std::string_view bank_holidays;  // our own list, for where no other was loaded
    std::string_view payroll_rates;  // our own rates
    // The key that the statements of this data folder's area are signed with.
    std::function<ledger::Outcome<ledger::SigningKey>(const std::filesystem::path& folder)>
        signing_key;
    std::vector<CommandSpec> more_commands{};  // beside the table's own: the demonstration
};

// Every command of the program; each subject lists its own.
[[nodiscard]] std::vector<CommandSpec> all_commands();

// Asks at the area's door: the running server's, or this program's own. Shows the answer. Exit
// code.
[[nodiscard]] int ask_and_show(const Program& program, Call& call);
// "area-unknown": the data folder holds no area.
[[nodiscard]] ledger::Refusal no_area(const Call& call);
[[nodiscard]] ledger::CommandResult ask_at_door(const Program& program, const Call& call);
// The answer or the refusal that a door gave. Exit code.
[[nodiscard]] int show_answer(const Call& call, const ledger::CommandResult& result);
[[nodiscard]] int show_refusal(const Call& call, const ledger::Refusal& refusal);
// Of an argument that can't be read: exit code 2.
[[nodiscard]] int show_usage(const Call& call, const ledger::Refusal& refusal);
// "no-dry-run": of `what` there is nothing to say beforehand.
[[nodiscard]] ledger::Refusal no_dry_run(const std::string& what);
// --as-of, else today in London. Refused when it can't be read.
[[nodiscard]] ledger::Outcome<ledger::Date> day_of(const Program& program, const Call& call);

}  // namespace almoner::api
