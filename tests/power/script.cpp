#include "tests/power/script.h"

#include <stdexcept>
#include <utility>

namespace almoner::tests {

std::size_t Script::entries_before(std::size_t step) const {
    return step == 0 ? entries_at_start : steps[step - 1].entries_then;
}

std::size_t Script::kept_before(std::size_t step, Keeps how) const {
    while (step > 0 && steps[step - 1].keeps != how) --step;
    return step == 0 ? 0 : steps[step - 1].entries_then;
}

ScriptWriter::ScriptWriter(PowerVfs& vfs, const SessionSettings& settings)
    : vfs_(vfs), session_(settings) {
    script_.entries_at_start = session_.journal().size();
    script_.commits.insert(script_.entries_at_start);
}

std::string ScriptWriter::play(Step step) {
    step.before = vfs_.disk();
    step.answers = step.run(session_).texts;
    step.entries_then = session_.journal().size();
    script_.commits.insert(step.entries_then);
    script_.steps.push_back(std::move(step));
    Step& played = script_.steps.back();
    played.answers_again = played.answers;
    if (played.answers.empty()) return {};
    if (played.answers.front().starts_with("refused")) {
        throw std::logic_error(played.name + " is " + played.answers.front());
    }
    return played.answers.front();
}

std::string ScriptWriter::group(const std::string& name, std::vector<scheduler::Command> commands) {
    return play({.name = name,
                 .run = [commands = std::move(commands)](
                            Session& session) { return session.run_group(commands); },
                 .has_commands = true});
}

std::string ScriptWriter::by_nobody(const std::string& name, const scheduler::Command& command) {
    std::string answer = group(name, {command});
    script_.steps.back().answers_again = {"refused actor-unknown"};
    return answer;
}

std::string ScriptWriter::with_follow_up(const std::string& name,
                                         const scheduler::Command& command) {
    const std::size_t before = session_.journal().size();
    std::string answer =
        play({.name = name,
              .run = [command](Session& session) { return session.run_with_follow_up(command); },
              .has_commands = true});
    for (std::size_t each = before; each < script_.steps.back().entries_then; ++each) {
        script_.commits.insert(each);
    }
    return answer;
}

void ScriptWriter::other(const std::string& name,
                         const std::function<void(Session&)>& does,
                         Keeps keeps) {
    (void)play({.name = name,
                .run =
                    [does](Session& session) {
                        does(session);
                        return Session::Answers{};
                    },
                .keeps = keeps});
}

Script ScriptWriter::finish() {
    script_.journal = session_.journal();
    if (const auto faults = session_.faults(); !faults.empty()) {
        throw std::logic_error("the script itself is not clean: " + faults.front());
    }
    return std::move(script_);
}

}  // namespace almoner::tests
