#include "api/cli/program.h"
#include "tests/support/cli_area.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace almoner::tests {
namespace {

using api::CommandSpec;

// The words of an example as a shell would give them to the program: without its name, and without
// what the shell keeps for itself.
std::vector<std::string> arguments_of(const std::string& example) {
    std::vector<std::string> words;
    std::string word;
    bool quoted = false;
    for (const char c : example + " ") {
        if (c == '\'') {
            quoted = !quoted;
        } else if (c != ' ' || quoted) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    words.erase(std::ranges::find(words, ">"), words.end());
    words.erase(words.begin());
    return words;
}

std::vector<std::string> lines_of(const std::string& example) {
    std::vector<std::string> lines;
    std::istringstream in(example);
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line.substr(line.find_first_not_of(' ')));
    }
    return lines;
}

TEST(EveryExample, IsACallOfItsOwnCommand) {
    for (const CommandSpec& spec : api::all_commands()) {
        for (const std::string& line : lines_of(spec.example)) {
            EXPECT_TRUE(line.starts_with("almoner " + spec.words)) << line;
            EXPECT_EQ(api::usage_fault(arguments_of(line)), "") << line;
        }
    }
    EXPECT_NE(api::usage_fault({"balance"}), "");
    EXPECT_NE(api::usage_fault({"balance", "P-0001", "--nonsense"}), "");
}

TEST(Manual, HasEveryCommandWithItsExample) {
    const ProgramEnd end = run_almoner({"manual"});
    EXPECT_EQ(end.exit_code, 0);
    EXPECT_TRUE(end.out.starts_with(".TH ALMONER 1 "));
    for (const CommandSpec& spec : api::all_commands()) {
        std::string words = spec.words;  // a hyphen is written \- there
        for (std::size_t at = words.find('-'); at < words.size(); at = words.find('-', at + 2)) {
            words.insert(at, 1, '\\');
        }
        EXPECT_NE(end.out.find("\n.SS " + words + "\n"), std::string::npos) << words;
    }
    EXPECT_NE(end.out.find(".B \\-\\-confirm\n"), std::string::npos);
}

TEST(UsageFault, IsJsonWhereJsonWasAskedFor) {
    const ProgramEnd words = run_almoner({"balance"});
    EXPECT_EQ(words.exit_code, 2);
    EXPECT_NE(words.err.find("PERSON is required"), std::string::npos) << words.err;
    for (const std::vector<std::string>& typed :
         {std::vector<std::string>{"balance", "--json"},
          std::vector<std::string>{"--json", "balance", "P-1", "--nonsense"},
          std::vector<std::string>{"statement", "read", "no-such-file", "--json"}}) {
        const ProgramEnd end = run_almoner(typed);
        EXPECT_EQ(end.exit_code, 2) << end.err;
        EXPECT_EQ(nlohmann::json::parse(end.err).at("code"), "usage") << end.err;
    }
}

TEST(UsageFault, NamesAFileThatIsEmpty) {
    const TempFolder folder;
    const std::string file = (folder.path() / "statement.xml").string();
    std::ofstream(file).close();
    const ProgramEnd end = run_almoner({"statement", "read", file});
    EXPECT_EQ(end.exit_code, 2);
    EXPECT_NE(end.err.find("statement.xml' is empty"), std::string::npos) << end.err;
}

// A variable of a script that is empty: nothing is held against nothing, restored up to no time or
// looked for in the folder that happens to be there.
TEST(UsageFault, NamesAnOptionThatIsEmpty) {
    using Typed = std::pair<std::string, std::vector<std::string>>;
    for (const auto& [name, typed] :
         {Typed{"--against", {"verify", "--against", ""}},
          Typed{"--to", {"backup", "--to", ""}},
          Typed{"--at", {"restore", "--from", "a", "--to", "b", "--at", ""}},
          Typed{"PAYMENT", {"audit", ""}},
          Typed{"--data", {"verify", "--data", ""}},
          Typed{"--as-of", {"--as-of", "", "balance", "P-0001"}}}) {
        const ProgramEnd end = run_almoner(typed);
        EXPECT_EQ(end.exit_code, 2) << name;
        EXPECT_EQ(end.err,
                  "almoner: " + name +
                      " is given and is empty: leave it out, or write what it is to be\n");
        EXPECT_EQ(end.out, "");
    }
}

// Somebody's number that was typed in a wrong place goes to no screen and no log a second time.
TEST(UsageFault, SaysNoDigitAgainThatWasTyped) {
    for (const std::vector<std::string>& typed :
         {std::vector<std::string>{"person", "show", "P-0001", "999 000 0107"},
          std::vector<std::string>{"person", "show", "P-0001", "99", "9990000107"},
          std::vector<std::string>{"person", "show", "P-0001", "--nhs=9990000107"},
          std::vector<std::string>{"person", "show", "P-0001", "9990000107", "--json"}}) {
        const ProgramEnd end = run_almoner(typed);
        EXPECT_EQ(end.exit_code, 2) << end.err;
        EXPECT_EQ(end.err.find("9"), std::string::npos) << end.err;
        EXPECT_NE(end.err.find("###"), std::string::npos) << end.err;
    }
}

TEST(Nouns, EachSaysWhatItsVerbsAreAbout) {
    const ProgramEnd end = run_almoner({"help"});
    std::istringstream lines(end.out);
    bool in_list = false;
    for (std::string line; std::getline(lines, line);) {
        if (in_list && !line.empty()) {
            EXPECT_NE(line.find("  ", line.find_first_not_of(' ')), std::string::npos) << line;
            EXPECT_NE(line.back(), ' ') << line;
        }
        in_list = in_list || line == "Subcommands:";
    }
    EXPECT_TRUE(in_list);
}

TEST(Completion, KnowsEveryWordAndOptionOfTheTable) {
    const ProgramEnd end = run_almoner({"completion", "bash"});
    EXPECT_EQ(end.exit_code, 0);
    EXPECT_NE(
        end.out.find("            \"budget\") choices=\"asked change offer refuse waiting\" ;;\n"),
        std::string::npos);
    EXPECT_NE(end.out.find("\"run approve\"*) choices=\" --confirm --data --as "),
              std::string::npos);
    EXPECT_EQ(run_almoner({"completion", "fish"}).exit_code, 1);
}

TEST(Help, IsAWordAsWellAsAnOption) {
    const ProgramEnd end = run_almoner({"help", "run", "approve"});
    EXPECT_EQ(end.exit_code, 0);
    EXPECT_NE(end.out.find("Example:"), std::string::npos);
    EXPECT_NE(end.out.find("almoner run approve RUN-"), std::string::npos);
    EXPECT_EQ(run_almoner({"help"}).exit_code, 0);
}

// The sample area on 2 April 2026, where the examples are at home.
class Examples : public testing::Test {
  protected:
    Examples() {
        area.load_sample_area();
        (void)area.write("letter.pdf", "%PDF-1.4 a letter");
    }

    // As the user that the example names, with the files that it names.
    ProgramEnd run(const std::string& words) const {
        for (const CommandSpec& spec : api::all_commands()) {
            if (spec.words != words) continue;
            std::string user = "vi";
            std::vector<std::string> arguments;
            const std::vector<std::string> typed = arguments_of(spec.example);
            for (auto word = typed.begin(); word != typed.end(); ++word) {
                if (*word == "--as") {
                    user = *++word;
                } else if (*word == "--credential-file" || *word == "--data") {
                    ++word;
                } else if (std::filesystem::exists(area.folder() / *word)) {
                    arguments.push_back((area.folder() / *word).string());
                } else {
                    arguments.push_back(*word);
                }
            }
            return area.ask(user, arguments);
        }
        ADD_FAILURE() << "no command " << words;
        return {};
    }

    // Before the agreement of the example becomes active and somebody is appointed; document 1 is
    // about its person.
    void tell_what_the_rules_ask() const {
        for (const auto& [subject, facts] : std::map<std::string, std::string>{
                 {"A-0043",
                  "eligibility.exclusion=none, eligibility.has_capacity=yes,"
                  "eligibility.consents=yes, eligibility.consent=1, payee.judged_capable=yes,"
                  "payee.carer_helps=no, plan.employs_staff=no, account.agreement_document=1,"
                  "information.support_offered=1"},
                 {"L-0053", "line.planned_cost=166.60"},
                 {"B-0020", "payee.judged_capable=yes"},
                 {"B-0001",
                  "eligibility.exclusion=none, eligibility.has_capacity=yes,"
                  "eligibility.consents=yes, eligibility.consent=2,"
                  "eligibility.regard_to_condition=2, eligibility.regard_to_life=2,"
                  "eligibility.regard_to_value=2, payee.judged_capable=yes, payee.carer_helps=no,"
                  "account.only_direct_payments=yes, account.is_auditable=yes,"
                  "account.only_named_access=yes, account.contingency_agreed=yes,"
                  "account.agreement_document=2, information.support_offered=2, "
                  "plan.employs_staff=no"}}) {
            EXPECT_EQ(area.refusal("jo", {"fact", "record", subject, "--facts", facts}),
                      "accepted");
        }
    }

    void all_run(const std::vector<std::string>& commands) const {
        for (const std::string& words : commands) {
            const ProgramEnd end = run(words);
            EXPECT_TRUE(end.exit_code == 0 || end.exit_code == 3)
                << words << ": exit code " << end.exit_code << ": " << end.err;
        }
    }

    CliArea area;
};

TEST_F(Examples, ReadTheArea) {
    all_run({"balance",
             "export",
             "fee list",
             "history",
             "invoice list",
             "payroll filings",
             "payroll papers",
             "person find",
             "person show",
             "proposal list",
             "recharge list",
             "report month",
             "safeguarding",
             "task list",
             "user list",
             "verify",
             "calendar show"});
}

// As a checker ends what somebody has: a token, then a role.
TEST_F(Examples, ChangeWhoMayAskAsTheySay) {
    all_run({"token add", "token list", "token end", "user change"});
    const ProgramEnd again = run("token end");
    EXPECT_NE(again.err.find("token-ended"), std::string::npos) << again.err;
    const std::string users = run("user list").out;
    const std::string vi = users.substr(users.find("\nvi "));
    EXPECT_LT(vi.find("maker"), vi.find("\n", 1)) << users;
}

// In this order: what one of them proposes another confirms. The documents 2 to 4 are about others.
TEST_F(Examples, ChangeTheAreaAsTheySay) {
    all_run({"evidence add"});
    for (const char* const person : {"P-0001", "P-0009", "P-0012", "P-0010", "P-0014", "P-0041"}) {
        (void)area.evidence(person);
    }
    tell_what_the_rules_ask();
    all_run({"evidence show",
             "plan sign",
             "plan add",
             "proposal show",
             "proposal confirm",
             "plan change",
             "proposal refuse",
             "plan end",
             "plan hold",
             "plan resume",
             "agreement add",
             "agreement change",
             "agreement hold",
             "agreement resume",
             "agreement check",
             "agreement sign",
             "agreement end",
             "fact record",
             "fact list",
             "evaluation list",
             "spend record",
             "spend confirm",
             "spend list",
             "spend undo",
             "surplus show",
             "surplus list",
             "monitor due",
             "monitor list",
             "review open",
             "review decide",
             "review due",
             "review list",
             "person add",
             "person change",
             "person hold",
             "person resume",
             "person end",
             "person died",
             "person alive",
             "payee change",
             "payee confirm",
             "representative add",
             "representative end",
             "budget change",
             "uplift propose",
             "uplift approve",
             "representative appoint",
             "plan option",
             "recharge claim"});
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);
}

// Document 1 is about P-0003, 2 about P-0009. The area's policy gives the minimum income.
TEST_F(Examples, AssessAndShareAsTheySay) {
    for (const char* const person : {"P-0003", "P-0009"}) (void)area.evidence(person);
    const std::string policy =
        area.write("policy.toml",
                   "version = \"1\"\nfrom = 2026-04-02\n[[income-guarantee]]\nfrom = 2026-04-02\n"
                   "group = \"single-pension-age\"\nweekly-pence = 23280\n");
    const auto loaded = area.answer("jo", {"policy", "load", policy});
    EXPECT_EQ(area.refusal("kim",
                           {"proposal",
                            "confirm",
                            loaded.at("proposal").dump(),
                            "--confirm",
                            loaded.at("confirm").get<std::string>()}),
              "accepted");
    all_run({"assessment record", "assessment list", "share record", "share list"});
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);
}

// B-0003 is £96.40 a week of the ICB's money; document 1 is about its person.
TEST_F(Examples, OfferAndApproveABudgetAsTheySay) {
    (void)area.evidence("P-0003");
    const std::string facts =
        "plan.services_meet_needs=yes, plan.needs_met_by_carer=no,"
        "plan.combines_plans=no, eligibility.option_discussion=1";
    EXPECT_EQ(area.refusal("jo", {"fact", "record", "B-0003", "--facts", facts}), "accepted");
    EXPECT_EQ(area.refusal(
                  "jo", {"plan", "sign", "B-0003", "--signed-on", "2026-03-18", "--evidence", "1"}),
              "accepted");
    all_run({"budget offer", "plan submit", "plan return", "plan submit", "plan approve"});
    all_run({"budget refuse", "person show"});
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);
}

}  // namespace
}  // namespace almoner::tests
