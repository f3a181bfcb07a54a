// An area in a folder of its own, asked only through the real program, as its users do.
#pragma once

#include "tests/support/program.h"
#include "tests/support/test_area.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace almoner::tests {

// Simulated, so that commands say which day it is. Users: sam and kim check, jo makes, vi looks.
class CliArea {
  public:
    CliArea();

    // As this user, on the area's day; without a user nobody is named.
    [[nodiscard]] ProgramEnd ask(const std::string& user, std::vector<std::string> arguments) const;
    // The answer as JSON; anything but exit code 0 or 3 fails the test.
    [[nodiscard]] nlohmann::json answer(const std::string& user,
                                        std::vector<std::string> arguments) const;
    // The code of the refusal, or "accepted".
    [[nodiscard]] std::string refusal(const std::string& user,
                                      std::vector<std::string> arguments) const;
    // ops/sample-area with its bank holidays.
    void load_sample_area() const;
    // A document about this person; its number, as text.
    [[nodiscard]] std::string evidence(const std::string& person) const;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    [[nodiscard]] std::string data() const { return (folder() / "data").string(); }
    [[nodiscard]] std::string write(const std::string& name, const std::string& text) const;

    std::string day = "2026-04-02";

  private:
    [[nodiscard]] std::string credential(const std::string& user) const;
    void add_user(const std::string& by, const std::string& user, const std::string& role) const;

    TempFolder folder_;
};

}  // namespace almoner::tests
