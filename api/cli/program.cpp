#include "api/cli/program.h"

#include "ledger/storage/storage_damaged.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <new>
#include <nlohmann/json.hpp>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <termios.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace almoner::api {
namespace {

struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::string file_octets(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in || std::filesystem::is_directory(path)) {
        throw UsageError("the file '" + path.string() + "' can't be read: check its name");
    }
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string from_environment(const char* name) {
    const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): one thread yet
    return value == nullptr ? "" : value;
}

// Typed without an echo, so that it is neither on the screen nor in the shell's history.
std::string prompt_for_credential() {
    termios before{};
    if (::tcgetattr(STDIN_FILENO, &before) != 0) return "";
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    std::cerr << "Credential: ";
    std::string credential;
    std::getline(std::cin, credential);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
    std::cerr << '\n';
    return credential;
}

struct Globals {
    std::string data;
    std::string store;
    std::string as;
    std::string credential_file;
    std::string as_of;
    std::string at;
    std::string key;
    bool dry_run = false;
    bool json = false;
    bool csv = false;
};

void add_globals(CLI::App& app, Globals& globals) {
    app.add_option("--data", globals.data, "The area's data folder (ALMONER_DATA, else ./data)");
    app.add_option("--store",
                   globals.store,
                   "Where the area's books are: sqlite, in the data folder, or a postgresql://... "
                   "address without a password (ALMONER_STORE, else as the data folder says)");
    app.add_option("--as", globals.as, "Who asks: a user of the area (ALMONER_AS)");
    app.add_option("--credential-file",
                   globals.credential_file,
                   "A file with that user's credential (ALMONER_CREDENTIAL_FILE), else a prompt");
    app.add_option("--as-of", globals.as_of, "The day to look from, as 2026-11-22");
    app.add_option("--at", globals.at, "In a simulated area: the time of that day, as 16:00");
    app.add_option("--key", globals.key, "Idempotency key: the same key is the same command");
    app.add_flag("--dry-run", globals.dry_run, "Say what would happen and change nothing");
    app.add_flag("--json", globals.json, "Answer as JSON");
    app.add_flag("--csv", globals.csv, "Answer as CSV");
}

std::string credential_of(const Globals& globals, const std::string& as) {
    std::string file = globals.credential_file;
    if (file.empty()) file = from_environment("ALMONER_CREDENTIAL_FILE");
    if (!file.empty()) {
        std::string credential = file_octets(file);
        while (!credential.empty() && (credential.back() == '\n' || credential.back() == '\r')) {
            credential.pop_back();
        }
        return credential;
    }
    return !as.empty() && ::isatty(STDIN_FILENO) != 0 ? prompt_for_credential() : "";
}

Call call_of(const Globals& globals) {
    Call call;
    call.data = globals.data.empty() ? from_environment("ALMONER_DATA") : globals.data;
    if (call.data.empty()) call.data = "data";
    call.as = globals.as.empty() ? from_environment("ALMONER_AS") : globals.as;
    call.credential = credential_of(globals, call.as);
    call.as_of = globals.as_of;
    call.at = globals.at;
    call.key = globals.key;
    call.dry_run = globals.dry_run;
    if (globals.json) call.output = Call::Output::json;
    if (globals.csv) call.output = Call::Output::csv;
    call.out = &std::cout;
    call.err = &std::cerr;
    return call;
}

// What CLI11 fills in for one command of the table.
struct Typed {
    CLI::App* app = nullptr;
    const CommandSpec* spec = nullptr;
    std::map<std::string, std::string> texts;
    std::map<std::string, bool> flags;
};

void take_folder(const std::filesystem::path& folder, std::map<std::string, std::string>& fields) {
    if (!std::filesystem::is_directory(folder)) {
        throw UsageError("'" + folder.string() + "' is not a folder");
    }
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().extension() != ".csv") continue;
        fields["file:" + file.path().filename().string()] = file_octets(file.path());
    }
}

void take_argument(const Argument& argument, const Typed& typed, Call& call) {
    if (argument.kind == ArgumentKind::flag) {
        if (typed.flags.at(argument.name)) call.fields[argument.field] = "yes";
        return;
    }
    const std::string& value = typed.texts.at(argument.name);
    if (value.empty()) return;
    switch (argument.kind) {
        case ArgumentKind::file:
            call.fields[argument.field] = file_octets(value);
            if (call.fields[argument.field].empty()) {
                throw UsageError("the file '" + value + "' is empty");
            }
            break;
        case ArgumentKind::folder:
            call.folder = value;
            take_folder(call.folder, call.fields);
            break;
        case ArgumentKind::text:
        case ArgumentKind::flag: call.fields[argument.field] = value; break;
    }
}

void declare(Typed& typed) {
    for (const Argument& argument : typed.spec->arguments) {
        if (argument.kind == ArgumentKind::flag) {
            typed.app->add_flag(argument.name, typed.flags[argument.name], argument.help);
            continue;
        }
        CLI::Option* const option =
            typed.app->add_option(argument.name, typed.texts[argument.name], argument.help);
        if (argument.required) option->required();
    }
}

// What the verbs of a noun are about.
struct Noun {
    std::string_view name;
    std::string_view help;
};
constexpr std::array nouns{
    Noun{"absence", "When an assistant is away, and why by a closed list"},
    Noun{"agreement", "The terms of payment: added, changed, signed, held, ended"},
    Noun{"assessment", "What an adult contributes, worked out of capital and income"},
    Noun{"assistant", "Personal assistants: added, changed, their bank details"},
    Noun{"budget", "A person's budget and its dates"},
    Noun{"case", "Money that is taken back: decided, told, applied or repaid"},
    Noun{"check", "Try sort codes and account numbers"},
    Noun{"code", "HMRC's notices of tax codes"},
    Noun{"employer", "Budget holders who employ: their PAYE schemes and calendars"},
    Noun{"employment", "Assistants' jobs: added, changed, ended"},
    Noun{"ending", "Budgets that end by death, stop or move: what is owed, met and left"},
    Noun{"evaluation", "What the rules found, and when they were asked"},
    Noun{"evidence", "Signed agreements, letters and other documents that decisions rest on"},
    Noun{"fact", "What was found out about a case, for the rules"},
    Noun{"fee", "The support service's fee: agreed, charged, paid"},
    Noun{"hours", "Time to pay: entered, confirmed, decided when late"},
    Noun{"invoice", "What suppliers ask of managed accounts: recorded, paid, withdrawn"},
    Noun{"job", "What the scheduler does by itself, by hand"},
    Noun{"key", "The key that the funders' statements are signed with"},
    Noun{"letter", "Letters that notices were sent as"},
    Noun{"modulus", "The table that account numbers are checked with"},
    Noun{"monitor", "Returns that holders are asked for: due, asked, received"},
    Noun{"month", "Months of a commissioner: closed and open"},
    Noun{"notice", "Decisions told in writing: drafted, issued, challenged, answered"},
    Noun{"opening", "What an area was taken over with"},
    Noun{"pay-order", "Orders that take part of somebody's wages"},
    Noun{"payee", "Bank details of those who are paid"},
    Noun{"payment", "One payment and its dated events"},
    Noun{"payroll", "Employers, a payroll taken over, and what the law takes and grants on wages"},
    Noun{"payroll query", "What people ask about payroll, and by when it is answered"},
    Noun{"person", "Budget holders: added, changed, held, ended"},
    Noun{"plan", "The lines of a care and support plan"},
    Noun{"policy", "What an area decides for itself within the law"},
    Noun{"proposal", "What waits for a second person"},
    Noun{"rate", "Rates of pay"},
    Noun{"recharge", "What a lead commissioner paid for its partner, and gets back"},
    Noun{"report", "The month of a commissioner: as figures, and signed for the funder to keep"},
    Noun{"representative", "Who acts for a person"},
    Noun{"review", "Reviews of budgets: due, opened, decided, told, closed"},
    Noun{"rules", "What law and guidance ask, and what they say of given facts"},
    Noun{"run", "Payment runs: proposed, approved, sent, recalled"},
    Noun{"safekeeping", "Backups and restore drills that PostgreSQL's own tools made"},
    Noun{"setting", "Settings of the area"},
    Noun{"share", "What others get of a person's record, and what for"},
    Noun{"spend", "What was spent out of a budget: recorded, imported, confirmed, undone"},
    Noun{"statement", "What the bank says: read, imported, explained"},
    Noun{"surplus", "What of a budget's money is free, with its workings"},
    Noun{"task", "What somebody has to decide or do"},
    Noun{"token", "Tokens for programs that read"},
    Noun{"uplift", "A change of rates of many plans at once"},
    Noun{"user", "Who may give commands"}};

std::string help_of(const std::string& noun) {
    const auto* const found = std::ranges::find(nouns, noun, &Noun::name);
    return found == nouns.end() ? std::string{} : std::string(found->help);
}

CLI::App* known_subcommand(CLI::App& app, const std::string& name) {
    const auto all =
        app.get_subcommands([&](const CLI::App* each) { return each->get_name() == name; });
    return all.empty() ? nullptr : all.front();
}

CLI::App* subcommand_of(CLI::App& place, const std::string& name, const std::string& help) {
    CLI::App* const known = known_subcommand(place, name);
    return known != nullptr ? known : place.add_subcommand(name, help);
}

// Finds or makes the place of "noun verb", or of "noun noun verb", in the tree of subcommands.
CLI::App* place_of(CLI::App& app, const CommandSpec& spec) {
    CLI::App* place = &app;
    std::size_t from = 0;
    for (std::size_t space = spec.words.find(' '); space != std::string::npos;
         space = spec.words.find(' ', from)) {
        const std::string noun = spec.words.substr(from, space - from);
        place = subcommand_of(*place, noun, help_of(spec.words.substr(0, space)));
        place->require_subcommand(0, 1);
        place->fallthrough();
        from = space + 1;
    }
    CLI::App* const leaf = subcommand_of(*place, spec.words.substr(from), {});
    leaf->description(spec.help);
    leaf->fallthrough();
    leaf->footer("Example:\n  " + spec.example);
    return leaf;
}

int run_typed(const Program& program, const Globals& globals, const Typed& typed) {
    Call call = call_of(globals);
    call.words = typed.spec->words;
    const std::string asked =
        globals.store.empty() ? from_environment("ALMONER_STORE") : globals.store;
    auto store = program.store(call.data, asked);
    if (!store.accepted()) return show_refusal(call, store.refusal());
    call.store = std::move(store).value();
    for (const Argument& argument : typed.spec->arguments) take_argument(argument, typed, call);
    // What is no day at all is a slip of the hand, whatever the command makes of the day.
    if (const auto day = day_of(program, call); !day.accepted()) {
        return show_usage(call, day.refusal());
    }
    return typed.spec->run ? typed.spec->run(program, call) : ask_and_show(program, call);
}

// A script's variable that is empty: what was meant is not left out without a word, so that
// "verify --against ''" proves nothing against nothing.
void refuse_empty(const CLI::App& app) {
    for (const CLI::Option* const option : app.get_options()) {
        if (!std::ranges::any_of(option->results(), &std::string::empty)) continue;
        throw UsageError(option->get_name() +
                         " is given and is empty: leave it out, or write what it is to be");
    }
}

// The table of commands as CLI11 reads it.
struct CommandLine {
    CommandLine(const std::string& version, std::span<const CommandSpec> more)
        : app("Almoner pays personal budgets and accounts for them.", "almoner") {
        app.set_version_flag("--version", "almoner " + version);
        app.require_subcommand(0, 1);
        add_globals(app, globals);
        specs.insert(specs.end(), more.begin(), more.end());
        for (const CommandSpec& spec : specs) {
            auto typed = std::make_unique<Typed>();
            typed->spec = &spec;
            typed->app = place_of(app, spec);
            declare(*typed);
            commands.push_back(std::move(typed));
        }
    }

    [[nodiscard]] const Typed* chosen() const {
        for (const auto& typed : commands) {
            if (typed->app->parsed() && typed->app->get_subcommands().empty()) return typed.get();
        }
        return nullptr;
    }

    CLI::App app;
    Globals globals;
    std::vector<CommandSpec> specs = all_commands();
    std::vector<std::unique_ptr<Typed>> commands;
};

// On stderr, in words or with the keys that a refusal has.
int say_failure(const Globals& globals, ExitCode exit_code, std::string_view words) {
    if (!globals.json) {
        std::cerr << "almoner: " << words << '\n';
        return exit_code;
    }
    const std::string_view code = exit_code == exit_usage       ? "usage"
                                  : exit_code == exit_temporary ? "not-possible-now"
                                                                : "must-not-happen";
    const std::string_view next = exit_code == exit_usage ? "Look at 'almoner help'."
                                  : exit_code == exit_temporary
                                      ? "Mend what it says, then give the same command again."
                                      : "Run 'almoner verify' and ask whoever runs the program.";
    std::cerr << nlohmann::ordered_json{{"code", code},
                                        {"field", ""},
                                        {"detail", words},
                                        {"next", next},
                                        {"citation", ""}}
                     .dump(2)
              << '\n';
    return exit_code;
}

// In the reader's words instead of the library's: what, why, and what helps.
std::string plain_words(const std::filesystem::filesystem_error& error) {
    struct Cause {
        std::errc code;
        std::string_view words;
    };
    static constexpr std::array causes{
        Cause{std::errc::permission_denied,
              "you may not write or read there. Ask whoever runs the machine, or name another "
              "folder."},
        Cause{std::errc::operation_not_permitted,
              "you may not write or read there. Ask whoever runs the machine, or name another "
              "folder."},
        Cause{std::errc::read_only_file_system,
              "that disk can only be read. Name a folder on another."},
        Cause{std::errc::no_such_file_or_directory,
              "it is not there, or can't be made there. Look at how it is written, or name another "
              "folder."},
        Cause{std::errc::not_a_directory,
              "a part of it is a file and not a folder. Look at how it is written, or name another "
              "folder."},
        Cause{std::errc::file_exists,
              "a file of that name is in the way. Name another folder, or move the file."},
        Cause{std::errc::no_space_on_device, "the disk is full. Make room on it."},
        Cause{std::errc::filename_too_long, "its name is too long. Name a shorter one."},
    };
    const auto* const cause =
        std::ranges::find_if(causes, [&](const Cause& each) { return error.code() == each.code; });
    const std::string why =
        cause == causes.end() ? error.code().message() + "." : std::string(cause->words);
    return error.path1().string() + " can't be used: " + why;
}

// Failures that are nobody's choice, once for the whole program.
int guarded(const Globals& globals, const std::function<int()>& run) {
    try {
        return run();
    } catch (const UsageError& error) {
        return say_failure(globals, exit_usage, error.what());
    } catch (const ledger::InvariantBroken& error) {
        return say_failure(
            globals,
            exit_integrity,
            std::string("this must not happen, and nothing was changed: ") + error.what());
    } catch (const ledger::StorageDamaged& error) {
        return say_failure(globals, exit_integrity, error.what());
    } catch (const std::filesystem::filesystem_error& error) {
        return say_failure(globals, exit_temporary, plain_words(error));
    } catch (const std::bad_alloc&) {
        return say_failure(
            globals,
            exit_temporary,
            "There is not enough memory for this. End what else runs on the machine, or give less "
            "at once.");
    } catch (const std::exception& error) {
        return say_failure(globals, exit_temporary, error.what());
    }
}

// What was typed in a wrong place may be somebody's number: its digits are not said again.
std::string without_typed_digits(std::string said, const std::vector<const char*>& words) {
    std::vector<std::string> typed(words.begin(), words.end());
    std::ranges::sort(typed, std::ranges::greater{}, &std::string::size);
    for (const std::string& word : typed) {
        if (word.find_first_of("0123456789") == std::string::npos) continue;
        std::string masked = word;
        std::ranges::replace_if(masked, [](char c) { return c >= '0' && c <= '9'; }, '#');
        for (std::size_t at = said.find(word); at != std::string::npos; at = said.find(word, at)) {
            said.replace(at, word.size(), masked);
        }
    }
    return said;
}

// `--help` and `--version` are asked for in this way too.
int not_parsed(CommandLine& line,
               const CLI::ParseError& error,
               const std::vector<const char*>& words) {
    // It may have failed before it came to the flag.
    line.globals.json = std::ranges::find(words, std::string_view("--json")) != words.end();
    if (error.get_exit_code() == 0) {
        (void)line.app.exit(error);
        return exit_ok;
    }
    if (line.globals.json) {
        return say_failure(line.globals, exit_usage, without_typed_digits(error.what(), words));
    }
    std::ostringstream said;
    (void)line.app.exit(error, said, said);
    std::cerr << without_typed_digits(said.str(), words);
    return exit_usage;
}

// "almoner help run approve" is "almoner run approve --help".
std::vector<const char*> without_help_word(int argc, const char* const* argv) {
    std::vector<const char*> words(argv, argv + argc);  // NOLINT: as main() is given them
    if (words.size() < 2 || std::string_view(words[1]) != "help") return words;
    words.erase(words.begin() + 1);
    words.push_back("--help");
    return words;
}

}  // namespace

int run_program(const Program& program, int argc, const char* const* argv) {
    CommandLine line(program.version, program.more_commands);
    const std::vector<const char*> words = without_help_word(argc, argv);
    try {
        line.app.parse(static_cast<int>(words.size()), words.data());
    } catch (const CLI::ParseError& error) {
        return not_parsed(line, error, words);
    }
    if (const Typed* const typed = line.chosen()) {
        return guarded(line.globals, [&] {
            refuse_empty(line.app);
            refuse_empty(*typed->app);
            return run_typed(program, line.globals, *typed);
        });
    }
    std::cerr << line.app.help();
    return exit_usage;
}

std::string usage_fault(const std::vector<std::string>& arguments) {
    CommandLine line("", {});
    std::vector<const char*> argv{"almoner"};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    try {
        line.app.parse(static_cast<int>(argv.size()), argv.data());
    } catch (const CLI::ParseError& error) {
        return error.what();
    }
    return line.chosen() == nullptr ? "no command" : "";
}

}  // namespace almoner::api
