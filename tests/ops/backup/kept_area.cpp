#include "tests/ops/backup/kept_area.h"

#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/storage/sqlite/stored_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace almoner::tests {

namespace fs = std::filesystem;
using ledger::open_sqlite;
using ledger::SqliteUse;

KeptArea::KeptArea() {
    area_.load_sample_area();
    (void)area_.evidence("P-0001");
}

fs::path KeptArea::place(const std::string& name) const {
    return area_.folder() / name;
}

fs::path KeptArea::folder(const std::string& name) const {
    fs::create_directories(place(name));
    return place(name);
}

void KeptArea::ship_to(const fs::path& folder) const {
    std::ofstream(data() / "settings.toml") << "ship_to = \"" << folder.string() << "\"\n";
}

void KeptArea::set_cut_off(const std::string& time) const {
    const ProgramEnd end = area_.ask("sam", {"setting", "set", "cut-off", time});
    EXPECT_EQ(end.exit_code, 0) << end.err;
}

void KeptArea::set_cut_off_at(const std::string& time, const std::string& minute) const {
    const ProgramEnd end = area_.ask("sam", {"setting", "set", "cut-off", time, "--at", minute});
    EXPECT_EQ(end.exit_code, 0) << end.err;
}

void KeptArea::give_keys(const std::string& restored) const {
    fs::copy_file(
        data() / "people.keys", place(restored) / "people.keys", fs::copy_options::skip_existing);
}

bool KeptArea::verifies(const std::string& restored) const {
    give_keys(restored);
    return run_almoner({"verify", "--data", place(restored).string()}).exit_code == 0;
}

ProgramEnd KeptArea::ask_in(const std::string& restored,
                            const std::string& user,
                            std::vector<std::string> words) const {
    give_keys(restored);
    words.insert(words.end(),
                 {"--data",
                  place(restored).string(),
                  "--as-of",
                  area_.day,
                  "--as",
                  user,
                  "--credential-file",
                  place("credential-" + user).string()});
    return run_almoner(words);
}

nlohmann::json KeptArea::backup() const {
    return area_.answer("", {"backup", "--to", backups().string()}).at("backup").at(0);
}

ProgramEnd KeptArea::drill() const {
    return area_.ask("", {"drill", "--from", backups().string()});
}

std::vector<ledger::TableContent> rows_in(const fs::path& data) {
    const auto reader = open_sqlite(data, SqliteUse::read);
    reader->begin_reading();
    auto rows = ledger::contents_of(*reader, ledger::sqlite_tables(*reader));
    reader->end_reading();
    return rows;
}

std::int64_t last_command_in(const fs::path& data) {
    const auto reader = open_sqlite(data, SqliteUse::read);
    const auto rows = reader->prepare("SELECT MAX(seq) FROM journal");
    return rows->step() ? rows->integer(0) : -1;
}

std::string cut_off_in(const fs::path& data) {
    const auto reader = open_sqlite(data, SqliteUse::read);
    const auto rows = reader->prepare("SELECT value FROM setting WHERE name = 'cut-off'");
    return rows->step() ? std::string(rows->text(0)) : "";
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& each : fs::directory_iterator(folder)) {
        const std::string name = each.path().filename().string();
        if (!name.starts_with('.')) names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& each : fs::recursive_directory_iterator(folder)) {
        if (each.is_regular_file() && !each.path().filename().string().starts_with('.')) {
            files.push_back(each.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

void flip_a_bit(const fs::path& file, std::uintmax_t octet) {
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekg(static_cast<std::streamoff>(octet));
    const auto changed = static_cast<char>(stream.get() ^ 1);
    stream.seekp(static_cast<std::streamoff>(octet));
    stream.put(changed);
}

}  // namespace almoner::tests
