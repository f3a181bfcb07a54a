// Callers who give a running server one command after the other over its socket, and know what they
// were told: a caller who was told nothing asks again with the same key.
#pragma once

#include "api/door/door.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace almoner::tests {

struct Told {
    std::string key;
    std::string answer;
};

// Gives these two a credential that takes no time to check: the load is then on the books.
void make_checks_quick(const std::filesystem::path& data);

// Proposes an emergency payment, has it approved by a second person, cancels it, and so on.
class Caller {
  public:
    // `agreement` is this caller's alone.
    Caller(std::filesystem::path data, std::string agreement);

    void ask_until_the_server_is_gone(const std::function<void()>& after_each_answer);
    // The answer that it was still waiting for, and those that end what it began.
    void ask_what_is_left();

    [[nodiscard]] const std::vector<Told>& told() const { return told_; }
    [[nodiscard]] std::int64_t payments() const { return payments_; }
    // Answers that were there already when they were asked for again.
    [[nodiscard]] std::int64_t found_again() const { return found_again_; }
    [[nodiscard]] const std::optional<std::string>& refused() const { return refused_; }

  private:
    enum class Next : std::uint8_t { propose, approve, cancel };
    [[nodiscard]] api::Ask next_ask() const;
    // Whether there was an answer.
    bool ask_once();
    void note(const std::string& answer);

    std::filesystem::path data_;
    std::string agreement_;
    Next next_ = Next::propose;
    std::string run_;
    std::string confirm_;
    std::vector<Told> told_;
    std::int64_t payments_ = 0;
    std::int64_t found_again_ = 0;
    std::optional<std::string> refused_;
};

}  // namespace almoner::tests
