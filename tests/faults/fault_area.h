// A small made area at each step of its first run, for tests that break the program there.
#pragma once

#include "tests/support/program.h"
#include "tests/support/test_area.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace almoner::tests {

// A command of the main job, as it is typed, with the data folder left out.
struct Step {
    std::string name;
    std::vector<std::string> words;
};

// What must come out the same however often it was tried.
struct Result {
    std::vector<std::string> payments;  // state, amount and file of each
    std::vector<std::string> accounts;  // what is posted and promised in each
    std::vector<std::string> files;     // of the outbox, with the hash of each
    std::vector<std::string> faults;    // of verify
    friend bool operator==(const Result&, const Result&) = default;
};
[[nodiscard]] Result result_in(const std::filesystem::path& data);

class FaultArea {
  public:
    // Twenty people, nothing proposed yet; then each step once, with the data before it kept.
    FaultArea();

    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
    [[nodiscard]] const Step& step(const std::string& name) const;
    // A copy of the data as it was before the step; gone with the next one.
    [[nodiscard]] std::filesystem::path before(const std::string& name);
    [[nodiscard]] const Result& after(const std::string& name) const { return after_.at(name); }
    // The step's words for data that stand in a folder.
    [[nodiscard]] std::vector<std::string> words(const std::string& name,
                                                 const std::filesystem::path& data) const;

  private:
    void take(const std::string& name, std::vector<std::string> words);
    [[nodiscard]] std::string bank_answers();

    TempFolder folder_;
    std::filesystem::path data_;
    std::vector<Step> steps_;
    std::map<std::string, Result> after_;
};

}  // namespace almoner::tests
