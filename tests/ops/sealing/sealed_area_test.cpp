// What is about people stands sealed wherever an area's octets lie, opens with its keys alone, and
// is gone for good once they were erased. Through the real program.
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ops/sealing/key_file.h"
#include "tests/ops/backup/kept_area.h"
#include "tests/support/files.h"
#include "tests/support/places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::read_whole;

// The fields of these columns in a file of the sample area, without a CSV reader of ours: quoted
// fields hold no quotes there.
std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    return fields;
}

std::set<std::string> values_in(const std::string& file, const std::set<std::string>& columns) {
    std::ifstream in(testing::project_path("ops/sample-area") / file);
    std::string line;
    std::getline(in, line);
    const std::vector<std::string> names = fields_of(line);
    std::set<std::string> values;
    while (std::getline(in, line)) {
        const std::vector<std::string> fields = fields_of(line);
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (!fields[i].empty() && columns.contains(names.at(i))) values.insert(fields[i]);
        }
    }
    return values;
}

std::string without(std::string text, char c) {
    std::erase(text, c);
    return text;
}

// As they are written and as they are stored. What is a body's own stands in clear.
std::set<std::string> personal_values() {
    std::set<std::string> all = values_in(
        "people.csv", {"family_name", "nhs_number", "address", "postcode", "phone", "email"});
    all.merge(values_in("agreements.csv", {"account_name", "sort_code", "account_number"}));
    all.merge(values_in("representatives.csv", {"name"}));
    all.merge(values_in("plan_lines.csv", {"purpose"}));
    std::set<std::string> stored;
    for (const std::string& each : all) {
        stored.insert(each);
        if (each.find_first_not_of("0123456789- ") == std::string::npos) {
            stored.insert(without(without(each, '-'), ' '));
        }
    }
    for (const std::string& each :
         values_in("bank_accounts.csv", {"sort_code", "account_number"})) {
        stored.erase(each);
        stored.erase(without(each, '-'));
    }
    // A trust bears its family's name.
    for (const std::string& name : values_in("third_parties.csv", {"name"})) {
        std::erase_if(
            stored, [&](const std::string& each) { return name.find(each) != std::string::npos; });
    }
    // Too short to be found by more than chance.
    std::erase_if(stored, [](const std::string& each) { return each.size() < 5; });
    return stored;
}

void expect_none_in(const fs::path& folder, const std::set<std::string>& values) {
    std::size_t octets = 0;
    for (const fs::path& file : files_below(folder)) {
        const std::string content = read_whole(file);
        octets += content.size();
        for (const std::string& each : values) {
            EXPECT_EQ(content.find(each), std::string::npos) << each << " in " << file;
        }
    }
    EXPECT_GT(octets, 100'000U) << folder;
}

class SealedArea : public ::testing::Test {
  protected:
    [[nodiscard]] fs::path keys() const { return kept.data() / "people.keys"; }
    // What the program says that can't go on.
    [[nodiscard]] std::string outage() const {
        const ProgramEnd end = kept.area().ask("jo", {"person", "show", "P-0001"});
        EXPECT_EQ(end.exit_code, 4) << end.out;
        return end.err;
    }
    [[nodiscard]] std::string shown() const {
        const ProgramEnd end = kept.area().ask("jo", {"person", "show", "P-0001"});
        EXPECT_EQ(end.exit_code, 0) << end.err;
        return end.out;
    }

    KeptArea kept;
};

TEST_F(SealedArea, NothingAboutAnybodyStandsInAnyFileOfIt) {
    const std::set<std::string> values = personal_values();
    ASSERT_GT(values.size(), 150U);
    ASSERT_TRUE(values.contains("Tollemarsh"));
    ASSERT_TRUE(values.contains("9990000107"));
    ASSERT_TRUE(values.contains("33846477"));
    ASSERT_TRUE(values.contains("002320"));
    kept.ship_to(kept.folder("shipped"));
    kept.set_cut_off("21:00");
    (void)kept.area().answer("jo", {"person", "change", "P-0001", "--phone", "01632 960555"});
    (void)kept.backup();
    EXPECT_NE(shown().find("Tollemarsh"), std::string::npos) << "with the keys it is read";
    std::set<std::string> all = values;
    all.insert("01632 960555");
    expect_none_in(kept.data(), all);
    expect_none_in(kept.backups(), all);
    expect_none_in(kept.folder("shipped"), all);
}

TEST_F(SealedArea, TheKeysAreTheirOwnersAloneAndInNoBackup) {
    EXPECT_EQ(fs::status(keys()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    (void)kept.backup();
    const std::string secret = read_whole(keys()).substr(24, 32);
    for (const fs::path& file : files_below(kept.backups())) {
        EXPECT_NE(file.filename(), "people.keys");
        EXPECT_EQ(read_whole(file).find(secret), std::string::npos) << file;
    }
}

TEST_F(SealedArea, WithoutItsKeysItSaysHowThatIsMendedAndWritesNothing) {
    const std::int64_t before = last_command_in(kept.data());
    const std::string whole = read_whole(keys());
    fs::rename(keys(), kept.place("elsewhere.keys"));
    EXPECT_NE(outage().find("is missing"), std::string::npos);
    EXPECT_NE(outage().find("people_keys"), std::string::npos);
    EXPECT_FALSE(fs::exists(keys())) << "another one is not made";

    std::ofstream(kept.data() / "settings.toml")
        << "people_keys = \"" << kept.place("elsewhere.keys").string() << "\"\n";
    EXPECT_NE(shown().find("Tollemarsh"), std::string::npos);

    fs::permissions(kept.place("elsewhere.keys"), fs::perms::group_read, fs::perm_options::add);
    EXPECT_NE(outage().find("chmod 600"), std::string::npos);
    fs::permissions(kept.place("elsewhere.keys"), fs::perms::group_read, fs::perm_options::remove);

    std::ofstream(kept.place("elsewhere.keys"), std::ios::binary)
        << whole.substr(0, whole.size() - 48);
    EXPECT_NE(outage().find("old copy"), std::string::npos);
    EXPECT_EQ(last_command_in(kept.data()), before);
}

// The keys of people whom a command was about that a power cut left uncommitted.
TEST_F(SealedArea, AnAppendOfManyKeysThatWasTornStopsNobody) {
    const std::string whole = read_whole(keys());
    std::string more;
    {
        const fs::path others = kept.place("more.keys");
        ops::KeyFile file(others);
        for (std::int64_t person = 9001; person <= 9041; ++person) (void)file.for_sealing(person);
        file.sync();
        more = read_whole(others).substr(16);
        ASSERT_EQ(more.size(), 1968U);
    }
    // The first sectors whole, then none; the first lost, then whole; all empty.
    const std::vector<std::string> ends{more.substr(0, 512) + std::string(1456, '\0'),
                                        std::string(512, '\0') + more.substr(512),
                                        std::string(96, '\0'),
                                        more.substr(0, 1000) + std::string(968, '\x5a')};
    for (std::size_t way = 0; way < ends.size(); ++way) {
        SCOPED_TRACE(way);
        std::ofstream(keys(), std::ios::binary) << whole << ends[way];
        EXPECT_NE(shown().find("Tollemarsh"), std::string::npos);
        EXPECT_EQ(read_whole(keys()), whole + ends[way]) << "who only reads mends nothing";
        kept.set_cut_off("2" + std::to_string(way % 2) + ":30");
        const std::string mended = read_whole(keys());
        EXPECT_TRUE(mended.starts_with(whole));
        EXPECT_EQ((mended.size() - 16) % 48, 0U);
        const ProgramEnd verified = kept.area().ask("", {"verify"});
        EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
    }
}

TEST_F(SealedArea, DamageInFrontOfAKeyThatTheBooksNeedIsSaidAndNotCut) {
    const std::string whole = read_whole(keys());
    std::string damaged = whole;
    damaged[whole.size() / 2] = static_cast<char>(damaged[whole.size() / 2] ^ 1);
    std::ofstream(keys(), std::ios::binary) << damaged;
    EXPECT_NE(outage().find("is damaged"), std::string::npos);
    const ProgramEnd written = kept.area().ask("sam", {"setting", "set", "cut-off", "21:15"});
    EXPECT_EQ(written.exit_code, 4) << written.out;
    EXPECT_NE(written.err.find("is damaged"), std::string::npos) << written.err;
    EXPECT_EQ(read_whole(keys()), damaged);
}

// One octet of what lies sealed on the disk is another: verify names its row, and the rest is read.
TEST_F(SealedArea, ARowThatDoesNotOpenIsNamedAndTheKeysAreNotBlamed) {
    for (const std::string table : {"private_text", "person_private", "bank_private"}) {
        SCOPED_TRACE(table);
        std::string sealed;
        std::string id;
        {
            const auto reader = ledger::open_sqlite(kept.data(), ledger::SqliteUse::read);
            const auto rows = reader->prepare(("SELECT id, sealed FROM " + table +
                                               " WHERE sealed IS NOT NULL ORDER BY id DESC LIMIT 1")
                                                  .c_str());
            ASSERT_TRUE(rows->step());
            id = std::to_string(rows->integer(0));
            sealed = rows->text(1);
        }
        const fs::path file = kept.data() / "almoner.db";
        const std::size_t at = read_whole(file).find(sealed);
        ASSERT_NE(at, std::string::npos);
        flip_a_bit(file, at + sealed.size() / 2);
        const ProgramEnd verified = kept.area().ask("", {"verify"});
        EXPECT_EQ(verified.exit_code, 5) << verified.out << verified.err;
        const std::string said = verified.out + verified.err;
        EXPECT_NE(said.find(table), std::string::npos) << said;
        EXPECT_NE(said.find(id), std::string::npos) << said;
        EXPECT_EQ(said.find("another area"), std::string::npos) << said;
        EXPECT_EQ(
            kept.area().refusal("jo", {"run", "propose", "--until", "2026-04-30", "--dry-run"}),
            "accepted");
        flip_a_bit(file, at + sealed.size() / 2);
    }
    EXPECT_EQ(kept.area().ask("", {"verify"}).exit_code, 0);
}

// Both of the same person: their key opens what else there is of them.
TEST_F(SealedArea, TwoRowsOfOnePersonThatDoNotOpenAreBothNamed) {
    std::vector<std::string> damaged;
    std::vector<std::string> ids;
    {
        const auto reader = ledger::open_sqlite(kept.data(), ledger::SqliteUse::read);
        const auto rows = reader->prepare(
            "SELECT id, sealed FROM person_private WHERE sealed IS NOT NULL"
            " AND person IN (SELECT person FROM person_private"
            "  WHERE sealed IS NOT NULL ORDER BY id DESC LIMIT 1)"
            " UNION ALL SELECT id, sealed FROM private_text WHERE sealed IS NOT NULL"
            " AND person IN (SELECT person FROM person_private"
            "  WHERE sealed IS NOT NULL ORDER BY id DESC LIMIT 1)");
        while (rows->step() && damaged.size() < 2) {
            ids.push_back(std::to_string(rows->integer(0)));
            damaged.emplace_back(rows->text(1));
        }
    }
    ASSERT_EQ(damaged.size(), 2U);
    const fs::path file = kept.data() / "almoner.db";
    for (const std::string& each : damaged) {
        const std::size_t at = read_whole(file).find(each);
        ASSERT_NE(at, std::string::npos);
        flip_a_bit(file, at + each.size() / 2);
    }
    const ProgramEnd verified = kept.area().ask("", {"verify"});
    EXPECT_EQ(verified.exit_code, 5) << verified.out << verified.err;
    for (const std::string& id : ids)
        EXPECT_NE((verified.out + verified.err).find(id), std::string::npos) << verified.out;
}

TEST_F(SealedArea, TheKeysOfAnotherAreaDoNotOpenIt) {
    const KeptArea other;
    fs::copy_file(other.data() / "people.keys", keys(), fs::copy_options::overwrite_existing);
    EXPECT_NE(outage().find("another area"), std::string::npos);
    const ProgramEnd verified = kept.area().ask("", {"verify"});
    EXPECT_EQ(verified.exit_code, 4) << verified.out;
}

// Two copies of an area that both went on: the people whom each took on since have the same numbers
// and other keys, and everybody else's open in both.
TEST_F(SealedArea, TheKeysOfACopyThatWentItsOwnWayDoNotOpenIt) {
    const auto add = [&](const std::string& ref) {
        (void)kept.area().answer("jo",
                                 {"person",
                                  "add",
                                  ref,
                                  "--given-name",
                                  "Dee",
                                  "--family-name",
                                  "Nine",
                                  "--date-of-birth",
                                  "1990-02-28",
                                  "--information-format",
                                  "standard"});
    };
    const std::string shared = read_whole(keys());
    const std::string books = read_whole(kept.data() / "almoner.db");
    add("P-9001");
    add("P-9002");
    const std::string of_one = read_whole(keys());
    ASSERT_EQ(of_one.size(), shared.size() + 96);
    const auto put = [](const fs::path& file, const std::string& octets) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << octets;
    };
    put(kept.data() / "almoner.db", books);
    put(keys(), shared);
    add("P-9003");
    add("P-9004");
    EXPECT_NE(shown().find("Tollemarsh"), std::string::npos);
    put(keys(), of_one);
    EXPECT_NE(outage().find("another copy of this one"), std::string::npos);
}

TEST_F(SealedArea, AnNhsNumberOfSomebodyElseIsFoundWithoutOpeningAny) {
    EXPECT_EQ(kept.area().refusal("jo",
                                  {"person",
                                   "add",
                                   "P-9001",
                                   "--given-name",
                                   "Dee",
                                   "--family-name",
                                   "Nine",
                                   "--date-of-birth",
                                   "1990-02-28",
                                   "--information-format",
                                   "standard",
                                   "--nhs-number",
                                   "999 000 0107"}),
              "nhs-number-twice");
}

TEST_F(SealedArea, WhoHasANumberOrAnAccountIsFoundByIt) {
    const auto found = [&](std::vector<std::string> by) {
        std::vector<std::string> words{"person", "find"};
        words.insert(words.end(), by.begin(), by.end());
        const json people = kept.area().answer("jo", words).at("people");
        std::string refs;
        for (const json& each : people) refs += each.value("person", "") + " ";
        return refs;
    };
    EXPECT_EQ(found({"--nhs-number", "999 000 0107"}), "P-0001 ");
    EXPECT_EQ(found({"--nhs-number", "9990000476"}), "P-0002 ");
    EXPECT_EQ(found({"--sort-code", "00-23-20", "--account-number", "07390183"}), "P-0002 ");
    EXPECT_EQ(found({"--sort-code", "00-23-20", "--account-number", "07390184"}), "");
    EXPECT_EQ(kept.area().refusal("jo", {"person", "find"}), "field-missing");
    EXPECT_EQ(kept.area().refusal("jo", {"person", "find", "--nhs-number", "123"}),
              "nhs-number-digits");
}

// Somebody who was added and never had a budget, so that the retention alone keeps them.
class Erasing : public SealedArea {
  protected:
    Erasing() {
        (void)area.answer("jo",
                          {"person",
                           "add",
                           "P-9001",
                           "--given-name",
                           "Dorothea",
                           "--family-name",
                           "Ninefield",
                           "--date-of-birth",
                           "1990-02-28",
                           "--information-format",
                           "standard"});
        (void)kept.backup();
        area.day = "2033-04-01";
    }
    [[nodiscard]] ProgramEnd look() const { return area.ask("jo", {"person", "show", "P-9001"}); }
    // Proposed by jo, confirmed by sam.
    [[nodiscard]] json erased() const {
        const json proposed = area.answer("jo", {"erase", "P-9001"});
        const std::string number = std::to_string(proposed.value("proposal", 0));
        return area.answer(
            "sam", {"proposal", "confirm", number, "--confirm", proposed.value("confirm", "")});
    }

    CliArea& area = const_cast<CliArea&>(kept.area());  // NOLINT: its day is public
};

TEST_F(Erasing, WaitsForTheEndOfTheRetention) {
    area.day = "2027-03-31";  // the last day of its budget
    EXPECT_EQ(area.refusal("jo", {"erase", "P-0001"}), "budget-running");
    area.day = "2033-03-31";
    EXPECT_EQ(area.refusal("jo", {"erase", "P-9001"}), "early-purge");
    area.day = "2033-04-01";
    EXPECT_EQ(area.refusal("jo", {"erase", "P-7777"}), "person-unknown");
    EXPECT_EQ(area.refusal("vi", {"erase", "P-9001"}), "not-allowed");
    EXPECT_EQ(area.refusal("jo", {"erase", "P-9001"}), "accepted");
}

TEST_F(Erasing, IsDoneByTwoPeopleAndNothingIsLeftToRead) {
    const std::string before = read_whole(keys());
    const json proposed = area.answer("jo", {"erase", "P-9001"});
    EXPECT_EQ(proposed.value("confirm", ""), "1:0") << "as the page says";
    EXPECT_NE(look().out.find("Ninefield"), std::string::npos) << "it is only proposed";
    const std::string number = std::to_string(proposed.value("proposal", 0));
    const std::vector<std::string> confirm{
        "proposal", "confirm", number, "--confirm", proposed.value("confirm", "")};
    EXPECT_EQ(area.refusal("jo", confirm), "not-allowed");
    const json done = area.answer("sam", confirm);
    EXPECT_EQ(done.value("copies_of_the_key_until", ""), "2033-05-06") << "35 days, unless set";

    const ProgramEnd shown = look();
    EXPECT_EQ(shown.exit_code, 0) << shown.err;
    EXPECT_NE(shown.out.find("(erased)"), std::string::npos) << shown.out;
    EXPECT_EQ(shown.out.find("Ninefield"), std::string::npos);
    const ProgramEnd verified = area.ask("", {"verify"});
    EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
    EXPECT_EQ(read_whole(keys()).size(), before.size()) << "zeros stand where the key was";
    EXPECT_NE(read_whole(keys()), before);

    EXPECT_EQ(area.refusal("jo", {"erase", "P-9001"}), "person-erased");
    EXPECT_EQ(area.refusal("jo", {"person", "change", "P-9001", "--phone", "01632 960999"}),
              "details-erased");
    EXPECT_EQ(area.refusal("jo",
                           {"representative",
                            "add",
                            "P-9001",
                            "--name",
                            "Dot",
                            "--role",
                            "nominee",
                            "--start",
                            "2033-04-01"}),
              "person-erased");
    EXPECT_NE(SealedArea::shown().find("Tollemarsh"), std::string::npos) << "of nobody else";
}

TEST_F(Erasing, ReachesBackIntoTheBackupsThatWereMadeBefore) {
    (void)erased();
    const ProgramEnd restored = area.ask("",
                                         {"restore",
                                          "--from",
                                          kept.backups().string(),
                                          "--to",
                                          kept.place("restored").string(),
                                          "--people-keys",
                                          keys().string()});
    EXPECT_EQ(restored.exit_code, 0) << restored.err;
    const ProgramEnd shown = kept.ask_in("restored", "jo", {"person", "show", "P-9001"});
    EXPECT_EQ(shown.exit_code, 0) << shown.err;
    EXPECT_NE(shown.out.find("(erased)"), std::string::npos) << shown.out;
    const ProgramEnd drilled = kept.drill();
    EXPECT_EQ(drilled.exit_code, 0) << drilled.err;
}

TEST_F(Erasing, AKeyThatAPowerCutLeftIsThrownAwayAtTheNextStart) {
    const std::string before = read_whole(keys());
    (void)erased();
    const std::string after = read_whole(keys());
    std::ofstream(keys(), std::ios::binary) << before;
    area.day = "2033-04-02";
    kept.set_cut_off("20:00");
    EXPECT_EQ(read_whole(keys()), after);
}

}  // namespace
}  // namespace almoner::tests
