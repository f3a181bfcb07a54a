#include "tests/support/cli_area.h"

#include "tests/support/places.h"

#include <gtest/gtest.h>

#include <fstream>

namespace almoner::tests {

using nlohmann::json;

CliArea::CliArea() {
    std::filesystem::create_directories(data());
    EXPECT_EQ(ask("", {"init", "--name", "Mid Mercia", "--simulated"}).exit_code, 0);
    add_user("", "sam", "checker");
    add_user("sam", "kim", "checker");
    add_user("sam", "jo", "maker");
    add_user("sam", "vi", "viewer");
}

ProgramEnd CliArea::ask(const std::string& user, std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--data", data(), "--as-of", day});
    if (!user.empty()) {
        arguments.insert(arguments.end(), {"--as", user, "--credential-file", credential(user)});
    }
    return run_almoner(arguments);
}

json CliArea::answer(const std::string& user, std::vector<std::string> arguments) const {
    const std::string words = arguments.front();
    arguments.emplace_back("--json");
    const ProgramEnd end = ask(user, std::move(arguments));
    if (end.exit_code == 0 || end.exit_code == 3) return json::parse(end.out);
    ADD_FAILURE() << words << ": exit code " << end.exit_code << ": " << end.err;
    return json::object();
}

std::string CliArea::refusal(const std::string& user, std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    const ProgramEnd end = ask(user, std::move(arguments));
    if (end.exit_code == 0) return "accepted";
    EXPECT_EQ(end.exit_code, 1) << end.err;
    const json problem = json::parse(end.err, nullptr, false);
    return problem.is_object() ? problem.value("code", "") : end.err;
}

void CliArea::load_sample_area() const {
    const ProgramEnd holidays =
        ask("jo",
            {"calendar",
             "load",
             testing::project_path("ops/reference-data/bank-holidays-england-wales.csv").string()});
    EXPECT_EQ(holidays.exit_code, 0) << holidays.err;
    const ProgramEnd loaded =
        ask("jo", {"import", testing::project_path("ops/sample-area").string()});
    EXPECT_EQ(loaded.exit_code, 0) << loaded.err;
}

std::string CliArea::evidence(const std::string& person) const {
    const json added = answer("jo",
                              {"evidence",
                               "add",
                               write("letter.txt", "A letter about " + person + "\n"),
                               "--kind",
                               "letter",
                               "--person",
                               person,
                               "--subject",
                               "about this",
                               "--dated",
                               day,
                               "--media-type",
                               "application/pdf"});
    return std::to_string(added.value("evidence", 0));
}

std::string CliArea::write(const std::string& name, const std::string& text) const {
    const std::filesystem::path file = folder() / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file.string();
}

std::string CliArea::credential(const std::string& user) const {
    return (folder() / ("credential-" + user)).string();
}

void CliArea::add_user(const std::string& by,
                       const std::string& user,
                       const std::string& role) const {
    const ProgramEnd end = ask(by,
                               {"user",
                                "add",
                                "--ref",
                                user,
                                "--name",
                                "User " + user,
                                "--role",
                                role,
                                "--new-credential-file",
                                write("credential-" + user, "the words of " + user + "\n")});
    EXPECT_EQ(end.exit_code, 0) << end.err;
}

}  // namespace almoner::tests
