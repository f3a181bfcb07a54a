// The people's keys are there again after sync, also behind what a power cut tore off, and gone
// for good once they were thrown away.
#include "ops/sealing/key_file.h"

#include "ledger/storage/database.h"
#include "tests/support/files.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using ledger::SealingKey;
using ledger::StorageError;
using namespace std::chrono_literals;

// Another process that has locked the file, until this goes.
class Holder {
  public:
    explicit Holder(const fs::path& file) {
        std::array<int, 2> told{};
        std::array<int, 2> ends{};
        if (::pipe2(told.data(), O_CLOEXEC) != 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0) return;
        process_ = ::fork();
        char octet = 'x';
        if (process_ == 0) {
            ::close(ends[1]);
            const int locked = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
            const bool is_held = ::flock(locked, LOCK_EX) == 0;
            if (is_held) (void)!::write(told[1], &octet, 1);
            (void)!::read(ends[0], &octet, 1);  // until the other end is closed
            ::_exit(is_held ? 0 : 1);
        }
        ::close(told[1]);
        ::close(ends[0]);
        holds_ = ::read(told[0], &octet, 1) == 1;
        ::close(told[0]);
        until_ = ends[1];
    }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;
    ~Holder() {
        ::close(until_);
        if (process_ > 0) ::waitpid(process_, nullptr, 0);
    }
    [[nodiscard]] bool holds() const { return holds_; }

  private:
    pid_t process_ = -1;
    int until_ = -1;
    bool holds_ = false;
};

class Keys : public ::testing::Test {
  protected:
    [[nodiscard]] fs::path file() const { return folder.path() / "people.keys"; }
    [[nodiscard]] std::string octets() const { return testing::read_whole(file()); }
    void write(const std::string& octets) const {
        std::ofstream(file(), std::ios::binary) << octets;
    }
    // Keys of these people, synced.
    void make(std::int64_t first, std::int64_t last) const {
        KeyFile keys(file());
        keys.refresh();
        for (std::int64_t person = first; person <= last; ++person) (void)keys.for_sealing(person);
        keys.sync();
    }

    // These octets, in the same file and as if nothing had been written: so looks another host's
    // change on a shared disk, or one within the same tick of the clock.
    void write_unseen(const std::string& octets) const {
        struct stat before{};
        ASSERT_EQ(::stat(file().c_str(), &before), 0);
        ASSERT_EQ(static_cast<std::size_t>(before.st_size), octets.size());
        {
            std::fstream in_place(file(), std::ios::binary | std::ios::in | std::ios::out);
            in_place << octets;
        }
        const std::array times{before.st_atim, before.st_mtim};
        ASSERT_EQ(::utimensat(AT_FDCWD, file().c_str(), times.data(), 0), 0);
    }
    // What the outage says, or nothing.
    template <class Change>
    static std::string busy(const Change& change) {
        try {
            change();
        } catch (const ledger::StorageBusy& outage) {
            return outage.what();
        }
        return {};
    }
    [[nodiscard]] std::string busy_words() const {
        return "the file of the people's keys, " + file().string() +
               ", is locked by another program that does not let go of it: see which one ('fuser " +
               file().string() +
               "', on each host that shares it), end it if it hangs, and try again";
    }

    tests::TempFolder folder;
};

TEST_F(Keys, AreThereAgainOnceTheyWereSynced) {
    SealingKey one{};
    {
        KeyFile keys(file());
        EXPECT_FALSE(keys.of(1));
        one = keys.for_sealing(1);
        EXPECT_EQ(keys.for_sealing(1), one);
        EXPECT_EQ(keys.of(1), one);
        EXPECT_NE(keys.for_sealing(2), one);
        EXPECT_FALSE(fs::exists(file())) << "nothing was synced yet";
        keys.sync();
        (void)keys.for_sealing(3);
    }
    KeyFile again(file());
    EXPECT_EQ(again.of(1), one);
    EXPECT_TRUE(again.of(2));
    EXPECT_FALSE(again.of(3)) << "never synced: nothing that it sealed was committed";
    EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Keys, ARecordThatWasTornOffIsNoneAndIsWrittenOver) {
    make(1, 2);
    const std::string whole = octets();
    make(3, 3);
    const std::string longer = octets();
    ASSERT_EQ(longer.size(), whole.size() + 48);
    for (std::size_t kept = whole.size(); kept < longer.size(); ++kept) {
        write(longer.substr(0, kept));
        KeyFile keys(file());
        keys.refresh();
        EXPECT_FALSE(keys.of(3)) << kept;
        EXPECT_EQ(keys.is_torn(), kept > whole.size()) << kept;
        keys.cut_torn_end();
        const SealingKey fresh = keys.for_sealing(4);
        keys.sync();
        EXPECT_EQ(octets().substr(0, whole.size()), whole);
        EXPECT_EQ(octets().size(), longer.size());
        KeyFile again(file());
        again.refresh();
        EXPECT_TRUE(again.of(2)) << kept;
        EXPECT_EQ(again.of(4), fresh) << kept;
    }
}

// 41 keys in one append, as an import makes them; a power cut leaves each sector of it as it was
// written, empty, or as anything, and the file as long as it was or longer.
TEST_F(Keys, OfAnAppendThatWasTornAnywhereTheWholeRecordsInFrontAreRead) {
    make(1, 3);
    const std::string whole = octets();
    ASSERT_EQ(whole.size(), 160U);
    make(4, 44);
    const std::string longer = octets();
    ASSERT_EQ(longer.size(), whole.size() + 1968);
    constexpr std::size_t sector = 512;
    constexpr int sectors = 5;  // octets 160 to 2128
    constexpr int fates = 4;    // kept, empty, garbled, the end of the file
    int cut_short = 0;
    for (int way = 0; way < 1024; ++way) {  // 4 to the power of 5
        std::string found = whole;
        bool is_another = true;
        for (int i = 0, left = way; i < sectors; ++i, left /= fates) {
            const std::size_t from = std::max(whole.size(), static_cast<std::size_t>(i) * sector);
            const std::size_t size =
                std::min(longer.size(), (static_cast<std::size_t>(i) + 1) * sector) - from;
            if (left % fates == 0) found += longer.substr(from, size);
            if (left % fates == 1) found += std::string(size, '\0');
            if (left % fates == 2) found += std::string(size, '\x5a');
            if (left % fates == 3) {
                is_another = left / fates == 0;
                break;
            }
        }
        if (!is_another) continue;
        write(found);
        SCOPED_TRACE(way);
        KeyFile keys(file());
        ASSERT_NO_THROW(keys.refresh());
        for (const std::int64_t person : {1, 2, 3}) ASSERT_TRUE(keys.has_record(person));
        if (keys.is_torn()) ++cut_short;
        keys.cut_torn_end();
        EXPECT_EQ(found.substr(0, octets().size()), octets());
        EXPECT_EQ((octets().size() - 16) % 48, 0U);
        const SealingKey fresh = keys.for_sealing(50);
        keys.sync();
        KeyFile again(file());
        EXPECT_EQ(again.of(50), fresh);
        EXPECT_TRUE(again.of(3));
        EXPECT_FALSE(again.is_torn());
    }
    EXPECT_EQ(cut_short, 361) << "of 364; none, 18 and all 41 are whole";
}

TEST_F(Keys, BehindWhatIsNoRecordNothingIsWrittenUntilItWasCut) {
    make(1, 3);
    std::string damaged = octets();
    damaged[70] = static_cast<char>(damaged[70] ^ 1);  // of person 2
    write(damaged);
    KeyFile keys(file());
    keys.refresh();
    EXPECT_TRUE(keys.is_torn());
    EXPECT_TRUE(keys.has_record(1));
    EXPECT_FALSE(keys.has_record(3)) << "whether the books need it, its opener asks them";
    (void)keys.for_sealing(4);
    EXPECT_THROW(keys.sync(), StorageError);
    EXPECT_THROW(keys.throw_away(1), StorageError);
    EXPECT_EQ(octets(), damaged);
}

TEST_F(Keys, DamageElsewhereIsSaidAndNothingIsWritten) {
    make(1, 3);
    const std::string good = octets();
    std::string damaged = good;
    damaged[30] = static_cast<char>(damaged[30] ^ 1);
    {
        KeyFile keys(file());
        keys.refresh();
        write(damaged);
        EXPECT_THROW((void)keys.of(4), StorageError) << "it was whole before";
        EXPECT_TRUE(keys.of(2));
        EXPECT_EQ(octets(), damaged);
    }
    write("something else");
    EXPECT_THROW(KeyFile(file()).refresh(), StorageError);
    fs::remove(file());
    make(1, 1);
    fs::permissions(file(), fs::perms::others_read, fs::perm_options::add);
    EXPECT_THROW(KeyFile(file()).refresh(), StorageError);
}

TEST_F(Keys, OneThatWasThrownAwayIsNowhereInTheFile) {
    make(1, 3);
    const std::string before = octets();
    const std::string secret = before.substr(16 + 48 + 8, 32);  // of person 2
    {
        KeyFile keys(file());
        keys.refresh();
        keys.throw_away(2);
        keys.throw_away(2);
        EXPECT_FALSE(keys.of(2));
    }
    EXPECT_EQ(octets().find(secret), std::string::npos);
    EXPECT_EQ(octets().size(), before.size());
    KeyFile again(file());
    EXPECT_TRUE(again.of(1));
    EXPECT_TRUE(again.of(3));
    EXPECT_FALSE(again.of(2));
    EXPECT_TRUE(again.was_thrown_away(2));
    EXPECT_FALSE(again.was_thrown_away(1));
    EXPECT_FALSE(again.was_thrown_away(4)) << "of whom nobody heard";
    EXPECT_THROW((void)again.for_sealing(2), ledger::PersonErased);
}

TEST_F(Keys, AProgramBesideTheWriterSeesWhatItMakesAndWhatItThrowsAway) {
    make(1, 1);
    KeyFile reader(file());
    reader.refresh();
    make(2, 2);
    EXPECT_TRUE(reader.of(2)) << "it was not known, so the file is looked at again";
    {
        KeyFile writer(file());
        writer.refresh();
        writer.throw_away(1);
    }
    reader.refresh();
    EXPECT_FALSE(reader.of(1));
    EXPECT_TRUE(reader.of(2));
    EXPECT_EQ(reader.people(), 2U);
}

// Two hosts that share the file: each appends behind what the other wrote meanwhile.
TEST_F(Keys, WhatAnotherProgramAppendedIsNotCutOff) {
    make(1, 1);
    KeyFile one(file());
    KeyFile other(file());
    one.refresh();
    other.refresh();
    const SealingKey second = one.for_sealing(2);
    const SealingKey third = other.for_sealing(3);
    one.sync();
    other.sync();
    KeyFile again(file());
    EXPECT_EQ(again.of(2), second);
    EXPECT_EQ(again.of(3), third);
    EXPECT_EQ(octets().size(), 16U + 3 * 48);
}

TEST_F(Keys, OfTwoThatWereMadeForOnePersonTheOneInTheFileCounts) {
    make(1, 1);
    KeyFile one(file());
    KeyFile other(file());
    one.refresh();
    other.refresh();
    const SealingKey first = one.for_sealing(2);
    EXPECT_NE(other.for_sealing(2), first);
    (void)other.for_sealing(3);
    one.sync();
    const std::string before = octets();
    EXPECT_THROW(other.sync(), StorageError)
        << "what was sealed with the other one is not committed";
    EXPECT_EQ(octets(), before);
    EXPECT_EQ(other.for_sealing(2), first);
    EXPECT_NO_THROW(other.sync());
    KeyFile again(file());
    EXPECT_EQ(again.of(2), first);
    EXPECT_TRUE(again.of(3));
}

TEST_F(Keys, WhatAnotherProgramThrewAwayStaysSoAndWhatItAppendedIsKept) {
    make(1, 2);
    KeyFile one(file());
    KeyFile other(file());
    one.refresh();
    other.refresh();
    one.throw_away(1);
    (void)other.for_sealing(3);
    other.sync();
    one.throw_away(2);
    KeyFile again(file());
    again.refresh();
    EXPECT_TRUE(again.was_thrown_away(1));
    EXPECT_TRUE(again.was_thrown_away(2));
    EXPECT_TRUE(again.of(3));
    EXPECT_EQ(octets().size(), 16U + 3 * 48);
}

TEST_F(Keys, ALockThatIsNotLetGoOfIsAnOutageThatNamesTheFile) {
    make(1, 2);
    const std::string before = octets();
    KeyFile keys(file(), 0ms);
    keys.refresh();
    const SealingKey third = keys.for_sealing(3);
    {
        const Holder other(file());
        ASSERT_TRUE(other.holds());
        EXPECT_EQ(busy([&] { keys.sync(); }), busy_words());
        EXPECT_EQ(octets(), before);
        EXPECT_TRUE(keys.of(1)) << "who only reads does not wait";
    }
    keys.sync();
    EXPECT_EQ(KeyFile(file()).of(3), third);
    EXPECT_EQ(KeyFile::longest_wait, 10s);
}

TEST_F(Keys, ATornEndIsNotCutWhileAnotherProgramHoldsTheLock) {
    make(1, 2);
    write(octets() + "torn");
    const std::string before = octets();
    KeyFile keys(file(), 0ms);
    keys.refresh();
    {
        const Holder other(file());
        ASSERT_TRUE(other.holds());
        EXPECT_EQ(busy([&] { keys.cut_torn_end(); }), busy_words());
        EXPECT_EQ(octets(), before);
    }
    keys.cut_torn_end();
    EXPECT_EQ(octets() + "torn", before);
}

// Its record is committed by then: until the key is gone nothing else is answered.
TEST_F(Keys, OneThatCouldNotBeThrownAwayIsThrownAwayByTheNextSync) {
    make(1, 3);
    KeyFile keys(file(), 0ms);
    keys.refresh();
    {
        const Holder other(file());
        ASSERT_TRUE(other.holds());
        EXPECT_EQ(busy([&] { keys.throw_away(1); }), busy_words());
        EXPECT_EQ(busy([&] { keys.throw_away(2); }), busy_words());
        EXPECT_EQ(busy([&] { keys.sync(); }), busy_words()) << "also where no key is new";
    }
    keys.sync();
    KeyFile again(file());
    again.refresh();
    EXPECT_TRUE(again.was_thrown_away(1));
    EXPECT_TRUE(again.was_thrown_away(2));
    EXPECT_TRUE(again.of(3));
    EXPECT_EQ(again.people(), 3U);
}

TEST_F(Keys, UnderTheLockTheFileIsReadAlsoWhereItLooksTheSame) {
    make(1, 2);
    const std::string ours = octets();
    make(3, 3);
    const std::string theirs = ours.substr(0, 16 + 48) + octets().substr(16 + 2 * 48);
    write(ours);
    KeyFile keys(file());
    keys.refresh();
    write_unseen(theirs);  // keys of 1 and 3
    const SealingKey made = keys.for_sealing(3);
    EXPECT_THROW(keys.sync(), StorageError) << "the one in the file counts";
    EXPECT_EQ(octets(), theirs);
    EXPECT_NE(keys.for_sealing(3), made);

    write_unseen(ours);
    keys.throw_away(1);
    KeyFile again(file());
    again.refresh();
    EXPECT_TRUE(again.was_thrown_away(1));
    EXPECT_TRUE(again.of(2)) << "it is in the file, whatever was read before";
}

TEST_F(Keys, AnAppendThatLookedTornAndIsWholeByNowIsNotCut) {
    make(1, 2);
    const std::string whole = octets();
    std::string torn = whole;
    torn.replace(16 + 48, 48, std::string(48, '\0'));
    write(torn);
    KeyFile keys(file());
    keys.refresh();
    ASSERT_TRUE(keys.is_torn());
    write_unseen(whole);
    keys.cut_torn_end();
    EXPECT_EQ(octets(), whole);
    EXPECT_FALSE(keys.is_torn());
}

// Two processes that make, append and throw away at once, 100 keys each.
TEST_F(Keys, OfTwoProcessesAtOnceNothingIsLost) {
    constexpr std::int64_t each = 100;
    make(0, 0);
    std::array<pid_t, 2> processes{};
    for (std::size_t process = 0; process < processes.size(); ++process) {
        processes.at(process) = ::fork();
        ASSERT_GE(processes.at(process), 0);
        if (processes.at(process) != 0) continue;
        const std::int64_t first = 1 + static_cast<std::int64_t>(process) * each;
        int ended = 0;
        try {
            KeyFile keys(file());
            for (std::int64_t person = first; person < first + each; ++person) {
                (void)keys.for_sealing(person);
                keys.sync();
                if (person % 10 == 0) keys.throw_away(person);
            }
        } catch (const std::exception&) {
            ended = 1;
        }
        ::_exit(ended);
    }
    for (const pid_t process : processes) {
        int status = -1;
        ASSERT_EQ(::waitpid(process, &status, 0), process);
        EXPECT_EQ(status, 0);
    }
    KeyFile again(file());
    again.refresh();
    EXPECT_EQ(again.people(), 200U);
    for (std::int64_t person = 1; person <= 2 * each; ++person) {
        EXPECT_EQ(again.was_thrown_away(person), person % 10 == 0) << person;
        EXPECT_TRUE(again.has_record(person)) << person;
    }
    EXPECT_FALSE(again.is_torn());
}

}  // namespace
}  // namespace almoner::ops
