#include "ops/backup/segment.h"

#include "tests/ops/backup/kept_area.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <fstream>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;

Place place(std::int64_t seq, char digit) {
    return {seq, std::string(64, digit)};
}

Segment two_stretches() {
    return {.area = std::string(64, '9'),
            .migration = 5,
            .made_at_ms = 1'782'907'200'000,
            .stretches = {{.from = place(7, 'a'),
                           .to = place(9, 'b'),
                           .last_at_ms = 1'782'907'100'000,
                           .commands = {"run propose", "setting set"},
                           .changes = std::string("\0\x01octets", 8)},
                          {.from = place(9, 'b'),
                           .to = place(10, 'c'),
                           .last_at_ms = 1'782'907'150'000,
                           .commands = {"run send"},
                           .changes = ""}}};
}

TEST(Segment, IsReadAsItWasWritten) {
    const tests::TempFolder folder;
    const fs::path file = write_segment(folder.path(), two_stretches());
    EXPECT_EQ(file.filename(), "journal-0000000008-0000000010-cccccccccccccccc.segment");
    const Segment read = read_segment(file);
    EXPECT_EQ(read.area, std::string(64, '9'));
    EXPECT_EQ(read.migration, 5);
    EXPECT_EQ(read.made_at_ms, 1'782'907'200'000);
    ASSERT_EQ(read.stretches.size(), 2U);
    EXPECT_EQ(read.stretches[0].from, place(7, 'a'));
    EXPECT_EQ(read.stretches[0].to, place(9, 'b'));
    EXPECT_EQ(read.stretches[0].last_at_ms, 1'782'907'100'000);
    EXPECT_EQ(read.stretches[0].commands, (std::vector<std::string>{"run propose", "setting set"}));
    EXPECT_EQ(read.stretches[0].changes, std::string("\0\x01octets", 8));
    EXPECT_EQ(read.stretches[1].to, place(10, 'c'));
    EXPECT_EQ(read.stretches[1].changes, "");
}

TEST(Segment, WithAnyBitChangedIsDamaged) {
    const tests::TempFolder folder;
    const fs::path file = write_segment(folder.path(), two_stretches());
    for (std::uintmax_t octet = 0; octet < fs::file_size(file); ++octet) {
        tests::flip_a_bit(file, octet);
        EXPECT_THROW((void)read_segment(file), Damaged) << octet;
        tests::flip_a_bit(file, octet);
    }
    EXPECT_EQ(read_segment(file).stretches.size(), 2U);
}

TEST(Segment, CutShortAnywhereOrUnderAnotherNameIsDamaged) {
    const tests::TempFolder folder;
    const fs::path file = write_segment(folder.path(), two_stretches());
    const std::string whole = testing::read_whole(file);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
        EXPECT_THROW((void)read_segment(file), Damaged) << size;
    }
    const fs::path other = folder.path() / "journal-0000000008-0000000011-cccccccccccccccc.segment";
    std::ofstream(other, std::ios::binary) << whole;
    EXPECT_THROW((void)read_segment(other), Damaged);
}

TEST(Segment, UnfinishedOnesAndOtherFilesAreNoneOfTheFolder) {
    const tests::TempFolder folder;
    const fs::path file = write_segment(folder.path(), two_stretches());
    for (const char* const name : {".journal-0000000011-0000000012-dddddddddddddddd.segment.part",
                                   "journal-11-12-dddddddddddddddd.segment",
                                   "notes.txt"}) {
        std::ofstream(folder.path() / name) << "begun";
    }
    const auto found = segments_in(folder.path());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].path, file);
    EXPECT_EQ(found[0].first, 8);
    EXPECT_EQ(found[0].last, 10);
    EXPECT_EQ(found[0].hash, "cccccccccccccccc");
}

}  // namespace
}  // namespace almoner::ops
