#include "api/cli/manual.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace almoner::api {
namespace {

constexpr std::array exit_words{
    std::pair{exit_ok, "done"},
    std::pair{exit_refused, "refused by a rule; the words say what to do"},
    std::pair{exit_usage, "the command was not understood"},
    std::pair{exit_partial, "done in part: some rows were held back"},
    std::pair{exit_temporary, "not possible now; try again"},
    std::pair{exit_integrity, "the books do not agree: somebody must look"},
};

// Text that man(1) would take for its own is kept as text.
std::string roff(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '\\') out += "\\e";
        if (letter == '-') out += "\\-";
        if (letter != '\\' && letter != '-') out += letter;
    }
    return !out.empty() && (out.front() == '.' || out.front() == '\'') ? "\\&" + out : out;
}

// Each line of an example may begin with a dot or a quote.
std::string roff_lines(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        out += roff(text.substr(0, end)) + "\n";
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

void append_command(std::string& page, const CommandSpec& spec) {
    page += ".SS " + roff(spec.words) + "\n" + roff(spec.help) + ".\n";
    for (const Argument& argument : spec.arguments) {
        page += ".TP\n.B " + roff(argument.name) + "\n" + roff(argument.help);
        page += argument.required ? " (needed).\n" : ".\n";
    }
    page += ".PP\n.nf\n" + roff_lines(spec.example) + ".fi\n";
}

}  // namespace

std::string manual_page(std::span<const CommandSpec> commands, std::string_view version) {
    std::string page = ".TH ALMONER 1 \"\" \"almoner " + roff(version) + "\" \"Almoner\"\n";
    page +=
        ".SH NAME\nalmoner \\- pays personal budgets and accounts for them\n"
        ".SH SYNOPSIS\n.B almoner\nCOMMAND [ARGUMENTS] [OPTIONS]\n"
        ".SH OPTIONS OF EVERY COMMAND\nThey are listed by\n.BR \"almoner \\-\\-help\" .\n"
        ".SH COMMANDS\n";
    std::vector<const CommandSpec*> in_order;
    for (const CommandSpec& spec : commands) in_order.push_back(&spec);
    std::ranges::sort(in_order, {}, &CommandSpec::words);
    for (const CommandSpec* const spec : in_order) append_command(page, *spec);
    page += ".SH EXIT STATUS\n";
    for (const auto& [code, words] : exit_words) {
        page += ".TP\n.B " + std::to_string(code) + "\n" + roff(words) + ".\n";
    }
    return page;
}

}  // namespace almoner::api
