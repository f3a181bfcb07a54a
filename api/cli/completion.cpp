#include "api/cli/completion.h"

#include <algorithm>
#include <map>
#include <set>

namespace almoner::api {
namespace {

constexpr std::string_view for_every_command =
    " --data --as --credential-file --as-of --at --key --dry-run --json --csv --help";

std::string options_of(const CommandSpec& spec) {
    std::string options;
    for (const Argument& argument : spec.arguments) {
        if (argument.name.starts_with("--")) options += " " + argument.name;
    }
    return options + std::string(for_every_command);
}

std::string joined(const std::set<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

}  // namespace

std::string bash_completion(std::span<const CommandSpec> commands) {
    std::set<std::string> nouns;
    std::map<std::string, std::set<std::string>> verbs;
    std::string options;
    for (const CommandSpec& spec : commands) {
        nouns.insert(spec.words.substr(0, spec.words.find(' ')));
        for (std::size_t space = spec.words.find(' '); space != std::string::npos;
             space = spec.words.find(' ', space + 1)) {
            const std::size_t end = spec.words.find(' ', space + 1);
            verbs[spec.words.substr(0, space)].insert(
                spec.words.substr(space + 1, std::min(end, spec.words.size()) - space - 1));
        }
        options += "            \"" + spec.words + "\"*) choices=\"" + options_of(spec) + "\" ;;\n";
    }
    std::string second;
    for (const auto& [noun, of_noun] : verbs) {
        second += "            \"" + noun + "\") choices=\"" + joined(of_noun) + "\" ;;\n";
    }
    return "_almoner() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} choices=\"\"\n"
           "    if [[ $current == -* ]]; then\n"
           "        case \"${COMP_WORDS[*]:1}\" in\n" +
           options +
           "        esac\n"
           "    elif ((COMP_CWORD == 1)); then\n"
           "        choices=\"" +
           joined(nouns) +
           "\"\n"
           "    else\n"
           "        case \"${COMP_WORDS[*]:1:COMP_CWORD-1}\" in\n" +
           second +
           "        esac\n"
           "    fi\n"
           "    COMPREPLY=($(compgen -W \"$choices\" -- \"$current\"))\n"
           "}\n"
           "complete -o default -F _almoner almoner\n";
}

}  // namespace almoner::api
