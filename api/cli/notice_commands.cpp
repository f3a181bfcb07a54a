#include "api/cli/commands.h"
#include "api/cli/notice_show.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

int notice_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return list_notices(call, reading); });
}

int notice_show(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_notice(program, call, reading); });
}

const Argument notice{"NOTICE", "notice", text, true, "Number of the notice: N-0001"};
const Argument words{"--words", "words", text, true, "Why, in plain words"};
const Argument easy{
    "--easy-reasons", "easy_reasons", text, false, "The reasons in easy read: short sentences"};
const Argument translation{
    "--translation", "file:translation", file, false, "The letter in the language that is read"};

std::vector<CommandSpec> letter_specs() {
    return {
        {.words = "notice delivery",
         .help = "Record what became of a letter: sent, returned, served again, delivered",
         .example = "almoner notice delivery 1 --state sent --channel post --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"LETTER", "letter", text, true, "Number of the letter"},
                       {"--state", "state", text, true, "sent, returned, served-again, delivered"},
                       {"--channel", "channel", text, true, "post, email, by-hand, online"},
                       {"--on", "on", text, false, "The day, else today"},
                       {"--words", "words", text, false, "What is to be noted"}},
         .run = {}},
        {.words = "notice reader",
         .help = "Record how somebody who acts for a person reads, and where their letters go",
         .example = "almoner notice reader 1 --format large-print --address '1 High Street, "
                    "Anytown' --as jo --credential-file jo.txt",
         .arguments =
             {{"REPRESENTATIVE", "representative", text, true, "Number of the representative"},
              {"--format", "format", text, true, "standard, large-print, easy-read, ..."},
              {"--language", "language", text, false, "Else English"},
              {"--address", "address", text, true, "With commas between its lines"}},
         .run = {}},
    };
}

std::vector<CommandSpec> written_specs() {
    return {
        {.words = "notice draft",
         .help = "Draft a notice of a decision, or a letter that informs, out of the books",
         .example = "almoner notice draft B-0007 --kind reduction --reasons 'The review found "
                    "that fewer hours are needed.' --amount 40 --per week --workings 'Four hours "
                    "less at £10 = £40' --as jo --credential-file jo.txt",
         .arguments =
             {{"BUDGET", "budget", text, true, "The budget's reference"},
              {"--kind", "kind", text, true, "reduction, stop, reclaim, ..., first-payment, ..."},
              {"--decided", "decided", text, false, "What was decided: of kind decision"},
              {"--reasons", "reasons", text, false, "Why, as the person should read it"},
              {"--amount", "amount", text, false, "The sum, £"},
              {"--per", "per", text, false, "week, four-weeks, month, year, once or in-all"},
              {"--workings", "workings", text, false, "'what = £1; more = £2': they add up"},
              {"--effect-on", "effect_on", text, false, "Not before this day"},
              {"--case", "case", text, false, "Number of the case"}},
         .run = {}},
        {.words = "notice issue",
         .help = "Issue a notice that somebody else drafted, to everybody who must get it",
         .example = "almoner notice issue N-0001 --understandable --as kim --credential-file "
                    "kim.txt",
         .arguments = {notice,
                       {"--understandable",
                        "understandable",
                        flag,
                        false,
                        "You have read it as those who get it would"},
                       {"--goes-out", "goes_out", text, false, "The day it is sent, else today"},
                       {"--easy-decided", "easy_decided", text, false, "What was decided"},
                       easy,
                       translation},
         .run = {}},
        {.words = "notice list",
         .help = "Notices and letters, and what stands between each and its effect",
         .example = "almoner notice list --as jo --credential-file jo.txt",
         .arguments = {{"--budget", "budget", text, false, "Of this budget alone"}},
         .run = notice_list},
        {.words = "notice show",
         .help = "A notice: its steps, its letters and what became of them",
         .example = "almoner notice show N-0001 --as jo --credential-file jo.txt",
         .arguments = {notice},
         .run = notice_show},
        {.words = "notice withdraw",
         .help = "Take a notice back before it takes effect",
         .example = "almoner notice withdraw N-0001 --words 'The sum was wrong.' --as jo "
                    "--credential-file jo.txt",
         .arguments = {notice, words, easy, translation},
         .run = {}},
    };
}

std::vector<CommandSpec> challenge_specs() {
    return {
        {.words = "notice answer",
         .help = "Answer a challenge, with reasons: it is upheld, varied or withdrawn",
         .example = "almoner notice answer N-0001 --outcome upheld --words 'We asked the nurse, "
                    "who agrees.' --as kim --credential-file kim.txt",
         .arguments = {notice,
                       {"--outcome", "outcome", text, true, "upheld, varied, withdrawn"},
                       {"--worse", "worse", flag, false, "It is now worse: its days run anew"},
                       words,
                       easy,
                       translation},
         .run = {}},
        {.words = "notice challenge",
         .help = "Record that a notice is challenged, once: whether it is held is said",
         .example = "almoner notice challenge N-0001 --words 'I still need the hours.' --as jo "
                    "--credential-file jo.txt",
         .arguments = {notice,
                       {"--received", "received", text, false, "The day it came, else today"},
                       words},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> notice_commands() {
    std::vector<CommandSpec> all = challenge_specs();
    for (CommandSpec& each : written_specs()) all.push_back(std::move(each));
    for (CommandSpec& each : letter_specs()) all.push_back(std::move(each));
    return all;
}

}  // namespace almoner::api
