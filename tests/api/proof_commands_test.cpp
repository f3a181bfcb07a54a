// A payment's story, signed statements and what they prove, through the real program.
#include "ledger/journal/signing.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/support/cli_area.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// ops/sample-area on 2 April 2026.
class Proof : public ::testing::Test {
  protected:
    Proof() { area.load_sample_area(); }

    [[nodiscard]] std::string place(const std::string& name) const {
        return (area.folder() / name).string();
    }
    [[nodiscard]] json make_key() const {
        return area.answer("", {"key", "make", "--to", place("signing-key.pem")})["key"][0];
    }
    [[nodiscard]] std::vector<std::string> statement_to(const std::string& name) const {
        return {"report",
                "statement",
                "--commissioner",
                "ICB",
                "--month",
                "2026-04",
                "--out",
                place(name)};
    }
    [[nodiscard]] ProgramEnd against(const std::string& name,
                                     const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"verify", "--against", place(name)};
        words.insert(words.end(), more.begin(), more.end());
        return area.ask("", words);
    }

    CliArea area;
};

TEST_F(Proof, AuditTellsOfAPaymentInEachForm) {
    const json run = area.answer("jo", {"run", "propose", "--until", "2026-04-30"})["runs"][0];
    const json shown = area.answer("vi", {"run", "show", run["run"].get<std::string>()});
    const std::string payment = shown["payments"][0]["payment"];
    const json told = area.answer("vi", {"audit", payment});
    EXPECT_EQ(told["payment"][0]["payment"].get<std::string>(), payment);
    EXPECT_EQ(told["payment"][0]["net"], shown["payments"][0]["net"]);
    ASSERT_EQ(told["commands"].size(), 1U);
    EXPECT_EQ(told["commands"][0]["actor"].get<std::string>(), "jo");
    EXPECT_EQ(told["commands"][0]["command"].get<std::string>(), "run propose");
    EXPECT_EQ(told["commands"][0]["hash"].get<std::string>().size(), 64U);
    EXPECT_EQ(told["states"][0]["cause"].get<std::string>(), "proposed");
    EXPECT_EQ(told["decisions"][0]["confirmed_by"].get<std::string>(), "");
    EXPECT_TRUE(told["files"].empty());
    const ProgramEnd csv = area.ask("vi", {"audit", payment, "--csv"});
    EXPECT_NE(csv.out.find("version,seq,at,booked_on,actor,command,did,hash\n"), std::string::npos);
    const ProgramEnd words = area.ask("vi", {"audit", payment});
    EXPECT_TRUE(words.out.starts_with(payment + ": £")) << words.out;
    EXPECT_EQ(words.out.find('{'), std::string::npos);
}

TEST_F(Proof, AuditIsForWhoIsSignedInAndForPaymentsThatThereAre) {
    EXPECT_EQ(area.refusal("vi", {"audit", "ALM0000001A5"}), "payment-not-found");
    EXPECT_EQ(area.refusal("", {"audit", "ALM0000001A5"}), "not-signed-in");
    EXPECT_EQ(area.ask("vi", {"audit"}).exit_code, 2);
}

TEST_F(Proof, AKeyIsMadeOnceInAFileOfItsOwnerAlone) {
    EXPECT_EQ(area.refusal("", {"key", "show"}), "key-none");
    const json made = make_key();
    const fs::path file = place("signing-key.pem");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    const ProgramEnd shown = area.ask("", {"key", "show"});
    const auto half = ledger::PublicKey::from_pem(shown.out);
    ASSERT_TRUE(half) << shown.out;
    EXPECT_EQ(half->id(), made["key"].get<std::string>());
    EXPECT_EQ(shown.out.find("PRIVATE"), std::string::npos);
    EXPECT_EQ(made.dump().find("PRIVATE"), std::string::npos);
    EXPECT_EQ(area.refusal("", {"key", "make", "--to", place("other.pem")}), "key-there");
    fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
    EXPECT_EQ(area.refusal("", {"key", "show"}), "key-open-to-others");
    fs::permissions(file, fs::perms::group_read, fs::perm_options::remove);
    std::ofstream(file) << "nothing";
    EXPECT_EQ(area.refusal("", {"key", "show"}), "key-unreadable");
    fs::remove(file);
    EXPECT_EQ(area.refusal("", {"key", "show"}), "key-unreadable");
}

TEST_F(Proof, AKeyIsNotMadeWhereItWouldBeLostOrStolenWithTheBooks) {
    EXPECT_EQ(area.refusal("", {"key", "make", "--to", area.data() + "/key.pem"}), "key-in-data");
    EXPECT_EQ(area.refusal("", {"key", "make", "--to", area.write("there", "x")}), "file-exists");
    EXPECT_EQ(area.refusal("", {"key", "make", "--to", place("no/key.pem")}), "folder-missing");
    EXPECT_FALSE(fs::exists(area.data() + "/settings.toml"));
}

TEST_F(Proof, AStatementIsSignedAndProvesTheBooksLater) {
    EXPECT_EQ(area.refusal("vi", statement_to("april.txt")), "key-none");
    const json key = make_key();
    const json signed_one = area.answer("vi", statement_to("april.txt"))["statement"][0];
    EXPECT_EQ(signed_one["key"], key["key"]);
    EXPECT_EQ(area.refusal("vi", statement_to("april.txt")), "file-exists");
    const std::string text = testing::read_whole(place("april.txt"));
    EXPECT_NE(text.find("\ncommissioner: ICB\nmonth: 2026-04\nmade on: 2026-04-02\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("\nfigures:\nversion,"), std::string::npos) << text;
    (void)area.answer("sam", {"setting", "set", "cut-off", "21:00"});
    const ProgramEnd clean = against("april.txt");
    EXPECT_EQ(clean.exit_code, 0) << clean.out << clean.err;
    EXPECT_NE(clean.out.find("signed for ICB on 2 April 2026"), std::string::npos) << clean.out;
    EXPECT_NE(clean.out.find("the key " + key["key"].get<std::string>() + ", which is this area's"),
              std::string::npos)
        << clean.out;
    EXPECT_EQ(area.refusal("", statement_to("more.txt")), "not-signed-in");
}

TEST_F(Proof, AStatementIsWrittenWholeForItsOwnerAloneAndThroughNoLink) {
    (void)make_key();
    fs::create_symlink(place("elsewhere"), place("link.txt"));
    EXPECT_EQ(area.refusal("vi", statement_to("link.txt")), "file-exists");
    EXPECT_FALSE(fs::exists(place("elsewhere")));
    EXPECT_EQ(area.refusal("vi", statement_to("no/april.txt")), "file-unwritable");
    fs::create_symlink(place("elsewhere"), place(".april.txt.part"));
    (void)area.answer("vi", statement_to("april.txt"));
    EXPECT_FALSE(fs::exists(place("elsewhere")));
    EXPECT_FALSE(fs::exists(fs::symlink_status(place(".april.txt.part"))));
    EXPECT_EQ(fs::status(place("april.txt")).permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Proof, AKeyThatWasPutIntoTheDataFolderByHandIsNotUsed) {
    (void)make_key();
    const std::string inside = area.data() + "/key.pem";
    std::ofstream(inside) << "";
    std::ofstream(area.data() + "/settings.toml") << "signing_key = \"" << inside << "\"\n";
    EXPECT_EQ(area.refusal("", {"key", "show"}), "key-in-data");
}

// With the public half alone, as a funder's auditor has it.
TEST_F(Proof, AStatementIsHeldAgainstTheKeyThatIsGiven) {
    (void)make_key();
    (void)area.answer("vi", statement_to("april.txt"));
    const std::string own = area.write("own.pem", area.ask("", {"key", "show"}).out);
    const std::string other =
        area.write("other.pem", ledger::SigningKey::make().public_half().pem());
    fs::remove(area.data() + "/settings.toml");
    EXPECT_EQ(area.refusal("", {"verify", "--against", place("april.txt")}), "key-none");
    EXPECT_EQ(against("april.txt", {"--public-key", own}).exit_code, 0);
    const ProgramEnd forged = against("april.txt", {"--public-key", other});
    EXPECT_EQ(forged.exit_code, 5);
    EXPECT_TRUE(
        forged.out.starts_with("NOT PROVED: the statement is not genuine, so nothing was "
                               "held against it. "))
        << forged.out;
    EXPECT_NE(forged.out.find(" agree with the area's own journal.\n"), std::string::npos);
    EXPECT_NE(forged.out.find("statement-not-genuine"), std::string::npos) << forged.out;
    EXPECT_EQ(
        area.refusal(
            "", {"verify", "--against", place("april.txt"), "--public-key", place("april.txt")}),
        "key-unreadable");
}

TEST_F(Proof, AChangedFigureAndACutJournalAreFound) {
    (void)make_key();
    (void)area.answer("vi", statement_to("april.txt"));
    std::string text = testing::read_whole(place("april.txt"));
    text.replace(text.find("commissioner: ICB"), 17, "commissioner: BCB");
    (void)area.write("changed.txt", text);
    EXPECT_EQ(against("changed.txt").exit_code, 5);
    {
        const auto database = ledger::open_sqlite(area.data(), ledger::SqliteUse::write);
        database->run_script(
            "DROP TRIGGER journal_is_never_deleted;"
            "DELETE FROM journal WHERE seq = (SELECT MAX(seq) FROM journal)");
    }
    EXPECT_TRUE(against("april.txt").out.starts_with("NOT CLEAN: of "));
    EXPECT_TRUE(against("changed.txt").out.starts_with("NOT CLEAN: of "));
    const ProgramEnd cut = against("april.txt", {"--json"});
    EXPECT_EQ(cut.exit_code, 5);
    EXPECT_NE(cut.out.find("the kept head says that the journal went on"), std::string::npos)
        << cut.out;
}

// Of a ruined area the first 10,000 faults are listed; nobody takes them for all.
// The last command was on 2 April 2026.
TEST_F(Proof, TheWholeJournalIsProvedAndNoEarlierDayOfIt) {
    EXPECT_EQ(area.ask("", {"verify"}).exit_code, 0);
    area.day = "2026-04-01";
    const ProgramEnd earlier = area.ask("", {"verify", "--json"});
    EXPECT_EQ(earlier.exit_code, 2);
    EXPECT_EQ(json::parse(earlier.err)["code"].get<std::string>(), "only-as-now");
    EXPECT_EQ(json::parse(earlier.err)["field"].get<std::string>(), "--as-of");
    area.day = "2026-04-03";
    EXPECT_EQ(area.ask("", {"verify"}).exit_code, 0);
}

TEST_F(Proof, OfMoreFaultsThanAreListedTheOthersAreCounted) {
    ledger::open_sqlite(area.data(), ledger::SqliteUse::write)
        ->run_script(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10007)"
            " INSERT INTO account_day SELECT 1, 100000 + i, 1, 0 FROM n");
    const ProgramEnd ruined = area.ask("", {"verify"});
    EXPECT_EQ(ruined.exit_code, 5);
    EXPECT_NE(ruined.out.find(" some do not agree with the journal. Beside what is listed there is "
                              "more: 7 further faults.\n"),
              std::string::npos)
        << ruined.out.substr(0, 300);
}

}  // namespace
}  // namespace almoner::tests
