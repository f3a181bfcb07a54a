#include "tests/faults/load.h"

#include "api/socket/socket.h"
#include "tests/support/files.h"

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

namespace almoner::tests {
namespace {

constexpr const char* maker = "jo";
constexpr const char* checker = "sam";
constexpr const char* day = "2026-04-01";  // the books open
constexpr const char* quick = "load";
// Of `quick`, at the least cost that argon2id has.
constexpr const char* quick_hash =
    "$argon2id$v=19$m=8,t=1,p=1$hOB+8iexoJ+WYIZKzYP9qg$"
    "Kr8ySATsJmWZjnNU8U+4DvaTzDt+ncLYzTZBf+pMd4A";

std::string credential_of(const std::filesystem::path& data, const std::string& user) {
    std::string words = testing::read_whole(data / "credentials" / user);
    return words.substr(0, words.find('\n'));
}

}  // namespace

void make_checks_quick(const std::filesystem::path& data) {
    for (const char* user : {maker, checker}) {
        const auto door = api::door_of_server(data);
        const auto result = door->ask({.name = "user credential",
                                       .key = std::string("quick-") + user,
                                       .as = user,
                                       .credential = credential_of(data, user),
                                       .as_of = day,
                                       .at = "09:00",
                                       .fields = {{"credential_hash", quick_hash}}});
        if (!result.outcome.accepted()) throw std::runtime_error(result.outcome.refusal().code);
    }
}

Caller::Caller(std::filesystem::path data, std::string agreement)
    : data_(std::move(data)), agreement_(std::move(agreement)) {}

api::Ask Caller::next_ask() const {
    const bool approves = next_ == Next::approve;
    api::Ask ask{.name = "run cancel",
                 .key = "load-" + agreement_ + "-" + std::to_string(told_.size()),
                 .as = approves ? checker : maker,
                 .credential = quick,
                 .as_of = day,
                 .at = "09:00",
                 .fields = {{"run", run_}}};
    if (approves) {
        ask.name = "run approve";
        ask.fields["confirm"] = confirm_;
    } else if (next_ == Next::propose) {
        ask.name = "emergency";
        ask.fields = {{"agreement", agreement_},
                      {"amount", "0.10"},
                      {"reason", "wages-due"},
                      {"words", "now"},
                      {"basis", "addition"},
                      {"again", "yes"}};
    }
    return ask;
}

void Caller::note(const std::string& answer) {
    told_.push_back({.key = next_ask().key, .answer = answer});
    switch (next_) {
        case Next::propose: {
            const auto proposed = nlohmann::json::parse(answer);
            run_ = proposed.at("run").get<std::string>();
            confirm_ = proposed.at("confirm").get<std::string>();
            ++payments_;
            next_ = Next::approve;
            break;
        }
        case Next::approve: next_ = Next::cancel; break;
        case Next::cancel: next_ = Next::propose; break;
    }
}

bool Caller::ask_once() {
    try {
        const auto door = api::door_of_server(data_);
        if (!door) return false;
        const auto result = door->ask(next_ask());
        if (!result.outcome.accepted()) {
            refused_ = next_ask().name + ": " + result.outcome.refusal().code;
            return false;
        }
        if (result.replayed) ++found_again_;
        note(result.outcome.value());
        return true;
    } catch (const std::runtime_error&) {
        return false;  // killed before it answered
    }
}

void Caller::ask_until_the_server_is_gone(const std::function<void()>& after_each_answer) {
    while (!refused_ && ask_once()) after_each_answer();
}

void Caller::ask_what_is_left() {
    if (!ask_once()) return;
    while (next_ != Next::propose && ask_once()) {
    }
}

}  // namespace almoner::tests
