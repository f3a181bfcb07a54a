#include "ops/settings/data_settings.h"

#include "ledger/storage/database.h"

#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <toml++/toml.h>
#include <unistd.h>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using ledger::Outcome;
using ledger::Refusal;

constexpr const char* file_name = "settings.toml";

Refusal refuse(std::string code, std::string words, std::string next) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = file_name,
            .citation = ""};
}

void sync(const fs::path& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    const bool good = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!good) throw ledger::StorageError("can't write " + path.string());
}

}  // namespace

Outcome<DataSettings> read_data_settings(const fs::path& folder) {
    DataSettings settings;
    const fs::path path = folder / file_name;
    if (!fs::exists(path)) return settings;
    try {
        const toml::table table = toml::parse_file(path.string());
        for (const auto& [key, value] : table) {
            if (key.str() != "store" || !value.is_string()) {
                return refuse("setting-unknown",
                              "'" + std::string(key.str()) + "' is no setting of a data folder.",
                              "The one that there is: store = \"postgresql://...\".");
            }
            settings.store = value.as_string()->get();
        }
        return settings;
    } catch (const toml::parse_error& error) {
        std::ostringstream words;
        words << "Line " << error.source().begin.line << ": " << error.description() << '.';
        return refuse("settings-unreadable", words.str(), "Mend it: " + path.string() + ".");
    }
}

void write_data_settings(const fs::path& folder, const DataSettings& settings) {
    const fs::path path = folder / file_name;
    const fs::path next = folder / "settings.toml.next";
    {
        std::ofstream out(next, std::ios::trunc);
        out << "# Where this area's books are; see 'almoner migrate-store --help'.\n"
            << toml::table{{"store", settings.store}} << '\n';
        if (!out.flush()) throw ledger::StorageError("can't write " + next.string());
    }
    sync(next, O_RDWR);
    fs::rename(next, path);
    sync(folder, O_RDONLY | O_DIRECTORY);
}

}  // namespace almoner::ops
